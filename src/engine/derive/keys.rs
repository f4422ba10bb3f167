//! Derived values that are keys: parts joined, the first that there is, and texts reduced to what counts.

use super::computed;
use crate::batch::{Bits, Column, Data, Interner, Keys, NO_SYMBOL, Row, Symbols, ValueId, View};
use crate::engine::index::codes;
use crate::fields::{KindId, Storage, day, fold};
use crate::rules::{Part, PartOf};
use rustc_hash::FxHashMap;
use std::fmt::Write;

/// Stands in a code where a missing part has a text to stand in for it.
const STAND_IN: u32 = NO_SYMBOL - 1;

/// The parts with a vertical bar between them. Rows are equal exactly where all their parts are.
pub(super) fn join(view: &View<'_>, kind: KindId, parts: &[Part]) -> Column {
    let mut joined: Option<Vec<u32>> = None;
    for part in parts.iter() {
        let PartOf::Value(value) = part.of else { continue };
        let right = codes(view.column(value)).0;
        let right = right.iter().map(|code| match code {
            &NO_SYMBOL if part.missing_text.is_some() => STAND_IN,
            code => *code,
        });
        joined = Some(match joined {
            None => right.collect(),
            Some(left) => pairs(&left, right),
        });
    }
    let joined = joined.unwrap_or_else(|| vec![NO_SYMBOL; view.rows]);
    number_joined(view, kind, parts, &joined)
}

/// A number per row that is equal exactly where both codes are.
fn pairs(left: &[u32], right: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let pair = |(a, b): (&u32, u32)| {
        if *a == NO_SYMBOL || b == NO_SYMBOL {
            return NO_SYMBOL;
        }
        let next = numbers.len() as u32;
        *numbers.entry((*a, b)).or_insert(next)
    };
    left.iter().zip(right).map(pair).collect()
}

/// Writes the text of every code where it first appears, and numbers codes in that order.
fn number_joined(view: &View<'_>, kind: KindId, parts: &[Part], codes: &[u32]) -> Column {
    let highest = codes.iter().filter(|code| **code < STAND_IN).max().map_or(0, |code| *code as usize + 1);
    // One more place for the code that stands in for a missing text.
    let mut numbers = vec![NO_SYMBOL; highest + 1];
    let mut table = Symbols::default();
    let mut text = String::new();
    let mut symbols = Vec::with_capacity(codes.len());
    for (row, code) in codes.iter().enumerate() {
        if *code == NO_SYMBOL {
            symbols.push(NO_SYMBOL);
            continue;
        }
        let number = &mut numbers[(*code as usize).min(highest)];
        if *number == NO_SYMBOL {
            write_joined(view, parts, Row(row as u32), &mut text);
            *number = table.push(&text).unwrap_or(NO_SYMBOL);
        }
        symbols.push(*number);
    }
    table.shrink();
    keys(kind, symbols, table)
}

fn write_joined(view: &View<'_>, parts: &[Part], row: Row, out: &mut String) {
    out.clear();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            out.push('|');
        }
        match &part.of {
            PartOf::Text(text) => out.push_str(text),
            PartOf::Value(value) => {
                if !write_value(view.column(*value), row, out) {
                    out.push_str(part.missing_text.as_deref().unwrap_or(""));
                }
            }
        }
    }
}

/// Writes a value as a key spells it: text as it is, dates as ISO, numbers as decimals.
fn write_value(column: &Column, row: Row, out: &mut String) -> bool {
    if !column.has(row) {
        return false;
    }
    match column.kind.storage() {
        Storage::Key => out.push_str(column.key(row).unwrap_or("")),
        Storage::Day => {
            let (year, month, day) = day::to_ymd(column.day(row).unwrap_or(0));
            // Writing into a String does not fail.
            let _ = write!(out, "{year:04}-{month:02}-{day:02}");
        }
        Storage::Fixed => {
            let scale = column.kind.scale();
            let units = column.fixed(row).unwrap_or(0);
            let _ = write!(out, "{}", units / scale);
            if units % scale != 0 {
                let digits = scale.ilog10() as usize;
                let _ = write!(out, ".{:0digits$}", (units % scale).abs());
            }
        }
        Storage::Flag => out.push_str(if column.flag(row) == Some(true) { "true" } else { "false" }),
    }
    true
}

