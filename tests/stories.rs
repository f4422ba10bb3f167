//! Stories from court rulings and research, told again with invented names: each small batch in `golden/stories`
//! raises the questions that it should, and the innocent ones stay low.

mod common;

use std::path::{Path, PathBuf};

use common::Folder;

/// The band and the reasons of every application of a story; of those with a history, as seen with it.
fn told(story: &str) -> Vec<(String, Vec<String>)> {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/stories");
    let file = |ending: &str| -> PathBuf { stories.join(format!("{story}{ending}")) };
    let (batch, history) = (file(".csv"), file(".history.csv"));
    let (batch, past) = (batch.to_string_lossy(), history.to_string_lossy());
    let mut args = vec!["-q", &*batch, "--as-of", "2026-11-01", "--format", "csv", "--columns", "band,hits"];
    // Some look at an earlier conclusion, which is secret.
    args.extend(["--regime", "bibob"]);
    if history.exists() {
        args.extend(["--history", &*past]);
    }
    let run = Folder::new().run(&args).ends_with(0);
    let line = |line: &str| {
        let (band, hits) = line.split_once(',').expect("two columns");
        (band.to_owned(), hits.split('|').map(str::to_owned).collect())
    };
    let told: Vec<_> = run.out.lines().skip(1).map(line).collect();
    assert!(!told.is_empty(), "{story}");
    told
}

fn raises(story: &str, bands: &[&str], rules: &[&str]) {
    for (band, hits) in told(story) {
        assert!(bands.contains(&band.as_str()), "{story}: {band} {hits:?}");
        for rule in rules {
            assert!(hits.iter().any(|hit| hit == rule), "{story}: {rule} is not in {hits:?}");
        }
    }
}

#[test]
fn another_files_the_same_plan_at_the_same_address() {
    raises("sports-centre", &["high"], &["HIS-05", "DOC-11", "STR-21", "BEH-02"]);
}

#[test]
fn one_lender_behind_three_restaurants() {
    raises("one-lender", &["medium", "high"], &["FIN-02", "FIN-04", "FIN-10", "NET-05"]);
}

#[test]
fn the_son_runs_what_the_father_holds() {
    raises("father-and-son", &["medium"], &["STR-09", "STR-10", "PER-06"]);
}

#[test]
fn a_fruit_importer_in_a_flat_is_asked_and_stays_low() {
    raises("fruit-importer", &["low"], &["STR-15", "LOC-07"]);
}

#[test]
fn a_loan_forgiven_after_defects_stays_low() {
    raises("forgiven-after-defects", &["low"], &["FIN-17", "POS-12"]);
}

#[test]
fn a_bank_that_waits_for_the_permit_stays_low() {
    raises("bank-waits-for-the-permit", &["low"], &["FIN-01"]);
}

#[test]
fn a_family_loan_with_papers_stays_low() {
    raises("family-loan-with-papers", &["low"], &["FIN-04", "POS-17"]);
}
