//! `explain`: one application in full, in the words of the other outputs.

mod common;

use common::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in ["aanvragen.csv", "signalen.csv"] {
        std::fs::copy(examples.join(name), folder.path().join(name)).expect("a copy");
    }
    folder
}

#[test]
fn every_condition_of_a_reason_is_shown_with_its_answer() {
    let run = folder().run(&["explain", "aanvragen.csv", "--id", "H-2026-041", "--lang", "en"]).ends_with(0);
    assert!(run.out.starts_with("H-2026-041: high, 50 ("), "{}", run.out);
    for said in
        ["FIN-02 ", "  [yes] each of these:", "    [yes] Type of lender", "Not assessed: ", "missing or unreadable"]
    {
        assert!(run.out.contains(said), "{said} in {}", run.out);
    }
    assert!(run.out.contains("[?]") && run.out.contains("B-2026-044"), "{}", run.out);
}

#[test]
fn it_names_the_rules_that_the_json_names() {
    let folder = folder();
    let files = ["aanvragen.csv", "--signals", "signalen.csv"];
    let json = folder.run(&[&files[..], &["--format", "json", "-q"]].concat()).ends_with(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("json");
    let applications = json["applications"].as_array().expect("a list");
    for id in ["B-2026-037", "H-2026-033", "B-2026-048"] {
        let told = folder.run(&[&["explain"], &files[..], &["--id", id, "--lang", "en"]].concat()).ends_with(0).out;
        let application = applications.iter().find(|application| application["id"] == id).expect("there");
        let hits: Vec<&str> =
            application["hits"].as_array().expect("a list").iter().filter_map(|h| h["rule"].as_str()).collect();
        let open = application["not_assessed"].as_array().expect("a list").len();
        let starts = |line: &&str| line.len() > 6 && line.as_bytes()[3] == b'-' && line.starts_with(char::is_uppercase);
        let named: Vec<&str> = told.lines().skip(1).filter(starts).map(|line| &line[..6]).collect();
        assert_eq!(named, hits, "{told}");
        assert_eq!(told.lines().filter(|line| line.starts_with("Not assessed: ")).count(), open, "{told}");
    }
}

#[test]
fn redaction_hides_values_and_an_unknown_number_is_told() {
    let told = folder().run(&["explain", "aanvragen.csv", "--id", "H-2026-041", "--redact"]).ends_with(0).out;
    assert!(!told.contains("19005555") && told.contains("•••"), "{told}");
    let run = folder().run(&["explain", "aanvragen.csv", "--id", "X-9", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("not among the 202 applications") && run.out.is_empty(), "{}", run.err);
}
