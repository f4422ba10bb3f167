//! What is said about a run, on standard error: a few lines, so that standard output holds results only.

use std::io::IsTerminal;
use std::path::Path;

use serde_json::{Value, json};

use super::fault;
use super::log::{Log, code_of};
use super::pipeline::Gathered;
use super::terminal::Terminal;
use crate::diag::{Diagnostic, Sources, render};
use crate::engine::Findings;
use crate::report::save::Target;
use crate::report::{Document, Role, formats, network, one_line, wrap};
use crate::text::Lang;
use crate::text::cli::CliMsg;
use crate::text::night::NightMsg;

/// How many columns with unreadable cells are named.
const COLUMNS: usize = 3;

/// Remarks about reading that are told without `--verbose`.
const NOTES: usize = 2;

/// Says things about the run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Teller {
    /// Where and how much.
    pub(super) terminal: Terminal,
    /// In which language.
    pub(super) lang: Lang,
    /// Where events go instead of sentences.
    pub(super) log: Option<Log>,
}

impl Teller {
    /// A mistake: always said.
    pub(super) fn mistake(&self, error: &anyhow::Error) {
        match self.log {
            Some(log) => fault::log(error, log),
            None => anstream::eprintln!("{}", fault::say(error, self.lang, self.terminal.colour).trim_end()),
        }
    }

    /// Lines about the run: an event with what they count, or sentences for who did not ask for quiet.
    fn told(&self, event: &str, counts: impl FnOnce() -> Value, lines: impl FnOnce() -> Vec<String>) {
        match self.log {
            Some(log) => log.event(event, counts()),
            None if self.terminal.quiet => {}
            None => lines().iter().for_each(|line| anstream::eprintln!("{}", self.fitted(&one_line(line)))),
        }
    }

    /// A sentence in lines that fit the screen; in one where no screen is.
    fn fitted(&self, line: &str) -> String {
        self.terminal.messages.map_or_else(|| line.to_owned(), |width| wrap(line, width.into(), "", "  "))
    }

    /// Makes room for a new result: an empty screen, or an empty line where there is no screen.
    pub(super) fn clear(&self) {
        if std::io::stdout().is_terminal() {
            anstream::print!("\x1b[2J\x1b[3J\x1b[H");
        } else {
            println!();
        }
    }

    /// The warnings of a rule set, for who wants to hear everything.
    pub(super) fn rules(&self, (sources, warnings): &(Sources, Vec<Diagnostic>)) {
        if let Some(log) = self.log {
            log.event("rules", json!({ "warnings": warnings.len() }));
        } else if self.terminal.verbose && !warnings.is_empty() {
            anstream::eprintln!("{}", render(sources, warnings, self.lang, self.terminal.colour).trim_end());
        }
    }

    /// The counts, the remarks, and what a reader should know before trusting the result.
    pub(super) fn run(&self, document: &Document<'_>, targets: &[Target]) {
        match self.log {
            Some(log) if document.run.rejected_rows() > 0 => log.warning("screened", counts(document)),
            _ => self.told("screened", || counts(document), || self.lines(document)),
        }
        targets.iter().for_each(|target| self.wrote(&target.named));
    }

    /// Lines about the run.
    pub(super) fn remarks(&self, lines: impl Iterator<Item = String>) {
        let lines: Vec<String> = lines.collect();
        let count = lines.len();
        if count > 0 {
            self.told("remarks", || json!({ "count": count }), || lines);
        }
    }

    /// A file that was written.
    pub(super) fn wrote(&self, path: &Path) {
        let bytes = || std::fs::metadata(path).map_or(0, |file| file.len());
        let said = || vec![CliMsg::Wrote { path: path.display().to_string() }.say(self.lang)];
        self.told("written", || json!({ "bytes": bytes(), "format": format_of(path) }), said);
    }

    /// What is worth telling of the files of signals.
    pub(super) fn of_signals(&self, gathered: &Gathered) {
        self.remarks(gathered.signal_notes.iter().map(|(file, note)| format!("{file}: {}", note.say(self.lang))));
    }

