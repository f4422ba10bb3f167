//! `inspect`: what was read, how good the data is, and which rules can be asked of it.

mod common;

use common::Folder;
use serde_json::Value;

const LIST: &str = "zaaknummer;aanvraagdatum;soort vergunning;KvK-nummer;geboortedatum;investering;geleend bedrag;datum;nationaliteit;Zaaknumer oud
Z-1;1-2-2026;Exploitatievergunning;1234567;31-2-1980;veel geld;40.000;x;y;z
Z-2;2-2-2026;Exploitatievergunning;12345678;30-2-1980;10.000;30.000;x;y;z
Z-2;3-2-2026;Exploitatievergunning;12345678;1-1-1980;10.000;;x;y;z
;4-2-2026;Exploitatievergunning;12345678;1-1-1980;10.000;50.000;x;y;z
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", LIST);
    folder
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let args: Vec<&str> = ["inspect", "lijst.csv", "--format", "json"].iter().chain(more).copied().collect();
    serde_json::from_str(&folder.run(&args).ends_with(0).out).expect("json")
}

fn column<'a>(found: &'a Value, header: &str) -> &'a Value {
    let columns = found["inputs"][0]["columns"].as_array().expect("columns");
    columns.iter().find(|column| column["header"] == header).expect("the column")
}

#[test]
fn cells_are_counted_and_what_is_personal_shows_its_form_only() {
    let found = json(&folder(), &[]);
    let born = column(&found, "geboortedatum");
    assert_eq!((&born["filled"], &born["missing"]), (&3.into(), &0.into()));
    assert_eq!(born["unreadable"][0]["reason"], "no-such-day");
    assert_eq!(born["unreadable"][0]["examples"][0]["form"], "99-9-9999");
    assert_eq!(born["unreadable"][0]["examples"][0]["count"], 2);
    assert_eq!(column(&found, "geleend bedrag")["missing"], 1);
    assert_eq!(column(&found, "investering")["unreadable"][0]["examples"][0]["form"], "veel geld");
    let text = folder().run(&["inspect", "lijst.csv", "--lang", "nl"]).ends_with(0).out;
    assert!(text.contains("“99-9-9999” (2×, eerst in rij 2)") && !text.contains("31-2-1980"), "{text}");
}

#[test]
fn lost_zeros_repeated_numbers_and_rows_set_aside_are_told() {
    let found = json(&folder(), &[]);
    assert_eq!(found["mended"][0]["field"], "kvk_number");
    assert_eq!(found["mended"][0]["repair"], "zero-restored");
    assert_eq!(found["repeated"]["first"][0]["row"], 4);
    assert_eq!(found["inputs"][0]["rows_set_aside"][0]["row"], 5);
    let text = folder().run(&["inspect", "lijst.csv", "--lang", "en"]).ends_with(0).out;
    for said in ["leading zero put back", "Case numbers that stand in more than one row", "no case number"] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_column_that_nothing_maps_comes_with_a_suggestion() {
    let found = json(&folder(), &[]);
    assert_eq!(column(&found, "datum")["used_as"], "unused");
    assert_eq!(found["manifest"]["inputs"][0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(column(&found, "datum")["suggestions"][0], "application_date");
    assert_eq!(column(&found, "nationaliteit")["used_as"], "never");
    let text = folder().run(&["inspect", "lijst.csv", "--lang", "en"]).ends_with(0).out;
    assert!(text.contains("`application_date`") && text.contains("is never read"), "{text}");
}

const RULES: &str = r#"format = 1
[[rule]]
id = "A-1"
title = { nl = "Een", en = "One" }
theme = "proef"
weight = 5
when.all = [{ field = "loan_amount", at_least = 1000 }, { field = "lender_type", equals = "private" }]
[[rule]]
id = "A-2"
title = { nl = "Twee", en = "Two" }
theme = "proef"
weight = 5
when = { field = "lender_type", equals = "abroad" }
[[rule]]
id = "A-3"
title = { nl = "Drie", en = "Three" }
theme = "proef"
weight = 5
when = { field = "loan_amount", at_least = 1000 }
"#;

#[test]
fn what_a_batch_supports_follows_from_its_columns() {
    let folder = folder();
    folder.file("proef.toml", RULES);
    let found = json(&folder, &["--rules", "proef.toml"]);
    assert_eq!(found["supported"], 1);
    assert_eq!(found["rules"][2]["assessed"], 2);
    assert_eq!(found["gains"][0]["add"][0], "lender_type");
    assert_eq!(found["gains"][0]["rules"], serde_json::json!(["A-1", "A-2"]));
    let text = folder.run(&["inspect", "lijst.csv", "--rules", "proef.toml", "--lang", "en"]).ends_with(0).out;
    assert!(text.contains("These columns support 1 of 3 rules") && text.contains("2 (A-1, A-2)"), "{text}");

    folder.file("formulier.csv", "zaaknummer;soort geldverstrekker\nZ-1;bank\n");
    let found = json(&folder, &["--rules", "proef.toml", "--join", "formulier.csv"]);
    assert_eq!(found["supported"], 3);
    assert_eq!(found["rules"][1]["assessed"], 1);
    assert_eq!(found["inputs"][1]["columns"][0]["used_as"], "double");
    assert_eq!(found["inputs"][1]["columns"][1]["filled"], 1);
}

#[test]
fn earlier_applications_are_counted_apart() {
    let folder = folder();
    folder.file("oud.csv", "zaaknummer;geboortedatum\nY-1;40-1-1980\n");
    let found = json(&folder, &["--history", "oud.csv"]);
    assert_eq!(found["applications"], 3);
    assert_eq!(found["inputs"][1]["columns"][1]["unreadable"][0]["count"], 1);
    assert_eq!(column(&found, "geboortedatum")["unreadable"][0]["count"], 2);
}
