//! From tables to a batch. Workers take turns at the reader and turn blocks of rows into columns side by
//! side; the result does not depend on how many of them there are.

use super::block::{Block, RejectedRow};
use super::mapping::{Mapping, Use};
use super::open::Table;
use crate::batch::{Batch, CellCounts, CellSource, Column, ColumnPart, Symbols};
use crate::fields::{Category, Dictionary, KindId, Missing, Parser, Raw, Style, fold};
use crate::text::intake::{IntakeError, Note, RowReason};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

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
    threads: usize,
) -> Result<Loaded, IntakeError> {
    let missing = Arc::new(dictionary.missing().with(mapping.missing.iter().cloned()));
    let plan = Plan { needs, dictionary, mapping, missing };
    let queue = Mutex::new(Queue::new(tables));
    let mut first = Worker::new(&plan);
    // Small inputs are done before another thread would have started.
    let more = first.step(&queue, &plan)? && first.step(&queue, &plan)?;
    let mut workers = Vec::new();
    if more && threads > 1 {
        let others = std::thread::scope(|scope| {
            let spawn = |_| scope.spawn(|| Worker::new(&plan).run(&queue, &plan));
            let handles: Vec<_> = (1..threads).map(spawn).collect();
            let first = first.run(&queue, &plan);
            let join = |handle: std::thread::ScopedJoinHandle<'_, _>| {
                handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            std::iter::once(first).chain(handles.into_iter().map(join)).collect::<Result<Vec<_>, IntakeError>>()
        })?;
        workers.extend(others);
    } else if more {
        workers.push(first.run(&queue, &plan)?);
    } else {
        workers.push(first);
    }
    let queue = queue.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(put_together(queue, workers, needs))
}

/// What all workers share and only read.
struct Plan<'a> {
    needs: &'a [Need],
    dictionary: &'a Dictionary,
    mapping: &'a Mapping,
    missing: Arc<Missing>,
}

/// The tables, read in turn by whoever has the lock.
struct Queue {
    tables: Vec<Table>,
    at: usize,
    /// How the table at `at` is read; made from its first block.
    reading: Option<Arc<Reading>>,
    summaries: Vec<InputSummary>,
    blocks: usize,
}

/// How the columns of one table are read.
struct Reading {
    file: usize,
    id: Option<usize>,
    /// Per need: the column and its parser.
    columns: Vec<Option<(usize, Parser)>>,
}

impl Queue {
    fn new(tables: Vec<Table>) -> Self {
        Queue { tables, at: 0, reading: None, summaries: Vec::new(), blocks: 0 }
    }

    /// The next block, its number, and how to read it; `None` when everything has been read.
    fn next(&mut self, block: &mut Block, plan: &Plan<'_>) -> Result<Option<(usize, Arc<Reading>)>, IntakeError> {
        while let Some(table) = self.tables.get_mut(self.at) {
            let more = table.rows.fill(block)?;
            if self.reading.is_none() {
                let (reading, summary) = plan.reading(table, self.at, block)?;
                self.reading = Some(Arc::new(reading));
                self.summaries.push(summary);
            }
            if let (true, Some(reading)) = (more, &self.reading) {
                self.blocks += 1;
                return Ok(Some((self.blocks - 1, Arc::clone(reading))));
            }
            (self.at, self.reading) = (self.at + 1, None);
        }
        Ok(None)
    }
}

impl Plan<'_> {
    /// How the columns of a table are read, with the first block as a sample of their style.
    fn reading(&self, table: &Table, file: usize, block: &Block) -> Result<(Reading, InputSummary), IntakeError> {
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
        Ok((Reading { file, id, columns }, summary))
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

/// One thread's share of the work.
struct Worker {
    columns: Vec<ColumnPart>,
    blocks: Vec<BlockInfo>,
    block: Block,
}

/// One column of the rows of a block that are kept.
struct BlockColumn<'a> {
    block: &'a Block,
    column: usize,
    kept: &'a [u32],
}

impl CellSource for BlockColumn<'_> {
    fn cell<'a>(&'a self, row: usize, scratch: &'a mut String) -> Raw<'a> {
        self.block.cell(self.kept[row] as usize, self.column, scratch)
    }
}

/// A block that was read: its number in the input, its file, and what is kept of its rows beside columns.
struct BlockInfo {
    number: usize,
    file: usize,
    ids: Symbols,
    lines: Vec<u32>,
    rejected: Vec<RejectedRow>,
}

impl Worker {
    fn new(plan: &Plan<'_>) -> Self {
        let columns = plan.needs.iter().map(|need| ColumnPart::new(need.kind)).collect();
        Worker { columns, blocks: Vec::new(), block: Block::default() }
    }

    fn run(mut self, queue: &Mutex<Queue>, plan: &Plan<'_>) -> Result<Worker, IntakeError> {
        while self.step(queue, plan)? {}
        Ok(self)
    }

