//! The second, slower walk over a rule: one application, every condition, nothing short-circuited.
//! It asks the very tests that the fast walk asks; a property test holds the two against each other.

use super::eval::Evaluator;
use super::facts::{Fact, Shown};
use super::groups::{Index, Pattern, Tally, codes};
use super::outlier::Fences;
use crate::batch::{Row, Truth, ValueId};
use crate::rules::{ClusterAsk, From, Group, Node, NodeId, Outlier};
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many linked applications a fact names.
const NAMED: usize = 10;

/// Rows with their days, in order.
type Days = Arc<Vec<(i32, u32)>>;

/// Answers about single applications, with what is worth keeping between two questions.
pub(super) struct Witness<'a> {
    pub(super) eval: Evaluator<'a>,
    fences: Mutex<FxHashMap<NodeId, Arc<OnceLock<Fences<'a>>>>>,
    /// Per pattern and group: the counted rows by day, so that a group of many thousands is sorted once.
    counted: Mutex<FxHashMap<(NodeId, u32), Days>>,
}

/// The other of two names.
struct Spelling {
    value: Option<ValueId>,
    shown: Shown,
    score: u16,
}

/// From this size on, what is found about a group is kept: a key that many thousands share is looked at once.
const LARGE: usize = 64;

/// The applications that a pattern counts for one of them.
pub(super) struct Counted {
    /// The rows that count, by day where the pattern has a window, in order of the batch otherwise.
    pub(super) rows: Arc<Vec<(i32, u32)>>,
    /// The part of `rows` inside the window.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether the application itself is among them.
    pub(super) itself: bool,
}

impl Counted {
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows[self.from..self.to].iter().map(|(_, row)| *row)
    }

    /// How many other applications there are.
    pub(super) fn others(&self) -> usize {
        self.to - self.from - usize::from(self.itself)
    }

    /// The first few of the others, in order of the batch.
    pub(super) fn first_others(&self, row: Row, limit: usize) -> Vec<Row> {
        let mut first: Vec<Row> = self.iter().filter(|other| *other != row.0).take(limit).map(Row).collect();
        first.sort_unstable();
        first
    }
}

