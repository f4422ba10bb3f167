//! `rules test`: the examples that stand beside rules, held against the engine; which answers they give; and
//! what could change in a rule without any of them noticing.

mod json;
mod junit;
mod page;

use anyhow::Result;

use super::args::TestArgs;
use super::{chosen, print};
use crate::cli::exit::Exit;
use crate::cli::pipeline;
use crate::cli::tell::Teller;
use crate::diag::{Sources, Span};
use crate::report::{Options, one_line};
use crate::rules::RuleSet;
use crate::text::Lang;
use crate::text::cli::CliMsg;
use crate::text::examples::TestMsg;
use crate::workbench::{self, Covered, Mutants, Outcome};

/// Runs the examples.
pub(super) fn run(args: &TestArgs, teller: &Teller) -> Result<Exit> {
    let mut rules = pipeline::rules(args.chosen.set.path.as_deref(), &[])?;
    let chosen = chosen(&rules.set, &args.chosen.rule)?;
    let chosen: Vec<usize> =
        (0..rules.set.rules.len()).filter(|at| chosen.iter().any(|rule| rule.id == rules.set.rules[*at].id)).collect();
    let mutants = args.mutate.then(|| workbench::mutants(&mut rules.set, &chosen, teller.lang));
    let options = Options { lang: teller.lang, screen: teller.terminal.screen, ..Options::default() };
    let asked = args.coverage || args.min_coverage.is_some();
    let result = Tested {
        set: &rules.set,
        sources: &rules.warnings.0,
        lang: teller.lang,
        outcomes: workbench::run(&rules.set, &chosen, &options),
        coverage: asked.then(|| workbench::coverage(&rules.set, &chosen)),
        mutants,
    };
    print(&match args.format.as_str() {
        "json" => json::document(&result),
        "junit" => junit::document(&result),
        _ => page::document(&result, args.coverage),
    })?;
    let low = result.below(args.min_coverage);
    teller.remarks(result.told(low).into_iter());
    let unnoticed = args.strict && result.mutants.as_ref().is_some_and(|mutants| !mutants.survivors.is_empty());
    Ok(Exit::of(false, result.broken().next().is_some() || low.is_some() || unnoticed))
}

/// What came of a test.
struct Tested<'a> {
    set: &'a RuleSet,
    sources: &'a Sources,
    lang: Lang,
    outcomes: Vec<Outcome<'a>>,
    coverage: Option<Vec<Covered>>,
    mutants: Option<Mutants>,
}

impl Tested<'_> {
    /// The examples that do not hold.
    fn broken(&self) -> impl Iterator<Item = &Outcome<'_>> {
        self.outcomes.iter().filter(|outcome| !outcome.holds())
    }

    fn id(&self, rule: usize) -> &str {
        &self.set.rules[rule].id
    }

    /// The file and the line of a place.
    fn place(&self, span: Span) -> (&str, usize) {
        (self.sources.name(span.file), self.sources.place(span).0)
    }

    /// Where a condition stands.
    fn place_of(&self, node: crate::rules::NodeId) -> (&str, usize) {
        self.set.places.get(node.0 as usize).map_or(("", 0), |span| self.place(*span))
    }

    /// The percentage that was asked for, where the coverage is below it.
    fn below(&self, least: Option<u32>) -> Option<u32> {
        least.filter(|least| self.coverage.as_ref().is_some_and(|covered| workbench::percent(covered) < *least))
    }

    /// What went wrong with an example, in one line.
    fn fault(&self, outcome: &Outcome<'_>) -> String {
        let (rule, case) = (self.id(outcome.rule).to_owned(), outcome.case.name.clone());
        let (expected, found) = (outcome.case.expect.word(), outcome.found.word());
        let mut said = CliMsg::Broken { rule, case, expected, found }.say(self.lang);
        if expected == found {
            let names = unshown(outcome);
            said = format!("{said}; {}", TestMsg::NotShown { names }.say(self.lang));
        }
        one_line(&said)
    }

    /// The counts, for standard error.
    fn told(&self, low: Option<u32>) -> Vec<String> {
        let tested = CliMsg::Tested { cases: self.outcomes.len(), broken: self.broken().count() };
        let mut said = vec![tested.say(self.lang)];
        if let Some(covered) = &self.coverage {
            let (given, of) = workbench::totals(covered);
            said.push(TestMsg::Coverage { percent: workbench::percent(covered), given, of }.say(self.lang));
        }
        said.extend(low.map(|least| TestMsg::BelowLeast { least }.say(self.lang)));
        if let Some(Mutants { tried, survivors }) = &self.mutants {
            said.push(TestMsg::Mutants { tried: *tried, unnoticed: survivors.len() }.say(self.lang));
        }
        said
    }
}

/// What a hit should show and does not, as an author writes it.
fn unshown(outcome: &Outcome<'_>) -> Vec<String> {
    let said = |(name, text): &(&str, Option<&str>)| match text {
        Some(text) => format!("{name} = \"{text}\""),
        None => (*name).to_owned(),
    };
    outcome.unshown.iter().map(said).collect()
}
