//! The beginnings of rules and rule sets: what an author gets is right at once, and nothing of an author is lost.

mod common;

use common::Folder;

#[test]
fn a_set_of_ones_own_is_right_at_once() {
    for (lang, file, id) in [("nl", "regels.toml", "EIGEN-01"), ("en", "rules.toml", "OWN-01")] {
        let folder = Folder::new();
        folder.run(&["rules", "init", "Ons dorp", "--lang", lang]).ends_with(0);
        let text = folder.read(&format!("Ons dorp/{file}"));
        assert!(text.starts_with("#:schema ./schema.json\n") && text.contains("id = \"Ons dorp\""), "{text}");
        let schema: serde_json::Value = serde_json::from_str(&folder.read("Ons dorp/schema.json")).expect("json");
        assert!(schema["definitions"]["on_field"]["properties"]["at_least"].is_object());
        folder.run(&["rules", "check", "Ons dorp", "--strict"]).ends_with(0);
        folder.run(&["rules", "test", "Ons dorp", "--rule", id, "--min-coverage", "100"]).ends_with(0);
        // A rule begun beside it is right too, and belongs to the set.
        let output = format!("Ons dorp/{id}2.toml");
        folder.run(&["rules", "new", "FIN-90", "Ons dorp", "-o", &output, "--lang", lang]).ends_with(0);
        assert!(folder.read(&output).contains("theme = \"financing\""));
        folder.run(&["rules", "check", "Ons dorp", "--strict"]).ends_with(0);
        folder.run(&["rules", "test", "Ons dorp", "--rule", "FIN-90", "--min-coverage", "100"]).ends_with(0);
        let list = folder.run(&["rules", "list", "Ons dorp"]).ends_with(0).out;
        assert!(list.contains("FIN-90") && list.contains(id) && list.contains("FIN-03"), "{list}");
    }
}

#[test]
fn what_is_commented_out_can_be_used() {
    for (lang, file) in [("nl", "regels.toml"), ("en", "rules.toml")] {
        let folder = Folder::new();
        folder.run(&["rules", "init", "dorp", "--lang", lang]).ends_with(0);
        let path = format!("dorp/{file}");
        let text = folder.read(&path);
        let used: Vec<String> = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.starts_with('[') || rest.contains(" = ") && !rest.contains(':') => rest.to_owned(),
                _ => line.to_owned(),
            })
            .collect();
        assert_ne!(used.join("\n"), text);
        folder.file(&path, &used.join("\n"));
        let said = folder.run(&["rules", "check", "dorp", "--lang", "en"]).ends_with(0);
        assert!(said.out.contains("unused-list") && said.out.matches('[').count() > 0, "{}", said.out);
    }
}

#[test]
fn a_rule_can_be_read_before_it_is_written() {
    let folder = Folder::new();
    let shown = folder.run(&["rules", "new", "STR-90", "--lang", "nl"]).ends_with(0).out;
    assert!(shown.contains("theme = \"structure\"") && shown.contains("expect = \"not_assessed\""), "{shown}");
    let own = folder.run(&["rules", "new", "Own_1"]).ends_with(0).out;
    assert!(own.contains("theme = \"own\""), "{own}");
    assert!(folder.names().is_empty());
}

#[test]
fn nothing_of_an_author_is_written_over() {
    let folder = Folder::new();
    folder.file("mine.toml", "# mine\n");
    let kept = folder.run(&["rules", "new", "FIN-90", "-o", "mine.toml", "--lang", "en"]).ends_with(2);
    assert!(kept.err.contains("mine.toml is there already"), "{}", kept.err);
    assert_eq!(folder.read("mine.toml"), "# mine\n");
    std::fs::create_dir(folder.path().join("set")).expect("a folder");
    folder.file("set/mine.toml", "# mine\n");
    let kept = folder.run(&["rules", "init", "set", "--lang", "nl"]).ends_with(2);
    assert!(kept.err.contains("de map set is niet leeg"), "{}", kept.err);
    let taken = folder.run(&["rules", "new", "fin-03", "--lang", "en"]).ends_with(2);
    assert!(taken.err.contains("FIN-03 is there already") && taken.err.contains("is free"), "{}", taken.err);
    for id in ["3-A", "FIN\"", "", "FIN 3"] {
        folder.run(&["rules", "new", id]).ends_with(2);
    }
}

#[test]
fn the_schema_goes_to_a_file_too() {
    let folder = Folder::new();
    let shown = folder.run(&["rules", "schema", "--lang", "nl"]).ends_with(0).out;
    folder.run(&["rules", "schema", "--lang", "nl", "-o", "schema.json"]).ends_with(0);
    assert_eq!(folder.read("schema.json"), shown);
    assert!(shown.contains("Een veld, of een waarde uit"), "{shown}");
}
