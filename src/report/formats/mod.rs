//! The formats. A new one is a file here and a line in `FORMATS`.

mod case;
mod counts;
mod csv;
mod html;
mod json;
mod jsonl;
mod manifest;
mod md;
mod since;
mod table;
mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use super::{Document, ReportError};
use crate::text::report::ReportMsg;

pub(super) use case::{Held, name};
pub use csv::{COLUMNS, SINCE_COLUMNS};
pub(super) use json::SCHEMA;
pub(crate) use md::plain;

/// A way to write a document down.
#[derive(Debug)]
pub struct Format {
    /// Its name, for `--format`.
    pub name: &'static str,
    /// The endings of file names that mean it, in small letters, with the dot.
    pub endings: &'static [&'static str],
    /// Whether it tells which bytes were read, so that inputs must be digested.
    pub identified: bool,
    /// Fields that it shows besides those that rules ask for.
    pub fields: &'static [&'static str],
    /// Writes the whole document.
    pub write: fn(&Document<'_>, &mut (dyn Write + Send)) -> Result<(), ReportError>,
}

/// Every format, once.
pub const FORMATS: &[Format] = &[
    Format { name: "table", endings: &[".txt"], identified: false, fields: &[], write: table::write },
    Format { name: "csv", endings: &[".csv"], identified: false, fields: &[], write: csv::write },
    Format { name: "manifest", endings: &[".manifest.json"], identified: true, fields: &[], write: manifest::write },
    Format { name: "json", endings: &[".json"], identified: true, fields: &[], write: json::write },
    Format { name: "jsonl", endings: &[".jsonl", ".ndjson"], identified: true, fields: &[], write: jsonl::write },
    Format { name: "md", endings: &[".md", ".markdown"], identified: false, fields: &[], write: md::write },
    Format { name: "xlsx", endings: &[".xlsx"], identified: true, fields: &[], write: xlsx::write },
    Format { name: "html", endings: &[".html", ".htm"], identified: true, fields: &["department"], write: html::write },
];

impl Format {
    /// Whether it tells enough, in a form that is read back, to do the run again.
    pub fn can_be_done_again(&self) -> bool {
        matches!(self.name, "json" | "jsonl" | "manifest")
    }

    /// What it is good for: Dutch, then English.
    pub fn about(&self) -> [&'static str; 2] {
        crate::text::report::about_format(self.name)
    }
}

/// The format with this name.
pub fn named(name: &str, formats: &'static [Format]) -> Option<&'static Format> {
    formats.iter().find(|format| format.name == name)
}

/// The format that the ending of a file name means.
pub fn for_path(path: &Path, formats: &'static [Format]) -> Option<&'static Format> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    formats.iter().find(|format| format.endings.iter().any(|ending| name.ends_with(ending)))
}

/// Every ending, to name in a message.
pub fn endings(formats: &[Format]) -> Vec<&'static str> {
    formats.iter().flat_map(|format| format.endings).copied().collect()
}

/// Refuses a column that there is not, before anything is written.
pub(super) fn check_columns(document: &Document<'_>) -> Result<(), ReportError> {
    csv::check(document)
}

/// A write that the system did not allow; whoever opened the file adds its name.
pub(super) fn failed(cause: io::Error) -> ReportError {
    ReportError::caused(ReportMsg::CannotPrint { why: cause.to_string() }, cause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::network;
    use crate::text::report::off_vocabulary;

    #[test]
    fn names_and_endings_are_each_used_once() {
        for formats in [FORMATS, network::FORMATS] {
            let mut all: Vec<&str> = endings(formats);
            all.extend(formats.iter().map(|format| format.name));
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), count);
        }
        for format in FORMATS.iter().chain(network::FORMATS) {
            let [nl, en] = format.about();
            assert!(!nl.is_empty() && nl != en, "{}", format.name);
            assert_eq!(off_vocabulary(nl).or(off_vocabulary(en)), None);
        }
    }

    #[test]
    fn an_ending_tells_the_format_however_it_is_written() {
        let name = |path: &str| for_path(Path::new(path), FORMATS).map(|format| format.name);
        assert_eq!(name("out/Uitkomst.CSV"), Some("csv"));
        assert_eq!(name("a.jsonl"), Some("jsonl"));
        assert_eq!(name("a.xls"), None);
    }
}
