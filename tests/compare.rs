//! `compare`: what another rule set would change.

mod common;

use common::Folder;
use serde_json::{Value, json};

const BEFORE: &str = r#"format = 1
[ruleset]
id = "proef"
version = "1"
[scoring]
bands = [{ id = "low", from = 0 }, { id = "high", from = 20 }]
[[rule]]
id = "A-1"
title = { nl = "Lening", en = "Loan" }
theme = "geld"
weight = 20
when.all = [
  { field = "loan_amount", at_least = 25_000 },
  { field = "lender_type", equals = "private" },
]
[[rule]]
id = "A-2"
title = { nl = "Contant", en = "Cash" }
theme = "geld"
weight = 5
when = { field = "cash_amount", at_least = 1_000 }
[[rule]]
id = "A-3"
title = { nl = "Weg", en = "Gone" }
theme = "geld"
weight = 10
when = { field = "employees", below = 1 }
"#;

const LIST: &str = "zaaknummer;geleend bedrag;soort geldverstrekker;contant bedrag;aantal werknemers
Z-1;30.000;particulier;2.000;3
Z-2;24.000;particulier;;3
Z-3;;;2.000;0
Z-4;1.000;bank;;3
";

/// The rules with some changes, beside the rules as they were.
fn folder(changes: &[(&str, &str)]) -> Folder {
    let after = changes.iter().fold(BEFORE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    let folder = Folder::new();
    folder.file("nu.toml", BEFORE);
    folder.file("straks.toml", &after);
    folder.file("lijst.csv", LIST);
    folder
}

fn compared(folder: &Folder) -> Value {
    let args = ["compare", "lijst.csv", "--rules", "straks.toml", "--against", "nu.toml", "--format", "json"];
    serde_json::from_str(&folder.run(&args).ends_with(0).out).expect("json")
}

#[test]
fn what_only_looks_otherwise_is_no_change() {
    let folder = folder(&[
        ("  { field = \"loan_amount\", at_least = 25_000 },\n", ""),
        (
            "\"private\" },",
            "\"private\" }, # the other way round\n  { field = \"leenbedrag\", at_least = \"€ 25.000\" },",
        ),
    ]);
    let found = compared(&folder);
    assert_eq!((&found["rules"], &found["scoring"], &found["moves"]), (&json!([]), &json!([]), &json!([])));
    let args = ["compare", "lijst.csv", "--rules", "straks.toml", "--against", "nu.toml", "--lang", "en"];
    let text = folder.run(&args).ends_with(0).out;
    assert!(text.contains("mean and say the same"), "{text}");
}

#[test]
fn every_move_names_the_rule_that_did_it_and_why() {
    let folder = folder(&[
        ("at_least = 25_000", "at_least = 20_000"),
        ("weight = 5", "weight = 8"),
        ("id = \"A-3\"", "id = \"A-4\""),
        ("employees\", below = 1", "employees\", below = 4"),
    ]);
    let found = compared(&folder);
    let whats: Vec<(&Value, &Value)> =
        found["rules"].as_array().expect("rules").iter().map(|rule| (&rule["id"], &rule["what"])).collect();
    let expected = [("A-1", "changed"), ("A-2", "changed"), ("A-3", "removed"), ("A-4", "added")];
    assert_eq!(
        whats,
        expected.map(|(id, what)| (json!(id), json!(what))).iter().map(|(a, b)| (a, b)).collect::<Vec<_>>()
    );
    assert_eq!(found["rules"][0]["parts"], json!(["condition"]));
    assert_eq!(found["against"]["id"], found["manifest"]["rule_set"]["id"]);
    assert_ne!(found["against"]["sha256"], found["manifest"]["rule_set"]["sha256"]);
    assert!(found["rules"][0]["after"]["condition"].as_str().expect("a sentence").contains("20,000"), "{found}");
    assert_eq!(found["rules"][1]["parts"], json!(["weight"]));

    let moved =
        |id: &str| found["moves"].as_array().expect("moves").iter().find(|found| found["id"] == id).expect("it");
    assert_eq!(moved("Z-2")["before"], json!({ "score": 0, "band": "low" }));
    assert_eq!(moved("Z-2")["after"], json!({ "score": 30, "band": "high" }));
    assert_eq!(moved("Z-2")["because"][0], json!({ "rule": "A-1", "cause": "hits", "points": 20 }));
    assert_eq!(moved("Z-1")["because"][1], json!({ "rule": "A-2", "cause": "weight", "points": 3 }));
    assert_eq!(moved("Z-3")["because"][0]["cause"], "removed");
    assert_eq!(found["moves"][0]["id"], "Z-2", "a change of band comes first");
    let cells = [("high", "high", 1), ("low", "high", 1), ("low", "low", 2)];
    let cells = cells.map(|(a, b, n)| json!({ "before": a, "after": b, "applications": n }));
    let mut bands = found["bands"].as_array().expect("bands").clone();
    bands.sort_by_key(Value::to_string);
    let mut cells = cells.to_vec();
    cells.sort_by_key(Value::to_string);
    assert_eq!(bands, cells);
}

#[test]
fn texts_and_scoring_are_compared_too() {
    let folder = folder(&[
        ("nl = \"Contant\"", "nl = \"Veel contant\""),
        ("{ id = \"high\", from = 20 }", "{ id = \"high\", from = 5, min_hits = 1 }"),
    ]);
    let found = compared(&folder);
    assert_eq!(found["rules"][0]["parts"], json!(["title"]));
    assert_eq!(found["scoring"][0]["after"], json!({ "from": 5, "min_themes": 0, "min_hits": 1 }));
    // Only the scoring moves these: no rule is named.
    assert_eq!(found["moves"][0]["because"], json!([]));
    for (lang, said) in [("nl", "Veel contant"), ("en", "from 5")] {
        let args = [
            "compare",
            "lijst.csv",
            "--rules",
            "straks.toml",
            "--against",
            "nu.toml",
            "--lang",
            lang,
            "--format",
            "md",
        ];
        let text = folder.run(&args).ends_with(0).out;
        assert!(text.contains(said) && text.contains("| --- |") | text.contains("|---|"), "{text}");
    }
}

#[test]
fn standard_input_serves_both_sets_but_only_one_file() {
    let folder = folder(&[("at_least = 25_000", "at_least = 20_000")]);
    let args = ["compare", "-", "--rules", "straks.toml", "--against", "nu.toml", "--format", "json"];
    let found: Value = serde_json::from_str(&folder.run_with(&args, LIST).ends_with(0).out).expect("json");
    assert_eq!(found["moves"][0]["id"], "Z-2");
    let twice = folder.run_with(&["screen", "-", "--history", "-", "--lang", "en"], LIST).ends_with(2);
    assert!(twice.err.contains("only once"), "{}", twice.err);
}

#[test]
fn a_set_that_does_not_exist_is_named() {
    let folder = folder(&[]);
    let run = folder.run(&["compare", "lijst.csv", "--against", "nergens.toml", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("nergens.toml"), "{}", run.err);
    folder.run(&["compare", "lijst.csv"]).ends_with(2);
}
