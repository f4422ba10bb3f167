//! What people decided about reasons of earlier runs: asked, explained, good until a day. One row is one decision
//! about one application and one rule.

use super::block::{Block, write_text};
use super::open::{ReadOptions, open_all};
use crate::fields::fold::header_key;
use crate::fields::{Cell, KindId, Parser, Raw};
use crate::text::decisions::DecisionReason;
use crate::text::intake::IntakeError;
use std::collections::HashMap;

/// A reason that was looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The id of the rule; `None` for every rule of the application.
    pub rule: Option<String>,
    /// The last day on which it counts, since 1970-01-01.
    pub until: i32,
    /// The role of who decided, never a name.
    pub by: String,
    /// What explains it.
    pub reason: String,
}

/// Decisions by case number.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    by_id: HashMap<String, Vec<Decision>>,
    /// How many count on the reference date.
    pub valid: usize,
    /// How many were good until a day before it.
    pub expired: usize,
}

impl Decisions {
    /// The decision that explains a rule for an application.
    pub fn of(&self, id: &str, rule: &str) -> Option<&Decision> {
        self.by_id.get(id)?.iter().find(|decision| decision.rule.as_deref().is_none_or(|known| known == rule))
    }
}

/// The columns, with the headers that mean them.
const COLUMNS: [(&str, &[&str]); 5] = [
    ("id", &["id", "zaaknummer", "case number", "application"]),
    ("rule", &["rule", "regel"]),
    ("until", &["until", "tot en met", "geldig tot", "t/m", "tot"]),
    ("by", &["by", "role", "door", "rol"]),
    ("reason", &["reason", "reden", "uitleg", "toelichting", "explanation"]),
];

/// Reads decisions, and keeps those that count on a day. A row that cannot be read is an error: what it meant to
/// explain would otherwise be raised again, or not at all, without a word.
pub fn read_decisions(file: &str, options: &ReadOptions, as_of: i32) -> Result<Decisions, IntakeError> {
    let known = |header: &str| column_named(header).is_some();
    let mut out = Decisions::default();
    for mut table in open_all(&[file.to_owned()], options, &known)? {
        let columns = COLUMNS.map(|(name, _)| table.header.iter().position(|h| column_named(h) == Some(name)));
        if let Some(missing) = COLUMNS.iter().zip(&columns).find(|(_, at)| at.is_none()).map(|((name, _), _)| *name) {
            let headers = table.headers(&known);
            return Err(IntakeError::NoDecisionColumn { file: table.label, column: missing, headers });
        }
        let mut block = Block::default();
        while table.rows.fill(&mut block)? {
            for row in 0..block.len() {
                let read = decision(&block, row, &columns);
                let (id, decision) = read.map_err(|reason| IntakeError::Decision {
                    file: table.label.clone(),
                    row: block.row_number(row),
                    reason,
                })?;
                if decision.until < as_of {
                    out.expired += 1;
                } else {
                    out.valid += 1;
                    out.by_id.entry(id).or_default().push(decision);
                }
            }
        }
        if let Some(row) = table.rows.counts().rejected.first() {
            let reason = DecisionReason::Row(row.reason);
            return Err(IntakeError::Decision { file: table.label, row: row.row, reason });
        }
    }
    Ok(out)
}

fn column_named(header: &str) -> Option<&'static str> {
    let key = header_key(header);
    COLUMNS.iter().find(|(_, names)| names.iter().any(|name| header_key(name) == key)).map(|(name, _)| *name)
}

fn decision(block: &Block, row: usize, columns: &[Option<usize>; 5]) -> Result<(String, Decision), DecisionReason> {
    let [id, rule, until, by, reason] = columns.map(|at| {
        let mut text = String::new();
        at.into_iter().for_each(|at| write_text(block.cell(row, at), &mut text));
        text.trim().to_owned()
    });
    if id.is_empty() || rule.is_empty() {
        return Err(DecisionReason::About);
    }
    if by.is_empty() || reason.is_empty() {
        return Err(DecisionReason::Unexplained);
    }
    let Cell::Value(until) = Parser::new(KindId::Date).day(Raw::Text(&until)).0 else {
        return Err(DecisionReason::Until);
    };
    let rule = Some(rule).filter(|rule| rule != "*");
    Ok((id, Decision { rule, until, by, reason }))
}
