//! From tables to a batch. One thread reads rows ahead while the others turn rows into columns side by
//! side; a column is built by one thread at a time, in the order of the input, so that the result does not
//! depend on how many threads there are.

use super::block::{Block, RejectedRow};
use super::mapping::{Mapping, Use};
use super::numbered::{self, Further};
use super::open::Table;
use super::sieve::{Kept, Marks, Sieve};
use crate::batch::{Batch, CellCounts, Column, ColumnBuilder, Data};
use crate::fields::{Category, Dictionary, KindId, Missing, Parser, Raw, Style, day};
use crate::text::intake::{IntakeError, Note};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// A value that must be read.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The applications.
    pub batch: Batch,
    /// Per input what was read and what was not.
    pub inputs: Vec<InputSummary>,
    /// Per need what happened to its cells, and whether any input has it.
    pub cells: Vec<(CellCounts, bool)>,
    /// The columns for further parties, by field and number (`manager 2`), with a row per application: what is
    /// filled in and what could not be read. Their values stand in `Batch::parties`.
    pub further: Vec<(String, Column)>,
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
    /// Applications after the last day that is known of; they take no part.
    pub later: u64,
    /// Earlier applications whose case number was read before; they take no part.
    pub known: u64,
    /// Whether these are earlier applications, which are linked to and not screened.
    pub history: bool,
    /// Whether this is a second file, whose columns are added to the batch.
    pub joined: bool,
    /// Whether this is a list of parties.
    pub parties: bool,
    /// What is worth telling.
    pub notes: Vec<Note>,
    /// Each header and the field that it was mapped to.
    pub columns: Vec<(String, Option<String>)>,
}

impl Loaded {
    /// Leaves out what was only read to bring other things together: all needs after the first `count`.
    pub fn keep(&mut self, count: usize) {
        self.batch.columns.truncate(count);
        self.cells.truncate(count);
        self.batch.parties.iter_mut().for_each(|spread| spread.columns.truncate(count));
    }
}

/// Which tables are screened, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// How many tables hold the batch; those after them hold earlier applications.
    pub batch: usize,
    /// The last day that is known of: what came after it takes no part.
    pub until: Option<i32>,
}

/// Reads the needed values of all rows of all tables.
pub fn load(
    tables: Vec<Table>,
    scope: Scope,
    needs: &[Need],
    dictionary: &Dictionary,
    mapping: &Mapping,
) -> Result<Loaded, IntakeError> {
    let missing = Arc::new(dictionary.missing().with(mapping.missing.iter().cloned()));
    let uses = tables.iter().map(|table| mapping.uses(&table.label, &table.header, dictionary));
    let uses = uses.collect::<Result<Vec<_>, _>>()?;
    let further = numbered::further(uses.iter(), needs, dictionary);
    let kinds = needs.iter().chain(further.iter().map(|further| &needs[further.need])).map(|need| need.kind);
    let mut columns: Vec<ColumnBuilder> = kinds.map(ColumnBuilder::new).collect();
    let mut input = Input::new(tables, scope, Plan { needs, further, uses, dictionary, mapping, missing });
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
    /// The columns beside those of the needs, for further parties.
    further: Vec<Further>,
    /// Per table what its columns are used for.
    uses: Vec<Vec<Use>>,
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
    scope: Scope,
    sieve: Sieve,
}

/// How the columns of one table are read.
struct Reading {
    marks: Marks,
    /// Per need, and then per column for further parties: the column and its parser.
    columns: Vec<Option<(usize, Parser)>>,
}

impl<'a> Input<'a> {
    fn new(tables: Vec<Table>, scope: Scope, plan: Plan<'a>) -> Self {
        let (summaries, batch, sieve) = (Vec::new(), Batch::default(), Sieve::until(scope.until));
        Input { plan, tables, at: 0, reading: None, summaries, batch, scope, sieve }
    }

    /// Replaces the rows by the next ones; false when everything has been read.
    fn next(&mut self, rows: &mut Rowset) -> Result<bool, IntakeError> {
        while let Some(table) = self.tables.get_mut(self.at) {
            let more = table.rows.fill(&mut rows.block)?;
            if self.reading.is_none() {
                let (reading, summary) = self.plan.reading(table, &self.plan.uses[self.at], &rows.block)?;
                self.reading = Some(Arc::new(reading));
                let history = self.at >= self.scope.batch;
                self.summaries.push(InputSummary { history, ..summary });
                if history {
                    self.sieve.know(&self.batch);
                }
            }
            if let (true, Some(reading)) = (more, &self.reading) {
                rows.reading = Some(Arc::clone(reading));
                let summary = &mut self.summaries[self.at];
                self.sieve.sift(&rows.block, &reading.marks, summary, &mut self.batch, &mut rows.kept);
                return Ok(true);
            }
            (self.at, self.reading) = (self.at + 1, None);
        }
        Ok(false)
    }

