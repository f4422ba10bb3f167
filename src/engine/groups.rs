//! Patterns across applications: who shares a key with whom, and how many there are in a window.
//!
//! Rows are brought together once per key by a counting sort; inside a group the rows stand in the order
//! of the batch. A window over a group is two pointers over its rows in order of their days.

use super::alike::Alike;
use crate::batch::{Bits, Column, Data, NO_SYMBOL, Tri, ValueId, View};
use crate::rules::{Among, Group, Look, Similar};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The rows of each value of a key.
#[derive(Debug)]
pub(super) struct Index<'a> {
    /// Per row the number of its group, `NO_SYMBOL` where the key is missing.
    codes: Cow<'a, [u32]>,
    /// Where each group starts in `rows`; one more than there are groups.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// How many times too many names began alike for all of them to be compared.
    pub(super) cut: usize,
}

impl<'a> Index<'a> {
    /// Brings together the rows that share all values of the key.
    pub(super) fn new(view: &View<'a>, key: &[ValueId]) -> Self {
        Index::of(codes_of_key(view, key))
    }

    /// Brings together the rows that share the other values of the key and whose names count as the same.
    pub(super) fn alike(view: &View<'a>, key: &[ValueId], similar: Similar) -> Self {
        let others: Vec<ValueId> = key.iter().copied().filter(|value| *value != similar.name).collect();
        let alike = Alike::new(view, similar, &Index::new(view, &others));
        Index { cut: alike.cut, ..Index::of((Cow::Owned(alike.codes), alike.groups)) }
    }

    /// Brings together the rows with the same number.
    fn of((codes, groups): (Cow<'a, [u32]>, usize)) -> Self {
        let mut starts = vec![0u32; groups + 1];
        for code in codes.iter().filter(|code| **code != NO_SYMBOL) {
            starts[*code as usize + 1] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut rows = vec![0u32; total as usize];
        for (row, code) in codes.iter().enumerate().filter(|(_, code)| **code != NO_SYMBOL) {
            let place = &mut next[*code as usize];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        Index { codes, starts, rows, cut: 0 }
    }

    /// The rows that share the key of this row, itself included; none where its key is missing.
    pub(super) fn group_of(&self, row: usize) -> &[u32] {
        match self.codes.get(row) {
            Some(&code) if code != NO_SYMBOL => self.group(code as usize),
            _ => &[],
        }
    }

    /// The number of the group of a row.
    pub(super) fn code(&self, row: usize) -> Option<u32> {
        self.codes.get(row).copied().filter(|code| *code != NO_SYMBOL)
    }

    fn group(&self, code: usize) -> &[u32] {
        &self.rows[self.starts[code] as usize..self.starts[code + 1] as usize]
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len() - 1).map(|code| self.group(code))
    }

    fn without_key(&self) -> Bits {
        Bits::from_fn(self.codes.len(), |row| self.codes[row] == NO_SYMBOL)
    }
}

/// A number per row that is equal exactly where all values of the key are, and how many numbers there are.
fn codes_of_key<'a>(view: &View<'a>, key: &[ValueId]) -> (Cow<'a, [u32]>, usize) {
    let mut parts = key.iter().map(|value| codes(view.column(*value)));
    let Some(first) = parts.next() else {
        return (Cow::Owned(vec![NO_SYMBOL; view.rows]), 0);
    };
    parts.fold(first, |(left, _), (right, _)| {
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let pair = |(a, b): (&u32, &u32)| {
            if *a == NO_SYMBOL || *b == NO_SYMBOL {
                return NO_SYMBOL;
            }
            let next = numbers.len() as u32;
            *numbers.entry((*a, *b)).or_insert(next)
        };
        let codes: Vec<u32> = left.iter().zip(right.iter()).map(pair).collect();
        (Cow::Owned(codes), numbers.len())
    })
}

/// A number per row that is equal exactly where the column's values are.
pub(super) fn codes(column: &Column) -> (Cow<'_, [u32]>, usize) {
    let rows = column.valid.len();
    let mut numbers: FxHashMap<i64, u32> = FxHashMap::default();
    let mut number = |row: usize, value: i64| {
        if !column.valid.get(row) {
            return NO_SYMBOL;
        }
        let next = numbers.len() as u32;
        *numbers.entry(value).or_insert(next)
    };
    let codes: Vec<u32> = match &column.data {
        Data::Keys(keys) => return (Cow::Borrowed(&keys.symbols), keys.table.len()),
        Data::Absent | Data::Dropped => vec![NO_SYMBOL; rows],
        Data::Days(days) => days.iter().enumerate().map(|(row, day)| number(row, i64::from(*day))).collect(),
        Data::Fixed(units) => units.iter().enumerate().map(|(row, units)| number(row, *units)).collect(),
        Data::Flags(flags) => (0..rows).map(|row| number(row, i64::from(flags.get(row)))).collect(),
    };
    (Cow::Owned(codes), numbers.len())
}

/// A pattern with what it needs to be asked.
pub(super) struct Pattern<'a> {
    pub(super) group: &'a Group,
    /// The days of application.
    pub(super) dates: &'a Column,
    /// Where `where` holds; `None` where there is no `where`.
    pub(super) only: Option<&'a Tri>,
    /// How many rows are scored; those after them are context.
    pub(super) scored: usize,
}

