//! What if one fact of one application were otherwise? The application is copied, with those that share a
//! key with it, into a small batch; a cell is changed there, and the engine is asked again about every rule
//! that looks at it. So what is told of a change is what the engine itself would say.

use super::derive::{derive_again, derive_to_keep};
use super::eval::Evaluator;
use super::findings::Findings;
use super::score::{Score, score_of};
use super::signals::Signals;
use crate::batch::{Batch, Instead, Origins, Row, Spread, Truth, ValueId, View};
use crate::fields::{KindId, Personal, Storage};
use crate::rules::{Derived, From, Node, NodeId, RuleSet};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many applications are copied at most.
const MOST: usize = 500;

/// An application and those around it, in which a fact can be changed.
pub struct Around<'a> {
    set: &'a RuleSet,
    signals: Option<&'a Signals>,
    /// The copied rows with their further parties, and all that is derived of them.
    copy: Batch,
    /// The application in the copy.
    row: Row,
    /// The answers as they are.
    answers: Vec<Truth>,
    score: Score,
    /// Per rule whether the copy is too small for it to answer as the whole batch does: it keeps its answer.
    kept: Vec<bool>,
}

/// One fact that is otherwise, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The value that is changed.
    pub value: ValueId,
    /// What stands there instead.
    pub instead: Instead,
    /// The score that follows.
    pub score: Score,
    /// The rules that answer otherwise, with their new answer.
    pub turned: Vec<(usize, Truth)>,
    /// How far a number moves, in parts per thousand of what it was.
    far: u64,
}

impl<'a> Around<'a> {
    /// Copies an application with those around it. The batch must still hold its fields.
    pub fn of(findings: &Findings<'a>, row: Row) -> Self {
        let (set, batch) = (findings.set, findings.batch);
        let near = neighbours(findings, row);
        let mut copy = Batch {
            scored: near.partition_point(|row| row.0 < batch.scored) as u32,
            columns: batch.columns[set.derived..].iter().map(|column| column.select(&near)).collect(),
            origins: Origins { files: Vec::new(), lines: vec![0; near.len()] },
            parties: batch.parties.iter().map(|spread| further(set, spread, &near)).collect(),
            ..Batch::default()
        };
        derive_to_keep(set, &mut copy);
        let mut around = Around {
            set,
            signals: findings.witness.eval.signals,
            copy,
            row: Row(near.partition_point(|other| *other < row) as u32),
            answers: findings.answers(row),
            score: findings.score(row),
            kept: Vec::new(),
        };
        let all: Vec<usize> = (0..set.rules.len()).collect();
        let small = around.ask(&around.copy, &all);
        around.kept = small.iter().zip(&around.answers).map(|(small, whole)| small != whole).collect();
        around
    }

    /// The answers of all rules with one value changed; `None` where it cannot hold that.
    pub fn suppose(&self, value: ValueId, instead: &Instead) -> Option<Vec<Truth>> {
        self.suppose_for(value, instead, &self.looking_at(value))
    }

    fn suppose_for(&self, value: ValueId, instead: &Instead, rules: &[usize]) -> Option<Vec<Truth>> {
        let mut copy = Batch {
            scored: self.copy.scored,
            columns: self.copy.columns.clone(),
            origins: self.copy.origins.clone(),
            parties: self.copy.parties.clone(),
            ..Batch::default()
        };
        if !copy.columns[usize::from(value.0)].put(self.row, instead) {
            return None;
        }
        derive_again(self.set, &mut copy, value);
        let mut answers = self.answers.clone();
        for (rule, answer) in rules.iter().zip(self.ask(&copy, rules)) {
            answers[*rule] = answer;
        }
        Some(answers)
    }

    /// The rules that look at a value, those that the copy is too small for aside.
    fn looking_at(&self, value: ValueId) -> Vec<usize> {
        let rules = (0..self.set.rules.len()).filter(|rule| !self.kept[*rule]);
        rules.filter(|rule| self.set.reads(*rule).values.contains(&value)).collect()
    }

    /// What rules answer in a batch for the application.
    fn ask(&self, batch: &Batch, rules: &[usize]) -> Vec<Truth> {
        let eval = Evaluator::new(self.set, batch.view(), batch.scored as usize, self.signals);
        rules.iter().map(|rule| eval.rule(*rule).get(self.row.index())).collect()
    }

