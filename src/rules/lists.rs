//! `[lists.NAME]` and `[tables.NAME]`: entries in the rule file, or in a CSV file beside it.

use super::names::{Names, Numbers, nearest};
use super::source::Documents;
use crate::diag::{Entry, Item, Table};
use crate::fields::{Cell, KINDS, KindId, Parser, Raw, fold};
use crate::ops::{List, ListEntry};
use crate::text::rules::RuleMsg;
use crate::text::{Both, Lang};
use std::sync::Arc;

/// Reads a list. A broken one is known all the same, so that its name is not called unknown.
pub(super) fn list(entry: &Entry, document: usize, documents: &mut Documents, names: &mut Names<'_>) {
    let read = names.table(&entry.item).and_then(|table| read_list(entry, table, document, documents, names));
    names.lists.insert(entry.key.clone(), read.map(Arc::new));
}

fn read_list(
    entry: &Entry,
    table: &Table,
    document: usize,
    documents: &mut Documents,
    names: &mut Names<'_>,
) -> Option<List> {
    let kind = match table.claim("type") {
        None => KindId::Text,
        Some(entry) => {
            let name = names.text(&entry.item)?;
            let Some(kind) = KindId::from_name(&name) else {
                let near = nearest(&name, KINDS.iter().map(|kind| kind.name));
                names.error(entry.item.span, RuleMsg::UnknownType { name, near });
                return None;
            };
            kind
        }
    };
    let prefix = match table.claim("match") {
        None => false,
        Some(entry) => match entry.item.text() {
            Some("prefix") => true,
            Some("exact") => false,
            _ => {
                let expected = ["`\"exact\"` of `\"prefix\"`", "`\"exact\"` or `\"prefix\"`"];
                names.error(entry.item.span, RuleMsg::WrongType { expected });
                false
            }
        },
    };
    let edition = table.claim("edition").and_then(|entry| names.text(&entry.item));
    let mut entries = Vec::new();
    let parser = Parser::new(kind);
    if let Some(values) = table.claim("values") {
        for item in values.item.items() {
            let text = item.text().or(item.number()).unwrap_or_default();
            match key(&parser, text) {
                Some(key) => entries.push(ListEntry { key, from: None, until: None }),
                None => names.error(
                    item.span,
                    crate::text::rules::RuleMsg::NotAValue {
                        kind: kind.info().about,
                        example: kind.info().example.to_owned(),
                    },
                ),
            }
        }
    }
    if let Some(file) = table.claim("file") {
        entries.extend(from_file(&file.item, &parser, document, documents, names));
    }
    if entries.is_empty() {
        names.error(entry.key_span, RuleMsg::Missing { key: "values".into() });
    }
    let known = ["type", "match", "edition", "values", "file", "source", "label"];
    super::rule::texts(table.claim("source"), names);
    let label = table.claim("label").and_then(|entry| super::rule::both(&entry.item, names));
    names.refuse_unclaimed(table, &known);
    Some(List { name: entry.key.clone(), said: said(&entry.key, label.as_ref()), prefix, edition, entries })
}

/// How a sentence calls a list: by its label, or by its name as advisors write it.
fn said(name: &str, label: Option<&Both>) -> Both {
    let Some(label) = label else { return Both::same(format!("`{name}`")) };
    let [nl, en] = [Lang::Nl, Lang::En].map(|lang| format!("“{}”", label.get(lang)));
    Both { nl, en }
}

fn key(parser: &Parser, text: &str) -> Option<String> {
    let mut key = String::new();
    match parser.key(Raw::Text(text), &mut key).0 {
        Cell::Value(()) => Some(fold::loosened(&key)),
        _ => None,
    }
}

/// The entries of a CSV file with the columns value, and if need be from, until and source.
fn from_file(
    item: &Item,
    parser: &Parser,
    document: usize,
    documents: &mut Documents,
    names: &mut Names<'_>,
) -> Vec<ListEntry> {
    let Some((header, rows)) = csv(item, document, documents, names) else { return Vec::new() };
    let at = |name: &str| header.iter().position(|known| known == name);
    let Some(value) = at("value") else {
        names.error(item.span, RuleMsg::Missing { key: "value".into() });
        return Vec::new();
    };
    let dates = Parser::new(KindId::Date);
    let day = |row: &csv::StringRecord, column: Option<usize>| match dates.day(Raw::Text(row.get(column?)?)).0 {
        Cell::Value(day) => Some(day),
        _ => None,
    };
    let mut entries = Vec::new();
    for (line, row) in rows {
        match row.get(value).and_then(|text| key(parser, text)) {
            Some(key) => entries.push(ListEntry { key, from: day(&row, at("from")), until: day(&row, at("until")) }),
            None => names.error(item.span, RuleMsg::ListEntry { row: line }),
        }
    }
    entries
}

type Rows = (Vec<String>, Vec<(u64, csv::StringRecord)>);

fn csv(item: &Item, document: usize, documents: &mut Documents, names: &mut Names<'_>) -> Option<Rows> {
    let file = names.text(item)?;
    let text = match documents.beside(document, &file) {
        Ok(text) => text,
        Err(said) => {
            names.error(item.span, RuleMsg::Unreadable { file, said });
            return None;
        }
    };
    let body = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).trim(csv::Trim::All).from_reader(body.as_bytes());
    let header = reader.headers().map(|header| header.iter().map(str::to_lowercase).collect()).unwrap_or_default();
    let rows = reader.records().filter_map(Result::ok);
    let rows = rows.map(|row| (row.position().map_or(0, csv::Position::line), row)).collect();
    Some((header, rows))
}

/// Reads a table of numbers.
pub(super) fn table(entry: &Entry, document: usize, documents: &mut Documents, names: &mut Names<'_>) {
    let read = names.table(&entry.item).and_then(|table| {
        let file = names.required(table, "file")?;
        let key = names.required(table, "key").and_then(|item| names.text(item))?;
        let value = table.claim("value").and_then(|entry| names.text(&entry.item));
        names.refuse_unclaimed(table, &["file", "key", "value"]);
        let (header, rows) = csv(file, document, documents, names)?;
        let key = header.iter().position(|known| *known == key.to_lowercase());
        let value = match value {
            Some(value) => header.iter().position(|known| *known == value.to_lowercase()),
            None => (0..header.len()).find(|at| Some(*at) != key),
        };
        let (Some(key), Some(value)) = (key, value) else {
            names.error(file.span, RuleMsg::Missing { key: "key".into() });
            return None;
        };
        let row =
            |(_, row): &(u64, csv::StringRecord)| Some((fold::loosened(row.get(key)?), row.get(value)?.to_owned()));
        Some(rows.iter().filter_map(row).collect::<Numbers>())
    });
    names.tables.insert(entry.key.clone(), read);
}