impl Pattern<'_> {
    /// Whether a row may be counted at all, windows aside.
    pub(super) fn counts(&self, row: usize) -> bool {
        let among = match self.group.among {
            Among::All => true,
            Among::Batch => row < self.scored,
            Among::Context => row >= self.scored,
        };
        among && self.only.is_none_or(|only| only.yes.get(row))
    }

    /// Whether the pattern looks at days.
    pub(super) fn windowed(&self) -> bool {
        self.group.within.is_some() || self.group.look.is_some()
    }

    /// The first and the last day that count for an application of this day.
    pub(super) fn window(&self, day: i32) -> (i32, i32) {
        let (within, look) = (self.group.within, self.group.look.unwrap_or(Look::Back));
        let from = within.map_or(i32::MIN, |length| length.before(day));
        match look {
            Look::Back => (from, day),
            Look::Earlier => (from, day.saturating_sub(1)),
            Look::Both => (from, within.map_or(i32::MAX, |length| length.after(day))),
        }
    }

    /// Whether a count is a hit.
    pub(super) fn holds(&self, count: usize) -> bool {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let least = self.group.at_least.unwrap_or(if self.group.at_most.is_some() { 0 } else { 1 });
        count >= least && self.group.at_most.is_none_or(|most| count <= most)
    }

    /// The day of a row.
    pub(super) fn day(&self, row: usize) -> Option<i32> {
        match &self.dates.data {
            Data::Days(days) if self.dates.valid.get(row) => days.get(row).copied(),
            _ => None,
        }
    }

    /// The truth of the pattern for every row.
    pub(super) fn over(&self, index: &Index<'_>, view: &View<'_>) -> Tri {
        let mut unknown = index.without_key();
        if self.windowed() {
            let mut dated = self.dates.valid.clone();
            dated.flip();
            unknown.or(&dated);
        }
        let mut yes = view.none();
        let values = self.group.distinct.map(|value| codes(view.column(value)).0);
        let mut tally = Tally::default();
        // A group smaller than the least count holds nobody, and most groups are one row.
        let least = if self.group.at_most.is_some() { 0 } else { self.group.at_least.unwrap_or(1) as usize };
        for members in index.groups().filter(|members| !members.is_empty() && members.len() >= least) {
            if self.windowed() {
                self.slide(members, values.as_deref(), &mut tally, &mut yes);
            } else if self.holds(self.count(members, values.as_deref(), &mut tally)) {
                members.iter().for_each(|row| yes.set(*row as usize, true));
            }
        }
        yes.and_not(&unknown);
        Tri { yes, unknown }
    }

    /// The count over a whole group.
    fn count(&self, members: &[u32], values: Option<&[u32]>, tally: &mut Tally) -> usize {
        let counted = members.iter().map(|row| *row as usize).filter(|row| self.counts(*row));
        match values {
            None => counted.count(),
            Some(values) => tally.distinct(counted.map(|row| values[row])),
        }
    }

    /// Moves the window over the days of a group and marks the rows for which the count holds.
    fn slide(&self, members: &[u32], values: Option<&[u32]>, tally: &mut Tally, yes: &mut Bits) {
        let mut asked: Vec<(i32, u32)> = Vec::with_capacity(members.len());
        asked.extend(members.iter().filter_map(|row| Some((self.day(*row as usize)?, *row))));
        asked.sort_unstable();
        let counted: Vec<(i32, u32)> = asked.iter().copied().filter(|(_, row)| self.counts(*row as usize)).collect();
        tally.clear();
        let (mut first, mut last) = (0, 0);
        for (day, row) in asked {
            let (from, to) = self.window(day);
            while last < counted.len() && counted[last].0 <= to {
                if let Some(values) = values {
                    tally.add(values[counted[last].1 as usize]);
                }
                last += 1;
            }
            while first < last && counted[first].0 < from {
                if let Some(values) = values {
                    tally.remove(values[counted[first].1 as usize]);
                }
                first += 1;
            }
            let count = if values.is_some() { tally.len() } else { last - first };
            if self.holds(count) {
                yes.set(row as usize, true);
            }
        }
    }
}

/// Counts different values; a missing value is not one.
#[derive(Default)]
pub(super) struct Tally {
    counts: FxHashMap<u32, u32>,
    sorted: Vec<u32>,
}

impl Tally {
    fn clear(&mut self) {
        self.counts.clear();
    }

    fn add(&mut self, value: u32) {
        if value != NO_SYMBOL {
            *self.counts.entry(value).or_default() += 1;
        }
    }

    fn remove(&mut self, value: u32) {
        if let Some(count) = self.counts.get_mut(&value) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&value);
            }
        }
    }

    fn len(&self) -> usize {
        self.counts.len()
    }

    /// How many different values there are.
    pub(super) fn distinct(&mut self, values: impl Iterator<Item = u32>) -> usize {
        self.sorted.clear();
        self.sorted.extend(values.filter(|value| *value != NO_SYMBOL));
        self.sorted.sort_unstable();
        self.sorted.dedup();
        self.sorted.len()
    }
}
