//! The files of a rule set: the built-in one, a file, or a folder of them; and what it extends.

use super::builtin;
use super::load::KEYS;
use crate::diag::{Diagnostic, Item, Sources, Span, Table};
use crate::intake::decoded;
use crate::text::rules::RuleMsg;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Where a rule set is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleSource {
    /// The one that comes with the program.
    Builtin,
    /// A `.toml` file, or a folder of them that are merged in the order of their names.
    Path(PathBuf),
}

impl RuleSource {
    /// What a user means by a path: `builtin:ondermijning` is the one that comes with the program.
    pub fn named(text: &str) -> RuleSource {
        if text == builtin::NAME { RuleSource::Builtin } else { RuleSource::Path(PathBuf::from(text)) }
    }
}

/// Why a rule set could not even be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotOpen {
    /// The file or folder.
    pub path: String,
    /// What the system said, or `None` when a folder holds no `.toml` file.
    pub said: Option<String>,
}

/// One file of a rule set, read.
pub(super) struct Document {
    pub(super) table: Table,
    /// The folder that its lists are relative to; `None` for the built-in set.
    pub(super) folder: Option<PathBuf>,
    /// The file itself, to point at.
    pub(super) span: Span,
    /// Whether it belongs to the set itself, and not to one that it extends.
    pub(super) own: bool,
}

/// All files of a rule set, those that it extends first.
pub(super) struct Documents {
    pub(super) files: Vec<Document>,
    hash: Sha256,
}

impl Documents {
    /// Reads all files, and those of the sets that they extend.
    pub(super) fn open(
        source: &RuleSource,
        sources: &mut Sources,
        out: &mut Vec<Diagnostic>,
    ) -> Result<Documents, CannotOpen> {
        let mut documents = Documents { files: Vec::new(), hash: Sha256::new() };
        documents.add(source, sources, out, &mut Vec::new(), true)?;
        Ok(documents)
    }

    fn add(
        &mut self,
        source: &RuleSource,
        sources: &mut Sources,
        out: &mut Vec<Diagnostic>,
        path: &mut Vec<RuleSource>,
        own: bool,
    ) -> Result<(), CannotOpen> {
        path.push(source.clone());
        let mut files = Vec::new();
        for (name, folder, (text, certain)) in texts(source)? {
            self.hash.update(short(&name));
            self.hash.update(text.replace("\r\n", "\n"));
            let (file, table) = Table::of_file(sources, name, &text, &KEYS, out);
            // Of a file that is no rule file at all, that was told.
            if !certain && !out.last().is_some_and(|last| last.span.file == file && last.message == RuleMsg::NotToml) {
                out.push(Diagnostic::error(first_odd(file, &text), RuleMsg::NotUtf8));
            }
            files.push(Document { table, folder, span: Span { file, start: 0, end: 0 }, own });
        }
        for file in &files {
            let Some(base) = extends(file) else { continue };
            let Some(text) = base.text() else { continue };
            let next = match RuleSource::named(text) {
                RuleSource::Path(relative) => {
                    RuleSource::Path(file.folder.as_ref().map_or(relative.clone(), |folder| folder.join(&relative)))
                }
                builtin => builtin,
            };
            if path.contains(&next) {
                out.push(Diagnostic::error(base.span, RuleMsg::Cycle { path: text.to_owned() }));
                continue;
            }
            if let Err(error) = self.add(&next, sources, out, path, false) {
                let said = error.said.unwrap_or_default();
                out.push(Diagnostic::error(base.span, RuleMsg::Unreadable { file: text.to_owned(), said }));
            }
        }
        self.files.append(&mut files);
        path.pop();
        Ok(())
    }

    /// What every file says, and nothing of it asked for.
    pub(super) fn tables(&self) -> Vec<Table> {
        self.files.iter().map(|file| file.table.clone()).collect()
    }

    /// The text of a file beside a rule file, for lists and tables.
    pub(super) fn beside(&mut self, document: usize, name: &str) -> Result<String, String> {
        let text = match &self.files[document].folder {
            None => builtin::beside(name).map(str::to_owned).ok_or_else(|| name.to_owned()),
            Some(folder) => {
                std::fs::read(folder.join(name)).map(|bytes| decoded(&bytes).0).map_err(|error| error.to_string())
            }
        }?;
        self.hash.update(name);
        self.hash.update(text.replace("\r\n", "\n"));
        Ok(text)
    }

    /// SHA-256 over the names and texts of all files, the same on every machine.
    pub(super) fn digest(&self) -> String {
        self.hash.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The files of a rule set and of those that it extends, as far as they can be read. The built-in set has none.
pub fn files(source: &RuleSource) -> Vec<PathBuf> {
    let mut sources = Sources::default();
    // What is wrong is told when the set is loaded; here only its files count.
    if Documents::open(source, &mut sources, &mut Vec::new()).is_err() {
        return Vec::new();
    }
    (0..sources.len()).map(|file| PathBuf::from(sources.name(file))).filter(|path| path.exists()).collect()
}

fn extends(file: &Document) -> Option<&Item> {
    Some(&file.table.peek("ruleset")?.item.table()?.peek("extends")?.item)
}

/// The last part of a name: digests do not depend on where a rule set lies.
fn short(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The first character that is more than a plain letter, digit or sign.
fn first_odd(file: u32, text: &str) -> Span {
    let odd = text.char_indices().find(|(_, c)| !c.is_ascii());
    let (start, end) = odd.map_or((0, 0), |(at, c)| (at, at + c.len_utf8()));
    Span { file, start: start as u32, end: end as u32 }
}

/// The name of a file, its folder, and its text, with whether the bytes say which characters they mean.
type Text = (String, Option<PathBuf>, (String, bool));

fn texts(source: &RuleSource) -> Result<Vec<Text>, CannotOpen> {
    match source {
        RuleSource::Builtin => {
            let file =
                |(name, text): &(&str, &str)| (format!("{}/{name}", builtin::NAME), None, ((*text).to_owned(), true));
            Ok(builtin::FILES.iter().map(file).collect())
        }
        RuleSource::Path(path) => {
            let name = path.display().to_string();
            let fail = |said: std::io::Error| CannotOpen { path: name.clone(), said: Some(said.to_string()) };
            let read = |file: &Path| Ok(decoded(&std::fs::read(file).map_err(fail)?));
            if !path.is_dir() {
                let folder = path.parent().map(Path::to_owned).unwrap_or_default();
                return Ok(vec![(name.clone(), Some(folder), read(path)?)]);
            }
            let mut files: Vec<PathBuf> = std::fs::read_dir(path)
                .map_err(fail)?
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|file| file.extension().is_some_and(|ending| ending == "toml"))
                .collect();
            files.sort();
            if files.is_empty() {
                return Err(CannotOpen { path: name, said: None });
            }
            let text = |file: PathBuf| Ok((file.display().to_string(), Some(path.clone()), read(&file)?));
            files.into_iter().map(text).collect()
        }
    }
}
