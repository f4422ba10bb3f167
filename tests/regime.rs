//! The regimes: what is under the secrecy of the Wet Bibob is read in a Bibob investigation alone, and what that
//! writes says that it is secret and is not made to be shared.

mod common;

use common::Folder;

const BATCH: &str = "zaaknummer;soort vergunning;datum aanvraag;telefoon;adres;postcode;huisnummer;gevaarsconclusie;datum gevaarsconclusie\n\
    A-1;exploitatie;2026-03-01;0619001234;Dorpsstraat 1;1234 AB;1;ernstig gevaar;2025-06-01\n";
const SIGNALS: &str = "datum;afdeling;over;waarde;soort;geheimhouding\n\
    2026-02-01;VTH;telefoon;0619001234;drukte;\n\
    2026-02-01;Veiligheid;telefoon;0619001234;tip;OM-tip\n\
    2026-02-01;Veiligheid;telefoon;0619001234;inval;politie\n\
    2026-02-01;Veiligheid;telefoon;0619001234;inval;misschien\n";
const SECRET: &str = "art. 28";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("batch.csv", BATCH);
    folder.file("signals.csv", SIGNALS);
    folder
}

const RUN: [&str; 7] = ["batch.csv", "--signals", "signals.csv", "--as-of", "2026-04-01", "--lang", "nl"];

fn run(folder: &Folder, command: &[&str], more: &[&str]) -> common::Run {
    folder.run(&[command, &RUN[..], more].concat())
}

#[test]
fn the_regular_regime_reads_nothing_that_is_secret_and_says_so() {
    let folder = folder();
    let found = run(&folder, &["screen"], &["--format", "json"]).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&found.out).expect("json");
    assert!(!found.out.contains("serious") && !found.out.contains("inval") && !found.out.contains(SECRET));
    assert!(!found.out.contains("PER-08") || found.out.contains("not_assessed"), "{}", found.out);
    let notes = report["counts"]["notes"].to_string() + &found.err;
    assert!(notes.contains("gevaarsconclusie") && notes.contains("2 signalen onder geheimhouding"), "{notes}");
    assert!(found.err.contains("--regime bibob"), "{}", found.err);
    // A word that nobody knows may mean anything: the signal is set aside.
    let check = run(&folder, &["signals", "check"], &[]).ends_with(0);
    assert!(check.out.contains("geheimhouding is"), "{}", check.out);
    let inspected = run(&folder, &["inspect"], &[]).ends_with(0);
    assert!(inspected.out.contains("geheim, alleen met --regime bibob"), "{}", inspected.out);
}

#[test]
fn a_bibob_investigation_reads_it_and_every_output_says_that_it_is_secret() {
    let folder = folder();
    let bibob = ["--regime", "bibob"];
    let shown = run(&folder, &["screen"], &bibob).ends_with(0);
    assert!(shown.out.contains(SECRET), "{}", shown.out);
    let outputs = ["o.json", "o.jsonl", "o.md", "o.html", "o.manifest.json"];
    let asked: Vec<&str> = outputs.iter().flat_map(|output| ["-o", *output]).collect();
    run(&folder, &["screen"], &[&bibob[..], &asked, &["-o", "o.xlsx"]].concat()).ends_with(0);
    for output in outputs {
        assert!(folder.read(output).contains(SECRET), "{output}");
    }
    assert!(
        folder.read("o.json").contains("\"regime\": \"bibob\"")
            || folder.read("o.json").contains("\"regime\":\"bibob\"")
    );
    let book = std::fs::read(folder.path().join("o.xlsx")).expect("a workbook");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(book)).expect("a workbook");
    let account = calamine::Reader::worksheet_range(&mut book, "Verantwoording").expect("the sheet");
    assert!(account.used_cells().any(|(_, _, cell)| cell.to_string().contains(SECRET)));
    let explained = run(&folder, &["explain"], &["--id", "A-1", "--regime", "bibob"]).ends_with(0);
    assert!(explained.out.contains("Ernstig gevaar") && explained.out.contains(SECRET), "{}", explained.out);
    folder
        .run(&["network", "batch.csv", "--min", "2", "--regime", "bibob", "--lang", "nl", "-o", "n.html"])
        .ends_with(0);
    assert!(folder.read("n.html").contains(SECRET));
    folder.run(&["verify", "o.json"]).ends_with(0);
    // A set without secrets says the same in both.
    let regular = run(&folder, &["screen"], &["--regime", "regulier"]).ends_with(0);
    assert!(!regular.out.contains(SECRET));
}

#[test]
fn what_is_to_be_shared_is_made_in_the_regular_regime() {
    let folder = folder();
    folder.file("key", &"k".repeat(40));
    let shared: [(&[&str], &[&str]); 6] = [
        (&["screen"], &["--redact"]),
        (&["screen"], &["--pseudonymise", "key"]),
        (&["explain"], &["--id", "A-1", "--for", "applicant"]),
        (&["explain"], &["--id", "A-1", "--redact"]),
        (&["network"], &["--redact"]),
        (&["signals", "thanks"], &[]),
    ];
    for (command, more) in shared {
        let refused = run(&folder, command, &[more, &["--regime", "bibob"]].concat()).ends_with(2);
        assert!(refused.err.contains("--regime regular") && refused.out.is_empty(), "{command:?}: {}", refused.err);
    }
}

#[test]
fn a_town_says_which_of_its_own_columns_are_secret() {
    let folder = folder();
    folder.file("batch.csv", "zaaknummer;tip\nA-1;ja\nA-2;nee\n");
    folder.file(
        "rules.toml",
        "format = 1\n[fields.tip]\ntype = \"boolean\"\nsecrecy = \"om-tip\"\n[[rule]]\nid = \"T-1\"\ntitle = \"Een tip\"\n\
         theme = \"trial\"\nweight = 10\nwhen = { field = \"tip\", equals = true }\n",
    );
    let score = |regime: &str| {
        let args = ["screen", "batch.csv", "--rules", "rules.toml", "--format", "csv", "--columns", "id,score,hits"];
        folder.run(&[&args[..], &["--regime", regime]].concat()).ends_with(0).out
    };
    assert!(score("bibob").contains("A-1,10,T-1"), "{}", score("bibob"));
    assert!(score("regular").contains("A-1,0,"), "{}", score("regular"));
    let mapped = "[columns]\ntip = \"tip\"\n";
    folder.file("mapping.toml", mapped);
    let args = ["screen", "batch.csv", "--rules", "rules.toml", "--mapping", "mapping.toml", "--format", "csv"];
    assert!(folder.run(&args).ends_with(0).out.lines().nth(1).is_some_and(|line| !line.contains("T-1\"")));
    folder.file("wrong.toml", "format = 1\n[fields.tip]\nsecrecy = \"een beetje\"\n");
    let told = folder.run(&["rules", "check", "wrong.toml", "--lang", "en"]).ends_with(1);
    assert!(told.out.contains("een beetje"), "{}", told.out);
}
