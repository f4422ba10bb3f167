//! The script for unattended nights, as it is shipped: what it keeps, what it says, and how it ends.

#![cfg(unix)]

mod common;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use common::Folder;

/// The shipped script beside options and a batch of its own.
fn folder() -> Folder {
    let folder = Folder::new();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nightly/nightly.sh");
    folder.file("nightly.sh", &std::fs::read_to_string(script).expect("the script"));
    folder.file("samenzien.toml", OPTIONS);
    folder.file("aanvragen.csv", BATCH);
    folder
}

const OPTIONS: &str =
    "lang = \"en\"\n[profile.nightly]\nfiles = [\"aanvragen.csv\"]\nfail-on = \"medium\"\nrules = \"regels.toml\"\n";
/// N-1 came on the first day, N-2 on the second; both borrow much. The last line is no application.
const BATCH: &str = "zaaknummer;datum aanvraag;geleend bedrag;soort geldverstrekker\n\
                     N-1;01-06-2026;900000;particulier\n\
                     N-2;02-06-2026;800000;particulier\n\
                     Totaal;;1700000;\n";
const RULES: &str = "format = 1\n[ruleset]\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\n\
                     [scoring]\nbands = [{ id = \"low\", from = 0 }, { id = \"medium\", from = 10 }]\n\
                     [[rule]]\nid = \"FIN-01\"\ntitle = \"A large loan\"\ntheme = \"financing\"\nweight = 10\n\
                     when = { field = \"loan_amount\", at_least = 500_000 }\n";

/// A night; gives what was said.
fn night(folder: &Folder, day: &str, code: i32) -> String {
    let mut script = Command::new("sh");
    script.arg(folder.path().join("nightly.sh")).arg(day).env_clear();
    script.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    let run = script.env("SAMENZIEN", env!("CARGO_BIN_EXE_samenzien")).output().expect("a shell");
    let said = [run.stdout, run.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8")).concat();
    assert_eq!(run.status.code(), Some(code), "{day}: {said}");
    said
}

/// The names of the reports.
fn reports(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path().join("nights")).expect("the reports");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn three_nights_of_the_shipped_script() {
    let folder = folder();
    folder.file("regels.toml", RULES);
    // Nothing to hold the first night against: what there is, is new.
    assert!(night(&folder, "2026-06-01", 1).contains("nights/2026-06-01.html"));
    let said = night(&folder, "2026-06-02", 1);
    assert!(said.contains("since 2026-06-01: 1 new"), "{said}");
    assert!(!said.contains("N-2") && !said.contains("new."), "{said}");
    assert_eq!(night(&folder, "2026-06-03", 0), "");
    let days = ["2026-06-01", "2026-06-02", "2026-06-03"];
    let kept: Vec<String> = days.iter().flat_map(|day| [format!("{day}.html"), format!("{day}.json")]).collect();
    assert_eq!(reports(&folder), kept);
}

#[test]
fn a_night_that_fails_leaves_the_last_good_one() {
    let folder = folder();
    folder.file("regels.toml", RULES);
    night(&folder, "2026-06-01", 1);
    let good = folder.read("nights/2026-06-01.json");

    folder.file("regels.toml", "format =\n");
    for day in ["2026-06-01", "2026-06-02"] {
        night(&folder, day, 2);
        assert_eq!(folder.read("nights/2026-06-01.json"), good);
        assert_eq!(reports(&folder), ["2026-06-01.html", "2026-06-01.json"]);
    }

    // A night that set rows aside is kept to look into; the next one is held against the last good one.
    folder.file("regels.toml", RULES);
    folder.file("samenzien.toml", &format!("{OPTIONS}strict = true\n"));
    night(&folder, "2026-06-02", 3);
    assert_eq!(reports(&folder), ["2026-06-01.html", "2026-06-01.json", "2026-06-02.incomplete.html"]);
    folder.file("samenzien.toml", OPTIONS);
    assert!(night(&folder, "2026-06-03", 1).contains("since 2026-06-01: 1 new"));
    assert!(night(&folder, "someday", 2).contains("no such date"));
}

#[test]
fn a_report_that_is_past_its_last_day_goes_and_a_line_about_it_stays() {
    let folder = folder();
    folder.file("regels.toml", RULES);
    folder.file("samenzien.toml", &OPTIONS.replace("rules =", "keep-until = \"2020-01-01\"\nrules ="));
    night(&folder, "2026-06-02", 1);
    assert_eq!(reports(&folder), ["removed.txt"]);
    assert!(folder.read("nights/removed.txt").contains("2026-06-02.json"));
}

#[test]
fn the_shipped_options_are_of_use() {
    let options = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/nightly/samenzien.toml");
    let options = options.to_string_lossy();
    let folder = Folder::new();
    folder.run(&["--config", &options, "--profile", "nightly", "-q", "-o", "a.json"]).ends_with(1);
    assert!(folder.read("a.json").contains("Nachtelijke controle"));
}

#[test]
fn a_report_is_for_its_owner_alone() {
    let folder = folder();
    folder.file("regels.toml", RULES);
    night(&folder, "2026-06-02", 1);
    let mode = |name: &str| folder.path().join(name).metadata().expect("it is there").permissions().mode() & 0o077;
    assert_eq!((mode("nights"), mode("nights/2026-06-02.json")), (0, 0));
}
