//! The promises of `samenzien screen`.

mod common;

use common::Folder;

const LIST: &str = "\
zaaknummer;aanvraagdatum;type vergunning;geleend bedrag
Z-1;2026-11-02;horeca;40000
Z-2;2026-11-03;horeca;1000
Z-3;2026-11-04;horeca;
;2026-11-04;horeca;5
";

const RULES: &str = r#"
format = 1

[ruleset]
id = "proef"
version = "1.0"
title = { nl = "Proef", en = "Trial" }

[scoring]
cap = 100

[[rule]]
id = "FIN-01"
theme = "financing"
weight = 35
title = { nl = "Grote lening", en = "Large loan" }
why = { nl = "Een grote lening vraagt om uitleg.", en = "A large loan asks for explanation." }
consider = { nl = "Het kan een banklening zijn.", en = "It may be a bank loan." }
ask = { nl = "Van wie komt het geld?", en = "Who provides the money?" }
source = ["Bron"]
when = { field = "loan_amount", at_least = 25000 }
"#;

fn ready() -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", LIST);
    folder.file("regels.toml", RULES);
    folder
}

#[test]
fn gives_one_line_per_application_and_talks_on_standard_error() {
    let run = ready().run(&["lijst.csv", "--rules", "regels.toml", "--format", "csv"]).ends_with(0);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 4, "{}", run.out);
    assert!(lines[1].starts_with("Z-1,35,") && lines[1].ends_with(",2026-11-02,Large loan"), "{}", run.out);
    assert!(lines[3].contains("FIN-01"), "{}", run.out);
    assert!(run.err.contains("4 rows read, 3 screened, 1 not usable"), "{}", run.err);
}

#[test]
fn writes_every_output_and_nothing_else() {
    let folder = ready();
    let run = folder.run(&["-q", "lijst.csv", "--rules", "regels.toml", "-o", "a.csv", "-o", "b.json", "-o", "c.md"]);
    let run = run.ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert_eq!(folder.names(), ["a.csv", "b.json", "c.md", "lijst.csv", "regels.toml"]);
    assert!(folder.read("b.json").contains("\"rows_set_aside\": 1"));
    assert!(folder.read("c.md").contains("Large loan"));
}

#[test]
fn rejects_output_that_is_an_input() {
    let folder = ready();
    let run = folder.run(&["lijst.csv", "--rules", "regels.toml", "-o", "./lijst.csv"]).ends_with(2);
    assert!(run.err.starts_with("error: ./lijst.csv") && run.out.is_empty(), "{}", run.err);
    folder.run(&["*.csv", "--rules", "regels.toml", "-o", "lijst.csv"]).ends_with(2);
    assert_eq!(folder.read("lijst.csv"), LIST);
}

#[test]
fn writes_nothing_when_an_input_cannot_be_used() {
    let folder = ready();
    let run = folder.run(&["niet.csv", "--rules", "regels.toml", "-o", "a.csv", "--lang", "nl"]).ends_with(2);
    assert!(run.err.starts_with("fout: ") && run.err.contains("niet.csv"), "{}", run.err);
    assert_eq!(folder.names(), ["lijst.csv", "regels.toml"]);
}

#[test]
fn exit_codes_tell_incomplete_before_threshold() {
    let folder = ready();
    let run = |more: &[&str]| folder.run(&[&["-q", "lijst.csv", "--rules", "regels.toml"], more].concat());
    run(&["--fail-on", "laag"]).ends_with(1);
    run(&["--fail-on", "LOW", "--strict"]).ends_with(3);
    let none = run(&["--fail-on", "hoogst"]).ends_with(2);
    assert!(none.err.contains("hoogst"), "{}", none.err);
}

#[test]
fn one_thread_gives_the_bytes_of_many() {
    let folder = ready();
    let run =
        |threads| folder.run(&["-q", "lijst.csv", "--rules", "regels.toml", "--format", "jsonl", "--threads", threads]);
    assert_eq!(run("1").ends_with(0).out, run("4").ends_with(0).out);
}

#[test]
fn locale_time_zone_and_width_change_nothing_that_a_machine_reads() {
    let folder = Folder::new();
    folder.file(
        "lijst.csv",
        "zaaknummer;soort vergunning;datum aanvraag;leenbedrag\nA-1;exploitatie;01-02-2026;40.000,50\n",
    );
    let as_of = ["screen", "lijst.csv", "--as-of", "2026-03-01", "-q"];
    let places: [[(&str, &str); 3]; 3] = [
        [("LC_ALL", "nl_NL.UTF-8"), ("TZ", "Europe/Amsterdam"), ("COLUMNS", "40")],
        [("LC_ALL", "en_US.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("COLUMNS", "200")],
        [("LC_ALL", "de_DE"), ("TZ", "Pacific/Pago_Pago"), ("COLUMNS", "80")],
    ];
    // The words are those of a language, which may be asked for; all else is the same everywhere.
    let columns = "id,score,band,score_low,score_high,hits,not_assessed,themes,linked,application_date,loan_amount";
    let asked: [&[&str]; 4] = [
        &["--format", "csv", "--columns", columns],
        &["--format", "csv", "--lang", "nl"],
        &["--format", "json", "--lang", "nl"],
        &["--format", "jsonl", "--lang", "en"],
    ];
    for more in asked {
        let told = places.map(|place| folder.run_in(&[&as_of[..], more].concat(), &place).ends_with(0).out);
        assert!(told.iter().all(|one| *one == told[0] && !one.is_empty()), "{more:?}");
    }
}
