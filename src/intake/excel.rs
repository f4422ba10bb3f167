//! Workbooks, through `calamine`. The sheet is read cell by cell in a thread of its own, which hands over
//! blocks of rows: memory follows the data, not the size that the sheet declares.

use super::block::{Block, Cells, Counts, ROWS, Rows, Typed, write_text};
use super::cells::{borrowed, keep, moment, typed};
use super::header::TopRow;
use super::open::{Ahead, ReadOptions, Source, Table, header_at};
use crate::text::intake::{IntakeError, Note};
use calamine::{DataRef, Ods, Reader, Sheet, SheetVisible, Xls, Xlsb, Xlsx, XlsxError};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Columns beyond this are a stray cell, not a table.
const COLUMNS: usize = 1024;
/// How many blocks may wait to be used.
const WAITING: usize = 4;

trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}
type Input = BufReader<Box<dyn Bytes>>;

/// What the reading thread sends: first how it opened, then rows.
enum Sent {
    Opened { notes: Vec<Note>, date_1904: bool },
    Rows(Block),
    Failed(IntakeError),
}

/// Opens a workbook and finds the header of its sheet.
pub(super) fn open(
    source: &Source,
    label: &str,
    sample: &[u8],
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<Table, IntakeError> {
    let reader = Worker { label: label.to_owned(), sheet: options.sheet.clone() };
    let as_read = options.as_read;
    let input = input(source).map_err(|error| reader.broken(&error))?;
    let format = Format::of(sample, source, label)?;
    let (send, blocks) = sync_channel(WAITING);
    let (give_back, spare) = channel();
    std::thread::spawn(move || {
        let out = Out { send, spare, block: typed_block(), row: u32::MAX, closed: false, as_read };
        reader.run(format, input, out);
    });
    let mut rows = SheetRows { blocks, give_back, counts: Counts::default(), label: label.to_owned() };
    let (mut notes, date_1904) = match rows.blocks.recv() {
        Ok(Sent::Opened { notes, date_1904 }) => (notes, date_1904),
        Ok(Sent::Failed(error)) => return Err(error),
        _ => return Err(IntakeError::NoSheet { file: label.to_owned() }),
    };
    let mut first = Block::default();
    if !rows.fill(&mut first)? {
        return Err(IntakeError::NoSheet { file: label.to_owned() });
    }
    let top = top_rows(&first);
    let (at, named) = header_at(&top, label, options, known)?;
    if let Some(row) = named {
        notes.push(Note::HeaderRow { row });
    }
    let mut cells = top[at].1.clone();
    let widest = top[at..].iter().map(|(_, row)| row.iter().rposition(|c| !c.is_empty()).map_or(0, |p| p + 1)).max();
    cells.truncate(widest.unwrap_or(0));
    let header = super::header::names(&cells, &mut notes);
    rows.counts.read -= at as u64 + 1;
    drop_rows(&mut first, at + 1);
    let rows = Ahead { first: (!first.is_empty()).then_some(first), rest: rows };
    Ok(Table {
        label: label.to_owned(),
        path: None,
        header,
        header_row: top[at].0,
        written: cells,
        notes,
        date_1904,
        typed: true,
        rows: Box::new(rows),
    })
}

fn input(source: &Source) -> io::Result<Input> {
    let bytes: Box<dyn Bytes> = match source {
        Source::File { path, .. } => Box::new(File::open(path)?),
        Source::Memory(bytes) => Box::new(Cursor::new(bytes.to_vec())),
    };
    Ok(BufReader::with_capacity(1 << 16, bytes))
}

/// The kinds of workbooks.
#[derive(Clone, Copy)]
enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Format {
    /// The kind of a workbook, by what is in it and not by its name.
    fn of(sample: &[u8], source: &Source, label: &str) -> Result<Format, IntakeError> {
        if sample.starts_with(b"PK") {
            let has = |name: &[u8]| memchr::memmem::find(sample, name).is_some();
            let ods = has(b"application/vnd.oasis.opendocument.spreadsheet");
            if ods {
                return Ok(Format::Ods);
            }
            return Ok(if zip_has(source, b"xl/workbook.bin") { Format::Xlsb } else { Format::Xlsx });
        }
        // An encrypted workbook of today is an old-style container with a stream of this name.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if memchr::memmem::find(sample, &name).is_some() || container_has(source, &name) {
            return Err(IntakeError::Password { file: label.to_owned() });
        }
        Ok(Format::Xls)
    }
}

