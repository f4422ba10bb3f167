//! `[derived.NAME]`: values that are computed once and used like fields.

use super::condition::condition;
use super::names::{Names, nearest};
use super::set::{Derived, From, Part, PartOf, ValueDef};
use crate::batch::ValueId;
use crate::diag::{Diagnostic, Entry, Item, Span, Table, Value};
use crate::fields::{Dictionary, KindId, Personal, Storage};
use crate::ops::{Context, Decimal, decimal};
use crate::text::Both;
use crate::text::rules::RuleMsg;
use std::collections::BTreeMap;

/// The keys that say how a value is computed.
pub(super) const FORMS: [&str; 17] = [
    "sum",
    "difference",
    "product",
    "ratio",
    "days_between",
    "years_between",
    "first_of",
    "join",
    "last_word",
    "surname",
    "squash",
    "digits",
    "length",
    "weekday",
    "hours_per_week",
    "lookup",
    "if",
];

/// What a rule file may write for a form: the name of a definition in `schema/schema.json`.
pub(super) fn takes(form: &str) -> &'static str {
    match form {
        "if" => "condition",
        "lookup" => "lookup",
        "product" => "factors",
        "ratio" | "days_between" | "years_between" => "pair",
        "last_word" | "surname" | "squash" | "digits" | "length" | "weekday" | "hours_per_week" => "one_part",
        _ => "parts",
    }
}

/// A derived value that is still to be read.
pub(super) struct Pending<'t> {
    name: &'t str,
    item: &'t Item,
    key_span: Span,
}

/// All derived values, each after those it is made of. Of two with one name the later one counts.
pub(super) fn in_order<'t>(entries: &[&'t Entry], out: &mut Vec<Diagnostic>) -> Vec<Pending<'t>> {
    let mut by_name: BTreeMap<&str, &'t Entry> = BTreeMap::new();
    by_name.extend(entries.iter().map(|entry| (entry.key.as_str(), *entry)));
    let mut done: Vec<&str> = Vec::new();
    let mut path: Vec<&str> = Vec::new();
    for name in by_name.keys() {
        visit(name, &by_name, &mut path, &mut done, out);
    }
    let pending = |name: &&str| {
        by_name.get(*name).map(|entry| Pending { name: &entry.key, item: &entry.item, key_span: entry.key_span })
    };
    done.iter().filter_map(pending).collect()
}

fn visit<'t>(
    name: &str,
    all: &BTreeMap<&'t str, &'t Entry>,
    path: &mut Vec<&'t str>,
    done: &mut Vec<&'t str>,
    out: &mut Vec<Diagnostic>,
) {
    let Some((&name, entry)) = all.get_key_value(name) else { return };
    if done.contains(&name) {
        return;
    }
    if let Some(start) = path.iter().position(|known| *known == name) {
        let circle = path[start..].iter().chain([&name]).copied().collect::<Vec<_>>().join(" → ");
        out.push(Diagnostic::error(entry.key_span, RuleMsg::Cycle { path: circle }));
        return;
    }
    path.push(name);
    let mut used = Vec::new();
    texts(&entry.item, &mut used);
    used.into_iter().for_each(|text| visit(text, all, path, done, out));
    path.pop();
    if !done.contains(&name) {
        done.push(name);
    }
}

/// All texts in a definition: the names among them are what it is made of.
fn texts<'t>(item: &'t Item, out: &mut Vec<&'t str>) {
    match &item.value {
        Value::Text(text) => out.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Table(table) => table.entries.iter().for_each(|entry| texts(&entry.item, out)),
        _ => {}
    }
}

/// What is known of the derived values before they are read: their names, so that rules can use them.
pub(super) fn placeholders(
    pending: &[Pending<'_>],
    dictionary: &Dictionary,
    out: &mut Vec<Diagnostic>,
) -> Vec<ValueDef> {
    let define = |pending: &Pending<'_>| {
        if dictionary.by_id(pending.name).is_some() {
            let message = RuleMsg::DuplicateName { name: pending.name.to_owned() };
            out.push(Diagnostic::error(pending.key_span, message));
        }
        ValueDef {
            name: pending.name.to_owned(),
            label: Both::same(pending.name),
            kind: KindId::Text,
            personal: Personal::No,
            categories: Vec::new(),
            missing: None,
            role: None,
            from: From::Derived(Derived::FirstOf(Vec::new())),
        }
    };
    pending.iter().map(define).collect()
}

