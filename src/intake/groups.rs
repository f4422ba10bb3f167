//! Which group each application belongs to: a file of its own, which no screening reads.

use super::block::{Block, write_text};
use super::open::{ReadOptions, open_all};
use crate::fields::{CITIZEN_NUMBER, Dictionary};
use crate::text::intake::{IntakeError, Note};
use std::collections::BTreeMap;

/// The groups of applications.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// The headers of the columns that group.
    pub columns: Vec<String>,
    /// Per case number: the group in each column; empty where it has none.
    pub rows: BTreeMap<String, Vec<String>>,
    /// What is worth telling.
    pub notes: Vec<Note>,
}

/// Headers of the case number.
const ID: [&str; 4] = ["id", "zaaknummer", "case number", "case_number"];

/// The groups of a file: a case number, and one column per way to group. Numbers of citizens group nobody.
pub fn read_groups(file: &str, options: &ReadOptions, dictionary: &Dictionary) -> Result<Groups, IntakeError> {
    let is_id = |header: &str| ID.iter().any(|id| header.trim().eq_ignore_ascii_case(id));
    let mut out = Groups::default();
    for mut table in open_all(&[file.to_owned()], options, &is_id)? {
        let Some(id) = table.header.iter().position(|header| is_id(header)) else {
            return Err(IntakeError::JoinWithoutId { file: table.label });
        };
        let is_number = |at: &usize| dictionary.refused(&table.header[*at]) == Some(CITIZEN_NUMBER);
        let columns = (0..table.header.len()).filter(|at| *at != id);
        let (numbers, columns): (Vec<usize>, Vec<usize>) = columns.partition(is_number);
        out.notes.extend(numbers.into_iter().map(|at| Note::Refused { column: table.header[at].clone() }));
        out.columns = columns.iter().map(|at| table.header[*at].clone()).collect();
        let mut block = Block::default();
        while table.rows.fill(&mut block)? {
            for row in 0..block.len() {
                let text = |column: usize| {
                    let mut text = String::new();
                    write_text(block.cell(row, column), &mut text);
                    text.trim().to_owned()
                };
                out.rows.insert(text(id), columns.iter().map(|at| text(*at)).collect());
            }
        }
    }
    Ok(out)
}
