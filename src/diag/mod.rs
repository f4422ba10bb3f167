//! How to point at a place in a text that a user wrote, and to say what is wrong there.

mod render;
mod table;

pub use render::render;
pub use table::{Entry, Item, Table, Value};

use crate::text::rules::RuleMsg;

/// A piece of one source text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Which source, by its number in `Sources`.
    pub file: u32,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// The texts that spans point into. Owned by the command, lent to all.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
}

impl Sources {
    /// Adds a text under the name that messages will give it, and returns its number.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> u32 {
        self.files.push((name.into(), text.into()));
        (self.files.len() - 1) as u32
    }

    /// How many sources there are.
    pub fn len(&self) -> u32 {
        self.files.len() as u32
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The name of a source.
    pub fn name(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |(name, _)| name)
    }

    /// The text of a source.
    pub fn text(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", |(_, text)| text)
    }

    /// The line and the column (in characters) where a span starts, both counted from 1.
    pub fn place(&self, span: Span) -> (usize, usize) {
        self.at(span.file, span.start)
    }

    /// The line and the column after the last character of a span.
    pub fn end(&self, span: Span) -> (usize, usize) {
        self.at(span.file, span.end.max(span.start))
    }

    fn at(&self, file: u32, byte: u32) -> (usize, usize) {
        let text = self.text(file);
        let mut at = (byte as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[..line_start].matches('\n').count() + 1;
        (line, text[line_start..at].chars().count() + 1)
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the rule set works.
    Warning,
    /// The rule set cannot be used.
    Error,
}

/// One thing that is wrong in a source: data first, words last.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in data; `RuleMsg::code` names it, `RuleMsg::say` words it.
    pub message: RuleMsg,
    /// The place it is about.
    pub span: Span,
    /// A second place that explains the first: where something stood already.
    pub also: Option<Span>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(span: Span, message: RuleMsg) -> Self {
        Diagnostic { severity: Severity::Error, message, span, also: None }
    }

    /// A warning at a place.
    pub fn warning(span: Span, message: RuleMsg) -> Self {
        Diagnostic { severity: Severity::Warning, message, span, also: None }
    }

    /// The same, with a second place.
    pub fn with(mut self, also: Span) -> Self {
        self.also = Some(also);
        self
    }
}
