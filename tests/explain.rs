//! `explain`: one application in full, in the words of the other outputs, as the engine answers.

mod common;

use common::Folder;
use serde_json::Value;

fn folder() -> Folder {
    let folder = Folder::new();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in ["aanvragen.csv", "signalen.csv"] {
        std::fs::copy(examples.join(name), folder.path().join(name)).expect("a copy");
    }
    folder
}

fn explained(folder: &Folder, id: &str, more: &[&str]) -> String {
    let args = [&["explain", "aanvragen.csv", "--as-of", "2026-11-01", "--id", id], more].concat();
    folder.run(&args).ends_with(0).out
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("json")
}

fn names<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().expect("a list").iter().filter_map(|one| one[key].as_str()).collect()
}

#[test]
fn every_condition_of_a_reason_is_shown_with_its_answer_and_where_it_was_read() {
    let told = explained(&folder(), "H-2026-041", &["--lang", "en"]);
    assert!(told.starts_with("H-2026-041: high, "), "{told}");
    for said in [
        "FIN-02 ",
        "  [yes] each of these:",
        "    [yes] Type of lender",
        "missing or unreadable",
        "aanvragen.csv, row 63",
        "column “Geleend bedrag”",
    ] {
        assert!(told.contains(said), "{said} in {told}");
    }
    assert!(told.contains("[?]") && told.contains("B-2026-044"), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
}

#[test]
fn its_answers_are_those_of_a_screening() {
    let folder = folder();
    let files = ["aanvragen.csv", "--signals", "signalen.csv", "--as-of", "2026-11-01"];
    let screened = json(&folder.run(&[&files[..], &["--format", "json", "-q"]].concat()).ends_with(0).out);
    let applications = screened["applications"].as_array().expect("a list");
    let rules = screened["manifest"]["rule_set"]["rules"].as_u64().expect("a count") as usize;
    // Applications of every band, those of the stories among them.
    for id in ["B-2026-037", "H-2026-033", "B-2026-048", "H-2026-041", "E-2026-029", "H-2026-045", "B-2026-044"] {
        let application = applications.iter().find(|one| one["id"] == id).expect("there");
        let told = json(&explained(&folder, id, &["--signals", "signalen.csv", "--format", "json"]));
        let told = &told["applications"][0];
        for key in ["score", "score_low", "score_high", "band", "file", "row"] {
            assert_eq!(told[key], application[key], "{id} {key}");
        }
        for key in ["hits", "not_assessed"] {
            assert_eq!(names(&told[key], "rule"), names(&application[key], "rule"), "{id} {key}");
        }
        let answered = ["hits", "not_assessed", "misses"].map(|key| names(&told[key], "rule").len());
        assert_eq!(answered.iter().sum::<usize>(), rules, "{id}");
        for (key, answer) in [("hits", "yes"), ("not_assessed", "unknown"), ("misses", "no")] {
            for rule in told[key].as_array().expect("a list") {
                assert_eq!(rule["condition"]["answer"], answer, "{id} {}", rule["rule"]);
            }
        }
    }
}

const RULES: &str = r#"
format = 1
[ruleset]
id = "proef"
version = "1.0"
title = { nl = "Proef", en = "Trial" }
[scoring]
cap = 100
bands = [{ id = "low", from = 0 }, { id = "medium", from = 25 }, { id = "high", from = 50 }]
[[rule]]
id = "FIN-01"
theme = "financing"
weight = 30
title = { nl = "Grote lening", en = "Large loan" }
when = { field = "loan_amount", at_least = 25000 }
[[rule]]
id = "NET-01"
theme = "network"
weight = 10
title = { nl = "Gedeeld nummer", en = "Shared number" }
when = { same = "phone", at_least = 2 }
"#;

#[test]
fn the_smallest_change_does_change_the_level() {
    let list = |loan: &str| format!("zaaknummer;telefoon;geleend bedrag\nZ-1;06-19001234;{loan}\nZ-2;06-19001234;10\n");
    let folder = Folder::new();
    folder.file("lijst.csv", &list("40000"));
    folder.file("regels.toml", RULES);
    let args = ["explain", "lijst.csv", "--rules", "regels.toml", "--id", "Z-1", "--format", "json", "--lang", "en"];
    let told = json(&folder.run(&args).ends_with(0).out);
    let told = &told["applications"][0]["smallest_change"];
    assert_eq!((told["lower"]["field"].as_str(), told["lower"]["band"].as_str()), (Some("loan_amount"), Some("low")));
    assert!(told["higher"].is_null(), "{told}");
    // The same batch with that amount.
    let instead: String =
        told["lower"]["instead"].as_str().expect("a text").chars().filter(char::is_ascii_digit).collect();
    assert_eq!(instead, "24999");
    folder.file("anders.csv", &list(&instead));
    let again = json(&folder.run(&["anders.csv", "--rules", "regels.toml", "--format", "json", "-q"]).ends_with(0).out);
    let again = &again["applications"][0];
    assert_eq!((&again["band"], &again["score"]), (&told["lower"]["band"], &told["lower"]["score"]));
}

#[test]
fn what_is_missing_says_how_far_it_could_move_the_score() {
    let told = json(&explained(&folder(), "B-2026-048", &["--format", "json"]));
    let told = &told["applications"][0];
    let missing = told["missing"].as_array().expect("a list");
    assert!(missing.len() > 20, "{missing:#?}");
    let moves = missing.iter().filter(|lack| lack["score_high"].as_i64() > told["score"].as_i64());
    assert!(moves.count() > 5, "{missing:#?}");
    for lack in missing {
        assert!(lack["score_high"].as_i64() <= told["score_high"].as_i64(), "{lack}");
        assert!(!lack["rules"].as_array().expect("a list").is_empty());
    }
}

#[test]
fn rules_that_lack_one_condition_come_first_with_what_they_lack() {
    let told = json(&explained(&folder(), "H-2026-041", &["--format", "json"]));
    let near = told["applications"][0]["near"].as_array().expect("a list");
    assert!(!near.is_empty());
    assert_eq!(near[0]["lacks"]["answer"], "no");
    let measured: Vec<bool> = near.iter().map(|near| near["distance"].is_string()).collect();
    assert!(measured.is_sorted_by(|a, b| a >= b), "{near:#?}");
}

#[test]
fn all_forms_tell_the_same_reasons() {
    let folder = folder();
    let told = json(&explained(&folder, "H-2026-041", &["--format", "json"]));
    let rules = names(&told["applications"][0]["hits"], "rule");
    assert!(rules.len() > 3);
    for lang in ["nl", "en"] {
        for form in ["text", "md", "html"] {
            let told = explained(&folder, "H-2026-041", &["--format", form, "--lang", lang]);
            for rule in &rules {
                assert!(told.contains(rule), "{rule} in {form}");
            }
        }
    }
    let page = explained(&folder, "H-2026-041", &["--format", "html", "--lang", "nl"]);
    assert!(page.starts_with("<!doctype html>") && page.contains("lang=\"nl\"") && page.contains("default-src 'none'"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"), "{page}");
}

#[test]
fn redaction_hides_values_and_an_unknown_number_is_told() {
    for form in ["text", "md", "json", "html"] {
        let told = explained(&folder(), "H-2026-041", &["--redact", "--format", form]);
        assert!(!told.contains("19005555") && !told.contains("zachterban") && told.contains("•••"), "{told}");
    }
    let run = folder().run(&["explain", "aanvragen.csv", "--id", "X-9", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("not among the 202 applications") && run.out.is_empty(), "{}", run.err);
}
