//! Text files, record by record: this file decodes as it goes, keeps count of lines, holds rows against the
//! header, and catches a quote that never closes.

use super::block::{Block, Cells, Counts, ROWS, RejectedRow, Rows};
use super::dialect::Dialect;
use super::encoding::Decoder;
use super::open::Source;
use super::records::Records;
use crate::text::intake::{IntakeError, Note, RowReason};
use encoding_rs::Encoding;
use std::io::{self, Read};

/// More lines than this in one record is no remark but a quote that was never closed.
const MANY_LINES: usize = 200;

/// How many bytes are decoded at a time, at least.
const PIECE: usize = 1 << 16;

/// No record may have more bytes than this: places in a text are held in 32 bits.
const LONGEST: usize = 1 << 30;

/// The sign that ends the lines of a sample: CR where the first line ends with that alone, else LF.
pub(super) fn line_end(sample: &[u8]) -> u8 {
    match memchr::memchr2(b'\r', b'\n', sample) {
        Some(at) if sample[at] == b'\r' && sample.get(at + 1) != Some(&b'\n') => b'\r',
        _ => b'\n',
    }
}

/// How the rows of a text file are read.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) source: Source,
    /// The name that messages give the file.
    pub(super) label: String,
    pub(super) dialect: Dialect,
    pub(super) encoding: &'static Encoding,
    /// How many bytes of mark to skip.
    pub(super) mark: u64,
    /// The sign that ends lines.
    pub(super) line_end: u8,
    /// The first line is no record but says what separates cells.
    pub(super) separator_line: bool,
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
    reader: Box<dyn Read + Send>,
    decoder: Decoder,
    /// Bytes that are read and not yet decoded.
    bytes: Vec<u8>,
    /// Text that is decoded, and how much of it has become records.
    text: String,
    taken: usize,
    /// Whether `text` has the end of the file.
    whole: bool,
    /// The line at `taken`, counted from 1.
    line: u32,
    counts: Counts,
}

impl TextRows {
    /// Starts reading at the first record.
    pub(super) fn new(settings: Settings) -> Result<Self, IntakeError> {
        let reader = settings.source.open_at(settings.mark);
        let reader = reader.map_err(|error| unreadable(&settings.label, &error))?;
        let mut rows = TextRows {
            decoder: Decoder::new(settings.encoding),
            reader,
            bytes: Vec::new(),
            text: String::new(),
            taken: 0,
            whole: false,
            line: 1,
            counts: Counts::default(),
            settings,
        };
        if rows.settings.separator_line {
            let (mut line, dialect) = (Records::default(), rows.settings.dialect.literal());
            rows.read(&mut line, dialect)?;
        }
        Ok(rows)
    }

    /// Skips records: those above and including the header.
    pub(super) fn skip(&mut self, records: usize) -> Result<(), IntakeError> {
        let mut skipped = Records::default();
        for _ in 0..records {
            self.next(&mut skipped)?;
            skipped.forget();
        }
        self.counts = Counts::default();
        Ok(())
    }

    /// Holds rows against this width from now on.
    pub(super) fn hold_to(&mut self, width: usize, pad: bool) {
        (self.settings.width, self.settings.pad) = (width, pad);
    }

    /// Reads the next record and tells its line; `None` at the end.
    pub(super) fn next(&mut self, records: &mut Records) -> Result<Option<u32>, IntakeError> {
        while !self.at_record() {
            if self.whole {
                return Ok(None);
            }
            self.decode_more()?;
        }
        let line = self.line;
        if !self.read(records, self.settings.dialect)? {
            // Its first line is read with quotes as ordinary characters, and reading goes on below it.
            self.counts.notes.push(Note::OpenQuote { line });
            self.read(records, self.settings.dialect.literal())?;
        }
        Ok(Some(line))
    }

    /// Passes over line ends, to where a record starts; false where the text so far has none.
    fn at_record(&mut self) -> bool {
        let rest = &self.text.as_bytes()[self.taken..];
        let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.take(ends);
        self.taken < self.text.len()
    }

    /// Counts the next bytes as read.
    fn take(&mut self, bytes: usize) {
        let taken = &self.text.as_bytes()[self.taken..self.taken + bytes];
        self.line += memchr::memchr_iter(self.settings.line_end, taken).count() as u32;
        self.taken += bytes;
    }

    /// Reads a record; false where it has a quote that is never closed.
    fn read(&mut self, records: &mut Records, dialect: Dialect) -> Result<bool, IntakeError> {
        loop {
            let end = records.read(&self.text, self.taken, self.whole, dialect);
            // Only quotes hold line ends together.
            let some = &self.text.as_bytes()[self.taken..end.unwrap_or(self.text.len())];
            let lines = memchr::memchr_iter(self.settings.line_end, some).count();
            match end {
                Some(end) if lines <= MANY_LINES + 1 => {
                    (self.taken, self.line) = (end, self.line + lines as u32);
                    return Ok(true);
                }
                None if !self.whole && lines <= MANY_LINES => self.decode_more()?,
                _ => {
                    records.forget();
                    return Ok(false);
                }
            }
        }
    }

    /// Decodes some more of the file: at least as much as is waiting, so that a long record is not read too often.
    fn decode_more(&mut self) -> Result<(), IntakeError> {
        self.text.drain(..self.taken);
        self.taken = 0;
        if self.text.len() > LONGEST {
            return Err(unreadable(&self.settings.label, &io::ErrorKind::FileTooLarge.into()));
        }
        let most = self.text.len().max(PIECE) as u64;
        let read = self.reader.by_ref().take(most).read_to_end(&mut self.bytes);
        self.whole = read.map_err(|error| unreadable(&self.settings.label, &error))? == 0;
        let left = self.decoder.decode(&self.bytes, self.whole, &mut self.text);
        self.bytes.drain(..self.bytes.len() - left);
        Ok(())
    }

    /// Holds a row against the header: whether it is passed on.
    fn accept(&mut self, records: &Records, line: u32) -> bool {
        let (width, cells) = (records.width(records.len()), || records.cells(records.len()));
        if cells().all(|cell| cell.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))) {
            self.counts.blank += 1;
            return false;
        }
        self.counts.read += 1;
        if self.settings.as_read || width == self.settings.width {
            return true;
        }
        let filled = cells().filter(|cell| !cell.is_empty()).count();
        let reason = if width > self.settings.width {
            let more = cells().skip(self.settings.width).any(|cell| !cell.bytes().all(|b| b.is_ascii_whitespace()));
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
}

fn unreadable(label: &str, error: &io::Error) -> IntakeError {
    IntakeError::Unreadable { file: label.to_owned(), said: error.to_string() }
}

impl Rows for TextRows {
    fn fill(&mut self, block: &mut Block) -> Result<bool, IntakeError> {
        let mut records = match std::mem::take(&mut block.cells) {
            Cells::Text(records) => records.cleared(),
            Cells::Typed { .. } => Records::default(),
        };
        block.lines.clear();
        while block.len() < ROWS && records.bytes() < LONGEST {
            let Some(line) = self.next(&mut records)? else { break };
            if self.accept(&records, line) {
                records.keep();
                block.lines.push(line);
            } else {
                records.forget();
            }
        }
        block.cells = Cells::Text(records);
        Ok(!block.is_empty())
    }

    fn counts(&self) -> Counts {
        self.counts.clone()
    }
}
