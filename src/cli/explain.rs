//! `explain`: one application in full, for the officer or as a text for the applicant.

use std::io::{self, Write};

use anyhow::Result;

use super::args::{ExplainArgs, ScreenArgs};
use super::exit::Exit;
use super::fault::Fault;
use super::progress::Progress;
use super::run_info::run_info;
use super::tell::Teller;
use super::{pipeline, privacy};
use crate::batch::{Row, ValueId};
use crate::report::{Document, Options};
use crate::text::cli::CliMsg;
use crate::text::sheets::Step;
use crate::workbench::{self, Reader};

/// Screens the batch as `screen` does, and explains the application with this case number.
pub(super) fn run(args: &ExplainArgs, teller: &Teller) -> Result<Exit> {
    let veil = privacy::veil(&args.privacy, args.batch.regime)?;
    if args.reader == "applicant" {
        privacy::to_share("--for applicant", args.batch.regime)?;
    }
    let mut rules = pipeline::rules(args.batch.rules.as_deref(), &[])?;
    // An explanation shows every value, also those that a screening gives back once it has used them.
    let values = rules.set.values.len() as u16;
    rules.set.shown = (0..values).map(ValueId).collect();
    let progress = Progress::start(teller);
    let gathered = pipeline::gather(&args.batch, rules)?;
    let (set, batch) = (&gathered.rules.set, &gathered.read.batch);
    progress.step(Step::Matching);
    let findings = gathered.screen();
    // A case number that occurs twice is explained for each of its rows.
    let rows: Vec<Row> = (0..batch.scored).map(Row).filter(|row| batch.id(*row) == args.id.trim()).collect();
    if rows.is_empty() {
        return Err(Fault::from(CliMsg::UnknownCase { of: batch.scored.into() }).into());
    }
    let options = Options { lang: teller.lang, veil, screen: teller.terminal.screen, ..Options::default() };
    let told = ScreenArgs { batch: args.batch.clone(), privacy: args.privacy.clone(), ..ScreenArgs::default() };
    let run = run_info(&told, &gathered, args.format == "json")?;
    let document = Document::assemble(set, batch, &findings, &run, &options)?;
    let reader = if args.reader == "applicant" { Reader::Applicant } else { Reader::Officer };
    let text = workbench::explain(&document, &findings, &rows, reader, &args.format);
    drop(progress);
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