    fn finish(self, columns: Vec<ColumnBuilder>) -> Loaded {
        let Input { plan, tables, mut summaries, mut batch, scope, .. } = self;
        for (summary, table) in summaries.iter_mut().zip(&tables) {
            let counts = table.rows.counts();
            (summary.read, summary.blank) = (counts.read, counts.blank);
            summary.rejected.extend(counts.rejected);
            summary.rejected.sort_by_key(|row| row.row);
            summary.notes.extend(counts.notes);
            if let Some(until) = scope.until.filter(|_| summary.later > 0) {
                summary.notes.push(Note::AfterTheDay { rows: summary.later, until: day::to_ymd(until) });
            }
            if summary.known > 0 {
                summary.notes.push(Note::KnownAlready { rows: summary.known });
            }
            if counts.padded > 0 {
                summary.notes.push(Note::PaddedRows { rows: counts.padded });
            }
        }
        // There are fewer rows than 2^32: `sift` keeps no more.
        batch.scored = summaries.iter().take(scope.batch).map(|summary| summary.screened as u32).sum();
        batch.ids.shrink();
        let mut cells = Vec::with_capacity(columns.len());
        let mut columns = columns.into_iter().map(ColumnBuilder::finish);
        for (column, counts) in columns.by_ref().take(plan.needs.len()) {
            cells.push((counts, !matches!(column.data, Data::Absent)));
            batch.columns.push(column);
        }
        let further = plan.further.iter().zip(columns).map(|(further, (column, counts))| {
            cells[further.need].0.add(counts);
            (*further, column)
        });
        let columns: Vec<_> = further.collect();
        numbered::gather(&mut batch, &columns, plan.needs, plan.dictionary);
        let without_values = |(further, mut column): (Further, Column)| {
            column.drop_values();
            (format!("{} {}", plan.needs[further.need].name, further.place + 1), column)
        };
        let further = columns.into_iter().map(without_values).collect();
        let repeated = repeated_ids(&batch);
        Loaded { batch, inputs: summaries, cells, further, repeated }
    }
}

impl Plan<'_> {
    /// How the columns of a table are read, with the first block as a sample of their style.
    fn reading(&self, table: &Table, uses: &[Use], block: &Block) -> Result<(Reading, InputSummary), IntakeError> {
        let field_of = |id: &str| self.dictionary.by_id(id);
        let column_of = |id: &str| {
            let field = field_of(id)?;
            uses.iter().position(|used| *used == Use::Field(field))
        };
        let mut notes = table.notes.clone();
        let id = column_of("id");
        if !uses.iter().any(|used| matches!(used, Use::Field(_) | Use::Party(..))) {
            let headers = table.headers(&|name| self.dictionary.knows(name));
            return Err(IntakeError::NoKnownHeader { file: table.label.clone(), headers });
        }
        if id.is_none() {
            notes.push(Note::NoIdColumn);
        }
        let day_of = |name: &str| {
            let need = Need { name: name.to_owned(), kind: KindId::Date, values: Vec::new(), missing: None };
            column_of(name).map(|column| (column, self.parser(&need, table, column, block, &mut Vec::new())))
        };
        let status = column_of("status");
        let marks = Marks { id, status, applied: day_of("application_date"), decided: day_of("decision_date") };
        let mut columns = Vec::with_capacity(self.needs.len() + self.further.len());
        let first = self.needs.iter().map(|need| (need, field_of(&need.name).map(Use::Field)));
        let further = self.further.iter().map(|Further { place, need }| {
            let need = &self.needs[*need];
            (need, field_of(&need.name).map(|field| Use::Party(field, *place)))
        });
        for (need, wanted) in first.chain(further) {
            let column = wanted.and_then(|wanted| uses.iter().position(|used| *used == wanted));
            columns.push(column.map(|column| (column, self.parser(need, table, column, block, &mut notes))));
        }
        notes.extend(table.header.iter().zip(uses).filter_map(|(name, used)| match used {
            Use::Refused => Some(Note::Refused { column: name.clone() }),
            Use::Closed => Some(Note::Closed { column: name.clone() }),
            Use::Suggested(fields) => Some(Note::Suggested { column: name.clone(), fields: fields.clone() }),
            _ => None,
        }));
        let field = |used: &Use| match used {
            Use::Field(field) => Some(self.dictionary.field(*field).id.clone()),
            Use::Party(field, place) => Some(format!("{} {}", self.dictionary.field(*field).id, place + 1)),
            _ => None,
        };
        let columns_read = table.header.iter().cloned().zip(uses.iter().map(field)).collect();
        let summary = InputSummary { notes, columns: columns_read, ..InputSummary::of(table) };
        Ok((Reading { marks, columns }, summary))
    }

    fn parser(&self, need: &Need, table: &Table, column: usize, block: &Block, notes: &mut Vec<Note>) -> Parser {
        let (parser, style) = parser(need, table, column, block, (self.mapping, &self.missing));
        let name = || table.header[column].clone();
        if style.is_english() {
            notes.push(Note::EnglishAmounts { column: name() });
        }
        if style.is_month_first() {
            notes.push(Note::MonthFirst { column: name() });
        }
        parser
    }
}

