//! `inspect`: what was read of the files, how good the data is, and which rules can be asked of it.

mod json;
mod page;

use anyhow::Result;

use super::args::{InspectArgs, Reading};
use super::exit::Exit;
use super::pipeline::{self, Gathered};
use super::print;
use super::run_info::manifest;
use super::tell::Teller;
use crate::fields::Dictionary;
use crate::intake::{self, ReadOptions};
use crate::text::cli::CliMsg;
use crate::workbench::{InputQuality, Mended, Support, quality, support};

/// What an inspection found.
struct Inspection<'a> {
    gathered: &'a Gathered,
    inputs: Vec<InputQuality<'a>>,
    mended: Vec<Mended>,
    support: Support,
}

/// Shows the columns, their quality and the rules that they support, or writes the table as it was read.
pub(super) fn run(args: &InspectArgs, teller: &Teller) -> Result<Exit> {
    if args.as_read {
        return as_read(&args.batch.reading, teller);
    }
    // Every field that there is, not only those that a rule asks for.
    let path = args.batch.rules.as_deref();
    let fields: Vec<String> =
        pipeline::rules(path, &[])?.dictionary.fields().iter().map(|field| field.id.clone()).collect();
    let gathered = pipeline::gather(&args.batch, pipeline::rules(path, &fields)?)?;
    let findings = gathered.screen();
    let (set, read) = (&gathered.rules.set, &gathered.read);
    let inspection = Inspection {
        gathered: &gathered,
        inputs: quality::inputs(set, read, &gathered.rules.dictionary),
        mended: quality::mended(set, read),
        support: support(&findings),
    };
    let exit = match args.format.as_str() {
        "json" => print::json(&json::document(&inspection, manifest(&args.batch, &gathered, &findings)?))?,
        format => print::print(page::document(&inspection, format, teller).as_bytes())?,
    };
    tell(&gathered, teller);
    teller.signals(&gathered, &findings);
    Ok(exit)
}

/// The tables exactly as they were read, columns that are never read aside.
fn as_read(reading: &Reading, teller: &Teller) -> Result<Exit> {
    let dictionary = Dictionary::builtin();
    let options = ReadOptions { as_read: true, ..pipeline::read_options(reading)? };
    let mut text = Vec::new();
    for mut table in intake::open_all(&reading.files, &options, &|header| dictionary.knows(header))? {
        teller.remarks(table.never_read(&dictionary).map(|note| format!("{}: {}", table.label, note.say(teller.lang))));
        intake::write_as_read(&mut table, &dictionary, &mut text)?;
    }
    print::print(&text)
}

fn tell(gathered: &Gathered, teller: &Teller) {
    teller.of_signals(gathered);
    for input in &gathered.read.inputs {
        let notes = input.notes.iter().map(|note| format!("{}: {}", input.label, note.say(teller.lang)));
        let (read, screened, aside) = (input.read, input.screened, input.rejected.len() as u64);
        teller.remarks(notes.chain([CliMsg::Counts { read, screened, aside }.say(teller.lang)]));
    }
}
