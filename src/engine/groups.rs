//! Patterns across applications: how many share a key in a window, how many different ones, what they add up
//! to. A window over a group is two pointers over its rows in order of their days.

use super::index::Index;
use super::pairs::Pairs;
use super::tally::{Counting, Equality, Measure, Tally};
use crate::batch::{Column, Data, Row, Tri, Truth};
use crate::rules::{Among, AmountOf, Group, Look};
use rustc_hash::FxHashSet;

/// A pattern with what it needs to be asked.
pub(super) struct Pattern<'e, 'a> {
    pub(super) group: &'e Group,
    /// The days of application.
    pub(super) dates: &'e Column,
    /// What `where` says of other applications alone; `None` where it asks nothing of them alone.
    pub(super) only: Option<&'e Tri>,
    /// What `where` asks of both applications, where that is more than one comparison for equality.
    pub(super) pairs: Option<Pairs<'e, 'a>>,
    /// What is counted.
    pub(super) counting: &'e Counting<'a>,
    /// How many rows are scored; those after them are context.
    pub(super) scored: usize,
}

/// A comparison of pairs is not made in a larger group than this: each would be held against each. What so many
/// share tells of none of them.
pub(super) const MOST_PAIRED: usize = 1_000;

/// A window that moves over the applications of one group, in memory that the next group uses again.
#[derive(Default)]
pub(super) struct Moving {
    tally: Tally,
    asked: Vec<(i32, u32)>,
    counted: Vec<(i32, u32)>,
}

/// What was found for an application at one value of its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This.
    Measure(Measure),
    /// There is no telling: the group is too large to hold each against each.
    TooMany,
}

impl Found {
    fn holds(&self, group: &Group) -> Truth {
        match self {
            Found::Measure(measure) => measure.holds(group),
            Found::TooMany => Truth::Unknown,
        }
    }
}

impl Pattern<'_, '_> {
    /// Whether a row may be counted at all, windows aside: what `where` says of it alone.
    pub(super) fn counts(&self, row: usize) -> Truth {
        if self.is_among(row) { self.only.map_or(Truth::Yes, |only| only.get(row)) } else { Truth::No }
    }

    /// Whether a row takes part: only of a share do those matter for which `where` is not true.
    pub(super) fn takes_part(&self, row: usize) -> bool {
        self.is_among(row) && (self.is_share() || self.only.is_none_or(|only| only.yes.get(row)))
    }

    fn is_among(&self, row: usize) -> bool {
        match self.group.among {
            Among::All => true,
            Among::Batch => row < self.scored,
            Among::Context => row >= self.scored,
        }
    }

