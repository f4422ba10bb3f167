//! The result of a screening: one truth value per rule and application, and the scores.

use super::asks;
use super::evidence::Witness;
use super::facts::{Fact, OfParty};
use super::score::{Packed, Score};
use super::signals::Signals;
use crate::batch::{Batch, Row, Tri, Truth, ValueId};
use crate::rules::{Node, NodeId, RuleSet};

/// What a screening found. Holds no words; facts are made when they are asked for.
pub struct Findings<'a> {
    /// The rule set that was asked.
    pub set: &'a RuleSet,
    /// The applications.
    pub batch: &'a Batch,
    pub(super) scores: Vec<Packed>,
    /// Per rule, whether applications can be linked by it.
    pub(super) links: Vec<bool>,
    pub(super) witness: Witness<'a>,
}

impl Findings<'_> {
    /// The score of a scored row.
    pub fn score(&self, row: Row) -> Score {
        self.scores.get(row.index()).copied().unwrap_or_default().into()
    }

    /// The scores as they would be without a rule.
    pub fn scores_without(&self, rule: usize) -> impl Iterator<Item = Score> {
        let rules: Vec<&Tri> = (0..self.set.rules.len()).map(|rule| self.rule(rule)).collect();
        super::score::scores(self.set, &rules, self.scores.len(), Some(rule)).into_iter().map(Score::from)
    }

    /// The truth of a rule for every row, context included.
    pub fn rule(&self, rule: usize) -> &Tri {
        self.witness.eval.rule(rule)
    }

    /// The rules that hit, as indices into `RuleSet::rules`, in order of their ids.
    pub fn hits(&self, row: Row) -> impl Iterator<Item = usize> + '_ {
        (0..self.set.rules.len()).filter(move |rule| self.rule(*rule).yes.get(row.index()))
    }

    /// The rules that could not be assessed, in order of their ids.
    pub fn not_assessed(&self, row: Row) -> impl Iterator<Item = usize> + '_ {
        (0..self.set.rules.len()).filter(move |rule| self.rule(*rule).unknown.get(row.index()))
    }

    /// The applications that hits link this one to: the first `limit`, in order of the batch (of what very many
    /// share: of their days), and how many there are in all.
    pub fn linked(&self, row: Row, limit: usize) -> (Vec<Row>, usize) {
        let linking = (0..self.links.len()).filter(|rule| self.links[*rule] && self.rule(*rule).yes.get(row.index()));
        let linking: Vec<NodeId> = linking.map(|rule| self.set.rules[rule].when).collect();
        self.witness.linked(&linking, row, limit)
    }

    /// What was seen that made this rule hit for this row.
    pub fn evidence(&self, rule: usize, row: Row) -> Vec<Fact> {
        let mut facts = Vec::new();
        self.witness.facts(self.set.rules[rule].when, row, &mut facts);
        facts
    }

    /// What was seen that made a condition true for this row.
    pub fn facts(&self, node: NodeId, row: Row) -> Vec<Fact> {
        let mut facts = Vec::new();
        self.witness.facts(node, row, &mut facts);
        facts
    }

    /// The fields that are missing or unreadable in this row and would settle this rule.
    pub fn missing(&self, rule: usize, row: Row) -> Vec<ValueId> {
        let mut missing = Vec::new();
        self.witness.missing(self.set.rules[rule].when, row, &mut missing);
        missing
    }

    /// The signals of the run; `None` where none were given.
    pub fn signals(&self) -> Option<&Signals> {
        self.witness.eval.signals
    }

    /// Which signals are about any application, in order of reading.
    pub fn signals_matched(&self) -> Vec<bool> {
        let mut matched = self.no_signals();
        for node in (0..self.set.nodes.len() as u32).map(NodeId) {
            let heard = self.witness.eval.heard(node).into_iter().flat_map(|heard| heard.matched());
            heard.for_each(|at| matched[at as usize] = true);
        }
        matched
    }

    /// Which signals helped to make a rule hit, in order of reading.
    pub fn signals_that_helped(&self) -> Vec<bool> {
        let mut helped = self.no_signals();
        let is_signal = |node: &Node| matches!(node, Node::Signal(_));
        let mut nodes = Vec::new();
        for rule in (0..self.set.rules.len()).filter(|rule| asks(self.set, self.set.rules[*rule].when, is_signal)) {
            let hits = self.rule(rule).yes.iter().take_while(|row| *row < self.batch.scored as usize);
            for row in hits.map(|row| Row(row as u32)) {
                nodes.clear();
                self.witness.helped(self.set.rules[rule].when, row, is_signal, &mut nodes);
                let signals = nodes.iter().flat_map(|node| self.witness.signals(*node, row));
                signals.for_each(|(at, _)| helped[at as usize] = true);
            }
        }
        helped
    }

    fn no_signals(&self) -> Vec<bool> {
        vec![false; self.signals().map_or(0, |signals| signals.seen.len())]
    }

    /// How many times more names began alike than are all compared with each other: some that are alike may
    /// count as different.
    pub fn names_cut(&self) -> usize {
        self.witness.eval.cut()
    }

    /// What a condition on parties asks of each party (or combination of them) of a row: its questions and answers.
    pub fn parties(&self, node: NodeId, row: Row) -> Vec<Vec<OfParty>> {
        self.witness.each_party(node, row)
    }

    /// The truth of a condition for one row, by the slow walk.
    pub fn truth(&self, node: NodeId, row: Row) -> Truth {
        self.witness.at(node, row)
    }
}
