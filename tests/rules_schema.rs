//! The schema of rule files and their reader agree: what an editor underlines is wrong, and what is wrong in the shape
//! of a file, an editor underlines.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use samenzien::diag::{Severity, Sources};
use samenzien::rules::{RuleSource, check, schema};
use samenzien::text::Lang;
use serde_json::Value;

/// Mistakes in the shape of a file, which a schema can say. The others need the whole set, or a calendar.
const SHAPE: [&str; 9] = [
    "missing-format",
    "unknown-key",
    "unknown-operator",
    "missing-key",
    "empty-condition",
    "two-forms",
    "weight-range",
    "missing-threshold",
    "missing-bound",
];

fn validator() -> Validator {
    jsonschema::draft7::new(&schema(Lang::En)).expect("a schema")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rule files in a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(root().join(folder)).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

/// A rule file as an editor shows it to a schema: dates are texts.
fn seen(text: &str) -> Option<Value> {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
            other => serde_json::to_value(other).expect("a plain value"),
        }
    }
    toml::from_str(text).ok().map(toml::Value::Table).map(plain)
}

/// The codes of the mistakes in a rule file.
fn mistakes(path: &Path) -> BTreeSet<&'static str> {
    let name = path.display().to_string();
    let told = check(&RuleSource::named(&name), &mut Sources::default(), 0).expect("a file").diagnostics;
    told.iter().filter(|told| told.severity == Severity::Error).map(|told| told.message.code()).collect()
}

#[test]
fn it_accepts_the_shipped_rules_and_those_of_the_documents() {
    let validator = validator();
    let mut seen_files = 0;
    for path in [files("rules/ondermijning"), files("tests/reference"), files("examples")].concat() {
        let text = std::fs::read_to_string(&path).expect("a file");
        // A mapping is no rule file.
        let Some(seen) = seen(&text).filter(|seen| seen.get("format").is_some()) else { continue };
        let wrong: Vec<String> = validator.iter_errors(&seen).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
        seen_files += 1;
    }
    assert!(seen_files > 10);
}

#[test]
fn it_refuses_broken_files_as_the_reader_does() {
    let validator = validator();
    let mut refused = BTreeSet::new();
    for path in files("tests/golden/rules") {
        let Some(seen) = seen(&std::fs::read_to_string(&path).expect("a file")) else { continue };
        let (codes, accepted) = (mistakes(&path), validator.is_valid(&seen));
        assert!(accepted || !codes.is_empty(), "{}: only the schema refuses it", path.display());
        // What is missing in another file no schema of this one sees.
        if codes.contains("list-entry") || codes.contains("unreadable-file") {
            continue;
        }
        for code in codes.iter().filter(|code| SHAPE.contains(code)) {
            assert!(!accepted, "{}: the schema does not see {code}", path.display());
            refused.insert(*code);
        }
    }
    assert_eq!(refused.len(), SHAPE.len(), "{refused:?}");
}

/// A file with one of everything, changed in every place in every way that a hand may slip.
#[test]
fn they_agree_on_every_slip_of_the_hand() {
    let validator = validator();
    let text = std::fs::read_to_string(root().join("tests/golden/schema/everything.toml")).expect("the file");
    let whole: toml::Value = toml::Value::Table(toml::from_str(&text).expect("toml"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("everything.toml");
    std::fs::write(folder.path().join("numbers.csv"), "street,number\nDorpsstraat,1\n").expect("a file");
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (place, slip, changed) in slips(&whole) {
        let text = toml::to_string(&changed).expect("toml");
        std::fs::write(&path, &text).expect("a file");
        let codes = mistakes(&path);
        let accepted = validator.is_valid(&seen(&text).expect("toml"));
        if slip.is_none() {
            assert!(accepted && codes.is_empty(), "as it is: {accepted} {codes:?}");
            continue;
        }
        tried += 1;
        // Which columns a file beside it has, no schema sees.
        let shape = codes.iter().any(|code| SHAPE.contains(code)) && !place.starts_with("tables.");
        if (!accepted && codes.is_empty()) || (accepted && shape) {
            wrong.push(format!("{place} {}: schema {accepted}, reader {codes:?}", slip.unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}: {wrong:#?}", wrong.len());
    assert!(tried > 1_000, "{tried}");
}

type Slip = (String, Option<&'static str>, toml::Value);

/// The value as it is, and every value that differs from it in one place.
fn slips(whole: &toml::Value) -> Vec<Slip> {
    let mut out = vec![(String::new(), None, whole.clone())];
    let mut places = Vec::new();
    walk(whole, &mut Vec::new(), &mut places);
    for place in places {
        let name = place.join(".");
        let mut add = |slip, change: &dyn Fn(&mut toml::Value)| {
            let mut changed = whole.clone();
            change(at(&mut changed, &place));
            out.push((name.clone(), Some(slip), changed));
        };
        add("a number", &|value| *value = toml::Value::Integer(7));
        add("a text", &|value| *value = toml::Value::String("zzz".into()));
        add("yes", &|value| *value = toml::Value::Boolean(true));
        add("an empty list", &|value| *value = toml::Value::Array(Vec::new()));
        add("an empty table", &|value| *value = toml::Value::Table(toml::Table::new()));
        if let toml::Value::Table(table) = at(&mut whole.clone(), &place) {
            add("another key", &|value| {
                value.as_table_mut().expect("a table").insert("zzz".into(), toml::Value::Integer(1));
            });
            for key in table.keys() {
                add("one key less", &|value| {
                    value.as_table_mut().expect("a table").remove(key);
                });
            }
        }
    }
    out
}

fn walk(value: &toml::Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    let inside: Vec<(String, &toml::Value)> = match value {
        toml::Value::Table(table) => table.iter().map(|(key, value)| (key.clone(), value)).collect(),
        toml::Value::Array(items) => items.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in inside {
        path.push(key);
        out.push(path.clone());
        walk(value, path, out);
        path.pop();
    }
}

fn at<'v>(value: &'v mut toml::Value, path: &[String]) -> &'v mut toml::Value {
    path.iter().fold(value, |value, key| match value {
        toml::Value::Array(items) => &mut items[key.parse::<usize>().expect("a place")],
        table => &mut table[key.as_str()],
    })
}
