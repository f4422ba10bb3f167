//! `rules check`: every mistake and warning, each with its place.

use anyhow::Result;
use serde_json::{Value, json};

use super::args::CheckArgs;
use super::print;
use crate::cli::exit::Exit;
use crate::cli::fault::Fault;
use crate::cli::tell::Teller;
use crate::diag::{self, Diagnostic, Severity, Sources};
use crate::rules::{self, RuleSource};
use crate::text::Lang;
use crate::text::cli::CliMsg;

/// Checks a rule set.
pub(super) fn run(args: &CheckArgs, teller: &Teller) -> Result<Exit> {
    let source = args.set.path.as_deref().map_or(RuleSource::Builtin, RuleSource::named);
    let mut sources = Sources::default();
    let compiled = rules::load(&source, &mut sources, &[])
        .map_err(|error| Fault::from(CliMsg::CannotOpenRules { path: error.path, said: error.said }))?;
    let found = compiled.diagnostics;
    let errors = found.iter().filter(|found| found.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    if args.format == "json" {
        let found: Vec<Value> = found.iter().map(|found| place(found, &sources, teller.lang)).collect();
        print(&format!("{}\n", serde_json::to_string_pretty(&found)?))?;
    } else {
        print(&diag::render(&sources, &found, teller.lang, teller.terminal.colour))?;
    }
    if !teller.terminal.quiet {
        let rules = compiled.set.map_or(0, |set| set.rules.len());
        anstream::eprintln!("{}", CliMsg::Checked { rules, errors, warnings }.say(teller.lang));
    }
    Ok(Exit::of(false, errors > 0 || (args.strict && warnings > 0)))
}

fn place(found: &Diagnostic, sources: &Sources, lang: Lang) -> Value {
    let (line, column) = sources.place(found.span);
    json!({
        "code": found.message.code(),
        "severity": if found.severity == Severity::Error { "error" } else { "warning" },
        "file": sources.name(found.span.file),
        "line": line,
        "column": column,
        "message": found.message.say(lang),
        "help": found.message.help(lang),
    })
}
