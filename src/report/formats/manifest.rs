//! manifest: what identifies a run, apart from what it found; to keep beside formats that have no room for it,
//! such as csv.

use std::io::Write;

use serde::Serialize;

use super::counts::Counts;
use super::json::SCHEMA;
use crate::report::{Document, Manifest, ReportError};

#[derive(Serialize)]
struct Alone<'a> {
    schema: &'static str,
    manifest: Beside<'a>,
    summary: Counts<'a>,
}

/// What identifies the run, with the outputs beside this one: they may be kept as long.
#[derive(Serialize)]
struct Beside<'a> {
    #[serde(flatten)]
    manifest: Manifest<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    outputs: &'a [String],
}

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let manifest = Beside { manifest: document.manifest(), outputs: &document.run.outputs };
    let alone = Alone { schema: SCHEMA, manifest, summary: Counts(document) };
    serde_json::to_writer_pretty(&mut *out, &alone).map_err(|error| super::failed(error.into()))?;
    out.write_all(b"\n").map_err(super::failed)
}
