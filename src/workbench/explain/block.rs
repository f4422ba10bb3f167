//! The pieces of a text and how they are written: for the terminal, and as markdown. What is said is put
//! together once, for every form.

use std::fmt::Write;

use crate::batch::Truth;
use crate::report::formats::plain;
use crate::report::{Screen, one_line, wrap};
use crate::text::Lang;
use crate::text::report::Word;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// What the text is about.
    Title(String),
    /// The heading of a part.
    Part(String),
    /// The heading of one thing in a part.
    Item(String),
    /// A sentence or more.
    Text(String),
    /// A condition at a depth, with its answer, what was seen, and where that was read.
    Condition { depth: usize, answer: Truth, said: String, place: String },
    /// A named sentence.
    Said { name: &'static str, text: String },
    /// A point of a list.
    Point(String),
}

/// An answer in a word.
pub(super) fn answer(answer: Truth, lang: Lang) -> &'static str {
    match answer {
        Truth::Yes => Word::Yes.say(lang),
        Truth::No => Word::No.say(lang),
        Truth::Unknown => "?",
    }
}

/// The blocks for a terminal.
pub(super) fn text(blocks: &[Block], lang: Lang, screen: Screen) -> String {
    let mut out = String::new();
    let width = usize::from(screen.width);
    let mut close = true;
    for block in blocks {
        let apart = matches!(block, Block::Title(_) | Block::Part(_) | Block::Item(_));
        if apart && !close {
            out.push('\n');
        }
        close = matches!(block, Block::Part(_));
        let strong = apart && screen.colour;
        if strong {
            out.push_str("\u{1b}[1m");
        }
        let mut line = |first: &str, rest: usize, text: &str| {
            out.push_str(&wrap(text, width, first, &" ".repeat(rest)));
            out.push('\n');
        };
        match block {
            Block::Part(text) => {
                let text = one_line(text);
                line("", 0, &text);
                line("", 0, &"-".repeat(text.chars().count()));
            }
            Block::Title(text) | Block::Item(text) => line("", 2, &one_line(text)),
            Block::Text(text) => line("", 0, &one_line(text)),
            Block::Point(text) => line("- ", 2, &one_line(text)),
            Block::Said { name, text } => line("  ", 4, &format!("{name}: {}", one_line(text))),
            Block::Condition { depth, answer: found, said, place } => {
                let mark = format!("{}[{}] ", "  ".repeat(depth + 1), answer(*found, lang));
                let place = if place.is_empty() { String::new() } else { format!(" · {}", one_line(place)) };
                line(&mark, mark.chars().count(), &format!("{}{place}", one_line(said)));
            }
        }
        if strong {
            out.truncate(out.trim_end().len());
            out.push_str("\u{1b}[0m\n");
        }
    }
    out
}

/// The blocks as markdown.
pub(super) fn markdown(blocks: &[Block], lang: Lang) -> String {
    let mut out = String::new();
    let mut list = false;
    for block in blocks {
        let listed = matches!(block, Block::Condition { .. } | Block::Said { .. } | Block::Point(_));
        if !(out.is_empty() || listed && list) {
            out.push('\n');
        }
        list = listed;
        // Writing to a String cannot fail.
        let _ = match block {
            Block::Title(text) => writeln!(out, "# {}", plain(text)),
            Block::Part(text) => writeln!(out, "## {}", plain(text)),
            Block::Item(text) => writeln!(out, "### {}", plain(text)),
            Block::Text(text) => writeln!(out, "{}", plain(text)),
            Block::Point(text) => writeln!(out, "- {}", plain(text)),
            Block::Said { name, text } => writeln!(out, "- {name}: {}", plain(text)),
            Block::Condition { depth, answer: found, said, place } => {
                let place = if place.is_empty() { String::new() } else { format!(" · {}", plain(place)) };
                writeln!(out, "{}- **{}** {}{place}", "  ".repeat(*depth), answer(*found, lang), plain(said))
            }
        };
    }
    out
}