    /// The smallest change of one fact to a lower band, and that to a higher one. The smallest turns the
    /// fewest rules; of those it moves the score, then the number itself, the least.
    pub fn smallest(&self) -> [Option<Change>; 2] {
        let candidates: Vec<(ValueId, Instead)> = self.candidates().into_iter().collect();
        let looking: BTreeMap<ValueId, Vec<usize>> =
            candidates.iter().map(|(value, _)| (*value, self.looking_at(*value))).collect();
        let changes: Vec<Option<Change>> = candidates
            .into_par_iter()
            .map(|(value, instead)| self.change(value, instead, looking.get(&value)?))
            .collect();
        let mut best: [Option<Change>; 2] = [None, None];
        for change in changes.into_iter().flatten() {
            let place = &mut best[usize::from(change.score.band > self.score.band)];
            if place.as_ref().is_none_or(|known| self.size(&change) < self.size(known)) {
                *place = Some(change);
            }
        }
        best
    }

    fn size(&self, change: &Change) -> (usize, i32, u64) {
        (change.turned.len(), (change.score.value - self.score.value).abs(), change.far)
    }

    /// What follows from a change; `None` where the band stays.
    fn change(&self, value: ValueId, instead: Instead, rules: &[usize]) -> Option<Change> {
        let answers = self.suppose_for(value, &instead, rules)?;
        let score = score_of(self.set, answers.iter().copied());
        if score.band == self.score.band {
            return None;
        }
        let turned = answers.iter().zip(&self.answers).enumerate();
        let turned = turned.filter(|(_, (new, old))| new != old).map(|(rule, (new, _))| (rule, *new)).collect();
        let far = self.far(value, &instead);
        Some(Change { value, instead, score, turned, far })
    }

    fn far(&self, value: ValueId, instead: &Instead) -> u64 {
        let own = &self.copy.columns[usize::from(value.0)];
        let (old, new) = match instead {
            Instead::Units(new) => (own.fixed(self.row), *new),
            Instead::Day(new) => (own.day(self.row).map(i64::from), i64::from(*new)),
            _ => return 1000,
        };
        old.map_or(1000, |old| new.abs_diff(old).saturating_mul(1000) / old.unsigned_abs().max(1))
    }

    /// Every fact that could be otherwise in a way that a rule would see: the values at which tests turn, and
    /// for what applications share, a value of its own. A value is never taken away: to know less is no change
    /// of fact.
    fn candidates(&self) -> BTreeSet<(ValueId, Instead)> {
        let mut found = BTreeSet::new();
        let view = self.copy.view();
        for node in &self.set.nodes {
            // What compares with another application is not asked of this one alone.
            if let Node::Test(test) = node
                && !test.also_reads().into_iter().chain([test.value()]).any(ValueId::is_this)
            {
                found.extend(test.turns(&view, self.row).into_iter().map(|instead| (test.value(), instead)));
            }
        }
        let shared = [KindId::Phone, KindId::Email, KindId::Iban, KindId::LicencePlate];
        for (at, column) in self.copy.columns.iter().enumerate().skip(self.set.derived) {
            if shared.contains(&column.kind) && column.has(self.row) {
                found.insert((ValueId(at as u16), Instead::Other));
            }
        }
        found.retain(|(value, instead)| self.could_be(*value, instead, &view));
        found
    }

    /// Whether it makes sense to think a value otherwise: not another kind of permit, not another person.
    fn could_be(&self, value: ValueId, instead: &Instead, view: &View<'_>) -> bool {
        let def = &self.set.values[usize::from(value.0)];
        let fixed = [self.set.permit_type, self.set.application_date].contains(&value)
            || (def.personal == Personal::Yes && def.kind == KindId::Text);
        let made = match &def.from {
            From::Field => false,
            // What a key is made of is changed in its parts; a condition, in what it asks.
            From::Derived(Derived::If(_)) => true,
            From::Derived(_) => def.kind.storage() == Storage::Key,
        };
        let same = match instead {
            Instead::Key(key) => view.column(value).key(self.row) == Some(key),
            Instead::Units(units) => view.column(value).fixed(self.row) == Some(*units),
            Instead::Day(day) => view.column(value).day(self.row) == Some(*day),
            Instead::Flag(yes) => view.column(value).flag(self.row) == Some(*yes),
            Instead::Other => false,
        };
        let negative = matches!(instead, Instead::Units(units) if *units < 0);
        !fixed && !made && !same && !negative
    }
}

/// The further parties of some rows, without what is derived of them.
fn further(set: &RuleSet, spread: &Spread, near: &[Row]) -> Spread {
    let of =
        near.iter().enumerate().flat_map(|(at, row)| spread.of(*row).map(move |party| (at as u32, Row(party as u32))));
    let (rows, parties): (Vec<u32>, Vec<Row>) = of.unzip();
    let columns = spread.columns[set.derived..].iter().map(|column| column.select(&parties)).collect();
    Spread { role: spread.role, rows, columns }
}

