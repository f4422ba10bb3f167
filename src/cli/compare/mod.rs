//! `compare`: what another rule set would change on the same batch, and what differs between the two sets.

mod json;
mod page;

use anyhow::Result;
use serde_json::Value;

use super::args::CompareArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline::{self, Gathered};
use super::print;
use super::reader::Reader;
use super::run_info::manifest;
use super::tell::Teller;
use super::watch;
use crate::text::workbench::WorkMsg;
use crate::workbench::{Changes, Comparison, compare};

/// Two rule sets on one batch.
struct Report<'a> {
    /// The batch under the set that is now.
    before: &'a Gathered,
    /// The batch under the set that is considered.
    after: &'a Gathered,
    changes: Changes,
    comparison: Comparison,
    /// How many of the applications that move are told of.
    top: usize,
    /// What identifies the run under the set that is considered, where a machine reads it.
    manifest: Value,
}

/// How many applications are told of where the user does not say.
const TOP: usize = 20;

/// Screens the batch with both sets, and prints what differs; again after every save where the user asked for it.
pub(super) fn run(args: &CompareArgs, teller: &Teller) -> Result<Exit> {
    let files = || {
        let rules = [args.batch.rules.as_deref(), Some(args.against.as_str())].into_iter().flat_map(watch::rule_files);
        rules.chain(pipeline::paths(&args.batch)).collect()
    };
    watch::run(args.watch, teller, files, |reader| once(args, reader, teller))
}

fn once(args: &CompareArgs, reader: &mut Reader, teller: &Teller) -> Result<Exit> {
    let before = reader.gather(&args.batch, pipeline::rules(Some(&args.against), &[])?)?;
    let after = reader.gather(&args.batch, pipeline::rules(args.batch.rules.as_deref(), &[])?)?;
    let changes = Changes::between(&before.rules.set, &after.rules.set);
    let findings = after.screen();
    let Some(comparison) = compare(&before.screen(), &findings) else {
        return Err(Fault::from(WorkMsg::OtherApplications).into());
    };
    let top = if args.all { usize::MAX } else { args.top.unwrap_or(TOP) };
    let manifest = if args.format == "json" { manifest(&args.batch, &after, &findings)? } else { Value::Null };
    let report = Report { before: &before, after: &after, changes, comparison, top, manifest };
    match args.format.as_str() {
        "json" => print::json(&json::document(&report)),
        format => print::print(page::document(&report, format, teller).as_bytes()),
    }
}
