//! What was seen when a rule hit: data that a report can put into words.

use crate::batch::{Row, ValueId};

/// One thing that was seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A value of the application, and what the rule asked of it.
    Value {
        /// Which value.
        value: ValueId,
        /// What it is.
        shown: Shown,
        /// What was asked, in words that follow the field's name. Index 0 Dutch, 1 English.
        expected: [String; 2],
    },
    /// Applications that share a key with this one.
    Group {
        /// The values that are shared.
        key: Vec<(ValueId, Shown)>,
        /// What was counted: the different values of this, or applications.
        distinct: Option<ValueId>,
        /// The count.
        count: u32,
        /// The least count that is a hit.
        at_least: Option<u32>,
        /// The greatest count that is a hit.
        at_most: Option<u32>,
        /// The other applications that were counted, in order of the batch.
        rows: Vec<Row>,
    },
    /// A number far from its peers.
    Outlier {
        /// Which number.
        value: ValueId,
        /// What it is.
        shown: Shown,
        /// The fence it is beyond, in the same units.
        fence: Shown,
        /// How many peers there are.
        peers: u32,
    },
}

/// A value as the engine holds it, ready to be formatted for people or machines.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Nothing.
    Missing,
    /// Something unreadable, as it stood there.
    Invalid(String),
    /// A normalised key or a text.
    Key(String),
    /// A day, since 1970-01-01.
    Day(i32),
    /// Whole cents.
    Cents(i64),
    /// Millionths.
    Millionths(i64),
    /// Yes or no.
    Flag(bool),
}
