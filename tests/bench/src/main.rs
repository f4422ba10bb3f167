//! Whole-process measurements: `samenzien screen` in turn with a bare scan of the same file, by the `csv` crate or,
//! for a workbook, by the cell reader of `calamine`, on one thread.
//!
//! `cargo run --release --manifest-path tests/bench/Cargo.toml -- PROGRAM RULES FILE DELIMITER [PAIRS]`
//! prints one line of a table: medians of wall and processor time, the medians of the ratios pair by pair, and the
//! median peak of memory. Ratios carry over to other machines; seconds do not.

use std::error::Error;

use bench::{Took, between, measured, median};
use calamine::{Reader, Xlsx, open_workbook};

fn main() -> Result<(), Box<dyn Error>> {
    if between()? {
        return Ok(());
    }
    let args: Vec<String> = std::env::args().collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "scan", file, _] if file.ends_with(".xlsx") => scan_workbook(file),
        [_, "scan", file, delimiter] => scan(file, delimiter),
        [_, program, rules, file, delimiter] => compare(program, rules, file, delimiter, 7),
        [_, program, rules, file, delimiter, pairs] => compare(program, rules, file, delimiter, pairs.parse()?),
        _ => Err("PROGRAM RULES FILE DELIMITER [PAIRS]".into()),
    }
}

/// One thread, one reused record, every field touched.
fn scan(file: &str, delimiter: &str) -> Result<(), Box<dyn Error>> {
    let delimiter = *delimiter.as_bytes().first().ok_or("a delimiter")?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_path(file)?;
    let (mut record, mut bytes) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record)? {
        bytes += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    println!("{bytes}");
    Ok(())
}

/// One thread, every cell of the first sheet, none of them kept.
fn scan_workbook(file: &str) -> Result<(), Box<dyn Error>> {
    let mut book: Xlsx<_> = open_workbook(file)?;
    let sheet = book.sheet_names().first().ok_or("a sheet")?.clone();
    let (mut reader, mut cells) = (book.worksheet_cells_reader(&sheet)?, 0);
    while reader.next_cell()?.is_some() {
        cells += 1;
    }
    println!("{cells}");
    Ok(())
}

fn compare(program: &str, rules: &str, file: &str, delimiter: &str, pairs: usize) -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?.display().to_string();
    let out = std::env::temp_dir().join("samenzien-bench.csv").display().to_string();
    let mut rounds: Vec<(Took, Took)> = Vec::new();
    // The first pair warms the file up.
    for pair in 0..=pairs {
        let scan = measured(&[&own, "scan", file, delimiter])?;
        let screen = measured(&[program, "-q", "screen", file, "--rules", rules, "-o", &out])?;
        if pair > 0 {
            rounds.push((scan, screen));
        }
    }
    std::fs::remove_file(out)?;
    let of = |what: fn(&(Took, Took)) -> f64| median(rounds.iter().map(what).collect());
    println!(
        "| {file} | {:.3} | {:.3} | {:.1} | {:.1} | {:.0} | {:.2} |",
        of(|(_, screen)| screen.wall),
        of(|(_, screen)| screen.cpu),
        of(|(scan, screen)| screen.wall / scan.wall),
        of(|(scan, screen)| screen.cpu / scan.cpu),
        of(|(_, screen)| screen.peak) / 1e6,
        of(|(_, screen)| screen.peak) / std::fs::metadata(file)?.len() as f64
    );
    Ok(())
}
