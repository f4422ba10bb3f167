//! Marks of an application's values: short hashes by which the next run tells which of them have changed,
//! without the report holding what they were.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::batch::{Row, ValueId};
use crate::engine::Shown;
use crate::report::{Document, Veil, machine};
use crate::rules::From;

/// Hexadecimal digits of a mark: 24 bits, so that a change goes unseen once in sixteen million times, and too few
/// to name a value by trying all there are.
const DIGITS: usize = 6;

/// The marks of one application, by field.
pub(crate) struct Marks<'a>(pub(crate) BTreeMap<&'a str, String>);

impl<'a> Marks<'a> {
    /// The marks of a row. Values that are hidden behind a mark get none: a short list of possible values, such
    /// as birth dates, could be held against it.
    pub(crate) fn of(document: &Document<'a>, row: Row) -> Self {
        let fields = document.set.values.iter().enumerate().filter(|(_, def)| matches!(def.from, From::Field));
        let marks = fields.filter_map(|(at, def)| {
            let value = ValueId(u16::try_from(at).ok()?);
            let shown = Shown::of(document.batch.columns.get(at)?, row);
            Some((def.name.as_str(), mark(document, value, &shown)?))
        });
        Marks(marks.collect())
    }
}

fn mark(document: &Document<'_>, value: ValueId, shown: &Shown) -> Option<String> {
    match (document.veiled(value, shown), &document.options.veil) {
        _ if *shown == Shown::Missing => None,
        (Some(_), Veil::Open | Veil::Mark) => None,
        (Some(token), Veil::Token(_)) => Some(token.chars().take(DIGITS).collect()),
        (None, _) => Some(format!("{:016x}", xxh3_64(machine::text(shown).as_bytes()))[..DIGITS].to_owned()),
    }
}
