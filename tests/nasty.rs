//! What people type and what others plant: markup, formulas, escapes, marks that turn the direction of writing.
//! It comes out harmless in every output.

mod common;

use calamine::{Reader, Xlsx, open_workbook};
use common::Folder;
use scraper::{Html, Selector};

/// Cells that mean harm or are merely odd.
const NASTY: [&str; 20] = [
    "<script>alert('x')</script>",
    "\"><img src=x onerror=alert(1)>",
    "O'Neill \"de Kok\" & zn.",
    "=cmd|' /C calc'!A0",
    "+31619001234+1",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\tmet een tab",
    "\rmet een regeleinde",
    "\u{1}\u{2}\u{7}piep\u{8}\u{7f}",
    "\u{1b}[31mrood\u{1b}[0m\u{1b}]0;titel\u{7}",
    "\u{9b}31mrood",
    "\u{202e}gnp.exe\u{202c}",
    "\u{2066}links\u{2069}\u{200f}\u{200e}",
    "nul\u{200b}breed\u{feff}te\u{2060}",
    "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é e\u{301}",
    "| tabel | `code` [link](javascript:alert(1)) **vet**",
    "regel\u{2028}scheiding\u{2029}einde",
    "&lt;b&gt; &amp; ]]> <!-- -->",
    "{{7*7}} ${7*7} %0d%0a",
];

/// Everything in these columns is nasty; the telephone numbers are shared, so that there are links and evidence.
fn batch() -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let header = ["zaaknummer", "aanvraagdatum", "soort vergunning", "aanvrager", "telefoon", "geldverstrekker"];
    let header = header.into_iter().chain(["toelichting", "geleend bedrag", "soort geldverstrekker", "investering"]);
    out.write_record(header).expect("memory");
    let long = "lang ".repeat(9_000);
    for (at, nasty) in NASTY.iter().copied().chain([long.as_str()]).enumerate() {
        let id = format!("{nasty} {at}");
        let phone = "06-19001234";
        let record = [&id, nasty, nasty, nasty, phone, nasty, "contant", "40000", "particulier", nasty];
        out.write_record(record).expect("memory");
    }
    String::from_utf8(out.into_inner().expect("memory")).expect("UTF-8")
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", &batch());
    folder.file(
        "signalen.csv",
        &format!("datum;afdeling;over;waarde;soort;tekst\n01-10-2026;{0};telefoon;06-19001234;{0};{0}\n", NASTY[10]),
    );
    folder
}

/// Characters that move a cursor, turn a line, or cannot be seen.
fn harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn no_harm(what: &str, text: &str) {
    let found = text.lines().find(|line| line.chars().any(harmful));
    assert!(found.is_none(), "{what}: {found:?}");
}

#[test]
fn what_is_read_on_a_screen_moves_no_cursor_and_turns_no_line() {
    let folder = folder();
    let screen = ["lijst.csv", "--signals", "signalen.csv", "--all"];
    for (width, format) in [("80", "table"), ("200", "table"), ("100", "md")] {
        for lang in ["nl", "en"] {
            let run =
                folder.run_in(&[&screen[..], &["--format", format, "--lang", lang]].concat(), &[("COLUMNS", width)]);
            let run = run.ends_with(0);
            no_harm(format, &run.out);
            no_harm("what is said", &run.err);
        }
    }
    let inspect = folder.run(&["inspect", "lijst.csv"]).ends_with(0);
    no_harm("inspect", &inspect.out);
}

#[test]
fn every_application_can_be_explained_without_harm() {
    let folder = folder();
    let short: String = batch().split_inclusive('\n').filter(|line| line.len() < 2_000).collect();
    folder.file("lijst.csv", &short);
    for (at, nasty) in NASTY.iter().enumerate() {
        let id = format!("--id={nasty} {at}");
        let args = ["explain", "lijst.csv", "--signals", "signalen.csv", &id];
        for form in ["text", "md", "html"] {
            for reader in ["officer", "applicant"] {
                let told = folder.run(&[&args[..], &["--format", form, "--for", reader]].concat()).ends_with(0).out;
                no_harm(form, &told);
                // The last line of markdown is the program's own: how long it may be kept.
                let told = if form == "md" {
                    let (told, mark) = told.rsplit_once("\n<!-- samenzien.keep_until: ").expect("a mark");
                    assert!(mark.trim_end().ends_with("-->") && mark.lines().count() == 1, "{mark}");
                    told.to_owned()
                } else {
                    told
                };
                // On a terminal `<` is a sign like any other; in markdown it is one behind a backslash.
                let told = if form == "md" { told.replace("\\<", "") } else { told };
                let marks: &[&str] =
                    if form == "text" { &[] } else { &["<script", "<img", "onerror=alert(1)>", "<!--"] };
                let markup = marks.iter().find(|mark| told.contains(**mark));
                assert!(markup.is_none(), "{form}: {markup:?} in {told}");
            }
        }
    }
}