    /// Reads one block; false when there are no more.
    fn step(&mut self, queue: &Mutex<Queue>, plan: &Plan<'_>) -> Result<bool, IntakeError> {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next(&mut self.block, plan)?;
        let Some((number, reading)) = next else { return Ok(false) };
        let (info, kept) = self.rows(number, &reading);
        let block = &self.block;
        for (part, column) in self.columns.iter_mut().zip(&reading.columns) {
            match column {
                None => part.absent(kept.len()),
                Some((column, parser)) => {
                    part.read(parser, kept.len(), &BlockColumn { block, column: *column, kept: &kept });
                }
            }
        }
        self.blocks.push(info);
        Ok(true)
    }

    /// The case numbers and lines of a block, and which of its rows are applications.
    fn rows(&self, number: usize, reading: &Reading) -> (BlockInfo, Vec<u32>) {
        let block = &self.block;
        let mut info =
            BlockInfo { number, file: reading.file, ids: Symbols::default(), lines: Vec::new(), rejected: Vec::new() };
        let mut kept = Vec::with_capacity(block.len());
        let (mut scratch, mut id) = (String::new(), String::new());
        for row in 0..block.len() {
            let line = block.row_number(row);
            id.clear();
            match reading.id {
                None => id.push_str(&format!("rij-{line}")),
                Some(column) => super::block::write_text(block.cell(row, column, &mut scratch), &mut id),
            }
            let trimmed = id.trim();
            let reason = if trimmed.is_empty() {
                Some(if mentions_total(block, row) { RowReason::TotalOrNote } else { RowReason::NoId })
            } else {
                is_total(trimmed).then_some(RowReason::TotalOrNote)
            };
            match reason {
                Some(reason) => info.rejected.push(RejectedRow { row: line, reason }),
                None if info.ids.push(trimmed).is_some() => {
                    info.lines.push(line);
                    kept.push(row as u32);
                }
                None => {}
            }
        }
        (info, kept)
    }
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

/// Joins what the workers read in the order of the input.
fn put_together(queue: Queue, mut workers: Vec<Worker>, needs: &[Need]) -> Loaded {
    let Queue { tables, mut summaries, .. } = queue;
    let mut blocks: Vec<(usize, BlockInfo)> = Vec::new();
    for (worker, part) in workers.iter_mut().enumerate() {
        blocks.extend(std::mem::take(&mut part.blocks).into_iter().map(|block| (worker, block)));
    }
    blocks.sort_by_key(|(_, block)| block.number);
    let order: Vec<usize> = blocks.iter().map(|(worker, _)| *worker).collect();
    let mut by_need: Vec<Vec<ColumnPart>> = needs.iter().map(|_| Vec::new()).collect();
    for worker in workers {
        for (parts, part) in by_need.iter_mut().zip(worker.columns) {
            parts.push(part);
        }
    }
    let joined: Vec<(Column, CellCounts)> =
        by_need.into_par_iter().zip(needs).map(|(parts, need)| join(need.kind, parts, &order)).collect();
    for (summary, table) in summaries.iter_mut().zip(&tables) {
        let counts = table.rows.counts();
        (summary.read, summary.blank, summary.rejected) = (counts.read, counts.blank, counts.rejected);
        summary.notes.extend(counts.notes);
        if counts.padded > 0 {
            summary.notes.push(Note::PaddedRows { rows: counts.padded });
        }
    }
    let mut batch = Batch::default();
    for (_, block) in blocks {
        let summary = &mut summaries[block.file];
        if summary.screened == 0 && !block.lines.is_empty() {
            batch.origins.files.push((batch.rows(), summary.label.clone()));
        }
        summary.screened += block.lines.len() as u64;
        summary.rejected.extend(block.rejected);
        batch.origins.lines.extend(block.lines);
        for id in block.ids.iter() {
            // There are fewer than 2^32 bytes of case numbers in fewer than 2^32 rows of any file read here.
            let _ = batch.ids.push(id);
        }
    }
    summaries.iter_mut().for_each(|summary| summary.rejected.sort_by_key(|row| row.row));
    batch.scored = batch.rows();
    let (columns, cells): (Vec<_>, Vec<_>) = joined
        .into_iter()
        .map(|(column, counts)| {
            let there = !matches!(column.data, crate::batch::Data::Absent);
            (column, (counts, there))
        })
        .unzip();
    batch.columns = columns;
    let repeated = repeated_ids(&batch);
    Loaded { batch, inputs: summaries, cells, repeated }
}

fn join(kind: KindId, parts: Vec<ColumnPart>, order: &[usize]) -> (Column, CellCounts) {
    let mut counts = CellCounts::default();
    for part in &parts {
        part.counts.invalid.iter().for_each(|(reason, n)| *counts.invalid.entry(*reason).or_default() += n);
        part.counts.repaired.iter().for_each(|(repair, n)| *counts.repaired.entry(*repair).or_default() += n);
    }
    (ColumnPart::join(kind, parts, order), counts)
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
