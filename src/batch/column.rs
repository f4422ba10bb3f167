//! One typed column: the values of a field over all rows.

use super::{Bits, Row, Symbols};
use crate::fields::{KindId, Reason};
use std::sync::Arc;

/// The symbol of a row that has no value.
pub const NO_SYMBOL: u32 = u32::MAX;

/// The values of one field, or of one derived value, over all rows.
#[derive(Clone, Debug)]
pub struct Column {
    /// What kind of values these are.
    pub kind: KindId,
    /// The values; whatever stands in a row without one is never looked at.
    pub data: Data,
    /// Rows whose cell is not missing: a value or something unreadable.
    pub present: Bits,
    /// Rows that have a value.
    pub valid: Bits,
    /// The cells that could not be read, by rising row.
    pub invalid: Vec<InvalidCell>,
}

/// How a column holds its values.
#[derive(Clone, Debug, Default)]
pub enum Data {
    /// No input has this column: every row is missing.
    #[default]
    Absent,
    /// There were values, but nothing asks for them any more: only the masks are left.
    Dropped,
    /// Normalised keys as symbols.
    Keys(Keys),
    /// Days since 1970-01-01.
    Days(Vec<i32>),
    /// Whole units: cents, or millionths.
    Fixed(Vec<i64>),
    /// Yes or no.
    Flags(Bits),
}

/// Interned keys, one symbol per row.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The symbol of each row, `NO_SYMBOL` where there is no value.
    pub symbols: Vec<u32>,
    /// The text of each symbol; columns that are taken from another one share it.
    pub table: Arc<Symbols>,
    /// Of names that were reduced to what counts: per symbol the words in which it stood first, where those are asked
    /// for.
    pub words: Option<Arc<Symbols>>,
}

/// A cell that holds something which could not be read as its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidCell {
    /// The row.
    pub row: Row,
    /// What stood there.
    pub text: Box<str>,
    /// Why it could not be read.
    pub reason: Reason,
}

impl Column {
    /// A column that no input has.
    pub fn absent(kind: KindId, rows: usize) -> Self {
        Column { kind, data: Data::Absent, present: Bits::zeros(rows), valid: Bits::zeros(rows), invalid: Vec::new() }
    }

    /// Gives back the values and keeps the masks, which tell what is missing.
    pub fn drop_values(&mut self) {
        if !matches!(self.data, Data::Absent) {
            self.data = Data::Dropped;
        }
    }

    /// Whether the row has a value.
    pub fn has(&self, row: Row) -> bool {
        self.valid.get(row.index())
    }

    /// The symbol of a row in a key column.
    pub fn symbol(&self, row: Row) -> Option<u32> {
        match &self.data {
            Data::Keys(keys) if self.has(row) => keys.symbols.get(row.index()).copied(),
            _ => None,
        }
    }

    /// The key of a row in a key column.
    pub fn key(&self, row: Row) -> Option<&str> {
        match &self.data {
            Data::Keys(keys) if self.has(row) => keys.symbols.get(row.index()).map(|s| keys.table.text(*s)),
            _ => None,
        }
    }

    /// The words that the key of a row was made of, where it was reduced and they are kept.
    pub fn words(&self, row: Row) -> Option<&str> {
        let Data::Keys(Keys { symbols, words: Some(words), .. }) = &self.data else { return None };
        symbols.get(row.index()).filter(|_| self.has(row)).map(|symbol| words.text(*symbol))
    }

    /// The day of a row in a date column.
    pub fn day(&self, row: Row) -> Option<i32> {
        match &self.data {
            Data::Days(days) if self.has(row) => days.get(row.index()).copied(),
            _ => None,
        }
    }

    /// The units of a row in a money or number column.
    pub fn fixed(&self, row: Row) -> Option<i64> {
        match &self.data {
            Data::Fixed(units) if self.has(row) => units.get(row.index()).copied(),
            _ => None,
        }
    }

    /// The answer of a row in a yes-or-no column.
    pub fn flag(&self, row: Row) -> Option<bool> {
        match &self.data {
            Data::Flags(flags) if self.has(row) => Some(flags.get(row.index())),
            _ => None,
        }
    }
}
