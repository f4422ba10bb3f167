//! `rules test`: the examples that stand beside rules, held against the engine.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::json;

use super::args::TestArgs;
use super::{chosen, open, print};
use crate::cli::exit::Exit;
use crate::cli::tell::Teller;
use crate::report::one_line;
use crate::rules::Expect;
use crate::text::cli::CliMsg;
use crate::workbench;

/// Runs the examples.
pub(super) fn run(args: &TestArgs, teller: &Teller) -> Result<Exit> {
    let set = open(&args.chosen)?;
    let chosen = chosen(&set, &args.chosen.rule)?;
    let asked = |id: &str| chosen.iter().any(|rule| rule.id == id);
    let broken: Vec<_> = workbench::run(&set).into_iter().filter(|broken| asked(broken.rule)).collect();
    let mut out = String::new();
    let mut rows = Vec::new();
    for broken in &broken {
        let (rule, case) = (broken.rule.to_owned(), broken.case.name.clone());
        let (expected, found) = (word(broken.case.expect), word(broken.found));
        rows.push(json!({ "rule": rule, "example": case, "expected": expected, "found": found }));
        let _ = writeln!(out, "{}", one_line(&CliMsg::Broken { rule, case, expected, found }.say(teller.lang)));
    }
    if args.format == "json" {
        out = format!("{}\n", serde_json::to_string_pretty(&rows)?);
    }
    print(&out)?;
    if !teller.terminal.quiet {
        let cases = chosen.iter().map(|rule| rule.cases.len()).sum();
        anstream::eprintln!("{}", CliMsg::Tested { cases, broken: broken.len() }.say(teller.lang));
    }
    Ok(Exit::of(false, !broken.is_empty()))
}

/// An answer as rule files write it.
fn word(answer: Expect) -> &'static str {
    match answer {
        Expect::Hit => "hit",
        Expect::NoHit => "no_hit",
        Expect::NotAssessed => "not_assessed",
    }
}
