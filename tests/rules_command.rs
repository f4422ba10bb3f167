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
