//! Names that are written differently: which count as the same, and how that is shown.

mod common;

use common::Folder;

const RULES: &str = r#"format = 1

[ruleset]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }

[scoring]
cap = 100
bands = [{ id = "low", from = 0 }]

[[rule]]
id = "N-1"
title = { nl = "Bijna dezelfde naam", en = "Nearly the same name" }
theme = "names"
weight = 5
when = { same = ["applicant", "birth_date"], similar = 0.92, at_least = 2 }
why = { nl = "Waarom", en = "Why" }
consider = { nl = "Toch", en = "Still" }
ask = { nl = "Vraag", en = "Ask" }
source = ["Bron"]

[[rule]]
id = "N-2"
title = { nl = "Rekening van de aanvrager", en = "Account of the applicant" }
theme = "names"
weight = 5
when = { field = "iban_holder", similar_to = { field = "applicant" }, similar = 0.9 }
why = { nl = "Waarom", en = "Why" }
consider = { nl = "Toch", en = "Still" }
ask = { nl = "Vraag", en = "Ask" }
source = ["Bron"]
"#;

/// Invented people.
const LIST: &str = "\
zaaknummer;aanvrager;geboortedatum;rekeninghouder
Z-1;Anna van der Meer;01-01-1980;MEER A VD
Z-2;Meer, A. v.d.;01-01-1980;
Z-3;Anna van der Meer;02-01-1980;C. Anders
Z-4;Anna v/d Meer-Jansen;01-01-1980;Anna van der Meer
Z-5;Berta van der Meer;01-01-1980;Bart
Z-6;Anna van der Meer;;Anna van der Meer
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("regels.toml", RULES);
    folder.file("lijst.csv", LIST);
    folder
}

fn hits(folder: &Folder, file: &str) -> Vec<(String, String)> {
    let run = folder.run(&[file, "--rules", "regels.toml", "--format", "csv", "--columns", "id,hits,not_assessed"]);
    let out = run.ends_with(0).out;
    let mut lines: Vec<(String, String)> = out
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').map(|(id, rest)| (id.to_owned(), rest.to_owned())).expect("cells"))
        .collect();
    lines.sort();
    lines
}

#[test]
fn names_count_as_the_same_beside_an_equal_birth_date_only() {
    let folder = folder();
    let found = hits(&folder, "lijst.csv");
    let rest: Vec<&str> = found.iter().map(|(_, rest)| rest.as_str()).collect();
    assert_eq!(rest, ["N-1|N-2,", "N-1,N-2", ",", "N-1|N-2,", ",", "N-2,N-1"], "{found:?}");
    // The order of the file makes no difference.
    let mut lines: Vec<&str> = LIST.lines().collect();
    lines[1..].reverse();
    folder.file("anders.csv", &(lines.join("\n") + "\n"));
    assert_eq!(hits(&folder, "anders.csv"), found);
}

#[test]
fn both_spellings_and_their_score_are_shown_and_can_be_hidden() {
    let folder = folder();
    let args = ["lijst.csv", "--rules", "regels.toml", "--lang", "nl", "--all", "--format"];
    let run = |more: &[&str]| folder.run(&[&args[..], more].concat()).ends_with(0).out;
    let said = run(&["md"]);
    assert!(said.contains("“Anna van der Meer” lijkt veel op “Meer, A. v.d.” (gelijkenis 0,98)"), "{said}");
    assert!(said.contains("lijkt veel op Aanvrager “Anna van der Meer”"), "{said}");
    let json = run(&["jsonl"]);
    assert!(json.contains(r#""kind":"alike","field":"applicant","value":"Anna van der Meer""#), "{json}");
    assert!(json.contains(r#""other_value":"Meer, A. v.d.","score":"0.9"#), "{json}");
    for format in ["md", "json", "jsonl"] {
        let hidden = run(&[format, "--redact"]);
        assert!(!hidden.contains("Meer") && !hidden.contains("MEER"), "{hidden}");
    }
}

#[test]
fn what_was_not_compared_is_told() {
    let folder = folder();
    let mut list = "zaaknummer;aanvrager;geboortedatum\n".to_owned();
    for at in 0..200 {
        let letter = |n: u32| char::from_u32('a' as u32 + n % 26).expect("a letter");
        let name: String = [letter(at), letter(at / 26), letter(at * 7), letter(at * 11)].iter().collect();
        list.push_str(&format!("Z-{at};Q{name}{name} Jansen;01-01-1980\n"));
    }
    folder.file("veel.csv", &list);
    let run = folder.run(&["veel.csv", "--rules", "regels.toml", "--lang", "en"]);
    assert!(run.err.contains("names: 1 times too many names began alike"), "{}", run.err);
    let run = folder.run(&["lijst.csv", "--rules", "regels.toml", "--lang", "en"]);
    assert!(!run.err.contains("names:"), "{}", run.err);
}
