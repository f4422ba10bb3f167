//! Rules as Markdown: a page per theme, or one text.

use std::fmt::Write;

use super::Book;
use crate::report::one_line;
use crate::rules::Rule;
use crate::text::book::{self, Head};
use crate::text::report::Word;

/// All themes as one text.
pub(super) fn write(book: &Book<'_>) -> String {
    let set = book.set;
    let mut out = format!("# {}\n", plain(book.text(&set.title)));
    if !set.legal_basis.is_empty() {
        let basis = plain(&set.legal_basis.join("; "));
        let _ = write!(out, "\n{}: {basis}\n", Head::LegalBasis.say(book.lang));
    }
    for theme in book.themes() {
        let _ = write!(out, "\n## {}\n", plain(theme));
        book.of_theme(theme).for_each(|rule| entry(book, rule, "###", &mut out));
    }
    foot(book, &mut out);
    out
}

/// One theme as a page of its own.
pub(super) fn page(book: &Book<'_>, theme: &str) -> String {
    let mut out = format!("# {}\n\n", plain(theme));
    let _ = writeln!(out, "| {} | | {} |", Word::Rule.say(book.lang), Word::Weight.say(book.lang));
    out.push_str("|---|---|---:|\n");
    for rule in book.of_theme(theme) {
        let _ = writeln!(out, "| {} | {} | {:+} |", plain(&rule.id), plain(book.text(&rule.title)), rule.weight);
    }
    book.of_theme(theme).for_each(|rule| entry(book, rule, "##", &mut out));
    foot(book, &mut out);
    out
}

fn entry(book: &Book<'_>, rule: &Rule, level: &str, out: &mut String) {
    let lang = book.lang;
    let _ = write!(out, "\n{level} {} {}\n\n", plain(&rule.id), plain(book.text(&rule.title)));
    let _ = writeln!(out, "**{}:** {:+}", Word::Weight.say(lang), rule.weight);
    for (word, text) in book.said(rule) {
        let _ = write!(out, "\n**{word}:** {}\n", plain(&text));
    }
    let examples = book.examples(rule);
    if !examples.is_empty() {
        let heads = [Head::Example, Head::Given, Head::Answer].map(|head| head.say(lang));
        let _ = write!(out, "\n| {} |\n|---|---|---|\n", heads.join(" | "));
    }
    for example in examples {
        let _ = writeln!(out, "| {} | {} | {} |", plain(&example.name), plain(&example.given), example.answer);
    }
}

fn foot(book: &Book<'_>, out: &mut String) {
    let made = book::made(&plain(&book.set.id), &plain(&book.set.version), book.lang);
    let _ = write!(out, "\n{made} {}\n", Word::Footer.say(book.lang));
}

/// Text of a rule file as text: what Markdown would read as a mark is escaped, except inside a code span.
fn plain(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    // A lone backtick opens nothing.
    let closed = text.matches('`').count() / 2 * 2;
    let mut ticks = 0;
    for c in text.chars() {
        let inside = ticks % 2 == 1;
        match c {
            '`' if ticks < closed => ticks += 1,
            // Also inside a code span a bar ends the cell of a table.
            '|' => out.push('\\'),
            '*' | '_' | '[' | ']' | '<' | '>' | '#' | '`' | '\\' if !inside => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_data_stay_text() {
        assert_eq!(plain("a|b *c* <i>"), "a\\|b \\*c\\* \\<i\\>");
        assert_eq!(plain("past bij `[^a-z]*|x` en `"), "past bij `[^a-z]*\\|x` en \\`");
    }
}
