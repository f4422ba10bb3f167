//! How much of people and firms an output shows, and how long it may be kept.

mod common;

use common::Folder;
use serde_json::Value;

const BATCH: &str = "zaaknummer;datum aanvraag;naam aanvrager;geboortedatum;telefoon;KvK-nummer;IBAN
N-1;01-06-2026;A. Toonbeeld;01-02-1980;06-19001234;90000001;NL91 ABNA 0417 1643 00
N-2;02-06-2026;B. Maquette;01-02-1981;+31 6 1900 1234;90000002;NL91ABNA0417164300
N-3;03-06-2026;C. Schrijfsel;01-02-1982;0031619001234;90000003;NL20 INGB 0001 2345 67
";
/// What must not stand in any output that hides people: names, numbers and their normal forms.
const CANARIES: [&str; 6] = ["Toonbeeld", "toonbeeld", "19001234", "0417164300", "0417 1643", "90000001"];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("nieuw.csv", BATCH);
    folder
}

fn key(folder: &Folder, name: &str, text: &str) {
    let path = folder.file(name, text);
    close(&path);
}

#[cfg(unix)]
fn close(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("closed");
}

#[cfg(not(unix))]
fn close(_: &std::path::Path) {}

fn tokens(folder: &Folder, args: &[&str]) -> (Value, String) {
    let run = [&["nieuw.csv", "--format", "json", "--lang", "nl", "--pseudonymise"], args].concat();
    let out = folder.run(&run).ends_with(0).out;
    (serde_json::from_str(&out).expect("json"), out)
}

fn shared_phone(json: &Value, at: usize) -> String {
    let hits = json["applications"][at]["hits"].as_array().expect("hits");
    let hit = hits.iter().find(|hit| hit["rule"] == "NET-01").expect("one number with three people");
    hit["evidence"][0]["key"][0]["value"].as_str().expect("a token").to_owned()
}

#[test]
fn tokens_link_what_is_the_same_and_name_nobody() {
    let folder = folder();
    key(&folder, "sleutel", "0123456789abcdef0123456789abcdef\n");
    key(&folder, "andere", "1123456789abcdef0123456789abcdef\n");
    let (json, text) = tokens(&folder, &["sleutel"]);
    let token = shared_phone(&json, 0);
    assert_eq!((token.len(), &token), (32, &shared_phone(&json, 2)));
    assert_eq!(json["manifest"]["personal_data"], "pseudonymised");
    assert!(text.contains("nog steeds persoonsgegevens"), "{text}");
    assert_eq!(shared_phone(&tokens(&folder, &["sleutel"]).0, 0), token);
    for other in [&["andere"][..], &["sleutel", "--purpose", "evaluatie 2026"]] {
        assert_ne!(shared_phone(&tokens(&folder, other).0, 0), token);
    }
}

#[test]
fn no_output_that_hides_people_shows_them() {
    let folder = folder();
    key(&folder, "sleutel", "0123456789abcdef0123456789abcdef");
    let columns = "id,applicant,phone,kvk_number,iban,reasons,linked";
    for hide in [&["--redact"][..], &["--pseudonymise", "sleutel"]] {
        let formats = ["csv", "json", "jsonl", "md", "table"];
        for format in formats {
            let run = [&["nieuw.csv", "-v", "--all", "--columns", columns, "--format", format], hide].concat();
            let run = folder.run(&run).ends_with(0);
            for canary in CANARIES {
                assert!(!run.out.contains(canary) && !run.err.contains(canary), "{format}: {canary}\n{}", run.out);
            }
        }
        let run = folder.run(&[&["explain", "nieuw.csv", "--id", "N-1"], hide].concat()).ends_with(0);
        for canary in CANARIES {
            assert!(!run.out.contains(canary), "explain: {canary}\n{}", run.out);
        }
    }
}

const TEXTS: &str = "zaaknummer;aanvraagdatum;toelichting;activiteit;ondernemingsplan;behandelaar;leenbedrag;bijzonder;wijkcode
N-1;01-06-2026;Contant van Toonbeeld;Zaal van Toonbeeld;Bel Toonbeeld op 06 19001234;B. Collega;zie Toonbeeld;Toonbeeld zelf;W7
N-2;02-06-2026;Contant van Toonbeeld;Zaal van Toonbeeld;Bel Toonbeeld op 06 19001234;B. Collega;zie Toonbeeld;Toonbeeld zelf;W7
";
const TEXT_RULES: &str = r#"format = 1
[ruleset]
id = "texts"
[fields.special]
headers = ["bijzonder"]
[fields.area]
type = "text"
personal = false
headers = ["wijkcode"]
[derived.plan_key]
squash = "business_plan_text"
[derived.plan_length]
length = "business_plan_text"
[[rule]]
id = "TXT-01"
title = { nl = "Teksten", en = "Texts" }
theme = "conduct"
weight = 20
when.all = [
  { field = "description", contains = "contant" },
  { field = "activity", starts_with = "zaal" },
  { field = "handler", present = true },
  { field = "special", contains = "zelf" },
  { field = "area", equals = "W7" },
  { field = "plan_length", at_least = 28 },
  { field = "loan_amount", valid = false },
  { same = "plan_key", at_least = 2 },
]
"#;

