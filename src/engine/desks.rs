//! Who works on which application: the department where the file names one, else the file itself. What no
//! desk sees in its own applications is visible only together.

use super::index::{Codes, Index};
use crate::batch::{Batch, Row, ValueId};
use crate::fields::fold;
use rustc_hash::FxHashMap;

use super::clusters::Forest;

/// The desks of a batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Desks {
    /// Per row its desk, as an index into `names`.
    pub(super) of: Vec<u32>,
    /// What each desk is called: as its first application has it.
    pub(super) names: Vec<String>,
}

impl Desks {
    /// The desks of all rows; `department` is the value that names them.
    pub(super) fn new(batch: &Batch, department: ValueId) -> Self {
        let mut desks = Desks::default();
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        let mut number = |name: &str, names: &mut Vec<String>| {
            let next = names.len() as u32;
            *known.entry(fold::loosened(name)).or_insert_with(|| {
                names.push(name.to_owned());
                next
            })
        };
        let column = &batch.columns[usize::from(department.0)];
        // A few names stand in many rows: each is looked up once.
        let (mut by_symbol, mut by_file) = (FxHashMap::default(), FxHashMap::default());
        for row in (0..batch.rows()).map(Row) {
            let desk = match column.symbol(row) {
                Some(symbol) => {
                    *by_symbol.entry(symbol).or_insert_with(|| number(column.key(row).unwrap_or(""), &mut desks.names))
                }
                None => {
                    let file = batch.origins.of(row).0;
                    *by_file.entry(file.as_ptr()).or_insert_with(|| number(file_name(file), &mut desks.names))
                }
            };
            desks.of.push(desk);
        }
        desks
    }

    /// The most that one desk would count in these rows, were its own applications all there is. `shared` are
    /// the values of each key that join rows (`shares`), and `values` are counted in place of rows.
    pub(super) fn most_alone(&self, rows: &[u32], shared: &[Vec<(u32, u32)>], values: Option<&Codes<'_>>) -> u32 {
        let mut forest = Forest::new(rows.len());
        for of_key in shared {
            let desk = |at: u32| self.of[rows[at as usize] as usize];
            let mut own: Vec<(u32, u32, u32)> = of_key.iter().map(|(code, at)| (*code, desk(*at), *at)).collect();
            own.sort_unstable();
            let pairs = own.windows(2).filter(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1));
            pairs.for_each(|pair| forest.join(pair[0].2, pair[1].2));
        }
        let mut counted: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let root = forest.root(at as u32);
            match values {
                None => counted.push((root, *row)),
                Some(values) => counted.extend(values.of(*row as usize).map(|value| (root, value))),
            }
        }
        counted.sort_unstable();
        counted.dedup();
        counted.chunk_by(|a, b| a.0 == b.0).map(|desk| desk.len() as u32).max().unwrap_or(0)
    }
}

/// The values of a key that join rows of a cluster: the number of each, and which of `rows` has it.
pub(super) fn shares(index: &Index<'_>, rows: &[u32], joins: impl Fn(&[u32]) -> bool) -> Vec<(u32, u32)> {
    let of_row = |(at, row): (usize, &u32)| {
        let codes = index.codes_of(*row as usize).filter(|code| joins(index.group(*code)));
        codes.map(move |code| (code, at as u32)).collect::<Vec<_>>()
    };
    let mut shared: Vec<(u32, u32)> = rows.iter().enumerate().flat_map(of_row).collect();
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// The name of a file without the folders around it.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
