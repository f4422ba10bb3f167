//! Conditions over all rows at once: every node becomes two masks, and a rule is asked once.

use super::clusters::Clusters;
use super::groups::{Index, Pattern};
use super::outlier::Fences;
use super::signals::{Heard, Signals};
use crate::batch::{Bits, Tri, Truth, ValueId, View};
use crate::rules::{ClusterAsk, Group, Node, NodeId, RuleSet, Similar};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Answers conditions of one rule set about one batch. What several conditions need (the rows of a key,
/// the answer of a rule) is made once. May be asked from several threads.
pub(super) struct Evaluator<'a> {
    pub(super) set: &'a RuleSet,
    pub(super) view: View<'a>,
    /// How many rows are scored; those after them are context.
    pub(super) scored: usize,
    pub(super) signals: Option<&'a Signals>,
    rules: Vec<OnceLock<Tri>>,
    heard: Vec<OnceLock<Heard<'a>>>,
    clusters: Vec<OnceLock<Clusters<'a>>>,
    /// Answers of nodes that are dear to make and asked for again: patterns, outliers and their `where`.
    kept: Vec<OnceLock<Tri>>,
    indexes: Mutex<FxHashMap<Key, Arc<OnceLock<Index<'a>>>>>,
}

/// What rows are brought together by: values, and the name among them of which alike spellings are the same.
type Key = (Vec<ValueId>, Option<Similar>);

impl<'a> Evaluator<'a> {
    pub(super) fn new(set: &'a RuleSet, view: View<'a>, scored: usize, signals: Option<&'a Signals>) -> Self {
        let rules = set.rules.iter().map(|_| OnceLock::new()).collect();
        let kept = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let clusters = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let heard = set.nodes.iter().map(|_| OnceLock::new()).collect();
        Evaluator { set, view, scored, signals, rules, heard, clusters, kept, indexes: Mutex::default() }
    }

    /// The answer of a rule. The compiler of rule sets has made sure that rules do not go round.
    pub(super) fn rule(&self, rule: usize) -> &Tri {
        self.rules[rule].get_or_init(|| self.node(self.set.rules[rule].when))
    }

    /// The rows of each value of a key.
    pub(super) fn index(&self, key: &[ValueId]) -> Arc<OnceLock<Index<'a>>> {
        self.made((key.to_vec(), None), || Index::new(&self.view, key))
    }

    /// The rows that a pattern brings together.
    pub(super) fn index_of(&self, group: &Group) -> Arc<OnceLock<Index<'a>>> {
        match group.similar {
            None => self.index(&group.key),
            Some(similar) => {
                self.made((group.key.clone(), group.similar), || Index::alike(&self.view, &group.key, similar))
            }
        }
    }

    fn made(&self, key: Key, make: impl FnOnce() -> Index<'a>) -> Arc<OnceLock<Index<'a>>> {
        let slot = {
            // A thread that panicked while holding the lock left the map whole: entries are only added.
            let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(indexes.entry(key).or_default())
        };
        slot.get_or_init(make);
        slot
    }

    /// How many times too many names began alike for all of them to be compared.
    pub(super) fn cut(&self) -> usize {
        let indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        indexes.values().filter_map(|index| index.get()).map(|index| index.cut).sum()
    }

    /// The answers of a node for all rows.
    pub(super) fn node(&self, id: NodeId) -> Tri {
        let rows = self.view.rows;
        match &self.set.nodes[id.0 as usize] {
            Node::Always(yes) => Tri::all(rows, Truth::known(*yes)),
            Node::All(parts) => self.fold(parts, Truth::Yes, Tri::and),
            Node::Any(parts) => self.fold(parts, Truth::No, Tri::or),
            Node::Not(part) => {
                let mut out = self.node(*part);
                out.not();
                out
            }
            Node::AtLeast(least, parts) => {
                let parts: Vec<Tri> = parts.iter().map(|part| self.node(*part)).collect();
                at_least(*least, &parts, rows)
            }
            Node::Test(test) => test.over(&self.view),
            Node::Outlier(_) | Node::Group(_) | Node::Signal(_) | Node::Cluster(_) => self.kept(id).clone(),
            Node::Rule(rule) => self.rule(*rule).clone(),
        }
    }

    /// The answers of a node that are kept.
    pub(super) fn kept(&self, id: NodeId) -> &Tri {
        self.kept[id.0 as usize].get_or_init(|| match &self.set.nodes[id.0 as usize] {
            Node::Outlier(question) => Fences::new(&self.view, question).over(&self.view),
            Node::Group(group) => {
                let slot = self.index_of(group);
                let index = slot.get_or_init(|| Index::new(&self.view, &group.key));
                self.pattern(group).over(index, &self.view)
            }
            Node::Cluster(ask) => self.clusters(id, ask).over(&self.view),
            Node::Signal(_) => match self.heard(id) {
                Some(heard) => heard.over(&self.view, self.view.column(self.set.application_date)),
                None => Tri::all(self.view.rows, Truth::Unknown),
            },
            _ => self.node(id),
        })
    }

    /// The clusters that a node asks for.
    pub(super) fn clusters(&self, id: NodeId, ask: &'a ClusterAsk) -> &Clusters<'a> {
        self.clusters[id.0 as usize].get_or_init(|| {
            Clusters::new(&self.view, ask, |key, act| {
                let slot = self.index(&[key]);
                act(slot.get_or_init(|| Index::new(&self.view, &[key])));
            })
        })
    }

    /// The signals that a node asks for; `None` where there are no signals, or it asks for none.
    pub(super) fn heard(&self, id: NodeId) -> Option<&Heard<'a>> {
        let (Node::Signal(ask), Some(signals)) = (&self.set.nodes[id.0 as usize], self.signals) else { return None };
        Some(self.heard[id.0 as usize].get_or_init(|| Heard::new(&self.view, ask, signals)))
    }

    /// A pattern of this batch.
    pub(super) fn pattern<'b>(&'b self, group: &'b Group) -> Pattern<'b> {
        let dates = self.view.column(self.set.application_date);
        Pattern { group, dates, only: group.only.map(|node| self.kept(node)), scored: self.scored }
    }

    fn fold(&self, parts: &[NodeId], start: Truth, combine: fn(&mut Tri, &Tri)) -> Tri {
        let mut parts = parts.iter().map(|part| self.node(*part));
        let first = parts.next().unwrap_or_else(|| Tri::all(self.view.rows, start));
        parts.fold(first, |mut out, part| {
            combine(&mut out, &part);
            out
        })
    }
}

