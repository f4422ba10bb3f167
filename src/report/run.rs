//! What a run knows about itself besides its findings: inputs, options, and how good the data was.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::Both;

/// Everything that a report says about the run, in the order in which it happened.
#[derive(Clone, Debug, Default)]
pub struct RunInfo {
    /// The files (or sheets) that were read.
    pub inputs: Vec<InputInfo>,
    /// The rows that could not be used as an application, in order of reading.
    pub rejected: Vec<RejectedRow>,
    /// The columns with cells that could not be read, most cells first.
    pub invalid: Vec<InvalidColumn>,
    /// Case numbers that stood in an earlier row already; the first of them.
    pub duplicates: Vec<Duplicate>,
    /// How many rows have a case number that stood before.
    pub repeated: usize,
    /// The day that the screening looks from, as `2026-11-24`.
    pub as_of: String,
    /// What the run is for, where the user said.
    pub purpose: Option<String>,
    /// Whether it is made in a Bibob investigation, so that what it writes is secret.
    pub secret: bool,
    /// The last day on which outputs may be kept, as `2027-11-24`.
    pub keep_until: String,
    /// The fields that only outputs asked for.
    pub fields_of_outputs: Vec<String>,
    /// The files that options name, such as a mapping.
    pub beside: Vec<Beside>,
    /// The names of the outputs that stand beside a manifest of this run.
    pub outputs: Vec<String>,
    /// The options that change the outcome, as given.
    pub options: BTreeMap<String, String>,
    /// What a reader should know: the sheet that was chosen, an unusual encoding, a column left unread.
    pub notes: Vec<Both>,
    /// How many warnings the check of the rule set gave.
    pub rule_warnings: usize,
}

/// What an input was given for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// To be screened.
    #[default]
    Batch,
    /// Earlier applications: linked to, not screened.
    History,
    /// Columns added by case number.
    Join,
    /// A list of parties.
    Parties,
    /// Colleagues' signals.
    Signals,
}

/// One input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputInfo {
    /// Its name for people, without the folders around it.
    pub label: String,
    /// Rows below the header, blank ones left out.
    pub rows_read: u64,
    /// Rows that became an application.
    pub screened: u64,
    /// Rows that could not.
    pub rejected: u64,
    /// Rows in which nothing stood.
    pub blank: u64,
    /// Rows that are applications but take no part: after the reference date, or read before.
    pub left_out: u64,
    /// The file as the origins of rows name it.
    pub path: String,
    /// Each header that is a field, with the id of that field.
    pub columns: Vec<(String, String)>,
    /// What it was given for.
    pub role: Role,
    /// SHA-256 of the file, as hexadecimal text.
    pub digest: Option<String>,
}

/// A file that an option names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// The option, without dashes.
    pub option: String,
    /// Its name without folders.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
}

/// A row that could not be used as an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectedRow {
    /// The label of its file.
    pub file: String,
    /// The line or sheet row, from 1.
    pub row: u32,
    /// Why.
    pub reason: Both,
}

/// A column in which cells could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvalidColumn {
    /// The header as it stands in the file.
    pub header: String,
    /// The field's name for people.
    pub label: Both,
    /// How many cells.
    pub count: u64,
}

/// A case number that stood in an earlier row already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duplicate {
    /// The case number.
    pub id: String,
    /// The file and the row of each that repeats it, in order of reading.
    pub places: Vec<(String, u32)>,
}

impl RunInfo {
    /// What was read of the batch.
    pub fn batch(&self) -> Counts {
        self.counts(Role::Batch)
    }

    /// What was read of earlier applications.
    pub fn history(&self) -> Counts {
        self.counts(Role::History)
    }

    /// Rows that could not be used, of the batch and of earlier applications.
    pub fn rejected_rows(&self) -> u64 {
        self.inputs.iter().map(|input| input.rejected).sum()
    }

    fn counts(&self, role: Role) -> Counts {
        let mut counts = Counts::default();
        for input in self.inputs.iter().filter(|input| input.role == role) {
            counts.read += input.rows_read;
            counts.screened += input.screened;
            counts.rejected += input.rejected;
        }
        counts
    }
}

/// Rows of several inputs together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows below the header, blank ones left out.
    pub read: u64,
    /// Rows that became an application.
    pub screened: u64,
    /// Rows that could not.
    pub rejected: u64,
}
