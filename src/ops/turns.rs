//! Where the answers of tests turn: values just on either side of a bound, in steps that people count in.

use crate::batch::{Column, Instead, Row};

/// How many of the values that a test names are listed.
const NAMED: usize = 8;

/// A bound and its neighbours: a euro, a whole or a hundredth away.
pub(super) fn units(money: bool, bounds: impl IntoIterator<Item = i64>) -> Vec<Instead> {
    let near = |bound: i64| {
        let step = match (money, bound % 1_000_000) {
            (true, _) => 100,
            (false, 0) => 1_000_000,
            (false, _) => 10_000,
        };
        [bound.saturating_sub(step), bound, bound.saturating_add(step)].map(Instead::Units)
    };
    bounds.into_iter().take(NAMED).flat_map(near).collect()
}

/// Days and those beside them.
pub(super) fn days(bounds: impl IntoIterator<Item = i32>) -> Vec<Instead> {
    let near = |day: i32| [day.saturating_sub(1), day, day.saturating_add(1)].map(Instead::Day);
    bounds.into_iter().take(NAMED).flat_map(near).collect()
}

/// Some texts, and one that is none of them.
pub(super) fn keys<'a>(keys: impl IntoIterator<Item = &'a String>) -> Vec<Instead> {
    keys.into_iter().take(NAMED).cloned().map(Instead::Key).chain([Instead::Other]).collect()
}

/// Yes and no.
pub(super) fn flags() -> Vec<Instead> {
    vec![Instead::Flag(true), Instead::Flag(false)]
}

/// What stands in a cell, and its neighbours.
pub(super) fn beside(column: &Column, row: Row, money: bool) -> Vec<Instead> {
    let key = column.key(row).map(|key| vec![Instead::Key(key.to_owned()), Instead::Other]);
    let number = || column.fixed(row).map(|own| units(money, [own]));
    let day = || column.day(row).map(|own| days([own]));
    key.or_else(number).or_else(day).or_else(|| column.flag(row).map(|_| flags())).unwrap_or_default()
}
