//! Rules as a table for a spreadsheet: one line per rule, fixed English headers, the texts in the chosen language.

use super::Book;
use crate::report::{harmless, one_line};
use crate::rules::Rule;

const HEADS: [&str; 12] =
    ["id", "theme", "weight", "floor", "applies_to", "title", "when", "why", "consider", "ask", "source", "examples"];

pub(super) fn write(book: &Book<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(HEADS);
    for rule in book.rules {
        let _ = writer.write_record(record(book, rule).map(|cell| harmless(&one_line(&cell))));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn record(book: &Book<'_>, rule: &Rule) -> [String; 12] {
    let floor = rule.floor.and_then(|at| book.set.scoring.bands.get(at)).map(|band| band.id.clone());
    let text = |text| book.text(text).to_owned();
    [
        rule.id.clone(),
        rule.theme(book.set).to_owned(),
        rule.weight.to_string(),
        floor.unwrap_or_default(),
        rule.applies_to.join("|"),
        text(&rule.title),
        book.set.sentence(rule, book.lang),
        text(&rule.why),
        text(&rule.consider),
        text(&rule.ask),
        rule.source.join("; "),
        rule.cases.len().to_string(),
    ]
}
