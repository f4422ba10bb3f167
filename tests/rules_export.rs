//! `rules export`: every rule as a sentence with its texts, on pages, in a table, as data.

mod common;

use common::Folder;

#[test]
fn a_rule_reads_as_a_sentence_in_both_languages() {
    let folder = Folder::new();
    let said = |id: &str, lang: &str| {
        let run = folder.run(&["rules", "show", "--rule", id, "--lang", lang]).ends_with(0);
        let head = if lang == "nl" { "Wanneer: " } else { "When: " };
        let line = run.out.lines().find_map(|line| line.trim().strip_prefix(head).map(str::to_owned));
        line.expect("the condition")
    };
    assert_eq!(
        said("FIN-02", "nl"),
        "Leenbedrag is ten minste € 25.000 en soort geldverstrekker is “Particulier”, “Buitenland” of “Onbekend”."
    );
    assert_eq!(
        said("FIN-02", "en"),
        "Loan amount is at least €25,000 and type of lender is “Private person”, “Abroad” or “Unknown”."
    );
    // What is compared with another field names it; what stands inside stands in brackets.
    assert!(said("FIN-01", "nl").contains("minder dan 0,9 × investering"), "{}", said("FIN-01", "nl"));
    assert!(said("FIN-03", "en").contains(" or ("), "{}", said("FIN-03", "en"));
    assert_eq!(said("DOC-01", "nl"), "KvK-nummer is ingevuld en kan niet worden gelezen.");
    for (id, part) in [
        ("NET-01", "De aanvragen die telefoon delen, hebben ten minste 3 verschillende waarden van persoon"),
        ("HIS-02", "er zijn ten minste 6 aanvragen die exploitant delen, in de 12 maanden tot en met de aanvraagdatum"),
        ("SIG-01", "signalen van ten minste 2 afdelingen over persoon, KvK-nummer"),
        ("STR-01", "binnen 6 maanden vóór aanvraagdatum"),
    ] {
        assert!(said(id, "nl").contains(part), "{id}: {}", said(id, "nl"));
    }
}

#[test]
fn pages_hold_every_rule_of_a_theme() {
    let folder = Folder::new();
    let run = folder.run(&["rules", "export", "-o", "pages", "--lang", "nl"]).ends_with(0);
    assert!(run.out.is_empty() && run.err.contains("financing.md"), "{}", run.err);
    let page = std::fs::read_to_string(folder.path().join("pages/financing.md")).expect("a page");
    let list = folder.run(&["rules", "list", "--format", "json"]).ends_with(0).out;
    let rules: serde_json::Value = serde_json::from_str(&list).expect("json");
    for rule in rules.as_array().expect("rules").iter().filter(|rule| rule["theme"] == "financing") {
        let id = rule["id"].as_str().expect("an id");
        assert!(page.contains(&format!("\n## {id} ")), "{id}");
    }
    assert!(page.contains("**Wanneer:** ") && page.contains("| raak |"), "{page}");
    // The same set gives the same bytes.
    folder.run(&["rules", "export", "-o", "again", "--lang", "nl"]).ends_with(0);
    let again = std::fs::read_to_string(folder.path().join("again/financing.md")).expect("a page");
    assert_eq!(page, again);
}

#[test]
fn every_format_has_every_rule() {
    let folder = Folder::new();
    let all = |format: &str| folder.run(&["rules", "export", "--format", format, "--lang", "en"]).ends_with(0).out;
    let json: serde_json::Value = serde_json::from_str(&all("json")).expect("json");
    let ids: Vec<&str> = json.as_array().expect("rules").iter().filter_map(|rule| rule["id"].as_str()).collect();
    let (md, html, csv) = (all("md"), all("html"), all("csv"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert!(ids.len() > 25);
    assert_eq!(rows.iter().map(|row| &row[0]).collect::<Vec<_>>(), ids);
    for id in ids {
        assert!(md.contains(&format!("### {id} ")) && html.contains(&format!("<article id=\"{id}\">")), "{id}");
    }
    assert!(!html.contains("http"), "nothing from outside");
}

#[test]
fn the_name_of_the_file_tells_the_format_and_a_wrong_one_is_told() {
    let folder = Folder::new();
    folder.run(&["rules", "export", "--rule", "FIN-02", "-o", "one.csv"]).ends_with(0);
    let csv = std::fs::read_to_string(folder.path().join("one.csv")).expect("a table");
    assert_eq!(csv.lines().count(), 2);
    let wrong = folder.run(&["rules", "export", "--format", "html", "-o", "one.toml", "--lang", "en"]).ends_with(2);
    assert!(wrong.err.contains("one.toml") && wrong.err.contains(".html"), "{}", wrong.err);
    folder.run(&["rules", "export", "-o", "rules.toml"]).ends_with(2);
    assert_eq!(folder.names(), ["one.csv"]);
}

#[test]
fn marks_in_texts_stay_text() {
    let folder = Folder::new();
    let rules = "format = 1\n[ruleset]\nid = \"p\"\nversion = \"1\"\ntitle = \"<b>P</b>\"\n[[rule]]\nid = \"A-1\"\ntitle = \"=1+1 <script> | *x*\"\ntheme = \"a/b\"\nweight = 5\nwhen = { not = { all = [{ field = \"managers\", at_least = 2 }, { field = \"branch\", contains = \"x\" }] } }\nwhy = \"w\"\nconsider = \"c\"\nask = \"a\"\nsource = [\"s\"]\n";
    folder.file("p.toml", rules);
    let all = |format: &str| folder.run(&["rules", "export", "p.toml", "--format", format]).ends_with(0).out;
    assert!(!all("html").contains("<script> |") && all("html").contains("&lt;script&gt;"));
    assert!(all("md").contains("\\<script\\> \\| \\*x\\*"), "{}", all("md"));
    assert!(all("csv").contains("'=1+1"), "{}", all("csv"));
    assert!(
        all("md").contains("It is not so that (number of managers is at least 2 and branch of business contains “x”).")
    );
    folder.run(&["rules", "export", "p.toml", "-o", "out"]).ends_with(0);
    assert!(folder.path().join("out/a-b.md").exists());
}
