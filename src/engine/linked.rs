//! The applications that the hits of one link it to: what its patterns and clusters bring together, each once.
//! A circle that very many share is not gone through for each of them: whoever is in it is asked of its index,
//! and how many are in several large circles together is counted once for all who share the same ones.

use super::clusters::Clusters;
use super::evidence::Witness;
use super::groups::Pattern;
use super::index::Index;
use super::kept::{Known, Mark};
use crate::batch::{NO_SYMBOL, Row, Truth};
use crate::rules::{Group, Node, NodeId};
use std::sync::Arc;

/// Of a circle in which few count, no more than so many are looked at to name the first of them.
pub(super) const LOOKED_AT: usize = 2_000;

/// Many applications that something brings together with one of them.
enum Circle<'w, 'a> {
    /// What a pattern counts at one value of its key: those that take part, and which of them are in the window.
    Pattern {
        id: NodeId,
        pattern: Pattern<'w, 'a>,
        index: &'w Index<'a>,
        code: u32,
        known: Arc<Known>,
        within: (u32, u32),
    },
    /// The members of a cluster.
    Cluster { id: NodeId, clusters: &'w Clusters<'a>, number: u32, members: &'w [u32] },
}

impl Circle<'_, '_> {
    /// Whether an application is in it.
    fn has(&self, this: Row, other: u32) -> bool {
        match self {
            Circle::Pattern { pattern, index, code, .. } => {
                index.is_sought_in(*code, other as usize)
                    && pattern.counts_for(this, pattern.window_of(this), other as usize)
            }
            Circle::Cluster { clusters, number, .. } => clusters.number(Row(other)) == Some(*number),
        }
    }

    /// Those in it, in order of their days where it has a window.
    fn rows(&self, this: Row) -> Box<dyn Iterator<Item = u32> + '_> {
        match self {
            Circle::Pattern { pattern, known, within: (first, last), .. } => {
                let inside = known.rows[*first as usize..*last as usize].iter().map(|(_, row)| *row);
                // They are in the window already.
                Box::new(inside.filter(move |other| pattern.counts_for(this, None, *other as usize)))
            }
            Circle::Cluster { members, .. } => Box::new(members.iter().copied()),
        }
    }

    /// How many are looked at to go through it.
    fn size(&self) -> usize {
        match self {
            Circle::Pattern { within: (first, last), .. } => (last - first) as usize,
            Circle::Cluster { members, .. } => members.len(),
        }
    }

    /// How many are in it, where that needs no looking.
    fn count(&self) -> Option<usize> {
        match self {
            Circle::Pattern { pattern, .. } if !pattern.counts_all() => None,
            _ => Some(self.size()),
        }
    }

    /// What is equal for all applications that have this very circle around them.
    fn mark(&self, this: Row) -> Mark {
        match self {
            Circle::Pattern { id, pattern, code, within: (first, last), .. } => {
                let equality = pattern.counting.equality.as_ref();
                let compared = equality.map_or(NO_SYMBOL, |equality| equality.this[this.index()]);
                Mark { node: *id, code: *code, within: (*first, *last), compared }
            }
            Circle::Cluster { id, number, .. } => {
                Mark { node: *id, code: *number, within: (0, 0), compared: NO_SYMBOL }
            }
        }
    }
}

