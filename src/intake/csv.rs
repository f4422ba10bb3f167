//! Text files, record by record: the `csv` crate does the parsing; this file keeps count of lines, holds
//! rows against the header, and catches a quote that never closes.

use super::block::{Block, Counts, ROWS, RejectedRow, Rows};
use super::dialect::Dialect;
use super::encoding::Decode;
use super::open::Source;
use crate::text::intake::{IntakeError, Note, RowReason};
use ::csv::ByteRecord;
use std::io::Read;

/// More lines than this in one record is no remark but a quote that was never closed.
const MANY_LINES: usize = 200;

/// What ends a line in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    /// What ends the first line of a sample.
    pub(super) fn of(sample: &[u8]) -> LineEnd {
        match memchr::memchr2(b'\r', b'\n', sample) {
            Some(at) if sample[at] == b'\r' && sample.get(at + 1) != Some(&b'\n') => LineEnd::Cr,
            Some(at) if sample[at] == b'\r' => LineEnd::CrLf,
            _ => LineEnd::Lf,
        }
    }
}

/// How the rows of a text file are read.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) source: Source,
    /// The name that messages give the file.
    pub(super) label: String,
    pub(super) dialect: Dialect,
    pub(super) decode: Decode,
    pub(super) line_end: LineEnd,
    /// Where the records start, past a mark and a `sep=` line.
    pub(super) start: u64,
    /// The line of the first record, counted from 1.
    pub(super) first_line: u32,
    /// How many cells the header has.
    pub(super) width: usize,
    /// Fill up short rows instead of rejecting them.
    pub(super) pad: bool,
    /// Pass on every row as it is.
    pub(super) as_read: bool,
}

/// The rows of a text file.
pub(super) struct TextRows {
    settings: Settings,
    reader: ::csv::Reader<Box<dyn Read + Send>>,
    /// Where `reader` started in the file, and at which line.
    origin: (u64, u32),
    /// Counts the lines of a file with lone CRs, which the reader does not.
    returns: Option<Returns>,
    counts: Counts,
    done: bool,
    /// The record being read, kept for its memory.
    record: ByteRecord,
}

impl TextRows {
    /// Starts reading at the first record.
    pub(super) fn new(settings: Settings) -> Result<Self, IntakeError> {
        let origin = (settings.start, settings.first_line);
        let reader = open(&settings, origin.0)?;
        Ok(TextRows {
            settings,
            reader,
            origin,
            returns: None,
            counts: Counts::default(),
            done: false,
            record: ByteRecord::new(),
        })
    }

    /// Skips records: those above and including the header.
    pub(super) fn skip(&mut self, records: usize) -> Result<(), IntakeError> {
        let mut record = ByteRecord::new();
        for _ in 0..records {
            self.next(&mut record)?;
        }
        self.counts = Counts::default();
        Ok(())
    }

    /// Holds rows against this width from now on.
    pub(super) fn hold_to(&mut self, width: usize, pad: bool) {
        (self.settings.width, self.settings.pad) = (width, pad);
    }

