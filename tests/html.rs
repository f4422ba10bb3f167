//! The page for a browser: what stands in it in both languages, that nothing in it runs but its own script,
//! that what is nasty in a file stays text, and that the same run gives the same bytes.

mod common;

use std::collections::BTreeSet;

use base64::Engine;
use common::{Folder, golden};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use sha2::{Digest, Sha256};

const RULES: &str = r#"
format = 1
[ruleset]
id = "kermis"
version = "1.0"
title = { nl = "Kermisregels", en = "Fair rules" }
legal_basis = ["Awb art. 3:2"]
[[rule]]
id = "FIN-01"
title = { nl = "Een grote lening", en = "A large loan" }
theme = "financing"
weight = 30
when = { field = "loan_amount", at_least = 25_000 }
why = { nl = "Wie leent, hangt af van een ander.", en = "Who borrows depends on another." }
consider = { nl = "Lenen is gewoon.", en = "Borrowing is ordinary." }
ask = { nl = "Van wie komt het geld?", en = "Who provides the money?" }
source = ["Wet Bibob art. 3"]
[[rule]]
id = "NET-01"
title = { nl = "Eén telefoon bij twee aanvragen", en = "One phone at two applications" }
theme = "network"
weight = 30
when = { same = "phone", at_least = 2 }
why = { nl = "Iemand regelt het misschien voor beiden.", en = "Someone may arrange it for both." }
consider = { nl = "Het kan een boekhouder zijn.", en = "It may be a bookkeeper." }
ask = { nl = "Van wie is het nummer?", en = "Whose number is it?" }
source = ["Awb art. 3:2"]
[[rule]]
id = "POS-01"
title = { nl = "Het formulier is volledig", en = "The form is complete" }
theme = "reassurance"
weight = -5
when = { field = "bibob_form_complete", equals = true }
why = { nl = "Alles is ingevuld.", en = "Everything is filled in." }
consider = { nl = "Volledig is nog niet juist.", en = "Complete is not yet correct." }
ask = { nl = "Niets.", en = "Nothing." }
source = ["Awb art. 4:5"]
"#;

const BATCH: &str =
    "zaaknummer;datum aanvraag;afdeling;soort vergunning;telefoon;geleend bedrag;bibob-formulier volledig
K-1;01-06-2026;Horeca;exploitatievergunning;06-19001234;40.000;ja
K-2;02-06-2026;Evenementen;evenementenvergunning;06-19001234;;nee
K-3;03-06-2026;Horeca;terrasvergunning;06-19001235;1.000;ja
;04-06-2026;Horeca;terrasvergunning;06-19001236;;
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("regels.toml", RULES);
    folder.file("kermis.csv", BATCH);
    folder
}

