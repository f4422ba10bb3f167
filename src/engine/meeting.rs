//! How many applications are in several circles at once. Who is in a large circle is listed once per pattern or
//! cluster, and who is in several once per combination of them, from those lists. Asking then costs two looks into
//! a sorted list of days, however many share a key.

use super::clusters::Clusters;
use super::groups::Pattern;
use super::index::Index;
use crate::batch::Truth;
use rustc_hash::FxHashMap;

/// What brings applications together in circles: one for each value of a key, or each cluster.
pub(super) enum Source<'w, 'a> {
    Pattern(Pattern<'w, 'a>, &'w Index<'a>),
    Cluster(&'w Clusters<'a>),
}

/// The applications that are in large circles of a source, windows aside, each with the number of its circle; in
/// order of the batch.
pub(super) type Members = Vec<(u32, u32)>;

impl Source<'_, '_> {
    /// Lists them.
    pub(super) fn members(&self, large: usize) -> Members {
        let mut members = Vec::new();
        let mut add = |number: u32, rows: &[u32]| {
            if rows.len() >= large {
                members.extend(rows.iter().map(|row| (*row, number)));
            }
        };
        match self {
            Source::Pattern(pattern, index) => {
                index.all().for_each(|code| add(code, index.sought(code)));
                members.retain(|(row, _)| pattern.counts(*row as usize) == Truth::Yes);
            }
            Source::Cluster(clusters) => clusters.each().zip(0..).for_each(|(rows, number)| add(number, rows)),
        }
        members.shrink_to_fit();
        members.sort_unstable();
        members
    }
}

/// The days of the applications that are in one circle of each source, and how many have no day.
#[derive(Debug, Default)]
struct Inside {
    days: Vec<i32>,
    undated: usize,
}

/// So many sources at most are looked at together.
pub(super) const MOST: usize = 6;

/// The numbers of circles, one of each source in order, and after those nothing: no memory of its own per application.
type Numbers = [u32; MOST];

const NONE: Numbers = [u32::MAX; MOST];

/// Which applications are in a circle of each of some sources at once, by the numbers of those circles.
#[derive(Debug, Default)]
pub(super) struct Meeting(FxHashMap<Numbers, Inside>);

impl Meeting {
    /// Looks who is in all of these lists, `MOST` of them or fewer; `day` tells the day of each.
    pub(super) fn new<'m>(lists: impl Iterator<Item = &'m Members>, day: impl Fn(usize) -> Option<i32>) -> Self {
        let mut lists: Vec<(usize, &[(u32, u32)])> = lists.take(MOST).map(Vec::as_slice).enumerate().collect();
        // The shortest is gone through; in the others, which are in the same order, what is not in it is skipped.
        lists.sort_by_key(|(_, list)| list.len());
        let mut meeting = Meeting::default();
        let Some(((place, first), others)) = lists.split_first_mut() else { return meeting };
        for (row, number) in first.iter() {
            others.iter_mut().for_each(|(_, other)| *other = rest_from(other, *row));
            let mut numbers = NONE;
            numbers[*place] = *number;
            let day = day(*row as usize);
            each_in_all(others, *row, numbers, &mut |numbers| {
                let inside = meeting.0.entry(numbers).or_default();
                match day {
                    Some(day) => inside.days.push(day),
                    None => inside.undated += 1,
                }
            });
        }
        for inside in meeting.0.values_mut() {
            inside.days.sort_unstable();
            inside.days.shrink_to_fit();
        }
        meeting
    }

    /// How much memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        let days: usize = self.0.values().map(|inside| inside.days.capacity()).sum();
        self.0.capacity() * size_of::<(Numbers, Inside)>() + days * size_of::<i32>()
    }

    /// How many are in all of these circles, one of each source; with a window, of those days alone.
    pub(super) fn count(&self, circles: impl Iterator<Item = u32>, window: Option<(i32, i32)>) -> usize {
        let mut numbers = NONE;
        numbers.iter_mut().zip(circles).for_each(|(place, number)| *place = number);
        let Some(Inside { days, undated }) = self.0.get(&numbers) else { return 0 };
        let Some((from, to)) = window else { return days.len() + undated };
        let first = days.partition_point(|day| *day < from);
        days.partition_point(|day| *day <= to).saturating_sub(first)
    }
}

/// What is left of a list from a row on; the nearer it is, the faster it is found.
fn rest_from(list: &[(u32, u32)], row: u32) -> &[(u32, u32)] {
    let mut end = 1;
    while list.get(end - 1).is_some_and(|(other, _)| *other < row) {
        end *= 2;
    }
    let before = list[..end.min(list.len())].partition_point(|(other, _)| *other < row);
    &list[before..]
}

/// Tells the numbers of a row's circles, one of each list, where it is in all of them; it may be in several of one.
fn each_in_all(lists: &[(usize, &[(u32, u32)])], row: u32, mut numbers: Numbers, tell: &mut impl FnMut(Numbers)) {
    let Some(((place, list), others)) = lists.split_first() else { return tell(numbers) };
    for (_, number) in list.iter().take_while(|(other, _)| *other == row) {
        numbers[*place] = *number;
        each_in_all(others, row, numbers, tell);
    }
}