    /// Reads the next record and tells its line; `None` at the end.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Result<Option<u32>, IntakeError> {
        if self.done || !self.reader.read_byte_record(record).map_err(|error| self.unreadable(&error))? {
            self.done = true;
            return Ok(None);
        }
        let inner = self.lines_inside(record);
        let line = self.line_of(inner);
        let at_end = self.reader.is_done() || inner > 0;
        if (inner > MANY_LINES || at_end) && self.never_closes(record, inner)? {
            self.mend(record, line)?;
        }
        Ok(Some(line))
    }

    /// How many line ends stand inside the cells of a record.
    fn lines_inside(&self, record: &ByteRecord) -> usize {
        let sign = if self.settings.line_end == LineEnd::Cr { b'\r' } else { b'\n' };
        let bytes = record.as_slice();
        if memchr::memchr(sign, bytes).is_none() { 0 } else { memchr::memchr_iter(sign, bytes).count() }
    }

    /// The line on which the record just read starts.
    fn line_of(&mut self, inner: usize) -> u32 {
        let here = self.reader.position().line() as u32;
        let first = self.origin.1;
        match self.settings.line_end {
            // The reader has taken the line end of the record itself, unless the file ends without one.
            LineEnd::Lf => first + (here - 1).saturating_sub(inner as u32 + u32::from(self.took_line_end())),
            // It takes the LF of a CRLF only with the next record.
            LineEnd::CrLf => first + (here - 1).saturating_sub(inner as u32),
            LineEnd::Cr => {
                let returns = self.returns_so_far() as usize;
                first + returns.saturating_sub(inner + usize::from(self.took_line_end())) as u32
            }
        }
    }

    /// How many CRs stand between where reading started and where it is now.
    fn returns_so_far(&mut self) -> u32 {
        let here = self.reader.position().byte();
        if self.returns.is_none() {
            let source = self.settings.source.open_at(self.origin.0).ok();
            self.returns = source.map(|source| Returns { source, at: 0, count: 0 });
        }
        self.returns.as_mut().map_or(0, |returns| returns.up_to(here))
    }

    /// Whether the last byte that was read was a line end. Only the last record of a file can lack one.
    fn took_line_end(&self) -> bool {
        !self.reader.is_done() || self.settings.source.ends_with_newline()
    }

    /// Whether the file ends inside quotes that this record opened, or would but for its length.
    fn never_closes(&mut self, record: &ByteRecord, inner: usize) -> Result<bool, IntakeError> {
        if inner > MANY_LINES {
            return Ok(true);
        }
        // Only a record that reaches the end of the file can lack its closing quote.
        let Some(position) = record.position().filter(|_| self.reader.is_done() || inner > 0) else { return Ok(false) };
        let from = self.origin.0 + position.byte();
        let end = self.settings.source.len();
        if self.origin.0 + self.reader.position().byte() < end {
            return Ok(false);
        }
        let mut raw = Vec::new();
        let mut reader = self.settings.source.open_at(from).map_err(|error| self.unreadable_io(&error))?;
        reader.by_ref().take(1 << 24).read_to_end(&mut raw).map_err(|error| self.unreadable_io(&error))?;
        Ok(ends_in_quotes(&raw, self.settings.dialect))
    }

    /// Reads the first line of a record again, with its quotes as ordinary characters, and goes on below it.
    fn mend(&mut self, record: &mut ByteRecord, line: u32) -> Result<(), IntakeError> {
        let start = self.origin.0 + record.position().map_or(0, ::csv::Position::byte);
        let mut raw = Vec::new();
        let mut source = self.settings.source.open_at(start).map_err(|error| self.unreadable_io(&error))?;
        // A line is no longer than this; what is cut off is read as the next line.
        source.by_ref().take(1 << 20).read_to_end(&mut raw).map_err(|error| self.unreadable_io(&error))?;
        let blank = raw.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let length = memchr::memchr2(b'\r', b'\n', &raw[blank..]).map_or(raw.len(), |at| blank + at);
        let end = length + raw[length..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count().min(2);
        let mut literal = self.settings.dialect.builder();
        let mut reader = literal.quoting(false).from_reader(&raw[..length]);
        reader.read_byte_record(record).map_err(|error| self.unreadable(&error))?;
        self.counts.notes.push(Note::OpenQuote { line });
        self.origin = (start + end as u64, line + 1);
        self.returns = None;
        self.reader = open(&self.settings, self.origin.0)?;
        self.done = false;
        Ok(())
    }

    /// Holds a row against the header: whether it is passed on.
    fn accept(&mut self, record: &ByteRecord, line: u32) -> bool {
        if record.as_slice().iter().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')) {
            self.counts.blank += 1;
            return false;
        }
        self.counts.read += 1;
        if self.settings.as_read || record.len() == self.settings.width {
            return true;
        }
        let filled = record.iter().filter(|cell| !cell.is_empty()).count();
        let reason = if record.len() > self.settings.width {
            let more = record.iter().skip(self.settings.width).any(|cell| !cell.iter().all(u8::is_ascii_whitespace));
            more.then_some(RowReason::TooLong)
        } else if filled <= 1 && self.settings.width > 2 {
            Some(RowReason::TotalOrNote)
        } else if self.settings.pad {
            self.counts.padded += 1;
            None
        } else {
            Some(RowReason::TooShort)
        };
        if let Some(reason) = reason {
            self.counts.rejected.push(RejectedRow { row: line, reason });
        }
        reason.is_none()
    }

    fn unreadable(&self, error: &::csv::Error) -> IntakeError {
        IntakeError::Unreadable { file: self.settings.label.clone(), said: error.to_string() }
    }

    fn unreadable_io(&self, error: &std::io::Error) -> IntakeError {
        IntakeError::Unreadable { file: self.settings.label.clone(), said: error.to_string() }
    }
}

/// A second look at a file, to count its CRs.
struct Returns {
    source: Box<dyn Read + Send>,
    at: u64,
    count: u32,
}

impl Returns {
    fn up_to(&mut self, end: u64) -> u32 {
        let mut some = [0; 4096];
        while self.at < end {
            let most = (end - self.at).min(some.len() as u64) as usize;
            // What cannot be read here cannot be read by the reader either, and that one tells of it.
            let Ok(read @ 1..) = self.source.read(&mut some[..most]) else { break };
            self.count += memchr::memchr_iter(b'\r', &some[..read]).count() as u32;
            self.at += read as u64;
        }
        self.count
    }
}

fn open(settings: &Settings, at: u64) -> Result<::csv::Reader<Box<dyn Read + Send>>, IntakeError> {
    let source = settings.source.open_at(at);
    let source =
        source.map_err(|error| IntakeError::Unreadable { file: settings.label.clone(), said: error.to_string() })?;
    Ok(settings.dialect.builder().from_reader(source))
}

/// Whether a text of one record or more ends before a quote that it opened is closed.
fn ends_in_quotes(raw: &[u8], dialect: Dialect) -> bool {
    let (mut inside, mut at_start, mut at) = (false, true, 0);
    while at < raw.len() {
        let byte = raw[at];
        if inside {
            if Some(byte) == dialect.escape {
                at += 1;
            } else if byte == dialect.quote {
                if raw.get(at + 1) == Some(&dialect.quote) {
                    at += 1;
                } else {
                    inside = false;
                }
            }
            at_start = false;
        } else {
            inside = at_start && byte == dialect.quote;
            at_start = byte == dialect.delimiter || matches!(byte, b'\r' | b'\n');
        }
        at += 1;
    }
    inside
}

impl Rows for TextRows {
    fn fill(&mut self, block: &mut Block) -> Result<bool, IntakeError> {
        block.begin_text(self.settings.decode);
        let mut record = std::mem::take(&mut self.record);
        while block.len() < ROWS {
            let Some(line) = self.next(&mut record)? else { break };
            if self.accept(&record, line) {
                block.push_text(line, &record);
            }
        }
        self.record = record;
        Ok(!block.is_empty())
    }

    fn counts(&self) -> Counts {
        self.counts.clone()
    }
}