fn page(folder: &Folder, more: &[&str]) -> String {
    let args = ["kermis.csv", "--rules", "regels.toml", "--as-of", "2026-11-01", "-o", "uit.html", "-q"];
    folder.run(&[&args, more].concat()).ends_with(0);
    folder.read("uit.html")
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it stands.
fn raw(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

/// The data of the page: its index and its sheets.
fn data(html: &Html) -> (Value, Vec<Value>) {
    let json = |element: &ElementRef<'_>| serde_json::from_str::<Value>(&raw(element)).expect("json");
    let index = json(&all(html, "script#index")[0]);
    let sheets =
        all(html, "script.cases").into_iter().flat_map(|block| json(&block).as_array().expect("a list").clone());
    (index, sheets.collect())
}

#[test]
fn the_page_says_in_two_languages_what_was_found() {
    for lang in ["nl", "en"] {
        let html = Html::parse_document(&page(&folder(), &["--lang", lang]));
        let mut told = String::new();
        for element in
            all(&html, "html, title, h1, h2, h3, caption, .lead, .notice, tr, dd, summary, .shared li, .end p")
        {
            let name = element.value().name();
            let cells = element.children().filter_map(ElementRef::wrap).map(|cell| text(&cell));
            let said = match name {
                "html" => element.attr("lang").unwrap_or("").to_owned(),
                "tr" => cells.collect::<Vec<_>>().join(" | "),
                _ => text(&element),
            };
            // Digests change with every word of the rules.
            let said: Vec<&str> = said.split(' ').map(|word| if word.len() == 64 { "…" } else { word }).collect();
            told.push_str(&format!("{name}: {}\n", said.join(" ")));
        }
        let (index, sheets) = data(&html);
        let rows = index["rows"].as_array().expect("rows");
        rows.iter().chain(&sheets).for_each(|data| told.push_str(&format!("{data}\n")));
        golden(&format!("html/{lang}.txt"), &told);
    }
}

#[test]
fn the_page_holds_what_json_holds() {
    let folder = folder();
    let (index, sheets) = data(&Html::parse_document(&page(&folder, &[])));
    let json = ["kermis.csv", "--rules", "regels.toml", "--format", "json", "--as-of", "2026-11-01", "-q"];
    let json: Value = serde_json::from_str(&folder.run(&json).ends_with(0).out).expect("json");
    let rows = index["rows"].as_array().expect("rows");
    let applications = json["applications"].as_array().expect("a list");
    assert_eq!((rows.len(), sheets.len()), (applications.len(), applications.len()));
    for (row, sheet) in rows.iter().zip(&sheets) {
        let same = applications.iter().find(|one| one["id"] == row[0]).expect("in both");
        assert_eq!((&row[2], &row[3], &row[4]), (&same["score"], &same["score_low"], &same["score_high"]));
        let ids: BTreeSet<&str> = row[10].as_array().expect("hits").iter().filter_map(rule_of(&index)).collect();
        let hits = same["hits"].as_array().expect("hits");
        assert_eq!(ids, hits.iter().filter_map(|hit| hit["rule"].as_str()).collect());
        let said: BTreeSet<&str> = facts(sheet).collect();
        let facts = hits.iter().flat_map(|hit| hit["evidence"].as_array().expect("evidence"));
        assert_eq!(said, facts.filter_map(|fact| fact["text"].as_str()).collect());
    }
}

fn rule_of<'a>(index: &'a Value) -> impl Fn(&Value) -> Option<&'a str> {
    move |rule| index["rules"][rule.as_u64()? as usize]["id"].as_str()
}

fn facts(sheet: &Value) -> impl Iterator<Item = &str> {
    let reasons = sheet[0].as_array().into_iter().flatten();
    reasons.flat_map(|reason| reason[1].as_array().into_iter().flatten()).filter_map(|fact| fact[1].as_str())
}

#[test]
fn nothing_runs_or_loads_but_the_pages_own_style_and_script() {
    let source = page(&folder(), &[]);
    let html = Html::parse_document(&source);
    let policy =
        all(&html, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").expect("a policy").to_owned();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    for (element, directive) in [("style", "style-src"), ("script:not([type])", "script-src")] {
        let found = all(&html, element);
        assert_eq!(found.len(), 1, "{element}");
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(raw(&found[0])));
        assert!(policy.contains(&format!("{directive} 'sha256-{digest}';")), "{element}: {policy}");
    }
    for element in all(&html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}={value}");
            assert!(name != "href" || value.starts_with('#'), "{name}={value}");
        }
    }
    assert!(all(&html, "link, img, iframe, object, embed, form, base").is_empty());
    // A namespace is a name, not an address that anyone visits.
    assert!(!source.replace("http://www.w3.org/2000/svg", "").contains("://"));
}

