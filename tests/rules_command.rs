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
    assert!(
        check.out.is_empty() && check.err.contains("rules: ") && check.err.contains("errors: 0, warnings: 0"),
        "{}{}",
        check.out,
        check.err
    );
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
    assert!(run.err.contains("examples: 2, other than expected: 1"), "{}", run.err);
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

/// A text in UTF-16 with its mark, as PowerShell writes it.
fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn rules_are_read_whatever_mark_they_begin_with() {
    let rules = RULES.replace("Waarom", "Omdat één") + "\n[lists.towns]\nfile = \"towns.csv\"\n";
    let digest = |rules: &[u8], list: &[u8]| {
        let folder = Folder::new();
        std::fs::write(folder.path().join("proef.toml"), rules).expect("a file");
        std::fs::write(folder.path().join("towns.csv"), list).expect("a file");
        folder.run(&["rules", "test", "proef.toml"]).ends_with(0);
        let shown = folder.run(&["rules", "show", "proef.toml", "--lang", "nl"]).ends_with(0).out;
        assert!(shown.contains("Omdat één"), "{shown}");
        folder.file("batch.csv", "id,loan_amount\n1,5000\n");
        folder.run(&["batch.csv", "--rules", "proef.toml", "-q", "-o", "out.json"]).ends_with(0);
        let report: serde_json::Value = serde_json::from_str(&folder.read("out.json")).expect("json");
        report["manifest"]["rule_set"]["sha256"].as_str().expect("a digest").to_owned()
    };
    let list = "value\nCafé\n";
    let plain = digest(rules.as_bytes(), list.as_bytes());
    assert_eq!(digest(format!("\u{feff}{rules}").as_bytes(), list.as_bytes()), plain);
    assert_eq!(digest(&utf16(&rules), &utf16(list)), plain);
    // A list is read as any other file of values: an old encoding too.
    assert_eq!(digest(rules.as_bytes(), b"value\nCaf\xe9\n"), plain);
}

#[test]
fn rules_in_an_old_encoding_are_told_with_the_way_out() {
    let folder = folder(RULES);
    // In Windows-1252 a character is one byte.
    let old: Vec<u8> = RULES.replace("Waarom", "Café").chars().map(|c| c as u8).collect();
    std::fs::write(folder.path().join("oud.toml"), old).expect("a file");
    for (lang, said) in [("nl", "bewaar het in uw editor als UTF-8"), ("en", "save it as UTF-8")] {
        let run = folder.run(&["rules", "check", "oud.toml", "--lang", lang]).ends_with(1);
        assert!(run.out.contains(said) && run.out.contains("oud.toml:14:"), "{}", run.out);
        assert_eq!(run.out.matches("oud.toml").count(), 1, "{}", run.out);
    }
    std::fs::write(folder.path().join("list.xlsx"), b"PK\x03\x04\xff\xfe = caf\xe9").expect("a file");
    let run = folder.run(&["rules", "check", "list.xlsx", "--lang", "en"]).ends_with(1);
    assert!(run.out.contains("this is no TOML file") && !run.out.contains("UTF-8"), "{}", run.out);
    folder.file("batch.csv", "id,loan_amount\n1,5000\n");
    let run = folder.run(&["batch.csv", "--rules", "oud.toml", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("save it as UTF-8"), "{}", run.err);
}

#[test]
fn what_is_still_to_be_written_is_a_warning() {
    let owner = "source = [\"Bron\"]\nowner = \"Vul in: de rol die de regel beheert\"";
    let folder = folder(&RULES.replace("source = [\"Bron\"]", owner).replace("\"Why\"", "\"Fill in: why?\""));
    let told = folder.run(&["rules", "check", "proef.toml", "--lang", "nl"]).ends_with(0).out;
    assert!(told.contains("`owner` is nog niet ingevuld") && told.contains("`why` is nog niet"), "{told}");
    assert_eq!(told.matches("[not-filled-in]").count(), 2, "{told}");
    let one = folder.run(&["rules", "check", "proef.toml", "--lang", "en"]).ends_with(0).err;
    assert!(one.contains("rules: 1, errors: 0, warnings: 2"), "{one}");
}
