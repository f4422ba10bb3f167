//! Rows on their way: a reader fills a block, a worker takes its cells, and the block is used again.

use super::encoding::Decode;
use crate::fields::{Raw, day};
use crate::text::intake::{IntakeError, Note, RowReason};
use std::borrow::Cow;
use std::fmt::Write;

/// How many rows a block holds.
pub(super) const ROWS: usize = 1024;

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
    /// Cells of a text file, column by column and not yet decoded: a column is read from top to bottom
    /// later, and that is a walk through memory and not a jump per row.
    Text { columns: Vec<TextColumn>, widths: Vec<u32>, decode: Decode },
    /// Typed cells of a sheet, `width` to a row.
    Typed { cells: Vec<Typed>, text: String, width: usize },
}

impl Default for Cells {
    fn default() -> Self {
        Cells::Typed { cells: Vec::new(), text: String::new(), width: 0 }
    }
}

/// The cells of one column, end to end, and where each ends.
#[derive(Clone, Debug, Default)]
pub(super) struct TextColumn {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl TextColumn {
    fn cell(&self, row: usize) -> &[u8] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).map_or(&[], |end| &self.bytes[start as usize..*end as usize])
    }
}

/// One column of a block, decoded, to be read from top to bottom.
pub(super) enum ColumnCells<'a> {
    /// Cells of a text file, end to end, and where each ends.
    Text { text: Cow<'a, str>, ends: Cow<'a, [u32]> },
    /// Cells of a sheet.
    Typed { block: &'a Block, column: usize },
}

impl ColumnCells<'_> {
    /// The cell of a row.
    pub(super) fn cell(&self, row: usize) -> Raw<'_> {
        match self {
            ColumnCells::Text { text, ends } => {
                let start = row.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
                match ends.get(row).map_or("", |end| &text[start as usize..*end as usize]) {
                    "" => Raw::Empty,
                    cell => Raw::Text(cell),
                }
            }
            ColumnCells::Typed { block, column } => block.typed(row, *column),
        }
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
            Cells::Text { widths, .. } => widths[row] as usize,
            Cells::Typed { width, .. } => *width,
        }
    }

    /// A cell; past the end of a row there is nothing.
    pub fn cell<'a>(&'a self, row: usize, column: usize, scratch: &'a mut String) -> Raw<'a> {
        match &self.cells {
            Cells::Text { columns, decode, .. } => match columns.get(column).map_or(&[][..], |cells| cells.cell(row)) {
                b"" => Raw::Empty,
                bytes => Raw::Text(decode.text(bytes, scratch)),
            },
            Cells::Typed { .. } => self.typed(row, column),
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

    /// A column to be read from top to bottom.
    pub(super) fn column(&self, column: usize) -> ColumnCells<'_> {
        match &self.cells {
            Cells::Text { columns, decode, .. } => match columns.get(column) {
                Some(cells) => decoded(cells, *decode),
                None => ColumnCells::Text { text: Cow::Borrowed(""), ends: Cow::Borrowed(&[]) },
            },
            Cells::Typed { .. } => ColumnCells::Typed { block: self, column },
        }
    }

    /// Starts anew, for the rows of a text file.
    pub(super) fn begin_text(&mut self, as_decoded: Decode) {
        self.lines.clear();
        match &mut self.cells {
            Cells::Text { columns, widths, decode } => {
                widths.clear();
                columns.iter_mut().for_each(|column| {
                    column.bytes.clear();
                    column.ends.clear();
                });
                *decode = as_decoded;
            }
            cells => *cells = Cells::Text { columns: Vec::new(), widths: Vec::new(), decode: as_decoded },
        }
    }

    /// Adds a row of a text file.
    pub(super) fn push_text(&mut self, line: u32, record: &::csv::ByteRecord) {
        let Cells::Text { columns, widths, .. } = &mut self.cells else { return };
        if columns.len() < record.len() {
            columns.resize(record.len(), TextColumn { bytes: Vec::new(), ends: vec![0; widths.len()] });
        }
        let (there, past_the_end) = columns.split_at_mut(record.len());
        for (column, cell) in there.iter_mut().zip(record) {
            column.bytes.extend_from_slice(cell);
            column.ends.push(column.bytes.len() as u32);
        }
        past_the_end.iter_mut().for_each(|column| column.ends.push(column.bytes.len() as u32));
        widths.push(record.len() as u32);
        self.lines.push(line);
    }
}

/// Decodes a column: at once where its bytes allow that, else cell by cell.
fn decoded(cells: &TextColumn, decode: Decode) -> ColumnCells<'_> {
    let as_it_is = decode == Decode::Utf8 || cells.bytes.is_ascii();
    if let Some(text) = std::str::from_utf8(&cells.bytes).ok().filter(|_| as_it_is)
        && cells.ends.iter().all(|end| text.is_char_boundary(*end as usize))
    {
        return ColumnCells::Text { text: Cow::Borrowed(text), ends: Cow::Borrowed(&cells.ends) };
    }
    if let Some(text) = decode.one_to_one(&cells.bytes) {
        let mut at = 0;
        let end_of = |row| {
            let bytes = cells.cell(row);
            at += match bytes.is_ascii() {
                true => bytes.len(),
                false => text[at..].chars().take(bytes.len()).map(char::len_utf8).sum(),
            };
            at as u32
        };
        let ends = (0..cells.ends.len()).map(end_of).collect();
        return ColumnCells::Text { text: Cow::Owned(text), ends: Cow::Owned(ends) };
    }
    let (mut text, mut scratch) = (String::with_capacity(cells.bytes.len() * 2), String::new());
    let ends = (0..cells.ends.len()).map(|row| {
        text.push_str(decode.text(cells.cell(row), &mut scratch));
        text.len() as u32
    });
    let ends = ends.collect();
    ColumnCells::Text { text: Cow::Owned(text), ends: Cow::Owned(ends) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_reads_as_its_cells_one_by_one(
            rows in proptest::collection::vec(proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..4), 0..4), 0..12),
            encoding in proptest::sample::select(vec![
                Decode::Utf8, Decode::Other(encoding_rs::WINDOWS_1252), Decode::Other(encoding_rs::SHIFT_JIS)]),
        ) {
            let mut block = Block::default();
            block.begin_text(encoding);
            for row in &rows {
                block.push_text(1, &row.iter().collect());
            }
            let mut scratch = String::new();
            for column in 0..5 {
                let cells = block.column(column);
                for row in 0..rows.len() {
                    prop_assert_eq!(cells.cell(row), block.cell(row, column, &mut scratch));
                }
            }
        }
    }
}
