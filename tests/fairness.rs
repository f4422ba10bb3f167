//! Who is asked more often: from a report and a file of groups, in aggregates that tell of nobody.

mod common;

use std::fmt::Write;

use common::Folder;
use serde_json::Value;

/// 200 applications of firms and 120 of sole traders; a large loan with 30 of each.
fn folder() -> Folder {
    let folder = Folder::new();
    let mut batch = String::from("zaaknummer;datum aanvraag;geleend bedrag;soort geldverstrekker\n");
    let mut groups = String::from("zaaknummer;rechtsvorm;vestiging\n");
    for (name, form, all) in [("F", "bv", 200), ("Z", "eenmanszaak", 120)] {
        for at in 0..all {
            let loan = if at < 30 { 900_000 } else { 0 };
            writeln!(batch, "{name}-{at};01-06-2026;{loan};particulier").expect("text");
            let place = if name == "Z" && at < 4 { "haven" } else { "centrum" };
            writeln!(groups, "{name}-{at};{form};{place}").expect("text");
        }
    }
    folder.file("nieuw.csv", &batch);
    folder.file("groepen.csv", &groups);
    let rules = "format = 1\n[ruleset]\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\n[scoring]\nbands = [{ id = \"low\", from = 0 }, { id = \"medium\", from = 10 }]\n[[rule]]\nid = \"FIN-01\"\ntitle = \"A large loan\"\ntheme = \"financing\"\nweight = 10\nwhen = { field = \"loan_amount\", at_least = 500_000 }\n";
    folder.file("rules.toml", rules);
    folder.run(&["nieuw.csv", "--rules", "rules.toml", "-o", "uit.json", "-q"]).ends_with(0);
    folder
}

#[test]
fn rates_differences_and_intervals_come_with_the_counts() {
    let folder = folder();
    let run = folder.run(&["fairness", "uit.json", "--groups", "groepen.csv", "--format", "json"]).ends_with(0);
    let json: Value = serde_json::from_str(&run.out).expect("json");
    let form = &json["groupings"][0];
    assert_eq!(form["column"], "rechtsvorm");
    assert!((form["difference"].as_f64().expect("a number") - 0.1).abs() < 1e-12);
    assert_eq!(form["groups"][0]["selected"], 30);
    assert_eq!(form["groups"][1]["applications"], 120);
    let said = folder
        .run(&["fairness", "uit.json", "--groups", "groepen.csv", "--format", "md", "--lang", "en"])
        .ends_with(0)
        .out;
    assert!(said.contains("15.0 % (10.7–20.6)") && said.contains("25.0 % (18.1–33.4)"), "{said}");
    assert!(said.contains("not a verdict"), "{said}");
}

#[test]
fn outcomes_give_the_hit_rate_of_what_was_selected() {
    let folder = folder();
    let mut outcomes = String::from("zaaknummer;uitkomst\n");
    for at in 0..60 {
        let relevant = if at % 2 == 0 { "ja" } else { "nee" };
        writeln!(outcomes, "F-{at};{relevant}\nZ-{at};{relevant}").expect("text");
    }
    folder.file("uitkomsten.csv", &outcomes);
    let run = ["fairness", "uit.json", "--groups", "groepen.csv", "--outcomes", "uitkomsten.csv", "--format", "json"];
    let json: Value = serde_json::from_str(&folder.run(&run).ends_with(0).out).expect("json");
    assert_eq!(json["groupings"][0]["groups"][0]["hit_rate"], 0.5);
}

#[test]
fn small_groups_are_not_shown_nor_can_they_be_worked_out() {
    let folder = folder();
    let run = ["fairness", "uit.json", "--groups", "groepen.csv", "--format"];
    let json: Value =
        serde_json::from_str(&folder.run(&[&run[..], &["json"]].concat()).ends_with(0).out).expect("json");
    let place = &json["groupings"][1];
    for group in place["groups"].as_array().expect("groups") {
        assert!(group["applications"].is_null() && group["selected"].is_null() && group["chance"].is_null(), "{group}");
    }
    assert!(place["groups"][1]["group"].is_null() && place["groups"][1]["smaller_groups"] == 1, "{place}");
    let said = folder.run(&[&run[..], &["md", "--lang", "nl"]].concat()).ends_with(0).out;
    assert!(said.contains("te weinig") && said.contains("<10"), "{said}");
    assert!(said.contains("kleinere groepen (1)") && !said.contains("haven"), "{said}");
    let said = folder.run(&[&run[..], &["md", "--least", "5", "--lang", "en"]].concat()).ends_with(2).err;
    assert!(said.contains("only be higher than 10"), "{said}");
}

#[test]
fn a_column_that_groups_nobody_names_nobody() {
    let folder = folder();
    let mut groups = String::from("zaaknummer;rechtsvorm;naam;BSN aanvrager\n");
    for at in 0..200 {
        writeln!(groups, "F-{at};bv;Kanarie {at};Kanarie{at}").expect("text");
    }
    folder.file("namen.csv", &groups);
    for format in ["json", "md", "table"] {
        let run = ["fairness", "uit.json", "--groups", "namen.csv", "--format", format, "--lang", "en"];
        let run = folder.run(&run).ends_with(0);
        assert!(!run.out.contains("Kanarie") && !run.err.contains("Kanarie"), "{}", run.out);
        assert!(!run.out.contains("BSN") && run.out.contains("naam"), "{}", run.out);
        assert!(run.err.contains("column `BSN aanvrager` is never read"), "{}", run.err);
    }
}

#[test]
fn a_file_that_cannot_tell_is_refused() {
    let folder = folder();
    folder.run(&["nieuw.csv", "--rules", "rules.toml", "-o", "deel.json", "--top", "5", "-q"]).ends_with(0);
    let said = folder.run(&["fairness", "deel.json", "--groups", "groepen.csv"]).ends_with(2).err;
    assert!(said.contains("--top"), "{said}");
    folder.run(&["fairness", "nieuw.csv", "--groups", "groepen.csv"]).ends_with(2);
    folder.file("zonder.csv", "naam;rechtsvorm\nx;bv\n");
    folder.run(&["fairness", "uit.json", "--groups", "zonder.csv"]).ends_with(2);
    let said = folder.run(&["fairness", "uit.json", "--groups", "groepen.csv", "--min-band", "top", "--lang", "en"]);
    assert!(said.ends_with(2).err.contains("low, medium"));
}
