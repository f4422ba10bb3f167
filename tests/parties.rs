//! Several parties in a role: numbered columns, a list of parties, and the rules that ask about them.

mod common;

use common::Folder;
use serde_json::Value;

/// What stands above the rules of each test.
const HEAD: &str = r#"
format = 1

[ruleset]
id = "proef"
version = "1"
title = { nl = "Proef", en = "Trial" }
"#;

const RULES: &str = r#"
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
    folder.file("regels.toml", &format!("{HEAD}{RULES}"));
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
                "Lender (person) 1970-04-04 vierde also stands in 1 other application (with this one: 2; asked: at least 2): Z-3"
            ),
        ]
    );
    // Every lender is a bank, though the second one is not named in full.
    assert_eq!(seen(&json, "Z-2"), [pair("P-2", "Type of lender: Bank (asked: Bank)")]);
    assert_eq!(seen(&json, "Z-3").len(), 2);
}

const LENDERS: &str = r#"
[derived.lender_key]
label = { nl = "Naam geldverstrekker", en = "Name of the lender" }
squash = "lender"

[[rule]]
id = "L-1"
title = { nl = "Dezelfde geldverstrekker", en = "The same lender" }
theme = "proef"
weight = 10
when = { same = "lender_key", at_least = 2 }

[[rule]]
id = "L-2"
title = { nl = "Een kring", en = "A circle" }
theme = "proef"
weight = 10
when = { cluster_by = ["lender_key"], at_least = 2 }

[[rule]]
id = "L-3"
title = { nl = "Een signaal", en = "A signal" }
theme = "proef"
weight = 10
when = { signal_on = "lender_key" }
"#;

#[test]
fn what_two_share_is_told_in_the_words_of_the_party_who_has_it() {
    let folder = Folder::new();
    folder.file(
        "lijst.csv",
        "zaaknummer;geldverstrekker 1 naam;geldverstrekker 2 naam\nZ-1;Eerste Bank;Z. Àchterban\nZ-2;Tweede Bank;z achterban\n",
    );
    folder.file("signalen.csv", "afdeling;over;waarde\nToezicht;lender;Z.Achterban\n");
    folder.file("leners.toml", &format!("{HEAD}{LENDERS}"));
    let beside = ["lijst.csv", "--rules", "leners.toml", "--lang", "en"];
    let run = folder.run(&[&beside[..], &["--signals", "signalen.csv", "--format", "json"]].concat()).ends_with(0);
    let json: Value = serde_json::from_str(&run.out).expect("json");
    for (id, other) in [("Z-1", "Z-2"), ("Z-2", "Z-1")] {
        let seen = seen(&json, id);
        let says = |rule: &str, start: &str, end: &str| {
            let (_, text) = seen.iter().find(|(known, _)| known == rule).expect(rule);
            assert!(text.starts_with(start) && text.ends_with(end), "{text}");
        };
        says("L-1", "Name of the lender Z. Àchterban also stands in 1 other application", other);
        says("L-2", "Name of the lender Z. Àchterban", other);
        says("L-3", "Name of the lender Z.Achterban", "told by Toezicht");
    }
    // Programs get what was compared.
    let all = json["applications"].as_array().expect("a list");
    let hits = all.iter().flat_map(|application| application["hits"].as_array().into_iter().flatten());
    let keys: Vec<&Value> =
        hits.filter(|hit| hit["rule"] == "L-1").map(|hit| &hit["evidence"][0]["key"][0]["value"]).collect();
    assert_eq!(keys, ["zachterban", "zachterban"]);

    let run = folder.run(&[&["network"], &beside[..], &["--by", "lender_key", "--min", "2"]].concat()).ends_with(0);
    assert!(run.out.contains("Name of the lender Z. Àchterban (2)"), "{}", run.out);
}

const CROSS_ROLE: &str = r#"
[derived.surname]
last_word = "applicant"

[derived.person]
label = { nl = "Aanvrager (persoon)", en = "Applicant (person)" }
join = ["birth_date", "surname"]

