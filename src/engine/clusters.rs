//! Clusters: applications that share a key, with all that share a key with those, and so on. Rows are joined
//! key by key with a disjoint-set forest (Tarjan, 1975), so that the cost is near-linear in rows and keys.

use super::index::{Codes, Index};
use crate::batch::{Bits, NO_SYMBOL, Row, Tri, Truth, ValueId, View};
use crate::rules::{ClusterAsk, RuleSet};

/// The clusters that one question is about.
#[derive(Debug)]
pub(super) struct Clusters<'a> {
    ask: &'a ClusterAsk,
    /// Per row the number of its cluster.
    cluster: Vec<u32>,
    /// Where each cluster starts in `rows`; one more than there are clusters.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// Per cluster what was counted.
    counts: Vec<u32>,
    /// Rows that lack a key that could join more.
    lacking: Bits,
}

impl<'a> Clusters<'a> {
    /// Joins rows by every key; `index` gives the rows of each value of a key.
    pub(super) fn new(
        set: &RuleSet,
        view: &View<'_>,
        ask: &'a ClusterAsk,
        index: impl Fn(ValueId, &mut dyn FnMut(&Index<'_>)),
    ) -> Self {
        let mut forest = Forest::new(view.rows);
        let mut lacking = view.none();
        for key in &ask.keys {
            index(*key, &mut |index| {
                lacking.or(&Bits::from_fn(view.rows, |row| index.lacks(row)));
                for rows in index.groups().filter(|rows| joins(ask, rows)) {
                    rows.windows(2).for_each(|pair| forest.join(pair[0], pair[1]));
                }
            });
        }
        let mut numbers = vec![NO_SYMBOL; view.rows];
        let (mut cluster, mut sizes) = (Vec::with_capacity(view.rows), Vec::new());
        for row in 0..view.rows as u32 {
            let number = &mut numbers[forest.root(row) as usize];
            if *number == NO_SYMBOL {
                *number = sizes.len() as u32;
                sizes.push(0u32);
            }
            sizes[*number as usize] += 1;
            cluster.push(*number);
        }
        let mut starts = vec![0u32];
        starts.extend(sizes.iter().scan(0, |sum, size| {
            *sum += size;
            Some(*sum)
        }));
        let mut next = starts.clone();
        let mut rows = vec![0u32; view.rows];
        for (row, number) in cluster.iter().enumerate() {
            let place = &mut next[*number as usize];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        let counts = match ask.distinct {
            None => sizes,
            Some(value) => distinct(&Codes::new(set, view, value).0, &starts, &rows),
        };
        Clusters { ask, cluster, starts, rows, counts, lacking }
    }

    /// What was counted in the cluster of a row.
    pub(super) fn count(&self, row: Row) -> u32 {
        self.cluster.get(row.index()).map_or(0, |number| self.counts[*number as usize])
    }

    /// The rows of the cluster of a row, itself included, in order of the batch.
    pub(super) fn members(&self, row: Row) -> &[u32] {
        let Some(number) = self.cluster.get(row.index()).map(|number| *number as usize) else { return &[] };
        &self.rows[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The rows of each cluster, in order of their first rows.
    pub(super) fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|ends| &self.rows[ends[0] as usize..ends[1] as usize])
    }

    /// The number of the cluster of a row; `each` gives them in this order.
    pub(super) fn number(&self, row: Row) -> Option<u32> {
        self.cluster.get(row.index()).copied()
    }

    /// Whether a key that these rows share joins them.
    pub(super) fn joins(&self, rows: &[u32]) -> bool {
        joins(self.ask, rows)
    }

    /// The answers of all rows: unknown where a key is missing that could join more.
    pub(super) fn over(&self, view: &View<'_>) -> Tri {
        Tri::from_fn(view.rows, |row| {
            let row = Row(row as u32);
            if self.count(row) >= self.ask.at_least {
                return Truth::Yes;
            }
            if self.lacking.get(row.index()) { Truth::Unknown } else { Truth::No }
        })
    }
}

fn joins(ask: &ClusterAsk, rows: &[u32]) -> bool {
    rows.len() > 1 && rows.len() <= ask.max_group as usize
}

/// How many different values each cluster has.
fn distinct(values: &Codes<'_>, starts: &[u32], rows: &[u32]) -> Vec<u32> {
    let mut seen = Vec::new();
    let count = |ends: &[u32]| {
        seen.clear();
        let rows = &rows[ends[0] as usize..ends[1] as usize];
        seen.extend(rows.iter().flat_map(|row| values.of(*row as usize)));
        seen.sort_unstable();
        seen.dedup();
        seen.len() as u32
    };
    starts.windows(2).map(count).collect()
}

/// A disjoint-set forest: per row the row above it, itself where it is a root.
pub(super) struct Forest(Vec<u32>);

impl Forest {
    /// So many rows, none of them joined.
    pub(super) fn new(rows: usize) -> Self {
        Forest((0..rows as u32).collect())
    }

    /// The first row of those that this one is joined to, itself included.
    pub(super) fn root(&mut self, mut row: u32) -> u32 {
        while self.0[row as usize] != row {
            // Each step halves the path for whoever comes after.
            let above = self.0[row as usize];
            self.0[row as usize] = self.0[above as usize];
            row = self.0[row as usize];
        }
        row
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        // The earlier row is the root, so that the outcome does not depend on the order of joining.
        self.0[a.max(b) as usize] = a.min(b);
    }
}
