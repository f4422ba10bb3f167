//! The second, slower walk over a rule: one application, every condition, nothing short-circuited.
//! It asks the very tests that the fast walk asks; a property test holds the two against each other.

use super::desks::Desks;
use super::eval::Evaluator;
use super::facts::{Fact, OfParty, Shown};
use super::kept::Kept;
use super::outlier::Fences;
use super::parties;
use super::shared::NAMED;
use crate::batch::{Batch, Bits, Row, Truth, ValueId, View};
use crate::ops::{Likeness, Test};
use crate::rules::{Node, NodeId, Outlier, PartyAsk};
use crate::text::Lang;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Answers about single applications, with what is worth keeping between two questions.
pub(super) struct Witness<'a> {
    pub(super) eval: Evaluator<'a>,
    fences: Mutex<FxHashMap<NodeId, Arc<OnceLock<Fences<'a>>>>>,
    pub(super) kept: Kept,
    pub(super) batch: &'a Batch,
    pub(super) desks: OnceLock<Desks>,
    /// Per node about clusters: which of them no desk sees alone.
    pub(super) only_together: Vec<OnceLock<Bits>>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(eval: Evaluator<'a>, batch: &'a Batch) -> Self {
        let only_together = eval.set.nodes.iter().map(|_| OnceLock::new()).collect();
        let (fences, kept) = (Mutex::default(), Kept::new(eval.set, batch.rows()));
        Witness { eval, fences, kept, batch, desks: OnceLock::new(), only_together }
    }

    /// The truth of a node for one row.
    pub(super) fn at(&self, id: NodeId, row: Row) -> Truth {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::Always(yes) => Truth::known(*yes),
            Node::All(parts) => kleene(parts.iter().map(|part| self.at(*part, row)), parts.len()),
            Node::Any(parts) => kleene(parts.iter().map(|part| self.at(*part, row)), 1),
            Node::AtLeast(least, parts) => kleene(parts.iter().map(|part| self.at(*part, row)), *least as usize),
            Node::Not(part) => !self.at(*part, row),
            Node::Test(test) => test.at(&self.eval.view, row),
            Node::Party(ask) => self.of_parties(id, ask, row),
            Node::Rule(rule) => self.at(self.eval.set.rules[*rule].when, row),
            // One application cannot be asked without all the others: both walks share this answer.
            Node::Outlier(_) | Node::Group(_) | Node::Signal(_) | Node::Cluster(_) => {
                self.eval.kept(id).get(row.index())
            }
        }
    }

    /// What was seen that made this node true, appended to `out`.
    pub(super) fn facts(&self, id: NodeId, row: Row, out: &mut Vec<Fact>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::Always(_) => {}
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                for part in parts.iter().filter(|part| self.at(**part, row) == Truth::Yes) {
                    self.facts(*part, row, out);
                }
            }
            Node::Not(part) => self.facts_against(*part, row, out),
            Node::Rule(rule) => self.facts(self.eval.set.rules[*rule].when, row, out),
            Node::Test(test) => self.push(seen(test.as_ref(), &self.eval.view, row), out),
            Node::Party(ask) => self.push_parties(id, ask, row, Truth::Yes, out),
            Node::Outlier(question) => self.push_outlier(id, question, row, out),
            Node::Group(group) => self.push_group(id, group, row, out),
            Node::Signal(_) => self.push_signals(id, row, out),
            Node::Cluster(ask) => self.push_cluster(id, ask, row, out),
        }
    }

    /// What was seen that made this node false: the values that its tests looked at.
    fn facts_against(&self, id: NodeId, row: Row, out: &mut Vec<Fact>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                for part in parts.iter().filter(|part| self.at(**part, row) == Truth::No) {
                    self.facts_against(*part, row, out);
                }
            }
            Node::Not(part) => self.facts(*part, row, out),
            Node::Test(test) => self.push(seen_not(test.as_ref(), &self.eval.view, row), out),
            Node::Party(ask) => self.push_parties(id, ask, row, Truth::No, out),
            // That another rule does not hold, or that few share a key, has no value to point at.
            Node::Always(_)
            | Node::Rule(_)
            | Node::Outlier(_)
            | Node::Group(_)
            | Node::Signal(_)
            | Node::Cluster(_) => {}
        }
    }

    pub(super) fn push(&self, fact: Fact, out: &mut Vec<Fact>) {
        if !out.contains(&fact) {
            out.push(fact);
        }
    }

    /// Whether questions hold for one of the parties of a row, or for every one.
    fn of_parties(&self, id: NodeId, ask: &PartyAsk, row: Row) -> Truth {
        if self.eval.view.parties.is_empty() {
            return self.at(ask.of, row);
        }
        self.eval
            .combined(id, &self.eval.set.nodes[id.0 as usize])
            .map_or(Truth::Unknown, |combined| combined.at(&[(row.0, row.0)])[0])
    }

    /// The values of the parties for which questions have this answer.
    fn push_parties(&self, id: NodeId, ask: &PartyAsk, row: Row, wanted: Truth, out: &mut Vec<Fact>) {
        let Some(combined) = self.eval.combined(id, &self.eval.set.nodes[id.0 as usize]) else { return };
        combined.each(row, |view, at, truth| {
            if truth != wanted {
                return;
            }
            parties::tests(self.eval.set, ask.of, &mut |test| {
                if wanted == Truth::No && test.at(view, at) != Truth::No {
                    return;
                }
                self.push(if wanted == Truth::No { seen_not(test, view, at) } else { seen(test, view, at) }, out);
            });
        });
    }

    /// What a condition on parties asks of each party of a row.
    pub(super) fn each_party(&self, id: NodeId, row: Row) -> Vec<Vec<OfParty>> {
        let node = &self.eval.set.nodes[id.0 as usize];
        let (Node::Party(ask), Some(combined)) = (node, self.eval.combined(id, node)) else { return Vec::new() };
        let mut out = Vec::new();
        combined.each(row, |view, at, _| {
            let mut party = Vec::new();
            parties::tests(self.eval.set, ask.of, &mut |test| {
                let expected = [test.expected(Lang::Nl), test.expected(Lang::En)];
                let shown = Shown::of(view.column(test.value()), at);
                party.push(OfParty { value: test.value(), shown, expected, truth: test.at(view, at) });
            });
            out.push(party);
        });
        out
    }

    fn push_outlier(&self, id: NodeId, question: &'a Outlier, row: Row, out: &mut Vec<Fact>) {
        let column = self.eval.view.column(question.value);
        let fence = self.with_fences(id, question, |fences| fences.of(row.index()));
        if let Some(fence) = fence {
            out.push(Fact::Outlier {
                value: question.value,
                shown: Shown::of(column, row),
                fence: Shown::units(column.kind, fence.units(question.high)),
                peers: fence.peers,
            });
        }
    }

    /// The signals that count for a row at a node, with the value that each is about.
    pub(super) fn signals(&self, id: NodeId, row: Row) -> Vec<(u32, ValueId)> {
        let day = self.eval.view.column(self.eval.set.application_date).day(row);
        self.eval.heard(id).map_or_else(Vec::new, |heard| heard.of(&self.eval.view, row, day))
    }

    fn push_signals(&self, id: NodeId, row: Row, out: &mut Vec<Fact>) {
        let Some(signals) = self.eval.signals else { return };
        for (at, value) in self.signals(id, row).into_iter().take(NAMED) {
            let seen = &signals.seen[at as usize];
            let fact = Fact::Signal {
                value,
                shown: signals.about(at, value),
                department: seen.department.as_ref().to_owned(),
                day: seen.day,
                kind: seen.kind.as_ref().to_owned(),
                text: seen.text.clone(),
                reliability: seen.reliability,
            };
            if !out.contains(&fact) {
                out.push(fact);
            }
        }
    }

    /// The conditions of a kind that hold for a row and helped to make this node true.
    pub(super) fn helped(&self, id: NodeId, row: Row, wanted: fn(&Node) -> bool, out: &mut Vec<NodeId>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.helped(*part, row, wanted, out));
            }
            Node::Rule(rule) => self.helped(self.eval.set.rules[*rule].when, row, wanted, out),
            node if wanted(node) && self.at(id, row) == Truth::Yes => out.push(id),
            _ => {}
        }
    }

    fn with_fences<T>(&self, id: NodeId, question: &'a Outlier, ask: impl FnOnce(&Fences<'a>) -> T) -> T {
        let slot = {
            let mut fences = self.fences.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(fences.entry(id).or_default())
        };
        ask(slot.get_or_init(|| Fences::new(self.eval.set, &self.eval.view, question)))
    }
}

