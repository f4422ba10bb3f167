//! Files as they come: whatever was written is read back, and nothing that stands in a file stops the program.

mod common;

use common::Folder;
use proptest::prelude::*;

/// A table with a header of known columns, and rows of any cells.
fn tables() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        4 => "[a-zé€ 0-9]{0,8}",
        1 => "[a-z;,\t|\"'\r\n =]{0,6}",
    ];
    let row = proptest::collection::vec(cell, 4);
    proptest::collection::vec(row, 1..12).prop_map(|mut rows| {
        for (at, row) in rows.iter_mut().enumerate() {
            // A row needs a case number; what a sheet would trim is not in question here.
            row[0] = format!("Z-{at}");
            row.iter_mut().for_each(|cell| *cell = cell.trim().to_owned());
        }
        rows.insert(0, ["zaaknummer", "bedrijfsnaam", "toelichting", "telefoon"].map(str::to_owned).to_vec());
        rows
    })
}

fn encoded(rows: &[Vec<String>], delimiter: u8, crlf: bool, encoding: &str) -> Vec<u8> {
    let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("memory"));
    let text = String::from_utf8(writer.into_inner().expect("memory")).expect("UTF-8");
    match encoding {
        "utf-16" => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        "utf-8-bom" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "utf-8" => text.into_bytes(),
        _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
    }
}

fn parsed(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.expect("csv").iter().map(str::to_owned).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(
        rows in tables(),
        delimiter in proptest::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
        encoding in proptest::sample::select(vec!["utf-8", "utf-8-bom", "utf-16", "windows-1252"]),
    ) {
        let folder = Folder::new();
        let bytes = encoded(&rows, delimiter, crlf, encoding);
        // Some bytes are text in both encodings, and nothing in the file says which was meant.
        prop_assume!(encoding != "windows-1252" || bytes.is_ascii() || std::str::from_utf8(&bytes).is_err());
        std::fs::write(folder.path().join("lijst.csv"), bytes).expect("written");
        let run = folder.run(&["inspect", "lijst.csv", "--as-read"]).ends_with(0);
        prop_assert_eq!(parsed(&run.out), rows);
    }

    #[test]
    fn no_bytes_stop_the_program(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b";,\t\"\r\n\0aZ1".to_vec())], 0..300),
        name in proptest::sample::select(vec!["lijst.csv", "lijst.xlsx"]),
        known in any::<bool>(),
    ) {
        let folder = Folder::new();
        let start: &[u8] = if known { b"zaaknummer;bedrijfsnaam;telefoon\n" } else { b"" };
        std::fs::write(folder.path().join(name), [start, &bytes].concat()).expect("written");
        let run = folder.run(&["screen", name, "--format", "csv"]);
        prop_assert!(matches!(run.code, Some(0 | 2)), "{:?} {}", run.code, run.err);
        prop_assert!(run.code == Some(0) || run.err.starts_with("error: "), "{}", run.err);
    }

    #[test]
    fn a_damaged_workbook_does_not_stop_the_program(cut in 0usize..60_000, at in 0usize..60_000, byte in any::<u8>()) {
        let folder = Folder::new();
        let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/aanvragen.xlsx");
        let mut bytes = std::fs::read(shipped).expect("the example");
        let length = bytes.len();
        bytes[at % length] = byte;
        if cut % 2 == 0 {
            bytes.truncate(cut % length);
        }
        std::fs::write(folder.path().join("lijst.xlsx"), bytes).expect("written");
        let run = folder.run(&["screen", "lijst.xlsx", "--format", "csv"]);
        prop_assert!(matches!(run.code, Some(0 | 2)), "{:?} {}", run.code, run.err);
    }
}

fn told(name: &str, bytes: &[u8], args: &[&str], said: &str) {
    let folder = Folder::new();
    std::fs::write(folder.path().join(name), bytes).expect("written");
    let run = folder.run(&[&["screen", name, "-o", "uit.csv"], args].concat()).ends_with(2);
    assert!(run.err.contains(said) && (run.err.contains(name) || !args.is_empty()), "{said} in {}", run.err);
    assert_eq!(folder.names(), [name]);
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_written() {
    told("leeg.csv", b"", &[], "is empty");
    told("kop.csv", b"1;2;3\n4;5;6\n", &[], "No header row");
    told("vreemd.csv", b"kleur;maat\nrood;3\n", &[], "--mapping");
    told("map.xlsx", b"PK\x03\x04 no workbook", &[], "map.xlsx");
    told("twee.csv", b"zaaknummer;telefoon;telefoonnummer\nZ-1;1;2\n", &[], "phone");
    told("blad.csv", b"zaaknummer;telefoon\nZ-1;1\n", &["--encoding", "klingon"], "klingon");
}

#[test]
fn a_workbook_is_read_by_its_sheet_and_not_by_its_name() {
    let folder = Folder::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Toelichting").expect("a name").write(0, 0, "Over dit bestand").expect("a cell");
    let sheet = book.add_worksheet().set_name("Lijst").expect("a name");
    for (at, text) in ["zaaknummer", "telefoon", "bedrijfsnaam"].iter().enumerate() {
        sheet.write(0, at as u16, *text).expect("a cell");
    }
    sheet.write(1, 0, "Z-1").expect("a cell").write(1, 1, 619_001_234).expect("a cell");
    // A cell far away does not make the table larger.
    sheet.write(1_000_000, 2, "ver weg").expect("a cell");
    book.save(folder.path().join("boek.csv")).expect("saved");
    let run = folder.run(&["boek.csv", "--sheet", "Lijst", "--format", "csv", "--columns", "id,phone"]).ends_with(0);
    assert!(run.out.contains("Z-1,'+31619001234"), "{}", run.out);
    assert!(run.err.contains("2 rows read, 1 screened, 1 not usable"), "{}", run.err);
    let wrong = folder.run(&["boek.csv", "--sheet", "Lijsten"]).ends_with(2);
    assert!(wrong.err.contains("Lijst"), "{}", wrong.err);
}

#[test]
fn rows_are_numbered_as_an_editor_numbers_them() {
    for (end, name) in [("\n", "lf.csv"), ("\r\n", "crlf.csv"), ("\r", "cr.csv")] {
        let folder = Folder::new();
        folder.file(
            name,
            &["Titel", "", "zaaknummer;telefoon;toelichting", "Z-1;1;a", ";2;b;c;d", "Z-3;3;c", ""].join(end),
        );
        let run = folder.run(&[name, "--format", "json"]).ends_with(0);
        let json: serde_json::Value = serde_json::from_str(&run.out).expect("json");
        let aside = &json["data_quality"]["rows_set_aside"];
        let aside = if aside.is_null() { &json["quality"]["rows_set_aside"] } else { aside };
        assert_eq!(aside[0]["row"], 5, "{name}: {aside}");
    }
}
