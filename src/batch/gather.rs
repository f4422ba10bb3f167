//! Columns whose rows are taken from others: what a second file says about the same applications, and the
//! parties of an application one by one.

use super::Interner;
use super::{Bits, Column, Data, InvalidCell, Keys, NO_SYMBOL, Row};
use crate::fields::{KindId, Storage};

impl Column {
    /// A column of `rows.len()` rows; each is the given row of this one, or missing.
    pub fn gather(&self, rows: &[Option<u32>]) -> Column {
        let mask = |bits: &Bits| Bits::from_fn(rows.len(), |row| rows[row].is_some_and(|from| bits.get(from as usize)));
        let data = match &self.data {
            Data::Absent => Data::Absent,
            Data::Dropped => Data::Dropped,
            Data::Keys(keys) => Data::Keys(Keys { symbols: taken(&keys.symbols, rows, NO_SYMBOL), ..keys.clone() }),
            Data::Days(days) => Data::Days(taken(days, rows, 0)),
            Data::Fixed(units) => Data::Fixed(taken(units, rows, 0)),
            Data::Flags(flags) => Data::Flags(mask(flags)),
        };
        Column { data, ..self.gather_masks(rows) }
    }

    /// As `gather`, without the values.
    pub(super) fn gather_masks(&self, rows: &[Option<u32>]) -> Column {
        let mask = |bits: &Bits| Bits::from_fn(rows.len(), |row| rows[row].is_some_and(|from| bits.get(from as usize)));
        let invalid = rows.iter().enumerate().filter_map(|(row, from)| {
            Some(InvalidCell { row: Row(row as u32), ..self.unreadable(Row((*from)?))?.clone() })
        });
        let invalid = invalid.collect();
        Column { kind: self.kind, data: Data::Absent, present: mask(&self.present), valid: mask(&self.valid), invalid }
    }

    /// A column each of whose rows is a row of one of some columns of one kind, or missing: `(column, row)`.
    pub fn pick(kind: KindId, from: &[&Column], picks: &[Option<(u32, u32)>]) -> Column {
        let at = |pick: &Option<(u32, u32)>| pick.map(|(column, row)| (from[column as usize], Row(row)));
        let mask = |bit: &dyn Fn(&Column, Row) -> bool| {
            Bits::from_fn(picks.len(), |row| at(&picks[row]).is_some_and(|(column, row)| bit(column, row)))
        };
        let each = || picks.iter().map(at);
        let data = match kind.storage() {
            _ if from.iter().all(|column| matches!(column.data, Data::Absent)) => Data::Absent,
            Storage::Key => {
                let mut interner = Interner::default();
                let mut symbol = |key: &str| interner.intern(key).unwrap_or(NO_SYMBOL);
                let symbols = each().map(|cell| cell.and_then(|(c, row)| c.key(row)).map_or(NO_SYMBOL, &mut symbol));
                let symbols = symbols.collect();
                Data::Keys(Keys { symbols, table: interner.into_symbols().into(), ..Keys::default() })
            }
            Storage::Day => Data::Days(each().map(|cell| cell.and_then(|(c, row)| c.day(row)).unwrap_or(0)).collect()),
            Storage::Fixed => {
                Data::Fixed(each().map(|cell| cell.and_then(|(c, row)| c.fixed(row)).unwrap_or(0)).collect())
            }
            Storage::Flag => Data::Flags(mask(&|column, row| column.flag(row) == Some(true))),
        };
        let invalid = each().enumerate().filter_map(|(row, cell)| {
            let (column, from) = cell?;
            Some(InvalidCell { row: Row(row as u32), ..column.unreadable(from)?.clone() })
        });
        let invalid = invalid.collect();
        let present = mask(&|column, row| column.present.get(row.index()));
        Column { kind, data, present, valid: mask(&Column::has), invalid }
    }

    /// What stands in a cell that could not be read.
    pub fn unreadable(&self, row: Row) -> Option<&InvalidCell> {
        let at = self.invalid.binary_search_by_key(&row, |cell| cell.row).ok()?;
        self.invalid.get(at)
    }
}

fn taken<T: Copy>(values: &[T], rows: &[Option<u32>], missing: T) -> Vec<T> {
    rows.iter().map(|from| from.and_then(|from| values.get(from as usize).copied()).unwrap_or(missing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Reason;

    fn money() -> Column {
        Column {
            kind: KindId::Money,
            data: Data::Fixed(vec![100, 0, 300]),
            present: Bits::from_fn(3, |_| true),
            valid: Bits::from_fn(3, |row| row != 1),
            invalid: vec![InvalidCell { row: Row(1), text: "veel".into(), reason: Reason::NotANumber }],
        }
    }

    #[test]
    fn rows_come_with_their_values_and_their_mistakes() {
        let gathered = money().gather(&[Some(2), None, Some(1), Some(0)]);
        let values: Vec<_> = (0..4).map(|row| gathered.fixed(Row(row))).collect();
        assert_eq!(values, [Some(300), None, None, Some(100)]);
        assert_eq!(gathered.invalid, [InvalidCell { row: Row(2), text: "veel".into(), reason: Reason::NotANumber }]);
        assert!(!gathered.present.get(1) && gathered.present.get(2));
    }

    #[test]
    fn rows_of_several_columns_stand_in_one() {
        let (first, absent) = (money(), Column::absent(KindId::Money, 3));
        let picked = Column::pick(KindId::Money, &[&absent, &first], &[Some((1, 2)), Some((0, 0)), Some((1, 1)), None]);
        assert_eq!((0..4).map(|row| picked.fixed(Row(row))).collect::<Vec<_>>(), [Some(300), None, None, None]);
        assert_eq!(picked.unreadable(Row(2)).map(|cell| &*cell.text), Some("veel"));
        assert_eq!(picked.present.iter().collect::<Vec<_>>(), [0, 2]);
        let text = |word: &str| {
            let mut interner = Interner::default();
            let symbols = vec![interner.intern(word).expect("room")];
            let keys = Keys { symbols, table: interner.into_symbols().into(), ..Keys::default() };
            let all = Bits::ones(1);
            Column { kind: KindId::Text, data: Data::Keys(keys), present: all.clone(), valid: all, invalid: Vec::new() }
        };
        let (a, b) = (text("een"), text("twee"));
        let picked = Column::pick(KindId::Text, &[&a, &b], &[Some((1, 0)), Some((0, 0)), Some((1, 0))]);
        assert_eq!(
            (0..3).map(|row| picked.key(Row(row))).collect::<Vec<_>>(),
            [Some("twee"), Some("een"), Some("twee")]
        );
        assert_eq!(picked.symbol(Row(0)), picked.symbol(Row(2)));
    }
}
