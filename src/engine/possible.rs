//! What is not so but could be: rules that lack one condition, and the scores that a missing field could make.

use super::derive::value_of;
use super::findings::Findings;
use super::score::score_of;
use crate::batch::{Row, Truth, ValueId};
use crate::rules::{Derived, From, Node, NodeId, PartOf};

/// A condition that nothing can turn: far more steps than any rule has.
const NEVER: usize = 1 << 20;

/// How few answers must turn, and which.
type Steps = (usize, Vec<NodeId>);

impl Findings<'_> {
    /// The answers of all rules for a row, in their order.
    pub fn answers(&self, row: Row) -> Vec<Truth> {
        (0..self.set.rules.len()).map(|rule| self.rule(rule).get(row.index())).collect()
    }

    /// The one condition that keeps a rule from holding for a row; `None` where none does, or more than one.
    /// That the rule is for another kind of permit is nothing that could be otherwise.
    pub fn short_of(&self, rule: usize, row: Row) -> Option<NodeId> {
        match self.steps(self.set.rules[rule].when, row, true) {
            (1, nodes) => nodes.first().copied(),
            _ => None,
        }
    }

    /// The lowest and the highest score that a row could have once one missing field is known, with all else
    /// as it is.
    pub fn could_make(&self, field: ValueId, row: Row) -> (i32, i32) {
        let answers = self.answers(row);
        let could = |rule: usize| self.can_be(self.set.rules[rule].when, field, row).0;
        let with = |reassuring: bool| {
            let known = answers.iter().enumerate().map(|(rule, answer)| {
                let fits = (self.set.rules[rule].weight < 0) == reassuring;
                if *answer == Truth::Unknown && fits && could(rule) { Truth::Yes } else { *answer }
            });
            score_of(self.set, known).value
        };
        (with(true), with(false))
    }

    /// How few conditions must turn for this one to be as wanted, and which those are.
    fn steps(&self, id: NodeId, row: Row, wanted: bool) -> Steps {
        let fewest = |parts: &[NodeId], least: usize| {
            let mut steps: Vec<Steps> = parts.iter().map(|part| self.steps(*part, row, wanted)).collect();
            steps.sort_by_key(|(count, _)| *count);
            let taken = steps.into_iter().take(least);
            taken.fold((0, Vec::new()), |(sum, mut nodes), (count, more)| {
                nodes.extend(more);
                (sum + count, nodes)
            })
        };
        match &self.set.nodes[id.0 as usize] {
            Node::All(parts) => fewest(parts, if wanted { parts.len() } else { 1 }),
            Node::Any(parts) => fewest(parts, if wanted { 1 } else { parts.len() }),
            Node::AtLeast(least, parts) => {
                let least = (*least as usize).min(parts.len());
                fewest(parts, if wanted { least } else { parts.len() + 1 - least })
            }
            Node::Not(part) => self.steps(*part, row, !wanted),
            Node::Rule(rule) => self.steps(self.set.rules[*rule].when, row, wanted),
            Node::Always(yes) => (if *yes == wanted { 0 } else { NEVER }, Vec::new()),
            _ if self.truth(id, row) == Truth::known(wanted) => (0, Vec::new()),
            Node::Test(test) if test.value() == self.set.permit_type => (NEVER, Vec::new()),
            _ => (1, vec![id]),
        }
    }

    /// Whether a condition could hold, and whether it could fail, once a missing field is known. What it asks
    /// of that field is free; two questions about it are taken to be free of each other, so that the range is
    /// never too narrow.
    fn can_be(&self, id: NodeId, field: ValueId, row: Row) -> (bool, bool) {
        let all = |parts: &[NodeId]| parts.iter().map(|part| self.can_be(*part, field, row)).collect::<Vec<_>>();
        let yes = |parts: &[(bool, bool)]| parts.iter().filter(|(yes, _)| *yes).count();
        let no = |parts: &[(bool, bool)]| parts.iter().filter(|(_, no)| *no).count();
        match &self.set.nodes[id.0 as usize] {
            Node::All(parts) => {
                let parts = all(parts);
                (yes(&parts) == parts.len(), no(&parts) > 0)
            }
            Node::Any(parts) => {
                let parts = all(parts);
                (yes(&parts) > 0, no(&parts) == parts.len())
            }
            Node::AtLeast(least, parts) => {
                let (least, parts) = (*least as usize, all(parts));
                (yes(&parts) >= least, no(&parts) + least > parts.len())
            }
            Node::Not(part) => {
                let (yes, no) = self.can_be(*part, field, row);
                (no, yes)
            }
            Node::Rule(rule) => self.can_be(self.set.rules[*rule].when, field, row),
            _ => match self.truth(id, row) {
                Truth::Yes => (true, false),
                Truth::No => (false, true),
                Truth::Unknown => {
                    let free = self.settles(id, field, row);
                    (free, free)
                }
            },
        }
    }

    /// Whether knowing a field could answer a question that is open.
    fn settles(&self, id: NodeId, field: ValueId, row: Row) -> bool {
        let known = |value: ValueId| self.known_with(value, field, row);
        let date = self.set.application_date;
        match &self.set.nodes[id.0 as usize] {
            Node::Test(test) => known(test.value()) && test.also_reads().into_iter().all(known),
            Node::Outlier(question) => known(question.value) && question.among.is_none_or(known),
            Node::Group(group) => {
                group.key.iter().copied().all(known) && (group.within.is_none() && group.look.is_none() || known(date))
            }
            Node::Party(_) => {
                let mut missing = Vec::new();
                self.witness.missing(id, row, &mut missing);
                missing.contains(&field)
            }
            // Any of these may be what joins it to more, or what a colleague saw.
            Node::Cluster(_) | Node::Signal(_) => {
                let mut missing = Vec::new();
                self.witness.missing(id, row, &mut missing);
                missing.contains(&field)
            }
            _ => false,
        }
    }

    /// Whether a value would be there if this field were.
    fn known_with(&self, value: ValueId, field: ValueId, row: Row) -> bool {
        if value == field || self.batch.columns[usize::from(value.0)].has(row) {
            return true;
        }
        let From::Derived(derived) = &self.set.values[usize::from(value.0)].from else { return false };
        let known = |part: &&crate::rules::Part| {
            let stands_in = part.missing_as.is_some() || part.missing_text.is_some();
            stands_in || value_of(part).is_none_or(|value| self.known_with(value, field, row))
        };
        let parts = derived.parts();
        match derived {
            Derived::If(node) => {
                let mut missing = Vec::new();
                self.witness.missing(*node, row, &mut missing);
                missing.contains(&field)
            }
            Derived::FirstOf(_) => parts.iter().any(|part| matches!(part.of, PartOf::Value(_)) && known(part)),
            _ => parts.iter().all(known),
        }
    }
}
