//! `explain`: one application in full.

use std::io::{self, Write};

use anyhow::Result;

use super::args::{ExplainArgs, ScreenArgs};
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline;
use super::tell::Teller;
use crate::batch::Row;
use crate::engine;
use crate::report::{Document, Options, RunInfo};
use crate::text::cli::CliMsg;
use crate::workbench;

/// Screens the batch as `screen` does, and explains the application with this case number.
pub(super) fn run(args: &ExplainArgs, teller: &Teller) -> Result<Exit> {
    let screen = ScreenArgs {
        reading: args.reading.clone(),
        rules: args.rules.clone(),
        join: args.join.clone(),
        history: args.history.clone(),
        signals: args.signals.clone(),
        as_of: args.as_of.clone(),
        ..ScreenArgs::default()
    };
    let rules = pipeline::rules(args.rules.as_deref(), &[])?;
    let mut read = pipeline::read(&screen, &rules)?;
    let heard = pipeline::signals(&screen, &rules)?;
    engine::derive(&rules.set, &mut read.batch);
    let signals = heard.map(|heard| engine::Signals::new(&rules.set, heard.usable));
    let findings = engine::screen(&rules.set, &read.batch, signals.as_ref());
    let scored = read.batch.scored;
    // A case number that occurs twice is explained for each of its rows.
    let rows: Vec<Row> = (0..scored).map(Row).filter(|row| read.batch.id(*row) == args.id.trim()).collect();
    if rows.is_empty() {
        return Err(Fault::from(CliMsg::UnknownCase { of: scored.into() }).into());
    }
    let options = Options { lang: teller.lang, redact: args.redact, ..Options::default() };
    let run = RunInfo::default();
    let document = Document::assemble(&rules.set, &read.batch, &findings, &run, &options)?;
    let text: String = rows.into_iter().map(|row| workbench::explain(&document, &findings, row)).collect();
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