/// The first part that has a value.
pub(super) fn first_of(view: &View<'_>, kind: KindId, parts: &[Part]) -> Column {
    match kind.storage() {
        Storage::Key => first_key(view, kind, parts),
        _ => super::numbers::first_of(view, kind, parts),
    }
}

fn first_key(view: &View<'_>, kind: KindId, parts: &[Part]) -> Column {
    let columns: Vec<(&Column, &Part)> = values(parts).map(|(value, part)| (view.column(value), part)).collect();
    // Texts are looked up once per distinct text of each part, not once per row.
    let mut seen: Vec<Vec<u32>> = columns.iter().map(|(column, _)| vec![NO_SYMBOL; codes_of(column)]).collect();
    let mut interner = Interner::default();
    let mut scratch = String::new();
    let mut symbols = Vec::with_capacity(view.rows);
    for row in view.iter() {
        let mut symbol = NO_SYMBOL;
        for ((column, part), seen) in columns.iter().zip(&mut seen) {
            if let Some(code) = column.symbol(row) {
                let known = &mut seen[code as usize];
                if *known == NO_SYMBOL {
                    *known = interner.intern(column.key(row).unwrap_or("")).unwrap_or(NO_SYMBOL);
                }
                symbol = *known;
                break;
            }
            scratch.clear();
            if write_value(column, row, &mut scratch) || stand_in(part, &mut scratch) {
                symbol = interner.intern(&scratch).unwrap_or(NO_SYMBOL);
                break;
            }
        }
        symbols.push(symbol);
    }
    keys(kind, symbols, interner.into_symbols())
}

fn stand_in(part: &Part, out: &mut String) -> bool {
    part.missing_text.as_deref().map(|text| out.push_str(text)).is_some()
}

fn codes_of(column: &Column) -> usize {
    match &column.data {
        Data::Keys(keys) => keys.table.len(),
        _ => 0,
    }
}

fn values(parts: &[Part]) -> impl Iterator<Item = (ValueId, &Part)> {
    parts.iter().filter_map(|part| super::value_of(part).map(|value| (value, part)))
}

/// A name reduced to its letters and digits, with the words in which each stood first.
pub(super) fn squashed_in_words(view: &View<'_>, kind: KindId, part: &Part) -> Column {
    let mut column = map(view, kind, part, fold::squash);
    let texts = super::value_of(part).map(|value| &view.column(value).data);
    if let (Data::Keys(keys), Some(Data::Keys(texts))) = (&mut column.data, texts) {
        let (mut words, mut scratch) = (Symbols::default(), String::new());
        // The names have their numbers in order of these texts: each new one is the next.
        let all = texts.table.iter().chain(part.missing_text.as_deref());
        for text in all {
            fold::squash(text, &mut scratch);
            if !scratch.is_empty() && scratch == keys.table.text(words.len() as u32) {
                words.push(text);
            }
        }
        words.shrink();
        keys.words = Some(words.into());
    }
    column
}

/// A text reduced by a function, once per distinct text; a text of which nothing is left is missing.
pub(super) fn map(view: &View<'_>, kind: KindId, part: &Part, reduce: impl Fn(&str, &mut String)) -> Column {
    let Some(value) = super::value_of(part) else { return Column::absent(kind, view.rows) };
    let column = view.column(value);
    let Data::Keys(old) = &column.data else { return Column::absent(kind, view.rows) };
    let mut interner = Interner::default();
    let mut scratch = String::new();
    let mut reduced = |text: &str| {
        scratch.clear();
        reduce(text, &mut scratch);
        if scratch.is_empty() { NO_SYMBOL } else { interner.intern(&scratch).unwrap_or(NO_SYMBOL) }
    };
    let map: Vec<u32> = old.table.iter().map(&mut reduced).collect();
    let missing = part.missing_text.as_deref().map_or(NO_SYMBOL, &mut reduced);
    let symbols = old.symbols.iter().map(|symbol| map.get(*symbol as usize).copied().unwrap_or(missing)).collect();
    keys(kind, symbols, interner.into_symbols())
}

fn keys(kind: KindId, symbols: Vec<u32>, table: Symbols) -> Column {
    let valid = Bits::from_fn(symbols.len(), |row| symbols[row] != NO_SYMBOL);
    computed(kind, Data::Keys(Keys { symbols, table: table.into(), words: None }), valid)
}
