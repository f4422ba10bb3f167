//! `rules export`: the rules as pages to read, as a table, or as data.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::ExportArgs;
use super::{chosen, open, output, print};
use crate::cli::exit::Exit;
use crate::cli::tell::Teller;
use crate::report::{ReportError, save};
use crate::text::report::ReportMsg;
use crate::workbench::{self, Book, FORMATS};

/// Writes the rules.
pub(super) fn run(args: &ExportArgs, teller: &Teller) -> Result<Exit> {
    let set = open(&args.chosen)?;
    let chosen = chosen(&set, &args.chosen.rule)?;
    let book = Book { set: &set, rules: &chosen, lang: teller.lang };
    let output = output(args.output.as_deref());
    let ending = output.and_then(Path::extension).and_then(|ending| ending.to_str());
    let named = |name: &str| FORMATS.iter().find(|format| format.name == name);
    let format = args.format.as_deref().or(ending).and_then(named).unwrap_or(&FORMATS[0]);
    let Some(output) = output else { return print(&(format.write)(&book)) };
    let files = match ending {
        Some(ending) if ending == format.name => vec![(output.to_owned(), (format.write)(&book))],
        None if format.name == "md" => in_folder(output, &book)?,
        _ => {
            let (path, endings) = (output.display().to_string(), vec![format.ending]);
            return Err(ReportError::from(ReportMsg::UnknownEnding { path, endings }).into());
        }
    };
    save::write_texts(&files)?;
    files.iter().for_each(|(path, _)| teller.wrote(path));
    Ok(Exit::Done)
}

/// One page per theme, in a folder that is made when it is not there.
fn in_folder(folder: &Path, book: &Book<'_>) -> Result<Vec<(PathBuf, String)>> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let (path, why) = (folder.display().to_string(), error.to_string());
        ReportError::from(ReportMsg::CannotWrite { path, why })
    })?;
    let pages = workbench::pages(book).into_iter();
    Ok(pages.map(|(theme, text)| (folder.join(format!("{}.md", file_name(theme))), text)).collect())
}

/// A theme as the name of a file: what no file system takes becomes a hyphen.
fn file_name(theme: &str) -> String {
    let name: String = theme.chars().map(|c| if c.is_alphanumeric() || "_-".contains(c) { c } else { '-' }).collect();
    if name.is_empty() { "-".to_owned() } else { name }
}
