//! Small copies of columns in which a cell can be changed: what if this stood there instead?

use super::{Bits, Column, Data, Interner, Keys, NO_SYMBOL, Row};
use crate::fields::Storage;
use std::sync::Arc;

/// Something that could stand in a cell instead of what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Instead {
    /// A key or a text.
    Key(String),
    /// Whole cents, or millionths.
    Units(i64),
    /// A day since 1970-01-01.
    Day(i32),
    /// Yes or no.
    Flag(bool),
    /// Some text that stands nowhere else and that no rule names.
    Other,
}

/// The text that stands for `Other`.
const OTHER: &str = "¤";

impl Column {
    /// These rows alone, in this order, with the texts that they use.
    pub fn select(&self, rows: &[Row]) -> Column {
        let taken: Vec<Option<u32>> = rows.iter().map(|row| Some(row.0)).collect();
        let Data::Keys(keys) = &self.data else { return self.gather(&taken) };
        let mut table = Interner::default();
        let symbol = |row: &Row| match self.symbol(*row) {
            // A handful of texts always fits.
            Some(symbol) => table.intern(keys.table.text(symbol)).unwrap_or(NO_SYMBOL),
            None => NO_SYMBOL,
        };
        let symbols = rows.iter().map(symbol).collect();
        let mut bare = Column { data: Data::Absent, ..self.gather_masks(&taken) };
        bare.data = Data::Keys(Keys { symbols, table: table.into_symbols().into(), ..Keys::default() });
        bare
    }

    /// Puts a value in a cell; false where a column of this kind cannot hold it.
    pub fn put(&mut self, row: Row, instead: &Instead) -> bool {
        let rows = self.valid.len();
        if matches!(self.data, Data::Absent | Data::Dropped) {
            self.data = match self.kind.storage() {
                Storage::Key => Data::Keys(Keys { symbols: vec![NO_SYMBOL; rows], ..Keys::default() }),
                Storage::Day => Data::Days(vec![0; rows]),
                Storage::Fixed => Data::Fixed(vec![0; rows]),
                Storage::Flag => Data::Flags(Bits::zeros(rows)),
            };
        }
        let at = row.index();
        let known = match (&mut self.data, instead) {
            (Data::Keys(keys), Instead::Key(text)) => keys.put(at, text),
            (Data::Keys(keys), Instead::Other) => keys.put(at, OTHER),
            (Data::Days(days), Instead::Day(day)) => replace(days, at, *day),
            (Data::Fixed(units), Instead::Units(number)) => replace(units, at, *number),
            (Data::Flags(flags), Instead::Flag(yes)) => {
                flags.set(at, *yes);
                true
            }
            _ => false,
        };
        if known {
            self.present.set(at, true);
            self.valid.set(at, true);
            self.invalid.retain(|cell| cell.row != row);
        }
        known
    }
}

impl Keys {
    fn put(&mut self, at: usize, text: &str) -> bool {
        let known = (0..self.table.len() as u32).find(|symbol| self.table.text(*symbol) == text);
        let symbol = known.or_else(|| Arc::make_mut(&mut self.table).push(text));
        symbol.is_some_and(|symbol| replace(&mut self.symbols, at, symbol))
    }
}

fn replace<T>(values: &mut [T], at: usize, value: T) -> bool {
    values.get_mut(at).map(|cell| *cell = value).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::KindId;

    #[test]
    fn a_small_copy_holds_what_its_rows_hold_and_takes_another_value() {
        let mut table = Interner::default();
        let symbols = ["a", "b", "a"].map(|text| table.intern(text).expect("room")).to_vec();
        let column = Column {
            data: Data::Keys(Keys { symbols, table: table.into_symbols().into(), ..Keys::default() }),
            present: Bits::ones(3),
            valid: Bits::from_fn(3, |row| row != 1),
            ..Column::absent(KindId::Text, 3)
        };
        let mut small = column.select(&[Row(1), Row(2)]);
        assert_eq!((small.key(Row(0)), small.key(Row(1))), (None, Some("a")));
        assert!(small.put(Row(0), &Instead::Key("a".into())) && small.symbol(Row(0)) == small.symbol(Row(1)));
        assert!(small.put(Row(0), &Instead::Other) && small.symbol(Row(0)) != small.symbol(Row(1)));
        assert!(!small.put(Row(0), &Instead::Units(1)));
        let mut absent = Column::absent(KindId::Money, 2);
        assert!(absent.put(Row(1), &Instead::Units(500)));
        assert_eq!((absent.fixed(Row(0)), absent.fixed(Row(1))), (None, Some(500)));
    }
}
