//! The mutation check: a rule with one thing changed should be noticed by one of its own examples.

use super::{Bench, expect};
use crate::engine;
use crate::fields::Dictionary;
use crate::ops::{Scale, Threshold};
use crate::rules::{Change, Dial, NodeId, RuleSet};
use crate::text::Lang;

/// What came of changing rules one thing at a time.
#[derive(Clone, Debug, Default)]
pub struct Mutants {
    /// How many changes were tried.
    pub tried: usize,
    /// Those that no example noticed, in the order of the rules.
    pub survivors: Vec<Survivor>,
}

/// A change that no example noticed.
#[derive(Clone, Debug)]
pub struct Survivor {
    /// The rule, as an index into `RuleSet::rules`.
    pub rule: usize,
    /// The condition that was changed.
    pub node: NodeId,
    /// What it asks, in words.
    pub before: String,
    /// What it asked after the change, in words.
    pub after: String,
}

/// Changes these rules one thing at a time: every threshold one step down and up, every operator to its
/// opposite, `all` to `any` and back. Rules whose examples do not hold as it is are left out. The set is left
/// as it was.
pub fn mutants(set: &mut RuleSet, rules: &[usize], lang: Lang) -> Mutants {
    let dictionary = Dictionary::builtin();
    let mut out = Mutants::default();
    for rule in rules.iter().copied() {
        let cases = set.rules[rule].cases.clone();
        let benches: Vec<Bench> = cases.iter().map(|case| Bench::of(set, case, &dictionary)).collect();
        let holds = |set: &RuleSet| {
            cases.iter().zip(&benches).all(|(case, bench)| {
                expect(engine::ask(set, &bench.batch, bench.signals.as_ref(), rule).get(0)) == case.expect
            })
        };
        if !holds(set) {
            continue;
        }
        for change in changes(set, rule) {
            let node = change.node();
            let before = set.say(node, lang);
            let Some(undo) = set.change(&change) else { continue };
            out.tried += 1;
            if holds(set) {
                let after = set.say(node, lang);
                out.survivors.push(Survivor { rule, node, before, after });
            }
            set.undo(undo);
        }
    }
    out
}

/// Every change of a rule.
fn changes(set: &RuleSet, rule: usize) -> Vec<Change> {
    let mut changes = Vec::new();
    for dial in set.dials(&set.rules[rule]) {
        // More than nothing is no threshold.
        if dial.threshold.units == 0 {
            continue;
        }
        let step = step(dial.threshold);
        for units in [dial.threshold.units - step, dial.threshold.units.saturating_add(step)] {
            changes.push(Change::Turn(Dial { ..dial.clone() }, units));
        }
    }
    changes.extend(set.turnable(set.rules[rule].when));
    changes
}

/// One step: a euro, a whole number, a day, a month, one of what is counted; a fifth of what is no whole number.
fn step(threshold: Threshold) -> i64 {
    let units = threshold.units;
    let fifth = (units.abs() / 5).max(1);
    match threshold.scale {
        Scale::Cents if units % 100 == 0 => 100,
        Scale::Millionths if units % 1_000_000 == 0 => 1_000_000,
        Scale::Millionths | Scale::Factor => fifth,
        Scale::Cents | Scale::Count | Scale::Days | Scale::Months => 1,
    }
}
