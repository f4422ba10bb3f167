//! The rule set as a record of the Dutch algorithm register, filled in as far as the rules and the town's own file
//! allow, and held against the limits of the standard before anything is written.

mod standard;

use serde_json::{Map, Value};

use crate::rules::RuleSet;
use crate::text::Lang;
use crate::text::register::RegisterMsg;
use standard::{Form, KEYS, Key};

/// What is the same for every town.
const SHARED: &str = include_str!("../../../rules/register.toml");

/// The record as json, or everything that keeps it from being published.
///
/// `own` is the town's file (TOML, keys of the standard); what it says wins. It needs at least `organization`,
/// `status` and `contact_email`.
pub fn record(set: &RuleSet, own: &str) -> Result<Value, Vec<RegisterMsg>> {
    let mut wrong = Vec::new();
    let mut given = generated(set);
    for text in [SHARED, own] {
        match text.parse::<toml::Table>() {
            Ok(table) => given.extend(table.into_iter().map(|(key, value)| (key, json(value)))),
            Err(error) => wrong.push(RegisterMsg::Syntax {
                line: error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1)),
                said: error.message().to_owned(),
            }),
        }
    }
    for key in given.keys().filter(|name| KEYS.iter().all(|key| key.name != name.as_str())) {
        wrong.push(RegisterMsg::UnknownKey { key: key.clone(), near: nearest(key) });
    }
    let mut record = Map::new();
    for key in KEYS {
        match given.remove(key.name) {
            Some(value) => {
                check(key, &value, &mut wrong);
                record.insert(key.name.to_owned(), value);
            }
            None if key.needed => wrong.push(RegisterMsg::Missing { key: key.name }),
            None => {}
        }
    }
    if wrong.is_empty() { Ok(Value::Object(record)) } else { Err(wrong) }
}

/// What the rule set itself says.
fn generated(set: &RuleSet) -> Map<String, Value> {
    let mut record = Map::new();
    let mut say = |key: &str, text: String| drop(record.insert(key.to_owned(), Value::String(text)));
    say("name", set.title.get(Lang::Nl).to_owned());
    say("lang", "nld".to_owned());
    say("standard_version", "1.0".to_owned());
    say("source_id", format!("{} {}", set.id, set.version));
    say("methods_and_models", methods(set));
    if !set.legal_basis.is_empty() {
        say("lawful_basis", set.legal_basis.join("; "));
    }
    record
}

/// How it works: the themes with their rules by title, no thresholds, and that nothing is learned.
fn methods(set: &RuleSet) -> String {
    let themes = set.themes.iter().enumerate().map(|(at, theme)| {
        let titles = set.rules.iter().filter(|rule| rule.theme == at).map(|rule| rule.title.get(Lang::Nl));
        (theme.id.as_str(), titles.collect::<Vec<_>>())
    });
    let long: Vec<String> = themes.clone().map(|(id, titles)| format!("{id}: {}.", titles.join("; "))).collect();
    let long = RegisterMsg::Methods { rules: set.rules.len(), themes: long.join(" ") }.say(Lang::Nl);
    let limit = KEYS.iter().find(|key| key.name == "methods_and_models").map_or(usize::MAX, |key| key.limit);
    if long.chars().count() <= limit {
        return long;
    }
    // A long set is told by how many rules each theme has; the rules themselves are public.
    let short: Vec<String> = themes.map(|(id, titles)| format!("{id} ({})", titles.len())).collect();
    RegisterMsg::Methods { rules: set.rules.len(), themes: short.join(", ") }.say(Lang::Nl)
}

fn check(key: &Key, value: &Value, wrong: &mut Vec<RegisterMsg>) {
    let length = |text: &str, limit: usize, wrong: &mut Vec<RegisterMsg>| {
        let length = text.chars().count();
        if length > limit {
            wrong.push(RegisterMsg::TooLong { key: key.name, length, limit });
        }
    };
    let choice = |text: Option<&str>, of: &'static [&'static str], wrong: &mut Vec<RegisterMsg>| {
        if text.is_none_or(|text| !of.contains(&text)) {
            wrong.push(RegisterMsg::NotOneOf { key: key.name, of });
        }
    };
    match (key.form, value) {
        (Form::Text, Value::String(text)) if key.needed && text.trim().is_empty() => {
            wrong.push(RegisterMsg::Missing { key: key.name });
        }
        (Form::Text, Value::String(text)) => length(text, key.limit, wrong),
        (Form::One(of), value) => choice(value.as_str(), of, wrong),
        (Form::Some(of), Value::Array(values)) => values.iter().for_each(|value| choice(value.as_str(), of, wrong)),
        (Form::Month, Value::String(text)) if is_month(text) => {}
        (Form::Month, _) => wrong.push(RegisterMsg::NotAMonth { key: key.name }),
        (Form::Links { title, link_needed }, Value::Array(values)) => {
            for value in values {
                match (value["title"].as_str(), value["link"].as_str()) {
                    (Some(named), link) if link.is_some() || !link_needed => {
                        length(named, title, wrong);
                        length(link.unwrap_or_default(), key.limit, wrong);
                    }
                    _ => wrong.push(RegisterMsg::NotALink { key: key.name }),
                }
            }
        }
        (Form::Text, _) => wrong.push(RegisterMsg::NotText { key: key.name }),
        (Form::Some(_) | Form::Links { .. }, _) => wrong.push(RegisterMsg::NotAList { key: key.name }),
    }
}

fn is_month(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(year, month)| {
        year.len() == 4 && digits(year) && month.len() == 2 && (1..=12).contains(&month.parse().unwrap_or(0u8))
    })
}

fn nearest(name: &str) -> Option<&'static str> {
    let scored = KEYS.iter().map(|key| (strsim::jaro_winkler(name, key.name), key.name));
    scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(yes) => yes.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}
