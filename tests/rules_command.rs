//! `rules`: checking, testing and reading a rule set from the command line.

mod common;

use common::Folder;

const RULES: &str = r#"format = 1

[ruleset]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }

[[rule]]
id = "A-1"
title = { nl = "Proef", en = "Trial" }
theme = "proef"
weight = 5
when = { field = "loan_amount", at_least = 1000 }
why = { nl = "Waarom", en = "Why" }
consider = { nl = "Toch", en = "Still" }
ask = { nl = "Vraag", en = "Ask" }
source = ["Bron"]

[[rule.test]]
name = "just enough"
given = { loan_amount = "1.000,00" }
expect = "hit"

[[rule.test]]
name = "not enough"
given = { loan_amount = "999,99" }
expect = "no_hit"
"#;

fn folder(rules: &str) -> Folder {
    let folder = Folder::new();
    folder.file("proef.toml", rules);
    folder
}

#[test]
fn the_shipped_rules_pass_their_own_check_and_examples() {
    let folder = Folder::new();
    let check = folder.run(&["rules", "check", "--strict", "--lang", "en"]).ends_with(0);
    assert!(check.out.is_empty() && check.err.contains("errors: 0, warnings: 0"), "{}{}", check.out, check.err);
    let test = folder.run(&["rules", "test", "--lang", "en"]).ends_with(0);
    assert!(test.err.contains("other than expected: 0"), "{}", test.err);
}

#[test]
fn a_mistake_is_told_with_its_place_and_ends_with_1() {
    let folder = folder(&RULES.replace("at_least", "at_leest"));
    let text = folder.run(&["rules", "check", "proef.toml", "--lang", "en"]).ends_with(1);
    assert!(text.out.contains("proef.toml:13:") && text.out.contains("did you mean `at_least`?"), "{}", text.out);
    let json = folder.run(&["rules", "check", "proef.toml", "--format", "json", "--lang", "en"]).ends_with(1).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_eq!((&json[0]["code"], &json[0]["line"]), (&"unknown-operator".into(), &13.into()));
}

#[test]
fn a_warning_counts_only_when_asked() {
    let folder = folder(&RULES.replace("source = [\"Bron\"]\n", ""));
    folder.run(&["rules", "check", "proef.toml"]).ends_with(0);
    folder.run(&["rules", "check", "proef.toml", "--strict"]).ends_with(1);
}

#[test]
fn an_example_that_does_not_hold_is_told_and_ends_with_1() {
    let folder = folder(&RULES.replace("999,99", "1.000,01"));
    let run = folder.run(&["rules", "test", "proef.toml", "--lang", "en"]).ends_with(1);
    assert!(run.out.contains("A-1, example “not enough”: expected no_hit, found hit"), "{}", run.out);
    assert!(run.err.contains("2 examples, other than expected: 1"), "{}", run.err);
    folder.run(&["rules", "test", "nergens.toml"]).ends_with(2);
}

#[test]
fn rules_can_be_read() {
    let folder = Folder::new();
    let list = folder.run(&["rules", "list", "--lang", "nl"]).ends_with(0).out;
    assert!(list.contains("FIN-02") && list.contains("financing"), "{list}");
    let show = folder.run(&["rules", "show", "--rule", "fin-02", "--lang", "en"]).ends_with(0).out;
    assert!(show.contains("Ask: ") && show.contains("Source: Wet Bibob"), "{show}");
    let json = folder.run(&["rules", "show", "--rule", "FIN-02", "--format", "json"]).ends_with(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("json");
    assert_eq!(json[0]["id"], "FIN-02");
    let wrong = folder.run(&["rules", "show", "--rule", "FIN-2", "--lang", "en"]).ends_with(2);
    assert!(wrong.err.contains("there is no rule FIN-2; do you mean FIN-"), "{}", wrong.err);
}

#[test]
fn what_is_beyond_doubt_is_mended_and_the_rest_of_the_file_stays() {
    let rules = RULES
        .replace("at_least = 1000", "at_leest = 1000 , between=[ 9_000 ,1 ]")
        .replace("format = 1\n", "# Van ons.\r\n")
        .replace("\"loan_amount\"", "'loan_amont'");
    let folder = folder(&format!("\u{feff}{rules}"));
    let before = folder.run(&["rules", "check", "proef.toml", "--lang", "en"]).ends_with(1);
    assert!(before.err.contains("can be mended with --fix: "), "{}", before.err);
    let fixed = folder.run(&["rules", "check", "proef.toml", "--fix", "--lang", "en"]);
    assert!(fixed.err.contains("mended: "), "{}", fixed.err);
    // One mistake may hide another: the field had to be known before its bounds could be read.
    folder.run(&["rules", "check", "proef.toml", "--fix"]).ends_with(0);
    let after = std::fs::read_to_string(folder.path().join("proef.toml")).expect("the rules");
    assert!(after.starts_with("\u{feff}format = 1\n# Van ons.\r\n"), "{after}");
    let line = "when = { field = 'loan_amount', at_least = 1000 , between=[ 1 ,9_000 ] }";
    assert!(after.contains(line), "{after}");
    assert_eq!(folder.names(), ["proef.toml"]);
}

#[test]
fn sarif_points_at_the_place_and_offers_the_edit() {
    let folder = folder(&RULES.replace("at_least", "at_leest"));
    let run = folder.run(&["rules", "check", "proef.toml", "--format", "sarif", "--lang", "en"]).ends_with(1);
    let sarif: serde_json::Value = serde_json::from_str(&run.out).expect("json");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    let index = result["ruleIndex"].as_u64().expect("a place") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "proef.toml");
    assert_eq!(place["region"]["startLine"], 13);
    assert_eq!(result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "at_least");
}

#[test]
fn a_review_date_is_held_against_the_reference_date() {
    let folder = folder(&RULES.replace("source = [", "review_by = 2026-06-01\nsource = ["));
    folder.run(&["rules", "check", "proef.toml", "--strict", "--as-of", "01-06-2026"]).ends_with(0);
    let late = folder.run(&["rules", "check", "proef.toml", "--strict", "--as-of", "2026-06-02"]).ends_with(1);
    assert!(late.out.contains("[review-passed]"), "{}", late.out);
}
