//! From tables to a batch. One thread reads rows ahead while the others turn rows into columns side by
//! side; a column is built by one thread at a time, in the order of the input, so that the result does not
//! depend on how many threads there are.

use super::block::{Block, ColumnCells, RejectedRow};
use super::mapping::{Mapping, Use};
use super::open::Table;
use crate::batch::{Batch, CellCounts, CellSource, ColumnBuilder, Data};
use crate::fields::{Category, Dictionary, KindId, Missing, Parser, Raw, Style, fold};
use crate::text::intake::{IntakeError, Note, RowReason};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// A value that must be read.
#[derive(Clone, Debug)]
pub struct Need {
    /// The field's id.
    pub name: String,
    /// What kind of value it is.
    pub kind: KindId,
    /// The values of a category.
    pub values: Vec<Category>,
    /// The only texts that mean "nothing here"; the usual ones when not given.
    pub missing: Option<Vec<String>>,
}

/// A batch with what is to be told about its reading.
#[derive(Debug)]
pub struct Loaded {
    /// The applications.
    pub batch: Batch,
    /// Per input what was read and what was not.
    pub inputs: Vec<InputSummary>,
    /// Per need what happened to its cells, and whether any input has it.
    pub cells: Vec<(CellCounts, bool)>,
    /// How many case numbers occur more than once, and the rows that repeat one (the first few).
    pub repeated: (u64, Vec<u32>),
}

/// What was read of one input.
#[derive(Clone, Debug)]
pub struct InputSummary {
    /// The file as the user named it.
    pub label: String,
    /// The file on disk; `None` for standard input.
    pub path: Option<PathBuf>,
    /// Rows with anything in them, below the header.
    pub read: u64,
    /// Rows that became applications.
    pub screened: u64,
    /// Rows that did not, with the reason.
    pub rejected: Vec<RejectedRow>,
    /// Wholly empty rows.
    pub blank: u64,
    /// What is worth telling.
    pub notes: Vec<Note>,
    /// Each header and the field that it was mapped to.
    pub columns: Vec<(String, Option<String>)>,
}

/// Reads the needed values of all rows of all tables.
pub fn load(
    tables: Vec<Table>,
    needs: &[Need],
    dictionary: &Dictionary,
    mapping: &Mapping,
) -> Result<Loaded, IntakeError> {
    let missing = Arc::new(dictionary.missing().with(mapping.missing.iter().cloned()));
    let mut input = Input::new(tables, Plan { needs, dictionary, mapping, missing });
    let mut columns: Vec<ColumnBuilder> = needs.iter().map(|need| ColumnBuilder::new(need.kind)).collect();
    let (mut now, mut next) = (Rowset::default(), Rowset::default());
    let mut more = input.next(&mut now)?;
    while more {
        // While some threads turn rows into values, column by column, one is reading ahead.
        let (filled, ()) = rayon::join(|| input.next(&mut next), || now.read_into(&mut columns));
        more = filled?;
        std::mem::swap(&mut now, &mut next);
    }
    Ok(input.finish(columns))
}

/// What is known before the first row is read.
struct Plan<'a> {
    needs: &'a [Need],
    dictionary: &'a Dictionary,
    mapping: &'a Mapping,
    missing: Arc<Missing>,
}

/// The tables, read one after the other, and what is kept of their rows beside columns.
struct Input<'a> {
    plan: Plan<'a>,
    tables: Vec<Table>,
    at: usize,
    /// How the table at `at` is read; made from its first block.
    reading: Option<Arc<Reading>>,
    summaries: Vec<InputSummary>,
    batch: Batch,
}

/// How the columns of one table are read.
struct Reading {
    id: Option<usize>,
    /// Per need: the column and its parser.
    columns: Vec<Option<(usize, Parser)>>,
}

impl<'a> Input<'a> {
    fn new(tables: Vec<Table>, plan: Plan<'a>) -> Self {
        Input { plan, tables, at: 0, reading: None, summaries: Vec::new(), batch: Batch::default() }
    }

