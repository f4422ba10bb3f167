//! `signals`: what became of colleagues' observations. No values and no cases: only where they stand in
//! their own files, and how often they helped.

use std::collections::BTreeMap;

use anyhow::Result;

use super::args::SignalsArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::grid::Grid;
use super::print::print;
use super::tell::Teller;
use super::{pipeline, privacy};
use crate::engine;
use crate::fields::fold;
use crate::report::one_line;
use crate::text::cli::CliMsg;
use crate::text::report::Word;
use crate::text::{Lang, number};

/// Screens the batch with the signals and says what became of them.
pub(super) fn run(args: &SignalsArgs, teller: &Teller) -> Result<Exit> {
    if args.what == "thanks" {
        privacy::to_share("signals thanks", args.batch.regime)?;
    }
    let gathered = pipeline::gather(&args.batch, pipeline::rules(args.batch.rules.as_deref(), &[])?)?;
    let Some(signals) = &gathered.signals else {
        return Err(Fault::from(CliMsg::Absent { args: "--signals <FILE>".to_owned() }).into());
    };
    let findings = gathered.screen();
    let matched = findings.signals_matched();
    let rows = match args.what.as_str() {
        "thanks" => thanks(signals, &matched, &findings.signals_that_helped(), teller.lang),
        _ => {
            let aside =
                gathered.signals_aside.iter().map(|(file, row, reason)| (file.clone(), *row, reason.say(teller.lang)));
            check(aside.collect(), signals, &matched, teller.lang)
        }
    };
    write(&rows, args, teller)?;
    teller.of_signals(&gathered);
    teller.signals(&gathered, &findings);
    Ok(Exit::Done)
}

/// Per department and colleague: how many signals there were, were about an application, and helped.
fn thanks(signals: &engine::Signals, matched: &[bool], helped: &[bool], lang: Lang) -> Grid {
    // Names are one where they differ in case or blanks; they are written as they stood first.
    let mut counts: BTreeMap<[String; 2], ([&str; 2], [usize; 3])> = BTreeMap::new();
    for ((signal, matched), helped) in signals.seen.iter().zip(matched).zip(helped) {
        let names: [&str; 2] = [&signal.department, &signal.reporter];
        let (_, count) = counts.entry(names.map(fold::loosened)).or_insert((names, [0; 3]));
        let add = [1, usize::from(*matched), usize::from(*helped)];
        count.iter_mut().zip(add).for_each(|(count, add)| *count += add);
    }
    let head =
        [CliMsg::Department, CliMsg::Colleague, CliMsg::SignalsRead, CliMsg::SignalsMatched, CliMsg::SignalsHelped];
    let mut grid = Grid::new(head.map(|msg| msg.say(lang)));
    for (names, counts) in counts.into_values() {
        let names = names.map(one_line);
        grid.add(names.into_iter().chain(counts.map(|n| number(n as i64, lang))));
    }
    grid
}

/// The signals that could not be used and those about no application, in order of their files.
fn check(aside: Vec<(String, u32, &'static str)>, signals: &engine::Signals, matched: &[bool], lang: Lang) -> Grid {
    let none = CliMsg::NoApplication.say(lang);
    let unmatched = signals.seen.iter().zip(matched).filter(|(_, matched)| !**matched);
    let unmatched = unmatched.map(|(signal, _)| (signal.file.to_string(), signal.row, none.clone()));
    let mut found: Vec<_> =
        aside.into_iter().map(|(file, row, said)| (file, row, said.to_owned())).chain(unmatched).collect();
    found.sort();
    let head = [Word::File.say(lang).to_owned(), Word::Row.say(lang).to_owned(), CliMsg::Problem.say(lang)];
    let mut grid = Grid::new(head);
    found.into_iter().for_each(|(file, row, said)| grid.add([one_line(&file), row.to_string(), said]));
    grid
}

fn write(grid: &Grid, args: &SignalsArgs, teller: &Teller) -> Result<Exit> {
    let text = match args.format.as_str() {
        "csv" => grid.csv()?,
        "md" if args.what == "thanks" => format!("# {}\n\n{}", CliMsg::Thanks.say(teller.lang), grid.markdown()),
        "md" => grid.markdown(),
        _ => grid.text(teller.terminal.screen.width),
    };
    print(text.as_bytes())
}
