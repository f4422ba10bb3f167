//! `rules`: what is wrong with a rule set, whether its examples hold, and what its rules say.

use std::fmt::Write as _;
use std::io::{self, Write};

use anyhow::Result;
use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Value, json};

use super::args::RulesArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline;
use super::tell::Teller;
use crate::diag::{self, Diagnostic, Severity, Sources};
use crate::report::one_line;
use crate::rules::{self, Expect, Rule, RuleSet, RuleSource};
use crate::text::Lang;
use crate::text::cli::CliMsg;
use crate::text::report::Word;
use crate::workbench;

/// Does what was asked with a rule set.
pub(super) fn run(args: &RulesArgs, teller: &Teller) -> Result<Exit> {
    if args.what == "check" {
        return check(args, teller);
    }
    let rules = pipeline::rules(args.path.as_deref(), &[])?;
    let chosen = chosen(&rules.set, &args.rule)?;
    let json = args.format == "json";
    match args.what.as_str() {
        "test" => test(&rules.set, &chosen, json, teller),
        "list" if !json => print(&list(&rules.set, &chosen, teller)),
        "show" if !json => print(&chosen.iter().map(|rule| show(&rules.set, rule, teller.lang)).collect::<String>()),
        _ => {
            let rules: Vec<Value> = chosen.iter().map(|rule| as_json(&rules.set, rule)).collect();
            print(&format!("{}\n", serde_json::to_string_pretty(&rules)?))
        }
    }
}

/// The rules with these ids, or all.
fn chosen<'a>(set: &'a RuleSet, ids: &[String]) -> Result<Vec<&'a Rule>, Fault> {
    if ids.is_empty() {
        return Ok(set.rules.iter().collect());
    }
    let found = ids.iter().map(|id| {
        let known = set.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(id));
        known.ok_or_else(|| {
            let near = set.rules.iter().map(|rule| (strsim::jaro_winkler(&rule.id, &id.to_uppercase()), &rule.id));
            let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.8);
            Fault::from(CliMsg::UnknownRule { id: id.clone(), near: near.map(|(_, id)| id.clone()) })
        })
    });
    found.collect()
}

/// Every mistake and warning, each with its place.
fn check(args: &RulesArgs, teller: &Teller) -> Result<Exit> {
    let source = args.path.as_deref().map_or(RuleSource::Builtin, RuleSource::named);
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

/// The examples that stand beside rules, held against the engine.
fn test(set: &RuleSet, chosen: &[&Rule], json: bool, teller: &Teller) -> Result<Exit> {
    let asked = |id: &str| chosen.iter().any(|rule| rule.id == id);
    let broken: Vec<_> = workbench::run(set).into_iter().filter(|broken| asked(broken.rule)).collect();
    let mut out = String::new();
    let mut rows = Vec::new();
    for broken in &broken {
        let (rule, case) = (broken.rule.to_owned(), broken.case.name.clone());
        let (expected, found) = (word(broken.case.expect), word(broken.found));
        rows.push(json!({ "rule": rule, "example": case, "expected": expected, "found": found }));
        let _ = writeln!(out, "{}", one_line(&CliMsg::Broken { rule, case, expected, found }.say(teller.lang)));
    }
    if json {
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

fn list(set: &RuleSet, chosen: &[&Rule], teller: &Teller) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(teller.terminal.screen.width).force_no_tty();
    table.set_header([Word::Rule, Word::Theme, Word::Weight, Word::Reason].map(|word| word.say(teller.lang)));
    for rule in chosen {
        let title = one_line(rule.title.get(teller.lang));
        table.add_row([rule.id.clone(), rule.theme(set).to_owned(), format!("{:+}", rule.weight), title]);
    }
    format!("{}\n", table.trim_fmt())
}

fn show(set: &RuleSet, rule: &Rule, lang: Lang) -> String {
    let mut out = format!("{} {}\n", rule.id, one_line(rule.title.get(lang)));
    let source = rule.source.join("; ");
    let said = [
        (Word::Theme, rule.theme(set)),
        (Word::Weight, &format!("{:+}", rule.weight)),
        (Word::Why, rule.why.get(lang)),
        (Word::Consider, rule.consider.get(lang)),
        (Word::Ask, rule.ask.get(lang)),
        (Word::Source, &source),
    ];
    for (word, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
        let _ = writeln!(out, "  {}: {}", word.say(lang), one_line(text));
    }
    out.push('\n');
    out
}

fn as_json(set: &RuleSet, rule: &Rule) -> Value {
    let both = |text: &crate::text::Both| json!({ "nl": text.nl, "en": text.en });
    json!({
        "id": rule.id,
        "theme": rule.theme(set),
        "weight": rule.weight,
        "applies_to": rule.applies_to,
        "title": both(&rule.title),
        "why": both(&rule.why),
        "consider": both(&rule.consider),
        "ask": both(&rule.ask),
        "source": rule.source,
        "examples": rule.cases.len(),
    })
}

fn print(text: &str) -> Result<Exit> {
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
