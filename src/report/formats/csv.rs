//! csv: one line per application. Written in blocks of rows that are formatted side by side, because a
//! million lines must not take longer than the screening itself.

use std::io::Write;

use rayon::prelude::*;

use super::since;
use crate::batch::{Column, Row, Tri, ValueId};
use crate::engine::{Score, Shown};
use crate::report::answers::rules;
use crate::report::{Document, LINKED_SHOWN, ReportError, machine};

/// The columns that are always there, in their usual order. The names are a promise to programs.
pub const COLUMNS: &[&str] = &[
    "id",
    "score",
    "band",
    "score_low",
    "score_high",
    "hits",
    "not_assessed",
    "themes",
    "linked",
    "permit_type",
    "application_date",
    "reasons",
];

/// Columns beside an earlier run; empty without one.
pub const SINCE_COLUMNS: &[&str] = &["change", "score_before"];

/// Rows that one thread formats at a time.
const BLOCK: usize = 1024;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Content {
    Id,
    Score,
    Band,
    Low,
    High,
    Hits,
    NotAssessed,
    Themes,
    Linked,
    Reasons,
    Change,
    Before,
    Value(ValueId),
    /// A usual column of which this run has no value.
    Nothing,
}

/// Refuses a column that there is not.
pub(super) fn check(document: &Document<'_>) -> Result<(), ReportError> {
    chosen(document).map(|_| ())
}

/// The columns that the options ask for.
fn chosen(document: &Document<'_>) -> Result<Vec<(String, Content)>, ReportError> {
    let names: Vec<String> = match document.options.columns.as_slice() {
        [] => COLUMNS.iter().map(|name| (*name).to_owned()).collect(),
        columns => columns.to_vec(),
    };
    names.into_iter().map(|name| content(document, &name).map(|content| (name, content))).collect()
}

fn content(document: &Document<'_>, name: &str) -> Result<Content, ReportError> {
    Ok(match name {
        "id" => Content::Id,
        "score" => Content::Score,
        "band" => Content::Band,
        "score_low" => Content::Low,
        "score_high" => Content::High,
        "hits" => Content::Hits,
        "not_assessed" => Content::NotAssessed,
        "themes" => Content::Themes,
        "linked" => Content::Linked,
        "reasons" => Content::Reasons,
        "change" => Content::Change,
        "score_before" => Content::Before,
        other => match document.value_named(other) {
            Ok(value) => Content::Value(value),
            // `permit_type` is a usual column, also when no rule asks for it.
            Err(_) if COLUMNS.contains(&other) => Content::Nothing,
            Err(error) => return Err(error),
        },
    })
}

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let columns = chosen(document)?;
    let separator = if document.options.excel_csv { b';' } else { b',' };
    let mut header = Vec::new();
    if document.options.excel_csv {
        header.extend_from_slice("\u{feff}".as_bytes());
    }
    for (at, (name, _)) in columns.iter().enumerate() {
        if at > 0 {
            header.push(separator);
        }
        let start = header.len();
        header.extend_from_slice(name.as_bytes());
        close(&mut header, start);
    }
    header.push(b'\n');
    out.write_all(&header).map_err(super::failed)?;

    let contents: Vec<Content> = columns.iter().map(|(_, content)| *content).collect();
    let truths = rules(document.answers).map(|(_, tri)| tri).collect();
    let set = document.set;
    let names = set.rules.iter().map(|rule| &rule.id).chain(set.themes.iter().map(|theme| &theme.id));
    let plain_names = names.chain(set.scoring.bands.iter().map(|band| &band.id)).all(|name| is_plain(name));
    let lines = Lines { document, contents: &contents, separator, truths, plain_names };
    let rows = document.in_input_order();
    // A few blocks per thread at once: enough work to share, little memory, and the order is kept. While
    // some are written the next are formatted.
    let at_once = BLOCK * rayon::current_num_threads() * 4;
    let mut ready: Vec<Vec<u8>> = Vec::new();
    for some in rows.chunks(at_once) {
        let format = || some.par_chunks(BLOCK).map(|rows| lines.block(rows)).collect::<Vec<Vec<u8>>>();
        let (next, written) = rayon::join(format, || ready.iter().try_for_each(|block: &Vec<u8>| out.write_all(block)));
        written.map_err(super::failed)?;
        ready = next;
    }
    ready.iter().try_for_each(|block| out.write_all(block)).map_err(super::failed)
}

