//! The workbook: what stands in it, that nothing in it runs, that other programs open it, and that the same run
//! gives the same bytes.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{Folder, golden};

fn book(folder: &Folder, name: &str) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(folder.path().join(name)).expect("a workbook")
}

fn example(lang: &str) -> (Folder, String) {
    let folder = Folder::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for name in ["aanvragen.csv", "signalen.csv"] {
        std::fs::copy(shipped.join(name), folder.path().join(name)).expect("a copy");
    }
    let args = ["aanvragen.csv", "--signals", "signalen.csv", "-o", "risico.xlsx", "--as-of", "2026-11-01"];
    let run = folder.run(&[&args[..], &["--lang", lang]].concat()).ends_with(0);
    (folder, run.err)
}

#[test]
fn the_sheets_say_what_the_other_formats_say() {
    for (lang, sheets, words) in [
        (
            "nl",
            ["Risico's", "Redenen", "Verbanden", "Gegevenskwaliteit", "Verantwoording", "Dank"],
            ["laag", "midden", "hoog", "zeer hoog"],
        ),
        (
            "en",
            ["Risks", "Reasons", "Links", "Data quality", "Accountability", "Thanks"],
            ["low", "medium", "high", "critical"],
        ),
    ] {
        let (folder, _) = example(lang);
        let mut book = book(&folder, "risico.xlsx");
        assert_eq!(book.sheet_names(), sheets);
        let risks = book.worksheet_range(sheets[0]).expect("a sheet");
        assert_eq!(risks.height(), 203);
        let args = ["aanvragen.csv", "--signals", "signalen.csv", "--format", "json", "--as-of", "2026-11-01", "-q"];
        let json: serde_json::Value = serde_json::from_str(&folder.run(&args).ends_with(0).out).expect("json");
        let applications = json["applications"].as_array().expect("a list");
        let Some(Data::String(first)) = risks.get((1, 0)) else { panic!("{:?}", risks.get((1, 0))) };
        let top = applications.iter().find(|one| one["id"] == first.as_str()).expect("the first");
        let most = applications.iter().filter_map(|one| one["score"].as_i64()).max();
        assert_eq!(top["score"].as_i64(), most);
        let band = ["low", "medium", "high", "critical"].iter().position(|band| top["band"] == *band).expect("a band");
        assert_eq!(risks.get((1, 1)), Some(&Data::String(words[band].into())));
        assert_eq!(risks.get((1, 2)).and_then(|cell| cell.to_string().parse().ok()), most);
        assert!(matches!(risks.get((1, 9)), Some(Data::DateTime(_))), "{:?}", risks.get((1, 9)));
        let count = |key: &str| applications.iter().map(|a| a[key].as_array().map_or(0, Vec::len)).sum::<usize>();
        assert_eq!(book.worksheet_range(sheets[1]).expect("a sheet").height(), count("hits") + 1);
        let links = applications.iter().map(|a| a["linked"]["ids"].as_array().map_or(0, Vec::len)).sum::<usize>();
        assert_eq!(book.worksheet_range(sheets[2]).expect("a sheet").height(), links + 1);
        let account = book.worksheet_range(sheets[4]).expect("a sheet");
        let digest = json["manifest"]["rule_set"]["sha256"].as_str().expect("a digest");
        assert!(account.used_cells().any(|(_, _, cell)| cell.to_string().contains(digest)));
        let thanks = book.worksheet_range(sheets[5]).expect("a sheet");
        assert!(thanks.height() > 3 && matches!(thanks.get((1, 2)), Some(Data::Float(n)) if *n > 0.0), "{thanks:?}");
    }
}

const LIST: &str = "\
zaaknummer;aanvraagdatum;type vergunning;geleend bedrag;telefoon;geboortedatum
Z-1;02-11-2026;horeca;40000;06-19001234;01-01-1980
Z-2;03-11-2026;horeca;1000;06-19001234;31-02-1980
Z-3;gisteren;terras;;;
;04-11-2026;horeca;5;;
";

