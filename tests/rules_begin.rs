//! The beginnings of rules and rule sets: what an author gets is right at once, and nothing of an author is lost.

mod common;

use common::Folder;

/// Holds that nothing is wrong with a set but that these texts are still to be written.
fn only_to_fill_in(folder: &Folder, set: &str, keys: &[&str]) {
    let told = folder.run(&["rules", "check", set, "--format", "json", "--lang", "en"]).ends_with(0).out;
    let told: serde_json::Value = serde_json::from_str(&told).expect("json");
    let told: Vec<_> = told.as_array().expect("a list").iter().map(|told| (&told["code"], &told["message"])).collect();
    let of = |key: &&str| format!("`{key}` is not filled in yet");
    let expected: Vec<_> = keys.iter().map(of).map(|said| ("not-filled-in".into(), said.into())).collect();
    assert_eq!(told, expected.iter().map(|(code, said)| (code, said)).collect::<Vec<_>>());
    folder.run(&["rules", "check", set, "--strict"]).ends_with(1);
}

#[test]
fn a_set_of_ones_own_is_right_at_once() {
    for (lang, file, id) in [("nl", "regels.toml", "EIGEN-01"), ("en", "rules.toml", "OWN-01")] {
        let folder = Folder::new();
        folder.run(&["rules", "init", "Ons dorp", "--lang", lang]).ends_with(0);
        let text = folder.read(&format!("Ons dorp/{file}"));
        assert!(text.starts_with("#:schema ./schema.json\n") && text.contains("id = \"Ons dorp\""), "{text}");
        let schema: serde_json::Value = serde_json::from_str(&folder.read("Ons dorp/schema.json")).expect("json");
        assert!(schema["definitions"]["on_field"]["properties"]["at_least"].is_object());
        only_to_fill_in(&folder, "Ons dorp", &["source", "owner"]);
        folder.run(&["rules", "test", "Ons dorp", "--rule", id, "--min-coverage", "100"]).ends_with(0);
        // A rule begun beside it is right too, and belongs to the set.
        let output = format!("Ons dorp/{id}2.toml");
        folder.run(&["rules", "new", "FIN-90", "Ons dorp", "-o", &output, "--lang", lang]).ends_with(0);
        assert!(folder.read(&output).contains("theme = \"financing\""));
        // The files stand in the order of their names: `EIGEN-012.toml` before `regels.toml`.
        let of_new = ["title", "why", "consider", "ask", "source", "owner"];
        only_to_fill_in(&folder, "Ons dorp", &[&of_new[..], &["source", "owner"]].concat());
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
    let own = folder.run(&["rules", "new", "FIN-03", "--lang", "nl"]).ends_with(2);
    assert!(taken.err.contains("OWN-02 is free") && own.err.contains("EIGEN-02 is vrij"), "{}{}", taken.err, own.err);
    folder.run(&["rules", "init", "dorp", "--lang", "en"]).ends_with(0);
    folder.run(&["rules", "new", "OWN-07", "dorp", "-o", "dorp"]).ends_with(0);
    for (id, free) in [("OWN-01", "OWN-08"), ("FIN-03", "OWN-08")] {
        let taken = folder.run(&["rules", "new", id, "dorp", "--lang", "en"]).ends_with(2);
        assert!(taken.err.contains(&format!("{free} is free")), "{}", taken.err);
    }
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
    // What is no schema by its name may be an author's work.
    folder.file("regels.toml", "# mine\n");
    for name in ["regels.toml", "schema", "schema.txt"] {
        let kept = folder.run(&["rules", "schema", "-o", name, "--lang", "en"]).ends_with(2);
        assert!(kept.err.contains(name) && kept.err.contains("ends in .json"), "{}", kept.err);
    }
    assert_eq!((folder.read("regels.toml"), folder.names().len()), ("# mine\n".to_owned(), 2));
}

#[test]
fn a_hyphen_is_standard_output_and_a_folder_gets_a_file() {
    let folder = Folder::new();
    for args in [&["rules", "new", "OWN-02"][..], &["rules", "schema"], &["rules", "export", "--rule", "FIN-03"]] {
        let shown = folder.run(args).ends_with(0).out;
        assert_eq!(folder.run(&[args, &["-o", "-"]].concat()).ends_with(0).out, shown);
    }
    assert!(folder.names().is_empty());
    let refused = folder.run(&["rules", "new", "OWN-02", "-o", "rule.txt", "--lang", "nl"]).ends_with(2);
    assert!(refused.err.contains("eindigt op .toml"), "{}", refused.err);
    std::fs::create_dir(folder.path().join("set")).expect("a folder");
    folder.run(&["rules", "new", "OWN-02", "-o", "set"]).ends_with(0);
    folder.run(&["rules", "schema", "-o", "set"]).ends_with(0);
    assert!(folder.read("set/OWN-02.toml").contains("id = \"OWN-02\"") && !folder.read("set/schema.json").is_empty());
    let kept = folder.run(&["rules", "new", "OWN-02", "-o", "set", "--lang", "en"]).ends_with(2);
    assert!(kept.err.contains("is there already"), "{}", kept.err);
}

#[test]
fn a_set_begins_wherever_there_is_room() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("kloon/.git")).expect("a folder");
    folder.run(&["rules", "init", "kloon", "--lang", "nl"]).ends_with(0);
    assert!(folder.read("kloon/regels.toml").contains("id = \"kloon\""));
    folder.file("bezet", "");
    let kept = folder.run(&["rules", "init", "bezet", "--lang", "nl"]).ends_with(2);
    assert!(kept.err.contains("bezet is een bestand"), "{}", kept.err);
    for (name, lang, file, id) in
        [("een/\u{a0}", "nl", "regels.toml", "eigen"), ("two/\u{a0}", "en", "rules.toml", "own")]
    {
        folder.run(&["rules", "init", name, "--lang", lang]).ends_with(0);
        assert!(folder.read(&format!("{name}/{file}")).contains(&format!("id = \"{id}\"")));
        folder.run(&["rules", "check", name]).ends_with(0);
    }
}
