//! The counts over all applications and the quality of the data as json, shared by `json` and `jsonl`.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::report::{Document, Summary};

/// The counts over all applications.
pub(super) struct Counts<'a>(pub(super) &'a Document<'a>);

#[derive(Serialize)]
struct BandCount<'a> {
    id: &'a str,
    label: &'a str,
    from: i32,
    applications: usize,
}

#[derive(Serialize)]
struct RuleCount<'a> {
    rule: &'a str,
    fingerprint: String,
    weight: i32,
    hits: usize,
    not_assessed: usize,
}

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (set, lang) = (self.0.set, self.0.lang());
        let Summary { applications, bands, hits, not_assessed } = self.0.summary();
        let bands = set.scoring.bands.iter().zip(bands).map(|(band, applications)| BandCount {
            id: &band.id,
            label: band.label.get(lang),
            from: band.from,
            applications,
        });
        let rules = set.rules.iter().enumerate().zip(hits.into_iter().zip(not_assessed));
        let rules = rules.map(|((at, rule), (hits, not_assessed))| RuleCount {
            rule: &rule.id,
            fingerprint: set.fingerprint(at),
            weight: rule.weight,
            hits,
            not_assessed,
        });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("applications", &applications)?;
        map.serialize_entry("bands", &bands.collect::<Vec<_>>())?;
        map.serialize_entry("rules", &rules.collect::<Vec<_>>())?;
        map.end()
    }
}

/// How good the data was.
pub(super) struct Quality<'a>(pub(super) &'a Document<'a>);

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    column: &'a str,
    cells: u64,
}

#[derive(Serialize)]
struct Repeated<'a> {
    id: &'a str,
    rows: Vec<Place<'a>>,
}

impl Serialize for Quality<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (run, lang) = (self.0.run, self.0.lang());
        let aside = run.rejected.iter();
        let aside = aside.map(|row| Place { file: &row.file, row: row.row, reason: Some(row.reason.get(lang)) });
        let unreadable = run.invalid.iter().map(|column| Unreadable { column: &column.header, cells: column.count });
        let repeated = run.duplicates.iter().map(|duplicate| Repeated {
            id: &duplicate.id,
            rows: duplicate.places.iter().map(|(file, row)| Place { file, row: *row, reason: None }).collect(),
        });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rows_set_aside", &aside.collect::<Vec<_>>())?;
        map.serialize_entry("unreadable_cells", &unreadable.collect::<Vec<_>>())?;
        map.serialize_entry("repeated_ids", &repeated.collect::<Vec<_>>())?;
        map.serialize_entry("notes", &run.notes.iter().map(|note| note.get(lang)).collect::<Vec<_>>())?;
        map.end()
    }
}
