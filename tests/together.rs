//! Together we see more: what no department sees in its own applications, and the path from one application
//! to the next. The files beside the goldens are invented.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{Folder, golden};

const FILES: [&str; 3] = ["horeca.csv", "bouwen.csv", "evenementen.csv"];
const NETWORK: [&str; 4] = ["H-1", "H-2", "B-1", "E-1"];

fn folder() -> Folder {
    let folder = Folder::new();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/together");
    for name in FILES.iter().chain(&["rules.toml"]) {
        folder.file(name, &std::fs::read_to_string(golden.join(name)).expect("a file"));
    }
    folder
}

fn run(folder: &Folder, args: &[&str], files: &[&str]) -> String {
    let fixed = ["--rules", "rules.toml", "--as-of", "2026-11-01"];
    folder.run(&[args, files, &fixed].concat()).ends_with(0).out
}

fn bands(folder: &Folder, files: &[&str]) -> BTreeMap<String, String> {
    let out = run(folder, &["screen", "--format", "csv", "--columns", "id,band"], files);
    let pair = |line: &str| line.split_once(',').map(|(id, band)| (id.to_owned(), band.to_owned()));
    out.lines().skip(1).filter_map(pair).collect()
}

#[test]
fn each_department_alone_stays_below_high_and_together_the_network_shows() {
    let folder = folder();
    for file in FILES {
        let alone = bands(&folder, &[file]);
        assert!(!alone.is_empty() && alone.values().all(|band| band != "high"), "{file}: {alone:?}");
    }
    let together = bands(&folder, &FILES);
    let high: BTreeSet<&str> = together.iter().filter(|(_, band)| *band == "high").map(|(id, _)| id.as_str()).collect();
    assert_eq!(high, NETWORK.into_iter().collect());
}

#[test]
fn the_evidence_leads_from_application_to_application() {
    let folder = folder();
    let whole = run(&folder, &["network", "--format", "json"], &FILES);
    let whole: serde_json::Value = serde_json::from_str(&whole).expect("json");
    let network = &whole["networks"][0];
    assert_eq!(network["only_together"], true);
    // From the first restaurant to the other one, over a telephone, an account and an e-mail address.
    let links = network["links"].as_array().expect("links");
    let shared = |a: &str, b: &str| {
        let has = |link: &serde_json::Value, id: &str| {
            link["applications"].as_array().is_some_and(|ids| ids.iter().any(|known| known == id))
        };
        let link = links.iter().find(|link| has(link, a) && has(link, b)).expect("a link");
        (link["field"].as_str().expect("a field").to_owned(), link["holds"] == true)
    };
    assert_eq!(shared("H-1", "B-1"), ("phone".to_owned(), true));
    assert_eq!(shared("B-1", "E-1"), ("iban".to_owned(), true));
    assert_eq!(shared("E-1", "H-2"), ("email".to_owned(), true));
    let holds = |id: &str| {
        let all = network["applications"].as_array().expect("applications");
        all.iter().any(|application| application["id"] == id && application["holds"] == true)
    };
    assert!(holds("B-1") && holds("E-1") && !holds("H-1") && !holds("H-2"));
    // The bookkeeper's number joins nobody, and that is said.
    assert_eq!(whole["too_common"][0]["applications"], 6);
    for lang in ["nl", "en"] {
        golden(&format!("together/network.{lang}.txt"), &run(&folder, &["network", "--lang", lang], &FILES));
    }
}

#[test]
fn every_report_marks_what_only_shows_together() {
    let folder = folder();
    for (format, mark) in
        [("md", "(only visible together)"), ("json", "\"only_together\": true"), ("jsonl", "\"only_together\":true")]
    {
        let said = |files: &[&str]| run(&folder, &["screen", "--lang", "en", "--format", format], files);
        assert!(said(&FILES).contains(mark), "{format}: {}", said(&FILES));
        assert!(!said(&FILES[..1]).contains(mark), "{format}");
    }
    let explained = run(&folder, &["explain", "--id", "H-1", "--lang", "nl"], &FILES);
    assert!(explained.contains("alleen samen zichtbaar"), "{explained}");
    // One department that has them all would have seen it by itself.
    let one: String = FILES
        .iter()
        .enumerate()
        .map(|(at, name)| folder.read(name).split_inclusive('\n').skip(usize::from(at > 0)).collect::<String>())
        .collect();
    folder.file("alles.csv", &one);
    let said = run(&folder, &["screen", "--lang", "en", "--format", "md"], &["alles.csv"]);
    assert!(said.contains("joined directly or through others") && !said.contains("only visible together"), "{said}");
}

/// The lines of a csv report, sorted, with linked ids sorted too: both stand in the order of the rows.
fn in_no_order(csv: &str) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for line in csv.lines() {
        let cells = line.split(',').map(|cell| {
            let mut parts: Vec<&str> = cell.split('|').collect();
            parts.sort_unstable();
            parts.join("|")
        });
        lines.push(cells.collect());
    }
    lines.sort();
    lines
}

#[test]
fn another_order_of_files_changes_the_order_of_rows_and_nothing_else() {
    let folder = folder();
    let args = |threads| ["screen", "--format", "csv", "--threads", threads];
    let one = run(&folder, &args("1"), &FILES);
    for (threads, files) in [("1", [2, 1, 0]), ("2", [2, 0, 1]), ("2", [1, 2, 0])] {
        let other = run(&folder, &args(threads), &files.map(|at| FILES[at]));
        assert_ne!(other, one);
        assert_eq!(in_no_order(&other), in_no_order(&one), "{files:?}");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    let folder = folder();
    let names = ["json", "csv", "jsonl", "manifest.json", "html"];
    let mut found = Vec::new();
    for (at, threads) in ["1", "2", "1"].iter().enumerate() {
        let outputs = names.map(|name| format!("{at}.{name}"));
        let outputs: Vec<&str> = outputs.iter().flat_map(|name| ["-o", name.as_str()]).collect();
        run(&folder, &[&["screen", "--threads", threads][..], &outputs].concat(), &FILES);
        // A manifest tells the names of the outputs beside it.
        let own = |text: String| names.iter().fold(text, |text, name| text.replace(&format!("{at}.{name}"), name));
        found.push(names.map(|name| own(folder.read(&format!("{at}.{name}")))));
    }
    assert!(found[0] == found[1], "another number of threads");
    assert!(found[0] == found[2], "another run");
}
