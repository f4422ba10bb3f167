//! Names that count as the same: inside each group of rows whose other keys are equal, spellings that are
//! alike are joined, with all that are alike to those (single linkage), and share a number.
//!
//! Spellings are compared, not rows: a name that fifty thousand applications write the same way costs
//! nothing. Compared are spellings with a word that begins alike; where more than `WHOLE` of them begin
//! alike in one group, each is only held against the next few in alphabetical order, so that the cost stays
//! near-linear, and how often that happened is kept to be told.

use super::clusters::Forest;
use super::facts::Shown;
use super::index::Index;
use crate::batch::{Data, Keys, NO_SYMBOL, Symbols, View};
use crate::fields::names;
use crate::rules::Similar;

/// Up to so many spellings that begin alike are all held against each other.
const WHOLE: usize = 48;

/// Of more of them, each is held against so many that follow it.
const NEXT: usize = 12;

/// The numbers that alike names share.
#[derive(Debug, Default)]
pub(super) struct Alike {
    /// Per row a number that is equal exactly where the other keys are equal and the names count as the
    /// same; `NO_SYMBOL` where either is missing.
    pub(super) codes: Vec<u32>,
    /// How many numbers there are.
    pub(super) groups: usize,
    /// How many times too many names began alike for all of them to be compared.
    pub(super) cut: usize,
}

impl Alike {
    /// Joins the names of a key; `others` has the rows that share its other values.
    pub(super) fn new(view: &View<'_>, similar: Similar, others: &Index<'_>) -> Self {
        let mut out = Alike { codes: vec![NO_SYMBOL; view.rows], ..Alike::default() };
        let Data::Keys(keys) = &view.column(similar.name).data else { return out };
        let mut parts = Parts::new(keys);
        let (mut rows, mut spellings) = (Vec::new(), Vec::new());
        for group in others.groups() {
            rows.clear();
            rows.extend(group.iter().map(|row| (keys.symbols[*row as usize], *row)));
            rows.retain(|(symbol, _)| *symbol != NO_SYMBOL);
            rows.sort_unstable();
            spellings.clear();
            spellings.extend(rows.iter().map(|(symbol, _)| *symbol));
            spellings.dedup();
            let mut forest = Forest::new(spellings.len());
            if spellings.len() > 1 {
                out.cut += join(&spellings, similar.least, &mut parts, &mut forest);
            }
            out.number(&rows, &spellings, &mut forest);
        }
        out
    }

    /// Gives the rows of a group, sorted by spelling, the number of what their spelling is joined to.
    fn number(&mut self, rows: &[(u32, u32)], spellings: &[u32], forest: &mut Forest) {
        let mut numbers: Vec<u32> = Vec::with_capacity(spellings.len());
        for spelling in 0..spellings.len() {
            // A root comes before whatever is joined to it, so it has its number already.
            let root = forest.root(spelling as u32) as usize;
            let known = numbers.get(root).copied();
            numbers.push(known.unwrap_or(self.groups as u32));
            self.groups += usize::from(known.is_none());
        }
        let mut at = 0;
        for (symbol, row) in rows {
            at += usize::from(spellings[at] != *symbol);
            self.codes[*row as usize] = numbers[at];
        }
    }
}

/// How alike two names are, from 0 to 10,000; 0 where one is missing.
pub(super) fn score(a: &Shown, b: &Shown) -> u16 {
    let parts = |name: &Shown| {
        let mut out = String::new();
        names::parts(if let Shown::Key(key) | Shown::Written { key, .. } = name { key } else { "" }, &mut out);
        out
    };
    names::score(&parts(a), &parts(b))
}

/// Joins the spellings of one group, given as symbols in rising order; how many times too many began alike.
fn join(spellings: &[u32], least: u16, parts: &mut Parts<'_>, forest: &mut Forest) -> usize {
    spellings.iter().for_each(|symbol| parts.learn(*symbol));
    // Each different name once, in alphabetical order; spellings with the same parts are one.
    let mut different: Vec<(&str, u32)> =
        spellings.iter().enumerate().map(|(at, symbol)| (parts.of(*symbol), at as u32)).collect();
    different.sort_unstable();
    different.dedup_by(|next, first| {
        let same = next.0 == first.0 && !first.0.is_empty();
        if same {
            forest.join(first.1, next.1);
        }
        same
    });
    let mut begins: Vec<(&str, u32)> = Vec::with_capacity(different.len() * 3);
    for (at, (name, _)) in different.iter().enumerate() {
        begins.extend(names::sought_by(name).map(|start| (start, at as u32)));
    }
    begins.sort_unstable();
    begins.dedup();
    let mut cut = 0;
    for block in begins.chunk_by(|a, b| a.0 == b.0) {
        let whole = block.len() <= WHOLE;
        cut += usize::from(!whole);
        for (at, (_, one)) in block.iter().enumerate() {
            let last = if whole { block.len() } else { block.len().min(at + 1 + NEXT) };
            for (_, other) in &block[at + 1..last] {
                let (one, other) = (different[*one as usize], different[*other as usize]);
                // What is joined through others already needs no score.
                if forest.root(one.1) != forest.root(other.1) && names::score(one.0, other.0) >= least {
                    forest.join(one.1, other.1);
                }
            }
        }
    }
    cut
}

/// The parts of the names of a column, worked out when they are first needed.
struct Parts<'a> {
    keys: &'a Keys,
    known: Symbols,
    /// Per symbol of the column its number in `known`.
    at: Vec<u32>,
    scratch: String,
}

impl<'a> Parts<'a> {
    fn new(keys: &'a Keys) -> Self {
        Parts { keys, known: Symbols::default(), at: vec![NO_SYMBOL; keys.table.len()], scratch: String::new() }
    }

    fn learn(&mut self, symbol: u32) {
        let at = &mut self.at[symbol as usize];
        if *at == NO_SYMBOL {
            names::parts(self.keys.table.text(symbol), &mut self.scratch);
            *at = self.known.push(&self.scratch).unwrap_or(NO_SYMBOL);
        }
    }

    fn of(&self, symbol: u32) -> &str {
        self.known.text(self.at[symbol as usize])
    }
}
