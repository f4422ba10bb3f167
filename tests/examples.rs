//! The shipped example batch: each story that is planted in it comes out as it is told.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::Folder;
use serde_json::Value;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// Applications by case number, screened with the built-in rules.
fn screened(folder: &Folder, file: &str) -> BTreeMap<String, Value> {
    let run = folder.run(&["-q", file, "--format", "json", "--as-of", "2026-11-01"]).ends_with(0);
    let json: Value = serde_json::from_str(&run.out).expect("json");
    let applications = json["applications"].as_array().expect("applications");
    applications.iter().map(|one| (one["id"].as_str().expect("an id").to_owned(), one.clone())).collect()
}

fn all() -> BTreeMap<String, Value> {
    screened(&Folder::new(), &example("aanvragen.xlsx").to_string_lossy())
}

fn band<'a>(applications: &'a BTreeMap<String, Value>, id: &str) -> &'a str {
    applications[id]["band"].as_str().expect("a band")
}

fn rules(application: &Value) -> Vec<&str> {
    let hits = application["hits"].as_array().expect("hits");
    hits.iter().map(|hit| hit["rule"].as_str().expect("a rule")).collect()
}

#[test]
fn samen_zien_we_meer() {
    let network = ["H-2026-041", "H-2026-052", "B-2026-037", "B-2026-044", "E-2026-029"];
    let together = all();
    assert_eq!((band(&together, "H-2026-041"), band(&together, "B-2026-044")), ("high", "high"));
    for id in network {
        assert_ne!(band(&together, id), "low", "{id}");
        assert!(rules(&together[id]).iter().any(|rule| rule.starts_with("NET-")), "{id}");
    }
    // Each department by itself sees nothing that is high.
    let text = encoding_rs::WINDOWS_1252.decode(&std::fs::read(example("aanvragen.csv")).expect("csv")).0.into_owned();
    let (header, rows) = text.split_once("\r\n").expect("a header");
    for letter in ["H", "B", "E"] {
        let own: Vec<&str> = rows.lines().filter(|row| row.starts_with(&format!("{letter}-"))).collect();
        let folder = Folder::new();
        folder.file("afdeling.csv", &format!("{header}\n{}\n", own.join("\n")));
        let alone = screened(&folder, "afdeling.csv");
        assert!(alone.len() > 50);
        for (id, application) in alone.iter().filter(|(id, _)| network.contains(&id.as_str())) {
            let band = application["band"].as_str().expect("a band");
            assert!(!["high", "critical"].contains(&band), "{id} {band}");
        }
    }
}

#[test]
fn operators_who_follow_each_other_at_one_address() {
    let all = all();
    let last = &all["H-2026-045"];
    assert!(rules(last).contains(&"LOC-01"), "{last}");
    assert!(!rules(&all["H-2025-038"]).contains(&"LOC-01"), "the second sees only one before it");
    assert_ne!(band(&all, "H-2026-045"), "low");
}

#[test]
fn an_honest_starter_with_a_family_loan_stays_low() {
    let all = all();
    let starter = &all["H-2026-033"];
    assert_eq!(
        (band(&all, "H-2026-033"), starter["score"]["value"].as_i64().or(starter["score"].as_i64())),
        ("low", Some(0))
    );
    assert!(rules(starter).contains(&"POS-02"), "{starter}");
}

#[test]
fn a_busy_bookkeeper_makes_nobody_high() {
    let all = all();
    let clients: Vec<&String> =
        all.iter().filter(|(_, one)| rules(one).contains(&"NET-03")).map(|(id, _)| id).collect();
    assert!(clients.len() >= 15, "{clients:?}");
    let network = ["H-2026-041", "H-2026-052", "B-2026-037", "B-2026-044", "E-2026-029"];
    for id in clients.into_iter().filter(|id| !network.contains(&id.as_str())) {
        assert!(["low", "medium"].contains(&band(&all, id)), "{id}");
    }
}

#[test]
fn a_file_with_hardly_anything_in_it_shows_a_range_and_no_clean_bill() {
    let folder = Folder::new();
    let file = example("aanvragen.csv");
    let run = folder.run(&["-q", &file.to_string_lossy(), "--format", "csv"]).ends_with(0);
    let line = run.out.lines().find(|line| line.starts_with("B-2026-048,")).expect("the application");
    let cells: Vec<&str> = line.split(',').collect();
    assert_eq!((cells[1], cells[2]), ("0", "low"), "{line}");
    assert!(cells[4].parse::<u32>().expect("a score") > 75 && cells[6].split('|').count() > 30, "{line}");
}

#[test]
fn both_dresses_say_the_same_and_the_mistakes_are_told() {
    let folder = Folder::new();
    let run =
        |name: &str| folder.run(&[&*example(name).to_string_lossy(), "--format", "csv", "--lang", "nl"]).ends_with(0);
    let (text, book) = (run("aanvragen.csv"), run("aanvragen.xlsx"));
    assert_eq!(text.out, book.out);
    for run in [text, book] {
        assert!(run.err.contains("203 rijen gelezen, 202 doorgelicht, 1 niet bruikbaar"), "{}", run.err);
        for part in ["KvK-nummer 1", "Geboortedatum 1", "Investering 1"] {
            assert!(run.err.contains(part), "{part} in {}", run.err);
        }
    }
}

#[test]
fn the_generator_writes_what_is_shipped() {
    let folder = Folder::new();
    let cargo = Command::new(env!("CARGO"))
        .args(["run", "-q", "--example", "generate", "--", &folder.path().to_string_lossy()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("cargo");
    assert!(cargo.success());
    let written = std::fs::read(folder.path().join("aanvragen.csv")).expect("written");
    assert_eq!(written, std::fs::read(example("aanvragen.csv")).expect("shipped"));
}