/// What every line needs.
struct Lines<'a> {
    document: &'a Document<'a>,
    contents: &'a [Content],
    separator: u8,
    /// The truth of each rule.
    truths: Vec<&'a Tri>,
    /// Whether no name of a rule, theme or band could be taken for anything but a name.
    plain_names: bool,
}

/// The rules of one application.
#[derive(Clone, Default)]
struct Rules {
    hits: Vec<usize>,
    not_assessed: Vec<usize>,
}

/// The rules of the 64 applications of one word of the masks, told at once.
struct Word {
    number: Option<usize>,
    rules: Vec<Rules>,
}

impl Word {
    fn of(&mut self, truths: &[&Tri], row: Row) -> &Rules {
        let number = row.index() / 64;
        if self.number != Some(number) {
            self.number = Some(number);
            for rules in &mut self.rules {
                rules.hits.clear();
                rules.not_assessed.clear();
            }
            for (rule, tri) in truths.iter().enumerate() {
                tri.yes.in_word(number).for_each(|at| self.rules[at].hits.push(rule));
                tri.unknown.in_word(number).for_each(|at| self.rules[at].not_assessed.push(rule));
            }
        }
        &self.rules[row.index() % 64]
    }
}

impl Lines<'_> {
    fn block(&self, rows: &[Row]) -> Vec<u8> {
        let mut out = Vec::with_capacity(rows.len() * 160);
        let mut word = Word { number: None, rules: vec![Rules::default(); 64] };
        for row in rows {
            self.line(&mut out, *row, word.of(&self.truths, *row));
        }
        out
    }

    fn line(&self, out: &mut Vec<u8>, row: Row, rules: &Rules) {
        let score = self.document.answers.score(row);
        for (at, content) in self.contents.iter().enumerate() {
            if at > 0 {
                out.push(self.separator);
            }
            let start = out.len();
            if self.cell(out, *content, row, score, rules) {
                close(out, start);
            }
        }
        out.push(b'\n');
    }

    /// Appends the bare content of a cell; says whether a spreadsheet could take it for a formula.
    fn cell(&self, out: &mut Vec<u8>, content: Content, row: Row, score: Score, rules: &Rules) -> bool {
        let document = self.document;
        let id = |rule: &usize| document.rule(*rule).id.as_str();
        match content {
            Content::Score => machine::push_integer(out, score.value.into()),
            Content::Low => machine::push_integer(out, score.low.into()),
            Content::High => machine::push_integer(out, score.high.into()),
            Content::Value(value) => return self.value(out, value, row),
            Content::Change => {
                let change = document.changes.and_then(|changes| changes.rows.get(row.index()));
                change.iter().for_each(|change| out.extend_from_slice(since::word(change.kind).as_bytes()));
            }
            Content::Before => {
                let change = document.changes.and_then(|changes| changes.rows.get(row.index()));
                let before = change.and_then(|change| change.before.as_ref());
                before.iter().for_each(|(score, _)| machine::push_integer(out, (*score).into()));
            }
            Content::Nothing => {}
            Content::Id => out.extend_from_slice(document.batch.id(row).as_bytes()),
            Content::Band => out.extend_from_slice(document.band_id(score).as_bytes()),
            Content::Hits => join(out, "|", rules.hits.iter().map(id)),
            Content::NotAssessed => join(out, "|", rules.not_assessed.iter().map(id)),
            Content::Reasons => {
                join(out, " | ", rules.hits.iter().map(|rule| document.rule(*rule).title.get(document.lang())));
            }
            Content::Themes => {
                let mut themes: Vec<usize> = rules.hits.iter().map(|rule| document.rule(*rule).theme).collect();
                themes.sort_unstable();
                themes.dedup();
                let themes = themes.iter().filter_map(|theme| document.set.themes.get(*theme));
                join(out, "|", themes.map(|theme| theme.id.as_str()));
            }
            // Only hits link, and most applications have none.
            Content::Linked if rules.hits.is_empty() => {}
            Content::Linked => self.linked(out, row),
        }
        match content {
            Content::Score | Content::Low | Content::High | Content::Before | Content::Nothing => false,
            Content::Band | Content::Hits | Content::NotAssessed | Content::Themes => !self.plain_names,
            _ => true,
        }
    }

    fn linked(&self, out: &mut Vec<u8>, row: Row) {
        let (rows, all) = self.document.answers.linked(row, LINKED_SHOWN);
        // Looked up before any is copied: they stand all over the memory, and the trips to it overlap so.
        let ids: Vec<&str> = rows.iter().map(|row| self.document.batch.id(*row)).collect();
        std::hint::black_box(ids.iter().filter_map(|id| id.bytes().next()).fold(0, |sum: u8, byte| sum ^ byte));
        join(out, "|", ids.into_iter());
        if all > rows.len() {
            out.extend_from_slice(if rows.is_empty() { b"+" } else { b"|+" });
            machine::push_integer(out, (all - rows.len()) as i64);
        }
    }

    fn value(&self, out: &mut Vec<u8>, value: ValueId, row: Row) -> bool {
        let Some(column) = self.document.batch.columns.get(usize::from(value.0)) else { return false };
        let text = self.one(out, column, value, row);
        // Further parties stand behind the first one, in the same order in every column.
        let role = self.document.set.role(value);
        let spread = self.document.batch.parties.iter().find(|spread| role == Some(spread.role));
        let mut alone = true;
        for (spread, party) in spread.iter().flat_map(|spread| spread.of(row).map(move |party| (spread, party))) {
            out.push(b'|');
            self.one(out, &spread.columns[usize::from(value.0)], value, Row(party as u32));
            alone = false;
        }
        text || !alone
    }

    fn one(&self, out: &mut Vec<u8>, column: &Column, value: ValueId, row: Row) -> bool {
        let veiled = || self.document.veiled(value, &Shown::of(column, row));
        match self.document.options.veil.hides().then(veiled).flatten() {
            Some(veiled) => {
                out.extend_from_slice(veiled.as_bytes());
                false
            }
            None => machine::push_cell(out, column, row),
        }
    }
}

