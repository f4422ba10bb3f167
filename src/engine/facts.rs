//! What was seen when a rule hit: data that a report can put into words.

use crate::batch::{Column, Row, Truth, ValueId};
use crate::fields::{KindId, Storage};

/// One thing that was seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A value of the application, and what the rule asked of it.
    Value {
        /// Which value.
        value: ValueId,
        /// What it is.
        shown: Shown,
        /// What was asked, in words that follow the field's name: Dutch, then English.
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
        /// The sum or share that was compared in place of the count.
        total: Option<Total>,
        /// The other applications that were counted, in order of the batch: the first ones.
        rows: Vec<Row>,
        /// Per one of `rows` the fields in which it has the key; empty where that is the key's own field.
        roles: Vec<Vec<ValueId>>,
        /// How many other applications were counted.
        others: usize,
    },
    /// Applications that keys join, directly and through others.
    Cluster {
        /// The values of this application that join it to others.
        keys: Vec<(ValueId, Shown)>,
        /// What was counted: the different values of this, or applications.
        distinct: Option<ValueId>,
        /// The count.
        count: u32,
        /// The least count that is a hit.
        at_least: u32,
        /// The other applications, in order of the batch: the first ones.
        rows: Vec<Row>,
        /// How many other applications there are.
        others: usize,
        /// Whether no department would count enough in its own applications alone.
        only_together: bool,
    },
    /// What a colleague saw.
    Signal {
        /// The value that it is about.
        value: ValueId,
        /// What it is.
        shown: Shown,
        /// The department that saw it.
        department: String,
        /// When, since 1970-01-01.
        day: Option<i32>,
        /// A free category; may be empty.
        kind: String,
        /// What was seen; may be empty.
        text: String,
        /// From 1 to 5.
        reliability: Option<u8>,
    },
    /// Two names that are written differently and count as the same.
    Alike {
        /// The name of this application.
        value: ValueId,
        /// How it is written.
        shown: Shown,
        /// Where the other name stands; `None` where the rule itself names it.
        other: Option<ValueId>,
        /// How the other name is written.
        spelled: Shown,
        /// How alike they are, from 0 to 10,000.
        score: u16,
        /// Whether they are less alike than was asked, and the same through a third that is like both.
        through: bool,
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

/// A sum or a share over applications that share a key, and what was asked of it (Dutch, then English).
#[derive(Clone, Debug, PartialEq)]
pub enum Total {
    /// The sum of an amount.
    Sum {
        /// Which amount.
        value: ValueId,
        /// The sum.
        shown: Shown,
        /// The bounds, in words.
        asked: [String; 2],
    },
    /// The share of applications for which a condition is true.
    Share {
        /// How many those are.
        rows: u32,
        /// Of how many for which it could be told.
        of: u32,
        /// The bounds, in words.
        asked: [String; 2],
    },
}

/// A question about one party, and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OfParty {
    /// Which value.
    pub value: ValueId,
    /// What it is.
    pub shown: Shown,
    /// What was asked, in words that follow the field's name: Dutch, then English.
    pub expected: [String; 2],
    /// The answer.
    pub truth: Truth,
}

/// A value as the engine holds it, ready to be formatted for people or machines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// Nothing.
    Missing,
    /// Something unreadable, as it stood there.
    Invalid(String),
    /// A normalised key or a text.
    Key(String),
    /// A name that was reduced to what counts, and the words in which it stands in an application.
    Written {
        /// What is compared, and what programs get.
        key: String,
        /// What people read.
        words: String,
    },
    /// A day, since 1970-01-01.
    Day(i32),
    /// Whole cents.
    Cents(i64),
    /// Millionths.
    Millionths(i64),
    /// Yes or no.
    Flag(bool),
}

impl Shown {
    /// What stands in a row of a column.
    pub fn of(column: &Column, row: Row) -> Shown {
        if !column.has(row) {
            return column.unreadable(row).map_or(Shown::Missing, |cell| Shown::Invalid(cell.text.to_string()));
        }
        let shown = match column.kind.storage() {
            Storage::Key => column.key(row).map(|key| Shown::Key(key.to_owned())),
            Storage::Day => column.day(row).map(Shown::Day),
            Storage::Fixed => column.fixed(row).map(|units| Shown::units(column.kind, units)),
            Storage::Flag => column.flag(row).map(Shown::Flag),
        };
        shown.unwrap_or(Shown::Missing)
    }

    /// The same, with the words that a reduced name was made of where they are kept.
    pub(super) fn in_words(column: &Column, row: Row) -> Shown {
        match (Shown::of(column, row), column.words(row)) {
            (Shown::Key(key), Some(words)) => Shown::Written { key, words: words.to_owned() },
            (shown, _) => shown,
        }
    }

    /// Units of a money or number kind.
    pub fn units(kind: KindId, units: i64) -> Shown {
        if kind == KindId::Money { Shown::Cents(units) } else { Shown::Millionths(units) }
    }
}
