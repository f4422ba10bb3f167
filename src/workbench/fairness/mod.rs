//! Who is asked more often: selection rates per group, from a report and a separate file of groups that the
//! screening never sees. Aggregates only; small cells are not shown, and nothing here is a pass or a fail.

mod cells;
mod read;

pub use cells::Cell;
pub use read::{Selected, selected};

use std::collections::BTreeMap;

use super::statistics::{Estimate, Interval, Level, Share, chi_square, difference, fisher, holm, ratio};
use crate::intake::Groups;

/// What was measured.
#[derive(Clone, Debug)]
pub struct Fairness {
    /// Applications of the report that the file of groups knows.
    pub known: u64,
    /// Applications of the report that it does not know.
    pub unknown: u64,
    /// Per column of the file of groups.
    pub groupings: Vec<Grouping>,
    /// How many tests were done; their chances are raised for that (Holm).
    pub tests: usize,
}

/// One way to group applications.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// The header of its column.
    pub name: String,
    /// Its groups, in order of their names; those that are too small to be named come last, as one.
    pub groups: Vec<Group>,
    /// The greatest difference between the rates of two groups, where all rates may be shown.
    pub difference: Option<f64>,
    /// The lowest rate divided by the highest, likewise.
    pub ratio: Option<f64>,
}

/// One group.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is.
    pub name: Name,
    /// How many applications.
    pub all: Cell,
    /// How many of them were selected.
    pub selected: Cell,
    /// The selection rate, where it may be shown.
    pub rate: Option<Rate>,
    /// The rate of the selected that turned out to be relevant (the hit rate), where it may be shown.
    pub hit_rate: Option<Rate>,
    /// The group beside all others together, where both may be shown.
    pub beside: Option<Beside>,
}

/// What a group is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// Applications with this in the column.
    Of(String),
    /// All groups together that have fewer applications than may be shown: their names could tell of people.
    Smaller {
        /// How many groups.
        groups: usize,
    },
}

/// A rate with its 95 % interval (Wilson).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// The rate.
    pub value: f64,
    /// What it may as well be.
    pub interval: Interval,
}

/// A group beside all others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// The difference of the rates (Newcombe).
    pub difference: Estimate,
    /// Their ratio (Katz); `None` where one of them is zero.
    pub ratio: Option<Estimate>,
    /// How likely such a difference is by chance, raised for the number of tests (Holm). Fisher's exact test where
    /// an expected count is below five, else the test of two proportions.
    pub chance: f64,
}

/// Measures every grouping. `outcomes` tells which of the selected turned out to be relevant; `least` is the count
/// below which a cell is not shown.
pub fn fairness(
    selected: &Selected,
    groups: &Groups,
    outcomes: Option<&BTreeMap<String, bool>>,
    least: u64,
) -> Fairness {
    let known = selected.0.keys().filter(|id| groups.rows.contains_key(*id)).count() as u64;
    let mut chances = Vec::new();
    let mut groupings: Vec<Grouping> = groups
        .columns
        .iter()
        .enumerate()
        .map(|(column, name)| {
            let counted = together(count(selected, groups, column, outcomes), least);
            grouping(name, &counted, least, &mut chances)
        })
        .collect();
    let raised = holm(&chances);
    let mut raised = raised.iter();
    for beside in groupings.iter_mut().flat_map(|g| &mut g.groups).filter_map(|group| group.beside.as_mut()) {
        beside.chance = raised.next().copied().unwrap_or(beside.chance);
    }
    Fairness { known, unknown: selected.0.len() as u64 - known, groupings, tests: chances.len() }
}

/// What was counted of one group.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    selected: Share,
    relevant: Share,
}

