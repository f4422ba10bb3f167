//! What a condition may look at: all columns by number, fields first, derived values after them.

use super::{Bits, Column, Row};

/// The number of a value of a rule set: a field, or a derived value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ValueId(pub u16);

/// The columns that conditions read, each found by its `ValueId`.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The columns, in order of their `ValueId`.
    pub columns: &'a [Column],
    /// How many rows every column has.
    pub rows: usize,
}

impl<'a> View<'a> {
    /// The column of a value.
    pub fn column(&self, value: ValueId) -> &'a Column {
        &self.columns[value.0 as usize]
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = Row> + use<> {
        (0..self.rows as u32).map(Row)
    }

    /// A mask of zeros over all rows.
    pub fn none(&self) -> Bits {
        Bits::zeros(self.rows)
    }
}
