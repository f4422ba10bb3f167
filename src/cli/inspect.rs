//! `inspect`: what was read of the files, before any rule is asked.

use std::io::{self, Write};

use anyhow::Result;
use comfy_table::{ContentArrangement, Table, presets};

use super::args::InspectArgs;
use super::exit::Exit;
use super::pipeline;
use super::tell::Teller;
use crate::fields::Dictionary;
use crate::intake::{self, Loaded, Need, ReadOptions};
use crate::report::one_line;
use crate::text::cli::CliMsg;
use crate::text::number;
use crate::text::report::Word;

/// Shows the columns, or writes the table as it was read.
pub(super) fn run(args: &InspectArgs, teller: &Teller) -> Result<Exit> {
    let dictionary = Dictionary::builtin();
    let mut text = Vec::new();
    if args.as_read {
        let options = ReadOptions { as_read: true, ..pipeline::read_options(&args.reading)? };
        for mut table in intake::open_all(&args.reading.files, &options, &|header| dictionary.knows(header))? {
            intake::write_as_read(&mut table, &mut text)?;
        }
    } else {
        let needs: Vec<Need> = dictionary.fields().iter().map(need).collect();
        let loaded = pipeline::load(&args.reading, &pipeline::Beside::default(), &needs, &dictionary)?;
        text = columns(&loaded, &needs, &dictionary, teller).into_bytes();
        tell(&loaded, teller);
    }
    match io::stdout().lock().write_all(&text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}

fn need(field: &crate::fields::FieldDef) -> Need {
    Need { name: field.id.clone(), kind: field.kind, values: field.values.clone(), missing: None }
}

/// One line per column of each input: the field that it is, and how many cells have a value.
fn columns(loaded: &Loaded, needs: &[Need], dictionary: &Dictionary, teller: &Teller) -> String {
    let lang = teller.lang;
    let mut out = String::new();
    for input in &loaded.inputs {
        let mut table = Table::new();
        table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(teller.terminal.screen.width).force_no_tty();
        let heads = [CliMsg::Field.say(lang), CliMsg::Filled.say(lang), Word::Unreadable.say(lang).to_owned()];
        table.set_header([one_line(&input.label)].into_iter().chain(heads));
        for (header, field) in &input.columns {
            let at = field.as_ref().and_then(|field| needs.iter().position(|need| need.name == *field));
            let row = match at {
                Some(at) => {
                    let invalid: u64 = loaded.cells[at].0.invalid.values().sum();
                    let filled = loaded.batch.columns[at].present.count();
                    let label = dictionary.fields()[at].label.get(lang);
                    let name = format!("{label} ({})", needs[at].name);
                    [one_line(header), name, number(filled as i64, lang), number(invalid as i64, lang)]
                }
                None => [one_line(header), CliMsg::NotRead.say(lang), String::new(), String::new()],
            };
            table.add_row(row);
        }
        out.push_str(&table.trim_fmt());
        out.push('\n');
    }
    out
}

fn tell(loaded: &Loaded, teller: &Teller) {
    if teller.terminal.quiet {
        return;
    }
    for input in &loaded.inputs {
        for note in &input.notes {
            anstream::eprintln!("{}", one_line(&format!("{}: {}", input.label, note.say(teller.lang))));
        }
        let (read, screened, aside) = (input.read, input.screened, input.rejected.len() as u64);
        anstream::eprintln!("{}", CliMsg::Counts { read, screened, aside }.say(teller.lang));
    }
}