fn count(
    selected: &Selected,
    groups: &Groups,
    column: usize,
    outcomes: Option<&BTreeMap<String, bool>>,
) -> BTreeMap<String, Counted> {
    let mut out: BTreeMap<String, Counted> = BTreeMap::new();
    for (id, chosen) in &selected.0 {
        let Some(name) = groups.rows.get(id).and_then(|row| row.get(column)).filter(|name| !name.is_empty()) else {
            continue;
        };
        let counted = out.entry(name.clone()).or_default();
        counted.selected.of += 1;
        counted.selected.hits += u64::from(*chosen);
        if let Some(relevant) = outcomes.and_then(|outcomes| outcomes.get(id)).filter(|_| *chosen) {
            counted.relevant.of += 1;
            counted.relevant.hits += u64::from(*relevant);
        }
    }
    out
}

/// The groups, those of fewer applications than may be shown as one.
fn together(counted: BTreeMap<String, Counted>, least: u64) -> BTreeMap<Name, Counted> {
    let (small, others): (Vec<_>, Vec<_>) = counted.into_iter().partition(|(_, group)| group.selected.of < least);
    let add = |a: Share, b: Share| Share { hits: a.hits + b.hits, of: a.of + b.of };
    let all = small.iter().map(|(_, group)| *group).reduce(|sum, group| Counted {
        selected: add(sum.selected, group.selected),
        relevant: add(sum.relevant, group.relevant),
    });
    let smaller = all.map(|all| (Name::Smaller { groups: small.len() }, all));
    others.into_iter().map(|(name, group)| (Name::Of(name), group)).chain(smaller).collect()
}

fn grouping(name: &str, counted: &BTreeMap<Name, Counted>, least: u64, chances: &mut Vec<f64>) -> Grouping {
    let shares: Vec<Share> = counted.values().map(|counted| counted.selected).collect();
    let hidden = cells::hidden(&shares, least);
    let relevant: Vec<Share> = counted.values().map(|counted| counted.relevant).collect();
    let hits_hidden = cells::hidden(&relevant, least);
    let total = |shares: &[Share], at: usize| {
        let others = shares.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, share)| share);
        others.fold(Share::default(), |sum, share| Share { hits: sum.hits + share.hits, of: sum.of + share.of })
    };
    let group = |(at, name): (usize, &Name)| {
        let share = shares[at];
        let open = !hidden[at];
        // Where any group is hidden, "all others" would tell of it.
        let beside = if hidden.iter().any(|hidden| *hidden) { None } else { beside(share, total(&shares, at)) };
        chances.extend(beside.map(|beside| beside.chance));
        Group {
            name: name.clone(),
            all: Cell::of(share.of, least, open),
            selected: Cell::of(share.hits, least, open),
            rate: open.then(|| rate(share)).flatten(),
            hit_rate: if hits_hidden[at] { None } else { rate(relevant[at]) },
            beside,
        }
    };
    let groups: Vec<Group> = counted.keys().enumerate().map(group).collect();
    let rates: Option<Vec<f64>> = groups.iter().map(|group| group.rate.map(|rate| rate.value)).collect();
    let rates = rates.filter(|rates| rates.len() > 1);
    let ends = rates.map(|rates| {
        rates.iter().fold((f64::INFINITY, 0.0), |(low, high), rate| (f64::min(low, *rate), f64::max(high, *rate)))
    });
    Grouping {
        name: name.to_owned(),
        groups,
        difference: ends.map(|(low, high)| high - low),
        ratio: ends.filter(|(_, high)| *high > 0.0).map(|(low, high)| low / high),
    }
}

fn rate(share: Share) -> Option<Rate> {
    Some(Rate { value: share.value()?, interval: share.wilson(Level::NinetyFive) })
}