    /// What became of colleagues' signals.
    pub(super) fn signals(&self, gathered: &Gathered, findings: &Findings<'_>) {
        let Some(signals) = gathered.signals.as_ref() else { return };
        let matched = findings.signals_matched().into_iter().filter(|matched| *matched).count() as u64;
        let (usable, aside) = (signals.seen.len() as u64, gathered.signals_aside.len() as u64);
        let counts = || json!({ "usable": usable, "matched": matched, "aside": aside });
        self.told("signals", counts, || vec![CliMsg::Signals { usable, matched, aside }.say(self.lang)]);
    }

    /// Where names were not all compared.
    pub(super) fn names(&self, findings: &Findings<'_>) {
        let times = findings.names_cut();
        if times > 0 {
            let said = || vec![CliMsg::NamesCut { times }.say(self.lang)];
            self.told("names-not-compared", || json!({ "times": times }), said);
        }
    }

    fn lines(&self, document: &Document<'_>) -> Vec<String> {
        let run = document.run;
        let notes = if self.terminal.verbose { run.notes.len() } else { NOTES.min(run.notes.len()) };
        let mut lines: Vec<String> = run.notes.iter().take(notes).map(|note| note.get(self.lang).to_owned()).collect();
        let mut say = |msg: CliMsg| lines.push(msg.say(self.lang));
        if notes < run.notes.len() {
            say(CliMsg::MoreNotes { count: run.notes.len() - notes });
        }
        if !run.invalid.is_empty() {
            let columns =
                run.invalid.iter().take(COLUMNS).map(|column| (column.header.clone(), column.count)).collect();
            say(CliMsg::InvalidCells { columns, more: run.invalid.len().saturating_sub(COLUMNS) });
        }
        if !run.duplicates.is_empty() {
            say(CliMsg::Repeated { count: run.repeated });
        }
        let (assessed, of) = (document.summary().rules_assessed(), document.set.rules.len());
        let columns = document.absent_columns();
        if assessed < of && !columns.is_empty() {
            say(CliMsg::RulesAssessed { assessed, of, columns });
        }
        if run.rule_warnings > 0 {
            say(CliMsg::RuleWarnings { count: run.rule_warnings });
        }
        if document.changes.is_some() {
            lines.extend(document.say_since());
        }
        if let Some(decisions) = document.decisions {
            let (valid, expired) = (decisions.valid, decisions.expired);
            lines.push(NightMsg::Decisions { valid, expired }.say(self.lang));
        }
        let mut say = |msg: CliMsg| lines.push(msg.say(self.lang));
        let (batch, history) = (run.batch(), run.history());
        if run.inputs.iter().any(|input| input.role == Role::History) {
            say(CliMsg::History { read: history.read, linked: history.screened, aside: history.rejected });
        }
        say(CliMsg::Counts { read: batch.read, screened: batch.screened, aside: batch.rejected });
        lines
    }
}

/// The format of a file, by its ending; a name of a file tells too much.
fn format_of(path: &Path) -> &'static str {
    let known = formats::for_path(path, formats::FORMATS).or_else(|| formats::for_path(path, network::FORMATS));
    let toml = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    known.map_or(if toml { "toml" } else { "other" }, |format| format.name)
}

/// What a screening counted: of each input, of the cells that could not be read, of the bands and the rules.
fn counts(document: &Document<'_>) -> Value {
    let run = document.run;
    let inputs = run.inputs.iter().map(|input| {
        let role = code_of(&input.role);
        json!({ "role": role, "read": input.rows_read, "screened": input.screened, "rejected": input.rejected })
    });
    let unreadable: u64 = run.invalid.iter().map(|column| column.count).sum();
    let summary = document.summary();
    let bands = document.set.scoring.bands.iter().zip(&summary.bands);
    let bands = bands.map(|(band, count)| (band.id.clone(), Value::from(*count)));
    json!({
        "inputs": inputs.collect::<Value>(),
        "unreadable_cells": unreadable,
        "repeated": run.repeated,
        "bands": bands.collect::<Value>(),
        "rules": document.set.rules.len(),
        "rules_assessed": summary.rules_assessed(),
        "remarks": run.notes.len(),
    })
}
