//! Which rules a batch can support: in what share of its applications each can be assessed, and which columns
//! would let more of them be.

use std::collections::BTreeMap;

use super::quality::absent;
use crate::batch::{Row, Truth, ValueId};
use crate::engine::Findings;

/// How many applications are looked at to learn what a rule lacks. Which columns there are differs little
/// from row to row.
const LOOKED_AT: usize = 1000;

/// What a batch supports of a rule set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Per rule of the set, in its order.
    pub rules: Vec<RuleSupport>,
    /// How many rules can be assessed for at least one application.
    pub supported: usize,
    /// Which columns to add, the most useful first.
    pub gains: Vec<Gain>,
}

/// In how many applications a rule can be assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSupport {
    /// The number of applications.
    pub assessed: usize,
    /// Columns that no file has and without which it cannot be assessed at all.
    pub lacks: Vec<ValueId>,
}

/// Columns that together let more rules be assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The columns to add.
    pub columns: Vec<ValueId>,
    /// The rules that they would let be assessed, by their places in the set.
    pub rules: Vec<usize>,
    /// How many rules can be assessed then, with the columns above it added too.
    pub supported: usize,
}

/// Looks at every rule of a screening.
pub fn support(findings: &Findings<'_>) -> Support {
    let scored = findings.batch.scored as usize;
    let gone = absent(findings.set, &findings.batch.columns);
    let rules = (0..findings.set.rules.len()).map(|rule| {
        let unknown = findings.rule(rule).unknown.iter().take_while(|row| *row < scored).count();
        let lacks = if unknown == scored && scored > 0 { lacks(findings, rule, &gone) } else { Vec::new() };
        RuleSupport { assessed: scored - unknown, lacks }
    });
    let rules: Vec<RuleSupport> = rules.collect();
    let supported = rules.iter().filter(|rule| rule.assessed > 0).count();
    let gains = gains(&rules, supported);
    Support { rules, supported, gains }
}

/// The smallest set of absent columns that would settle the rule for some application.
fn lacks(findings: &Findings<'_>, rule: usize, absent: &[ValueId]) -> Vec<ValueId> {
    let rows = (0..findings.batch.scored).take(LOOKED_AT).map(Row);
    let needs = rows.map(|row| {
        debug_assert_eq!(findings.rule(rule).get(row.index()), Truth::Unknown);
        let mut missing = findings.missing(rule, row);
        missing.retain(|value| absent.contains(value));
        missing.sort_unstable();
        missing
    });
    needs.filter(|needs| !needs.is_empty()).min_by_key(|needs| (needs.len(), needs.clone())).unwrap_or_default()
}

/// Which columns to add, step by step: each step is the smallest addition that lets most rules be assessed.
fn gains(rules: &[RuleSupport], mut supported: usize) -> Vec<Gain> {
    let mut open: Vec<(usize, Vec<ValueId>)> =
        rules.iter().enumerate().filter(|(_, r)| !r.lacks.is_empty()).map(|(at, r)| (at, r.lacks.clone())).collect();
    let mut gains = Vec::new();
    while !open.is_empty() {
        let mut wins: BTreeMap<&Vec<ValueId>, usize> = BTreeMap::new();
        for (_, lacks) in &open {
            *wins.entry(lacks).or_default() += 1;
        }
        let best = wins.into_iter().min_by_key(|(lacks, won)| (lacks.len(), std::cmp::Reverse(*won)));
        let Some((columns, _)) = best.map(|(columns, won)| (columns.clone(), won)) else { break };
        open.iter_mut().for_each(|(_, lacks)| lacks.retain(|value| !columns.contains(value)));
        let (won, rest): (Vec<_>, Vec<_>) = open.into_iter().partition(|(_, lacks)| lacks.is_empty());
        open = rest;
        supported += won.len();
        gains.push(Gain { columns, rules: won.into_iter().map(|(rule, _)| rule).collect(), supported });
    }
    gains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_that_wins_most_comes_first_and_opens_what_needs_it_too() {
        let lacks =
            |columns: &[u16]| RuleSupport { assessed: 0, lacks: columns.iter().map(|at| ValueId(*at)).collect() };
        let rules = [
            RuleSupport { assessed: 5, lacks: vec![] },
            lacks(&[1]),
            lacks(&[2]),
            lacks(&[2]),
            lacks(&[1, 3]),
            lacks(&[]),
        ];
        let gains = gains(&rules, 1);
        let told: Vec<_> = gains.iter().map(|gain| (gain.columns[0].0, gain.rules.clone(), gain.supported)).collect();
        assert_eq!(told, [(2, vec![2, 3], 3), (1, vec![1], 4), (3, vec![4], 5)]);
    }
}
