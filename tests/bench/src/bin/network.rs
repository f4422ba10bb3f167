//! What looking across applications costs: a batch with and without all keys, signals, clusters and alike
//! names, and the same with a few values that very many share.
//!
//! `cargo run --release --bin network -- PROGRAM RULES_WITHOUT RULES_WITH FILE DELIMITER [ROUNDS]`
//! makes signals (one to ten applications) and a skewed copy (one telephone number on a fifth of all
//! applications, one name and birth date on a twentieth) beside nothing of yours: in the folder for temporary
//! files. It prints medians of whole processes in turn, and the ratios. Ratios carry over to other machines.

use std::error::Error;
use std::path::Path;

use bench::{Took, between, measured, median};

fn main() -> Result<(), Box<dyn Error>> {
    if between()? {
        return Ok(());
    }
    let args: Vec<String> = std::env::args().collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, program, without, with, file, delimiter] => compare(program, without, with, file, delimiter, 3),
        [_, program, without, with, file, delimiter, rounds] => {
            compare(program, without, with, file, delimiter, rounds.parse()?)
        }
        _ => Err("PROGRAM RULES_WITHOUT RULES_WITH FILE DELIMITER [ROUNDS]".into()),
    }
}

fn compare(
    program: &str,
    without: &str,
    with: &str,
    file: &str,
    delimiter: &str,
    rounds: usize,
) -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join("samenzien-network");
    std::fs::create_dir_all(&folder)?;
    let at = |name: &str| folder.join(name).display().to_string();
    let (signals, skewed, out) = (at("signals.csv"), at("skewed.csv"), at("out.csv"));
    make(file, delimiter, Path::new(&signals), Path::new(&skewed))?;
    let screen = |file: &str, rules: &str, more: &[&str]| {
        measured(&[&[program, "-q", "screen", file, "--rules", rules, "-o", &out], more].concat())
    };
    let mut rows: [Vec<Took>; 3] = Default::default();
    // The first round warms the files up.
    for round in 0..=rounds {
        let took = [
            screen(file, without, &[])?,
            screen(file, with, &["--signals", &signals])?,
            screen(&skewed, with, &["--signals", &signals])?,
        ];
        if round > 0 {
            rows.iter_mut().zip(took).for_each(|(row, took)| row.push(took));
        }
    }
    let of = |row: &[Took], what: fn(&Took) -> f64| median(row.iter().map(what).collect());
    let middle = rows.each_ref().map(|row| [of(row, |t| t.wall), of(row, |t| t.cpu), of(row, |t| t.peak)]);
    for (name, row, base) in [("without", 0, 0), ("with", 1, 0), ("with, skewed", 2, 1)] {
        let [wall, cpu, peak] = middle[row];
        let ratio = |at: usize| middle[row][at] / middle[base][at];
        println!(
            "| {name} | {wall:.2} | {cpu:.2} | {:.0} | {:.2} | {:.2} | {:.2} |",
            peak / 1e6,
            ratio(0),
            ratio(1),
            ratio(2)
        );
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// Writes signals about the applications of a file, and a copy of it in which a few values stand very often.
fn make(file: &str, delimiter: &str, signals: &Path, skewed: &Path) -> Result<(), Box<dyn Error>> {
    let delimiter = *delimiter.as_bytes().first().ok_or("a delimiter")?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_path(file)?;
    let header = reader.byte_headers()?.clone();
    let column = |part: &[u8]| header.iter().position(|name| name.windows(part.len()).any(|window| window == part));
    let (phone, name) = (column(b"telefoon").ok_or("telefoon")?, column(b"aanvrager_naam").ok_or("aanvrager_naam")?);
    let born = column(b"geboortedatum").ok_or("geboortedatum")?;
    let about =
        [("phone", phone), ("kvk_number", column(b"kvk").ok_or("kvk")?), ("iban", column(b"iban").ok_or("iban")?)];
    let mut told = csv::Writer::from_path(signals)?;
    told.write_record(["date", "department", "about", "value", "kind", "reliability", "text"])?;
    let mut copy = csv::WriterBuilder::new().delimiter(delimiter).from_path(skewed)?;
    copy.write_byte_record(&header)?;
    let mut record = csv::ByteRecord::new();
    let mut row = 0usize;
    while reader.read_byte_record(&mut record)? {
        let (what, at) = about[row / 10 % about.len()];
        if row.is_multiple_of(10) && record.get(at).is_some_and(|value| !value.is_empty()) {
            let department = ["horeca", "bouwen", "toezicht", "belastingen"][row / 30 % 4];
            let text = format!("melding {row}");
            let fields: [&[u8]; 7] = [
                b"01-06-2024",
                department.as_bytes(),
                what.as_bytes(),
                &record[at],
                b"contact",
                b"4",
                // Each is another signal: what is told twice counts once.
                text.as_bytes(),
            ];
            told.write_record(fields)?;
        }
        let changed = record.iter().enumerate().map(|(at, cell)| match () {
            () if at == phone && row.is_multiple_of(5) => b"06-19001234".as_slice(),
            () if at == name && row.is_multiple_of(20) => b"Jan Jansen",
            () if at == born && row.is_multiple_of(20) => b"01-01-1980",
            () => cell,
        });
        copy.write_record(changed)?;
        row += 1;
    }
    told.flush()?;
    Ok(copy.flush()?)
}
