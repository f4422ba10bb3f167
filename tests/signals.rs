//! Colleagues' signals: matched on what they are about, told with their department, never on a name alone.

mod common;

use common::Folder;
use serde_json::Value;

const BATCH: &str = "zaaknummer;datum aanvraag;soort vergunning;naam aanvrager;geboortedatum;telefoon;KvK-nummer;IBAN;straatnaam;huisnummer;postcode
N-1;01-06-2026;exploitatievergunning;A. van der Model;01-02-1980;06-19001234;90000001;NL91 ABNA 0417 1643 00;Kladsingel;1;1129 CZ
N-2;02-06-2026;exploitatievergunning;B. van der Model;01-02-1981;06-19001235;90000002;NL20 INGB 0001 2345 67;Schetskade;7;1177 KX
";

const SIGNALS: &str = "datum;afdeling;melder;betreft;waarde;soort;omschrijving;betrouwbaarheid
12-05-2026;Toezicht;Collega 1;telefoon;+31 6 1900 1234;contact;Een leeg winkelraam;4
20-05-2026;Belastingen;Collega 2;persoon;Model, A. van der (1-2-1980);contact;Drie bezwaren;3
20-05-2026;Belastingen;Collega 2;persoon;B. van der Model;contact;Zonder geboortedatum;3
10-06-2026;Wijkteam;Collega 3;adres;Schetskade 7, 1177 KX;bezoek;Na de aanvraag;5
01-05-2026;Wijkteam;Collega 3;iban;NL02 ABNA 0123 4567 89;contact;Niemand;5
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("nieuw.csv", BATCH);
    folder.file("signalen.csv", SIGNALS);
    folder
}

fn screened(args: &[&str]) -> (Value, String) {
    let run = folder().run(&[&["nieuw.csv", "--format", "json", "--lang", "en"], args].concat()).ends_with(0);
    (serde_json::from_str(&run.out).expect("json"), run.err)
}

fn hit<'a>(json: &'a Value, at: usize, rule: &str) -> Option<&'a Value> {
    json["applications"][at]["hits"].as_array()?.iter().find(|hit| hit["rule"] == rule)
}

#[test]
fn two_departments_see_more_than_one() {
    let (json, said) = screened(&["--signals", "signalen.csv"]);
    let hit = hit(&json, 0, "SIG-01").expect("a hit");
    let departments: Vec<&str> =
        hit["evidence"].as_array().expect("facts").iter().filter_map(|fact| fact["department"].as_str()).collect();
    assert_eq!(departments, ["Toezicht", "Belastingen"]);
    let text = hit["evidence"][0]["text"].as_str().expect("a sentence");
    assert!(text.contains("told by Toezicht on") && text.contains("Een leeg winkelraam"), "{text}");
    assert_eq!(json["manifest"]["inputs"][1]["role"], "signals");
    assert!(said.contains("colleagues' signals: 4 read, 3 are about an application, 1 not usable"), "{said}");
}

#[test]
fn a_signal_from_after_the_application_and_a_name_alone_do_not_count() {
    let (json, _) = screened(&["--signals", "signalen.csv"]);
    assert!(hit(&json, 1, "SIG-01").is_none() && hit(&json, 1, "SIG-02").is_none());
}

#[test]
fn without_signals_nothing_is_assumed() {
    let (json, _) = screened(&[]);
    let open = json["applications"][0]["not_assessed"].as_array().expect("a list");
    let rule = open.iter().find(|open| open["rule"] == "SIG-01").expect("not assessed");
    assert_eq!(rule["missing"], serde_json::json!(["signals"]));
}

#[test]
fn a_shared_report_does_not_tell_what_was_seen() {
    let (json, _) = screened(&["--signals", "signalen.csv", "--redact"]);
    let text = hit(&json, 0, "SIG-01").expect("a hit").to_string();
    assert!(text.contains("Toezicht") && !text.contains("winkelraam") && !text.contains("1900"), "{text}");
}

#[test]
fn a_list_that_is_none_is_told() {
    let run = folder().run(&["nieuw.csv", "--signals", "nieuw.csv"]).ends_with(2);
    assert!(run.err.contains("nieuw.csv") && run.out.is_empty(), "{}", run.err);
}

#[test]
fn what_became_of_signals_is_told_without_the_case() {
    let folder = folder();
    let args = ["nieuw.csv", "--signals", "signalen.csv", "--format", "csv", "--lang", "en"];
    let check = folder.run(&[&["signals", "check"], &args[..]].concat()).ends_with(0).out;
    assert!(check.contains("signalen.csv,4,a person needs a name and a date of birth"), "{check}");
    assert!(check.contains("signalen.csv,6,is about no application"), "{check}");
    let thanks = folder.run(&[&["signals", "thanks"], &args[..]].concat()).ends_with(0).out;
    let lines: Vec<&str> = thanks.lines().skip(1).collect();
    assert_eq!(lines, ["Belastingen,Collega 2,1,1,1", "Toezicht,Collega 1,1,1,1", "Wijkteam,Collega 3,2,1,0"]);
    assert!(!thanks.contains("N-1") && !thanks.contains("1900"), "{thanks}");
}

#[test]
fn what_is_told_twice_is_one_signal_and_a_name_is_one_however_it_is_written() {
    let folder = folder();
    let again = "12-05-2026;toezicht;Collega  1;telefoon;+31-6-1900 1234;contact;Een leeg winkelraam!;4\n\
                 13-05-2026;TOEZICHT;collega 1;telefoon;06-19001234;contact;Weer leeg;4\n";
    folder.file("nog.csv", &format!("{}\n{again}", SIGNALS.lines().next().expect("a header")));
    let args = ["nieuw.csv", "--signals", "signalen.csv", "--signals", "nog.csv", "--format", "csv", "--lang", "en"];
    let check = folder.run(&[&["signals", "check"], &args[..]].concat()).ends_with(0).out;
    assert!(check.contains("nog.csv,2,stood there already") && !check.contains("nog.csv,3"), "{check}");
    let thanks = folder.run(&[&["signals", "thanks"], &args[..]].concat()).ends_with(0).out;
    assert!(thanks.contains("\nToezicht,Collega 1,2,2,2\n"), "{thanks}");
    // Here and there it is one department.
    let (json, _) = screened(&["--signals", "signalen.csv"]);
    assert!(hit(&json, 0, "SIG-02").is_some(), "{json}");
}

#[test]
fn the_way_to_an_explanation_takes_along_what_lay_beside_the_batch() {
    let folder = Folder::new();
    folder.file("lijst.csv", "zaaknummer;datum aanvraag;telefoon\nZ-1;2026-01-01;06-19001234\n");
    folder.file("oud.csv", "zaaknummer;datum aanvraag;telefoon\nO-1;2025-01-01;06-19001234\n");
    folder.file("signalen.csv", "afdeling;over;waarde\nhoreca;telefoon;06-19001234\n");
    let beside = ["--history", "oud.csv", "--signals", "signalen.csv"];
    let shown = folder.run(&[&["screen", "lijst.csv", "--lang", "en"][..], &beside].concat()).ends_with(0).out;
    let way = "samenzien explain lijst.csv --history oud.csv --signals signalen.csv --id Z-1";
    assert!(shown.contains(way), "{shown}");
    folder.run(&way.split(' ').skip(1).collect::<Vec<_>>()).ends_with(0);
}