    fn is_share(&self) -> bool {
        self.group.amount.as_ref().is_some_and(|amount| amount.of == AmountOf::Share)
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

    /// The day of a row.
    pub(super) fn day(&self, row: usize) -> Option<i32> {
        match &self.dates.data {
            Data::Days(days) if self.dates.valid.get(row) => days.get(row).copied(),
            _ => None,
        }
    }

    /// The truth of the pattern for every row: true when it is true for one of the values of its key.
    pub(super) fn over(&self, index: &Index<'_>, rows: usize) -> Tri {
        let mut out = Tri::all(rows, Truth::No);
        let mut moving = Moving::default();
        let mut seen = FxHashSet::default();
        let (least, only_enough) = (self.least(), self.is_only_enough() && !index.is_there());
        // A group smaller than the least count holds nobody, and most groups are one row.
        for code in index.all().filter(|code| index.sought(*code).len() >= least) {
            if only_enough {
                if self.are_enough(index.sought(code), &mut seen) {
                    index.group(code).iter().for_each(|row| out.set(*row as usize, Truth::Yes));
                }
                continue;
            }
            self.found(index, code, &mut moving, |row, found| {
                out.set(row, out.get(row).or(found.holds(self.group)));
            });
        }
        let undated = |row: usize| self.windowed() && self.day(row).is_none();
        out.unknown.map_words(|number, word| {
            let first = number * 64;
            let lacking = |offset: usize| index.lacks(first + offset) || undated(first + offset);
            (0..(rows - first).min(64)).fold(word, |word, offset| word | u64::from(lacking(offset)) << offset)
        });
        out.unknown.and_not(&out.yes);
        out
    }

    /// Whether nothing is asked but that enough share the key: the answer is the same for all who do, and is there
    /// as soon as enough are seen.
    fn is_only_enough(&self) -> bool {
        self.counts_everyone() && self.group.amount.is_none() && self.group.at_most.is_none()
    }

    fn are_enough(&self, rows: &[u32], seen: &mut FxHashSet<u32>) -> bool {
        let least = self.group.at_least.unwrap_or(1) as usize;
        let Some(values) = &self.counting.distinct else { return rows.len() >= least };
        seen.clear();
        rows.iter().any(|row| {
            seen.extend(values.of(*row as usize));
            seen.len() >= least
        })
    }

    /// How many applications there must be at least for a hit.
    fn least(&self) -> usize {
        let count = if self.group.amount.is_some() || self.group.at_most.is_some() {
            0
        } else {
            self.group.at_least.unwrap_or(1) as usize
        };
        // An application has several values of what is counted where it has several parties.
        let several = self.counting.distinct.as_ref().is_some_and(|codes| codes.single().is_none());
        if several { count.min(1) } else { count }
    }

    /// Tells what is found for every row that has this value of the key, in no particular order.
    pub(super) fn found(&self, index: &Index<'_>, code: u32, moving: &mut Moving, mut tell: impl FnMut(usize, Found)) {
        let (asked, sought) = (index.group(code), index.sought(code));
        if asked.is_empty() {
            return;
        }
        let Moving { tally, asked: asking, counted } = moving;
        self.by_day(sought, |row| self.takes_part(row), counted);
        self.by_day(asked, |_| true, asking);
        if let Some(pairs) = &self.pairs {
            return self.found_pairs(index, pairs, asking, counted, tell);
        }
        let only = |row: u32| self.counts(row as usize);
        tally.clear();
        let (mut first, mut last) = (0, 0);
        for (day, row) in asking.iter().copied() {
            let (from, to) = if self.windowed() { self.window(day) } else { (i32::MIN, i32::MAX) };
            while last < counted.len() && counted[last].0 <= to {
                tally.add(self.counting, counted[last].1 as usize, only(counted[last].1));
                last += 1;
            }
            while first < last && counted[first].0 < from {
                tally.remove(self.counting, counted[first].1 as usize, only(counted[first].1));
                first += 1;
            }
            // Sought in other fields, an application is not its own other.
            let itself = index.is_there() && counted[first..last].binary_search(&(day, row)).is_ok();
            if itself {
                tally.remove(self.counting, row as usize, only(row));
            }
            tell(row as usize, Found::Measure(tally.measure(self.counting, row as usize)));
            if itself {
                tally.add(self.counting, row as usize, only(row));
            }
        }
    }

    /// Writes rows with their days over `out`, in order of the days; without a window all have the same day.
    pub(super) fn by_day(&self, rows: &[u32], take: impl Fn(usize) -> bool, out: &mut Vec<(i32, u32)>) {
        out.clear();
        let rows = rows.iter().filter(|row| take(**row as usize));
        if self.windowed() {
            out.extend(rows.filter_map(|row| Some((self.day(*row as usize)?, *row))));
            out.sort_unstable();
        } else {
            out.extend(rows.map(|row| (0, *row)));
        }
    }

    /// From where up to where dated rows are in the window of a day.
    pub(super) fn inside(&self, counted: &[(i32, u32)], day: i32) -> (u32, u32) {
        if !self.windowed() {
            return (0, counted.len() as u32);
        }
        let (from, to) = self.window(day);
        let first = counted.partition_point(|(day, _)| *day < from);
        (first as u32, counted.partition_point(|(day, _)| *day <= to).max(first) as u32)
    }

    /// Whether every row that shares the key counts.
    pub(super) fn counts_everyone(&self) -> bool {
        self.counts_all() && !self.windowed() && self.only.is_none() && self.group.among == Among::All
    }

    /// Whether every row that takes part and is in the window counts.
    pub(super) fn counts_all(&self) -> bool {
        !self.is_share() && self.is_the_same_for_all()
    }

    /// Whether those that count are the same for all who share the key, windows aside.
    pub(super) fn is_the_same_for_all(&self) -> bool {
        self.counting.equality.is_none() && self.pairs.is_none()
    }

    /// The first and the last day that count for an application, where the pattern looks at days.
    pub(super) fn window_of(&self, this: Row) -> Option<(i32, i32)> {
        self.windowed().then(|| self.day(this.index()).map_or((1, 0), |day| self.window(day)))
    }

    /// Whether one row that shares the key counts for another with this window, pair by pair comparisons aside.
    pub(super) fn counts_for(&self, this: Row, window: Option<(i32, i32)>, other: usize) -> bool {
        let inside = |(from, to): (i32, i32)| self.day(other).is_some_and(|day| (from..=to).contains(&day));
        let equal = |equality: &Equality<'_>| equality.at(this.index(), other) == Truth::Yes;
        self.counts(other) == Truth::Yes
            && window.is_none_or(inside)
            && self.counting.equality.as_ref().is_none_or(equal)
    }

    /// Appends the rows among those that share the key that count for one of them.
    pub(super) fn counted_for(&self, this: Row, sought: &[u32], out: &mut Vec<u32>) {
        if self.counts_everyone() {
            return out.extend_from_slice(sought);
        }
        let window = self.window_of(this);
        let counted = sought.iter().copied().filter(|other| self.counts_for(this, window, *other as usize));
        match &self.pairs {
            Some(_) => out.extend(self.paired(this, counted.collect())),
            None => out.extend(counted),
        }
    }

    /// Those of some rows for which the comparison of pairs holds, where there is one.
    pub(super) fn paired(&self, this: Row, mut others: Vec<u32>) -> Vec<u32> {
        if let Some(pairs) = &self.pairs {
            let mut truths = pairs.at(this, &others).into_iter();
            others.retain(|_| truths.next() == Some(Truth::Yes));
        }
        others
    }

    /// Pair by pair, where that can be.
    fn found_pairs(
        &self,
        index: &Index<'_>,
        pairs: &Pairs<'_, '_>,
        asked: &[(i32, u32)],
        counted: &[(i32, u32)],
        mut tell: impl FnMut(usize, Found),
    ) {
        for (day, row) in asked {
            if counted.len() > MOST_PAIRED {
                tell(*row as usize, Found::TooMany);
                continue;
            }
            let (first, last) = self.inside(counted, *day);
            let others = counted[first as usize..last as usize].iter().map(|(_, other)| *other);
            let others: Vec<u32> = others.filter(|other| !index.is_there() || other != row).collect();
            let mut tally = Tally::default();
            for (other, truth) in others.iter().zip(pairs.at(Row(*row), &others)) {
                let truth = truth.and(self.counts(*other as usize));
                if truth != Truth::Unknown {
                    tally.add(self.counting, *other as usize, truth);
                }
            }
            tell(*row as usize, Found::Measure(tally.measure(self.counting, *row as usize)));
        }
    }
}
