//! A TOML text as values that know where they stand, and tables that know which keys were asked for.

use super::{Diagnostic, Sources, Span};
use crate::text::rules::RuleMsg;
use std::cell::Cell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Item {
    /// Where the value stands.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What TOML can hold. Numbers and dates keep the text as written, so that nothing is rounded.
#[derive(Clone, Debug)]
pub enum Value {
    /// A string.
    Text(String),
    /// An integer or a float, as written without underscores.
    Number(String),
    /// A boolean.
    Bool(bool),
    /// A date or a time, as written.
    Date(String),
    /// A list.
    Array(Vec<Item>),
    /// A table, in any of its notations.
    Table(Table),
}

/// A table whose keys are claimed one by one; what nobody claimed is a mistake of the author.
#[derive(Clone, Debug)]
pub struct Table {
    /// Where the table stands (for a dotted key: the key).
    pub span: Span,
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub item: Item,
    claimed: Cell<bool>,
}

/// How the names of files end that hold data, and no TOML.
const DATA: [&str; 8] = [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".ods", ".json"];

impl Table {
    /// Adds a file to the sources and reads it. One that is no TOML and has none of these keys is another kind of file,
    /// of applications perhaps: it is told without a line of it.
    pub fn of_file(
        sources: &mut Sources,
        name: String,
        text: &str,
        keys: &[&str],
        out: &mut Vec<Diagnostic>,
    ) -> (u32, Table) {
        let (file, mut found) = (sources.len(), Vec::new());
        let table = Table::parse(file, text, &mut found);
        let is_data = || DATA.iter().any(|ending| name.to_lowercase().ends_with(ending));
        let is_known = || table.entries.iter().any(|entry| keys.contains(&entry.key.as_str()));
        if !found.is_empty() && (is_data() || !is_known()) {
            sources.add(name, "");
            out.push(Diagnostic::error(Span { file, start: 0, end: 0 }, RuleMsg::NotToml));
            return (file, Table { entries: Vec::new(), ..table });
        }
        sources.add(name, text);
        out.append(&mut found);
        (file, table)
    }

    /// Reads a TOML text. Of a text that is no TOML, the first few mistakes are pushed, and what
    /// could be read is returned all the same.
    pub fn parse(file: u32, text: &str, out: &mut Vec<Diagnostic>) -> Table {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut lines = Vec::new();
        for error in &errors {
            let range = error.span().unwrap_or(0..0);
            let span = Span { file, start: range.start as u32, end: range.end as u32 };
            let line = text.get(..range.start).map_or(0, |before| before.matches('\n').count());
            // One forgotten bracket gives a cascade: the first of a line tells, and three are enough.
            if !lines.contains(&line) && lines.len() < 3 {
                lines.push(line);
                out.push(Diagnostic::error(span, RuleMsg::Syntax { said: error.message().to_owned() }));
            }
        }
        Table::from_toml(file, table.span(), table.get_ref())
    }

    fn from_toml(file: u32, range: std::ops::Range<usize>, table: &DeTable<'_>) -> Table {
        let entries = table.iter().map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span { file, start: key.span().start as u32, end: key.span().end as u32 },
            item: Item::from_toml(file, value),
            claimed: Cell::new(false),
        });
        Table { span: Span { file, start: range.start as u32, end: range.end as u32 }, entries: entries.collect() }
    }

    /// The entry of this key, which is herewith asked for.
    pub fn claim(&self, key: &str) -> Option<&Entry> {
        let entry = self.peek(key)?;
        entry.claimed.set(true);
        Some(entry)
    }

    /// The entry of this key, without asking for it.
    pub fn peek(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The entries that nobody asked for.
    pub fn unclaimed(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.claimed.get())
    }
}

impl Entry {
    /// Marks the entry as asked for.
    pub fn take(&self) -> &Self {
        self.claimed.set(true);
        self
    }
}

impl Item {
    fn from_toml(file: u32, value: &Spanned<DeValue<'_>>) -> Item {
        let range = value.span();
        let span = Span { file, start: range.start as u32, end: range.end as u32 };
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            // Other notations than the decimal one become decimal here.
            DeValue::Integer(number) => Value::Number(
                i64::from_str_radix(number.as_str(), number.radix())
                    .map_or_else(|_| number.as_str().to_owned(), |n| n.to_string()),
            ),
            DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::Array(items.iter().map(|item| Item::from_toml(file, item)).collect()),
            DeValue::Table(table) => Value::Table(Table::from_toml(file, range, table)),
        };
        Item { span, value }
    }

    /// The text, when it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, when it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list; a value that is no list counts as a list of one.
    pub fn items(&self) -> &[Item] {
        match &self.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The boolean, when it is one.
    pub fn bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(yes) => Some(yes),
            _ => None,
        }
    }

    /// The number as written, when it is one.
    pub fn number(&self) -> Option<&str> {
        match &self.value {
            Value::Number(text) => Some(text),
            _ => None,
        }
    }
}