impl<'a> Witness<'a> {
    pub(super) fn new(eval: Evaluator<'a>) -> Self {
        Witness { eval, fences: Mutex::default(), counted: Mutex::default() }
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
            Node::Test(test) => {
                let expected = [test.expected(crate::text::Lang::Nl), test.expected(crate::text::Lang::En)];
                match test.likeness(&self.eval.view, row) {
                    Some(found) => {
                        let other =
                            Spelling { value: found.other, shown: Shown::Key(found.spelled), score: found.score };
                        self.push_alike(test.value(), row, other, out);
                    }
                    None => self.push_value(test.value(), row, expected, out),
                }
            }
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
            Node::Test(test) => {
                let not = |lang| crate::text::report::not(&test.expected(lang), lang);
                self.push_value(test.value(), row, [not(crate::text::Lang::Nl), not(crate::text::Lang::En)], out);
            }
            // That another rule does not hold, or that few share a key, has no value to point at.
            Node::Always(_)
            | Node::Rule(_)
            | Node::Outlier(_)
            | Node::Group(_)
            | Node::Signal(_)
            | Node::Cluster(_) => {}
        }
    }

    fn push_value(&self, value: ValueId, row: Row, expected: [String; 2], out: &mut Vec<Fact>) {
        let shown = Shown::of(self.eval.view.column(value), row);
        let fact = Fact::Value { value, shown, expected };
        if !out.contains(&fact) {
            out.push(fact);
        }
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

    fn push_group(&self, id: NodeId, group: &'a Group, row: Row, out: &mut Vec<Fact>) {
        let Some(counted) = self.counted(id, group, row) else { return };
        out.push(Fact::Group {
            key: group.key.iter().map(|value| (*value, Shown::of(self.eval.view.column(*value), row))).collect(),
            distinct: group.distinct,
            count: u32::try_from(self.count(group, &counted)).unwrap_or(u32::MAX),
            at_least: group.at_least,
            at_most: group.at_most,
            rows: counted.first_others(row, NAMED),
            others: counted.others(),
        });
        let Some(similar) = group.similar else { return };
        // Each other spelling once, as the first application that has it.
        for other in counted.first_others(row, NAMED) {
            let names = self.eval.view.column(similar.name);
            if names.symbol(other) != names.symbol(row) {
                let score = super::alike::score(names, row, other);
                let other = Spelling { value: Some(similar.name), shown: Shown::of(names, other), score };
                self.push_alike(similar.name, row, other, out);
            }
        }
    }

    fn push_alike(&self, value: ValueId, row: Row, other: Spelling, out: &mut Vec<Fact>) {
        let fact = Fact::Alike {
            value,
            shown: Shown::of(self.eval.view.column(value), row),
            other: other.value,
            spelled: other.shown,
            score: other.score,
        };
        if !out.contains(&fact) {
            out.push(fact);
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
                shown: Shown::of(self.eval.view.column(value), row),
                department: seen.department.clone(),
                day: seen.day,
                kind: seen.kind.clone(),
                text: seen.text.clone(),
                reliability: seen.reliability,
            };
            if !out.contains(&fact) {
                out.push(fact);
            }
        }
    }

    fn push_cluster(&self, id: NodeId, ask: &'a ClusterAsk, row: Row, out: &mut Vec<Fact>) {
        let clusters = self.eval.clusters(id, ask);
        let joins = |key: &&ValueId| {
            let slot = self.eval.index(&[**key]);
            clusters.joins(slot.get_or_init(|| Index::new(&self.eval.view, &[**key])).group_of(row.index()))
        };
        let others = || clusters.members(row).iter().filter(|other| **other != row.0);
        let keys = ask.keys.iter().filter(joins);
        out.push(Fact::Cluster {
            keys: keys.map(|value| (*value, Shown::of(self.eval.view.column(*value), row))).collect(),
            distinct: ask.distinct,
            count: clusters.count(row),
            at_least: ask.at_least,
            rows: others().take(NAMED).copied().map(Row).collect(),
            others: others().count(),
        });
    }

    /// The members of the clusters that helped to make this node true, appended to `out`.
    pub(super) fn cluster_members(&self, id: NodeId, row: Row, out: &mut Vec<u32>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.cluster_members(*part, row, out));
            }
            Node::Rule(rule) => self.cluster_members(self.eval.set.rules[*rule].when, row, out),
            Node::Cluster(ask) if self.at(id, row) == Truth::Yes => {
                out.extend(self.eval.clusters(id, ask).members(row).iter().filter(|other| **other != row.0));
            }
            _ => {}
        }
    }

    /// The nodes about signals that helped to make this node true.
    pub(super) fn signal_nodes(&self, id: NodeId, row: Row, out: &mut Vec<NodeId>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.signal_nodes(*part, row, out));
            }
            Node::Rule(rule) => self.signal_nodes(self.eval.set.rules[*rule].when, row, out),
            Node::Signal(_) if self.at(id, row) == Truth::Yes => out.push(id),
            _ => {}
        }
    }

    /// The patterns that hold for a row and helped to make this node true.
    pub(super) fn patterns(&self, id: NodeId, row: Row, out: &mut Vec<(NodeId, &'a Group)>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.patterns(*part, row, out));
            }
            Node::Rule(rule) => self.patterns(self.eval.set.rules[*rule].when, row, out),
            Node::Group(group) if self.at(id, row) == Truth::Yes => out.push((id, group)),
            _ => {}
        }
    }

    /// The fields that are missing or unreadable in a row and leave this node unknown.
    pub(super) fn missing(&self, id: NodeId, row: Row, out: &mut Vec<ValueId>) {
        if self.at(id, row) != Truth::Unknown {
            return;
        }
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.missing(*part, row, out));
            }
            Node::Not(part) => self.missing(*part, row, out),
            Node::Rule(rule) => self.missing(self.eval.set.rules[*rule].when, row, out),
            Node::Test(test) => {
                self.missing_value(test.value(), row, out);
                test.also_reads().into_iter().for_each(|value| self.missing_value(value, row, out));
            }
            Node::Outlier(question) => {
                self.missing_value(question.value, row, out);
                question.among.into_iter().for_each(|value| self.missing_value(value, row, out));
            }
            Node::Group(group) => {
                group.key.iter().for_each(|value| self.missing_value(*value, row, out));
                if group.within.is_some() || group.look.is_some() {
                    self.missing_value(self.eval.set.application_date, row, out);
                }
            }
            Node::Cluster(ask) => ask.keys.iter().for_each(|value| self.missing_value(*value, row, out)),
            Node::Signal(ask) => {
                if self.eval.signals.is_none() {
                    return self.missing_value(ask.source, row, out);
                }
                ask.on.iter().for_each(|value| self.missing_value(*value, row, out));
                if ask.within.is_some() {
                    self.missing_value(self.eval.set.application_date, row, out);
                }
            }
            Node::Always(_) => {}
        }
    }

    fn missing_value(&self, value: ValueId, row: Row, out: &mut Vec<ValueId>) {
        if self.eval.view.column(value).has(row) {
            return;
        }
        match &self.eval.set.values[value.0 as usize].from {
            From::Field if !out.contains(&value) => out.push(value),
            From::Field => {}
            From::Derived(derived) => {
                if let crate::rules::Derived::If(node) = derived {
                    self.missing(*node, row, out);
                }
                // A part with a stand-in is never what the result lacks.
                let lacking = |part: &&crate::rules::Part| part.missing_as.is_none() && part.missing_text.is_none();
                let parts = derived.parts().into_iter().filter(lacking);
                parts.filter_map(super::derive::value_of).for_each(|v| self.missing_value(v, row, out));
            }
        }
    }

    /// The applications that a pattern counts for a row; `None` where its key or its day is missing.
    pub(super) fn counted(&self, id: NodeId, group: &'a Group, row: Row) -> Option<Counted> {
        let pattern = self.eval.pattern(group);
        let slot = self.eval.index_of(group);
        let index = slot.get()?;
        let code = index.code(row.index())?;
        let rows = self.counted_rows(id, code, index.group_of(row.index()), &pattern);
        let mut itself = pattern.counts(row.index());
        let (mut from, mut to) = (0, rows.len());
        if pattern.windowed() {
            let day = pattern.day(row.index())?;
            let (first, last) = pattern.window(day);
            from = rows.partition_point(|(day, _)| *day < first);
            to = rows.partition_point(|(day, _)| *day <= last).max(from);
            itself &= (first..=last).contains(&day);
        }
        Some(Counted { rows, from, to, itself })
    }

    fn counted_rows(&self, id: NodeId, code: u32, members: &[u32], pattern: &Pattern<'_>) -> Arc<Vec<(i32, u32)>> {
        let make = || {
            let counted = members.iter().filter(|row| pattern.counts(**row as usize));
            let mut rows: Vec<(i32, u32)> = if pattern.windowed() {
                counted.filter_map(|row| Some((pattern.day(*row as usize)?, *row))).collect()
            } else {
                counted.map(|row| (0, *row)).collect()
            };
            rows.sort_unstable();
            Arc::new(rows)
        };
        // Small groups are made anew each time; keeping millions of them would cost more than it saves.
        if members.len() < LARGE {
            return make();
        }
        let mut known = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry((id, code)).or_insert_with(make))
    }

    fn count(&self, group: &Group, counted: &Counted) -> usize {
        match group.distinct {
            None => counted.to - counted.from,
            Some(value) => {
                let values = codes(self.eval.view.column(value)).0;
                Tally::default().distinct(counted.iter().map(|row| values[row as usize]))
            }
        }
    }

    fn with_fences<T>(&self, id: NodeId, question: &'a Outlier, ask: impl FnOnce(&Fences<'a>) -> T) -> T {
        let slot = {
            let mut fences = self.fences.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(fences.entry(id).or_default())
        };
        ask(slot.get_or_init(|| Fences::new(&self.eval.view, question)))
    }
}

/// At least `least` of the answers: yes when enough are, no when even the unknown ones would not do.
fn kleene(answers: impl Iterator<Item = Truth>, least: usize) -> Truth {
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
