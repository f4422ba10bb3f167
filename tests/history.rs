//! Earlier applications: looked at together with the batch, counted once, and not screened themselves.

mod common;

use common::Folder;
use serde_json::Value;

const BATCH: &str = "zaaknummer;datum aanvraag;soort vergunning;straatnaam;huisnummer;postcode;naam aanvrager
N-1;01-06-2026;exploitatievergunning;Kladsingel;1;1129 CZ;A. Maquette
N-2;02-06-2026;exploitatievergunning;Schetskade;7;1177 KX;B. Toonbeeld
";

const HISTORY: &str =
    "zaaknummer;datum aanvraag;soort vergunning;straatnaam;huisnummer;postcode;naam aanvrager;status aanvraag;datum besluit
E-1;01-02-2026;exploitatievergunning;Kladsingel;1;1129 CZ;C. Model;ingetrokken;01-04-2026
E-2;01-03-2026;exploitatievergunning;Kladsingel;1;1129 CZ;D. Model;ingetrokken;01-07-2026
N-2;02-06-2026;exploitatievergunning;Schetskade;7;1177 KX;B. Toonbeeld;ingetrokken;03-06-2026
E-1;01-02-2026;exploitatievergunning;Kladsingel;1;1129 CZ;C. Model;ingetrokken;01-04-2026
E-3;01-09-2026;exploitatievergunning;Kladsingel;1;1129 CZ;E. Model;ingetrokken;01-10-2026
";

fn screened(args: &[&str]) -> (Value, String) {
    let folder = Folder::new();
    folder.file("nieuw.csv", BATCH);
    folder.file("eerder.csv", HISTORY);
    let run = folder.run(&[&["nieuw.csv", "--format", "json"], args].concat()).ends_with(0);
    (serde_json::from_str(&run.out).expect("json"), run.err)
}

/// The other applications that a rule points at in an application; `None` where it does not hit.
fn linked(json: &Value, id: &str, rule: &str) -> Option<Vec<String>> {
    let applications = json["applications"].as_array().expect("a list");
    let application = applications.iter().find(|application| application["id"] == id).expect("the application");
    let hit = application["hits"].as_array()?.iter().find(|hit| hit["rule"] == rule)?;
    let found =
        hit["evidence"].as_array()?.iter().flat_map(|fact| fact["others"]["ids"].as_array().into_iter().flatten());
    Some(found.map(|id| id.as_str().unwrap_or_default().to_owned()).collect())
}

#[test]
fn earlier_applications_are_linked_to_and_not_screened() {
    let (alone, _) = screened(&[]);
    assert_eq!(linked(&alone, "N-1", "HIS-03"), None);
    let (json, said) = screened(&["--history", "eerder.csv"]);
    assert_eq!(json["applications"].as_array().map(Vec::len), Some(2));
    assert_eq!(linked(&json, "N-1", "HIS-03"), Some(vec!["E-1".to_owned(), "E-2".to_owned()]));
    assert_eq!(json["manifest"]["inputs"][1]["role"], "history");
    assert!(said.contains("earlier applications: 5 rows read, 3 take part"), "{said}");
}

#[test]
fn an_application_does_not_count_twice() {
    let (json, said) = screened(&["--history", "eerder.csv", "-v"]);
    // N-2 stands in both files, E-1 twice in one.
    assert_eq!(linked(&json, "N-2", "HIS-03"), None);
    assert_eq!(json["manifest"]["inputs"][1]["rows_left_out"], 2);
    assert!(said.contains("2 earlier applications were read already"), "{said}");
}

#[test]
fn a_past_day_is_replayed_as_it_was() {
    // On that day E-2 was not decided upon, and E-3 was not there.
    let (json, _) = screened(&["--history", "eerder.csv", "--as-of", "2026-06-15"]);
    assert_eq!(linked(&json, "N-1", "HIS-03"), Some(vec!["E-1".to_owned()]));
    assert_eq!(json["manifest"]["inputs"][1]["rows_left_out"], 3);
    let (json, said) = screened(&["--as-of", "01-06-2026"]);
    assert_eq!(json["applications"].as_array().map(Vec::len), Some(1));
    assert!(said.contains("1 applications from after"), "{said}");
}

#[test]
fn a_history_file_is_not_overwritten() {
    let folder = Folder::new();
    folder.file("nieuw.csv", BATCH);
    folder.file("eerder.csv", HISTORY);
    let run = folder.run(&["nieuw.csv", "--history", "eerder.csv", "-o", "eerder.csv"]).ends_with(2);
    assert!(run.err.contains("eerder.csv"), "{}", run.err);
}
