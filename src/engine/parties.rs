//! Questions about several parties, and about two applications at once: each combination is a row of a small
//! view of its own, so that the very tests that are asked of an application are asked of it.

use crate::batch::{Column, Row, Spread, Tri, Truth, ValueId, View};
use crate::rules::{Node, NodeId, RuleSet};
use std::sync::{Mutex, PoisonError};

/// In the place of a further party: the first one.
const FIRST: u32 = u32::MAX;

/// Questions that are asked of every combination of parties of two applications: the one under assessment and
/// another, or twice the same one.
pub(super) struct Combined<'a> {
    set: &'a RuleSet,
    view: View<'a>,
    of: NodeId,
    every: bool,
    /// The values that are looked at.
    values: Vec<ValueId>,
    /// The roles with further parties: whether of the application under assessment, and the parties.
    several: Vec<(bool, &'a Spread)>,
    /// Columns of the application under assessment and of the other one, used again and again.
    scratch: Mutex<(Vec<Column>, Vec<Column>)>,
}

impl<'a> Combined<'a> {
    /// Questions (a `Test`, or an `All` of them) of these applications and their parties.
    pub(super) fn new(set: &'a RuleSet, view: View<'a>, of: NodeId, every: bool) -> Self {
        let mut values = Vec::new();
        tests(set, of, &mut |test| values.extend(test.also_reads().into_iter().chain([test.value()])));
        values.sort_unstable();
        values.dedup();
        let mut several: Vec<(bool, &Spread)> = Vec::new();
        for value in &values {
            let Some(spread) = view.spread(set.role(*value)) else { continue };
            if !several.iter().any(|(this, known)| *this == value.is_this() && known.role == spread.role) {
                several.push((value.is_this(), spread));
            }
        }
        let empty = || set.values.iter().map(|value| Column::absent(value.kind, 0)).collect();
        Combined { set, view, of, every, values, several, scratch: Mutex::new((empty(), empty())) }
    }

    /// The answers for pairs of applications: the one under assessment, and the other.
    pub(super) fn at(&self, pairs: &[(u32, u32)]) -> Vec<Truth> {
        let start = if self.every { Truth::Yes } else { Truth::No };
        let mut out = vec![start; pairs.len()];
        self.ask(pairs, |_, _, pair, truth| {
            out[pair] = if self.every { out[pair].and(truth) } else { out[pair].or(truth) };
        });
        out
    }

    /// Calls with every combination of parties of one application: where to look, and the answer.
    pub(super) fn each(&self, row: Row, mut call: impl FnMut(&View<'_>, Row, Truth)) {
        self.ask(&[(row.0, row.0)], |view, at, _, truth| call(view, at, truth));
    }

    fn ask(&self, pairs: &[(u32, u32)], mut call: impl FnMut(&View<'_>, Row, usize, Truth)) {
        let combinations = self.combinations(pairs);
        let mut scratch = self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let (this, other) = &mut *scratch;
        for value in &self.values {
            let columns = if value.is_this() { &mut *this } else { &mut *other };
            columns[usize::from(value.bare().0)] = self.column(*value, pairs, &combinations);
        }
        let view = View { this, ..View::new(other, combinations.pairs.len()) };
        for (row, pair) in combinations.pairs.iter().enumerate() {
            let row = Row(row as u32);
            call(&view, row, *pair as usize, self.row(self.of, &view, row));
        }
    }

    fn row(&self, node: NodeId, view: &View<'_>, row: Row) -> Truth {
        match &self.set.nodes[node.0 as usize] {
            Node::Test(test) => test.at(view, row),
            Node::All(parts) => parts.iter().fold(Truth::Yes, |all, part| all.and(self.row(*part, view, row))),
            _ => Truth::Unknown,
        }
    }

    /// Every combination of parties of each pair.
    fn combinations(&self, pairs: &[(u32, u32)]) -> Combinations {
        let width = self.several.len();
        let mut out = Combinations { pairs: Vec::with_capacity(pairs.len()), parties: Vec::new() };
        for (at, (this, other)) in pairs.iter().enumerate() {
            let start = out.pairs.len();
            out.pairs.push(at as u32);
            out.parties.extend(std::iter::repeat_n(FIRST, width));
            for (role, (of_this, spread)) in self.several.iter().enumerate() {
                // Each further party makes every combination so far once more.
                let so_far = out.parties[start * width..].to_vec();
                for party in spread.of(Row(if *of_this { *this } else { *other })) {
                    for combination in so_far.chunks(width) {
                        out.pairs.push(at as u32);
                        out.parties.extend_from_slice(combination);
                        let last = out.parties.len() - width + role;
                        out.parties[last] = party as u32;
                    }
                }
            }
        }
        out
    }

    /// The column of a value with a row per combination.
    fn column(&self, value: ValueId, pairs: &[(u32, u32)], combinations: &Combinations) -> Column {
        let side = |pair: u32| {
            let (this, other) = pairs[pair as usize];
            if value.is_this() { this } else { other }
        };
        let own = self.view.column(value.bare());
        let role = self.set.role(value);
        let several = self.several.iter().position(|(this, s)| *this == value.is_this() && Some(s.role) == role);
        let Some(at) = several else {
            let rows: Vec<Option<u32>> = combinations.pairs.iter().map(|pair| Some(side(*pair))).collect();
            return own.gather(&rows);
        };
        let width = self.several.len();
        let parties = combinations.parties.chunks(width).map(|parties| parties[at]);
        let pick = |(pair, party): (&u32, u32)| Some(if party == FIRST { (0, side(*pair)) } else { (1, party) });
        let picks: Vec<Option<(u32, u32)>> = combinations.pairs.iter().zip(parties).map(pick).collect();
        Column::pick(own.kind, &[own, &self.several[at].1.columns[usize::from(value.bare().0)]], &picks)
    }
}

/// Per combination its pair, and the party in each role that has further ones.
struct Combinations {
    pairs: Vec<u32>,
    parties: Vec<u32>,
}

/// Calls back with every test of some questions.
pub(super) fn tests(set: &RuleSet, of: NodeId, call: &mut impl FnMut(&dyn crate::ops::Test)) {
    match &set.nodes[of.0 as usize] {
        Node::Test(test) => call(test.as_ref()),
        Node::All(parts) => parts.iter().for_each(|part| tests(set, *part, call)),
        _ => {}
    }
}

/// The answers of questions about the rows of a view: of a batch, or of further parties.
pub(super) fn over(set: &RuleSet, of: NodeId, view: &View<'_>) -> Tri {
    match &set.nodes[of.0 as usize] {
        Node::Test(test) => test.over(view),
        Node::All(parts) => parts.iter().fold(Tri::all(view.rows, Truth::Yes), |mut all, part| {
            all.and(&over(set, *part, view));
            all
        }),
        _ => Tri::all(view.rows, Truth::Unknown),
    }
}
