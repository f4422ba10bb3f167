//! jsonl: the manifest on the first line, then one application on each, for programs that read as a stream.

use std::io::Write;

use serde::Serialize;

use super::case::Case;
use super::counts::{Counts, Quality};
use super::json::SCHEMA;
use super::since::Since;
use crate::report::{Document, Manifest, ReportError};

/// The first line.
#[derive(Serialize)]
struct First<'a> {
    schema: &'static str,
    manifest: Manifest<'a>,
    summary: Counts<'a>,
    quality: Quality<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Since<'a>>,
}

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let first = First {
        schema: SCHEMA,
        manifest: document.manifest(),
        summary: Counts(document),
        quality: Quality(document),
        baseline: document.changes.map(Since),
    };
    line(out, &first)?;
    for row in document.in_input_order() {
        line(out, &Case { document, row })?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, what: &impl Serialize) -> Result<(), ReportError> {
    serde_json::to_writer(&mut *out, what).map_err(|error| super::failed(error.into()))?;
    out.write_all(b"\n").map_err(super::failed)
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{Sample, written};
    use serde_json::Value;

    #[test]
    fn the_manifest_comes_first_and_then_one_application_per_line() {
        let text = written("jsonl", &Sample::new());
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("json")).collect();
        assert_eq!(lines[0]["manifest"]["inputs"][0]["rows_set_aside"], 1);
        let ids: Vec<&Value> = lines[1..].iter().map(|line| &line["id"]).collect();
        assert_eq!(ids, ["Z-1", "Z-2", "=Z-3"]);
    }
}
