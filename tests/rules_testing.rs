//! `rules test`: what it tells of examples that do not hold, what they leave out, and what they do not notice.

mod common;

use common::Folder;

const RULE: &str = r#"format = 1

[[rule]]
id = "A-1"
title = { nl = "Proef", en = "Trial" }
theme = "proef"
weight = 5
when.all = [
  { field = "loan_amount", at_least = 1000 },
  { field = "lender_type", one_of = ["private", "abroad"] },
]
why = { nl = "Waarom", en = "Why" }
consider = { nl = "Toch", en = "Still" }
ask = { nl = "Vraag", en = "Ask" }
source = ["Bron"]

[[rule.test]]
name = "just enough"
given = { loan_amount = "1.000", lender_type = "particulier" }
evidence = { loan_amount = "€ 1.000,00", lender_type = "private" }
expect = "hit"

[[rule.test]]
name = "not enough"
given = { loan_amount = "999", lender_type = "particulier" }
expect = "no_hit"
"#;

/// What makes every condition true, false and unknown.
const MORE: &str = r#"
[[rule.test]]
name = "a bank"
given = { loan_amount = "1.000", lender_type = "bank" }
expect = "no_hit"

[[rule.test]]
name = "nothing known"
given = { }
expect = "not_assessed"
"#;

fn folder(rules: &str) -> Folder {
    let folder = Folder::new();
    folder.file("proef.toml", rules);
    folder
}

fn json(folder: &Folder, more: &[&str], code: i32) -> serde_json::Value {
    let args = [&["rules", "test", "proef.toml", "--format", "json", "--lang", "en"], more].concat();
    serde_json::from_str(&folder.run(&args).ends_with(code).out).expect("json")
}

#[test]
fn an_example_that_does_not_hold_shows_why() {
    let folder = folder(&RULE.replace("\"999\"", "\"1.001\""));
    let run = folder.run(&["rules", "test", "proef.toml", "--lang", "en"]).ends_with(1);
    assert!(run.out.contains("expected no_hit, found hit\n  [yes] "), "{}", run.out);
    assert!(run.out.contains("    [yes] Loan amount: €1,001"), "{}", run.out);
    let run = folder.run(&["rules", "test", "proef.toml", "--lang", "nl"]).ends_with(1);
    assert!(run.out.contains("    [ja] ") && run.out.contains("€ 1.001"), "{}", run.out);
}

#[test]
fn evidence_is_what_the_hit_must_show() {
    folder(RULE).run(&["rules", "test", "proef.toml"]).ends_with(0);
    folder(&RULE.replace("{ loan_amount = \"€ 1.000,00\", lender_type = \"private\" }", "[\"bedrag lening\"]"))
        .run(&["rules", "test", "proef.toml"])
        .ends_with(0);
    let other = folder(&RULE.replace(
        "evidence = { loan_amount = \"€ 1.000,00\"",
        "evidence = { loan_amount = \"1.000,01\", phone = \"06-19001234\"",
    ));
    let result = json(&other, &[], 1);
    assert_eq!(
        result["broken"][0]["not_shown"],
        serde_json::json!(["loan_amount = \"1.000,01\"", "phone = \"06-19001234\""])
    );
    let said = other.run(&["rules", "test", "proef.toml", "--lang", "nl"]).ends_with(1).out;
    assert!(said.contains("niet te zien in de onderbouwing: loan_amount = \"1.000,01\", phone"), "{said}");
    // What does not hit shows nothing.
    let wrong = folder(&RULE.replace("expect = \"no_hit\"", "evidence = [\"loan_amount\"]\nexpect = \"no_hit\""));
    assert!(wrong.run(&["rules", "check", "proef.toml"]).ends_with(1).out.contains("[wrong-type]"));
    let unknown = folder(&RULE.replace("evidence = { loan_amount", "evidence = { loan_amont"));
    assert!(unknown.run(&["rules", "check", "proef.toml"]).ends_with(1).out.contains("[unknown-field]"));
}

#[test]
fn coverage_says_what_no_example_made_true_false_or_unknown() {
    let bare = folder(RULE);
    let run = bare.run(&["rules", "test", "proef.toml", "--coverage", "--lang", "en"]).ends_with(0);
    assert!(run.out.contains("A-1: 3 of 6 answers"), "{}", run.out);
    assert!(run.out.contains("proef.toml:9: never unknown: "), "{}", run.out);
    assert!(run.out.contains("proef.toml:10: never false or unknown: "), "{}", run.out);
    assert!(run.err.contains("coverage: 50%"), "{}", run.err);
    bare.run(&["rules", "test", "proef.toml", "--min-coverage", "50"]).ends_with(0);
    let low = bare.run(&["rules", "test", "proef.toml", "--min-coverage", "51", "--lang", "en"]).ends_with(1);
    assert!(low.out.is_empty() && low.err.contains("below the 51% asked for"), "{}{}", low.out, low.err);
    bare.run(&["rules", "test", "proef.toml", "--min-coverage", "101"]).ends_with(2);
    let full = folder(&format!("{RULE}{MORE}"));
    assert_eq!(json(&full, &["--min-coverage", "100"], 0)["coverage"]["percent"], 100);
}

#[test]
fn a_change_that_no_example_notices_is_told() {
    let full = folder(&format!("{RULE}{MORE}"));
    let found = json(&full, &["--mutate"], 0);
    assert_eq!(found["mutants"]["unnoticed"], serde_json::json!([]), "{found}");
    // Two thresholds, two opposites, and any for all.
    assert_eq!(found["mutants"]["tried"], 5);
    let loose = folder(&format!("{RULE}{MORE}").replace("\"999\"", "\"500\""));
    let run = loose.run(&["rules", "test", "proef.toml", "--mutate", "--lang", "en"]).ends_with(0);
    let told = "proef.toml:9: A-1: no example notices this: “loan amount is at least €1,000” becomes";
    assert!(run.out.contains(told) && run.out.contains("€999"), "{}", run.out);
    loose.run(&["rules", "test", "proef.toml", "--mutate", "--strict"]).ends_with(1);
    full.run(&["rules", "test", "proef.toml", "--mutate", "--strict"]).ends_with(0);
}

#[test]
fn a_build_server_can_read_the_outcome() {
    let folder = folder(&RULE.replace("\"999\"", "\"1.001\"").replace("not enough", "a < b & \\\"c\\\""));
    let run = folder.run(&["rules", "test", "proef.toml", "--format", "junit", "--lang", "en"]).ends_with(1);
    assert!(run.out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "), "{}", run.out);
    assert!(run.out.contains("<testsuite name=\"A-1\" tests=\"2\" failures=\"1\">"), "{}", run.out);
    assert!(run.out.contains("name=\"a &lt; b &amp; &quot;c&quot;\""), "{}", run.out);
    assert!(run.out.contains("<failure message=\"A-1, example "), "{}", run.out);
}