fn join<'a>(out: &mut Vec<u8>, between: &str, parts: impl Iterator<Item = &'a str>) {
    for (at, part) in parts.enumerate() {
        if at > 0 {
            out.extend_from_slice(between.as_bytes());
        }
        out.extend_from_slice(part.as_bytes());
    }
}

/// Ends the cell that began at `start`: a text that a spreadsheet would run as a formula gets an apostrophe
/// in front, and a cell with a separator, a quote or a line end in it is quoted. Both separators count, so
/// that a file that is opened with the other one still has its cells in one piece.
fn close(out: &mut Vec<u8>, start: usize) {
    if matches!(out.get(start), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')) {
        out.insert(start, b'\'');
    }
    if memchr::memchr3(b',', b';', b'"', &out[start..])
        .or_else(|| memchr::memchr2(b'\n', b'\r', &out[start..]))
        .is_none()
    {
        return;
    }
    let bare = out.split_off(start);
    out.push(b'"');
    for byte in bare {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// Whether a name has only letters, digits, `-`, `_` and `.`, a letter or digit first.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use crate::report::Veil;
    use crate::report::sample::{Sample, written};
    use crate::text::Lang;

    #[test]
    fn one_line_per_application_in_order_of_the_input() {
        let mut sample = Sample::new();
        assert_eq!(
            written("csv", &sample),
            "id,score,band,score_low,score_high,hits,not_assessed,themes,linked,permit_type,application_date,reasons\n\
             Z-1,10,low,10,35,NET-02,FIN-01,network,Z-2,,2026-11-02,Phone number shared\n\
             Z-2,35,high,35,35,FIN-01|NET-02,,financing|network,Z-1,,2026-11-03,\"Loan, large | Phone number shared\"\n\
             '=Z-3,0,low,0,0,,,,,,,\n"
        );
        sample.options.lang = Lang::Nl;
        assert!(written("csv", &sample).contains("Grote lening | Gedeeld telefoonnummer"));
    }

    #[test]
    fn chooses_columns_and_hides_what_is_personal() {
        let mut sample = Sample::new();
        sample.options.columns = ["loan_amount", "id", "phone"].map(String::from).to_vec();
        sample.options.excel_csv = true;
        assert_eq!(
            written("csv", &sample),
            "\u{feff}loan_amount;id;phone\n;Z-1;'+31619001234\n40000.00;Z-2;'+31619001234\n1000.50;'=Z-3;\"06, zie \"\"bijlage\"\"\"\n"
        );
        sample.options.veil = Veil::Mark;
        assert_eq!(
            written("csv", &sample),
            "\u{feff}loan_amount;id;phone\n;Z-1;•••\n40000.00;Z-2;•••\n1000.50;'=Z-3;•••\n"
        );
    }
}