/// Whether the list of a zip file's parts, which stands at its end, names this one.
fn zip_has(source: &Source, name: &[u8]) -> bool {
    let from = source.len().saturating_sub(1 << 18);
    let mut tail = Vec::new();
    let read = source.open_at(from).and_then(|mut reader| reader.read_to_end(&mut tail));
    read.is_ok() && memchr::memmem::find(&tail, name).is_some()
}

fn container_has(source: &Source, name: &[u8]) -> bool {
    let mut bytes = Vec::new();
    let read = source.open_at(0).and_then(|reader| reader.take(1 << 24).read_to_end(&mut bytes));
    read.is_ok() && memchr::memmem::find(&bytes, name).is_some()
}

/// Reads a sheet and sends its rows.
struct Worker {
    label: String,
    sheet: Option<String>,
}

impl Worker {
    fn run(&self, format: Format, input: Input, mut out: Out) {
        let done = match format {
            Format::Xlsx => self.xlsx(input, &mut out),
            Format::Xlsb => self.xlsb(input, &mut out),
            Format::Xls => Xls::new(input).map_err(|error| self.xls_error(error)).and_then(|b| self.range(b, &mut out)),
            Format::Ods => Ods::new(input).map_err(|error| self.ods_error(error)).and_then(|b| self.range(b, &mut out)),
        };
        match done {
            Ok(()) => out.flush(),
            // Nobody may be listening any more: the program is ending with an error of its own.
            Err(error) => drop(out.send.send(Sent::Failed(error))),
        }
    }

    fn xlsx(&self, input: Input, out: &mut Out) -> Result<(), IntakeError> {
        let mut book: Xlsx<Input> = Xlsx::new(input).map_err(|error| self.xlsx_error(error))?;
        let date_1904 = book.has_1904_epoch();
        let sheets = book.sheets_metadata().to_vec();
        let (names, mut notes) = self.candidates(&sheets)?;
        for name in &names {
            let mut reader = book.worksheet_cells_reader(name).map_err(|error| self.xlsx_error(error))?;
            let mut next = || reader.next_cell_with_formula_metadata().map_err(|error| self.xlsx_error(error));
            // A sheet without cells has no table: the next one is tried.
            let Some(first) = next()? else { continue };
            self.opened(name, &sheets, &mut notes, date_1904, out);
            let mut cell = Some(first);
            while let Some(found) = cell {
                out.put(found.pos, found.formula.is_some(), &found.value);
                if out.closed {
                    return Ok(());
                }
                cell = next()?;
            }
            return Ok(());
        }
        Err(IntakeError::NoSheet { file: self.label.clone() })
    }

    fn xlsb(&self, input: Input, out: &mut Out) -> Result<(), IntakeError> {
        let mut book: Xlsb<Input> = Xlsb::new(input).map_err(|error| self.broken(&error))?;
        let sheets = book.sheets_metadata().to_vec();
        let (names, mut notes) = self.candidates(&sheets)?;
        for name in &names {
            let mut reader = book.worksheet_cells_reader(name).map_err(|error| self.broken(&error))?;
            let Some(first) = reader.next_cell().map_err(|error| self.broken(&error))? else { continue };
            self.opened(name, &sheets, &mut notes, false, out);
            let mut cell = Some(first);
            while let Some(found) = cell {
                out.put(found.get_position(), false, found.get_value());
                cell = reader.next_cell().map_err(|error| self.broken(&error))?;
            }
            return Ok(());
        }
        Err(IntakeError::NoSheet { file: self.label.clone() })
    }