const RULES: &str = r#"
format = 1
[ruleset]
id = "proef"
version = "1.0"
title = { nl = "Proef", en = "Trial" }
[scoring]
cap = 100
bands = [{ id = "low", from = 0 }, { id = "medium", from = 25 }, { id = "high", from = 50 }, { id = "critical", from = 75 }]
[[rule]]
id = "FIN-01"
theme = "financing"
weight = 35
title = { nl = "Grote lening", en = "Large loan" }
why = { nl = "Een grote lening vraagt om uitleg.", en = "A large loan asks for explanation." }
consider = { nl = "Het kan een banklening zijn.", en = "It may be a bank loan." }
ask = { nl = "Van wie komt het geld?", en = "Who provides the money?" }
source = ["Bron"]
when = { field = "loan_amount", at_least = 25000 }
[[rule]]
id = "NET-01"
theme = "network"
weight = 20
title = { nl = "Gedeeld telefoonnummer", en = "Shared phone number" }
why = { nl = "Waarom.", en = "Why." }
consider = { nl = "Bedenk.", en = "Consider." }
ask = { nl = "Vraag.", en = "Ask." }
source = ["Bron"]
when = { same = "phone", at_least = 2 }
"#;

fn small(lang: &str) -> Folder {
    let folder = Folder::new();
    folder.file("lijst.csv", LIST);
    folder.file("regels.toml", RULES);
    let args = ["lijst.csv", "--rules", "regels.toml", "-o", "uit.xlsx", "--as-of", "2026-11-20", "--lang", lang];
    folder.run(&args).ends_with(0);
    folder
}

/// The cells of all sheets as text, a line per row.
fn cells(folder: &Folder) -> String {
    let mut book = book(folder, "uit.xlsx");
    let mut out = String::new();
    for name in book.sheet_names() {
        out.push_str(&format!("== {name}\n"));
        for row in book.worksheet_range(&name).expect("a sheet").rows() {
            let cells = row.iter().map(|cell| match cell {
                Data::DateTime(day) => format!("day {}", day.as_f64()),
                Data::Float(number) => format!("{number}"),
                cell => cell.to_string(),
            });
            out.push_str(cells.collect::<Vec<_>>().join(" | ").trim_end());
            out.push('\n');
        }
    }
    out
}

#[test]
fn every_cell_is_as_it_was_agreed() {
    for lang in ["nl", "en"] {
        golden(&format!("workbook/small.{lang}.txt"), &cells(&small(lang)));
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let read = |folder: &Folder| std::fs::read(folder.path().join("uit.xlsx")).expect("written");
    assert!(read(&small("nl")) == read(&small("nl")));
}

#[test]
fn what_looks_like_a_formula_stays_a_text() {
    let folder = Folder::new();
    let nasty = "=cmd|' /C calc'!A0";
    folder.file(
        "nieuw.csv",
        &format!("zaaknummer;telefoon;soort vergunning\n{nasty};06-19001234;@SUM(1)\n\u{202e}Z-2;x;<script>\n"),
    );
    folder.run(&["nieuw.csv", "-o", "uit.xlsx", "--lang", "nl"]).ends_with(0);
    let mut book = book(&folder, "uit.xlsx");
    let risks = book.worksheet_range("Risico's").expect("a sheet");
    let cells: Vec<String> = risks.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell == nasty), "{cells:?}");
    assert!(book.worksheet_formula("Risico's").expect("a sheet").is_empty());
    assert!(!cells.iter().any(|cell| cell.contains('\u{202e}')), "{cells:?}");
}

/// LibreOffice, where it is installed.
fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path).map(|folder| folder.join("soffice")).find(|program| program.exists());
    if found.is_none() {
        eprintln!("skipped: LibreOffice (soffice) is not installed here");
    }
    found
}

/// Converts the workbook in a folder of its own.
fn convert(office: &Path, folder: &Folder, to: &str) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let done = Command::new(office)
        .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("uit.xlsx"))
        .env("HOME", folder.path())
        .output()
        .expect("LibreOffice starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn another_program_opens_it_without_repair_and_reads_the_same_cells() {
    let Some(office) = office() else { return };
    let folder = small("nl");
    // Every sheet as csv: comma, quotes, UTF-8, values as they are shown.
    convert(&office, &folder, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
    let mut book = book(&folder, "uit.xlsx");
    for name in book.sheet_names() {
        let file = folder.path().join(format!("uit-{name}.csv"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&file).expect(&name);
        let read: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        let range = book.worksheet_range(&name).expect("a sheet");
        for (at, row) in range.rows().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let found = read.get(at).and_then(|row| row.get(column)).map_or("", String::as_str);
                match cell {
                    Data::DateTime(_) => assert_eq!(found.len(), "02-11-2026".len(), "{name} {at} {column}"),
                    cell => assert_eq!(found, cell.to_string(), "{name} {at} {column}"),
                }
            }
        }
    }
    convert(&office, &folder, "pdf");
    let pdf = std::fs::read(folder.path().join("uit.pdf")).expect("a pdf");
    assert!(pdf.starts_with(b"%PDF") && pdf.len() > 10_000);
}
