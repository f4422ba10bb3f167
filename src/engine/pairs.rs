//! `where` with `this.FIELD`: a condition on another application that looks at the one under assessment as well.
//! One comparison for equality is counted per value (`tally`); everything else is asked pair by pair.

use super::eval::Evaluator;
use super::tally::Equality;
use crate::batch::{Data, Interner, NO_SYMBOL, Row, Truth, ValueId, View};
use crate::fields::{Storage, fold};
use crate::rules::{Node, NodeId, RuleSet};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// What `where` asks of two applications.
pub(super) struct Pairs<'e, 'a> {
    pub(super) eval: &'e Evaluator<'a>,
    pub(super) node: NodeId,
}

impl Pairs<'_, '_> {
    /// The answers for an application under assessment and each of some others.
    pub(super) fn at(&self, this: Row, others: &[u32]) -> Vec<Truth> {
        let pairs: Vec<(u32, u32)> = others.iter().map(|other| (this.0, *other)).collect();
        self.node(self.node, &pairs)
    }

    fn node(&self, id: NodeId, pairs: &[(u32, u32)]) -> Vec<Truth> {
        let several = |parts: &[NodeId]| parts.iter().map(|part| self.node(*part, pairs)).collect::<Vec<_>>();
        let column = |parts: &[Vec<Truth>], pair: usize, least: usize| {
            super::evidence::kleene(parts.iter().map(|part| part[pair]), least)
        };
        let at_least = |parts: &[NodeId], least: usize| {
            let parts = several(parts);
            (0..pairs.len()).map(|pair| column(&parts, pair, least)).collect()
        };
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) => at_least(parts, parts.len()),
            Node::Any(parts) => at_least(parts, 1),
            Node::AtLeast(least, parts) => at_least(parts, *least as usize),
            Node::Not(part) => self.node(*part, pairs).into_iter().map(|truth| !truth).collect(),
            node => match self.eval.combined(id, node) {
                Some(combined) => combined.at(pairs),
                // About the other application alone.
                None => {
                    let known = self.eval.kept(id);
                    pairs.iter().map(|(_, other)| known.get(*other as usize)).collect()
                }
            },
        }
    }
}

/// The comparison that a condition is, where it is one for equality of values that are there once.
pub(super) fn equality<'a>(set: &RuleSet, view: &View<'a>, node: NodeId) -> Option<Equality<'a>> {
    match &set.nodes[node.0 as usize] {
        Node::Not(part) => {
            let equality = equality(set, view, *part)?;
            Some(Equality { differs: !equality.differs, ..equality })
        }
        Node::Party(ask) => equality(set, view, ask.of),
        Node::Test(test) => {
            let (own, other, differs) = test.equality()?;
            let once = |value: ValueId| view.spread(set.role(value)).is_none();
            let fits = !own.is_this() && other.is_this() && once(own) && once(other);
            fits.then(|| {
                let (other, this) = same_numbers(view, own, other.bare());
                Equality { other, this, differs }
            })
        }
        _ => None,
    }
}

/// The values of two columns in one numbering, as `same_as` compares them: texts folded, numbers whatever
/// their unit.
fn same_numbers<'a>(view: &View<'_>, a: ValueId, b: ValueId) -> (Vec<u32>, Cow<'a, [u32]>) {
    let (first, second) = (view.column(a), view.column(b));
    let (mut folded, mut scratch) = (Interner::default(), String::new());
    let mut units: FxHashMap<i128, u32> = FxHashMap::default();
    let mut numbers = |column: &crate::batch::Column, other_scale: i64| -> Vec<u32> {
        if let Data::Keys(keys) = &column.data {
            let fold = |text: &str| {
                fold::loose(text, &mut scratch);
                folded.intern(&scratch).unwrap_or(NO_SYMBOL)
            };
            let table: Vec<u32> = keys.table.iter().map(fold).collect();
            let number = |symbol: &u32| table.get(*symbol as usize).copied().unwrap_or(NO_SYMBOL);
            return keys.symbols.iter().map(number).collect();
        }
        let value = |row: Row| match column.kind.storage() {
            Storage::Day => column.day(row).map(i128::from),
            Storage::Flag => column.flag(row).map(i128::from),
            _ => column.fixed(row).map(|own| i128::from(own) * i128::from(other_scale)),
        };
        let mut number = |value: i128| {
            let next = units.len() as u32;
            *units.entry(value).or_insert(next)
        };
        view.iter().map(|row| value(row).map_or(NO_SYMBOL, &mut number)).collect()
    };
    let other = numbers(first, second.kind.scale());
    let this = if a == b { other.clone() } else { numbers(second, first.kind.scale()) };
    (other, Cow::Owned(this))
}
