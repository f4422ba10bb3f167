//! What a cell can turn out to be, and why.

use crate::text::fields::{Reason, Repair};

/// A cell after reading: a value, nothing, or something unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<T> {
    /// A value.
    Value(T),
    /// Nothing stands there, or a mark that means so.
    Missing,
    /// Something that is no value of this kind.
    Invalid(Reason),
}

/// The reading of one cell.
pub type Read<T> = (Cell<T>, Option<Repair>);
