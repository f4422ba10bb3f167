//! What people found when they looked into applications: an outcome per case number, and who was drawn by lot.

use super::block::{self, Block};
use super::open::{ReadOptions, open_all};
use crate::fields::fold::header_key;
use crate::fields::{Category, Cell, Dictionary, KindId, Parser, Raw};
use crate::text::intake::IntakeError;
use crate::text::outcomes::OutcomeReason;
use rustc_hash::FxHashMap;

/// What is known of one application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether asking further was relevant, as a person judged; `None` while it is open.
    pub relevant: Option<bool>,
    /// Whether it belongs to the control sample: looked into by lot and not because of a rule.
    pub control: bool,
}

/// The outcomes of some files.
#[derive(Clone, Debug, Default)]
pub struct Outcomes {
    /// By case number.
    pub by_id: FxHashMap<String, Outcome>,
    /// File, row and reason of the rows that cannot be used.
    pub rejected: Vec<(String, u32, OutcomeReason)>,
}

/// The headers that mean an outcome, and those that mean a control sample.
const OUTCOME: &[&str] = &[
    "outcome",
    "uitkomst",
    "resultaat",
    "result",
    "bevinding",
    "finding",
    "relevant",
    "afloop",
    "beoordeling",
    "uitkomst onderzoek",
];
const CONTROL: &[&str] = &[
    "control",
    "controle",
    "steekproef",
    "controlesteekproef",
    "controle steekproef",
    "sample",
    "control sample",
    "random",
    "aselect",
    "loting",
];

/// The words for an outcome: looking further was relevant, was not, or is not done yet.
const WORDS: [(&str, &[&str]); 3] = [
    (
        "relevant",
        &[
            "ja",
            "j",
            "yes",
            "y",
            "1",
            "waar",
            "true",
            "x",
            "terecht",
            "gegrond",
            "bevestigd",
            "raak",
            "confirmed",
            "justified",
            "founded",
            "wel relevant",
        ],
    ),
    (
        "not_relevant",
        &[
            "nee",
            "n",
            "no",
            "0",
            "onwaar",
            "false",
            "niet relevant",
            "not relevant",
            "onterecht",
            "ongegrond",
            "verklaard",
            "explained",
            "unfounded",
            "geen bevinding",
            "nothing found",
            "niets gevonden",
        ],
    ),
    ("open", &["loopt", "loopt nog", "in behandeling", "pending", "in progress", "nog niet bekend", "not yet known"]),
];

/// Reads the outcomes of all files. Of a case number that stands in several rows the first one counts.
pub fn read_outcomes(
    files: &[String],
    options: &ReadOptions,
    dictionary: &Dictionary,
) -> Result<Outcomes, IntakeError> {
    let is = |header: &str, names: &[&str]| names.iter().any(|name| header_key(name) == header_key(header));
    let is_id = |header: &str| dictionary.by_name(header) == dictionary.by_id("id");
    let known = |header: &str| is_id(header) || is(header, OUTCOME) || is(header, CONTROL);
    let mut out = Outcomes::default();
    for mut table in open_all(files, options, &known)? {
        let find = |wanted: &dyn Fn(&str) -> bool| table.header.iter().position(|header| wanted(header));
        let id = find(&is_id).ok_or("id");
        let outcome = find(&|header| is(header, OUTCOME)).ok_or("outcome");
        let control = find(&|header| is(header, CONTROL));
        let (id, outcome) = match (id, outcome) {
            (Ok(id), Ok(outcome)) => (id, outcome),
            (Err(column), _) | (_, Err(column)) => {
                let headers = table.headers(&known);
                return Err(IntakeError::NoOutcomeColumn { file: table.label, column, headers });
            }
        };
        let reader = Reader { id, outcome, control, words: words() };
        let mut block = Block::default();
        while table.rows.fill(&mut block)? {
            for row in 0..block.len() {
                let read = reader.row(&block, row).and_then(|(id, outcome)| out.add(id, outcome));
                if let Err(reason) = read {
                    out.rejected.push((table.label.clone(), block.row_number(row), reason));
                }
            }
        }
        let rejected = table.rows.counts().rejected;
        out.rejected.extend(rejected.iter().map(|row| (table.label.clone(), row.row, OutcomeReason::Row(row.reason))));
    }
    Ok(out)
}

impl Outcomes {
    fn add(&mut self, id: String, outcome: Outcome) -> Result<(), OutcomeReason> {
        match self.by_id.entry(id) {
            std::collections::hash_map::Entry::Occupied(_) => Err(OutcomeReason::Repeated),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(outcome);
                Ok(())
            }
        }
    }
}

fn words() -> Parser {
    let values: Vec<Category> = WORDS.iter().map(|(id, words)| Category::new(id, id, id, words)).collect();
    Parser::new(KindId::Category).categories(&values)
}

/// Reads the rows of one table.
struct Reader {
    id: usize,
    outcome: usize,
    control: Option<usize>,
    words: Parser,
}

impl Reader {
    fn row(&self, block: &Block, row: usize) -> Result<(String, Outcome), OutcomeReason> {
        let mut id = String::new();
        block::write_text(block.cell(row, self.id), &mut id);
        let id = id.trim().to_owned();
        if id.is_empty() {
            return Err(OutcomeReason::NoId);
        }
        let control = match self.control {
            None => false,
            Some(column) => match Parser::new(KindId::Boolean).flag(block.cell(row, column)).0 {
                Cell::Value(drawn) => drawn,
                Cell::Missing => false,
                Cell::Invalid(_) => return Err(OutcomeReason::Control),
            },
        };
        let relevant = relevant(&self.words, block.cell(row, self.outcome))?;
        Ok((id, Outcome { relevant, control }))
    }
}

fn relevant(words: &Parser, cell: Raw<'_>) -> Result<Option<bool>, OutcomeReason> {
    if let Raw::Bool(yes) = cell {
        return Ok(Some(yes));
    }
    let mut key = String::new();
    match (words.key(cell, &mut key).0, key.as_str()) {
        (Cell::Missing, _) | (Cell::Value(()), "open") => Ok(None),
        (Cell::Value(()), "relevant") => Ok(Some(true)),
        (Cell::Value(()), "not_relevant") => Ok(Some(false)),
        _ => Err(OutcomeReason::Word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_read_in_both_languages_and_never_guessed() {
        let read = |text: &str| relevant(&words(), Raw::Text(text));
        for yes in ["ja", "Relevant", "YES", "1", "gegrond", "confirmed"] {
            assert_eq!(read(yes), Ok(Some(true)), "{yes}");
        }
        for no in ["nee", "niet relevant", "NOT_RELEVANT", "0", "verklaard", "unfounded"] {
            assert_eq!(read(no), Ok(Some(false)), "{no}");
        }
        for open in ["", "-", "loopt nog", "in progress", "onbekend"] {
            assert_eq!(read(open), Ok(None), "{open}");
        }
        assert_eq!(read("misschien"), Err(OutcomeReason::Word));
        assert_eq!(relevant(&words(), Raw::Number(1.0)), Ok(Some(true)));
        assert_eq!(relevant(&words(), Raw::Bool(false)), Ok(Some(false)));
    }
}
