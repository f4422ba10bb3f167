//! Building a column from blocks of cells, in the order of the input: symbols are numbered by first
//! appearance, whoever builds which column.

use super::{Bits, Column, Data, Interner, InvalidCell, Keys, NO_SYMBOL, Row};
use crate::fields::{Cell, KindId, Parser, Raw, Read, Reason, Repair, Storage};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Different words of a category that are remembered; a column with more of them holds no category.
const REMEMBERED: usize = 4096;

/// What happened to the cells of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellCounts {
    /// Cells that could not be read, by reason.
    pub invalid: BTreeMap<Reason, u64>,
    /// Cells that were mended, by what was done.
    pub repaired: BTreeMap<Repair, u64>,
}

impl CellCounts {
    /// Adds what happened to the cells of another column.
    pub fn add(&mut self, other: CellCounts) {
        other.invalid.into_iter().for_each(|(reason, count)| *self.invalid.entry(reason).or_default() += count);
        other.repaired.into_iter().for_each(|(repair, count)| *self.repaired.entry(repair).or_default() += count);
    }
}

/// A column while its blocks are read, in the order of the input.
#[derive(Debug)]
pub struct ColumnBuilder {
    column: Column,
    interner: Interner,
    remembered: FxHashMap<String, (Read<()>, u32)>,
    /// The keys of the block being read, end to end, and where each ends.
    texts: String,
    ends: Vec<u32>,
    /// What happened to its cells.
    pub counts: CellCounts,
}

impl ColumnBuilder {
    /// A column without rows.
    pub fn new(kind: KindId) -> Self {
        ColumnBuilder {
            column: Column::absent(kind, 0),
            interner: Interner::default(),
            remembered: FxHashMap::default(),
            texts: String::new(),
            ends: Vec::new(),
            counts: CellCounts::default(),
        }
    }

    /// Adds the rows of a block whose table does not have this column.
    pub fn absent(&mut self, rows: usize) {
        let none = Bits::zeros(rows);
        self.column.present.extend(&none);
        self.column.valid.extend(&none);
        let all = self.column.valid.len();
        match &mut self.column.data {
            Data::Absent | Data::Dropped => {}
            Data::Keys(keys) => keys.symbols.resize(all, NO_SYMBOL),
            Data::Days(days) => days.resize(all, 0),
            Data::Fixed(units) => units.resize(all, 0),
            Data::Flags(flags) => flags.extend(&none),
        }
    }

