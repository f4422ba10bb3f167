//! `rules`: what is wrong with a rule set, whether its examples hold, and what its rules say. One file per command.

pub(super) mod args;
mod begin;
mod check;
mod export;
mod read;
mod test;

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;

use super::exit::Exit;
use super::fault::Fault;
use super::pipeline;
use super::tell::Teller;
use super::watch;
use crate::rules::{Rule, RuleSet};
use crate::text::cli::CliMsg;
use args::{ChosenArgs, RulesArgs, RulesCommand, SetArgs};

/// Does what was asked with a rule set.
pub(super) fn run(args: &RulesArgs, teller: &Teller) -> Result<Exit> {
    match &args.what {
        RulesCommand::Check(args) => watched(args.watch, &args.set, teller, || check::run(args, teller)),
        RulesCommand::Test(args) => watched(args.watch, &args.chosen.set, teller, || test::run(args, teller)),
        RulesCommand::List(args) => read::list(args, teller),
        RulesCommand::Show(args) => read::show(args, teller),
        RulesCommand::Export(args) => export::run(args, teller),
        RulesCommand::New(args) => begin::new(args, teller),
        RulesCommand::Init(args) => begin::init(args, teller),
        RulesCommand::Schema(args) => begin::schema(args, teller),
    }
}

/// Once, or again after every save of the rule set.
fn watched(watch: bool, set: &SetArgs, teller: &Teller, mut once: impl FnMut() -> Result<Exit>) -> Result<Exit> {
    let files = || watch::rule_files(set.path.as_deref());
    watch::run(watch, teller, files, |_| once())
}

/// A rule set that can be used.
fn open(args: &ChosenArgs) -> Result<RuleSet> {
    Ok(pipeline::rules(args.set.path.as_deref(), &[])?.set)
}

/// The rules with these ids, or all.
pub(super) fn chosen<'a>(set: &'a RuleSet, ids: &[String]) -> Result<Vec<&'a Rule>, Fault> {
    if ids.is_empty() {
        return Ok(set.rules.iter().collect());
    }
    let found = ids.iter().map(|id| {
        let known = set.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(id));
        known.ok_or_else(|| {
            let near = like(&id.to_uppercase(), set.rules.iter().map(|rule| rule.id.as_str()));
            Fault::from(CliMsg::UnknownRule { id: id.clone(), near })
        })
    });
    found.collect()
}

/// The name that is most like a misspelt one, when any is.
pub(super) fn like<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let scored = known.map(|known| (strsim::jaro_winkler(known, name), known));
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1.to_owned())
}

/// Where a result is to be written; `-` means standard output, as without `-o`.
fn output(path: Option<&Path>) -> Option<&Path> {
    path.filter(|path| *path != Path::new("-"))
}

/// A result, on standard output.
fn print(text: &str) -> Result<Exit> {
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
