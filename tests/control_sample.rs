//! Applications drawn by lot stand on the work list without a mark; a sealed key tells which, and `tune` uses it.

mod common;

use std::collections::BTreeSet;

use common::Folder;
use serde_json::Value;

const RULES: &str = r#"format = 1
[ruleset]
id = "proef"
[scoring]
bands = [{ id = "low", from = 0 }, { id = "high", from = 20 }]
[[rule]]
id = "A-1"
title = { nl = "Lening", en = "Loan" }
theme = "geld"
weight = 20
when = { field = "loan_amount", at_least = 25_000 }
"#;

/// Forty applications, of which the first ten borrow.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("proef.toml", RULES);
    let row = |n: u32| format!("Z-{n:02};2026-06-01;{}\n", if n <= 10 { 40_000 } else { 1_000 });
    let rows: Vec<String> = (1..=40).map(row).collect();
    let head = "zaaknummer;aanvraagdatum;geleend bedrag\n";
    folder.file("lijst.csv", &format!("{head}{}", rows.concat()));
    folder.file("terug.csv", &format!("{head}{}", rows.iter().rev().cloned().collect::<String>()));
    folder
}

const SAMPLE: [&str; 8] =
    ["--rules", "proef.toml", "--control-sample", "5", "--control-key", "sleutel.json", "--min-band", "high"];

/// The case numbers of a list.
fn list(folder: &Folder, file: &str, more: &[&str]) -> BTreeSet<String> {
    let args = [&[file, "-q", "--format", "csv", "--columns", "id"], &SAMPLE[..], more].concat();
    folder.run(&args).ends_with(0).out.lines().skip(1).map(str::to_owned).collect()
}

fn drawn(folder: &Folder) -> BTreeSet<String> {
    let key: Value = serde_json::from_str(&folder.read("sleutel.json")).expect("json");
    assert_eq!((&key["of"], &key["manifest"]["tool"]), (&30.into(), &"samenzien".into()));
    key["drawn"].as_array().expect("a list").iter().map(|id| id.as_str().expect("text").to_owned()).collect()
}

#[test]
fn the_list_holds_the_sample_and_only_the_key_tells_which_it_is() {
    let folder = folder();
    let listed = list(&folder, "lijst.csv", &["--seed", "geheim", "-o", "uit.json", "-o", "uit.md", "-o", "uit.html"]);
    let drawn = drawn(&folder);
    assert_eq!((listed.len(), drawn.len()), (15, 5));
    assert!(drawn.is_subset(&listed) && drawn.iter().all(|id| id.as_str() > "Z-10"), "{drawn:?}");
    let json: Value = serde_json::from_str(&folder.read("uit.json")).expect("json");
    let told = json["applications"].as_array().expect("applications");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(told.len(), 15);
    assert!(told.iter().all(|one| keys(one) == keys(&told[0])), "no key that only some have");
    for name in ["uit.json", "uit.md", "uit.html"] {
        let text = folder.read(name);
        assert!(!text.contains("geheim") && !text.contains("sleutel.json"), "{name}");
        assert!(drawn.iter().all(|id| text.contains(id.as_str())), "{name}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join("sleutel.json")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }
}

#[test]
fn the_draw_follows_from_the_seed_and_not_from_the_order() {
    let folder = folder();
    list(&folder, "lijst.csv", &["--seed", "1"]);
    let one = drawn(&folder);
    list(&folder, "terug.csv", &["--seed", "1", "--threads", "1"]);
    assert_eq!(drawn(&folder), one);
    list(&folder, "lijst.csv", &["--seed", "2"]);
    assert_ne!(drawn(&folder), one);
    // Without it the list is what it was.
    let args = ["lijst.csv", "-q", "--format", "csv", "--columns", "id", "--rules", "proef.toml", "--min-band", "high"];
    assert_eq!(folder.run(&args).out.lines().count(), 11);
    let top = list(&folder, "lijst.csv", &["--seed", "1", "--top", "3"]);
    assert_eq!(top.len(), 8);
}

#[test]
fn tune_measures_against_the_sample() {
    let folder = folder();
    list(&folder, "lijst.csv", &["--seed", "1"]);
    let outcome = |n: u32| format!("Z-{n:02};{}\n", if n <= 8 || n.is_multiple_of(4) { "ja" } else { "nee" });
    folder.file("uitkomsten.csv", &format!("zaaknummer;uitkomst\n{}", (1..=40).map(outcome).collect::<String>()));
    let run = ["tune", "lijst.csv", "--rules", "proef.toml", "--outcomes", "uitkomsten.csv", "--format", "json"];
    let json: Value = serde_json::from_str(&folder.run(&run).ends_with(0).out).expect("json");
    assert!(json["outcomes"].get("control").is_none());
    let run = [&run[..], &["--control-key", "sleutel.json"]].concat();
    let json: Value = serde_json::from_str(&folder.run(&run).ends_with(0).out).expect("json");
    let relevant =
        drawn(&folder).iter().filter(|id| id[2..].parse::<u32>().expect("a number").is_multiple_of(4)).count();
    let control = &json["outcomes"]["control"];
    assert_eq!((&control["of"], &control["hits"]), (&5.into(), &relevant.into()));
    assert_eq!(json["rules"][0]["outcomes"]["precision"]["hits"], 8);
    folder.file("geen.json", "{}");
    let run = ["tune", "lijst.csv", "--outcomes", "uitkomsten.csv", "--control-key", "geen.json", "--lang", "en"];
    assert!(folder.run(&run).ends_with(2).err.contains("not of a control sample"));
}

#[test]
fn a_run_with_a_sample_is_done_again_with_its_key() {
    let folder = folder();
    list(&folder, "lijst.csv", &["--seed", "geheim", "-o", "uit.json"]);
    let key = folder.read("sleutel.json");
    let verify = ["verify", "uit.json", "--rules", "proef.toml", "--lang", "en"];
    assert!(folder.run(&verify).ends_with(2).err.contains("--control-key"));
    folder.run(&[&verify[..], &["--control-key", "sleutel.json"]].concat()).ends_with(0);
    assert_eq!(folder.read("sleutel.json"), key);
}

#[test]
fn what_a_sample_needs_is_told() {
    let folder = folder();
    let said = |args: &[&str]| {
        folder.run(&[&["lijst.csv", "--lang", "en", "--control-sample", "5"], args].concat()).ends_with(2).err
    };
    assert!(said(&["--min-band", "high"]).contains("needs --seed"));
    assert!(said(&["--min-band", "high", "--seed", "1"]).contains("needs --control-key"));
    assert!(said(&["--seed", "1", "--control-key", "k.json"]).contains("--min-band or --top"));
    let said = said(&["--min-band", "high", "--seed", "1", "--control-key", "lijst.csv"]);
    assert!(said.contains("lijst.csv"), "{said}");
    assert!(folder.read("lijst.csv").starts_with("zaaknummer"));
}
