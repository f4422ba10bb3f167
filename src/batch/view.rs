//! What a condition may look at: all columns by number, derived values first, fields after them.

use super::{Bits, Column, Row, Spread};
use crate::fields::RoleId;

/// The number of a value of a rule set: a field, or a derived value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ValueId(pub u16);

/// Marks a value of the application under assessment, where another one is looked at.
const THIS: u16 = 1 << 15;

impl ValueId {
    /// The same value, of the application under assessment.
    pub fn of_this(self) -> ValueId {
        ValueId(self.0 | THIS)
    }

    /// Whether it is a value of the application under assessment.
    pub fn is_this(self) -> bool {
        self.0 & THIS != 0
    }

    /// The value, whichever application it is of.
    pub fn bare(self) -> ValueId {
        ValueId(self.0 & !THIS)
    }
}

/// The columns that conditions read, each found by its `ValueId`.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The columns, in order of their `ValueId`.
    pub columns: &'a [Column],
    /// Where pairs of applications are looked at: the columns of the one under assessment.
    pub this: &'a [Column],
    /// How many rows every column has.
    pub rows: usize,
    /// The further parties of applications that have several in a role.
    pub parties: &'a [Spread],
}

impl<'a> View<'a> {
    /// Columns of so many rows, without further parties.
    pub fn new(columns: &'a [Column], rows: usize) -> Self {
        View { columns, this: &[], rows, parties: &[] }
    }

    /// The column of a value.
    pub fn column(&self, value: ValueId) -> &'a Column {
        let columns = if value.is_this() { self.this } else { self.columns };
        &columns[value.bare().0 as usize]
    }

    /// The further parties of a role.
    pub fn spread(&self, role: Option<RoleId>) -> Option<&'a Spread> {
        self.parties.iter().find(|spread| Some(spread.role) == role)
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
