//! `[fields.NAME]`: a town's own column, or another reading of a known field.

use super::names::{Names, nearest};
use super::{condition, rule};
use crate::diag::{Diagnostic, Entry};
use crate::fields::{Category, Dictionary, FieldDef, KINDS, KindId, Personal, SECRECIES};
use crate::text::Both;
use crate::text::rules::{AcrossMsg, RuleMsg};

/// Adds the field of an entry.
pub(super) fn add(entry: &Entry, dictionary: &mut Dictionary, out: &mut Vec<Diagnostic>) {
    let Some(table) = entry.take().item.table() else {
        out.push(Diagnostic::error(entry.item.span, RuleMsg::WrongType { expected: ["een tabel", "a table"] }));
        return;
    };
    if dictionary.refused(&entry.key).is_some() {
        out.push(Diagnostic::error(entry.key_span, RuleMsg::Forbidden { name: entry.key.clone() }));
        return;
    }
    // What is wrong in it is told through the same means as for the rest of the set.
    let mut names = Names::new(dictionary, Vec::new(), std::mem::take(out));
    let known = dictionary.by_id(&entry.key).map(|at| dictionary.field(at).clone());
    let is_new = known.is_none();
    let mut field = known.unwrap_or_else(|| FieldDef {
        id: entry.key.clone(),
        kind: KindId::Text,
        label: Both::same(&entry.key),
        headers: Vec::new(),
        personal: Personal::No,
        values: Vec::new(),
        missing: None,
        role: None,
        part: None,
        secrecy: None,
    });
    if let Some(kind) = table.claim("type")
        && let Some(name) = names.text(&kind.item)
    {
        match KindId::from_name(&name) {
            Some(kind) => field.kind = kind,
            None => {
                let near = nearest(&name, KINDS.iter().map(|kind| kind.name));
                names.error(kind.item.span, RuleMsg::UnknownType { name, near });
            }
        }
    }
    if let Some(entry) = table.claim("label")
        && let Some(label) = rule::both(&entry.item, &mut names)
    {
        // A field is found by its label as well.
        if let Some(name) = [&label.nl, &label.en].into_iter().find(|name| dictionary.refused(name).is_some()) {
            names.error(entry.item.span, RuleMsg::Forbidden { name: name.clone() });
        }
        field.label = label;
    }
    if let Some(headers) = table.claim("headers") {
        for item in headers.item.items() {
            let Some(header) = names.text(item) else { continue };
            if dictionary.refused(&header).is_some() {
                names.error(item.span, RuleMsg::Forbidden { name: header });
            } else {
                field.headers.push(header);
            }
        }
    }
    field.personal = match names.flag(table.claim("personal")) {
        Some(true) => Personal::Yes,
        Some(false) => Personal::No,
        // Anyone may be named in a text, until its author has said that nobody is.
        None if is_new && field.kind == KindId::Text => Personal::FreeText,
        None => field.personal,
    };
    if let Some(values) = table.claim("values") {
        field.values = values.item.items().iter().filter_map(|item| category(item, &mut names)).collect();
    }
    if let Some(marks) = table.claim("missing") {
        field.missing = Some(marks.item.items().iter().filter_map(|item| names.text(item)).collect());
    }
    if let Some(entry) = table.claim("role")
        && let Some(name) = names.text(&entry.item)
    {
        field.role = dictionary.role_named(&name);
        if field.role.is_none() {
            let near = nearest(&name, dictionary.roles().iter().map(|role| role.id.as_str()));
            names.error(entry.item.span, RuleMsg::Across(AcrossMsg::UnknownRole { name, near }));
        }
    }
    let secrecies = SECRECIES.iter().flat_map(|(secrecy, words)| words.iter().map(|word| (*word, *secrecy)));
    if let Some(Some(secrecy)) = condition::word(table, "secrecy", &secrecies.collect::<Vec<_>>(), &mut names) {
        field.secrecy = Some(secrecy);
    }
    names.refuse_unclaimed(table, &["type", "label", "headers", "personal", "values", "missing", "role", "secrecy"]);
    *out = names.out;
    dictionary.add(field);
}

/// A value of a category: its id, or `{ id, label, synonyms }`.
fn category(item: &crate::diag::Item, names: &mut Names<'_>) -> Option<Category> {
    if let Some(id) = item.text() {
        return Some(Category::new(id, id, id, &[]));
    }
    let table = names.table(item)?;
    let id = names.required(table, "id").and_then(|item| names.text(item))?;
    let label = table.claim("label").and_then(|entry| rule::both(&entry.item, names)).unwrap_or(Both::same(&id));
    let synonyms = table.claim("synonyms").map_or(&[][..], |entry| entry.item.items());
    let synonyms = synonyms.iter().filter_map(|item| names.text(item)).collect();
    names.refuse_unclaimed(table, &["id", "label", "synonyms"]);
    Some(Category { id, label, synonyms })
}
