//! Applications as typed columns: what stays in memory of the files. Built once, then only read.

mod bits;
mod build;
mod column;
mod gather;
mod put;
mod spread;
mod symbols;
mod truth;
mod view;

pub use bits::Bits;
pub use build::{CellCounts, ColumnBuilder};
pub use column::{Column, Data, InvalidCell, Keys, NO_SYMBOL};
pub use put::Instead;
pub use spread::Spread;
pub use symbols::{Interner, Symbols};
pub use truth::{Tri, Truth};
pub use view::{ValueId, View};

/// One application of a batch, by its place: first those that are scored, then the context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row(pub u32);

impl Row {
    /// The row as an index into columns.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The applications of one run. Column `n` holds the field with number `n` of the rule set.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// How many applications are scored; the rows after these are context (earlier applications).
    pub scored: u32,
    /// One column per field that rules, links or outputs need.
    pub columns: Vec<Column>,
    /// The case numbers, one per row, as written.
    pub ids: Symbols,
    /// Where each row came from.
    pub origins: Origins,
    /// The further parties of each role in which an application has several.
    pub parties: Vec<Spread>,
}

impl Batch {
    /// All rows, context included.
    pub fn rows(&self) -> u32 {
        self.origins.lines.len() as u32
    }

    /// All columns, for conditions to look at.
    pub fn view(&self) -> View<'_> {
        View { parties: &self.parties, ..View::new(&self.columns, self.rows() as usize) }
    }

    /// The case number of a row.
    pub fn id(&self, row: Row) -> &str {
        self.ids.text(row.0)
    }
}

/// The file and the line or sheet row that each row of a batch was read from.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// The label of each file, with the first batch row that came from it, in rising order.
    pub files: Vec<(u32, String)>,
    /// Per row: the line in a text file, the row in a sheet; counted from 1.
    pub lines: Vec<u32>,
}

impl Origins {
    /// The file label and the line of a row.
    pub fn of(&self, row: Row) -> (&str, u32) {
        let file = self.files.partition_point(|(first, _)| *first <= row.0);
        let label = file.checked_sub(1).map_or("", |at| self.files[at].1.as_str());
        (label, self.lines.get(row.index()).copied().unwrap_or(0))
    }
}
