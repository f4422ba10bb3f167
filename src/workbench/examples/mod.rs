//! Runs the examples that stand beside rules: each is a small batch of its own, read by the same parsers
//! and asked by the same engine as a file.

mod coverage;
mod mutants;

pub use coverage::{Covered, Leaf, coverage, percent, totals};
pub use mutants::{Mutants, Survivor, mutants};

use crate::batch::{Batch, Row, Truth, ValueId};
use crate::engine::{self, Fact, Findings, Shown, Total};
use crate::fields::{Cell, Dictionary, KindId, Parser, Raw};
use crate::intake::{Signal, about};
use crate::report::{Document, Options, RunInfo};
use crate::rules::{Case, Expect, Given, RuleSet};
use rayon::prelude::*;

/// An example that was run.
#[derive(Clone, Debug)]
pub struct Outcome<'a> {
    /// The rule, as an index into `RuleSet::rules`.
    pub rule: usize,
    /// The example.
    pub case: &'a Case,
    /// What the rule answers.
    pub found: Expect,
    /// What the hit should show and does not: the name, and what should stand there.
    pub unshown: Vec<(&'a str, Option<&'a str>)>,
    /// Of an example that does not hold: the conditions, each with its answer, as lines.
    pub why: String,
}

impl Outcome<'_> {
    /// Whether the rule does what the example says.
    pub fn holds(&self) -> bool {
        self.found == self.case.expect && self.unshown.is_empty()
    }
}

/// Runs every example of these rules, in their order. The options say how conditions are told.
pub fn run<'a>(set: &'a RuleSet, rules: &[usize], options: &Options) -> Vec<Outcome<'a>> {
    let dictionary = Dictionary::builtin();
    let of_rule = |rule: &usize| -> Vec<Outcome<'a>> {
        set.rules[*rule].cases.iter().map(|case| outcome(set, *rule, case, &dictionary, options)).collect()
    };
    rules.par_iter().map(of_rule).collect::<Vec<_>>().into_iter().flatten().collect()
}

fn outcome<'a>(
    set: &'a RuleSet,
    rule: usize,
    case: &'a Case,
    dictionary: &Dictionary,
    options: &Options,
) -> Outcome<'a> {
    let bench = Bench::of(set, case, dictionary);
    let findings = bench.findings(set);
    let found = expect(findings.rule(rule).get(0));
    let unshown = if case.evidence.is_empty() || found != Expect::Hit {
        case.evidence.iter().map(|(name, text)| (name.as_str(), text.as_deref())).collect()
    } else {
        unshown(set, case, &findings.evidence(rule, Row(0)))
    };
    let mut outcome = Outcome { rule, case, found, unshown, why: String::new() };
    if !outcome.holds() {
        let run = RunInfo::default();
        if let Ok(document) = Document::assemble(set, &bench.batch, &findings, &run, options) {
            outcome.why = super::explain::conditions(&document, &findings, rule, Row(0));
        }
    }
    outcome
}

/// An answer of the engine as rule files have it.
fn expect(truth: Truth) -> Expect {
    match truth {
        Truth::Yes => Expect::Hit,
        Truth::No => Expect::NoHit,
        Truth::Unknown => Expect::NotAssessed,
    }
}

/// The batch of an example, ready to be asked.
struct Bench {
    batch: Batch,
    signals: Option<engine::Signals>,
}

impl Bench {
    fn of(set: &RuleSet, case: &Case, dictionary: &Dictionary) -> Bench {
        let mut batch = engine::batch_of(set, &case.applications);
        engine::derive(set, &mut batch);
        let signals = case.signals.as_ref().map(|given| engine::Signals::new(set, signals(given, dictionary)));
        Bench { batch, signals }
    }

    fn findings<'a>(&'a self, set: &'a RuleSet) -> Findings<'a> {
        engine::ready(set, &self.batch, self.signals.as_ref())
    }
}

/// What the evidence of a hit should show and does not.
fn unshown<'a>(set: &RuleSet, case: &'a Case, facts: &[Fact]) -> Vec<(&'a str, Option<&'a str>)> {
    let seen: Vec<(ValueId, Option<&Shown>)> = facts.iter().flat_map(shows).collect();
    let is_shown = |(name, text): &(&str, Option<&str>)| {
        let wanted = text.map(|text| cell(set, name, text));
        seen.iter().any(|(value, shown)| {
            set.values[usize::from(value.bare().0)].name == *name
                && wanted.as_ref().is_none_or(|wanted| wanted.as_ref() == *shown)
        })
    };
    let asked = case.evidence.iter().map(|(name, text)| (name.as_str(), text.as_deref()));
    asked.filter(|asked| !is_shown(asked)).collect()
}

