//! The checks of a rule set that compiles: what it says is valid, but is it meant? One file per subject, one line
//! in a table.

mod bounds;
mod fairness;
mod fix;
mod lists;
mod repeats;
mod texts;
mod weights;

pub use fix::{Edit, applied, edit};

use super::rule::Draft;
use super::scoring::Marks;
use super::set::{Derived, From, Node, NodeId, Scoring, ValueDef};
use crate::batch::ValueId;
use crate::diag::{Diagnostic, Span};
use crate::fields::KindId;
use crate::text::rules::RuleMsg;

/// A rule set while it is checked: everything that was read, also where the set has mistakes.
pub(super) struct Subject<'a> {
    pub(super) drafts: &'a [Draft],
    pub(super) nodes: &'a [Node],
    /// Where each node stands.
    pub(super) places: &'a [Span],
    pub(super) values: &'a [ValueDef],
    pub(super) scoring: &'a Scoring,
    /// Where the parts of the scoring stand.
    pub(super) marks: &'a Marks,
    /// The lists with the places of their names.
    pub(super) lists: &'a [(String, Span)],
    /// The reference date, in days since 1970-01-01.
    pub(super) as_of: i32,
}

type Check = fn(&Subject<'_>, &mut Vec<Diagnostic>);

/// What no rule set may do: held against every set that is read.
const ALWAYS: &[Check] = &[fairness::forbidden];

/// What is worth a look: held against a set that is checked.
const CHECKS: &[Check] =
    &[bounds::check, repeats::check, weights::check, weights::bands, texts::check, lists::check, fairness::proxies];

impl Subject<'_> {
    /// What is wrong; with the warnings where the set is checked and not only used.
    pub(super) fn told(&self, whole: bool) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        let checks = ALWAYS.iter().chain(CHECKS.iter().filter(|_| whole));
        checks.for_each(|check| check(self, &mut out));
        out
    }

    /// The rules that are switched on.
    fn rules(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(|draft| draft.enabled)
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn place(&self, id: NodeId) -> Span {
        self.places[id.0 as usize]
    }

    fn value(&self, value: ValueId) -> &ValueDef {
        &self.values[usize::from(value.bare().0)]
    }

    fn kind(&self, value: ValueId) -> KindId {
        self.value(value).kind
    }

    /// The nodes that a node is made of, in its own rule.
    fn parts(&self, id: NodeId) -> Vec<NodeId> {
        match self.node(id) {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => parts.clone(),
            Node::Not(part) => vec![*part],
            Node::Party(ask) => vec![ask.of],
            Node::Group(group) => group.only.into_iter().chain(group.pair).collect(),
            _ => Vec::new(),
        }
    }

    /// A node and all below it.
    fn below(&self, id: NodeId) -> Vec<NodeId> {
        let mut found = vec![id];
        let mut at = 0;
        while let Some(id) = found.get(at) {
            found.extend(self.parts(*id));
            at += 1;
        }
        found
    }

    /// The fields that a value is made of.
    fn leaves(&self, value: ValueId) -> Vec<&str> {
        match &self.value(value).from {
            From::Field => vec![self.value(value).name.as_str()],
            From::Derived(Derived::If(_)) => vec![self.value(value).name.as_str()],
            From::Derived(derived) => super::parts_of(derived)
                .into_iter()
                .filter(|part| part.bare() != value.bare())
                .flat_map(|part| self.leaves(part))
                .collect(),
        }
    }
}

fn warn(out: &mut Vec<Diagnostic>, span: Span, message: RuleMsg) {
    out.push(Diagnostic::warning(span, message));
}
