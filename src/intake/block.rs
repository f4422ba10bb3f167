//! Rows on their way: a reader fills a block, a worker takes its cells, and the block is used again.

use super::records::Records;
use crate::fields::{Raw, day};
use crate::text::intake::{IntakeError, Note, RowReason};
use std::fmt::Write;

/// How many rows a block holds: few enough that one is still near when the last of its columns is read.
pub(super) const ROWS: usize = 256;

/// A source of rows.
pub trait Rows: Send {
    /// Fills the block with the next rows; false when there are no more.
    fn fill(&mut self, block: &mut Block) -> Result<bool, IntakeError>;

    /// What has been counted and noted so far.
    fn counts(&self) -> Counts;
}

/// What a reader counted.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Rows with anything in them, below the header.
    pub read: u64,
    /// Wholly empty rows.
    pub blank: u64,
    /// Rows shorter than the header that were filled up with empty cells.
    pub padded: u64,
    /// Rows that were not passed on.
    pub rejected: Vec<RejectedRow>,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}

/// A row that is not screened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The line in a text file, the row in a sheet.
    pub row: u32,
    /// Why.
    pub reason: RowReason,
}

/// Some rows of a table.
#[derive(Debug, Default)]
pub struct Block {
    pub(super) cells: Cells,
    /// Per row its line in a text file, its row in a sheet.
    pub(super) lines: Vec<u32>,
}

/// The cells of a block, as its reader holds them.
#[derive(Debug)]
pub(super) enum Cells {
    /// Cells of a text file.
    Text(Records),
    /// Typed cells of a sheet, `width` to a row.
    Typed { cells: Vec<Typed>, text: String, width: usize },
}

impl Default for Cells {
    fn default() -> Self {
        Cells::Typed { cells: Vec::new(), text: String::new(), width: 0 }
    }
}

/// A cell of a sheet; texts stand together in the block.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Typed {
    Empty,
    Text { start: u32, end: u32 },
    Number(f64),
    Date(Option<i32>),
    Bool(bool),
    Error(&'static str),
    Uncalculated,
}

impl Block {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The line in a text file, the row in a sheet; counted from 1.
    pub fn row_number(&self, row: usize) -> u32 {
        self.lines[row]
    }

    /// How many cells a row has.
    pub fn width(&self, row: usize) -> usize {
        match &self.cells {
            Cells::Text(records) => records.width(row),
            Cells::Typed { width, .. } => *width,
        }
    }

    /// A cell; past the end of a row there is nothing.
    pub fn cell(&self, row: usize, column: usize) -> Raw<'_> {
        match &self.cells {
            Cells::Text(records) => Raw::of(records.cell(row, column)),
            Cells::Typed { .. } => self.typed(row, column),
        }
    }

    /// The cells of a text file; `None` of a sheet.
    pub(super) fn texts(&self) -> Option<&Records> {
        if let Cells::Text(records) = &self.cells { Some(records) } else { None }
    }

    /// Brings the cells near, for a thread that is going to read them column by column.
    pub(super) fn fetch(&self) {
        if let Cells::Text(records) = &self.cells {
            records.fetch();
        }
    }

    fn typed(&self, row: usize, column: usize) -> Raw<'_> {
        let Cells::Typed { cells, text, width } = &self.cells else { return Raw::Empty };
        if column >= *width {
            return Raw::Empty;
        }
        match cells[row * width + column] {
            Typed::Empty => Raw::Empty,
            Typed::Text { start, end } => Raw::Text(&text[start as usize..end as usize]),
            Typed::Number(number) => Raw::Number(number),
            Typed::Date(day) => Raw::Date(day),
            Typed::Bool(yes) => Raw::Bool(yes),
            Typed::Error(name) => Raw::Error(name),
            Typed::Uncalculated => Raw::Uncalculated,
        }
    }
}

/// Writes a cell as text: dates as ISO, numbers without needless zeros.
pub(super) fn write_text(raw: Raw<'_>, out: &mut String) {
    match raw {
        Raw::Empty | Raw::Uncalculated | Raw::Date(None) => {}
        Raw::Text(text) => out.push_str(text),
        Raw::Number(number) => {
            // Writing into a String does not fail.
            let _ = write!(out, "{number}");
        }
        Raw::Date(Some(day)) => {
            let (y, m, d) = day::to_ymd(day);
            let _ = write!(out, "{y:04}-{m:02}-{d:02}");
        }
        Raw::Bool(yes) => out.push_str(if yes { "TRUE" } else { "FALSE" }),
        Raw::Error(name) => out.push_str(name),
    }
}
