//! The rule set as a record of the algorithm register: whole and within the limits of the standard, or told what is
//! missing.

mod common;

use common::Folder;
use serde_json::Value;

const OWN: &str = r#"
organization = "Gemeente Voorbeeldstad"
status = "In gebruik"
contact_email = "algoritmes@voorbeeldstad.example"
begin_date = "2026-11"
impacttoetsen_grouping = [{ title = "Data Protection Impact Assessment (DPIA)" }]
"#;

#[test]
fn a_record_has_what_the_standard_asks_for() {
    let folder = Folder::new();
    folder.file("own.toml", OWN);
    let run = folder.run(&["register", "--own", "own.toml"]).ends_with(0);
    let record: Value = serde_json::from_str(&run.out).expect("json");
    let limits = [("name", 100), ("organization", 100), ("description_short", 400), ("contact_email", 500)];
    for (key, limit) in limits {
        let text = record[key].as_str().expect(key);
        assert!(!text.is_empty() && text.chars().count() <= limit, "{key}");
    }
    assert_eq!((&record["lang"], &record["standard_version"]), (&"nld".into(), &"1.0".into()));
    assert_eq!(record["publication_category"], "Impactvolle algoritmes");
    let methods = record["methods_and_models"].as_str().expect("methods");
    assert!(methods.contains("Niet zelflerend") && methods.chars().count() <= 5000, "{methods}");
    assert!(record.get("lars").is_none());
}

#[test]
fn what_keeps_a_record_from_being_published_is_told_at_once() {
    let folder = Folder::new();
    let wrong = OWN.replace("In gebruik", "Draait").replace("2026-11", "november");
    let wrong = format!("{wrong}organisation = \"x\"\ntags = \"{}\"\n", "t".repeat(2501));
    folder.file("own.toml", &wrong);
    let said = folder.run(&["register", "--own", "own.toml", "--lang", "en"]).ends_with(2);
    assert!(said.out.is_empty());
    for part in ["`status` is one of", "`begin_date`", "did you mean `organization`", "2501 characters; 2500 fit"] {
        assert!(said.err.contains(part), "{part}\n{}", said.err);
    }
    let said = folder.run(&["register", "--lang", "nl"]).ends_with(2).err;
    for key in ["organization", "status", "contact_email"] {
        assert!(said.contains(&format!("`{key}` ontbreekt")), "{said}");
    }
    folder.file("own.toml", "status = \n");
    assert!(folder.run(&["register", "--own", "own.toml", "--lang", "en"]).ends_with(2).err.contains("line 1"));
    folder.run(&["register", "--own", "none.toml"]).ends_with(2);
}
