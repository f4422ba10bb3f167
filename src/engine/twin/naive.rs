//! The naive twin: it looks at every pair of applications, every party of both, every time.

use crate::batch::{Column, Row, Truth, ValueId, View};
use crate::engine::{Findings, Shown, alike, parties};
use crate::rules::{Among, AmountOf, ClusterAsk, Group, Look, Node, NodeId, RuleSet};
use crate::text::ops::Side;
use std::collections::BTreeSet;

/// Answers by looking at everything.
pub(super) struct Naive<'a> {
    pub(super) findings: &'a Findings<'a>,
}

/// Which party of each role: 0 for the first one.
type Choice = Vec<usize>;

impl Naive<'_> {
    fn set(&self) -> &RuleSet {
        self.findings.set
    }

    fn column(&self, value: ValueId) -> &Column {
        &self.findings.batch.columns[usize::from(value.bare().0)]
    }

    /// A value of one party of a row; of a value without a role the value of the row.
    fn value(&self, value: ValueId, row: usize, party: usize) -> Shown {
        let batch = self.findings.batch;
        match batch.view().spread(self.set().role(value)).filter(|_| party > 0) {
            Some(spread) => {
                let at = spread.of(Row(row as u32)).start + party - 1;
                Shown::of(&spread.columns[usize::from(value.0)], Row(at as u32))
            }
            None => Shown::of(self.column(value), Row(row as u32)),
        }
    }

    fn parties(&self, value: ValueId, row: usize) -> usize {
        let spread = self.findings.batch.view().spread(self.set().role(value));
        1 + spread.map_or(0, |spread| spread.of(Row(row as u32)).len())
    }

    /// The values of all parties of a row, those that are missing left out.
    fn values(&self, value: ValueId, row: usize) -> Vec<Shown> {
        let known = (0..self.parties(value, row)).map(|party| self.value(value, row, party));
        known.filter(|shown| !matches!(shown, Shown::Missing | Shown::Invalid(_))).collect()
    }

    /// These values of a row alone, with one party chosen in each role.
    fn alone(&self, row: usize, choice: &Choice, values: &[ValueId]) -> Vec<Column> {
        let (set, batch) = (self.set(), self.findings.batch);
        let one = |at: usize| {
            if !values.contains(&ValueId(at as u16)) {
                return Column::absent(set.values[at].kind, 1);
            }
            let role = set.role(ValueId(at as u16));
            let spread = batch.parties.iter().position(|spread| Some(spread.role) == role);
            match spread.map(|at| (&batch.parties[at], choice[at])).filter(|(_, party)| *party > 0) {
                Some((spread, party)) => {
                    let from = spread.of(Row(row as u32)).start + party - 1;
                    spread.columns[at].gather(&[Some(from as u32)])
                }
                None => batch.columns[at].gather(&[Some(row as u32)]),
            }
        };
        (0..batch.columns.len()).map(one).collect()
    }

    fn choices(&self, row: usize, wanted: impl Fn(usize) -> bool) -> Vec<Choice> {
        let mut choices = vec![Vec::new()];
        for (at, spread) in self.findings.batch.parties.iter().enumerate() {
            let count = if wanted(at) { 1 + spread.of(Row(row as u32)).len() } else { 1 };
            let with = |choice: &Choice| (0..count).map(|party| [&choice[..], &[party]].concat()).collect::<Vec<_>>();
            choices = choices.iter().flat_map(with).collect();
        }
        choices
    }

    /// A condition on an application, looked at from another one.
    pub(super) fn at(&self, node: NodeId, row: usize, this: usize) -> Truth {
        let all = |parts: &[NodeId]| parts.iter().map(|part| self.at(*part, row, this)).collect::<Vec<_>>();
        match &self.set().nodes[node.0 as usize] {
            Node::Always(yes) => Truth::known(*yes),
            Node::All(parts) => all(parts).into_iter().fold(Truth::Yes, Truth::and),
            Node::Any(parts) => all(parts).into_iter().fold(Truth::No, Truth::or),
            Node::Not(part) => !self.at(*part, row, this),
            Node::AtLeast(least, parts) => {
                let count = |least: Truth| all(parts).into_iter().filter(|truth| *truth >= least).count() as u32;
                match (count(Truth::Yes) >= *least, count(Truth::Unknown) >= *least) {
                    (true, _) => Truth::Yes,
                    (false, possible) => {
                        if possible {
                            Truth::Unknown
                        } else {
                            Truth::No
                        }
                    }
                }
            }
            Node::Test(_) => self.asked(node, &[], false, row, this),
            Node::Party(ask) => {
                let mut roles = Vec::new();
                parties::tests(self.set(), ask.of, &mut |test| {
                    for value in test.also_reads().into_iter().chain([test.value()]) {
                        roles.extend(self.set().role(value).map(|role| (value.is_this(), role)));
                    }
                });
                self.asked(ask.of, &roles, ask.every, row, this)
            }
            Node::Rule(rule) => self.at(self.set().rules[*rule].when, row, this),
            Node::Group(group) => self.group(group, row),
            Node::Cluster(ask) => self.cluster(ask, row),
            Node::Outlier(_) | Node::Signal(_) => self.findings.truth(node, Row(row as u32)),
        }
    }

    /// Questions of every combination of parties of the two.
    fn asked(
        &self,
        of: NodeId,
        roles: &[(bool, crate::fields::RoleId)],
        every: bool,
        row: usize,
        this: usize,
    ) -> Truth {
        let parties = &self.findings.batch.parties;
        let wanted = |this: bool| move |at: usize| roles.contains(&(this, parties[at].role));
        let mut values = Vec::new();
        parties::tests(self.set(), of, &mut |test| {
            values.extend(test.also_reads().into_iter().chain([test.value()]).map(ValueId::bare));
        });
        let mut out = if every { Truth::Yes } else { Truth::No };
        for own in self.choices(row, wanted(false)) {
            for other in self.choices(this, wanted(true)) {
                let (own, other) = (self.alone(row, &own, &values), self.alone(this, &other, &values));
                let view = View { this: &other, ..View::new(&own, 1) };
                let truth = questions(self.set(), of, &view);
                out = if every { out.and(truth) } else { out.or(truth) };
            }
        }
        out
    }

    fn day(&self, row: usize) -> Option<i32> {
        self.column(self.set().application_date).day(Row(row as u32))
    }

    /// A pattern for one row: true when it is true for one of its parties.
    fn group(&self, group: &Group, row: usize) -> Truth {
        let windowed = group.within.is_some() || group.look.is_some();
        if windowed && self.day(row).is_none() {
            return Truth::Unknown;
        }
        self.keys(group, row).iter().map(|(_, key)| self.group_at(group, row, key)).fold(Truth::No, Truth::or)
    }

    fn group_at(&self, group: &Group, row: usize, key: &[Shown]) -> Truth {
        if key.iter().any(|part| matches!(part, Shown::Missing | Shown::Invalid(_))) {
            return Truth::Unknown;
        }
        let others = self.others(group, row, key);
        let counted: Vec<usize> =
            others.iter().filter(|(_, only)| *only == Truth::Yes).map(|(other, _)| *other).collect();
        let Some(amount) = &group.amount else {
            let count = match group.distinct {
                None => counted.len(),
                Some(value) => {
                    let shown = |shown: Shown| format!("{shown:?}");
                    counted
                        .iter()
                        .flat_map(|other| self.values(value, *other))
                        .map(shown)
                        .collect::<BTreeSet<_>>()
                        .len()
                }
            };
            let least = group.at_least.unwrap_or(u32::from(group.at_most.is_none()));
            return Truth::known(count >= least as usize && group.at_most.is_none_or(|most| count <= most as usize));
        };
        let (own, of) = match amount.of {
            AmountOf::Sum(value) => {
                let units = |shown: Shown| match shown {
                    Shown::Cents(units) | Shown::Millionths(units) => i128::from(units),
                    _ => 0,
                };
                (counted.iter().flat_map(|other| self.values(value, *other)).map(units).sum::<i128>(), 1)
            }
            AmountOf::Share => {
                let known = others.iter().filter(|(_, only)| *only != Truth::Unknown).count();
                (counted.len() as i128 * 1_000_000_000, known as i128)
            }
        };
        if of == 0 {
            return Truth::Unknown;
        }
        Truth::known(amount.bounds.iter().all(|(side, bound)| {
            let bound = i128::from(*bound) * of;
            match side {
                Side::AtLeast => own >= bound,
                Side::AtMost => own <= bound,
                Side::Above => own > bound,
                Side::Below => own < bound,
            }
        }))
    }

    /// The rows that have a key in the window, and what `where` says of each.
    fn others(&self, group: &Group, row: usize, key: &[Shown]) -> Vec<(usize, Truth)> {
        let only = |other: usize| {
            let parts = group.only.into_iter().chain(group.pair);
            parts.map(|node| self.at(node, other, row)).fold(Truth::Yes, Truth::and)
        };
        let rows = 0..self.findings.batch.rows() as usize;
        rows.filter(|other| self.fits(group, row, *other, key)).map(|other| (other, only(other))).collect()
    }

    /// Adds the rows that a condition counts for one of them, itself perhaps among them.
    pub(super) fn linked(&self, node: NodeId, row: usize, out: &mut BTreeSet<usize>) {
        match &self.set().nodes[node.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.linked(*part, row, out));
            }
            Node::Rule(rule) => self.linked(self.set().rules[*rule].when, row, out),
            Node::Group(group) if self.group(group, row) == Truth::Yes => {
                let holds = |key: &Vec<Shown>| self.group_at(group, row, key) == Truth::Yes;
                for key in self.keys(group, row).into_iter().map(|(_, key)| key).filter(holds) {
                    let counted = self.others(group, row, &key).into_iter().filter(|(_, only)| *only == Truth::Yes);
                    out.extend(counted.map(|(other, _)| other));
                }
            }
            Node::Cluster(ask) if self.cluster(ask, row) == Truth::Yes => out.extend(self.cluster_rows(ask, row)),
            _ => {}
        }
    }

    /// The keys of a row: one, or one per party.
    fn keys(&self, group: &Group, row: usize) -> Vec<(usize, Vec<Shown>)> {
        let parties = group.key.iter().map(|value| self.parties(*value, row)).max().unwrap_or(1);
        let part =
            |value: &ValueId, party| self.value(*value, row, if self.set().role(*value).is_some() { party } else { 0 });
        (0..parties).map(|party| (row, group.key.iter().map(|value| part(value, party)).collect())).collect()
    }

    /// All keys whose name counts as that of a key, by going from name to name.
    fn same_names(&self, group: &Group, similar: crate::rules::Similar, key: &[Shown]) -> Vec<(usize, Vec<Shown>)> {
        let name = group.key.iter().position(|value| *value == similar.name).expect("a name");
        let beside = |a: &[Shown], b: &[Shown]| (0..a.len()).all(|at| at == name || a[at] == b[at]);
        let known = |key: &[Shown]| !key.iter().any(|part| matches!(part, Shown::Missing | Shown::Invalid(_)));
        let rows = 0..self.findings.batch.rows() as usize;
        let all: Vec<_> =
            rows.flat_map(|row| self.keys(group, row)).filter(|(_, k)| known(k) && beside(k, key)).collect();
        let same = |a: &Shown, b: &Shown| a == b || alike::score(a, b) >= similar.least;
        let mut inside: Vec<_> = all.iter().filter(|(_, k)| k == key).cloned().collect();
        let mut at = 0;
        while at < inside.len() {
            let found: Vec<_> = all
                .iter()
                .filter(|one| !inside.contains(one) && same(&one.1[name], &inside[at].1[name]))
                .cloned()
                .collect();
            inside.extend(found);
            at += 1;
        }
        inside
    }

    /// Whether another row has the key in the window, `where` aside.
    fn fits(&self, group: &Group, row: usize, other: usize, key: &[Shown]) -> bool {
        let context = other >= self.findings.batch.scored as usize;
        let among = match group.among {
            Among::All => true,
            Among::Batch => !context,
            Among::Context => context,
        };
        let shares = match group.similar {
            Some(similar) => self.same_names(group, similar, key).iter().any(|(there, _)| *there == other),
            None if group.there.is_empty() => self.keys(group, other).iter().any(|(_, theirs)| theirs == key),
            None => other != row && group.there.iter().any(|value| self.values(*value, other).contains(&key[0])),
        };
        let inside = match (group.within, group.look) {
            (None, None) => true,
            (within, look) => self.day(row).zip(self.day(other)).is_some_and(|(day, other)| {
                let after = within.is_none_or(|length| length.before(day) <= other);
                after
                    && match look.unwrap_or(Look::Back) {
                        Look::Back => other <= day,
                        Look::Earlier => other < day,
                        Look::Both => within.is_none_or(|length| other <= length.after(day)),
                    }
            }),
        };
        among && shares && inside
    }

    /// A cluster by going from row to row until nothing new is found.
    fn cluster_rows(&self, ask: &ClusterAsk, row: usize) -> Vec<usize> {
        let rows = 0..self.findings.batch.rows() as usize;
        let shared = |key: &ValueId, value: &Shown| {
            rows.clone().filter(|other| self.values(*key, *other).contains(value)).count() <= ask.max_group as usize
        };
        let joined = |a: usize, b: usize| {
            ask.keys.iter().any(|key| {
                let theirs = self.values(*key, b);
                self.values(*key, a).iter().any(|value| theirs.contains(value) && shared(key, value))
            })
        };
        let mut inside = vec![row];
        let mut at = 0;
        while at < inside.len() {
            let found: Vec<usize> = rows.clone().filter(|b| !inside.contains(b) && joined(inside[at], *b)).collect();
            inside.extend(found);
            at += 1;
        }
        inside
    }

    fn cluster(&self, ask: &ClusterAsk, row: usize) -> Truth {
        let inside = self.cluster_rows(ask, row);
        let count = match ask.distinct {
            None => inside.len(),
            Some(value) => {
                let found = inside.iter().flat_map(|row| self.values(value, *row));
                found.map(|shown| format!("{shown:?}")).collect::<BTreeSet<_>>().len()
            }
        };
        let lacks = ask.keys.iter().any(|key| self.values(*key, row).len() < self.parties(*key, row));
        if count >= ask.at_least as usize {
            Truth::Yes
        } else if lacks {
            Truth::Unknown
        } else {
            Truth::No
        }
    }
}

fn questions(set: &RuleSet, of: NodeId, view: &View<'_>) -> Truth {
    match &set.nodes[of.0 as usize] {
        Node::Test(test) => test.at(view, Row(0)),
        Node::All(parts) => parts.iter().map(|part| questions(set, *part, view)).fold(Truth::Yes, Truth::and),
        _ => Truth::Unknown,
    }
}