/// What a question saw that made it true.
fn seen(test: &dyn Test, view: &View<'_>, row: Row) -> Fact {
    let (value, shown) = (test.value(), Shown::of(view.column(test.value()), row));
    match test.likeness(view, row) {
        Some(Likeness { other, spelled, score }) => {
            Fact::Alike { value, shown, other, spelled: Shown::Key(spelled), score, through: false }
        }
        None => Fact::Value { value, shown, expected: [test.expected(Lang::Nl), test.expected(Lang::En)] },
    }
}

/// What a question saw that made it false.
fn seen_not(test: &dyn Test, view: &View<'_>, row: Row) -> Fact {
    let not = |lang| crate::text::report::not(&test.expected(lang), lang);
    let shown = Shown::of(view.column(test.value()), row);
    Fact::Value { value: test.value(), shown, expected: [not(Lang::Nl), not(Lang::En)] }
}

/// At least `least` of the answers: yes when enough are, no when even the unknown ones would not do.
pub(super) fn kleene(answers: impl Iterator<Item = Truth>, least: usize) -> Truth {
    let (mut yes, mut possible) = (0, 0);
    for answer in answers {
        yes += usize::from(answer == Truth::Yes);
        possible += usize::from(answer != Truth::No);
    }
    if yes >= least {
        Truth::Yes
    } else if possible >= least {
        Truth::Unknown
    } else {
        Truth::No
    }
}