/// How the cells of a column are read, with the first block as a sample of their style.
pub(super) fn parser(
    need: &Need,
    table: &Table,
    column: usize,
    block: &Block,
    (mapping, missing): (&Mapping, &Arc<Missing>),
) -> (Parser, Style) {
    let sample: Vec<String> = (0..block.len())
        .filter_map(|row| match block.cell(row, column) {
            Raw::Text(text) => Some(text.to_owned()),
            _ => None,
        })
        .collect();
    let mut style = Style::of(need.kind, sample.iter().map(String::as_str));
    (style.date_1904, style.typed) = (table.date_1904, table.typed);
    let mut values = need.values.clone();
    for (word, value) in mapping.values.get(&need.name).into_iter().flatten() {
        let known = values.iter_mut().find(|known| known.id == *value);
        if let Some(known) = known {
            known.synonyms.push(word.clone());
        }
    }
    let own = need.missing.as_ref().map(|marks| Arc::new(Missing::exactly(marks.iter().cloned())));
    (Parser::new(need.kind).missing(own.as_ref().unwrap_or(missing)).categories(&values).style(style), style)
}

impl InputSummary {
    /// What is known of a table before its rows are read.
    pub(super) fn of(table: &Table) -> InputSummary {
        InputSummary {
            label: table.label.clone(),
            path: table.path.clone(),
            read: 0,
            screened: 0,
            rejected: Vec::new(),
            blank: 0,
            later: 0,
            known: 0,
            history: false,
            joined: false,
            parties: false,
            notes: table.notes.clone(),
            columns: Vec::new(),
        }
    }
}

/// Rows on their way into columns.
#[derive(Default)]
struct Rowset {
    block: Block,
    /// The rows of the block that take part.
    kept: Kept,
    reading: Option<Arc<Reading>>,
}

impl Rowset {
    /// Adds these rows to every column.
    fn read_into(&self, columns: &mut [ColumnBuilder]) {
        let Some(reading) = &self.reading else { return };
        let rows = self.kept.rows.len();
        let work = columns.par_iter_mut().zip(&reading.columns);
        work.for_each_init(
            || self.block.fetch(),
            |(), (builder, column)| match column {
                None => builder.absent(rows),
                Some((column, parser)) => {
                    let hides = reading.marks.tells_of_a_decision(*column).then_some(&self.kept.undecided);
                    let cells = KeptCells { block: &self.block, column: *column, kept: &self.kept.rows, hides };
                    cells.read(builder, parser);
                }
            },
        );
    }
}

/// One column of the rows that are kept.
pub(super) struct KeptCells<'a> {
    pub(super) block: &'a Block,
    pub(super) column: usize,
    pub(super) kept: &'a [u32],
    /// Places in `kept` whose cell was not known yet, in rising order.
    pub(super) hides: Option<&'a Vec<u32>>,
}

impl KeptCells<'_> {
    /// Adds them to a column. What kind of cells the block holds is asked once, and not per cell.
    pub(super) fn read(&self, builder: &mut ColumnBuilder, parser: &Parser) {
        let rows = self.kept.len();
        match self.block.texts() {
            Some(records) => builder.read(parser, rows, |row| self.show(row, |row, at| Raw::of(records.cell(row, at)))),
            None => builder.read(parser, rows, |row| self.show(row, |row, at| self.block.cell(row, at))),
        }
    }

    fn show<'c>(&self, row: usize, cell: impl FnOnce(usize, usize) -> Raw<'c>) -> Raw<'c> {
        if self.hides.is_some_and(|hidden| !hidden.is_empty() && hidden.binary_search(&(row as u32)).is_ok()) {
            return Raw::Empty;
        }
        cell(self.kept[row] as usize, self.column)
    }
}

/// How many rows have a case number that stood before, and the first few of them.
fn repeated_ids(batch: &Batch) -> (u64, Vec<u32>) {
    let mut order: Vec<(u64, u32)> = (0..batch.scored).map(|row| (hash(batch.ids.text(row)), row)).collect();
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

pub(super) fn hash(text: &str) -> u64 {
    use std::hash::Hasher;
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}
