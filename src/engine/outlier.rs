//! Numbers far from those of their peers: Tukey's fences, 1.5 times the interquartile range beyond the
//! quartiles (J. W. Tukey, Exploratory Data Analysis, 1977). Quartiles by linear interpolation between
//! order statistics (type 7 of Hyndman and Fan, 1996), kept exact in eighths.

use super::index::{Index, Key};
use crate::batch::{Data, Row, Tri, Truth, View};
use crate::rules::{Outlier, RuleSet};

/// The fences of each group of peers, and how many peers there are.
pub(super) struct Fences<'a> {
    question: &'a Outlier,
    index: Option<Index<'a>>,
    /// Per group: lower and upper fence in eighths of a unit, and the number of peers.
    groups: Vec<Fence>,
}

/// The fences of one group of peers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    low: i128,
    high: i128,
    pub(super) peers: u32,
}

impl Fence {
    /// The fence that was asked about, in whole units.
    pub(super) fn units(&self, high: bool) -> i64 {
        i64::try_from((if high { self.high } else { self.low }) / 8).unwrap_or(i64::MAX)
    }

    fn of(numbers: &mut [i64]) -> Self {
        numbers.sort_unstable();
        let (q1, q3) = (quartile(numbers, 1), quartile(numbers, 3));
        let reach = 3 * (q3 - q1);
        Fence { low: 2 * q1 - reach, high: 2 * q3 + reach, peers: numbers.len() as u32 }
    }
}

/// The first or third quartile of sorted numbers, times four.
fn quartile(sorted: &[i64], which: usize) -> i128 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0 };
    let place = last * which;
    let (below, rest) = (place / 4, (place % 4) as i128);
    let a = i128::from(sorted[below]);
    let b = i128::from(sorted[(below + 1).min(last)]);
    4 * a + (b - a) * rest
}

impl<'a> Fences<'a> {
    /// Works out the fences of all groups of peers.
    pub(super) fn new(set: &RuleSet, view: &View<'a>, question: &'a Outlier) -> Self {
        let column = view.column(question.value);
        let number = |row: u32| column.fixed(Row(row));
        let index = question.among.map(|among| Index::new(set, view, &Key { values: vec![among], ..Key::default() }));
        let groups = match &index {
            None => vec![Fence::of(&mut view.iter().filter_map(|row| number(row.0)).collect::<Vec<_>>())],
            Some(index) => {
                let fence = |rows: &[u32]| Fence::of(&mut rows.iter().filter_map(|r| number(*r)).collect::<Vec<_>>());
                index.groups().map(fence).collect()
            }
        };
        Fences { question, index, groups }
    }

    /// The fences for a row; `None` where its peers are not known.
    pub(super) fn of(&self, row: usize) -> Option<Fence> {
        let group = match &self.index {
            None => 0,
            Some(index) => index.codes_of(row).next()? as usize,
        };
        self.groups.get(group).copied()
    }

    /// Whether the number of a row is beyond its fence.
    pub(super) fn at(&self, view: &View<'_>, row: usize) -> Truth {
        let number = view.column(self.question.value).fixed(Row(row as u32));
        match (number, self.of(row)) {
            (Some(number), Some(fence)) if fence.peers >= self.question.at_least_peers => {
                let eighths = i128::from(number) * 8;
                Truth::known(if self.question.high { eighths > fence.high } else { eighths < fence.low })
            }
            _ => Truth::Unknown,
        }
    }

    /// The answers of all rows.
    pub(super) fn over(&self, view: &View<'_>) -> Tri {
        if matches!(view.column(self.question.value).data, Data::Absent) {
            return Tri::all(view.rows, Truth::Unknown);
        }
        Tri::from_fn(view.rows, |row| self.at(view, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_of_a_known_sample() {
        // 1..=9: quartiles 3 and 7, fences 3 - 6 = -3 and 7 + 6 = 13.
        let fence = Fence::of(&mut [9, 1, 8, 2, 7, 3, 6, 4, 5]);
        assert_eq!((fence.units(false), fence.units(true), fence.peers), (-3, 13, 9));
        // Four numbers: quartiles 1.75 and 3.25, fences -0.5 and 5.5.
        let fence = Fence::of(&mut [1, 2, 3, 4]);
        assert_eq!((fence.low, fence.high), (-4, 44));
    }
}
