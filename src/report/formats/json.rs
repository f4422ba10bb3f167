//! json: one object with everything, written as a stream. The keys are English in every language, dates are
//! ISO and amounts are decimal strings; `schema` changes when a reader would have to change.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::case::Case;
use super::counts::{Counts, Quality};
use super::since::Since;
use crate::batch::Row;
use crate::report::{Document, ReportError};

/// The version of the schema.
pub(in crate::report) const SCHEMA: &str = "1";

/// The whole document.
struct Whole<'a>(&'a Document<'a>);

/// The applications, one after the other.
struct Cases<'a>(&'a Document<'a>, Vec<Row>);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("manifest", &document.manifest())?;
        map.serialize_entry("summary", &Counts(document))?;
        if let Some(changes) = document.changes {
            map.serialize_entry("baseline", &Since(changes))?;
        }
        map.serialize_entry("applications", &Cases(document, document.in_input_order()))?;
        map.serialize_entry("quality", &Quality(document))?;
        map.end()
    }
}

impl Serialize for Cases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.1.iter().map(|row| Case { document: self.0, row: *row }))
    }
}

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    serde_json::to_writer_pretty(&mut *out, &Whole(document)).map_err(|error| super::failed(error.into()))?;
    out.write_all(b"\n").map_err(super::failed)
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{Sample, written};
    use serde_json::{Value, json};

    #[test]
    fn an_application_has_everything_that_explains_its_score() {
        let whole: Value = serde_json::from_str(&written("json", &Sample::new())).expect("json");
        assert_eq!(whole["schema"], "1");
        assert_eq!(whole["manifest"]["rule_set"]["sha256"], "ab12");
        assert_eq!(whole["summary"]["bands"][1], json!({"id": "high", "label": "high", "from": 30, "applications": 1}));
        assert_eq!(whole["applications"][0]["not_assessed"], json!([{"rule": "FIN-01", "missing": ["loan_amount"]}]));
        let second = &whole["applications"][1];
        assert_eq!((&second["file"], &second["row"]), (&json!("lijst.csv"), &json!(3)));
        assert_eq!(second["linked"], json!({"count": 1, "ids": ["Z-1"]}));
        assert_eq!(
            second["hits"][0]["evidence"],
            json!([{"kind": "value", "field": "loan_amount", "value": "40000.00", "expected": "at least €25,000",
                    "text": "Loan amount: €40,000 (asked: at least €25,000)"}])
        );
        assert_eq!(second["hits"][1]["evidence"][0]["key"], json!([{"field": "phone", "value": "+31619001234"}]));
        assert_eq!(
            whole["quality"]["rows_set_aside"],
            json!([{"file": "lijst.csv", "row": 5, "reason": "no case number"}])
        );
    }

    #[test]
    fn redaction_leaves_no_personal_value_anywhere() {
        let mut sample = Sample::new();
        sample.options.veil = crate::report::Veil::Mark;
        let text = written("json", &sample);
        assert!(text.contains("•••") && !text.contains("19001234"), "{text}");
    }
}
