//! Conditions over all rows at once: every node becomes two masks, and a rule is asked once.

use super::clusters::Clusters;
use super::groups::Pattern;
use super::index::{Codes, Index, Key};
use super::outlier::Fences;
use super::pairs::{self, Pairs};
use super::parties::{self, Combined};
use super::signals::{Heard, Signals};
use super::tally::{Amounts, Counting};
use crate::batch::{Bits, Tri, Truth, ValueId, View};
use crate::rules::{AmountOf, ClusterAsk, Group, Node, NodeId, PartyAsk, RuleSet};
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
    /// Per pattern what it counts.
    counting: Vec<OnceLock<Counting<'a>>>,
    /// Per question the combinations of parties that it is asked of.
    combined: Vec<OnceLock<Combined<'a>>>,
    indexes: Mutex<FxHashMap<Key, Slot<'a>>>,
    /// Per pattern which of the indexes is its own, so that nobody waits for the lock of them all.
    own: Vec<OnceLock<Slot<'a>>>,
}

/// An index that is made when it is first asked for; several patterns may share it.
type Slot<'a> = Arc<OnceLock<Index<'a>>>;

impl<'a> Evaluator<'a> {
    pub(super) fn new(set: &'a RuleSet, view: View<'a>, scored: usize, signals: Option<&'a Signals>) -> Self {
        let rules = set.rules.iter().map(|_| OnceLock::new()).collect();
        let kept = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let clusters = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let heard = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let counting = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let combined = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let own = set.nodes.iter().map(|_| OnceLock::new()).collect();
        let indexes = Mutex::default();
        Evaluator { set, view, scored, signals, rules, heard, clusters, kept, counting, combined, indexes, own }
    }

    /// The answer of a rule. The compiler of rule sets has made sure that rules do not go round.
    pub(super) fn rule(&self, rule: usize) -> &Tri {
        self.rules[rule].get_or_init(|| self.node(self.set.rules[rule].when))
    }

    /// Calls with the rows of each value of a key.
    pub(super) fn with_index<T>(&self, key: &[ValueId], call: impl FnOnce(&Index<'a>) -> T) -> T {
        let key = Key { values: key.to_vec(), there: Vec::new(), similar: None };
        call(self.slot(&key).get_or_init(|| Index::new(self.set, &self.view, &key)))
    }

    /// The rows that a pattern brings together.
    pub(super) fn index(&self, id: NodeId, group: &Group) -> &Index<'a> {
        let key = || Key { values: group.key.clone(), there: group.there.clone(), similar: group.similar };
        let slot = self.own[id.0 as usize].get_or_init(|| self.slot(&key()));
        slot.get_or_init(|| Index::new(self.set, &self.view, &key()))
    }

    fn slot(&self, key: &Key) -> Slot<'a> {
        // A thread that panicked while holding the lock left the map whole: entries are only added.
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(indexes.entry(key.clone()).or_default())
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
            Node::Party(ask) => self.of_parties(id, ask),
            Node::Outlier(_) | Node::Group(_) | Node::Signal(_) | Node::Cluster(_) => self.kept(id).clone(),
            Node::Rule(rule) => self.rule(*rule).clone(),
        }
    }

    /// The answers of a node that are kept.
    pub(super) fn kept(&self, id: NodeId) -> &Tri {
        self.kept[id.0 as usize].get_or_init(|| match &self.set.nodes[id.0 as usize] {
            Node::Outlier(question) => Fences::new(self.set, &self.view, question).over(&self.view),
            Node::Group(group) => self.pattern(id, group).over(self.index(id, group), self.view.rows),
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
            Clusters::new(self.set, &self.view, ask, |key, act| self.with_index(&[key], |index| act(index)))
        })
    }

    /// The signals that a node asks for; `None` where there are no signals, or it asks for none.
    pub(super) fn heard(&self, id: NodeId) -> Option<&Heard<'a>> {
        let (Node::Signal(ask), Some(signals)) = (&self.set.nodes[id.0 as usize], self.signals) else { return None };
        Some(self.heard[id.0 as usize].get_or_init(|| Heard::new(self.set, &self.view, ask, signals)))
    }

    /// A pattern of this batch.
    pub(super) fn pattern<'b>(&'b self, id: NodeId, group: &'b Group) -> Pattern<'b, 'a> {
        let counting = self.counting[id.0 as usize].get_or_init(|| self.counting(group));
        let pair = group.pair.filter(|_| counting.equality.is_none());
        Pattern {
            group,
            dates: self.view.column(self.set.application_date),
            only: group.only.map(|node| self.kept(node)),
            pairs: pair.map(|node| Pairs { eval: self, node }),
            counting,
            scored: self.scored,
        }
    }

    fn counting(&self, group: &Group) -> Counting<'a> {
        let (set, view) = (self.set, &self.view);
        let amounts = match group.amount.as_ref().map(|amount| amount.of) {
            Some(AmountOf::Sum(value)) => {
                let further = view.spread(set.role(value));
                let further = further.map(|spread| (spread, &spread.columns[usize::from(value.0)]));
                Some(Amounts { column: view.column(value), further })
            }
            _ => None,
        };
        Counting {
            distinct: group.distinct.map(|value| Codes::new(set, view, value).0),
            amounts,
            equality: group.pair.and_then(|node| pairs::equality(set, view, node)),
        }
    }

    /// Whether questions hold for one of the parties of an application, or for every one.
    fn of_parties(&self, id: NodeId, ask: &PartyAsk) -> Tri {
        let mut out = self.node(ask.of);
        let spreads: Vec<_> = ask.roles.iter().filter_map(|role| self.view.spread(Some(*role))).collect();
        match spreads.as_slice() {
            [] => {}
            [spread] if ask.roles.len() == 1 => {
                spread.fold(&mut out, &parties::over(self.set, ask.of, &spread.view()), ask.every);
            }
            _ => {
                let mut rows: Vec<u32> = spreads.iter().flat_map(|spread| spread.rows.iter().copied()).collect();
                rows.sort_unstable();
                rows.dedup();
                let pairs: Vec<(u32, u32)> = rows.iter().map(|row| (*row, *row)).collect();
                let answers = self.combined_of(id, ask).at(&pairs);
                rows.iter().zip(answers).for_each(|(row, truth)| out.set(*row as usize, truth));
            }
        }
        out
    }

    fn combined_of(&self, id: NodeId, ask: &PartyAsk) -> &Combined<'a> {
        self.combined[id.0 as usize].get_or_init(|| Combined::new(self.set, self.view, ask.of, ask.every))
    }

    /// The combinations of parties that a question is asked of; `None` for what is no question of a value.
    pub(super) fn combined(&self, id: NodeId, node: &Node) -> Option<&Combined<'a>> {
        match node {
            Node::Party(ask) => Some(self.combined_of(id, ask)),
            Node::Test(test) if test.also_reads().iter().any(|value| value.is_this()) => {
                Some(self.combined[id.0 as usize].get_or_init(|| Combined::new(self.set, self.view, id, false)))
            }
            _ => None,
        }
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
