//! `--watch`: does a command again after every save, until it is stopped. Files are looked at a few times a
//! second, which works on every drive, those of a network too.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use super::exit::Exit;
use super::reader::Reader;
use super::tell::Teller;
use crate::rules::{self, RuleSource};
use crate::text::workbench::WorkMsg;

/// How long is waited between two looks.
const PAUSE: Duration = Duration::from_millis(150);

/// When a file was last written, and how long it was; `None` where it is not there.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// Runs a command, and where the user asked to watch, again whenever one of the files has changed. What was
/// read stays in memory in between. A mistake is told and does not end the watch: the author is at work on it.
pub(super) fn run(
    watch: bool,
    teller: &Teller,
    files: impl Fn() -> Vec<PathBuf>,
    mut once: impl FnMut(&mut Reader) -> Result<Exit>,
) -> Result<Exit> {
    let mut reader = Reader::new(watch);
    if !watch {
        return once(&mut reader);
    }
    loop {
        let files = files();
        let seen = stamps(&files);
        teller.clear();
        if let Err(error) = once(&mut reader) {
            teller.mistake(&error);
        }
        teller.remarks(std::iter::once(WorkMsg::Watching { files: files.len() }.say(teller.lang)));
        wait(&files, &seen);
    }
}

/// Waits until the files are others than they were, and nobody is writing them any more.
fn wait(files: &[PathBuf], seen: &[Stamp]) {
    let mut before = seen.to_vec();
    loop {
        sleep(PAUSE);
        let now = stamps(files);
        if now != seen && now == before {
            return;
        }
        before = now;
    }
}

/// The stamps of files, in their order.
pub(super) fn stamps(files: &[PathBuf]) -> Vec<Stamp> {
    let stamp = |path: &PathBuf| {
        let data = std::fs::metadata(path).ok()?;
        Some((data.modified().ok()?, if data.is_dir() { 0 } else { data.len() }))
    };
    files.iter().map(stamp).collect()
}

/// The files of a rule set and of those that it extends, the folders that they stand in, and the lists beside them.
pub(super) fn rule_files(path: Option<&str>) -> Vec<PathBuf> {
    let source = path.map_or(RuleSource::Builtin, RuleSource::named);
    let mut found = rules::files(&source);
    if let RuleSource::Path(path) = &source {
        found.push(path.clone());
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new("")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let folders = entries(folder).into_iter().filter(|path| path.is_dir());
        found.extend(folders.flat_map(|folder| entries(&folder)).filter(|file| is_list(file)));
    }
    found.sort();
    found.dedup();
    found
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).ok().into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

fn is_list(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}