    /// Replaces the rows by the next ones; false when everything has been read.
    fn next(&mut self, rows: &mut Rowset) -> Result<bool, IntakeError> {
        while let Some(table) = self.tables.get_mut(self.at) {
            let more = table.rows.fill(&mut rows.block)?;
            if self.reading.is_none() {
                let (reading, summary) = self.plan.reading(table, &rows.block)?;
                self.reading = Some(Arc::new(reading));
                self.summaries.push(summary);
            }
            if let (true, Some(reading)) = (more, &self.reading) {
                rows.reading = Some(Arc::clone(reading));
                let summary = &mut self.summaries[self.at];
                keep(&rows.block, reading.id, summary, &mut self.batch, &mut rows.kept);
                return Ok(true);
            }
            (self.at, self.reading) = (self.at + 1, None);
        }
        Ok(false)
    }

    fn finish(self, columns: Vec<ColumnBuilder>) -> Loaded {
        let Input { tables, mut summaries, mut batch, .. } = self;
        for (summary, table) in summaries.iter_mut().zip(&tables) {
            let counts = table.rows.counts();
            (summary.read, summary.blank) = (counts.read, counts.blank);
            summary.rejected.extend(counts.rejected);
            summary.rejected.sort_by_key(|row| row.row);
            summary.notes.extend(counts.notes);
            if counts.padded > 0 {
                summary.notes.push(Note::PaddedRows { rows: counts.padded });
            }
        }
        batch.scored = batch.rows();
        batch.ids.shrink();
        let mut cells = Vec::with_capacity(columns.len());
        for builder in columns {
            let (column, counts) = builder.finish();
            cells.push((counts, !matches!(column.data, Data::Absent)));
            batch.columns.push(column);
        }
        let repeated = repeated_ids(&batch);
        Loaded { batch, inputs: summaries, cells, repeated }
    }
}

impl Plan<'_> {
    /// How the columns of a table are read, with the first block as a sample of their style.
    fn reading(&self, table: &Table, block: &Block) -> Result<(Reading, InputSummary), IntakeError> {
        let uses = self.mapping.uses(&table.label, &table.header, self.dictionary)?;
        let column_of = |id: &str| {
            let field = self.dictionary.by_id(id)?;
            uses.iter().position(|used| *used == Use::Field(field))
        };
        let mut notes = table.notes.clone();
        let id = column_of("id");
        if !uses.iter().any(|used| matches!(used, Use::Field(_))) {
            return Err(IntakeError::NoKnownHeader { file: table.label.clone(), headers: table.header.clone() });
        }
        if id.is_none() {
            notes.push(Note::NoIdColumn);
        }
        let mut columns = Vec::with_capacity(self.needs.len());
        for need in self.needs {
            let column = column_of(&need.name);
            columns.push(column.map(|column| (column, self.parser(need, table, column, block, &mut notes))));
        }
        notes.extend(table.header.iter().zip(&uses).filter_map(|(name, used)| match used {
            Use::Refused => Some(Note::Refused { column: name.clone() }),
            Use::Suggested(fields) => Some(Note::Suggested { column: name.clone(), fields: fields.clone() }),
            _ => None,
        }));
        let field = |used: &Use| match used {
            Use::Field(field) => Some(self.dictionary.field(*field).id.clone()),
            _ => None,
        };
        let summary = InputSummary {
            label: table.label.clone(),
            path: table.path.clone(),
            read: 0,
            screened: 0,
            rejected: Vec::new(),
            blank: 0,
            notes,
            columns: table.header.iter().cloned().zip(uses.iter().map(field)).collect(),
        };
        Ok((Reading { id, columns }, summary))
    }

    fn parser(&self, need: &Need, table: &Table, column: usize, block: &Block, notes: &mut Vec<Note>) -> Parser {
        let mut scratch = String::new();
        let sample: Vec<String> = (0..block.len())
            .filter_map(|row| match block.cell(row, column, &mut scratch) {
                Raw::Text(text) => Some(text.to_owned()),
                _ => None,
            })
            .collect();
        let mut style = Style::of(need.kind, sample.iter().map(String::as_str));
        style.date_1904 = table.date_1904;
        let name = || table.header[column].clone();
        if style.is_english() {
            notes.push(Note::EnglishAmounts { column: name() });
        }
        if style.is_month_first() {
            notes.push(Note::MonthFirst { column: name() });
        }
        let mut values = need.values.clone();
        for (word, value) in self.mapping.values.get(&need.name).into_iter().flatten() {
            let known = values.iter_mut().find(|known| known.id == *value);
            if let Some(known) = known {
                known.synonyms.push(word.clone());
            }
        }
        let own = need.missing.as_ref().map(|marks| Arc::new(Missing::exactly(marks.iter().cloned())));
        Parser::new(need.kind).missing(own.as_ref().unwrap_or(&self.missing)).categories(&values).style(style)
    }
}

