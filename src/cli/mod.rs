//! The command line: arguments, one file per command, exit codes, and where things are printed.

mod pipeline;

use crate::report;
use crate::text::Lang;
use anyhow::Context;
use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "samenzien", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The scored table of a batch.
    Screen(Screen),
    /// What was read of a file.
    Inspect(Inspect),
}

#[derive(clap::Args)]
struct Inspect {
    files: Vec<String>,
    #[arg(long)]
    as_read: bool,
    #[arg(long)]
    sheet: Option<String>,
}

#[derive(clap::Args)]
struct Screen {
    files: Vec<String>,
    #[arg(long)]
    rules: Option<String>,
    #[arg(short, long)]
    output: Option<std::path::PathBuf>,
    #[arg(long)]
    format: Option<String>,
    #[arg(long)]
    threads: Option<usize>,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Screen(args) => screen(&args),
        Command::Inspect(args) => inspect(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fout: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn inspect(args: &Inspect) -> anyhow::Result<()> {
    let dictionary = crate::fields::Dictionary::builtin();
    let options = crate::intake::ReadOptions { as_read: args.as_read, sheet: args.sheet.clone(), ..Default::default() };
    let tables = crate::intake::open_all(&args.files, &options, &|header| dictionary.knows(header))?;
    for mut table in tables {
        crate::intake::write_as_read(&mut table, &mut std::io::stdout().lock())?;
    }
    Ok(())
}

fn screen(args: &Screen) -> anyhow::Result<()> {
    let timing = std::env::var_os("SAMENZIEN_TIMING").is_some();
    let start = std::time::Instant::now();
    let tell = |what: &str| {
        if timing {
            let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
            let rss: Vec<&str> = status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")).collect();
            eprintln!("{what}: {:?} {rss:?}", start.elapsed());
        }
    };
    let compiled = pipeline::rules(args.rules.as_deref(), Lang::Nl)?;
    tell("rules");
    let (set, mut loaded) = pipeline::load(compiled, &args.files, args.threads)?;
    tell("loaded");
    if timing {
        for (c, v) in loaded.batch.columns.iter().zip(&set.values[set.derived..]) {
            if let crate::batch::Data::Keys(k) = &c.data {
                eprintln!(
                    "{} distinct {} bytes {}",
                    v.name,
                    k.table.len(),
                    k.table.iter().map(str::len).sum::<usize>()
                );
            }
        }
    }
    crate::engine::derive(&set, &mut loaded.batch);
    tell("derived");
    let findings = crate::engine::screen(&set, &loaded.batch);
    tell("screened");
    let run = pipeline::run_info(&set, &loaded);
    pipeline::tell(&loaded, &run, Lang::Nl);
    let options = report::Options { lang: Lang::Nl, ..report::Options::default() };
    let document = report::Document::assemble(&set, &loaded.batch, &findings, &run, &options)?;
    match &args.output {
        Some(path) => {
            let format = report::formats::for_path(path).context("onbekende uitgang van de bestandsnaam")?;
            let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
            (format.write)(&document, &mut file)?;
            file.commit()?;
        }
        None => {
            let format =
                report::formats::named(args.format.as_deref().unwrap_or("table")).context("onbekend formaat")?;
            (format.write)(&document, &mut std::io::stdout().lock())?;
        }
    }
    std::io::stdout().flush()?;
    tell("written");
    // The process ends here; giving back a million rows one by one would take a tenth of the run.
    std::mem::forget(findings);
    std::mem::forget(loaded);
    Ok(())
}
