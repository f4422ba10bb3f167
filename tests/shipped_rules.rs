//! The shipped rule set, held to what an officer and an advisor may expect of every rule in it.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use common::Folder;
use toml::{Table, Value};

/// The themes, each with the letters that its rule ids begin with and the file that holds its rules.
const THEMES: [(&str, &str); 11] = [
    ("branch", "BRA"),
    ("conduct", "BEH"),
    ("documents", "DOC"),
    ("financing", "FIN"),
    ("history", "HIS"),
    ("network", "NET"),
    ("persons", "PER"),
    ("premises", "LOC"),
    ("reassurance", "POS"),
    ("signals", "SIG"),
    ("structure", "STR"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/ondermijning")
}

fn file(name: &str) -> Table {
    let text = std::fs::read_to_string(folder().join(name)).expect("a rule file");
    text.parse().expect("a rule file is TOML")
}

/// Every rule with the name of its file.
fn rules() -> Vec<(&'static str, Table)> {
    let of = |theme: &'static str| {
        let Some(Value::Array(rules)) = file(&format!("{theme}.toml")).remove("rule") else { panic!("{theme}") };
        rules.into_iter().map(move |rule| (theme, rule.as_table().expect("a rule").clone()))
    };
    THEMES.into_iter().flat_map(|(theme, _)| of(theme)).collect()
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Every table in a condition, the outermost first.
fn tables<'a>(value: &'a Value, found: &mut Vec<&'a Table>) {
    match value {
        Value::Table(table) => {
            found.push(table);
            table.values().for_each(|value| tables(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| tables(item, found)),
        _ => {}
    }
}

#[test]
fn ids_are_unique_and_begin_with_the_letters_of_their_theme() {
    let mut seen = BTreeSet::new();
    for (theme, rule) in rules() {
        let id = text(&rule, "id");
        let letters = THEMES.iter().find(|(name, _)| *name == theme).expect("a theme").1;
        let number = id.strip_prefix(letters).and_then(|rest| rest.strip_prefix('-')).unwrap_or_default();
        assert!(number.len() == 2 && number.parse::<u8>().is_ok(), "{id} in {theme}.toml");
        assert_eq!(text(&rule, "theme"), theme, "{id}");
        assert!(seen.insert(id.to_owned()), "{id} stands twice");
    }
    assert!(seen.len() >= 75, "{}", seen.len());
    assert!(seen.iter().filter(|id| id.starts_with("POS")).count() >= 8);
}

#[test]
fn every_rule_is_explained_sourced_and_looked_after() {
    for (theme, rule) in rules() {
        let id = text(&rule, "id");
        for key in ["title", "why", "consider", "ask"] {
            let both = rule.get(key).and_then(Value::as_table).unwrap_or_else(|| panic!("{id}: {key}"));
            let (nl, en) = (text(both, "nl"), text(both, "en"));
            assert!(nl.len() > 8 && en.len() > 8 && nl != en, "{id}: {key}");
            let longest = nl.split(['.', '?', ':']).map(|sentence| sentence.split_whitespace().count()).max();
            assert!(longest <= Some(30), "{id}: a sentence of {longest:?} words in {key}");
        }
        let sources = rule.get("source").and_then(Value::as_array).unwrap_or_else(|| panic!("{id}: source"));
        assert!(sources.iter().any(|source| source.as_str() != Some("Wet Bibob art. 3")), "{id}: which source?");
        let day = |key: &str| match rule.get(key) {
            Some(Value::Datetime(day)) => day.to_string(),
            _ => panic!("{id}: {key}"),
        };
        assert!(!text(&rule, "owner").is_empty() && day("added") < day("review_by"), "{id}");
        let weight = rule.get("weight").and_then(Value::as_integer).expect("a weight");
        assert!([5, 10, 20].contains(&weight.abs()) && (weight < 0) == (theme == "reassurance"), "{id}: {weight}");
    }
}

#[test]
fn the_checker_has_nothing_to_say() {
    let run = Folder::new().run(&["rules", "check", &folder().to_string_lossy(), "--strict"]).ends_with(0);
    assert_eq!(run.out, "");
}

#[test]
fn the_examples_give_every_answer_to_every_condition() {
    let run = Folder::new().run(&["-q", "rules", "test", &folder().to_string_lossy(), "--min-coverage", "100"]);
    run.ends_with(0);
}

#[test]
fn the_pages_say_what_the_rules_say() {
    let made = Folder::new();
    made.run(&["-q", "rules", "export", &folder().to_string_lossy(), "--lang", "nl", "-o", "pages/"]).ends_with(0);
    let pages = folder().with_file_name("pages");
    for (theme, _) in THEMES {
        let page = std::fs::read_to_string(pages.join(format!("{theme}.md"))).expect("a page").replace("\r\n", "\n");
        let again = "samenzien rules export --lang nl -o rules/pages/";
        assert!(page == made.read(&format!("pages/{theme}.md")), "rules/pages/{theme}.md is old; {again}");
    }
    assert_eq!(std::fs::read_dir(pages).expect("pages").count(), THEMES.len());
}

#[test]
fn every_rule_has_a_hit_a_near_miss_and_a_missing_field() {
    for (_, rule) in rules() {
        let id = text(&rule, "id");
        let examples = rule.get("test").and_then(Value::as_array).unwrap_or_else(|| panic!("{id}: no examples"));
        let examples: Vec<&Table> = examples.iter().filter_map(Value::as_table).collect();
        let names: BTreeSet<&str> = examples.iter().map(|example| text(example, "name")).collect();
        assert!(examples.len() >= 3 && names.len() == examples.len(), "{id}");
        let has = |answer: &str| examples.iter().any(|example| text(example, "expect") == answer);
        assert!(has("hit") && has("no_hit"), "{id}");
        // What is only asked of the cell itself is never unknown.
        let mut asked = Vec::new();
        tables(rule.get("when").expect("a condition"), &mut asked);
        let of_the_cell =
            asked.iter().all(|table| table.keys().all(|key| ["field", "present", "valid"].contains(&&**key)));
        assert!(has("not_assessed") || of_the_cell, "{id}");
    }
}

/// A condition in one form, whatever the order of its parts.
fn plain(value: &Value) -> String {
    match value {
        Value::Table(table) => {
            let parts: BTreeMap<&String, String> = table.iter().map(|(key, value)| (key, plain(value))).collect();
            format!("{parts:?}")
        }
        Value::Array(items) => {
            let parts: BTreeSet<String> = items.iter().map(plain).collect();
            format!("{parts:?}")
        }
        other => other.to_string(),
    }
}

#[test]
fn no_two_rules_ask_the_same() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (_, rule) in rules() {
        let asked = plain(rule.get("when").expect("a condition"));
        let id = text(&rule, "id").to_owned();
        if let Some(other) = seen.insert(asked, id.clone()) {
            panic!("{id} asks what {other} asks");
        }
    }
}

/// Moves the threshold of this number in a condition by one step; false when there are fewer.
fn moved(value: &mut Value, number: &mut usize, up: bool) -> bool {
    match value {
        Value::Array(items) => items.iter_mut().any(|item| moved(item, number, up)),
        Value::Table(table) => table.iter_mut().any(|(key, value)| match (key.as_str(), &*value) {
            // More than nothing is no threshold, and the peers of an outlier are counted elsewhere.
            ("above", Value::Integer(0)) | ("at_least_peers", _) => false,
            ("at_least" | "at_most" | "above" | "below" | "within" | "minus" | "times" | "between", _)
                if !value.is_table() =>
            {
                if *number > 0 {
                    *number -= 1;
                    return false;
                }
                step(value, up);
                true
            }
            _ => moved(value, number, up),
        }),
        _ => false,
    }
}

fn step(value: &mut Value, up: bool) {
    let sign = if up { 1 } else { -1 };
    *value = match &*value {
        Value::Integer(number) => Value::Integer(number + sign),
        Value::Float(number) => Value::Float((number * (5 + sign) as f64 / 5.0 * 1e4).round() / 1e4),
        Value::Array(ends) => {
            let move_end = |(at, end): (usize, &Value)| {
                let end = end.as_float().or(end.as_integer().map(|end| end as f64)).expect("a number");
                Value::Float(if at == 0 { end + sign as f64 } else { end })
            };
            Value::Array(ends.iter().enumerate().map(move_end).collect())
        }
        Value::String(length) => {
            let (count, unit) = length.split_once(' ').expect("a duration");
            let count: i64 = count.parse().expect("a count");
            let (count, unit) = if unit == "years" { (count * 12, "months") } else { (count, unit) };
            Value::String(format!("{} {unit}", count + sign))
        }
        other => panic!("{other}"),
    };
}

/// The rules of the set with the threshold of this number moved, of those that have one.
fn changed(set: &Folder, number: usize, up: bool) -> BTreeSet<String> {
    let mut touched = BTreeSet::new();
    for (theme, _) in THEMES {
        let mut table = file(&format!("{theme}.toml"));
        let Some(Value::Array(rules)) = table.get_mut("rule") else { panic!("{theme}") };
        for rule in rules.iter_mut().filter_map(Value::as_table_mut) {
            if moved(rule.get_mut("when").expect("a condition"), &mut { number }, up) {
                touched.insert(text(rule, "id").to_owned());
            }
        }
        set.file(&format!("{theme}.toml"), &table.to_string());
    }
    touched
}

#[test]
fn every_threshold_has_an_example_on_both_sides() {
    let set = Folder::new();
    set.file("ruleset.toml", &std::fs::read_to_string(folder().join("ruleset.toml")).expect("the head"));
    std::fs::create_dir(set.path().join("lists")).expect("a folder");
    for list in std::fs::read_dir(folder().join("lists")).expect("lists") {
        let list = list.expect("a list");
        std::fs::copy(list.path(), set.path().join("lists").join(list.file_name())).expect("a copy");
    }
    let mut loose = Vec::new();
    for up in [false, true] {
        for number in 0.. {
            let touched = changed(&set, number, up);
            if touched.is_empty() {
                break;
            }
            let run = set.run(&["-q", "rules", "test", ".", "--format", "json"]).ends_with(1);
            let result: serde_json::Value = serde_json::from_str(&run.out).expect("json");
            let broken = result["broken"].as_array().expect("a list").iter();
            let broken: BTreeSet<&str> = broken.filter_map(|example| example["rule"].as_str()).collect();
            let unseen = touched.iter().filter(|id| !broken.contains(id.as_str()));
            loose.extend(unseen.map(|id| format!("{id}: threshold {} {}", number + 1, if up { "up" } else { "down" })));
        }
    }
    assert!(loose.is_empty(), "no example sees these move:\n{}", loose.join("\n"));
}
