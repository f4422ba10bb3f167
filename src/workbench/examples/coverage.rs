//! Coverage: which conditions of a rule its own examples made true, false and unknown at least once.

use super::Bench;
use crate::batch::{Row, Truth, ValueId};
use crate::engine::Findings;
use crate::fields::Dictionary;
use crate::ops::Lets;
use crate::rules::{Derived, From, Node, NodeId, PartOf, RuleSet};
use rayon::prelude::*;

/// The answers that are looked for, in the order of `Leaf::seen`.
pub(crate) const ANSWERS: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

/// A condition that is made of no others: what an author writes between `{` and `}`, one operator at a time.
#[derive(Clone, Copy, Debug)]
pub struct Leaf {
    /// The condition.
    pub node: NodeId,
    /// Whether an example made it true, false, unknown.
    pub seen: [bool; 3],
    /// Whether it can be: what asks about the cell itself is never unknown.
    pub can: [bool; 3],
    /// The questions about parties that it is one of, and its place among them.
    party: Option<(NodeId, usize)>,
}

/// A rule with its conditions.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The rule, as an index into `RuleSet::rules`.
    pub rule: usize,
    /// Its conditions, in the order of the file.
    pub leaves: Vec<Leaf>,
}

impl Leaf {
    /// The answers that no example gave.
    pub fn lacks(&self) -> impl Iterator<Item = Truth> + '_ {
        ANSWERS.into_iter().zip(self.can).zip(self.seen).filter(|((_, can), seen)| *can && !seen).map(|((a, _), _)| a)
    }
}

impl Covered {
    /// How many answers were given, and how many there can be.
    pub fn counts(&self) -> (usize, usize) {
        let all = self.leaves.iter().map(|leaf| leaf.can.iter().filter(|can| **can).count()).sum();
        let lacking: usize = self.leaves.iter().map(|leaf| leaf.lacks().count()).sum();
        (all - lacking, all)
    }
}

/// Asks every condition of these rules of every example of its rule.
pub fn coverage(set: &RuleSet, rules: &[usize]) -> Vec<Covered> {
    let dictionary = Dictionary::builtin();
    let of_rule = |rule: &usize| {
        let mut leaves = Vec::new();
        collect(set, set.rules[*rule].when, None, &mut leaves);
        for case in &set.rules[*rule].cases {
            let bench = Bench::of(set, case, &dictionary);
            let findings = bench.findings(set);
            for leaf in &mut leaves {
                look(&findings, leaf);
            }
        }
        Covered { rule: *rule, leaves }
    };
    rules.par_iter().map(of_rule).collect()
}

/// How many answers were given over these rules, and how many there can be.
pub fn totals(covered: &[Covered]) -> (usize, usize) {
    covered.iter().map(Covered::counts).fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
}

/// The part of all answers that was given, in whole percents, rounded down; everything where there is nothing to give.
pub fn percent(covered: &[Covered]) -> u32 {
    let (given, all) = totals(covered);
    (given * 100).checked_div(all).map_or(100, |share| share as u32)
}

fn look(findings: &Findings<'_>, leaf: &mut Leaf) {
    let mut mark = |truth: Truth| {
        for (seen, answer) in leaf.seen.iter_mut().zip(ANSWERS) {
            *seen |= truth == answer;
        }
    };
    match leaf.party {
        Some((party, at)) => {
            findings.parties(party, Row(0)).iter().filter_map(|of| of.get(at)).for_each(|of| mark(of.truth))
        }
        None => mark(findings.truth(leaf.node, Row(0))),
    }
}

fn collect(set: &RuleSet, id: NodeId, party: Option<(NodeId, usize)>, out: &mut Vec<Leaf>) {
    match &set.nodes[id.0 as usize] {
        Node::Always(_) => {}
        Node::All(parts) if party.is_some() => {
            for (at, part) in parts.iter().enumerate() {
                collect(set, *part, party.map(|(node, _)| (node, at)), out);
            }
        }
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
            parts.iter().for_each(|part| collect(set, *part, None, out));
        }
        Node::Not(part) => collect(set, *part, None, out),
        Node::Party(ask) => collect(set, ask.of, Some((id, 0)), out),
        _ => out.push(Leaf { node: id, seen: [false; 3], can: [true, true, can_be_unknown(set, id)], party }),
    }
}

/// Whether a condition can be unknown.
fn can_be_unknown(set: &RuleSet, id: NodeId) -> bool {
    let any = |parts: &[NodeId]| parts.iter().any(|part| can_be_unknown(set, *part));
    match &set.nodes[id.0 as usize] {
        Node::Always(_) => false,
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => any(parts),
        Node::Not(part) => can_be_unknown(set, *part),
        Node::Party(ask) => can_be_unknown(set, ask.of),
        Node::Rule(rule) => can_be_unknown(set, set.rules[*rule].when),
        Node::Test(test) => match test.lets() {
            Lets::Present(_) | Lets::Readable(_) => false,
            _ => can_lack(set, test.value()) || test.also_reads().into_iter().any(|value| can_lack(set, value)),
        },
        Node::Group(group) => {
            group.key.iter().any(|value| can_lack(set, *value)) || group.within.is_some() || group.amount.is_some()
        }
        Node::Cluster(ask) => ask.keys.iter().all(|value| can_lack(set, *value)),
        Node::Outlier(_) | Node::Signal(_) => true,
    }
}

/// Whether a value can be missing: a derived one whose parts all have a stand-in cannot.
fn can_lack(set: &RuleSet, value: ValueId) -> bool {
    let From::Derived(derived) = &set.values[usize::from(value.bare().0)].from else { return true };
    let lacks = |part: &&crate::rules::Part| match part.of {
        PartOf::Value(value) => part.missing_as.is_none() && part.missing_text.is_none() && can_lack(set, value),
        PartOf::Text(_) => false,
    };
    match derived {
        Derived::If(node) => can_be_unknown(set, *node),
        Derived::FirstOf(_) => derived.parts().iter().all(lacks),
        Derived::Sum(_) | Derived::Difference(_) | Derived::Product(..) | Derived::Join(_) => {
            derived.parts().iter().any(lacks)
        }
        _ => true,
    }
}
