//! `explain --for applicant`: a text for a letter, made of the applicant's own form alone.

mod common;

use common::Folder;

/// Values that no letter may hold: of others, of colleagues, and of the run.
const SECRETS: [&str; 12] = [
    "GEHEIM",
    "Buurman",
    "Achterban",
    "achterban",
    "06-19001234",
    "19001234",
    "NL72",
    "Z-2",
    "Z-3",
    "meldpunt",
    "ondermijning",
    "Bibob-beleid",
];

const BATCH: &str = "\
zaaknummer;aanvraagdatum;type vergunning;aanvrager;geboortedatum;telefoon;iban;geleend bedrag;soort geldverstrekker;geldverstrekker;toelichting;investering;rekeninghouder
Z-1;02-11-2026;horeca;A. Voorbeeld;01-01-1980;06-19001234;NL72VBLD0005550001;40000;particulier;GEHEIM Achterban;contant van mijn GEHEIM Buurman;;GEHEIM Houder
Z-2;01-11-2026;horeca;B. Buurman;02-02-1981;06-19001234;NL72VBLD0005550001;1000;bank;GEHEIM Achterban;;500;
Z-3;01-11-2026;horeca;C. Buurman;03-03-1982;06-19001234;NL72VBLD0005550001;1000;bank;GEHEIM Achterban;;500;
";

const SIGNALS: &str = "\
datum;afdeling;over;waarde;soort;tekst
01-10-2026;GEHEIM meldpunt;telefoon;06-19001234;overlast;GEHEIM gezien
02-10-2026;GEHEIM wijkteam;telefoon;06-19001234;overlast;GEHEIM gehoord
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", BATCH);
    folder.file("signalen.csv", SIGNALS);
    folder
}

fn letter(folder: &Folder, lang: &str, form: &str) -> String {
    let args = ["explain", "lijst.csv", "--signals", "signalen.csv", "--id", "Z-1", "--for", "applicant"];
    folder.run(&[&args[..], &["--lang", lang, "--format", form]].concat()).ends_with(0).out
}

#[test]
fn the_officer_sees_what_the_letter_keeps_silent() {
    let folder = folder();
    let args = ["explain", "lijst.csv", "--signals", "signalen.csv", "--id", "Z-1", "--lang", "nl"];
    let told = folder.run(&args).ends_with(0).out;
    for secret in ["NET-01", "NET-02", "SIG-", "meldpunt", "Z-2", "Z-3", "achterban"] {
        assert!(told.contains(secret), "{secret} in {told}");
    }
}

#[test]
fn no_secret_leaks_in_any_form() {
    let folder = folder();
    for lang in ["nl", "en"] {
        for form in ["text", "md", "json", "html"] {
            let letter = letter(&folder, lang, form);
            for secret in SECRETS {
                assert!(!letter.contains(secret), "{secret} in {letter}");
            }
            for word in
                ["punten", "score", "midden", "medium", "hoog", "high", "signaal", "signal", "NET-", "SIG-", "FIN-"]
            {
                assert!(!letter.contains(word), "{word} in {letter}");
            }
        }
    }
}

#[test]
fn it_asks_politely_on_what_the_applicant_filled_in() {
    let folder = folder();
    let dutch = letter(&folder, "nl", "text");
    for said in
        ["Vragen over uw aanvraag: Z-1", "Kunt u de leningsovereenkomst", "Leenbedrag: € 40.000", "geen oordeel"]
    {
        assert!(dutch.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{said} in {dutch}");
    }
    let english = letter(&folder, "en", "text");
    for said in ["Questions about your application: Z-1", "Could you send the loan agreement", "Loan amount: €40,000"]
    {
        assert!(english.split_whitespace().collect::<Vec<_>>().join(" ").contains(said), "{said} in {english}");
    }
    // Of what is missing only the names of fields that are on the form.
    assert!(dutch.contains("- Investering") && !dutch.contains("Uitkomst bezoek"), "{dutch}");
}

#[test]
fn a_rule_without_words_for_a_letter_stays_out_of_letters_and_so_does_one_on_others() {
    let folder = Folder::new();
    folder.file("lijst.csv", "zaaknummer;telefoon;geleend bedrag\nZ-1;06-19001234;50000\nZ-2;06-19001234;1\n");
    let rule = |id: &str, when: &str, letter: &str| {
        let letter = if letter.is_empty() { String::new() } else { format!("letter = {letter:?}\n") };
        format!("[[rule]]\nid = {id:?}\ntitle = \"t\"\ntheme = \"x\"\nweight = 10\nwhen = {when}\n{letter}")
    };
    let set = "format = 1\n[ruleset]\nid = \"x\"\nversion = \"1\"\ntitle = \"x\"\n[scoring]\ncap = 100\n";
    let loan = "{ field = \"loan_amount\", at_least = 100 }";
    let shared = "{ same = \"phone\", at_least = 2 }";
    let rules = [
        rule("A-1", loan, "Waarom leent u?"),
        rule("A-2", loan, ""),
        rule("A-3", shared, "CANARY één"),
        rule("A-4", &format!("{{ all = [{loan}, {{ rule = \"A-3\" }}] }}"), "CANARY twee"),
        rule("A-5", &format!("{{ not = {{ not = {shared} }} }}"), "CANARY drie"),
    ];
    folder.file("regels.toml", &format!("{set}{}", rules.concat()));
    let args = ["explain", "lijst.csv", "--rules", "regels.toml", "--id", "Z-1", "--for", "applicant", "--lang", "nl"];
    let letter = folder.run(&args).ends_with(0).out;
    assert!(letter.contains("1. Waarom leent u?") && !letter.contains("2. ") && !letter.contains("CANARY"), "{letter}");
}
