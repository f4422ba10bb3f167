//! Runs the examples that stand beside rules: each is a small batch of its own, read by the same parsers
//! and asked by the same engine as a file.

use crate::batch::{Batch, CellSource, ColumnBuilder, Truth};
use crate::engine;
use crate::fields::{Parser, Raw};
use crate::rules::{Case, Expect, Given, RuleSet, ValueDef};
use std::sync::Arc;

/// An example that a rule answers otherwise.
#[derive(Clone, Debug)]
pub struct Broken<'a> {
    /// The id of the rule.
    pub rule: &'a str,
    /// The example.
    pub case: &'a Case,
    /// What the rule answers.
    pub found: Expect,
}

/// Runs every example of every rule; the broken ones, in the order of the rules.
pub fn run(set: &RuleSet) -> Vec<Broken<'_>> {
    let mut broken = Vec::new();
    for (at, rule) in set.rules.iter().enumerate() {
        for case in &rule.cases {
            let mut batch = batch(set, &case.applications);
            engine::derive(set, &mut batch);
            let found = match engine::screen(set, &batch).rule(at).get(0) {
                Truth::Yes => Expect::Hit,
                Truth::No => Expect::NoHit,
                Truth::Unknown => Expect::NotAssessed,
            };
            if found != case.expect {
                broken.push(Broken { rule: &rule.id, case, found });
            }
        }
    }
    broken
}

/// A batch with these applications, in this order.
fn batch(set: &RuleSet, applications: &[Given]) -> Batch {
    let rows = applications.len();
    let columns = set.values[set.derived..].iter().map(|value| {
        let mut builder = ColumnBuilder::new(value.kind);
        builder.read(&parser(value), rows, &Cells { field: &value.name, applications });
        builder.finish().0
    });
    let mut batch = Batch { columns: columns.collect(), ..Batch::default() };
    for row in 0..rows as u32 {
        batch.origins.lines.push(row + 1);
        // A handful of short case numbers always fits.
        let _ = batch.ids.push(&(row + 1).to_string());
    }
    batch.scored = batch.rows();
    batch
}

fn parser(value: &ValueDef) -> Parser {
    let parser = Parser::new(value.kind).categories(&value.categories);
    match &value.missing {
        Some(marks) => parser.missing(&Arc::new(crate::fields::Missing::exactly(marks.iter().cloned()))),
        None => parser,
    }
}

/// One field of some applications.
struct Cells<'a> {
    field: &'a str,
    applications: &'a [Given],
}

impl CellSource for Cells<'_> {
    fn cell(&self, row: usize) -> Raw<'_> {
        let given = self.applications[row].iter().find(|(field, _)| field == self.field);
        given.map_or(Raw::Empty, |(_, text)| Raw::Text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Sources, render};
    use crate::rules::{Compiled, RuleSource, load};
    use crate::text::Lang;

    fn shipped() -> RuleSet {
        let mut sources = Sources::default();
        let Compiled { set, diagnostics, .. } = load(&RuleSource::Builtin, &mut sources, &[]).expect("built in");
        assert!(diagnostics.is_empty(), "{}", render(&sources, &diagnostics, Lang::En, false));
        set.expect("a rule set")
    }

    #[test]
    fn the_shipped_rules_answer_their_examples() {
        let set = shipped();
        let broken = run(&set);
        let said = |broken: &Broken<'_>| format!("{}: {}: {:?}", broken.rule, broken.case.name, broken.found);
        assert!(broken.is_empty(), "{:#?}", broken.iter().map(said).collect::<Vec<_>>());
    }

    #[test]
    fn every_shipped_rule_has_a_hit_a_near_miss_and_texts() {
        let set = shipped();
        assert!(set.rules.len() >= 25 && set.rules.iter().filter(|rule| rule.weight < 0).count() >= 5);
        for rule in &set.rules {
            let has = |expect| rule.cases.iter().any(|case| case.expect == expect);
            assert!(has(Expect::Hit) && has(Expect::NoHit) && rule.cases.len() >= 3, "{}", rule.id);
            // A rule about the cell itself is never unknown.
            assert!(has(Expect::NotAssessed) || rule.theme(&set) == "documents", "{}", rule.id);
            for text in [&rule.title, &rule.why, &rule.consider, &rule.ask] {
                assert!(!text.nl.is_empty() && !text.en.is_empty() && text.nl != text.en, "{}", rule.id);
            }
            assert!([5, 10, 20].contains(&rule.weight.abs()), "{}: {}", rule.id, rule.weight);
        }
    }

    #[test]
    fn an_example_that_does_not_hold_is_told() {
        let mut set = shipped();
        let case = &mut set.rules[0].cases[0];
        case.expect = Expect::NotAssessed;
        let broken = run(&set);
        assert_eq!(broken.len(), 1);
        assert_eq!((broken[0].rule, broken[0].found), (set.rules[0].id.as_str(), Expect::Hit));
    }
}
