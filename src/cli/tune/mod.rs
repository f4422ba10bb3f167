//! `tune`: how the rules of a set do on a batch, and what other thresholds would do. It changes nothing.

mod json;
mod page;

use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::Value;

use super::args::TuneArgs;
use super::control::Key;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline::{self, Gathered};
use super::print;
use super::reader::Reader;
use super::rules::chosen;
use super::run_info;
use super::tell::Teller;
use super::watch;
use crate::intake::{self, Outcomes};
use crate::rules::{Dial, RuleSet};
use crate::text::workbench::WorkMsg;
use crate::workbench::{Labels, Sensitivity, Tuning, tune, vary};

/// What is told of a rule set on a batch.
struct Report<'a> {
    set: &'a RuleSet,
    tuning: Tuning,
    /// The rules to tell of, by their places in the set.
    chosen: Vec<usize>,
    labels: Option<Labels>,
    varied: Option<(usize, Vec<Sensitivity>)>,
    /// What identifies the run, where a machine reads it.
    manifest: Value,
    /// The files of outcomes, in the same way.
    outcome_files: Vec<Value>,
}

/// Measures, and prints what was measured; again after every save where the user asked for it.
pub(super) fn run(args: &TuneArgs, teller: &Teller) -> Result<Exit> {
    let files = || {
        let outcomes = args.outcomes.iter().map(PathBuf::from);
        watch::rule_files(args.batch.rules.as_deref()).into_iter().chain(pipeline::paths(&args.batch)).chain(outcomes)
    };
    watch::run(args.watch, teller, || files().collect(), |reader| once(args, reader, teller))
}

fn once(args: &TuneArgs, reader: &mut Reader, teller: &Teller) -> Result<Exit> {
    let mut gathered = reader.gather(&args.batch, pipeline::rules(args.batch.rules.as_deref(), &[])?)?;
    let places = places(&gathered.rules.set, &args.rule)?;
    let outcomes = outcomes(args, &gathered)?;
    let labels = outcomes.as_ref().map(|outcomes| Labels::of(&gathered.read.batch, outcomes));
    let findings = gathered.screen();
    let tuning = tune(&findings, labels.as_ref());
    let (mut manifest, mut outcome_files) = (Value::Null, Vec::new());
    if args.format == "json" {
        manifest = run_info::manifest(&args.batch, &gathered, &findings)?;
        outcome_files = args.outcomes.iter().map(|file| run_info::digested(Path::new(file))).collect::<Result<_>>()?;
    }
    drop(findings);
    let varied = args.vary.as_deref().map(|name| varied(name, &places, args, &mut gathered, labels.as_ref()));
    let varied = varied.transpose()?;
    let report = Report { set: &gathered.rules.set, tuning, chosen: places, labels, varied, manifest, outcome_files };
    let exit = match args.format.as_str() {
        "json" => print::json(&json::document(&report))?,
        _ => print::print(page::document(&report, &args.format, teller).as_bytes())?,
    };
    if let (Some(outcomes), Some(labels)) = (&outcomes, &report.labels) {
        tell(outcomes, labels, teller);
    }
    Ok(exit)
}

fn places(set: &RuleSet, ids: &[String]) -> Result<Vec<usize>, Fault> {
    let rules = chosen(set, ids)?;
    Ok(rules.iter().filter_map(|rule| set.rules.iter().position(|known| known.id == rule.id)).collect())
}

fn outcomes(args: &TuneArgs, gathered: &Gathered) -> Result<Option<Outcomes>> {
    if args.outcomes.is_empty() {
        return Ok(None);
    }
    let options = pipeline::beside_options(&args.batch.reading)?;
    let mut outcomes = intake::read_outcomes(&args.outcomes, &options, &gathered.rules.dictionary)?;
    for id in Key::drawn(&args.control_key)? {
        outcomes.by_id.entry(id).and_modify(|outcome| outcome.control = true);
    }
    Ok(Some(outcomes))
}

/// Every number of one rule that belongs to the named value, turned through a range.
fn varied(
    name: &str,
    places: &[usize],
    args: &TuneArgs,
    gathered: &mut Gathered,
    labels: Option<&Labels>,
) -> Result<(usize, Vec<Sensitivity>), Fault> {
    let ([place], false) = (places, args.rule.is_empty()) else { return Err(WorkMsg::VaryOneRule.into()) };
    let set = &gathered.rules.set;
    let named = gathered.rules.dictionary.by_name(name).map(|at| gathered.rules.dictionary.field(at).id.as_str());
    let named = named.unwrap_or(name);
    let names = |dial: &Dial| -> Vec<String> {
        dial.values.iter().map(|value| set.values[usize::from(value.0)].name.clone()).collect()
    };
    let dials = set.dials(&set.rules[*place]);
    let meant: Vec<Dial> =
        dials.iter().filter(|dial| names(dial).iter().any(|known| known == named)).cloned().collect();
    if meant.is_empty() {
        let mut known: Vec<String> = dials.iter().flat_map(names).collect();
        known.sort();
        known.dedup();
        let rule = set.rules[*place].id.clone();
        return Err(WorkMsg::NothingToVary { rule, name: name.to_owned(), known }.into());
    }
    let (set, given) = (&mut gathered.rules.set, (&gathered.read.batch, gathered.signals.as_ref()));
    Ok((*place, meant.iter().map(|dial| vary(set, given, *place, dial, labels)).collect()))
}

fn tell(outcomes: &Outcomes, labels: &Labels, teller: &Teller) {
    let usable = labels.known.count() as u64;
    let (unmatched, aside) = (labels.unmatched, outcomes.rejected.len() as u64);
    let counted = WorkMsg::Outcomes { usable, unmatched, aside }.say(teller.lang);
    let rejected = outcomes.rejected.iter().take(if teller.terminal.verbose { usize::MAX } else { 3 });
    let rejected = rejected.map(|(file, row, reason)| format!("{file} {row}: {}", reason.say(teller.lang)));
    teller.remarks(std::iter::once(counted).chain(rejected));
}
