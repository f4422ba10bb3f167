//! From what was typed to tables: names and patterns become files, the first bytes tell the format.

use super::block::{Block, Counts, Rows};
use super::csv::{self, Settings, TextRows};
use super::encoding::{self, Decoder};
use super::header::{self, TopRow};
use super::records::Records;
use super::{dialect, excel};
use crate::fields::Dictionary;
use crate::text::headers::Headers;
use crate::text::intake::{IntakeError, Note};
use encoding_rs::UTF_8;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// How much of a file is looked at to tell its format, encoding and dialect.
const SAMPLE: usize = 1 << 18;

/// What a user may say about reading, when the files themselves do not tell.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// A sheet, by name or by number from 1.
    pub sheet: Option<String>,
    /// The sign between cells.
    pub delimiter: Option<u8>,
    /// The encoding, by its usual name.
    pub encoding: Option<String>,
    /// The line or row of the header, from 1.
    pub header_row: Option<u32>,
    /// Pass on every row as it is, for `inspect --as-read`.
    pub as_read: bool,
}

/// A table, opened: its header is known and its first rows are read.
pub struct Table {
    /// The file as the user named it.
    pub label: String,
    /// The file on disk; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The names of the columns, each different.
    pub header: Vec<String>,
    /// The line or sheet row of the header, from 1.
    pub header_row: u32,
    /// The header as it is written.
    pub written: Vec<String>,
    /// What was noticed in opening.
    pub notes: Vec<Note>,
    /// Whether day numbers count from 1904.
    pub date_1904: bool,
    /// Whether cells have types of their own, as in a workbook, and are not all text.
    pub typed: bool,
    /// The rows.
    pub rows: Box<dyn Rows>,
}

impl Table {
    /// Which of its columns are never read, to be told.
    pub fn never_read<'a>(&'a self, dictionary: &'a Dictionary) -> impl Iterator<Item = Note> + 'a {
        let refused = self.header.iter().filter(|name| dictionary.refused(name).is_some());
        refused.map(|column| Note::Refused { column: column.clone() })
    }

    /// What may be said of the header: it may be a row of data.
    pub(super) fn headers(&self, known: &dyn Fn(&str) -> bool) -> Headers {
        let known = self.header.iter().filter(|name| known(name)).cloned().collect();
        Headers { row: self.header_row, columns: self.header.len(), known }
    }
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
pub(super) enum Source {
    File { path: PathBuf, length: u64 },
    Memory(Arc<Vec<u8>>),
}

impl Source {
    /// A reader of the bytes from a place on.
    pub(super) fn open_at(&self, at: u64) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Source::File { path, .. } => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(at))?;
                Box::new(file)
            }
            Source::Memory(bytes) => {
                let mut cursor = Cursor::new(Shared(Arc::clone(bytes)));
                cursor.set_position(at);
                Box::new(cursor)
            }
        })
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> u64 {
        match self {
            Source::File { length, .. } => *length,
            Source::Memory(bytes) => bytes.len() as u64,
        }
    }

    fn of_file(path: &Path) -> io::Result<Source> {
        Ok(Source::File { path: path.to_owned(), length: File::open(path)?.metadata()?.len() })
    }

    fn sample(&self) -> io::Result<Vec<u8>> {
        let mut sample = Vec::new();
        self.open_at(0)?.take(SAMPLE as u64).read_to_end(&mut sample)?;
        Ok(sample)
    }
}

/// Shared bytes as a cursor wants them.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Opens every input: files, patterns, and `-` for standard input.
pub fn open_all(
    inputs: &[String],
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<Vec<Table>, IntakeError> {
    let mut tables = Vec::new();
    if inputs.iter().filter(|input| *input == "-").count() > 1 {
        return Err(IntakeError::StdinTwice);
    }
    for input in inputs {
        if input == "-" {
            let bytes =
                stdin().map_err(|error| IntakeError::Unreadable { file: input.clone(), said: error.to_string() })?;
            tables.push(open(Source::Memory(bytes), input.clone(), None, options, known)?);
        } else {
            for path in expand(input)? {
                let label = path.display().to_string();
                let source = Source::of_file(&path)
                    .map_err(|error| IntakeError::Unreadable { file: label.clone(), said: error.to_string() })?;
                tables.push(open(source, label, Some(path), options, known)?);
            }
        }
    }
    Ok(tables)
}

/// The bytes of standard input. It can be read only once, and a comparison opens the same inputs for each of its
/// rule sets.
fn stdin() -> io::Result<Arc<Vec<u8>>> {
    static READ: OnceLock<Arc<Vec<u8>>> = OnceLock::new();
    if let Some(bytes) = READ.get() {
        return Ok(Arc::clone(bytes));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Arc::clone(READ.get_or_init(|| Arc::new(bytes))))
}

/// The files that a name or pattern means. A name that exists is never taken for a pattern.
fn expand(input: &str) -> Result<Vec<PathBuf>, IntakeError> {
    let path = PathBuf::from(input);
    if path.is_dir() {
        return Err(IntakeError::IsFolder { file: input.to_owned() });
    }
    if path.exists() {
        return Ok(vec![path]);
    }
    if !input.contains(['*', '?', '[']) {
        return Err(IntakeError::NotFound { file: input.to_owned(), near: near(&path) });
    }
    let no_match = || IntakeError::NoMatch { pattern: input.to_owned() };
    let found = glob::glob(input).map_err(|_| no_match())?;
    // Excel keeps a lock file beside every workbook that is open.
    let lock = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    let mut paths: Vec<PathBuf> = found.filter_map(Result::ok).filter(|p| p.is_file() && !lock(p)).collect();
    paths.sort();
    if paths.is_empty() { Err(no_match()) } else { Ok(paths) }
}

/// Names in the same folder that look like this one.
fn near(path: &Path) -> Vec<String> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let wanted = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let score = |name: String| (strsim::jaro_winkler(&name.to_lowercase(), &wanted), name);
    let mut near: Vec<(f64, String)> = names.map(score).filter(|(score, _)| *score > 0.85).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

fn open(
    source: Source,
    label: String,
    path: Option<PathBuf>,
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<Table, IntakeError> {
    let unreadable = |error: io::Error| IntakeError::Unreadable { file: label.clone(), said: error.to_string() };
    let sample = source.sample().map_err(unreadable)?;
    if sample.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty { file: label });
    }
    let mut table = match sample.as_slice() {
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => excel::open(&source, &label, &sample, options, known)?,
        _ => open_text(source, &label, &sample, options, known)?,
    };
    table.path = path;
    Ok(table)
}