/// The page and its index; a machine format is whole, and has no sign that a terminal would obey.
#[test]
fn pages_pictures_and_manifests_hold_it_as_text() {
    let folder = folder();
    let files = ["lijst.csv", "--signals", "signalen.csv", "-q"];
    let outputs = ["uit.html", "uit.manifest.json"].map(|name| ["-o", name]).concat();
    folder.run(&[&files[..], &outputs].concat()).ends_with(0);
    let graphs = ["net.html", "net.json", "net.graphml", "net.dot"];
    let outputs = graphs.map(|name| ["-o", name]).concat();
    folder.run(&[&["network", "lijst.csv", "--min", "2", "-q"][..], &outputs].concat()).ends_with(0);
    for name in ["uit.html", "net.html"] {
        let page = folder.read(name);
        no_harm(name, &page);
        let html = Html::parse_document(&page);
        let found = |selector: &str| html.select(&Selector::parse(selector).expect("a selector")).count();
        assert_eq!(found("img, iframe, object, embed, link, base, form, [onerror], [onclick], [src]"), 0, "{name}");
        assert!(found("script:not([type])") <= 1, "{name}");
    }
    for name in ["net.graphml", "net.dot", "uit.manifest.json", "net.json"] {
        let text = folder.read(name);
        let control = text.chars().find(|c| c.is_ascii_control() && !matches!(c, '\n' | '\u{7f}'));
        assert_eq!(control, None, "{name}");
    }
    assert!(!folder.read("net.graphml").contains("<script"));
    for name in ["net.json", "uit.manifest.json"] {
        serde_json::from_str::<serde_json::Value>(&folder.read(name)).expect(name);
    }
}

#[test]
fn thanks_and_letters_as_json_are_harmless_too() {
    let folder = folder();
    for format in ["table", "csv", "md"] {
        let args = ["signals", "thanks", "lijst.csv", "--signals", "signalen.csv", "-q", "--format", format];
        let told = folder.run(&args).ends_with(0).out;
        no_harm(format, &told);
    }
    for reader in ["officer", "applicant"] {
        let id = format!("--id={} 10", NASTY[10]);
        let args = ["explain", "lijst.csv", "--signals", "signalen.csv", &id, "--format", "json", "--for", reader];
        let told = folder.run(&args).ends_with(0).out;
        serde_json::from_str::<serde_json::Value>(&told).expect("json");
        assert!(!told.contains(|c: char| c.is_ascii_control() && c != '\n' && c != '\u{7f}'), "{reader}");
    }
}

#[test]
fn a_spreadsheet_runs_nothing_of_it() {
    let folder = folder();
    for (more, separator) in [(&[][..], b','), (&["--excel-csv"], b';')] {
        let args = ["lijst.csv", "--signals", "signalen.csv", "-q", "--format", "csv", "--columns"];
        let columns = ["id,band,linked,permit_type,applicant,lender,description,reasons"];
        let out = folder.run(&[&args[..], &columns, more].concat()).ends_with(0).out;
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).from_reader(out.trim_start_matches('\u{feff}').as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(|record| record.expect("a record")).collect();
        assert_eq!(records.len(), NASTY.len() + 1);
        for cell in records.iter().flat_map(|record| record.iter()) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
}

#[test]
fn a_workbook_holds_texts_and_no_formulas() {
    let folder = folder();
    folder.run(&["lijst.csv", "--signals", "signalen.csv", "-q", "-o", "uit.xlsx"]).ends_with(0);
    let mut book: Xlsx<_> = open_workbook(folder.path().join("uit.xlsx")).expect("a workbook");
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("a sheet").is_empty(), "{name}");
        for (_, _, cell) in book.worksheet_range(&name).expect("a sheet").used_cells() {
            no_harm(&name, &cell.to_string());
            assert!(cell.to_string().chars().count() <= 32_767);
        }
    }
    let risks = book.worksheet_range(&book.sheet_names()[0]).expect("a sheet");
    assert_eq!(risks.height(), NASTY.len() + 2);
}

#[test]
fn machines_read_every_value_back_as_it_was() {
    let folder = folder();
    let args = ["lijst.csv", "--signals", "signalen.csv", "-q", "--format"];
    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&[&args[..], &["json"]].concat()).ends_with(0).out).expect("json");
    let lines = folder.run(&[&args[..], &["jsonl"]].concat()).ends_with(0).out;
    let records: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("a line of json")).collect();
    let ids: Vec<&str> =
        json["applications"].as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids.len(), NASTY.len() + 1);
    for (at, nasty) in NASTY.iter().enumerate() {
        assert_eq!(ids[at].trim(), format!("{nasty} {at}").trim(), "{at}");
    }
    assert!(records.len() > NASTY.len());
    // A terminal that shows them gets no escapes either.
    let control = |c: char| c.is_ascii_control() && c != '\n' && c != '\u{7f}';
    assert!(!lines.contains(control), "{:?}", lines.lines().find(|line| line.contains(control)));
}
