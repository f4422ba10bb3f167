//! A column whose rows are taken from another one: what a second file says about the same applications.

use super::{Bits, Column, Data, InvalidCell, Keys, NO_SYMBOL, Row};

impl Column {
    /// A column of `rows.len()` rows; each is the given row of this one, or missing.
    pub fn gather(&self, rows: &[Option<u32>]) -> Column {
        let mask = |bits: &Bits| Bits::from_fn(rows.len(), |row| rows[row].is_some_and(|from| bits.get(from as usize)));
        let data = match &self.data {
            Data::Absent => Data::Absent,
            Data::Dropped => Data::Dropped,
            Data::Keys(keys) => {
                Data::Keys(Keys { symbols: taken(&keys.symbols, rows, NO_SYMBOL), table: keys.table.clone() })
            }
            Data::Days(days) => Data::Days(taken(days, rows, 0)),
            Data::Fixed(units) => Data::Fixed(taken(units, rows, 0)),
            Data::Flags(flags) => Data::Flags(mask(flags)),
        };
        let invalid = rows.iter().enumerate().filter_map(|(row, from)| {
            let from = Row((*from)?);
            let at = self.invalid.binary_search_by_key(&from, |cell| cell.row).ok()?;
            Some(InvalidCell { row: Row(row as u32), ..self.invalid[at].clone() })
        });
        let invalid = invalid.collect();
        Column { kind: self.kind, data, present: mask(&self.present), valid: mask(&self.valid), invalid }
    }
}

fn taken<T: Copy>(values: &[T], rows: &[Option<u32>], missing: T) -> Vec<T> {
    rows.iter().map(|from| from.and_then(|from| values.get(from as usize).copied()).unwrap_or(missing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{KindId, Reason};

    #[test]
    fn rows_come_with_their_values_and_their_mistakes() {
        let column = Column {
            kind: KindId::Money,
            data: Data::Fixed(vec![100, 0, 300]),
            present: Bits::from_fn(3, |_| true),
            valid: Bits::from_fn(3, |row| row != 1),
            invalid: vec![InvalidCell { row: Row(1), text: "veel".into(), reason: Reason::NotANumber }],
        };
        let gathered = column.gather(&[Some(2), None, Some(1), Some(0)]);
        let values: Vec<_> = (0..4).map(|row| gathered.fixed(Row(row))).collect();
        assert_eq!(values, [Some(300), None, None, Some(100)]);
        assert_eq!(gathered.invalid, [InvalidCell { row: Row(2), text: "veel".into(), reason: Reason::NotANumber }]);
        assert!(!gathered.present.get(1) && gathered.present.get(2));
    }
}
