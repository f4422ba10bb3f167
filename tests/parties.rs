//! Several parties in a role: numbered columns, a list of parties, and the rules that ask about them.

mod common;

use common::Folder;
use serde_json::Value;

const RULES: &str = r#"
format = 1

[ruleset]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }

[derived.lender_surname]
last_word = "lender"

[derived.lender_person]
label = { nl = "Geldverstrekker (persoon)", en = "Lender (person)" }
join = ["lender_birth_date", "lender_surname"]

[[rule]]
id = "P-1"
title = { nl = "Geen bank", en = "No bank" }
theme = "proef"
weight = 10
when = { field = "lender_type", equals = "private" }

[[rule]]
id = "P-2"
title = { nl = "Alleen banken", en = "Banks only" }
theme = "proef"
weight = -5
when = { field = "lender_type", equals = "bank", every = true }

[[rule]]
id = "P-3"
title = { nl = "Dezelfde geldverstrekker", en = "The same lender" }
theme = "proef"
weight = 10
when = { same = "lender_person", at_least = 2 }
"#;

const BATCH: &str = "zaaknummer;geldverstrekker 1 naam;geldverstrekker 2 naam;geboortedatum geldverstrekker 2;soort geldverstrekker 1;type geldverstrekker (2)
Z-1;Voorbeeldbank;D. Vierde;04-04-1970;bank;particulier
Z-2;Voorbeeldbank;;;bank;
Z-3;Voorbeeldbank;E. van Vierde;04-04-1970;bank;bank
";

fn screened(folder: &Folder, args: &[&str]) -> (Value, String) {
    folder.file("regels.toml", RULES);
    let all = [&["--rules", "regels.toml", "--format", "json", "--lang", "en"], args].concat();
    let run = folder.run(&all).ends_with(0);
    (serde_json::from_str(&run.out).expect("json"), run.err)
}

/// The sentences of what was seen, by rule.
fn seen(json: &Value, id: &str) -> Vec<(String, String)> {
    let applications = json["applications"].as_array().expect("a list");
    let application = applications.iter().find(|application| application["id"] == id).expect("the application");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let hits = application["hits"].as_array().into_iter().flatten();
    hits.flat_map(|hit| {
        let facts = hit["evidence"].as_array().into_iter().flatten();
        facts.map(|fact| (text(&hit["rule"]), text(&fact["text"]))).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn numbered_columns_are_parties_of_one_role() {
    let folder = Folder::new();
    folder.file("lijst.csv", BATCH);
    let (json, _) = screened(&folder, &["lijst.csv"]);
    let pair = |rule: &str, text: &str| (rule.to_owned(), text.to_owned());
    assert_eq!(
        seen(&json, "Z-1"),
        [
            pair("P-1", "Type of lender: Private person (asked: Private person)"),
            pair(
                "P-3",
                "Lender (person) 1970-04-04 vierde also stands in 1 other application (asked: at least 2): Z-3"
            ),
        ]
    );
    // Every lender is a bank, though the second one is not named in full.
    assert_eq!(seen(&json, "Z-2"), [pair("P-2", "Type of lender: Bank (asked: Bank)")]);
    assert_eq!(seen(&json, "Z-3").len(), 2);
}