[derived.lender_surname]
last_word = "lender"

[derived.lender_person]
label = { nl = "Geldverstrekker (persoon)", en = "Lender (person)" }
join = ["lender_birth_date", "lender_surname"]

[derived.premises]
join = ["postcode", "house_number"]

[[rule]]
id = "S-1"
title = { nl = "Wie het hier eerder niet kreeg, is nu geldverstrekker", en = "Who did not get it here before is lender now" }
theme = "proef"
weight = 20
when = { same = "lender_person", there = "person", look = "earlier", at_least = 1, where.all = [
  { field = "status", equals = "refused" },
  { field = "premises", same_as = "this.premises" },
] }
"#;

const APPLIED: &str = "zaaknummer;datum aanvraag;naam aanvrager;geboortedatum;postcode;huisnummer
B-1;01-06-2026;B. Toonbeeld;02-02-1980;1129 CZ;1
B-2;01-06-2026;B. Toonbeeld;02-02-1980;1129 CZ;2
";

const EARLIER: &str = "zaaknummer;datum aanvraag;naam aanvrager;geboortedatum;postcode;huisnummer;status aanvraag
A-1;01-02-2026;A. Maquette;01-01-1980;1129 CZ;1;geweigerd
";

const PARTIES: &str = "Zaaknummer;Rol;Naam;Geboortedatum
B-1;geldverstrekker;Voorbeeldbank;
B-1;geldverstrekker;A. Maquette;01-01-1980
B-2;geldverstrekker;A. Maquette;01-01-1980
X-9;verhuurder;C. Model;03-03-1980
B-1;buurman;D. Model;
";

#[test]
fn who_was_not_given_a_permit_turns_up_in_another_role() {
    let folder = Folder::new();
    folder.file("regels.toml", &format!("{HEAD}{CROSS_ROLE}"));
    folder.file("nieuw.csv", APPLIED);
    folder.file("eerder.csv", EARLIER);
    folder.file("partijen.csv", PARTIES);
    let args = ["nieuw.csv", "--rules", "regels.toml", "--history", "eerder.csv", "--format", "json", "--lang", "en"];
    let alone = folder.run(&args).ends_with(0);
    assert_eq!(seen(&serde_json::from_str(&alone.out).expect("json"), "B-1"), []);
    let run = folder.run(&[&args[..], &["--parties", "partijen.csv", "-v"]].concat()).ends_with(0);
    let json: Value = serde_json::from_str(&run.out).expect("json");
    let found = seen(&json, "B-1");
    assert_eq!(found.len(), 1, "{found:?}");
    let text = &found[0].1;
    assert!(text.contains("1980-01-01 maquette") && text.contains("in another role"), "{text}");
    assert!(text.ends_with("A-1 (applicant (person))"), "{text}");
    // The same person, another address.
    assert_eq!(seen(&json, "B-2"), []);
    assert!(run.err.contains("5 parties read, 3 belong to an application, 1 to none, 1 not usable"), "{}", run.err);
}

#[test]
fn what_is_no_party_is_set_aside_and_told() {
    let folder = Folder::new();
    folder.file("regels.toml", &format!("{HEAD}{CROSS_ROLE}"));
    folder.file("nieuw.csv", APPLIED);
    folder.file("partijen.csv", PARTIES);
    folder.file("zonder.csv", "zaaknummer;naam\nB-1;A. Maquette\n");
    let args = ["nieuw.csv", "--rules", "regels.toml", "--lang", "en", "--parties"];
    folder.run(&[&args[..], &["partijen.csv", "--strict"]].concat()).ends_with(3);
    let run = folder.run(&[&args[..], &["zonder.csv"]].concat()).ends_with(2);
    assert!(run.err.contains("zonder.csv") && run.err.contains("role"), "{}", run.err);
    folder.run(&[&args[..], &["partijen.csv", "-o", "partijen.csv"]].concat()).ends_with(2);
}
