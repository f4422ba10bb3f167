//! `rules list` and `rules show`: what the rules say.

use std::fmt::Write as _;

use anyhow::Result;

use super::args::ReadArgs;
use super::{chosen, open, print};
use crate::cli::exit::Exit;
use crate::cli::grid::Grid;
use crate::cli::tell::Teller;
use crate::report::one_line;
use crate::text::report::Word;
use crate::workbench::{self, Book};

/// One line per rule.
pub(super) fn list(args: &ReadArgs, teller: &Teller) -> Result<Exit> {
    read(args, teller, |book, width| {
        let heads = [Word::Rule, Word::Theme, Word::Weight, Word::Reason];
        let mut grid = Grid::new(heads.map(|word| word.say(book.lang)));
        for rule in book.rules {
            let title = one_line(rule.title.get(book.lang));
            grid.add([rule.id.clone(), rule.theme(book.set).to_owned(), format!("{:+}", rule.weight), title]);
        }
        grid.text(width)
    })
}

/// All of each rule.
pub(super) fn show(args: &ReadArgs, teller: &Teller) -> Result<Exit> {
    read(args, teller, |book, _| {
        let mut out = String::new();
        for rule in book.rules {
            let _ = writeln!(out, "{} {}", rule.id, one_line(rule.title.get(book.lang)));
            let theme = (Word::Theme.say(book.lang), one_line(rule.theme(book.set)));
            let weight = (Word::Weight.say(book.lang), format!("{:+}", rule.weight));
            for (word, text) in [theme, weight].into_iter().chain(book.said(rule)) {
                let _ = writeln!(out, "  {word}: {text}");
            }
            out.push('\n');
        }
        out
    })
}

/// The rules that were asked for, as text of some width or as data.
fn read(args: &ReadArgs, teller: &Teller, text: impl Fn(&Book<'_>, u16) -> String) -> Result<Exit> {
    let set = open(&args.chosen)?;
    let chosen = chosen(&set, &args.chosen.rule)?;
    let book = Book { set: &set, rules: &chosen, lang: teller.lang };
    match workbench::FORMATS.iter().find(|format| format.name == args.format) {
        Some(format) => print(&(format.write)(&book)),
        None => print(&text(&book, teller.terminal.screen.width)),
    }
}
