//! Runs the examples that stand beside rules: each is a small batch of its own, read by the same parsers
//! and asked by the same engine as a file.

use crate::batch::Truth;
use crate::engine;
use crate::fields::{Cell, Dictionary, KindId, Parser, Raw};
use crate::intake::{Signal, about};
use crate::rules::{Case, Expect, Given, RuleSet};

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
    let dictionary = Dictionary::builtin();
    let mut broken = Vec::new();
    for (at, rule) in set.rules.iter().enumerate() {
        for case in &rule.cases {
            let mut batch = engine::batch_of(set, &case.applications);
            engine::derive(set, &mut batch);
            let signals = case.signals.as_ref().map(|given| engine::Signals::new(set, signals(given, &dictionary)));
            let found = match engine::screen(set, &batch, signals.as_ref()).rule(at).get(0) {
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

/// The signals of an example; one that cannot be read takes no part, as in a run.
fn signals(given: &[Given], dictionary: &Dictionary) -> Vec<Signal> {
    given.iter().filter_map(|given| signal(given, dictionary)).collect()
}

fn signal(given: &Given, dictionary: &Dictionary) -> Option<Signal> {
    let text = |name: &str| given.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str());
    let day = match Parser::new(KindId::Date).day(Raw::Text(text("date"))).0 {
        Cell::Value(day) => Some(day),
        _ => None,
    };
    Some(Signal {
        day,
        department: text("department").to_owned(),
        reporter: text("reporter").to_owned(),
        kind: text("kind").to_owned(),
        text: text("text").to_owned(),
        reliability: text("reliability").parse().ok(),
        about: about(text("about"), text("value"), dictionary).ok()?,
        ..Signal::default()
    })
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
        assert!(set.rules.len() >= 75 && set.rules.iter().filter(|rule| rule.weight < 0).count() >= 8);
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