/// Rows on their way into columns.
#[derive(Default)]
struct Rowset {
    block: Block,
    /// The rows of the block that are applications.
    kept: Vec<u32>,
    reading: Option<Arc<Reading>>,
}

impl Rowset {
    /// Adds these rows to every column.
    fn read_into(&self, columns: &mut [ColumnBuilder]) {
        let Some(reading) = &self.reading else { return };
        columns.par_iter_mut().zip(&reading.columns).for_each(|(builder, column)| match column {
            None => builder.absent(self.kept.len()),
            Some((column, parser)) => {
                let cells = KeptCells { cells: self.block.column(*column), kept: &self.kept };
                builder.read(parser, self.kept.len(), &cells);
            }
        });
    }
}

/// One column of the rows that are kept.
struct KeptCells<'a> {
    cells: ColumnCells<'a>,
    kept: &'a [u32],
}

impl CellSource for KeptCells<'_> {
    fn cell(&self, row: usize) -> Raw<'_> {
        self.cells.cell(self.kept[row] as usize)
    }
}

/// Finds the rows of a block that are applications and keeps their case numbers and lines; the others
/// are set aside with the reason.
fn keep(block: &Block, id_column: Option<usize>, summary: &mut InputSummary, batch: &mut Batch, kept: &mut Vec<u32>) {
    let (mut scratch, mut id) = (String::new(), String::new());
    kept.clear();
    for row in 0..block.len() {
        let line = block.row_number(row);
        id.clear();
        match id_column {
            None => id.push_str(&format!("rij-{line}")),
            Some(column) => super::block::write_text(block.cell(row, column, &mut scratch), &mut id),
        }
        let trimmed = id.trim();
        if let Some(reason) = not_an_application(block, row, trimmed) {
            summary.rejected.push(RejectedRow { row: line, reason });
            continue;
        }
        if summary.screened == 0 {
            batch.origins.files.push((batch.rows(), summary.label.clone()));
        }
        // There are fewer than 2^32 bytes of case numbers in fewer than 2^32 rows of any file read here.
        if batch.ids.push(trimmed).is_some() {
            batch.origins.lines.push(line);
            summary.screened += 1;
            kept.push(row as u32);
        }
    }
}

/// Why a row with this case number is none.
fn not_an_application(block: &Block, row: usize, id: &str) -> Option<RowReason> {
    if id.is_empty() {
        return Some(if mentions_total(block, row) { RowReason::TotalOrNote } else { RowReason::NoId });
    }
    is_total(id).then_some(RowReason::TotalOrNote)
}

fn is_total(id: &str) -> bool {
    // Nearly every case number has a digit, and no word for a total has.
    !id.bytes().any(|b| b.is_ascii_digit())
        && matches!(
            fold::loosened(id).trim_end_matches(':'),
            "totaal" | "totalen" | "subtotaal" | "eindtotaal" | "som" | "total" | "subtotal" | "totals" | "sum"
        )
}

fn mentions_total(block: &Block, row: usize) -> bool {
    let mut scratch = String::new();
    let mut filled = 0;
    let mut total = false;
    for column in 0..block.width(row) {
        if let Raw::Text(text) = block.cell(row, column, &mut scratch)
            && !text.trim().is_empty()
        {
            filled += 1;
            total |= is_total(text.trim());
        }
    }
    total || filled <= 1
}

/// How many rows have a case number that stood before, and the first few of them.
fn repeated_ids(batch: &Batch) -> (u64, Vec<u32>) {
    let mut order: Vec<(u64, u32)> = (0..batch.rows()).map(|row| (hash(batch.ids.text(row)), row)).collect();
    order.par_sort_unstable();
    let mut rows: Vec<u32> = Vec::new();
    for same in order.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        for (at, (_, row)) in same.iter().enumerate() {
            let text = batch.ids.text(*row);
            if same[..at].iter().any(|(_, earlier)| batch.ids.text(*earlier) == text) {
                rows.push(*row);
            }
        }
    }
    rows.sort_unstable();
    let count = rows.len() as u64;
    rows.truncate(5);
    (count, rows)
}

fn hash(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