fn looks_like_html(sample: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&sample[..sample.len().min(512)]).to_lowercase();
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<table")
}

fn open_text(
    source: Source,
    label: &str,
    sample: &[u8],
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<Table, IntakeError> {
    if looks_like_html(sample) {
        return Err(IntakeError::Html { file: label.to_owned() });
    }
    let is_whole = sample.len() < SAMPLE;
    let guess = encoding::guess(sample, is_whole, options.encoding.as_deref())?;
    let mut notes = Vec::new();
    if guess.encoding != UTF_8 && guess.encoding.is_ascii_compatible() {
        notes.push(Note::Windows1252);
    }
    let mut text = String::new();
    Decoder::new(guess.encoding).decode(&sample[guess.mark.min(sample.len())..], is_whole, &mut text);
    let (skip, separator) = separator_line(text.as_bytes());
    let body = &text.as_bytes()[skip..];
    // Dialects are told apart by whole lines.
    let lines = if is_whole { body.len() } else { memchr::memrchr(b'\n', body).map_or(body.len(), |at| at + 1) };
    let settings = Settings {
        source,
        label: label.to_owned(),
        dialect: dialect::sniff(&body[..lines], options.delimiter.or(separator), &|cell| known(cell)),
        encoding: guess.encoding,
        mark: guess.mark as u64,
        line_end: csv::line_end(body),
        separator_line: skip > 0,
        width: 0,
        pad: false,
        as_read: options.as_read,
    };
    with_header(settings, label, notes, options, known)
}

/// The length of a first line `sep=;` and the sign that it names.
fn separator_line(body: &[u8]) -> (usize, Option<u8>) {
    let named = body.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"sep="));
    match (named, body.get(4)) {
        (true, Some(sign)) if matches!(body.get(5), Some(b'\r' | b'\n') | None) => {
            let rest = body.get(5..).unwrap_or(&[]);
            let end = if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
            (5 + end, Some(*sign))
        }
        _ => (0, None),
    }
}

/// Finds the header of a text file and places the reader below it.
fn with_header(
    settings: Settings,
    label: &str,
    mut notes: Vec<Note>,
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<Table, IntakeError> {
    let mut top: Vec<TopRow> = Vec::new();
    let mut peek = TextRows::new(settings.clone())?;
    let mut records = Records::default();
    while top.len() < 500 {
        let Some(line) = peek.next(&mut records)? else { break };
        top.push((line, records.cells(top.len()).map(str::to_owned).collect()));
        records.keep();
    }
    let (at, named) = header_at(&top, label, options, known)?;
    if let Some(row) = named {
        notes.push(Note::HeaderRow { row });
    }
    let mut cells = top[at].1.clone();
    // Empty cells at the end of every row are the exporter's, not columns.
    let widest =
        top[at + 1..].iter().map(|(_, row)| row.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |p| p + 1));
    let widest = widest.max().unwrap_or(0);
    while !options.as_read && cells.last().is_some_and(|cell| cell.trim().is_empty()) && cells.len() > widest {
        cells.pop();
    }
    let header = header::names(&cells, &mut notes);
    let below = &top[at + 1..];
    let short = below.iter().filter(|(_, row)| row.len() < header.len() && row.len() > 1).count();
    let mut rows = TextRows::new(settings)?;
    rows.skip(at + 1)?;
    rows.hold_to(header.len(), short * 20 > below.len());
    Ok(Table {
        label: label.to_owned(),
        path: None,
        header,
        header_row: top[at].0,
        written: cells,
        notes,
        date_1904: false,
        typed: false,
        rows: Box::new(rows),
    })
}

/// The index of the header among the first rows, and its row where that is worth telling.
pub(super) fn header_at(
    top: &[TopRow],
    label: &str,
    options: &ReadOptions,
    known: &dyn Fn(&str) -> bool,
) -> Result<(usize, Option<u32>), IntakeError> {
    let no_header = || IntakeError::NoHeader { file: label.to_owned() };
    if let Some(row) = options.header_row {
        let at = top.iter().position(|(line, _)| *line >= row).ok_or_else(no_header)?;
        return Ok((at, None));
    }
    let first = top.iter().position(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    match header::find(top, known) {
        Some(at) => Ok((at, (Some(at) != first).then_some(top[at].0))),
        None if options.as_read => Ok((first.ok_or_else(no_header)?, None)),
        None => Err(no_header()),
    }
}

/// Rows of which the first were read ahead to look at them.
pub(super) struct Ahead<R> {
    pub(super) first: Option<Block>,
    pub(super) rest: R,
}

impl<R: Rows> Rows for Ahead<R> {
    fn fill(&mut self, block: &mut Block) -> Result<bool, IntakeError> {
        match self.first.take() {
            Some(first) => {
                *block = first;
                Ok(!block.is_empty())
            }
            None => self.rest.fill(block),
        }
    }

    fn counts(&self) -> Counts {
        self.rest.counts()
    }
}
