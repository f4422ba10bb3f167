//! `--log json`, and what is told of mistakes: counts, timings and codes, and nothing of what stands in a cell.

mod common;

use common::{Folder, Run};
use serde_json::Value;

/// Values that no message may hold: a name, a birth date, a telephone number, a street, an account, a remark.
const CANARIES: [&str; 7] =
    ["Kanarievogel", "1971-03-14", "14-03-1971", "0619009911", "Zangvogelpad", "NL02ABNA0123456789", "geheimpje"];

const HEAD: &str =
    "zaaknummer;aanvrager;geboortedatum;telefoon;adres;iban;omschrijving;soort vergunning;datum aanvraag\n";
const ROW: &str =
    "A-1;Piet Kanarievogel;14-03-1971;0619009911;Zangvogelpad 1;NL02ABNA0123456789;geheimpje;exploitatie;2026-01-02\n";

fn lines(run: &Run) -> Vec<Value> {
    run.err.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no json: {line}"))).collect()
}

#[test]
fn a_run_is_told_in_counts_and_timings() {
    let folder = Folder::new();
    folder.file("batch.csv", &format!("{HEAD}{ROW}{}", ROW.replace("A-1", "A-2").replace("0619009911", "06-x")));
    let run = folder.run(&["screen", "batch.csv", "--log", "json", "-q", "-o", "out.json"]).ends_with(0);
    let events = lines(&run);
    let names: Vec<&str> = events.iter().map(|event| event["event"].as_str().expect("an event")).collect();
    assert_eq!(names, ["start", "rules", "step", "step", "step", "screened", "written", "end"]);
    for event in &events {
        assert!(event["at"].as_str().is_some_and(|at| at.ends_with('Z') && at.len() == 24), "{event}");
        assert!(event["seconds"].is_number() && event["level"] == "info", "{event}");
    }
    let screened = &events[5];
    assert_eq!(screened["inputs"][0], serde_json::json!({"role": "batch", "read": 2, "screened": 2, "rejected": 0}));
    assert_eq!((&screened["unreadable_cells"], &events[7]["exit"]), (&Value::from(1), &Value::from(0)));
    let bands = screened["bands"].as_object().expect("bands").values().filter_map(Value::as_u64).sum::<u64>();
    assert_eq!(bands, 2);
    let written = &events[6];
    assert_eq!(
        (&written["format"], &written["bytes"]),
        (&"json".into(), &(folder.read("out.json").len() as u64).into())
    );
}

#[test]
fn rows_that_are_set_aside_make_it_a_warning() {
    let folder = Folder::new();
    // One row has more cells than there are columns.
    folder.file("batch.csv", &format!("{HEAD}{ROW}{}", ROW.replace("A-1", "A-2;Piet;Kanarievogel")));
    let run = folder.run(&["screen", "batch.csv", "--log", "json", "-o", "out.manifest.json", "-o", "out.ndjson"]);
    let events = lines(&run.ends_with(0));
    let of = |name: &str| events.iter().filter(|event| event["event"] == name).collect::<Vec<_>>();
    assert_eq!((&of("screened")[0]["level"], &of("screened")[0]["inputs"][0]["rejected"]), (&"warn".into(), &1.into()));
    let formats: Vec<&Value> = of("written").iter().map(|event| &event["format"]).collect();
    assert_eq!(formats, ["manifest", "jsonl"]);
    let run = folder.run(&["rules", "new", "OWN-02", "-o", "Kanarievogel.toml", "--log", "json"]).ends_with(0);
    assert_eq!(lines(&run).iter().find(|event| event["event"] == "written").expect("an event")["format"], "toml");
}

#[test]
#[cfg(unix)]
fn who_stops_a_run_ends_its_log() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let folder = Folder::new();
    let mut run = Command::new(env!("CARGO_BIN_EXE_samenzien"))
        .current_dir(folder.path())
        .args(["screen", "-", "--log", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Standard input stays open: the program waits for it.
    let input = run.stdin.take();
    let mut events = BufReader::new(run.stderr.take().expect("a stream")).lines();
    let mut next =
        || -> Option<Value> { events.next().map(|line| serde_json::from_str(&line.expect("a line")).expect("json")) };
    while next().expect("an event")["event"] != "rules" {}
    assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().expect("kill").success());
    assert_eq!(run.wait().expect("an end").code(), Some(130));
    let rest: Vec<Value> = std::iter::from_fn(next).collect();
    let ends: Vec<&Value> = rest.iter().filter(|event| event["event"] == "end").collect();
    assert_eq!(ends.iter().map(|end| &end["exit"]).collect::<Vec<_>>(), [130]);
    drop(input);
}

#[test]
fn the_file_of_options_may_ask_for_it() {
    let folder = Folder::new();
    folder.file("batch.csv", &format!("{HEAD}{ROW}"));
    folder.file("samenzien.toml", "log = \"json\"\n");
    let run = folder.run(&["screen", "batch.csv", "-o", "out.json"]).ends_with(0);
    assert_eq!(lines(&run).last().expect("a line")["event"], "end");
}

#[test]
fn the_report_is_the_same_with_it() {
    let folder = Folder::new();
    folder.file("batch.csv", &format!("{HEAD}{ROW}"));
    let args = ["screen", "batch.csv", "--as-of", "2026-02-01", "-o"];
    folder.run(&[&args[..], &["a.csv"]].concat()).ends_with(0);
    folder.run(&[&args[..], &["b.csv", "--log", "json", "--verbose"]].concat()).ends_with(0);
    assert_eq!(folder.read("a.csv"), folder.read("b.csv"));
}

