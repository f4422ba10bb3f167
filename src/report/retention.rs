//! How long a file may be kept, read back from the file itself. Only what samenzien wrote tells: a manifest in json,
//! the properties of a workbook, a mark in a page or a graph. For a csv or a text the manifest beside it tells.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

/// The mark of the last day, in a workbook's properties and in pages.
pub(crate) const MARK: &str = "samenzien.keep_until";
/// The mark in the head of a page.
pub(crate) fn meta(until: &str) -> String {
    format!("<meta name=\"{MARK}\" content=\"{until}\">")
}

/// The mark as a comment of Markdown or XML.
pub(crate) fn comment(until: &str) -> String {
    format!("<!-- {MARK}: {until} -->")
}

/// The mark as the last line of a file for Graphviz.
pub(crate) fn line(until: &str) -> String {
    format!("// {MARK}: {until}\n")
}

/// How much of the beginning or the end of a page is looked at.
const PIECE: u64 = 8192;
/// What a manifest and the outputs of its run may differ in age.
const TOGETHER: Duration = Duration::from_secs(120);

/// The last day of a file, as `2027-06-30`, and files beside it for which the same day holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// The day.
    pub until: String,
    /// Other outputs of the run, which tell no day themselves.
    pub beside: Vec<PathBuf>,
}

#[derive(Deserialize)]
struct Whole {
    manifest: Manifest,
}

#[derive(Deserialize)]
struct Manifest {
    tool: String,
    keep_until: String,
    #[serde(default)]
    outputs: Vec<String>,
}

impl Retention {
    /// What a file tells; `None` where samenzien did not write it, or it tells no day.
    pub fn of(path: &Path) -> Option<Retention> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if ends(&[".json", ".jsonl", ".ndjson"]) {
            return of_json(path, name.ends_with(".manifest.json"));
        }
        let until = if ends(&[".xlsx"]) {
            of_workbook(path)
        } else if ends(&[".html", ".htm"]) {
            of_page(&piece(path, 0)?, &format!("<meta name=\"{MARK}\" content=\""))
        } else if ends(&[".graphml"]) {
            of_page(&piece(path, 0)?, &format!("<!-- {MARK}: "))
        } else if ends(&[".dot", ".gv"]) {
            of_page(&last_piece(path)?, &format!("\n// {MARK}: "))
        } else if ends(&[".md", ".markdown"]) {
            of_page(&last_piece(path)?, &format!("<!-- {MARK}: "))
        } else {
            None
        };
        Some(Retention { until: until?, beside: Vec::new() })
    }
}

fn of_json(path: &Path, alone: bool) -> Option<Retention> {
    let mut text = BufReader::new(File::open(path).ok()?);
    // What is no object is nothing of ours, however large it is.
    let first = text.fill_buf().ok()?.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
    if first != Some(b'{') {
        return None;
    }
    let whole: Whole = serde_json::Deserializer::from_reader(text).into_iter().next()?.ok()?;
    let Manifest { tool, keep_until, outputs } = whole.manifest;
    let until = day(&keep_until).filter(|_| tool == env!("CARGO_PKG_NAME"))?;
    let beside = if alone { outputs.iter().filter_map(|name| beside(path, name)).collect() } else { Vec::new() };
    Some(Retention { until, beside })
}

/// An output that a manifest names: a plain file in its folder, of the same run, that tells no day itself. One that
/// was written since is somebody's work.
fn beside(manifest: &Path, name: &str) -> Option<PathBuf> {
    let bare = Path::new(name).file_name().filter(|bare| *bare == name)?;
    let path = manifest.with_file_name(bare);
    let (own, then) = (std::fs::symlink_metadata(&path).ok()?, std::fs::symlink_metadata(manifest).ok()?);
    let untouched = own.modified().ok()? <= then.modified().ok()? + TOGETHER;
    (own.is_file() && untouched && Retention::of(&path).is_none()).then_some(path)
}

fn of_workbook(path: &Path) -> Option<String> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
    let mut text = String::new();
    archive.by_name("docProps/custom.xml").ok()?.take(1 << 20).read_to_string(&mut text).ok()?;
    let property = text.split(&format!("name=\"{MARK}\"")).nth(1)?;
    day(property.split("<vt:lpwstr>").nth(1)?.get(..10)?)
}

fn of_page(text: &str, mark: &str) -> Option<String> {
    day(text.split(mark).nth(1)?.get(..10)?)
}

fn piece(path: &Path, from: u64) -> Option<String> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(from)).ok()?;
    let mut bytes = Vec::new();
    file.take(PIECE).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn last_piece(path: &Path) -> Option<String> {
    let length = File::open(path).ok()?.metadata().ok()?.len();
    piece(path, length.saturating_sub(PIECE))
}

/// A day that is one, written as `2027-06-30`.
fn day(text: &str) -> Option<String> {
    text.parse::<jiff::civil::Date>().ok().map(|day| day.to_string()).filter(|day| day == text)
}