/// A row with those that share a key with it, and those that share one with those, in order of the batch.
fn neighbours(findings: &Findings<'_>, row: Row) -> Vec<Row> {
    let all = findings.batch.rows();
    if all as usize <= MOST {
        return (0..all).map(Row).collect();
    }
    let keys = keys(findings.set);
    let most = |node: &Node| if let Node::Cluster(ask) = node { ask.max_group as usize + 1 } else { 0 };
    let of_a_key = findings.set.nodes.iter().map(most).max().unwrap_or(0).max(60);
    let eval = &findings.witness.eval;
    let (mut found, mut waiting) = (BTreeSet::from([row]), vec![row]);
    let mut at = 0;
    while at < waiting.len() && found.len() < MOST {
        for key in &keys {
            let others = eval.with_index(key, |index| {
                let codes = index.codes_of(waiting[at].index());
                codes.flat_map(|code| index.group(code).iter().take(of_a_key).copied()).collect::<Vec<u32>>()
            });
            for other in others.into_iter().map(Row) {
                if found.len() < MOST && found.insert(other) {
                    waiting.push(other);
                }
            }
        }
        at += 1;
    }
    found.into_iter().collect()
}

/// The keys that patterns and clusters share, the longest first: what shares much is nearest.
fn keys(set: &RuleSet) -> Vec<Vec<ValueId>> {
    let mut keys: Vec<Vec<ValueId>> = Vec::new();
    for node in (0..set.nodes.len() as u32).map(NodeId) {
        match &set.nodes[node.0 as usize] {
            Node::Group(group) => {
                // Names that are alike are found by what else is shared.
                let exact = |value: &ValueId| group.similar.is_none_or(|similar| similar.name != *value);
                keys.push(group.key.iter().copied().filter(exact).collect());
            }
            Node::Cluster(ask) => keys.extend(ask.keys.iter().map(|key| vec![*key])),
            _ => {}
        }
    }
    keys.sort_by_key(|key| (Reverse(key.len()), key.clone()));
    keys.dedup();
    keys.retain(|key| !key.is_empty());
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::screen;
    use crate::engine::twin::{batch, rows, shipped};
    use proptest::prelude::*;

    /// A field of which a cell can be written as it is read.
    fn cell(set: &RuleSet, value: ValueId, instead: &Instead) -> Option<String> {
        match (set.values[usize::from(value.0)].kind, instead) {
            (KindId::Money, Instead::Units(cents)) => Some(format!("{}", cents / 100)),
            (KindId::Category, Instead::Key(key)) => Some(key.clone()),
            (KindId::Phone, Instead::Other) => Some("06-19009999".into()),
            (KindId::Email, Instead::Other) => Some("z@example.org".into()),
            _ => None,
        }
    }

    /// One party in each role, so that a value is one cell.
    fn alone(mut rows: Vec<crate::rules::Given>) -> Vec<crate::rules::Given> {
        rows.iter_mut().flatten().filter(|(name, _)| name.contains(' ')).for_each(|(_, text)| text.clear());
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn a_change_of_fact_is_what_a_new_screening_would_say(given in rows().prop_map(alone), context in 0usize..3) {
            let set = shipped();
            let scored = given.len().saturating_sub(context).max(1);
            let whole = batch(set, &given, scored);
            let findings = screen(set, &whole, None);
            let around = Around::of(&findings, Row(0));
            for change in around.smallest().into_iter().flatten() {
                prop_assert_ne!(change.score.band, findings.score(Row(0)).band);
                let name = &set.values[usize::from(change.value.0)].name;
                let column = crate::engine::twin::COLUMNS.iter().position(|(known, _)| known == name);
                let (Some(column), Some(text)) = (column, cell(set, change.value, &change.instead)) else { continue };
                let mut otherwise = given.clone();
                otherwise[0][column].1 = text;
                let again = batch(set, &otherwise, scored);
                prop_assert_eq!(screen(set, &again, None).score(Row(0)), change.score, "{}", name);
            }
        }

        #[test]
        fn one_missing_field_moves_the_score_no_further_than_all_do(given in rows()) {
            let set = shipped();
            let whole = batch(set, &given, given.len());
            let findings = screen(set, &whole, None);
            let score = findings.score(Row(0));
            for rule in findings.not_assessed(Row(0)) {
                for field in findings.missing(rule, Row(0)) {
                    let (low, high) = findings.could_make(field, Row(0));
                    prop_assert!(score.low <= low && low <= score.value && score.value <= high && high <= score.high);
                }
            }
        }
    }
}
