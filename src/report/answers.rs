//! The questions that a report asks of a screening, row by row.

use std::collections::BTreeMap;

use crate::batch::{Bits, Row, Tri, ValueId};
use crate::engine::{Fact, Findings, Score};
use crate::fields::fold;

/// What a report needs to know of the findings. `Findings` is the one that answers; tests have a small
/// one of their own, so that formats can be held against evidence without an engine.
pub trait Answers: Sync {
    /// The score of a row.
    fn score(&self, row: Row) -> Score;
    /// The truth of a rule for every row; `None` past the last rule.
    fn truth(&self, rule: usize) -> Option<&Tri>;
    /// The first `limit` applications that hits link this one to, and how many there are in all.
    fn linked(&self, row: Row, limit: usize) -> (Vec<Row>, usize);
    /// What was seen that made this rule hit.
    fn evidence(&self, rule: usize, row: Row) -> Vec<Fact>;
    /// The values that would settle this rule.
    fn missing(&self, rule: usize, row: Row) -> Vec<ValueId>;

    /// Replaces `out` by the rules that hit, in order of their ids.
    fn hits(&self, row: Row, out: &mut Vec<usize>) {
        out.clear();
        out.extend(rules(self).filter(|(_, tri)| tri.yes.get(row.index())).map(|(rule, _)| rule));
    }

    /// Replaces `out` by the rules that could not be assessed, in order of their ids.
    fn not_assessed(&self, row: Row, out: &mut Vec<usize>) {
        out.clear();
        out.extend(rules(self).filter(|(_, tri)| tri.unknown.get(row.index())).map(|(rule, _)| rule));
    }

    /// Over the first `rows` rows: how many this rule hits, and for how many it could not be assessed.
    fn tally(&self, rule: usize, rows: u32) -> (usize, usize) {
        self.truth(rule).map_or((0, 0), |tri| (count_first(&tri.yes, rows), count_first(&tri.unknown, rows)))
    }

    /// The departments that told something, by name.
    fn thanks(&self) -> Vec<Thanks> {
        Vec::new()
    }
}

/// A department, and what became of its signals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// Its name.
    pub department: String,
    /// How many signals it told.
    pub told: usize,
    /// How many of them helped to a reason.
    pub helped: usize,
}

/// Every rule with its truth.
pub(super) fn rules<A: Answers + ?Sized>(answers: &A) -> impl Iterator<Item = (usize, &Tri)> {
    (0..).map_while(|rule| Some((rule, answers.truth(rule)?)))
}

impl Answers for Findings<'_> {
    fn score(&self, row: Row) -> Score {
        Findings::score(self, row)
    }

    fn truth(&self, rule: usize) -> Option<&Tri> {
        (rule < self.set.rules.len()).then(|| self.rule(rule))
    }

    fn linked(&self, row: Row, limit: usize) -> (Vec<Row>, usize) {
        Findings::linked(self, row, limit)
    }

    fn evidence(&self, rule: usize, row: Row) -> Vec<Fact> {
        Findings::evidence(self, rule, row)
    }

    fn missing(&self, rule: usize, row: Row) -> Vec<ValueId> {
        Findings::missing(self, rule, row)
    }

    fn thanks(&self) -> Vec<Thanks> {
        let Some(signals) = self.signals() else { return Vec::new() };
        let mut counts: BTreeMap<String, (&str, usize, usize)> = BTreeMap::new();
        for (signal, helped) in signals.seen.iter().zip(self.signals_that_helped()) {
            let department = fold::loosened(&signal.department);
            let (_, told, good) = counts.entry(department).or_insert((&signal.department, 0, 0));
            (*told, *good) = (*told + 1, *good + usize::from(helped));
        }
        let thanks =
            |(department, told, helped): (&str, _, _)| Thanks { department: department.to_owned(), told, helped };
        counts.into_values().map(thanks).collect()
    }
}

/// How many of the first `rows` bits are one: context rows stand after the scored ones and do not count.
fn count_first(bits: &Bits, rows: u32) -> usize {
    let (whole, rest) = (rows as usize / 64, rows % 64);
    let full: u32 = bits.words().iter().take(whole).map(|word| word.count_ones()).sum();
    let part = bits.words().get(whole).map_or(0, |word| (word & ((1 << rest) - 1)).count_ones());
    (full + part) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_past_the_scored_ones_do_not_count() {
        let bits = Bits::from_fn(200, |at| at % 2 == 0);
        for rows in [0, 1, 63, 64, 65, 128, 200] {
            assert_eq!(count_first(&bits, rows), (0..rows).filter(|at| at % 2 == 0).count(), "{rows}");
        }
    }
}
