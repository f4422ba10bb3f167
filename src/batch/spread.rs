//! Several parties in one role: the first of an application stands in the ordinary columns, the further ones
//! stand in small columns beside them. A batch without further parties has none of this.

use super::{Column, Row, Tri, View};
use crate::fields::{KindId, RoleId};
use std::ops::Range;

/// The further parties of one role, over all applications.
#[derive(Clone, Debug)]
pub struct Spread {
    /// The role.
    pub role: RoleId,
    /// Per party the row of its application, in rising order.
    pub rows: Vec<u32>,
    /// One column per value, in order of their `ValueId`, with a row per party. What is not of the role holds
    /// the value of the party's application where a condition needs it, and is absent elsewhere.
    pub columns: Vec<Column>,
}

impl Spread {
    /// Brings together columns that hold the second parties, the third ones and so on, with a row per
    /// application: the place of the party (1 for the second one), the value, the column. `kinds` are those of
    /// all values. `None` where nothing stands in them.
    pub fn gather(role: RoleId, kinds: &[KindId], further: &[(u32, usize, &Column)]) -> Option<Spread> {
        let mut parties: Vec<(u32, u32)> = Vec::new();
        for (place, _, column) in further {
            parties.extend(column.present.iter().map(|row| (row as u32, *place)));
        }
        parties.sort_unstable();
        parties.dedup();
        let column = |(value, kind): (usize, &KindId)| {
            let own: Vec<_> = further.iter().filter(|(_, known, _)| *known == value).collect();
            let from: Vec<&Column> = own.iter().map(|(_, _, column)| *column).collect();
            let pick = |(row, place): &(u32, u32)| {
                own.iter().position(|(known, ..)| known == place).map(|at| (at as u32, *row))
            };
            Column::pick(*kind, &from, &parties.iter().map(pick).collect::<Vec<_>>())
        };
        let columns = kinds.iter().enumerate().map(column).collect();
        let rows = parties.iter().map(|(row, _)| *row).collect();
        (!parties.is_empty()).then_some(Spread { role, rows, columns })
    }

    /// The further parties of an application, as rows of the small columns.
    pub fn of(&self, row: Row) -> Range<usize> {
        let start = self.rows.partition_point(|known| *known < row.0);
        let count = self.rows[start..].iter().take_while(|known| **known == row.0).count();
        start..start + count
    }

    /// The parties as a view: each is a row of its own.
    pub fn view(&self) -> View<'_> {
        View::new(&self.columns, self.rows.len())
    }

    /// Takes the answers of the further parties together with those of the first: true when it is true for
    /// one of them, or for every one.
    pub fn fold(&self, first: &mut Tri, further: &Tri, every: bool) {
        for (at, row) in self.rows.iter().enumerate() {
            let (row, truth) = (*row as usize, further.get(at));
            let known = first.get(row);
            first.set(row, if every { known.and(truth) } else { known.or(truth) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Truth::{No, Unknown, Yes};

    #[test]
    fn one_party_settles_any_and_every() {
        let spread = Spread { role: RoleId(0), rows: vec![1, 1, 3], columns: Vec::new() };
        assert_eq!((spread.of(Row(0)), spread.of(Row(1)), spread.of(Row(3))), (0..0, 0..2, 2..3));
        let first = Tri::from_fn(4, |row| [Unknown, No, Yes, Unknown][row]);
        let further = Tri::from_fn(3, |at| [Unknown, Yes, No][at]);
        let folded = |every| {
            let mut out = first.clone();
            spread.fold(&mut out, &further, every);
            (0..4).map(|row| out.get(row)).collect::<Vec<_>>()
        };
        assert_eq!(folded(false), [Unknown, Yes, Yes, Unknown]);
        assert_eq!(folded(true), [Unknown, No, Yes, No]);
    }
}