/// Files with something wrong in them, beside values that are nobody's business.
fn broken() -> Folder {
    let folder = Folder::new();
    let file = |name: &str, text: &str| drop(folder.file(name, text));
    file("batch.csv", &format!("{HEAD}{ROW}"));
    file("twice.csv", &format!("{HEAD}{ROW}{ROW}"));
    file("ragged.csv", &format!("{HEAD}{ROW}Piet Kanarievogel;geheimpje\n\"Piet Kanarievogel;;geheimpje\n"));
    file("shifted.csv", &format!("{HEAD}{}", ROW.replace("14-03-1971;0619009911", "0619009911;14-03-1971")));
    file("no_header.csv", ROW);
    file("empty.csv", "");
    file("header_only.csv", HEAD);
    file("book.xlsx", "PK\u{3}\u{4} geheimpje Kanarievogel");
    file(
        "signals.csv",
        "datum;afdeling;over;waarde\n2026-01-01;VTH;naam;Piet Kanarievogel\ngeheimpje;;adres;Zangvogelpad 1\n",
    );
    file("parties.csv", "zaaknummer;rol;naam\nA-9;geheimpje;Piet Kanarievogel\nA-1;Kanarievogel;x\n");
    file("join.csv", "zaaknummer;lening\nA-9;geheimpje\nA-1;1\nA-1;2\n");
    file("decisions.csv", "id;rule;until;by;reason\nA-1;FIN-99;geheimpje;Kanarievogel;x\n");
    file("outcomes.csv", "id;outcome\nA-1;geheimpje\nKanarievogel;hit\n");
    file("groups.csv", "id;group\nA-1;geheimpje\n");
    file("mapping.toml", "[columns]\naanvrager = \"kanarie\"\n");
    file("rules.toml", "format = 1\n[[rule]]\nid = \"A\"\n");
    file("report.json", "{ \"Kanarievogel\": \"geheimpje\"");
    file("config.toml", "geheim = 1\n");
    folder
}

/// Ways in which a run goes wrong, or nearly.
const RUNS: &[&[&str]] = &[
    &["screen", "batch.csv"],
    &["screen", "twice.csv"],
    &["screen", "ragged.csv", "--strict"],
    &["screen", "shifted.csv", "--verbose"],
    &["screen", "empty.csv"],
    &["screen", "header_only.csv"],
    &["screen", "book.xlsx"],
    &["screen", "missing.csv"],
    &["screen", "batch.csv", "--delimiter", "|"],
    &["screen", "batch.csv", "--encoding", "klingon"],
    &["screen", "batch.csv", "--signals", "signals.csv", "--verbose"],
    &["signals", "check", "batch.csv", "--signals", "signals.csv"],
    &["screen", "batch.csv", "--parties", "parties.csv", "--verbose"],
    &["screen", "batch.csv", "--join", "join.csv", "--verbose"],
    &["screen", "batch.csv", "--history", "ragged.csv", "--verbose"],
    &["screen", "batch.csv", "--decisions", "decisions.csv"],
    &["screen", "batch.csv", "--mapping", "mapping.toml"],
    &["screen", "batch.csv", "--rules", "rules.toml"],
    &["screen", "batch.csv", "--baseline", "report.json"],
    &["screen", "batch.csv", "--config", "config.toml"],
    &["screen", "batch.csv", "--as-of", "gisteren"],
    &["screen", "batch.csv", "--pseudonymise", "empty.csv"],
    &["screen", "batch.csv", "-o", "batch.csv"],
    &["screen", "batch.csv", "-o", "no/such/folder.csv"],
    &["screen", "batch.csv", "--columns", "nope"],
    &["inspect", "ragged.csv"],
    &["tune", "batch.csv", "--outcomes", "outcomes.csv"],
    &["compare", "batch.csv", "--against", "rules.toml"],
    &["explain", "batch.csv", "--id", "A-7"],
    &["network", "ragged.csv"],
    &["fairness", "report.json", "--groups", "groups.csv"],
    &["verify", "report.json"],
    &["purge", "."],
    &["rules", "check", "rules.toml"],
    &["rules", "test", "missing.toml"],
    &["nope"],
];

#[test]
fn no_event_holds_anything_of_a_cell() {
    let folder = broken();
    let mut codes = std::collections::BTreeSet::new();
    for args in RUNS {
        for level in [&[][..], &["--verbose"], &["--quiet"]] {
            if args.contains(&"--verbose") && !level.is_empty() {
                continue;
            }
            let run = folder.run(&[args, level, &["--log", "json"]].concat());
            let events = lines(&run);
            assert_eq!(events.last().expect("an event")["event"], "end", "{args:?}");
            for canary in CANARIES {
                assert!(!run.err.contains(canary), "{args:?}: {}", run.err);
            }
            codes.extend(events.iter().filter_map(|event| Some(event["code"].as_str()?.to_owned())));
        }
    }
    assert!(codes.len() >= 12, "{codes:?}");
}

#[test]
fn no_sentence_about_a_run_holds_anything_of_a_cell() {
    let folder = broken();
    let mut told = Vec::new();
    for args in RUNS {
        for lang in ["nl", "en"] {
            let run = folder.run(&[args, &["--lang", lang][..]].concat());
            if CANARIES.iter().any(|canary| run.err.contains(canary)) {
                told.push(format!("{args:?}: {}", run.err));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}
