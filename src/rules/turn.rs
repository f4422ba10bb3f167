//! A rule set with one thing changed: for asking whether anyone would notice.

use super::dials::Dial;
use super::set::{Node, NodeId, RuleSet};

/// One change of one condition.
#[derive(Clone, Debug)]
pub enum Change {
    /// Another number in a place.
    Turn(Dial, i64),
    /// The opposite of what is asked: what was true is false, and what was unknown stays so.
    Opposite(NodeId),
    /// `any` for `all`, or `all` for `any`.
    Swap(NodeId),
}

/// What puts a change back.
#[derive(Debug)]
pub enum Undo {
    /// What stood there.
    Put(NodeId, Node),
    /// What stood there stands at the end for now.
    Last(NodeId),
}

impl Change {
    /// The condition that is changed.
    pub fn node(&self) -> NodeId {
        match self {
            Change::Turn(dial, _) => dial.node,
            Change::Opposite(node) | Change::Swap(node) => *node,
        }
    }
}

impl RuleSet {
    /// The opposites and swaps of a condition and of those that it is made of. Questions about one party are
    /// turned together, and other rules not at all.
    pub fn turnable(&self, id: NodeId) -> Vec<Change> {
        let several = |parts: &[NodeId]| {
            let own = (parts.len() > 1).then_some(Change::Swap(id));
            own.into_iter().chain(parts.iter().flat_map(|part| self.turnable(*part))).collect()
        };
        match &self.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) => several(parts),
            Node::AtLeast(_, parts) => parts.iter().flat_map(|part| self.turnable(*part)).collect(),
            Node::Not(part) => self.turnable(*part),
            Node::Group(group) => {
                let inner = group.only.into_iter().flat_map(|only| self.turnable(only));
                std::iter::once(Change::Opposite(id)).chain(inner).collect()
            }
            Node::Always(_) => Vec::new(),
            _ => vec![Change::Opposite(id)],
        }
    }

    /// Makes a change; `None` where it does not fit.
    pub fn change(&mut self, change: &Change) -> Option<Undo> {
        let (id, last) = (change.node(), NodeId(self.nodes.len() as u32));
        let other = match (change, self.nodes.get(id.0 as usize)?) {
            (Change::Turn(dial, units), _) => return Some(Undo::Put(id, self.turn(dial, *units)?)),
            (Change::Swap(_), Node::All(parts)) => Node::Any(parts.clone()),
            (Change::Swap(_), Node::Any(parts)) => Node::All(parts.clone()),
            (Change::Swap(_), _) => return None,
            (Change::Opposite(_), _) => Node::Not(last),
        };
        let before = std::mem::replace(self.nodes.get_mut(id.0 as usize)?, other);
        if matches!(change, Change::Opposite(_)) {
            self.nodes.push(before);
            return Some(Undo::Last(id));
        }
        Some(Undo::Put(id, before))
    }

    /// Puts a change back.
    pub fn undo(&mut self, undo: Undo) {
        let (id, before) = match undo {
            Undo::Put(id, before) => (id, Some(before)),
            Undo::Last(id) => (id, self.nodes.pop()),
        };
        if let (Some(slot), Some(before)) = (self.nodes.get_mut(id.0 as usize), before) {
            *slot = before;
        }
    }
}