#[test]
fn a_screen_reader_finds_its_way() {
    let html = Html::parse_document(&page(&folder(), &["--lang", "nl"]));
    let ids: Vec<&str> = all(&html, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    for link in all(&html, "a") {
        let target = link.attr("href").expect("an address").trim_start_matches('#');
        assert!(ids.contains(&target) || target.starts_with("case-"), "{target}");
    }
    for label in all(&html, "label[for]") {
        assert!(ids.contains(&label.attr("for").expect("a field")));
    }
    let mut depth = 0;
    for heading in all(&html, "h1, h2, h3, h4") {
        let level = heading.value().name()[1..].parse().expect("a level");
        assert!(level <= depth + 1, "{}", text(&heading));
        depth = level;
    }
    assert_eq!(all(&html, "#table th[aria-sort]").len(), 1);
    assert_eq!(all(&html, "#count[aria-live=polite]").len(), 1);
    assert_eq!(all(&html, "svg[role=img] > title").len(), 1);
    for table in all(&html, "table") {
        let head = table.select(&Selector::parse("thead th[scope=col]").expect("a selector")).count();
        assert!(head > 0, "{}", text(&table));
    }
}

#[test]
fn what_is_nasty_in_a_file_stays_text() {
    let nasty = [
        "<script>alert(1)</script>",
        "</script><script>alert(2)</script>",
        "\"><img src=x onerror=alert(3)>",
        "<!-- data -->",
        "{{ 7 * 7 }}{% raw %}",
        "=cmd|' /C calc'!A0",
        "\u{202e}omgekeerd\u{202c}",
        "Z\u{7}\u{1b}[31m",
        "🏚️ עברית",
        "&lt;b&gt;",
        "\u{2028}\u{2066}]]>",
    ];
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut batch = String::from("zaaknummer;datum aanvraag;afdeling;soort vergunning;telefoon;geleend bedrag\n");
    for text in nasty {
        let cells = [text, "01-06-2026", text, text, "06-19001234", "40.000"].map(cell);
        batch.push_str(&format!("{}\n", cells.join(";")));
    }
    let folder = folder();
    folder.file("kermis.csv", &batch);
    folder.file("regels.toml", &RULES.replace("Een grote lening", "<b onclick=x>Een grote</b> lening"));
    let source = page(&folder, &["--lang", "nl", "--purpose", "<script>alert(4)</script>"]);
    let clean = Html::parse_document(&page(&self::folder(), &["--lang", "nl"]));
    let html = Html::parse_document(&source);
    let kinds = |html: &Html| all(html, "*").iter().map(|e| e.value().name().to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(kinds(&html), kinds(&clean));
    assert_eq!(all(&html, "script:not([type])").len(), 1);
    assert!(all(&html, "[onclick], [onerror], [src]").is_empty());
    let harmful =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert_eq!(source.chars().find(|c| harmful(*c)), None);
    let (index, sheets) = data(&html);
    let ids: Vec<&str> = index["rows"].as_array().expect("rows").iter().filter_map(|row| row[0].as_str()).collect();
    assert_eq!(ids.len(), nasty.len());
    assert!(nasty[..6].iter().all(|text| ids.contains(text)), "{ids:?}");
    assert_eq!(sheets.len(), nasty.len());
    let shown: Vec<String> = all(&html, "#table tbody th bdi").iter().map(text).collect();
    assert!(
        shown.contains(&"<!-- data -->".to_owned()) && shown.contains(&"{{ 7 * 7 }}{% raw %}".to_owned()),
        "{shown:?}"
    );
}

#[test]
fn the_same_run_gives_the_same_bytes_whatever_the_threads() {
    let folder = folder();
    let first = page(&folder, &["--threads", "1"]);
    assert!(first == page(&folder, &["--threads", "3"]));
}

#[test]
fn a_veiled_page_names_nobody_and_keeps_networks_apart() {
    let folder = folder();
    let more =
        "K-4;03-06-2026;Horeca;terrasvergunning;06-19001277;;\nK-5;03-06-2026;Horeca;terrasvergunning;06-19001277;;\n";
    folder.file("kermis.csv", &format!("{BATCH}{more}"));
    let source = page(&folder, &["--redact", "--lang", "nl"]);
    assert!(!source.contains("19001234") && !source.contains("19001277") && source.contains("•••"));
    // What is hidden looks alike, but is not one thing that all share.
    assert_eq!(all(&Html::parse_document(&source), "details.network").len(), 2);
}

#[test]
fn a_page_of_some_says_what_it_leaves_out() {
    for (option, value, listed) in [("--top", "1", 1), ("--min-band", "medium", 2)] {
        let html = Html::parse_document(&page(&folder(), &[option, value, "--lang", "en"]));
        assert_eq!(data(&html).0["rows"].as_array().expect("rows").len(), listed);
        let notices: Vec<String> = all(&html, "#applications > .notice").iter().map(text).collect();
        assert!(notices.iter().any(|notice| notice.contains(&format!("{listed} of 3 applications"))), "{notices:?}");
    }
}