/// Reads all derived values.
pub(super) fn read_all(pending: &[Pending<'_>], names: &mut Names<'_>) {
    for (at, pending) in pending.iter().enumerate() {
        let Some(table) = names.table(pending.item) else { continue };
        let Some(read) = read(pending, table, names) else { continue };
        let (derived, inferred) = read;
        let kind = declared_kind(table, names).unwrap_or(inferred);
        let label = table.claim("label").and_then(|entry| super::rule::both(&entry.item, names));
        let parts = crate::rules::parts_of(&derived);
        // How long a text is tells nothing of who is named in it.
        let tells = !matches!(derived, Derived::Length(_))
            && parts.iter().any(|value| names.values[value.0 as usize].personal.is_hidden());
        let personal = if tells { Personal::Yes } else { Personal::No };
        names.refuse_unclaimed(table, &FORMS);
        let role = names.one_role(&parts, pending.key_span);
        let value = &mut names.values[at];
        (value.kind, value.personal, value.role, value.from) = (kind, personal, role, From::Derived(derived));
        if let Some(label) = label {
            value.label = label;
        }
    }
}

fn declared_kind(table: &Table, names: &mut Names<'_>) -> Option<KindId> {
    let entry = table.claim("type")?;
    let name = names.text(&entry.item)?;
    let kind = KindId::from_name(&name);
    if kind.is_none() {
        let near = nearest(&name, crate::fields::KINDS.iter().map(|kind| kind.name));
        names.error(entry.item.span, RuleMsg::UnknownType { name, near });
    }
    kind
}

fn read(pending: &Pending<'_>, table: &Table, names: &mut Names<'_>) -> Option<(Derived, KindId)> {
    let forms: Vec<&Entry> = FORMS.iter().filter_map(|form| table.peek(form)).collect();
    let [form] = forms.as_slice() else {
        match forms.get(1) {
            Some(second) => {
                let (first, key) = (forms[0].key.clone(), second.key.clone());
                names.error(second.key_span, RuleMsg::TwoForms { first, second: key });
            }
            None => {
                let near =
                    table.entries.iter().find_map(|entry| Some((entry, nearest(&entry.key, FORMS.into_iter())?)));
                match near {
                    Some((entry, near)) => {
                        let key = entry.key.clone();
                        names.error(entry.key_span, RuleMsg::UnknownKey { key, near: Some(near) });
                    }
                    None => names.error(pending.key_span, RuleMsg::EmptyCondition),
                }
            }
        }
        return None;
    };
    form.take();
    if form.key == "if" {
        return Some((Derived::If(condition(&form.item, names)?), KindId::Boolean));
    }
    if form.key == "lookup" {
        return lookup(&form.item, names);
    }
    let (parts, factor) = parts(form, table, names)?;
    build(form, parts, factor, names)
}

fn build(form: &Entry, parts: Vec<Part>, factor: Decimal, names: &mut Names<'_>) -> Option<(Derived, KindId)> {
    let kinds: Vec<KindId> = parts.iter().filter_map(value).map(|value| names.kind(value)).collect();
    let money = kinds.contains(&KindId::Money);
    let amount = if money { KindId::Money } else { KindId::Number };
    let wanted: Option<Storage> = match form.key.as_str() {
        "sum" | "difference" | "product" | "ratio" => Some(Storage::Fixed),
        "days_between" | "years_between" | "weekday" => Some(Storage::Day),
        "last_word" | "surname" | "squash" | "digits" | "length" | "hours_per_week" => Some(Storage::Key),
        _ => None,
    };
    if let Some(kind) = wanted.and_then(|wanted| kinds.iter().find(|kind| kind.storage() != wanted)) {
        names.error(form.item.span, RuleMsg::NotForKind { operator: form.key.clone(), kind: kind.info().about });
        return None;
    }
    let count = match form.key.as_str() {
        "ratio" | "days_between" | "years_between" => parts.len() == 2,
        "last_word" | "surname" | "squash" | "digits" | "length" | "weekday" | "hours_per_week" => parts.len() == 1,
        _ => !parts.is_empty(),
    };
    if !count {
        names.error(
            form.item.span,
            RuleMsg::WrongType { expected: ["een ander aantal velden", "another number of fields"] },
        );
        return None;
    }
    let mut rest = parts.into_iter();
    let mut next = || rest.next();
    Some(match form.key.as_str() {
        "ratio" => (Derived::Ratio(next()?, next()?), KindId::Number),
        "days_between" => (Derived::DaysBetween(next()?, next()?), KindId::Integer),
        "years_between" => (Derived::YearsBetween(next()?, next()?), KindId::Integer),
        "last_word" => (Derived::LastWord(next()?), KindId::Text),
        "surname" => (Derived::Surname(next()?), KindId::Text),
        "squash" => (Derived::Squash(next()?), KindId::Text),
        "digits" => (Derived::Digits(next()?), KindId::Text),
        "length" => (Derived::Length(next()?), KindId::Integer),
        "weekday" => (Derived::Weekday(next()?), KindId::Integer),
        "hours_per_week" => (Derived::HoursPerWeek(next()?), KindId::Number),
        "sum" => (Derived::Sum(rest.collect()), amount),
        "difference" => (Derived::Difference(rest.collect()), amount),
        "product" => (Derived::Product(rest.collect(), factor), amount),
        "join" => (Derived::Join(rest.collect()), KindId::Text),
        _ => {
            // Of one kind the first of them is of that kind; of several kinds it is a text.
            let same = kinds.first().copied().filter(|first| kinds.iter().all(|kind| kind == first));
            let key = kinds.iter().all(|kind| kind.storage() == Storage::Key);
            (
                Derived::FirstOf(rest.collect()),
                same.filter(|kind| !key || *kind != KindId::Category).unwrap_or(KindId::Text),
            )
        }
    })
}

fn value(part: &Part) -> Option<ValueId> {
    match part.of {
        PartOf::Value(value) => Some(value),
        PartOf::Text(_) => None,
    }
}

/// The parts of a value: names, `{ field = …, missing_as = … }`, `{ text = "…" }`, and numbers as factors of a product.
fn parts(form: &Entry, table: &Table, names: &mut Names<'_>) -> Option<(Vec<Part>, Decimal)> {
    let shared = table.claim("missing_as");
    let (mut parts, mut factor, mut whole) = (Vec::new(), Decimal { digits: 1, decimals: 0 }, true);
    let is_product = form.key == "product";
    for item in form.item.items() {
        if let Some(number) = item.number().and_then(decimal).filter(|_| is_product) {
            let digits = factor.digits.checked_mul(number.digits);
            let decimals = factor.decimals + number.decimals;
            match digits.filter(|_| decimals <= 9) {
                Some(digits) => factor = Decimal { digits, decimals },
                None => {
                    names.error(item.span, RuleMsg::WrongType { expected: ["een kleiner getal", "a smaller number"] })
                }
            }
            continue;
        }
        match part(item, shared, names) {
            Some(part) => parts.push(part),
            None => whole = false,
        }
    }
    whole.then_some((parts, factor))
}

fn part(item: &Item, shared: Option<&Entry>, names: &mut Names<'_>) -> Option<Part> {
    let Some(table) = item.table() else {
        let name = names.text(item)?;
        let value = names.value(&name, item.span)?;
        return with_stand_in(value, shared, names);
    };
    let part = if let Some(entry) = table.claim("text") {
        let text = names.text(&entry.item)?;
        Some(Part { of: PartOf::Text(text), missing_as: None, missing_text: None })
    } else {
        let field = names.required(table, "field")?;
        let name = names.text(field)?;
        let value = names.value(&name, field.span)?;
        with_stand_in(value, table.claim("missing_as").or(shared), names)
    };
    names.refuse_unclaimed(table, &["field", "missing_as", "text"]);
    part
}

/// A value with what is taken where it is missing.
fn with_stand_in(value: ValueId, stand_in: Option<&Entry>, names: &mut Names<'_>) -> Option<Part> {
    let mut part = Part { of: PartOf::Value(value), missing_as: None, missing_text: None };
    let Some(entry) = stand_in else { return Some(part) };
    let kind = names.kind(value);
    match (&entry.item.value, kind.storage()) {
        (Value::Text(text), _) => part.missing_text = Some(text.clone()),
        (Value::Number(text), Storage::Fixed) => {
            let number = decimal(text).map(|number| {
                i128::from(number.digits) * i128::from(kind.scale()) / 10i128.pow(number.decimals.min(9))
            });
            part.missing_as = number.and_then(|units| i64::try_from(units).ok());
        }
        _ => {
            names.error(
                entry.item.span,
                crate::text::rules::RuleMsg::NotAValue {
                    kind: kind.info().about,
                    example: kind.info().example.to_owned(),
                },
            );
            return None;
        }
    }
    Some(part)
}

/// `lookup = { table = "rent_per_m2", by = "neighbourhood" }`.
fn lookup(item: &Item, names: &mut Names<'_>) -> Option<(Derived, KindId)> {
    let table = names.table(item)?;
    let by = names.required(table, "by").and_then(|item| part(item, None, names));
    let entry = names.required(table, "table")?;
    let name = names.text(entry)?;
    names.refuse_unclaimed(table, &["by", "table"]);
    let Some(numbers) = names.tables.get(&name) else {
        let near = nearest(&name, names.tables.keys().map(String::as_str));
        names.error(entry.span, RuleMsg::UnknownTable { name, near });
        return None;
    };
    let units = |text: &String| {
        let number = decimal(text)?;
        i64::try_from(i128::from(number.digits) * 1_000_000 / 10i128.pow(number.decimals.min(9))).ok()
    };
    let mut rows: Vec<(String, i64)> =
        numbers.iter().flatten().filter_map(|(key, number)| Some((key.clone(), units(number)?))).collect();
    rows.sort();
    Some((Derived::Lookup { by: by?, table: rows }, KindId::Number))
}
