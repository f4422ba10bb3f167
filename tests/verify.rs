//! A run that is done again, on the inputs and with the options that its report tells of.

mod common;

use common::Folder;
use serde_json::Value;

const BATCH: &str = "zaaknummer;aanvraagdatum;telefoon;geleend bedrag;soort geldverstrekker
N-1;2026-06-01;0619001234;40000;particulier
N-2;2026-06-01;0619001234;0;
N-3;2026-06-02;0619001234;90000;bank
";

fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["in", "uit"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    folder.file("in/nieuw.csv", BATCH);
    folder.file("in/oud.csv", &BATCH.replace("N-", "O-").replace("2026", "2025"));
    folder.file("in/signalen.csv", "date;department;about;value\n2026-05-20;Markten;phone;0619001234\n");
    folder.file("in/besluiten.csv", "id;rule;until;by;reason\nN-1;*;2030-01-01;vergunningverlener;bekend\n");
    folder.file("in/koppen.toml", "missing = [\"weet niet\"]\n");
    folder
}

/// A run with every option that changes the outcome.
fn run(folder: &Folder, more: &[&str]) {
    let args = ["in/nieuw.csv", "--history", "in/oud.csv", "--signals", "in/signalen.csv", "--lang", "nl", "-q"];
    let also = ["--decisions", "in/besluiten.csv", "--mapping", "in/koppen.toml", "--purpose", "een proef: -x"];
    folder.run(&[&args[..], &also, more].concat()).ends_with(0);
}

fn verify(folder: &Folder, args: &[&str], code: i32) -> String {
    folder.run(&[&["verify"], args, &["--in", "in", "--lang", "en"]].concat()).ends_with(code).out
}

#[test]
fn the_same_inputs_and_options_give_the_same_bytes() {
    let folder = folder();
    run(&folder, &["-o", "uit/a.json", "-o", "uit/a.jsonl", "-o", "uit/a.manifest.json", "-o", "uit/a.html"]);
    for name in ["uit/a.json", "uit/a.jsonl", "uit/a.manifest.json"] {
        for threads in ["1", "4"] {
            let said = verify(&folder, &[name, "--threads", threads], 0);
            assert_eq!(said, format!("{name}: the same, byte for byte\n"));
        }
    }
    run(&folder, &["-o", "uit/b.json", "--baseline", "uit/a.json", "--top", "2", "--as-of", "2026-06-30", "--redact"]);
    verify(&folder, &["uit/b.json"], 0);
    let said = verify(&folder, &["uit/b.json", "--format", "json"], 0);
    let json: Value = serde_json::from_str(&said).expect("json");
    assert_eq!((&json["same"], &json["changed"]), (&true.into(), &serde_json::json!([])));
}

#[test]
fn what_is_not_as_it_was_is_named() {
    let folder = folder();
    run(&folder, &["-o", "uit/a.json"]);
    folder.file("in/nieuw.csv", &BATCH.replace("90000", "10"));
    let said = verify(&folder, &["uit/a.json"], 1);
    assert!(said.contains("not the same, from line") && said.contains("- the file nieuw.csv\n"), "{said}");
    folder.file("in/nieuw.csv", BATCH);
    folder.file("in/besluiten.csv", "id;rule;until;by;reason\nN-2;*;2030-01-01;adviseur;bekend\n");
    assert!(verify(&folder, &["uit/a.json"], 1).contains("- the file besluiten.csv\n"));
    std::fs::remove_file(folder.path().join("in/besluiten.csv")).expect("removed");
    let run = folder.run(&["verify", "uit/a.json", "--in", "in", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("`besluiten.csv` is not in in, ., uit") && run.err.contains("--in"), "{}", run.err);
}

#[test]
fn another_rule_set_or_a_report_that_was_changed_by_hand_is_seen() {
    let folder = folder();
    run(&folder, &["-o", "uit/a.json"]);
    folder.file(
        "eigen.toml",
        "format = 1\n[ruleset]\nid = \"eigen\"\nextends = \"builtin:ondermijning\"\n[override.FIN-02]\nweight = 1\nreason = \"proef\"\n",
    );
    let said = verify(&folder, &["uit/a.json", "--rules", "eigen.toml"], 1);
    assert!(said.contains("- the rule set: ") && !said.contains("the file"), "{said}");
    let reasons = |args: &[&str]| {
        let json = verify(&folder, &[args, &["--format", "json"]].concat(), 1);
        let json: Value = serde_json::from_str(&json).expect("json");
        assert_eq!(json["changed"].as_array().map(Vec::len), json["reasons"].as_array().map(Vec::len));
        json["reasons"].clone()
    };
    assert_eq!(reasons(&["uit/a.json", "--rules", "eigen.toml"]), serde_json::json!(["rule-set"]));
    folder.file("in/nieuw.csv", &BATCH.replace("90000", "10"));
    assert_eq!(reasons(&["uit/a.json", "--rules", "eigen.toml"]), serde_json::json!(["input", "rule-set"]));
    folder.file("in/nieuw.csv", BATCH);
    let text = folder.read("uit/a.json");
    folder.file("uit/a.json", &text.replacen("\"score\": ", "\"score\": 1", 1));
    let said = verify(&folder, &["uit/a.json"], 1);
    assert!(said.contains("the report itself was changed"), "{said}");
    assert_eq!(reasons(&["uit/a.json"]), serde_json::json!(["nothing-else"]));
    folder.file("uit/a.json", &text.replacen(&format!("\"{}\"", env!("CARGO_PKG_VERSION")), "\"0.0.9\"", 1));
    assert!(verify(&folder, &["uit/a.json"], 1).contains("- the program: 0.0.9, now"));
    assert_eq!(reasons(&["uit/a.json"]), serde_json::json!(["version"]));
}

#[test]
fn what_cannot_be_done_again_is_told() {
    let folder = folder();
    folder.run_with(&["-", "-q", "-o", "uit/a.json"], BATCH).ends_with(0);
    let said = |name: &str| folder.run(&["verify", name, "--lang", "en"]).ends_with(2).err;
    assert!(said("uit/a.json").contains("standard input"));
    assert!(said("in/nieuw.csv").contains("no report that can be done again"));
    assert!(said("uit/weg.json").contains("cannot be read"));
    folder.file("uit/b.json", "{ \"schema\": \"1\", \"manifest\": [] }");
    assert!(said("uit/b.json").contains("line 1"));
    // A name in a report cannot lead out of the folders that are looked in.
    run(&folder, &["-o", "uit/c.json"]);
    let text = folder.read("uit/c.json").replace("nieuw.csv", "../in/nieuw.csv");
    folder.file("uit/c.json", &text);
    let said = verify(&folder, &["uit/c.json"], 1);
    assert!(said.contains("the report itself was changed"), "{said}");
}

#[test]
fn a_pseudonymised_report_needs_its_key() {
    let folder = folder();
    for (name, text) in [("sleutel", "0123456789abcdef0123456789abcdef"), ("ander", "1123456789abcdef0123456789abcdef")]
    {
        let path = folder.file(name, text);
        close(&path);
    }
    run(&folder, &["-o", "uit/a.json", "--pseudonymise", "sleutel"]);
    let run = folder.run(&["verify", "uit/a.json", "--in", "in", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("--pseudonymise"), "{}", run.err);
    verify(&folder, &["uit/a.json", "--pseudonymise", "sleutel"], 0);
    assert!(verify(&folder, &["uit/a.json", "--pseudonymise", "ander"], 1).contains("the key is another one"));
}

#[cfg(unix)]
fn close(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("closed");
}

#[cfg(not(unix))]
fn close(_: &std::path::Path) {}
