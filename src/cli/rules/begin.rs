//! `rules new`, `rules init` and `rules schema`: the beginning of a rule, of a rule set, and what an editor checks
//! them by. What an author has written is never written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{InitArgs, NewArgs, SchemaArgs};
use super::{output, print};
use crate::cli::exit::Exit;
use crate::cli::fault::Fault;
use crate::cli::pipeline;
use crate::cli::run_info::iso;
use crate::cli::tell::Teller;
use crate::fields::day::Duration;
use crate::report::{ReportError, save};
use crate::rules::{self, RuleSet};
use crate::text::Lang;
use crate::text::advisor::AdvisorMsg;
use crate::text::report::ReportMsg;
use crate::text::scaffold::{self, Dates};

/// The usual name of the schema.
const SCHEMA: &str = "schema.json";

/// The beginning of a rule, with its examples.
pub(super) fn new(args: &NewArgs, teller: &Teller) -> Result<Exit> {
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !args.id.starts_with(|c: char| c.is_ascii_alphabetic()) || !args.id.chars().all(letters) {
        return Err(Fault::from(AdvisorMsg::BadId { id: args.id.clone() }).into());
    }
    let set = pipeline::rules(args.set.path.as_deref(), &[])?.set;
    if let Some(known) = set.rules.iter().find(|rule| rule.id.eq_ignore_ascii_case(&args.id)) {
        let (id, free) = (known.id.clone(), free_beside(&set, &known.id, teller.lang)?);
        return Err(Fault::from(AdvisorMsg::IdTaken { id, free }).into());
    }
    let path = destination(args.output.as_deref(), &format!("{}.toml", args.id), ".toml")?;
    if let Some(path) = path.as_ref().filter(|path| path.exists()) {
        return Err(Fault::from(AdvisorMsg::Exists { path: path.display().to_string() }).into());
    }
    let text = scaffold::rule(teller.lang, &args.id, &theme_of(&set, &args.id), &dates());
    write(path, text, teller)
}

/// The beginning of a rule set that extends the built-in one, in a folder of its own.
pub(super) fn init(args: &InitArgs, teller: &Teller) -> Result<Exit> {
    let folder = &args.folder;
    let cannot = |error: std::io::Error| {
        let (path, why) = (folder.display().to_string(), error.to_string());
        ReportError::from(ReportMsg::CannotWrite { path, why })
    };
    if folder.is_file() {
        return Err(Fault::from(AdvisorMsg::NoFolder { path: folder.display().to_string() }).into());
    }
    if folder.is_dir() && holds_something(folder).map_err(cannot)? {
        return Err(Fault::from(AdvisorMsg::NotEmpty { path: folder.display().to_string() }).into());
    }
    std::fs::create_dir_all(folder).map_err(cannot)?;
    let files = vec![
        (
            folder.join(scaffold::set_file(teller.lang)),
            scaffold::set(teller.lang, &name_of(folder, teller.lang), &dates()),
        ),
        (folder.join(SCHEMA), schema_text(teller.lang)),
    ];
    save::write_texts(&files)?;
    files.iter().for_each(|(path, _)| teller.wrote(path));
    Ok(Exit::Done)
}

/// The rule language as a JSON Schema.
pub(super) fn schema(args: &SchemaArgs, teller: &Teller) -> Result<Exit> {
    // It is made anew for every version of the program: nobody edits what has this ending.
    write(destination(args.output.as_deref(), SCHEMA, ".json")?, schema_text(teller.lang), teller)
}

fn schema_text(lang: Lang) -> String {
    format!("{:#}\n", rules::schema(lang))
}

/// The file that is meant: the one with this ending, or the one with the usual name in a folder; none for standard
/// output.
fn destination(path: Option<&Path>, usual: &str, ending: &'static str) -> Result<Option<PathBuf>, ReportError> {
    let Some(path) = output(path) else { return Ok(None) };
    if path.is_dir() {
        return Ok(Some(path.join(usual)));
    }
    if !path.to_string_lossy().to_lowercase().ends_with(ending) {
        let (path, endings) = (path.display().to_string(), vec![ending]);
        return Err(ReportMsg::UnknownEnding { path, endings }.into());
    }
    Ok(Some(path.to_owned()))
}

fn write(path: Option<PathBuf>, text: String, teller: &Teller) -> Result<Exit> {
    let Some(path) = path else { return print(&text) };
    save::write_texts(&[(path.clone(), text)])?;
    teller.wrote(&path);
    Ok(Exit::Done)
}

/// Whether there is anything in a folder besides hidden entries, as those of version control.
fn holds_something(folder: &Path) -> std::io::Result<bool> {
    for entry in std::fs::read_dir(folder)? {
        if !entry?.file_name().to_string_lossy().starts_with('.') {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Today, and a year from now.
fn dates() -> Dates {
    let today = pipeline::today();
    Dates { added: iso(today), review_by: iso(Duration::Months(12).after(today)) }
}

/// The name of a folder, without what a text in a rule file cannot hold; where nothing is left, a usual one.
fn name_of(folder: &Path, lang: Lang) -> String {
    let name = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = name.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let name: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    if name.trim().is_empty() { scaffold::usual_name(lang).to_owned() } else { name }
}

/// What stands before the number of an id: `FIN-` of `FIN-03`.
fn prefix(id: &str) -> &str {
    id.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The theme of most rules whose ids begin alike; else what the id begins with.
fn theme_of(set: &RuleSet, id: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in set.rules.iter().filter(|rule| prefix(&rule.id).eq_ignore_ascii_case(prefix(id))) {
        *counts.entry(rule.theme(set)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(theme, _)| theme.to_owned());
    most.unwrap_or_else(|| prefix(id).trim_end_matches(['-', '_']).to_lowercase())
}

/// An id in place of a taken one. Who takes the letters of a built-in rule may find the number taken in a later version:
/// instead of those, letters of one's own.
fn free_beside(set: &RuleSet, taken: &str, lang: Lang) -> Result<String> {
    let built_in = pipeline::rules(None, &[])?.set.rules.iter().any(|rule| rule.id == taken);
    let prefix = if built_in { scaffold::own_letters(lang) } else { prefix(taken) };
    let numbers = set.rules.iter().filter_map(|rule| rule.id.strip_prefix(prefix)?.parse::<u32>().ok());
    // A set that is begun here has the first one.
    Ok(format!("{prefix}{:02}", numbers.max().unwrap_or(1).saturating_add(1)))
}
