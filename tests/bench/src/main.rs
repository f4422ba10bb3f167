//! Whole-process measurements: `samenzien screen` in turn with a bare scan by the `csv` crate of the same file.
//!
//! `cargo run --release --manifest-path tests/bench/Cargo.toml -- PROGRAM RULES FILE DELIMITER [PAIRS]`
//! prints one line of a table: medians of wall and processor time, the peak of memory, and the medians of the
//! ratios pair by pair. Ratios carry over to other machines; seconds do not.

use std::error::Error;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "scan", file, delimiter] => scan(file, delimiter),
        [_, program, rules, file, delimiter] => compare(program, rules, file, delimiter, 5),
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

fn compare(program: &str, rules: &str, file: &str, delimiter: &str, pairs: usize) -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let out = std::env::temp_dir().join("samenzien-bench.csv");
    let mut scanned = Command::new(own);
    scanned.args(["scan", file, delimiter]);
    let mut screened = Command::new(program);
    screened.args(["-q", "screen", file, "--rules", rules, "-o"]).arg(&out);
    let (mut wall, mut cpu, mut ratios, mut cpu_ratios) = (vec![], vec![], vec![], vec![]);
    // The first pair warms the file up.
    for pair in 0..=pairs {
        let (scan, screen) = (timed(&mut scanned)?, timed(&mut screened)?);
        if pair > 0 {
            wall.push(screen.0);
            cpu.push(screen.1);
            ratios.push(screen.0 / scan.0);
            cpu_ratios.push(screen.1 / scan.1);
        }
    }
    std::fs::remove_file(out)?;
    // The largest of all children: the scan needs next to nothing.
    let peak = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss() as f64 * 1024.0;
    let size = std::fs::metadata(file)?.len() as f64;
    println!(
        "| {file} | {:.3} | {:.3} | {:.1} | {:.1} | {:.0} | {:.2} |",
        median(&mut wall),
        median(&mut cpu),
        median(&mut ratios),
        median(&mut cpu_ratios),
        peak / 1e6,
        peak / size
    );
    Ok(())
}

/// Wall and processor time in seconds.
fn timed(command: &mut Command) -> Result<(f64, f64), Box<dyn Error>> {
    let (before, start) = (used()?, Instant::now());
    let status = command.stdout(Stdio::null()).status()?;
    if !status.success() {
        return Err(format!("{command:?} ended with {status}").into());
    }
    Ok((start.elapsed().as_secs_f64(), used()? - before))
}

fn used() -> nix::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Ok(seconds(usage.user_time()) + seconds(usage.system_time()))
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