/// At least so many of the parts: yes when enough are, no when even all unknown ones would not do.
fn at_least(least: u32, parts: &[Tri], rows: usize) -> Tri {
    let mut yes = Bits::zeros(rows);
    let mut possible = Bits::zeros(rows);
    // How many parts hold is counted in binary, 64 rows at a time: plane k holds bit k of each row's count.
    let reached = |number: usize, word: fn(&Tri, usize) -> u64| {
        let mut planes = [0u64; 16];
        for part in parts {
            let mut carry = word(part, number);
            for plane in &mut planes {
                (*plane, carry) = (*plane ^ carry, *plane & carry);
            }
        }
        compare(&planes, least)
    };
    yes.map_words(|number, _| reached(number, |part, number| part.yes.words()[number]));
    possible
        .map_words(|number, _| reached(number, |part, number| part.yes.words()[number] | part.unknown.words()[number]));
    possible.and_not(&yes);
    Tri { yes, unknown: possible }
}

/// Rows whose count, given in binary planes, is at least `least`.
fn compare(planes: &[u64; 16], least: u32) -> u64 {
    if least > u32::from(u16::MAX) {
        return 0;
    }
    let (mut greater, mut equal) = (0u64, u64::MAX);
    for (bit, plane) in planes.iter().enumerate().rev() {
        if least >> bit & 1 == 1 {
            equal &= plane;
        } else {
            greater |= equal & plane;
            equal &= !plane;
        }
    }
    greater | equal
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn truth() -> impl Strategy<Value = Truth> {
        prop_oneof![Just(Truth::No), Just(Truth::Unknown), Just(Truth::Yes)]
    }

    proptest! {
        #[test]
        fn at_least_counts(rows in 1usize..80, parts in 0usize..7, least in 0u32..8, seed in proptest::collection::vec(truth(), 560)) {
            let tris: Vec<Tri> = (0..parts).map(|p| Tri::from_fn(rows, |row| seed[p * 80 + row])).collect();
            let out = at_least(least, &tris, rows);
            for row in 0..rows {
                let yes = tris.iter().filter(|t| t.get(row) == Truth::Yes).count() as u32;
                let possible = tris.iter().filter(|t| t.get(row) != Truth::No).count() as u32;
                let expected = if yes >= least { Truth::Yes } else if possible >= least { Truth::Unknown } else { Truth::No };
                prop_assert_eq!(out.get(row), expected);
            }
        }
    }
}