    /// Adds the rows of a block: `cell` gives the cell of each.
    pub fn read<'c>(&mut self, parser: &Parser, rows: usize, cell: impl Fn(usize) -> Raw<'c>) {
        let mut piece = Reading::new(rows);
        self.begin();
        match self.column.kind.storage() {
            Storage::Key => {
                let mut symbols = std::mem::take(&mut self.column.data);
                if let Data::Keys(keys) = &mut symbols {
                    self.keys(parser, &mut piece, rows, cell, &mut keys.symbols);
                }
                self.column.data = symbols;
            }
            Storage::Day => {
                let days = values(&mut self.counts, &mut piece, rows, |row| {
                    let raw = cell(row);
                    let read = parser.day(raw);
                    (read, invalid_text(raw, &read.0))
                });
                if let Data::Days(all) = &mut self.column.data {
                    all.extend(days);
                }
            }
            Storage::Fixed => {
                let units = values(&mut self.counts, &mut piece, rows, |row| {
                    let raw = cell(row);
                    let read = parser.fixed(raw);
                    (read, invalid_text(raw, &read.0))
                });
                if let Data::Fixed(all) = &mut self.column.data {
                    all.extend(units);
                }
            }
            Storage::Flag => {
                let flags = values(&mut self.counts, &mut piece, rows, |row| {
                    let raw = cell(row);
                    let read = parser.flag(raw);
                    (read, invalid_text(raw, &read.0))
                });
                let flags: Vec<bool> = flags.collect();
                if let Data::Flags(all) = &mut self.column.data {
                    all.extend(&Bits::from_fn(rows, |row| flags[row]));
                }
            }
        }
        self.add(piece);
    }

    /// Gives a column that no table had until now its values: none in the rows so far.
    fn begin(&mut self) {
        if !matches!(self.column.data, Data::Absent) {
            return;
        }
        let rows = self.column.valid.len();
        self.column.data = match self.column.kind.storage() {
            Storage::Key => Data::Keys(Keys { symbols: vec![NO_SYMBOL; rows], ..Keys::default() }),
            Storage::Day => Data::Days(vec![0; rows]),
            Storage::Fixed => Data::Fixed(vec![0; rows]),
            Storage::Flag => Data::Flags(Bits::zeros(rows)),
        };
    }

    fn add(&mut self, piece: Reading) {
        let start = self.column.valid.len() as u32;
        self.column.present.extend(&piece.present);
        self.column.valid.extend(&piece.valid);
        let moved = piece.invalid.into_iter().map(|cell| InvalidCell { row: Row(cell.row.0 + start), ..cell });
        self.column.invalid.extend(moved);
    }

    /// The column and what happened to its cells.
    pub fn finish(self) -> (Column, CellCounts) {
        let mut column = self.column;
        match &mut column.data {
            Data::Keys(keys) => {
                keys.table = Arc::new(self.interner.into_symbols());
                keys.symbols.shrink_to_fit();
            }
            Data::Days(days) => days.shrink_to_fit(),
            Data::Fixed(units) => units.shrink_to_fit(),
            Data::Absent | Data::Dropped | Data::Flags(_) => {}
        }
        (column, self.counts)
    }

    /// The symbols of a block: first all keys are written down, then all are looked up.
    fn keys<'c>(
        &mut self,
        parser: &Parser,
        piece: &mut Reading,
        rows: usize,
        cell: impl Fn(usize) -> Raw<'c>,
        symbols: &mut Vec<u32>,
    ) {
        if self.column.kind == KindId::Category {
            return self.words(parser, piece, rows, cell, symbols);
        }
        let mut key = String::new();
        self.texts.clear();
        self.ends.clear();
        for row in 0..rows {
            let raw = cell(row);
            let read = parser.key(raw, &mut key);
            if matches!(read.0, Cell::Value(())) {
                self.texts.push_str(&key);
            }
            self.ends.push(self.texts.len() as u32);
            piece.note(row, read, raw, &mut self.counts);
        }
        let start = symbols.len();
        symbols.resize(start + rows, NO_SYMBOL);
        self.interner.intern_all(&self.texts, &self.ends, &mut symbols[start..]);
    }

    /// The symbols of a block of a category, which remembers the words it has met.
    fn words<'c>(
        &mut self,
        parser: &Parser,
        piece: &mut Reading,
        rows: usize,
        cell: impl Fn(usize) -> Raw<'c>,
        symbols: &mut Vec<u32>,
    ) {
        let mut key = String::new();
        for row in 0..rows {
            let raw = cell(row);
            let known = if let Raw::Text(text) = raw { self.remembered.get(text).copied() } else { None };
            let (read, symbol) = known.unwrap_or_else(|| {
                let read = parser.key(raw, &mut key);
                let symbol = match read.0 {
                    Cell::Value(()) => self.interner.intern(&key).unwrap_or(NO_SYMBOL),
                    _ => NO_SYMBOL,
                };
                if let Raw::Text(text) = raw
                    && self.remembered.len() < REMEMBERED
                {
                    self.remembered.insert(text.to_owned(), (read, symbol));
                }
                (read, symbol)
            });
            symbols.push(symbol);
            piece.note(row, read, raw, &mut self.counts);
        }
    }
}

/// The values of a block, one per row, with the masks of the block beside them.
fn values<'a, T: Copy + Default>(
    counts: &'a mut CellCounts,
    piece: &'a mut Reading,
    rows: usize,
    mut read: impl FnMut(usize) -> (Read<T>, Option<Box<str>>) + 'a,
) -> impl Iterator<Item = T> + 'a {
    (0..rows).map(move |row| {
        let ((cell, repair), text) = read(row);
        piece.mark(row, &cell, repair, || text.unwrap_or_default(), counts);
        if let Cell::Value(value) = cell { value } else { T::default() }
    })
}