    /// The formats that can only be read as a whole. Their sheets cannot be larger than 65,536 × 256 (xls).
    fn range<B: Reader<Input>>(&self, mut book: B, out: &mut Out) -> Result<(), IntakeError> {
        let sheets = book.sheets_metadata().to_vec();
        let (names, mut notes) = self.candidates(&sheets)?;
        for name in &names {
            let range = book
                .worksheet_range(name)
                .map_err(|_| IntakeError::NotAWorkbook { file: self.label.clone(), said: name.clone() })?;
            let Some((top, left)) = range.start() else { continue };
            self.opened(name, &sheets, &mut notes, false, out);
            for (row, column, value) in range.used_cells() {
                out.put((top + row as u32, left + column as u32), false, &borrowed(value));
            }
            return Ok(());
        }
        Err(IntakeError::NoSheet { file: self.label.clone() })
    }

    /// The sheets to try: the one asked for, or the visible ones in order.
    fn candidates(&self, sheets: &[Sheet]) -> Result<(Vec<String>, Vec<Note>), IntakeError> {
        let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        if let Some(wanted) = &self.sheet {
            let by_name = names.iter().find(|name| name.eq_ignore_ascii_case(wanted.trim()));
            let by_number = || wanted.trim().parse::<usize>().ok().and_then(|n| names.get(n.checked_sub(1)?));
            return match by_name.or_else(by_number) {
                Some(name) => Ok((vec![name.clone()], Vec::new())),
                None => {
                    Err(IntakeError::NoSuchSheet { file: self.label.clone(), wanted: wanted.clone(), sheets: names })
                }
            };
        }
        let (shown, hidden): (Vec<&Sheet>, Vec<&Sheet>) =
            sheets.iter().partition(|sheet| sheet.visible == SheetVisible::Visible);
        let mut notes = Vec::new();
        if !hidden.is_empty() {
            notes.push(Note::HiddenSheets { names: hidden.iter().map(|sheet| sheet.name.clone()).collect() });
        }
        Ok((shown.iter().map(|sheet| sheet.name.clone()).collect(), notes))
    }

    fn opened(&self, name: &str, sheets: &[Sheet], notes: &mut Vec<Note>, date_1904: bool, out: &mut Out) {
        if sheets.len() > 1 && self.sheet.is_none() {
            notes.push(Note::Sheet { name: name.to_owned(), of: sheets.len() });
        }
        out.closed = out.send.send(Sent::Opened { notes: std::mem::take(notes), date_1904 }).is_err();
    }

    fn broken(&self, error: &dyn std::fmt::Display) -> IntakeError {
        IntakeError::NotAWorkbook { file: self.label.clone(), said: error.to_string() }
    }

    fn xlsx_error(&self, error: XlsxError) -> IntakeError {
        match error {
            XlsxError::Password => IntakeError::Password { file: self.label.clone() },
            other => self.broken(&other),
        }
    }

    fn xls_error(&self, error: calamine::XlsError) -> IntakeError {
        match error {
            calamine::XlsError::Password => IntakeError::Password { file: self.label.clone() },
            other => self.broken(&other),
        }
    }

    fn ods_error(&self, error: calamine::OdsError) -> IntakeError {
        match error {
            calamine::OdsError::Password => IntakeError::Password { file: self.label.clone() },
            other => self.broken(&other),
        }
    }
}

/// Where the reading thread puts its cells.
struct Out {
    send: SyncSender<Sent>,
    spare: Receiver<Block>,
    block: Block,
    row: u32,
    /// Nobody listens any more. Kept so that the cell loop asks a flag and not the channel.
    closed: bool,
    /// Keep the time of day of a date, which no field asks for.
    as_read: bool,
}

