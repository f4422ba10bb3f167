//! Building a column from blocks of cells that several workers read: each worker keeps its own pieces
//! and its own symbols, and in the end the pieces are put together in the order of the input.

use super::{Bits, Column, Data, Interner, InvalidCell, Keys, NO_SYMBOL, Row};
use crate::fields::{Cell, KindId, Parser, Raw, Read, Reason, Repair, Storage};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

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

/// The cells of one column of a block.
pub trait CellSource {
    /// The cell of a row; `scratch` may hold its text.
    fn cell<'a>(&'a self, row: usize, scratch: &'a mut String) -> Raw<'a>;
}

/// One worker's part of a column.
#[derive(Debug)]
pub struct ColumnPart {
    kind: KindId,
    pieces: Vec<Piece>,
    interner: Interner,
    remembered: FxHashMap<String, (Read<()>, u32)>,
    /// The keys of the block being read, end to end, and where each ends.
    texts: String,
    ends: Vec<u32>,
    /// What happened to its cells.
    pub counts: CellCounts,
}

/// The rows of one block.
#[derive(Debug)]
struct Piece {
    rows: usize,
    data: Data,
    present: Bits,
    valid: Bits,
    invalid: Vec<InvalidCell>,
}

impl ColumnPart {
    /// A part without rows.
    pub fn new(kind: KindId) -> Self {
        ColumnPart {
            kind,
            pieces: Vec::new(),
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
        self.pieces.push(Piece { rows, data: Data::Absent, present: none.clone(), valid: none, invalid: Vec::new() });
    }

    /// Adds the rows of a block.
    pub fn read(&mut self, parser: &Parser, rows: usize, cells: &impl CellSource) {
        let mut piece = Reading::new(rows);
        let mut scratch = String::new();
        let data = match self.kind.storage() {
            Storage::Key => {
                let symbols = self.keys(parser, &mut piece, rows, cells);
                Data::Keys(Keys { symbols, ..Keys::default() })
            }
            Storage::Day => Data::Days(self.values(&mut piece, rows, |row| {
                let raw = cells.cell(row, &mut scratch);
                let read = parser.day(raw);
                (read, invalid_text(raw, &read.0))
            })),
            Storage::Fixed => Data::Fixed(self.values(&mut piece, rows, |row| {
                let raw = cells.cell(row, &mut scratch);
                let read = parser.fixed(raw);
                (read, invalid_text(raw, &read.0))
            })),
            Storage::Flag => {
                let flags = self.values(&mut piece, rows, |row| {
                    let raw = cells.cell(row, &mut scratch);
                    let read = parser.flag(raw);
                    (read, invalid_text(raw, &read.0))
                });
                Data::Flags(Bits::from_fn(rows, |row| flags[row]))
            }
        };
        let Reading { present, valid, invalid } = piece;
        self.pieces.push(Piece { rows, data, present, valid, invalid });
    }

    /// The symbols of a block: first all keys are written down, then all are looked up.
    fn keys(&mut self, parser: &Parser, piece: &mut Reading, rows: usize, cells: &impl CellSource) -> Vec<u32> {
        if self.kind == KindId::Category {
            return self.words(parser, piece, rows, cells);
        }
        let (mut scratch, mut key) = (String::new(), String::new());
        self.texts.clear();
        self.ends.clear();
        for row in 0..rows {
            let raw = cells.cell(row, &mut scratch);
            let read = parser.key(raw, &mut key);
            if matches!(read.0, Cell::Value(())) {
                self.texts.push_str(&key);
            }
            self.ends.push(self.texts.len() as u32);
            piece.note(row, read, raw, &mut self.counts);
        }
        let mut symbols = vec![NO_SYMBOL; rows];
        self.interner.intern_all(&self.texts, &self.ends, &mut symbols);
        symbols
    }

    /// The symbols of a block of a category, which remembers the words it has met.
    fn words(&mut self, parser: &Parser, piece: &mut Reading, rows: usize, cells: &impl CellSource) -> Vec<u32> {
        let (mut scratch, mut key) = (String::new(), String::new());
        let mut symbols = Vec::with_capacity(rows);
        for row in 0..rows {
            let raw = cells.cell(row, &mut scratch);
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
        symbols
    }

    fn values<T: Copy + Default>(
        &mut self,
        piece: &mut Reading,
        rows: usize,
        mut read: impl FnMut(usize) -> (Read<T>, Option<Box<str>>),
    ) -> Vec<T> {
        let counts = &mut self.counts;
        (0..rows)
            .map(|row| {
                let ((cell, repair), text) = read(row);
                piece.mark(row, &cell, repair, || text.unwrap_or_default(), counts);
                if let Cell::Value(value) = cell { value } else { T::default() }
            })
            .collect()
    }

    /// Puts the parts of all workers together. `order` names for each block, in the order of the input,
    /// the worker that read it; a worker's blocks are in the order in which it read them.
    pub fn join(kind: KindId, mut parts: Vec<ColumnPart>, order: &[usize]) -> Column {
        let rows: usize = parts.iter().flat_map(|part| &part.pieces).map(|piece| piece.rows).sum();
        if parts.iter().all(|part| part.pieces.iter().all(|piece| matches!(piece.data, Data::Absent))) {
            return Column::absent(kind, rows);
        }
        let mut joined = Joined::new(kind, rows, &parts);
        let mut pieces: Vec<_> = parts.iter_mut().map(|part| std::mem::take(&mut part.pieces).into_iter()).collect();
        for &worker in order {
            if let Some(piece) = pieces[worker].next() {
                joined.add(worker, piece, &parts);
            }
        }
        joined.finish(parts)
    }
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

    fn note(&mut self, row: usize, (cell, repair): Read<()>, raw: Raw<'_>, counts: &mut CellCounts) {
        self.mark(row, &cell, repair, || invalid_text(raw, &cell).unwrap_or_default(), counts);
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
                self.invalid.push(InvalidCell { row: Row(row as u32), text: text() });
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

/// A column while its pieces are put together.
struct Joined {
    kind: KindId,
    data: Data,
    present: Bits,
    valid: Bits,
    invalid: Vec<InvalidCell>,
    /// Per worker: its symbol to the column's, where there is more than one worker.
    maps: Vec<Vec<u32>>,
    interner: Interner,
}

impl Joined {
    fn new(kind: KindId, rows: usize, parts: &[ColumnPart]) -> Self {
        let data = match kind.storage() {
            Storage::Key => Data::Keys(Keys { symbols: Vec::with_capacity(rows), ..Keys::default() }),
            Storage::Day => Data::Days(Vec::with_capacity(rows)),
            Storage::Fixed => Data::Fixed(Vec::with_capacity(rows)),
            Storage::Flag => Data::Flags(Bits::default()),
        };
        let map = |part: &ColumnPart| vec![NO_SYMBOL; part.interner.symbols().len()];
        let maps = if parts.len() > 1 { parts.iter().map(map).collect() } else { Vec::new() };
        Joined {
            kind,
            data,
            present: Bits::default(),
            valid: Bits::default(),
            invalid: Vec::new(),
            maps,
            interner: Interner::default(),
        }
    }

    fn add(&mut self, worker: usize, piece: Piece, parts: &[ColumnPart]) {
        let start = self.present.len() as u32;
        self.present.extend(&piece.present);
        self.valid.extend(&piece.valid);
        let moved = piece.invalid.into_iter().map(|cell| InvalidCell { row: Row(cell.row.0 + start), ..cell });
        self.invalid.extend(moved);
        match (&mut self.data, piece.data) {
            (Data::Keys(keys), Data::Keys(more)) => match self.maps.get_mut(worker) {
                None => keys.symbols.extend_from_slice(&more.symbols),
                Some(map) => {
                    let (interner, texts) = (&mut self.interner, parts[worker].interner.symbols());
                    keys.symbols.extend(more.symbols.iter().map(|symbol| {
                        let Some(known) = map.get_mut(*symbol as usize) else { return NO_SYMBOL };
                        // Symbols are numbered by first appearance in the input, whoever read them.
                        if *known == NO_SYMBOL {
                            *known = interner.intern(texts.text(*symbol)).unwrap_or(NO_SYMBOL);
                        }
                        *known
                    }));
                }
            },
            (Data::Days(days), Data::Days(more)) => days.extend_from_slice(&more),
            (Data::Fixed(units), Data::Fixed(more)) => units.extend_from_slice(&more),
            (Data::Flags(flags), Data::Flags(more)) => flags.extend(&more),
            (Data::Keys(keys), _) => keys.symbols.resize(keys.symbols.len() + piece.rows, NO_SYMBOL),
            (Data::Days(days), _) => days.resize(days.len() + piece.rows, 0),
            (Data::Fixed(units), _) => units.resize(units.len() + piece.rows, 0),
            (Data::Flags(flags), _) => flags.extend(&Bits::zeros(piece.rows)),
            (Data::Absent, _) => {}
        }
    }

    fn finish(self, parts: Vec<ColumnPart>) -> Column {
        let Joined { kind, mut data, present, valid, invalid, maps, interner } = self;
        if let Data::Keys(keys) = &mut data {
            let alone = if maps.is_empty() { parts.into_iter().next() } else { None };
            keys.table = alone.map_or(interner, |part| part.interner).into_symbols();
        }
        Column { kind, data, present, valid, invalid }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(kind: KindId, blocks: &[Vec<String>]) -> ColumnPart {
        let mut part = ColumnPart::new(kind);
        let parser = Parser::new(kind);
        for block in blocks {
            part.read(&parser, block.len(), block);
        }
        part
    }

    impl CellSource for Vec<String> {
        fn cell<'a>(&'a self, row: usize, _: &'a mut String) -> Raw<'a> {
            Raw::Text(&self[row])
        }
    }

    proptest! {
        #[test]
        fn two_workers_build_the_column_of_one(
            blocks in proptest::collection::vec((proptest::collection::vec("[ab]{0,2}|-|1|31-12-2025", 0..5), any::<bool>()), 0..8),
            kind in proptest::sample::select(vec![KindId::Text, KindId::Category, KindId::Date, KindId::Money, KindId::Boolean, KindId::Kvk]),
        ) {
            let cells: Vec<Vec<String>> = blocks.iter().map(|(cells, _)| cells.clone()).collect();
            let alone = ColumnPart::join(kind, vec![part(kind, &cells)], &vec![0; cells.len()]);
            let of = |worker: bool| blocks.iter().filter(|b| b.1 == worker).map(|b| b.0.clone()).collect::<Vec<_>>();
            let order: Vec<usize> = blocks.iter().map(|(_, worker)| usize::from(*worker)).collect();
            let both = ColumnPart::join(kind, vec![part(kind, &of(false)), part(kind, &of(true))], &order);
            prop_assert_eq!(&alone.present, &both.present);
            prop_assert_eq!(&alone.valid, &both.valid);
            prop_assert_eq!(&alone.invalid, &both.invalid);
            for row in 0..alone.valid.len() as u32 {
                prop_assert_eq!(alone.symbol(Row(row)), both.symbol(Row(row)));
                prop_assert_eq!(alone.key(Row(row)), both.key(Row(row)));
                prop_assert_eq!(alone.day(Row(row)), both.day(Row(row)));
                prop_assert_eq!(alone.fixed(Row(row)), both.fixed(Row(row)));
                prop_assert_eq!(alone.flag(Row(row)), both.flag(Row(row)));
            }
        }
    }
}
