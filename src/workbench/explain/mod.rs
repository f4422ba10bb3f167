//! One application in full: every rule with its conditions and what stood there, what nearly holds, what is
//! missing and how it would move the score, what single fact would change the outcome. Everything is asked
//! of the engine, so that an explanation cannot drift from a screening.

mod block;
mod html;
mod json;
mod letter;
mod near;
mod page;
mod tree;

use crate::batch::{Row, Truth, ValueId};
use crate::engine::{Around, Change, Fact, Findings};
use crate::report::{Document, LINKED_SHOWN, Role, comment};
use near::Near;
use tree::Branch;

/// Whom an explanation is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// The officer: everything.
    #[default]
    Officer,
    /// The applicant, in a letter that an officer sends: own facts and questions only.
    Applicant,
}

/// The forms that an explanation can have, by name.
pub const FORMS: [&str; 4] = ["text", "md", "json", "html"];

/// Explains these applications (one case number may stand in several rows) in one of the `FORMS`.
pub fn explain(document: &Document<'_>, findings: &Findings<'_>, rows: &[Row], reader: Reader, form: &str) -> String {
    let stories: Vec<Story> = rows.iter().map(|row| Story::of(document, findings, *row)).collect();
    if form == "json" {
        return match reader {
            Reader::Officer => json::stories(document, &stories),
            Reader::Applicant => json::letters(document, findings, &stories),
        };
    }
    let mut blocks = Vec::new();
    for story in &stories {
        match reader {
            Reader::Officer => page::blocks(document, story, &mut blocks),
            Reader::Applicant => letter::blocks(document, findings, story, &mut blocks),
        }
    }
    let until = &document.run.keep_until;
    match form {
        "md" => format!("{}\n{}\n", block::markdown(&blocks, document.lang()), comment(until)),
        "html" => html::page(&blocks, document.lang(), until),
        _ => block::text(&blocks, document.lang(), document.options.screen),
    }
}

/// The conditions of one rule for one application, each with its answer and what was seen, as lines.
pub(super) fn conditions(document: &Document<'_>, findings: &Findings<'_>, rule: usize, row: Row) -> String {
    let tree = Branch::of(document, findings, document.rule(rule).when, row);
    let mut blocks = Vec::new();
    page::tree(document, row, &tree, 0, &mut blocks);
    block::text(&blocks, document.lang(), document.options.screen)
}

/// What there is to tell of one application.
struct Story {
    row: Row,
    /// Rules that hold, those that reassure among them, in order of their ids.
    hits: Vec<Told>,
    /// Rules that could not be assessed.
    open: Vec<Told>,
    /// Rules that lack one condition, the nearest first.
    near: Vec<Near>,
    /// Rules that do not hold, with their conditions.
    misses: Vec<Told>,
    missing: Vec<Lack>,
    /// To a lower band, and to a higher one.
    changes: [Option<Change>; 2],
    linked: (Vec<Row>, usize),
    signals: Vec<Fact>,
}

/// A rule with its conditions.
struct Told {
    rule: usize,
    tree: Branch,
}

/// A missing field, what it could make of the score, and the rules that wait for it.
struct Lack {
    value: ValueId,
    low: i32,
    high: i32,
    rules: Vec<usize>,
}

impl Story {
    fn of(document: &Document<'_>, findings: &Findings<'_>, row: Row) -> Story {
        let told = |wanted: Truth| -> Vec<Told> {
            let answers = findings.answers(row).into_iter().enumerate();
            let rules = answers.filter(|(_, answer)| *answer == wanted).map(|(rule, _)| rule);
            rules
                .map(|rule| Told { rule, tree: Branch::of(document, findings, document.rule(rule).when, row) })
                .collect()
        };
        let hits = told(Truth::Yes);
        let facts = hits.iter().flat_map(|told| findings.evidence(told.rule, row));
        let mut signals: Vec<Fact> = Vec::new();
        for fact in facts.filter(|fact| matches!(fact, Fact::Signal { .. })) {
            if !signals.contains(&fact) {
                signals.push(fact);
            }
        }
        Story {
            row,
            near: near::rules(document, findings, row),
            open: told(Truth::Unknown),
            misses: told(Truth::No),
            missing: lacks(findings, row),
            changes: Around::of(findings, row).smallest(),
            linked: findings.linked(row, LINKED_SHOWN),
            hits,
            signals,
        }
    }
}

/// The missing fields, those that could move the score the most first.
fn lacks(findings: &Findings<'_>, row: Row) -> Vec<Lack> {
    let mut lacks: Vec<Lack> = Vec::new();
    for rule in findings.not_assessed(row) {
        for value in findings.missing(rule, row) {
            match lacks.iter_mut().find(|lack| lack.value == value) {
                Some(lack) => lack.rules.push(rule),
                None => {
                    let (low, high) = findings.could_make(value, row);
                    lacks.push(Lack { value, low, high, rules: vec![rule] });
                }
            }
        }
    }
    lacks.sort_by_key(|lack| (lack.low - lack.high, lack.value));
    lacks
}

/// Where a value was read: the header of its column, and the file where that is not the application's own.
struct Place<'a> {
    header: &'a str,
    /// The label of a second file whose columns were added.
    file: Option<&'a str>,
}

/// The column that a field of an application was read from; `None` where no input has it.
fn place<'a>(document: &Document<'a>, value: ValueId, row: Row) -> Option<Place<'a>> {
    let name = document.set.values.get(usize::from(value.0))?.name.as_str();
    let (own, inputs) = (document.batch.origins.of(row).0, &document.run.inputs);
    let column = |input: &'a crate::report::InputInfo| {
        input.columns.iter().find(|(_, field)| field == name).map(|(header, _)| header.as_str())
    };
    let read = inputs.iter().filter(|input| input.path == own).find_map(column);
    let added = || {
        let joined = inputs.iter().filter(|input| input.role == Role::Join);
        joined.into_iter().find_map(|input| Some(Place { header: column(input)?, file: Some(&input.label) }))
    };
    read.map(|header| Place { header, file: None }).or_else(added)
}