#[test]
fn what_people_wrote_in_their_own_words_is_hidden_as_they_are() {
    let folder = Folder::new();
    folder.file("teksten.csv", TEXTS);
    folder.file("regels.toml", TEXT_RULES);
    key(&folder, "sleutel", "0123456789abcdef0123456789abcdef");
    let columns = "id,description,activity,business_plan_text,plan_key,handler,loan_amount,special,area,plan_length";
    let batch = ["teksten.csv", "--rules", "regels.toml", "--as-of", "2026-06-30"];
    let screen = [&["screen"], &batch[..], &["--all", "--columns", columns, "--format"]].concat();
    let explain = [&["explain"], &batch[..], &["--id", "N-1", "--format"]].concat();
    let network = [&["network"], &batch[..], &["--by", "plan_key,special", "--min", "2", "--format"]].concat();
    let secrets = ["oonbeeld", "19001234", "Collega", "collega"];
    for hide in [&["--redact"][..], &["--pseudonymise", "sleutel"]] {
        for (run, formats) in [
            (&screen, &["csv", "json", "jsonl", "md", "table"][..]),
            (&explain, &["text", "md", "json", "html"]),
            (&network, &["table", "json", "graphml", "dot", "html"]),
        ] {
            for format in formats {
                let run = folder.run(&[&run[..], &[format, "-v"], hide].concat()).ends_with(0);
                for secret in secrets {
                    assert!(!run.out.contains(secret), "{format}: {secret}\n{}", run.out);
                    assert!(!run.err.contains(secret), "{format}: {secret}\n{}", run.err);
                }
                assert!(run.out.contains("N-1"), "{format}: {}", run.out);
            }
        }
        let files = ["-o", "a.html", "-o", "a.xlsx", "-q"];
        folder.run(&[&["screen"], &batch[..], &files, hide].concat()).ends_with(0);
        let mut sheets = String::new();
        let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("a.xlsx")).expect("a workbook");
        for (_, sheet) in calamine::Reader::worksheets(&mut book) {
            sheet.cells().for_each(|(_, _, cell)| sheets.push_str(&format!("{cell}\n")));
        }
        for (name, text) in [("a.html", folder.read("a.html")), ("a.xlsx", sheets)] {
            assert!(text.contains("TXT-01"), "{name}");
            secrets.iter().for_each(|secret| assert!(!text.contains(secret), "{name}: {secret}"));
        }
    }
    let csv = folder.run(&[&screen[..], &["csv", "--redact", "-q"]].concat()).ends_with(0).out;
    // Whose author has said that nobody is named in it stays, and so does how long a text is.
    assert!(csv.lines().nth(1).is_some_and(|line| line.ends_with(",•••,•••,W7,28")), "{csv}");
}

#[test]
fn what_only_a_switched_off_rule_looks_at_is_not_read() {
    let folder = Folder::new();
    folder.file("a.csv", "zaaknummer;aanvraagdatum;toelichting;boete verklaard\nN-1;01-06-2026;contant;zie bijlage\n");
    let rules = |enabled: bool| {
        let rule = |id: &str, when: &str, more: &str| {
            format!("[[rule]]\nid = \"{id}\"\ntitle = \"x\"\ntheme = \"t\"\nweight = 5\nwhen = {{ {when} }}\n{more}\n")
        };
        let off = format!("enabled = {enabled}");
        let fine = "[fields.declared_fine]\nheaders = [\"boete verklaard\"]\n";
        let rules = rule("A-1", "field = \"description\", contains = \"contant\"", "")
            + &rule("A-2", "field = \"declared_fine\", equals = true", &off);
        format!("format = 1\n[ruleset]\nid = \"x\"\n{fine}{rules}")
    };
    for (enabled, fields, invalid) in [(true, 4, 1), (false, 3, 0)] {
        folder.file("r.toml", &rules(enabled));
        let run = folder.run(&["a.csv", "--rules", "r.toml", "--format", "json", "-v"]).ends_with(0);
        let json: Value = serde_json::from_str(&run.out).expect("json");
        let told = json["manifest"]["fields"].as_array().expect("fields");
        assert_eq!(told.len(), fields, "{told:?}");
        assert_eq!(run.err.contains("boete verklaard"), invalid > 0, "{}", run.err);
        assert_eq!(run.out.contains("boete verklaard"), invalid > 0, "{}", run.out);
    }
}

#[test]
fn a_key_that_is_no_secret_is_refused() {
    let folder = folder();
    key(&folder, "kort", "kort");
    let said = folder.run(&["nieuw.csv", "--pseudonymise", "kort"]).ends_with(2).err;
    assert!(said.contains("too short") && said.contains("32"), "{said}");
    folder.run(&["nieuw.csv", "--pseudonymise", "geen"]).ends_with(2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.file("open", "0123456789abcdef0123456789abcdef");
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).expect("opened");
        let said = folder.run(&["nieuw.csv", "--pseudonymise", "open"]).ends_with(2).err;
        assert!(said.contains("chmod 600"), "{said}");
    }
}

#[test]
fn every_output_says_what_it_is_for_and_how_long_it_may_be_kept() {
    let folder = folder();
    let run = ["nieuw.csv", "--as-of", "2026-06-30", "--purpose", "weekly check", "-o", "a.json", "-o", "a.md"];
    folder.run(&[&run[..], &["-o", "a.csv", "-o", "a.manifest.json"]].concat()).ends_with(0);
    assert_eq!(folder.names(), ["a.csv", "a.json", "a.manifest.json", "a.md", "nieuw.csv"]);
    for name in ["a.json", "a.manifest.json"] {
        let json: Value = serde_json::from_str(&folder.read(name)).expect("json");
        assert_eq!(json["manifest"]["keep_until"], "2027-06-30");
        assert_eq!(json["manifest"]["purpose"], "weekly check");
        assert_eq!(json["manifest"]["inputs"][0]["rows_read"], 3);
    }
    assert!(folder.read("a.md").contains("2027-06-30"));
    let said = folder.run(&["nieuw.csv", "--keep-until", "ooit"]).ends_with(2).err;
    assert!(said.contains("--keep-until"), "{said}");
}