/// The masks of a block while it is read.
struct Reading {
    present: Bits,
    valid: Bits,
    invalid: Vec<InvalidCell>,
}

impl Reading {
    fn new(rows: usize) -> Self {
        Reading { present: Bits::zeros(rows), valid: Bits::zeros(rows), invalid: Vec::new() }
    }

    /// Marks a cell. Nearly every one is there and as it should be, or missing.
    #[inline]
    fn note(&mut self, row: usize, read: Read<()>, raw: Raw<'_>, counts: &mut CellCounts) {
        match read {
            (Cell::Missing, _) => {}
            (Cell::Value(()), None) => self.there(row),
            other => self.note_other(row, other, raw, counts),
        }
    }

    #[inline(never)]
    fn note_other(&mut self, row: usize, (cell, repair): Read<()>, raw: Raw<'_>, counts: &mut CellCounts) {
        self.mark(row, &cell, repair, || invalid_text(raw, &cell).unwrap_or_default(), counts);
    }

    #[inline]
    fn there(&mut self, row: usize) {
        self.valid.set(row, true);
        self.present.set(row, true);
    }

    fn mark<T>(
        &mut self,
        row: usize,
        cell: &Cell<T>,
        repair: Option<Repair>,
        text: impl FnOnce() -> Box<str>,
        counts: &mut CellCounts,
    ) {
        match cell {
            Cell::Missing => return,
            Cell::Value(_) => self.valid.set(row, true),
            Cell::Invalid(reason) => {
                *counts.invalid.entry(*reason).or_default() += 1;
                self.invalid.push(InvalidCell { row: Row(row as u32), text: text(), reason: *reason });
            }
        }
        self.present.set(row, true);
        if let Some(repair) = repair {
            *counts.repaired.entry(repair).or_default() += 1;
        }
    }
}

/// What stood in a cell that could not be read.
fn invalid_text<T>(raw: Raw<'_>, cell: &Cell<T>) -> Option<Box<str>> {
    match (cell, raw) {
        (Cell::Invalid(_), Raw::Text(text)) => Some(text.trim().into()),
        (Cell::Invalid(_), Raw::Number(number)) => Some(number.to_string().into()),
        (Cell::Invalid(_), Raw::Error(name)) => Some(name.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn built(kind: KindId, blocks: &[Option<Vec<String>>]) -> Column {
        let mut builder = ColumnBuilder::new(kind);
        let parser = Parser::new(kind);
        for block in blocks {
            match block {
                Some(cells) => builder.read(&parser, cells.len(), |row| Raw::Text(&cells[row])),
                None => builder.absent(3),
            }
        }
        builder.finish().0
    }

    proptest! {
        #[test]
        fn a_column_does_not_depend_on_where_its_blocks_end(
            blocks in proptest::collection::vec(proptest::option::of(
                proptest::collection::vec("[ab]{0,2}|-|1|31-12-2025", 0..5)), 0..8),
            kind in proptest::sample::select(vec![KindId::Text, KindId::Category, KindId::Date, KindId::Money, KindId::Boolean, KindId::Kvk]),
        ) {
            let whole = blocks.iter().flat_map(|block| block.clone().unwrap_or_else(|| vec![String::new(); 3])).collect();
            let (alone, parted) = (built(kind, &[Some(whole)]), built(kind, &blocks));
            prop_assert_eq!(&alone.present, &parted.present);
            prop_assert_eq!(&alone.valid, &parted.valid);
            prop_assert_eq!(&alone.invalid, &parted.invalid);
            for row in (0..alone.valid.len() as u32).map(Row) {
                prop_assert_eq!(alone.symbol(row), parted.symbol(row));
                prop_assert_eq!(alone.key(row), parted.key(row));
                prop_assert_eq!(alone.day(row), parted.day(row));
                prop_assert_eq!(alone.fixed(row), parted.fixed(row));
                prop_assert_eq!(alone.flag(row), parted.flag(row));
            }
        }
    }
}
