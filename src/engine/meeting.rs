//! How many applications are in several circles at once. What patterns and clusters bring together is found per
//! combination of them in one walk over the batch, so that asking costs two looks into a sorted list of days,
//! however many share a key.

use super::clusters::Clusters;
use super::groups::Pattern;
use super::index::Index;
use crate::batch::{Row, Truth};
use rustc_hash::FxHashMap;

/// What brings applications together in circles: one for each value of a key, or each cluster.
pub(super) enum Source<'w, 'a> {
    Pattern(Pattern<'w, 'a>, &'w Index<'a>),
    Cluster(&'w Clusters<'a>),
}

impl Source<'_, '_> {
    /// The numbers of the large circles in which a row is, windows aside.
    fn numbers(&self, row: usize, large: usize) -> Vec<u32> {
        match self {
            Source::Pattern(pattern, index) if pattern.counts(row) == Truth::Yes => {
                let mut codes = index.sought_codes_of(row);
                codes.retain(|code| index.sought(*code).len() >= large);
                codes
            }
            Source::Pattern(..) => Vec::new(),
            Source::Cluster(clusters) => {
                let row = Row(row as u32);
                clusters.number(row).filter(|_| clusters.members(row).len() >= large).into_iter().collect()
            }
        }
    }
}

/// The days of the applications that are in one circle of each source, and how many have no day.
#[derive(Debug, Default)]
struct Inside {
    days: Vec<i32>,
    undated: usize,
}

/// Which applications are in a circle of each of some sources at once, by the numbers of those circles.
#[derive(Debug, Default)]
pub(super) struct Meeting(FxHashMap<Vec<u32>, Inside>);

impl Meeting {
    /// Looks at all rows once; `day` tells the day of each.
    pub(super) fn new(
        sources: &[Source<'_, '_>],
        rows: usize,
        large: usize,
        day: impl Fn(usize) -> Option<i32>,
    ) -> Self {
        let mut meeting = Meeting::default();
        for row in 0..rows {
            let mut numbers = vec![Vec::new()];
            for source in sources {
                let own = source.numbers(row, large);
                let beside = |before: &Vec<u32>| {
                    own.iter().map(|number| [before.as_slice(), &[*number]].concat()).collect::<Vec<_>>()
                };
                numbers = numbers.iter().flat_map(beside).collect();
            }
            for numbers in numbers {
                let inside = meeting.0.entry(numbers).or_default();
                match day(row) {
                    Some(day) => inside.days.push(day),
                    None => inside.undated += 1,
                }
            }
        }
        meeting.0.values_mut().for_each(|inside| inside.days.sort_unstable());
        meeting
    }

    /// How many are in all of these circles, one of each source; with a window, of those days alone.
    pub(super) fn count(&self, numbers: &[u32], window: Option<(i32, i32)>) -> usize {
        let Some(Inside { days, undated }) = self.0.get(numbers) else { return 0 };
        let Some((from, to)) = window else { return days.len() + undated };
        let first = days.partition_point(|day| *day < from);
        days.partition_point(|day| *day <= to).saturating_sub(first)
    }
}