/// A text as the engine would hold it in this column; the text itself where the value is derived.
fn cell(set: &RuleSet, name: &str, text: &str) -> Option<Shown> {
    let at = set.values.iter().position(|value| value.name == name)?;
    if at < set.derived {
        return Some(Shown::Key(text.to_owned()));
    }
    let mut batch = engine::batch_of(set, &[vec![(name.to_owned(), text.to_owned())]]);
    engine::derive(set, &mut batch);
    Some(Shown::of(&batch.columns[at], Row(0)))
}

/// The values that a fact shows.
fn shows(fact: &Fact) -> Vec<(ValueId, Option<&Shown>)> {
    match fact {
        Fact::Value { value, shown, .. }
        | Fact::Signal { value, shown, .. }
        | Fact::Alike { value, shown, .. }
        | Fact::Outlier { value, shown, .. } => vec![(*value, Some(shown))],
        Fact::Group { key, distinct, total, .. } => {
            let total = match total {
                Some(Total::Sum { value, shown, .. }) => Some((*value, Some(shown))),
                _ => None,
            };
            let key = key.iter().map(|(value, shown)| (*value, Some(shown)));
            key.chain(distinct.map(|value| (value, None))).chain(total).collect()
        }
        Fact::Cluster { keys, distinct, .. } => {
            let keys = keys.iter().map(|(value, shown)| (*value, Some(shown)));
            keys.chain(distinct.map(|value| (value, None))).collect()
        }
    }
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
        department: text("department").into(),
        reporter: text("reporter").into(),
        kind: text("kind").into(),
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

    fn all(set: &RuleSet) -> Vec<usize> {
        (0..set.rules.len()).collect()
    }

    #[test]
    fn the_shipped_rules_answer_their_examples() {
        let set = shipped();
        let said = |broken: &Outcome<'_>| format!("{}: {}", set.rules[broken.rule].id, broken.case.name);
        let outcomes = run(&set, &all(&set), &Options::default());
        let broken: Vec<String> = outcomes.iter().filter(|outcome| !outcome.holds()).map(said).collect();
        assert!(broken.is_empty(), "{broken:#?}");
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
        let outcomes = run(&set, &all(&set), &Options::default());
        let broken: Vec<_> = outcomes.iter().filter(|outcome| !outcome.holds()).collect();
        assert_eq!(broken.len(), 1);
        assert_eq!((broken[0].rule, broken[0].found), (0, Expect::Hit));
        assert!(broken[0].why.contains("[yes]"), "{}", broken[0].why);
    }

    /// What the comment right above a rule says that it implies: `# Implies HIS-04: …`.
    fn implied(rules: &str, id: &str) -> Vec<String> {
        let head = rules.split(&format!("\nid = \"{id}\"\n")).next().unwrap_or_default();
        let comment = head.lines().rev().skip(1).take_while(|line| line.starts_with('#'));
        let said = comment.filter_map(|line| line.strip_prefix("# Implies ")?.split_once(':'));
        said.flat_map(|(ids, _)| ids.split(|c: char| c != '-' && !c.is_alphanumeric())).map(str::to_owned).collect()
    }

    #[test]
    fn a_rule_that_never_hits_alone_says_with_which() {
        let (set, dictionary) = (shipped(), Dictionary::builtin());
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/ondermijning");
        let files = std::fs::read_dir(folder).expect("the rules").map(|entry| entry.expect("an entry").path());
        let files = files.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).expect("rules"));
        let rules: String = files.map(|text| text.replace("\r\n", "\n")).collect();
        let mut wrong = Vec::new();
        for (at, rule) in set.rules.iter().enumerate() {
            let hits = rule.cases.iter().filter(|case| case.expect == Expect::Hit);
            let beside = hits.map(|case| {
                let bench = Bench::of(&set, case, &dictionary);
                let findings = bench.findings(&set);
                let hit = |other: &usize| *other != at && findings.rule(*other).get(0) == Truth::Yes;
                (0..set.rules.len()).filter(hit).map(|other| set.rules[other].id.clone()).collect::<Vec<_>>()
            });
            let beside: Vec<Vec<String>> = beside.collect();
            let said = implied(&rules, &rule.id);
            let never_alone = beside.iter().all(|with| !with.is_empty());
            let as_said = beside.iter().all(|with| with.iter().any(|id| said.contains(id)));
            if never_alone == said.is_empty() || (never_alone && !as_said) {
                wrong.push(format!("{}: says {said:?}, hits with {beside:?}", rule.id));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