fn beside(group: Share, others: Share) -> Option<Beside> {
    let (hits, all) = (group.hits + others.hits, group.of + others.of);
    let expected = |of: u64, hits: u64| of as f64 * hits as f64 / all.max(1) as f64;
    let few = [group.of, others.of].iter().any(|of| expected(*of, hits) < 5.0 || expected(*of, all - hits) < 5.0);
    let chance = match chi_square(group, others).filter(|_| !few) {
        Some(test) => test.p,
        None => fisher(group, others).two_sided,
    };
    Some(Beside {
        difference: difference(group, others, Level::NinetyFive)?,
        ratio: ratio(group, others, Level::NinetyFive),
        chance,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    /// Two groups of 200 and 120 of which 30 each were selected, 12 and 9 of those relevant.
    fn sample(least: u64) -> Fairness {
        let (mut chosen, mut rows, mut outcomes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (name, all, relevant) in [("A", 200, 12), ("B", 120, 9)] {
            for at in 0..all {
                let id = format!("{name}{at}");
                chosen.insert(id.clone(), at < 30);
                rows.insert(id.clone(), vec![name.to_owned()]);
                outcomes.insert(id, at < relevant);
            }
        }
        let groups = Groups { columns: vec!["kind".into()], rows, ..Groups::default() };
        fairness(&Selected(chosen), &groups, Some(&outcomes), least)
    }

    #[test]
    fn groups_too_small_to_be_named_are_one() {
        let count = |all: u64, hits: u64| Counted { selected: Share { hits, of: all }, relevant: Share::default() };
        let counted = [("a", count(40, 20)), ("b", count(9, 2)), ("c", count(10, 0)), ("d", count(8, 8))];
        let counted = counted.into_iter().map(|(name, group)| (name.to_owned(), group)).collect();
        let grouping = grouping("kind", &together(counted, 10), 10, &mut Vec::new());
        let names: Vec<&Name> = grouping.groups.iter().map(|group| &group.name).collect();
        assert_eq!(names, [&Name::Of("a".into()), &Name::Of("c".into()), &Name::Smaller { groups: 2 }]);
        let all: Vec<Cell> = grouping.groups.iter().map(|group| group.all).collect();
        // Of the two together seven were not selected, which is a small cell, and so another is hidden too.
        assert_eq!(all, [Cell::Shown(40), Cell::Hidden, Cell::Hidden]);
    }

    #[test]
    fn agrees_with_what_other_libraries_say_of_the_same_counts() {
        // fairlearn 0.15 and statsmodels: selection rates 0.15 and 0.25, difference 0.1, ratio 0.6; Wilson and
        // Newcombe intervals, the ratio's interval on its logarithm, and the chance of z = 2.2188.
        let found = sample(10);
        let grouping = &found.groupings[0];
        let [a, b] = grouping.groups.as_slice() else { panic!("two groups") };
        let (ra, rb) = (a.rate.expect("a rate"), b.rate.expect("a rate"));
        assert!(near(ra.value, 0.15) && near(rb.value, 0.25));
        assert!(near(ra.interval.low, 0.1071359356) && near(ra.interval.high, 0.2060557928));
        assert!(near(rb.interval.low, 0.1810982157) && near(rb.interval.high, 0.3344113666));
        assert!(near(grouping.difference.expect("all shown"), 0.1) && near(grouping.ratio.expect("all shown"), 0.6));
        let beside = b.beside.expect("both shown");
        assert!(near(beside.difference.interval.low, 0.0111759736));
        assert!(near(beside.difference.interval.high, 0.1946710453));
        let ratio = beside.ratio.expect("both above zero");
        assert!((ratio.interval.low - 1.059917771).abs() < 1e-6 && (ratio.interval.high - 2.620748378).abs() < 1e-6);
        // Two tests of the same two groups: Holm doubles the lower and keeps the other at least as high.
        assert_eq!(found.tests, 2);
        assert!((beside.chance - 2.0 * 0.0265002806).abs() < 1e-6, "{}", beside.chance);
        assert!(
            a.hit_rate.is_none() && b.hit_rate.is_none(),
            "nine of thirty is a cell under ten, and so tells the other"
        );
        let open = sample(1);
        let rates: Vec<f64> =
            open.groupings[0].groups.iter().filter_map(|g| g.hit_rate.map(|rate| rate.value)).collect();
        assert_eq!(rates, [0.4, 0.3]);
    }
}