impl Out {
    fn put(&mut self, (row, column): (u32, u32), formula: bool, value: &DataRef<'_>) {
        let column = column as usize;
        if column >= COLUMNS || (matches!(value, DataRef::Empty) && !formula) {
            return;
        }
        if row != self.row {
            self.next_row(row);
        }
        let Cells::Typed { cells, text, width } = &mut self.block.cells else { return };
        if column >= *width {
            widen(cells, *width, column + 1);
            *width = column + 1;
        }
        let at = cells.len() - *width + column;
        cells[at] = match value {
            DataRef::DateTime(date) if self.as_read && moment(date).is_some() => {
                keep(moment(date).as_deref().unwrap_or_default(), text)
            }
            value => typed(value, formula, text),
        };
    }

    fn next_row(&mut self, row: u32) {
        if self.block.lines.len() == ROWS {
            self.flush();
        }
        self.row = row;
        self.block.lines.push(row + 1);
        if let Cells::Typed { cells, width, .. } = &mut self.block.cells {
            cells.resize(cells.len() + *width, Typed::Empty);
        }
    }

    fn flush(&mut self) {
        let next = self.spare.try_recv().unwrap_or_else(|_| typed_block());
        let full = std::mem::replace(&mut self.block, next);
        let width = if let Cells::Typed { width, .. } = &full.cells { *width } else { 0 };
        self.block.lines.clear();
        if let Cells::Typed { cells, text, width: own } = &mut self.block.cells {
            cells.clear();
            text.clear();
            *own = width;
        }
        if !full.is_empty() {
            self.closed |= self.send.send(Sent::Rows(full)).is_err();
        }
    }
}

fn typed_block() -> Block {
    Block { cells: Cells::Typed { cells: Vec::new(), text: String::new(), width: 0 }, lines: Vec::new() }
}

/// Makes every row of a block wider.
fn widen(cells: &mut Vec<Typed>, old: usize, new: usize) {
    // The row that is being filled counts as well, also while the block had no width at all.
    let rows = cells.len().checked_div(old).unwrap_or(1);
    let mut wide = Vec::with_capacity(rows * new);
    for row in 0..rows {
        wide.extend_from_slice(&cells[row * old..(row + 1) * old]);
        wide.resize((row + 1) * new, Typed::Empty);
    }
    *cells = wide;
}

/// The first rows of a block as text, to look for a header.
fn top_rows(block: &Block) -> Vec<TopRow> {
    let rows = 0..block.len().min(500);
    rows.map(|row| {
        let cells = (0..block.width(row)).map(|column| {
            let mut cell = String::new();
            write_text(block.cell(row, column), &mut cell);
            cell
        });
        (block.row_number(row), cells.collect())
    })
    .collect()
}

fn drop_rows(block: &mut Block, rows: usize) {
    block.lines.drain(..rows);
    if let Cells::Typed { cells, width, .. } = &mut block.cells {
        cells.drain(..rows * *width);
    }
}

/// The rows of a sheet, as the reading thread sends them.
struct SheetRows {
    blocks: Receiver<Sent>,
    give_back: Sender<Block>,
    counts: Counts,
    label: String,
}

impl Rows for SheetRows {
    fn fill(&mut self, block: &mut Block) -> Result<bool, IntakeError> {
        match self.blocks.recv() {
            Ok(Sent::Rows(rows)) => {
                self.counts.read += rows.len() as u64;
                // The thread may have ended; then nobody needs the block.
                let _ = self.give_back.send(std::mem::replace(block, rows));
                Ok(true)
            }
            Ok(Sent::Failed(error)) => Err(error),
            Ok(Sent::Opened { .. }) => Err(IntakeError::NoSheet { file: self.label.clone() }),
            Err(_) => {
                block.lines.clear();
                Ok(false)
            }
        }
    }

    fn counts(&self) -> Counts {
        self.counts.clone()
    }
}
