//! The workbook: what stands in it, that nothing in it runs, and that the same run gives the same bytes.

mod common;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::Folder;

fn book(folder: &Folder, name: &str) -> Xlsx<std::io::BufReader<std::fs::File>> {
    open_workbook(folder.path().join(name)).expect("a workbook")
}

fn example(lang: &str) -> (Folder, String) {
    let folder = Folder::new();
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/aanvragen.csv");
    std::fs::copy(shipped, folder.path().join("aanvragen.csv")).expect("a copy");
    let run = folder.run(&["aanvragen.csv", "-o", "risico.xlsx", "--lang", lang, "--as-of", "2026-11-01"]).ends_with(0);
    (folder, run.err)
}

#[test]
fn the_sheets_say_what_the_other_formats_say() {
    for (lang, sheets, high) in [
        ("nl", ["Risico's", "Redenen", "Verbanden", "Gegevenskwaliteit", "Verantwoording"], "hoog"),
        ("en", ["Risks", "Reasons", "Links", "Data quality", "Accountability"], "high"),
    ] {
        let (folder, _) = example(lang);
        let mut book = book(&folder, "risico.xlsx");
        assert_eq!(book.sheet_names(), sheets);
        let risks = book.worksheet_range(sheets[0]).expect("a sheet");
        assert_eq!(risks.height(), 203);
        assert_eq!(risks.get((1, 0)), Some(&Data::String("B-2026-044".into())));
        assert_eq!(risks.get((1, 1)), Some(&Data::String(high.into())));
        assert_eq!(risks.get((1, 2)), Some(&Data::Float(70.0)));
        assert!(matches!(risks.get((1, 9)), Some(Data::DateTime(_))), "{:?}", risks.get((1, 9)));
        let json = folder.run(&["aanvragen.csv", "--format", "json", "--as-of", "2026-11-01", "-q"]).ends_with(0).out;
        let json: serde_json::Value = serde_json::from_str(&json).expect("json");
        let applications = json["applications"].as_array().expect("a list");
        let hits: usize = applications.iter().map(|a| a["hits"].as_array().map_or(0, Vec::len)).sum();
        assert_eq!(book.worksheet_range(sheets[1]).expect("a sheet").height(), hits + 1);
        let account = book.worksheet_range(sheets[4]).expect("a sheet");
        let digest = json["manifest"]["rule_set"]["sha256"].as_str().expect("a digest");
        assert!(account.used_cells().any(|(_, _, cell)| cell.to_string().contains(digest)));
    }
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let read = |folder: &Folder| std::fs::read(folder.path().join("risico.xlsx")).expect("written");
    assert!(read(&example("nl").0) == read(&example("nl").0));
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