impl<'a> Witness<'a> {
    /// The other applications to which the conditions that hold for a row link it: the first `limit`, in order of
    /// the batch (of a circle that very many share: of their days), and how many there are in all.
    pub(super) fn linked(&self, conditions: &[NodeId], row: Row, limit: usize) -> (Vec<Row>, usize) {
        let (mut near, mut circles, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        conditions.iter().for_each(|condition| self.linking(*condition, row, &mut nodes));
        nodes.sort_unstable();
        nodes.dedup();
        for id in nodes {
            match &self.eval.set.nodes[id.0 as usize] {
                Node::Group(group) => self.around(id, group, row, &mut near, &mut circles),
                Node::Cluster(ask) => self.clustered(id, self.eval.clusters(id, ask), row, &mut near, &mut circles),
                _ => {}
            }
        }
        near.sort_unstable();
        near.dedup();
        near.retain(|other| *other != row.0 && !circles.iter().any(|circle| circle.has(row, *other)));
        let mut total = near.len();
        if !circles.is_empty() {
            let itself = circles.iter().any(|circle| circle.has(row, row.0));
            total += self.union(&circles, row) - usize::from(itself);
            for circle in &circles {
                near.extend(circle.rows(row).take(LOOKED_AT).filter(|other| *other != row.0).take(limit));
            }
            near.sort_unstable();
            near.dedup();
        }
        near.truncate(limit);
        (near.into_iter().map(Row).collect(), total)
    }

    /// The patterns and clusters that hold for a row and helped to make this node true.
    fn linking(&self, id: NodeId, row: Row, out: &mut Vec<NodeId>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.linking(*part, row, out));
            }
            Node::Rule(rule) => self.linking(self.eval.set.rules[*rule].when, row, out),
            Node::Group(_) | Node::Cluster(_) if self.at(id, row) == Truth::Yes => out.push(id),
            _ => {}
        }
    }

    /// Adds those that a pattern counts for a row: one by one where they are few, as a circle where many.
    fn around<'w>(
        &'w self,
        id: NodeId,
        group: &'a Group,
        row: Row,
        near: &mut Vec<u32>,
        circles: &mut Vec<Circle<'w, 'a>>,
    ) {
        let index = self.eval.index(id, group);
        let mut codes = index.codes_of(row.index());
        // With one value of the key it is that one for which the pattern holds.
        let codes: Vec<u32> = match (codes.next(), codes.next()) {
            (Some(only), None) => vec![only],
            _ => self.shared_codes(id, group, row),
        };
        for code in codes {
            let pattern = self.eval.pattern(id, group);
            let sought = index.sought(code);
            if sought.len() < self.kept.large || pattern.pairs.is_some() {
                pattern.counted_for(row, sought, near);
                continue;
            }
            let known = self.kept.group(id, code, || Known::new(index, code, &pattern));
            let day = pattern.day(row.index()).unwrap_or_default();
            let within = pattern.inside(&known.rows, day);
            circles.push(Circle::Pattern { id, pattern, index, code, within, known });
        }
    }

    fn clustered<'w>(
        &'w self,
        id: NodeId,
        clusters: &'w Clusters<'a>,
        row: Row,
        near: &mut Vec<u32>,
        circles: &mut Vec<Circle<'w, 'a>>,
    ) {
        let members = clusters.members(row);
        match clusters.number(row) {
            Some(number) if members.len() >= self.kept.large => {
                circles.push(Circle::Cluster { id, clusters, number, members });
            }
            _ => near.extend_from_slice(members),
        }
    }

    /// How many are in at least one of the circles.
    fn union(&self, circles: &[Circle<'_, '_>], row: Row) -> usize {
        if let [circle] = circles
            && let Some(count) = circle.count()
        {
            return count;
        }
        let marks = circles.iter().map(|circle| circle.mark(row)).collect();
        self.kept.union(marks, || {
            // The largest need not be gone through where that is not needed to count it.
            let mut order: Vec<&Circle<'_, '_>> = circles.iter().collect();
            order.sort_by_key(|circle| std::cmp::Reverse(circle.size()));
            let new = |at: usize, circle: &Circle<'_, '_>| {
                let before = &order[..at];
                circle.rows(row).filter(|other| !before.iter().any(|circle| circle.has(row, *other))).count()
            };
            let counted = order.iter().enumerate().map(|(at, circle)| match circle.count() {
                Some(count) if at == 0 => count,
                _ => new(at, circle),
            });
            counted.sum()
        })
    }
}
