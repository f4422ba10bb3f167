//! `rules check`: every mistake and warning, each with its place; what a code means; and mending what is beyond doubt.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};

use super::args::CheckArgs;
use super::{like, print};
use crate::cli::exit::Exit;
use crate::cli::fault::Fault;
use crate::cli::tell::Teller;
use crate::cli::{choices, pipeline};
use crate::diag::{self, Diagnostic, Severity, Sources};
use crate::report::save;
use crate::rules::{self, Edit, RuleSource};
use crate::text::advisor::AdvisorMsg;
use crate::text::cli::CliMsg;
use crate::text::{Lang, codes};
use crate::workbench;

/// Checks a rule set.
pub(super) fn run(args: &CheckArgs, teller: &Teller) -> Result<Exit> {
    if let Some(code) = &args.explain {
        return explain(code, teller.lang);
    }
    let source = args.set.path.as_deref().map_or(RuleSource::Builtin, RuleSource::named);
    let as_of = args.as_of.as_deref().map(|day| choices::date("--as-of", day)).transpose()?;
    let as_of = as_of.unwrap_or_else(pipeline::today);
    let mut looked = look(&source, as_of)?;
    let mut fixed = 0;
    if args.fix {
        fixed = mend(&looked)?;
        if fixed > 0 {
            looked = look(&source, as_of)?;
        }
    }
    let Looked { sources, found, .. } = &looked;
    match args.format.as_str() {
        "json" => {
            let found: Vec<Value> = found.iter().map(|found| place(found, sources, teller.lang)).collect();
            print(&format!("{:#}\n", Value::from(found)))?;
        }
        "sarif" => {
            print(&format!("{:#}\n", workbench::sarif(sources, found, teller.lang)))?;
        }
        _ => {
            print(&diag::render(sources, found, teller.lang, teller.terminal.colour))?;
        }
    }
    tell(&looked, fixed, teller);
    let errors = looked.errors();
    Ok(Exit::of(false, errors > 0 || (args.strict && looked.found.len() > errors)))
}

/// A rule set that was looked at.
struct Looked {
    sources: Sources,
    found: Vec<Diagnostic>,
    rules: usize,
}

impl Looked {
    fn errors(&self) -> usize {
        self.found.iter().filter(|found| found.severity == Severity::Error).count()
    }

    /// The edits that mend what is beyond doubt, in files on disk.
    fn edits(&self) -> Vec<Edit> {
        let edits = self.found.iter().filter_map(|found| rules::edit(found, &self.sources));
        let mut edits: Vec<Edit> = edits.filter(|edit| self.path(edit.span.file).is_file()).collect();
        edits.dedup();
        edits
    }

    fn path(&self, file: u32) -> PathBuf {
        PathBuf::from(self.sources.name(file))
    }
}

fn look(source: &RuleSource, as_of: i32) -> Result<Looked> {
    let mut sources = Sources::default();
    let compiled = rules::check(source, &mut sources, as_of)
        .map_err(|error| Fault::from(CliMsg::CannotOpenRules { path: error.path, said: error.said }))?;
    let rules = compiled.set.map_or(0, |set| set.rules.len());
    Ok(Looked { sources, found: compiled.diagnostics, rules })
}

/// Mends the files, all of them or none; returns how many places were mended.
fn mend(looked: &Looked) -> Result<usize> {
    let edits = looked.edits();
    let mut touched: Vec<u32> = edits.iter().map(|edit| edit.span.file).collect();
    touched.sort_unstable();
    touched.dedup();
    let mut files = Vec::new();
    for file in touched {
        let own: Vec<Edit> = edits.iter().filter(|edit| edit.span.file == file).cloned().collect();
        let path = looked.path(file);
        // The text was read without the mark that some editors put before it.
        let mark = if std::fs::read(&path)?.starts_with(b"\xef\xbb\xbf") { "\u{feff}" } else { "" };
        files.push((path, format!("{mark}{}", rules::applied(looked.sources.text(file), &own))));
    }
    save::write_texts(&files)?;
    Ok(edits.len())
}

fn tell(looked: &Looked, fixed: usize, teller: &Teller) {
    let (errors, fixable) = (looked.errors(), looked.edits().len());
    let warnings = looked.found.len() - errors;
    let mut said = vec![CliMsg::Checked { rules: looked.rules, errors, warnings }.say(teller.lang)];
    if fixed > 0 {
        said.push(AdvisorMsg::Fixed { count: fixed }.say(teller.lang));
    }
    if fixable > 0 {
        said.push(AdvisorMsg::Fixable { count: fixable }.say(teller.lang));
    }
    if let Some(first) = looked.found.first() {
        said.push(AdvisorMsg::MoreAbout { code: first.message.code() }.say(teller.lang));
    }
    teller.remarks(said.into_iter());
}

/// What a code means, or every code with the first sentence about it.
fn explain(code: &str, lang: Lang) -> Result<Exit> {
    let mut out = String::new();
    if code.is_empty() {
        for code in codes::all() {
            let about = code.about(lang);
            let first = about.split_inclusive(". ").next().unwrap_or(about).trim_end();
            let _ = writeln!(out, "{:28} {first}", code.code);
        }
        return print(&out);
    }
    match codes::all().find(|known| known.code == code.to_lowercase()) {
        Some(code) => print(&code.page(lang)),
        None => {
            let near = like(code, codes::all().map(|code| code.code));
            Err(Fault::from(AdvisorMsg::UnknownCode { code: code.to_owned(), near }).into())
        }
    }
}

fn place(found: &Diagnostic, sources: &Sources, lang: Lang) -> Value {
    let ((line, column), (end_line, end_column)) = (sources.place(found.span), sources.end(found.span));
    json!({
        "code": found.message.code(),
        "severity": if found.severity == Severity::Error { "error" } else { "warning" },
        "file": sources.name(found.span.file),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "message": found.message.say(lang),
        "help": found.message.help(lang),
        "fix": rules::edit(found, sources).map(|edit| edit.text),
    })
}
