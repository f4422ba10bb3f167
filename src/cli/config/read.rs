//! From the text of the file to settings, and every mistake in it with its place.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::{Asked, Config, FILE, OF, Setting, is_path, is_switch, name, options};
use crate::cli::args::Cli;
use crate::cli::fault::Fault;
use crate::cli::rules::like;
use crate::diag::{Diagnostic, Entry, Item, Table, Value};
use crate::text::config::ConfigMsg;
use crate::text::rules::RuleMsg;

/// Under which key the profiles stand.
const PROFILES: &str = "profile";

pub(super) fn find(asked: &Asked) -> Result<Config, Fault> {
    let path = asked.config.clone().or_else(|| Path::new(FILE).is_file().then(|| FILE.into()));
    let Some(path) = path else {
        return match &asked.profile {
            Some(name) => Err(ConfigMsg::ProfileWithoutFile { name: name.clone() }.into()),
            None => Ok(Config::default()),
        };
    };
    let said = path.display().to_string();
    let text = std::fs::read_to_string(&path)
        .map_err(|error| ConfigMsg::CannotRead { path: said.clone(), why: error.to_string() })?;
    let mut config = Config { profile: asked.profile.clone(), ..Config::default() };
    // An editor of Windows may put a mark in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = Reader { root: &asked.root, folder: path.parent().unwrap_or(Path::new("")), found: Vec::new() };
    let known: Vec<String> = options(reader.root).iter().map(|arg| name(arg)).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).chain([PROFILES]).collect();
    let (_, table) = Table::of_file(&mut config.sources, said.clone(), text, &known, &mut reader.found);
    let profiles = table.claim(PROFILES);
    config.settings = reader.settings(&table, false);
    let mut names = Vec::new();
    let profiles = profiles.map(|entry| reader.tables(entry)).unwrap_or_default();
    for entry in profiles {
        names.push(entry.key.clone());
        let own = entry.item.table().map(|table| reader.settings(table, true)).unwrap_or_default();
        if asked.profile.as_deref() == Some(entry.key.as_str()) {
            config.settings.extend(own);
        }
    }
    if !reader.found.is_empty() {
        let found = std::mem::take(&mut reader.found);
        return Err(config.wrong(found));
    }
    if let Some(name) = asked.profile.as_ref().filter(|name| !names.contains(name)) {
        let near = like(name, names.iter().map(String::as_str));
        return Err(ConfigMsg::NoProfile { name: name.clone(), path: said, near, known: names }.into());
    }
    config.path = Some(path);
    Ok(config)
}

struct Reader<'a> {
    root: &'a Command,
    /// Where relative paths of the file start.
    folder: &'a Path,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The tables of a table of tables.
    fn tables<'t>(&mut self, entry: &'t Entry) -> Vec<&'t Entry> {
        let wrong = |span| Diagnostic::error(span, RuleMsg::WrongType { expected: ["een tabel", "a table"] });
        let Some(table) = entry.item.table() else {
            self.found.push(wrong(entry.item.span));
            return Vec::new();
        };
        let (right, other) = table.entries.iter().partition(|entry| entry.item.table().is_some());
        let other: Vec<&Entry> = other;
        self.found.extend(other.iter().map(|entry| wrong(entry.item.span)));
        right
    }

    fn settings(&mut self, table: &Table, of_profile: bool) -> Vec<Setting> {
        let known = options(self.root);
        let mut settings = Vec::new();
        for entry in table.unclaimed() {
            let Some(arg) = known.iter().find(|arg| name(arg) == entry.key) else {
                let names: Vec<String> = known.iter().map(|arg| name(arg)).collect();
                let near = like(&entry.key.replace('_', "-").to_lowercase(), names.iter().map(String::as_str));
                let message = RuleMsg::UnknownKey { key: entry.key.clone(), near };
                self.found.push(Diagnostic::error(entry.key_span, message));
                continue;
            };
            if let Some(values) = self.values(arg, &entry.item) {
                let (option, id) = (entry.key.clone(), arg.get_id().to_string());
                settings.push(Setting { option, id, values, of_profile, span: entry.key_span });
            }
        }
        settings
    }

    /// The values of an option as the command line would give them, or a mistake.
    fn values(&mut self, arg: &Arg, item: &Item) -> Option<Vec<String>> {
        let many = matches!(arg.get_action(), ArgAction::Append) || arg.is_positional();
        let expected = match (is_switch(arg), many) {
            (true, _) => ["`true` of `false`", "`true` or `false`"],
            (_, false) => ["een tekst of een getal", "a text or a number"],
            (_, true) => ["een tekst, of een lijst van teksten", "a text, or a list of texts"],
        };
        let mut values = Vec::new();
        for item in if many { item.items() } else { std::slice::from_ref(item) } {
            let text = match &item.value {
                Value::Bool(yes) if is_switch(arg) => yes.to_string(),
                Value::Text(text) | Value::Number(text) | Value::Date(text) if !is_switch(arg) => text.clone(),
                _ => {
                    self.found.push(Diagnostic::error(item.span, RuleMsg::WrongType { expected }));
                    return None;
                }
            };
            if let Some(message) = wrong(arg, &text).filter(|_| !is_switch(arg)) {
                self.found.push(Diagnostic::error(item.span, RuleMsg::Config(message)));
                return None;
            }
            values.push(if is_path(arg) { self.beside_the_file(&text) } else { text });
        }
        Some(values)
    }

    /// A path of the file as seen from the working directory.
    fn beside_the_file(&self, path: &str) -> String {
        let stands = path == "-" || path.starts_with("builtin:") || Path::new(path).is_absolute();
        if stands || self.folder.as_os_str().is_empty() {
            return path.to_owned();
        }
        // Signs of a pattern in the name of the folder are no pattern.
        let folder = self.folder.to_string_lossy();
        let folder = if path.contains(['*', '?', '[']) { glob::Pattern::escape(&folder) } else { folder.into_owned() };
        Path::new(&folder).join(path).to_string_lossy().into_owned()
    }
}

/// What the parser of the command line has against a value.
fn wrong(arg: &Arg, value: &str) -> Option<ConfigMsg> {
    let long = arg.get_long()?;
    let error = Cli::command().try_get_matches_from(["samenzien", OF, &format!("--{long}={value}"), "-"]).err()?;
    if !matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        return None;
    }
    let good = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(good)) => good.clone(),
        _ => Vec::new(),
    };
    Some(ConfigMsg::BadValue { option: long.to_owned(), value: value.to_owned(), good })
}
