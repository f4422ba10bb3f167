//! `signals`: what became of colleagues' observations. No values and no cases: only where they stand in
//! their own files, and how often they helped.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anyhow::Result;
use comfy_table::{ContentArrangement, Table, presets};

use super::args::SignalsArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline;
use super::tell::Teller;
use crate::engine;
use crate::report::{harmless, one_line};
use crate::text::cli::CliMsg;
use crate::text::report::Word;
use crate::text::{Lang, number};

/// Screens the batch with the signals and says what became of them.
pub(super) fn run(args: &SignalsArgs, teller: &Teller) -> Result<Exit> {
    let gathered = pipeline::gather(&args.batch, pipeline::rules(args.batch.rules.as_deref(), &[])?)?;
    let Some(signals) = &gathered.signals else {
        return Err(Fault::from(CliMsg::Absent { args: "--signals <FILE>".to_owned() }).into());
    };
    let findings = gathered.screen();
    let (matched, helped) = findings.signals_used();
    let rows = match args.what.as_str() {
        "thanks" => thanks(signals, &matched, &helped, teller.lang),
        _ => {
            let aside =
                gathered.signals_aside.iter().map(|(file, row, reason)| (file.clone(), *row, reason.say(teller.lang)));
            check(aside.collect(), signals, &matched, teller.lang)
        }
    };
    write(&rows, args, teller)?;
    teller.signals(&gathered, &findings);
    Ok(Exit::Done)
}

/// Per department and colleague: how many signals there were, were about an application, and helped.
fn thanks(signals: &engine::Signals, matched: &[bool], helped: &[bool], lang: Lang) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for ((signal, matched), helped) in signals.seen.iter().zip(matched).zip(helped) {
        let count = counts.entry((&signal.department, &signal.reporter)).or_default();
        let add = [1, usize::from(*matched), usize::from(*helped)];
        count.iter_mut().zip(add).for_each(|(count, add)| *count += add);
    }
    let head =
        [CliMsg::Department, CliMsg::Colleague, CliMsg::SignalsRead, CliMsg::SignalsMatched, CliMsg::SignalsHelped];
    let rows = counts.into_iter().map(|((department, reporter), counts)| {
        let names = [department, reporter].map(one_line);
        names.into_iter().chain(counts.map(|n| number(n as i64, lang))).collect()
    });
    std::iter::once(head.map(|msg| msg.say(lang)).to_vec()).chain(rows).collect()
}

/// The signals that could not be used and those about no application, in order of their files.
fn check(
    aside: Vec<(String, u32, &'static str)>,
    signals: &engine::Signals,
    matched: &[bool],
    lang: Lang,
) -> Vec<Vec<String>> {
    let none = CliMsg::NoApplication.say(lang);
    let unmatched = signals.seen.iter().zip(matched).filter(|(_, matched)| !**matched);
    let unmatched = unmatched.map(|(signal, _)| (signal.file.clone(), signal.row, none.clone()));
    let mut found: Vec<_> =
        aside.into_iter().map(|(file, row, said)| (file, row, said.to_owned())).chain(unmatched).collect();
    found.sort();
    let head = [Word::File.say(lang).to_owned(), Word::Row.say(lang).to_owned(), CliMsg::Problem.say(lang)];
    let rows = found.into_iter().map(|(file, row, said)| vec![one_line(&file), row.to_string(), said]);
    std::iter::once(head.to_vec()).chain(rows).collect()
}

fn write(rows: &[Vec<String>], args: &SignalsArgs, teller: &Teller) -> Result<()> {
    let mut out = Vec::new();
    match args.format.as_str() {
        "csv" => {
            let mut writer = csv::Writer::from_writer(&mut out);
            for row in rows {
                writer.write_record(row.iter().map(|cell| harmless(cell)))?;
            }
            writer.flush()?;
        }
        "md" => {
            if args.what == "thanks" {
                writeln!(out, "# {}\n", CliMsg::Thanks.say(teller.lang))?;
            }
            for (at, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
                writeln!(out, "| {} |", cells.join(" | "))?;
                if at == 0 {
                    writeln!(out, "|{}", "---|".repeat(row.len()))?;
                }
            }
        }
        _ => {
            let mut table = Table::new();
            table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(teller.terminal.screen.width).force_no_tty();
            table.set_header(rows.first().cloned().unwrap_or_default());
            table.add_rows(rows.iter().skip(1).cloned());
            writeln!(out, "{}", table.trim_fmt())?;
        }
    }
    match io::stdout().lock().write_all(&out) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
