//! `explain`: one application in full.

use std::io::{self, Write};

use anyhow::Result;

use super::args::ExplainArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::tell::Teller;
use super::{pipeline, privacy};
use crate::batch::Row;
use crate::report::{Document, Options, RunInfo};
use crate::text::cli::CliMsg;
use crate::workbench;

/// Screens the batch as `screen` does, and explains the application with this case number.
pub(super) fn run(args: &ExplainArgs, teller: &Teller) -> Result<Exit> {
    let gathered = pipeline::gather(&args.batch, pipeline::rules(args.batch.rules.as_deref(), &[])?)?;
    let (set, batch) = (&gathered.rules.set, &gathered.read.batch);
    let findings = gathered.screen();
    // A case number that occurs twice is explained for each of its rows.
    let rows: Vec<Row> = (0..batch.scored).map(Row).filter(|row| batch.id(*row) == args.id.trim()).collect();
    if rows.is_empty() {
        return Err(Fault::from(CliMsg::UnknownCase { of: batch.scored.into() }).into());
    }
    let options = Options { lang: teller.lang, veil: privacy::veil(&args.privacy)?, ..Options::default() };
    let run = RunInfo::default();
    let document = Document::assemble(set, batch, &findings, &run, &options)?;
    let text: String = rows.into_iter().map(|row| workbench::explain(&document, &findings, row)).collect();
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
