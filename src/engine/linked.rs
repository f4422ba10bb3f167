//! The applications that the hits of one link it to: what its patterns and clusters bring together, each once.
//! Who is in a circle that very many share is not gone through for each of them: it is asked of the index who is
//! in it, and how many are in several circles together is known from a walk that all who ask share.

use super::clusters::Clusters;
use super::evidence::Witness;
use super::groups::Pattern;
use super::index::Index;
use super::kept::Held;
use super::meeting::{MOST, Meeting, Source};
use crate::batch::{Row, Truth};
use crate::rules::{Group, Node, NodeId};

/// Of a circle in which few count, no more than so many are looked at to name the first of them.
const LOOKED_AT: usize = 2_000;

/// Many applications that something brings together with one of them.
struct Circle<'w, 'a> {
    node: NodeId,
    /// The value of the key, as a number; the number of the cluster.
    number: u32,
    of: Of<'w, 'a>,
}

enum Of<'w, 'a> {
    /// What a pattern counts at one value of its key: those that take part, and where the window among them is.
    Pattern { pattern: Pattern<'w, 'a>, index: &'w Index<'a>, known: Held<'w>, within: (u32, u32) },
    /// The members of a cluster.
    Cluster { clusters: &'w Clusters<'a>, members: &'w [u32] },
}

impl Circle<'_, '_> {
    /// Whether an application is in it.
    fn has(&self, this: Row, other: u32) -> bool {
        match &self.of {
            Of::Pattern { pattern, index, .. } => {
                index.is_sought_in(self.number, other as usize)
                    && pattern.counts_for(this, pattern.window_of(this), other as usize)
            }
            Of::Cluster { clusters, .. } => clusters.number(Row(other)) == Some(self.number),
        }
    }

    /// Adds the first `limit` that are in it, itself aside, in order of their days where it has a window; no more
    /// than `looked_at` of a pattern are looked at.
    fn add_first(&self, this: Row, limit: usize, looked_at: usize, near: &mut Vec<u32>) {
        match &self.of {
            Of::Pattern { pattern, known, within: (first, last), .. } => {
                let inside = known.rows[*first as usize..*last as usize].iter().map(|(_, row)| *row);
                let counted = inside.filter(|other| pattern.counts(*other as usize) == Truth::Yes).take(looked_at);
                // They are in the window already.
                let counts = |other: &u32| *other != this.0 && pattern.counts_for(this, None, *other as usize);
                near.extend(counted.filter(counts).take(limit));
            }
            Of::Cluster { members, .. } => {
                near.extend(members.iter().copied().filter(|other| *other != this.0).take(limit));
            }
        }
    }

    /// How many are looked at to go through it.
    fn size(&self) -> usize {
        match &self.of {
            Of::Pattern { within: (first, last), .. } => (last - first) as usize,
            Of::Cluster { members, .. } => members.len(),
        }
    }

    /// How many are in it, where that needs no looking.
    fn count(&self) -> Option<usize> {
        match &self.of {
            Of::Pattern { pattern, .. } if !pattern.counts_all() => None,
            _ => Some(self.size()),
        }
    }

    /// The days that count, where it has a window.
    fn window(&self, this: Row) -> Option<(i32, i32)> {
        match &self.of {
            Of::Pattern { pattern, .. } => pattern.window_of(this),
            Of::Cluster { .. } => None,
        }
    }
}

impl<'a> Witness<'a> {
    /// The other applications to which the conditions that hold for a row link it: the first `limit`, in order of
    /// the batch (of a circle that very many share: of their days), and how many there are in all.
    pub(super) fn linked(&self, conditions: &[NodeId], row: Row, limit: usize) -> (Vec<Row>, usize) {
        let (mut near, mut circles, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        conditions.iter().for_each(|condition| self.helped(*condition, row, Node::links, &mut nodes));
        nodes.sort_unstable();
        nodes.dedup();
        if let [only] = nodes[..]
            && let Some(rows) = self.all_around(only, row)
        {
            let others = rows.iter().filter(|other| **other != row.0);
            let total = rows.len() - usize::from(rows.binary_search(&row.0).is_ok());
            return (others.take(limit).copied().map(Row).collect(), total);
        }
        if let [only] = nodes[..]
            && let Some(found) = self.compared(only, row, limit)
        {
            return found;
        }
        for id in nodes {
            match &self.eval.set.nodes[id.0 as usize] {
                Node::Group(group) => self.around(id, group, row, &mut near, &mut circles),
                Node::Cluster(ask) => self.clustered(id, self.eval.clusters(id, ask), row, &mut near, &mut circles),
                _ => {}
            }
        }
        if circles.is_empty() {
            return first(near, row, limit);
        }
        let mut named = near.clone();
        circles.iter().for_each(|circle| circle.add_first(row, limit, LOOKED_AT, &mut named));
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.size()));
        // With all room taken for what several have in common, all but the largest are gone through; so are those past
        // the most that are counted together.
        let most = if self.kept.has_room() { MOST } else { 1 };
        for circle in circles.drain(circles.len().min(most)..) {
            circle.add_first(row, usize::MAX, usize::MAX, &mut near);
        }
        // The same circles in the same order, so that what is known of them together is found again.
        circles.sort_unstable_by_key(|circle| (circle.node, circle.number));
        near.sort_unstable();
        near.dedup();
        near.retain(|other| *other != row.0 && !circles.iter().any(|circle| circle.has(row, *other)));
        let itself = circles.iter().any(|circle| circle.has(row, row.0));
        let total = near.len() + self.together(&circles, row) - usize::from(itself);
        (first(named, row, limit).0, total)
    }

    /// What one pattern that compares each application with the others counts for a row, where very many share its
    /// key: how many is known, and no more are looked for than are named.
    fn compared(&self, id: NodeId, row: Row, limit: usize) -> Option<(Vec<Row>, usize)> {
        let Node::Group(group) = &self.eval.set.nodes[id.0 as usize] else { return None };
        let index = self.eval.index(id, group);
        let large = |code: u32| index.sought(code).len() >= self.kept.large;
        if self.eval.pattern(id, group).is_the_same_for_all() || !index.codes_of(row.index()).any(large) {
            return None;
        }
        match &self.shared(id, group, row)[..] {
            [only] if only.is_large(self.kept.large) => Some((only.first_others(limit), only.others())),
            _ => None,
        }
    }

    /// The rows that one pattern or cluster brings together around a row, in order of the batch, where all of them
    /// count: nothing has to be looked at then but the first few.
    fn all_around(&self, id: NodeId, row: Row) -> Option<&[u32]> {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::Cluster(ask) => Some(self.eval.clusters(id, ask).members(row)),
            Node::Group(group) if self.eval.pattern(id, group).counts_everyone() => {
                let index = self.eval.index(id, group);
                let mut codes = index.codes_of(row.index());
                match (codes.next(), codes.next()) {
                    (Some(only), None) => Some(index.sought(only)),
                    _ => None,
                }
            }
            _ => None,
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
        let mut at = |number: u32| {
            let pattern = self.eval.pattern(id, group);
            let sought = index.sought(number);
            if sought.len() < self.kept.large || !pattern.is_the_same_for_all() {
                return pattern.counted_for(row, sought, near);
            }
            let known = self.kept.group(id, number, index, &pattern);
            let within = pattern.inside(&known.rows, pattern.day(row.index()).unwrap_or_default());
            circles.push(Circle { node: id, number, of: Of::Pattern { pattern, index, known, within } });
        };
        let mut codes = index.codes_of(row.index());
        // With one value of the key it is that one for which the pattern holds.
        match (codes.next(), codes.next()) {
            (Some(only), None) => at(only),
            _ => self.shared_codes(id, group, row).into_iter().for_each(at),
        }
    }

    fn clustered<'w>(
        &'w self,
        node: NodeId,
        clusters: &'w Clusters<'a>,
        row: Row,
        near: &mut Vec<u32>,
        circles: &mut Vec<Circle<'w, 'a>>,
    ) {
        let members = clusters.members(row);
        match clusters.number(row) {
            Some(number) if members.len() >= self.kept.large => {
                circles.push(Circle { node, number, of: Of::Cluster { clusters, members } });
            }
            _ => near.extend_from_slice(members),
        }
    }

    /// How many are in at least one of the circles: those in each, less those in two at once, and so on.
    fn together(&self, circles: &[Circle<'_, 'a>], row: Row) -> usize {
        let (mut more, mut less) = (0, 0);
        for some in 1..1usize << circles.len() {
            let count = self.in_all(circles, some, row);
            if some.count_ones() % 2 == 1 { more += count } else { less += count }
        }
        more - less
    }

    /// How many are in each of some circles, which are the bits of a number.
    fn in_all(&self, circles: &[Circle<'_, 'a>], some: usize, row: Row) -> usize {
        let chosen = || circles.iter().enumerate().filter(|(at, _)| some >> at & 1 == 1).map(|(_, circle)| circle);
        let only = chosen().next().filter(|_| some.is_power_of_two());
        if let Some(count) = only.and_then(Circle::count) {
            return count;
        }
        let nodes = || chosen().map(|circle| circle.node);
        let windows = chosen().filter_map(|circle| circle.window(row));
        let window = windows.reduce(|(from, to), (later, sooner)| (from.max(later), to.min(sooner)));
        let meeting = self.kept.meeting(nodes(), || self.meeting(nodes()));
        meeting.count(chosen().map(|circle| circle.number), window)
    }

    /// Looks who is in circles of all of these nodes.
    fn meeting(&self, nodes: impl Iterator<Item = NodeId>) -> Meeting {
        let source = |id: NodeId| match &self.eval.set.nodes[id.0 as usize] {
            Node::Group(group) => Some(Source::Pattern(self.eval.pattern(id, group), self.eval.index(id, group))),
            Node::Cluster(ask) => Some(Source::Cluster(self.eval.clusters(id, ask))),
            _ => None,
        };
        let list = |id: NodeId| {
            self.kept.members(id, || source(id).map_or_else(Vec::new, |source| source.members(self.kept.large)))
        };
        let dates = self.eval.view.column(self.eval.set.application_date);
        Meeting::new(nodes.map(list), |row| dates.day(Row(row as u32)))
    }
}

/// The first of some applications in order of the batch, one itself aside, and how many there are.
fn first(mut rows: Vec<u32>, this: Row, limit: usize) -> (Vec<Row>, usize) {
    rows.sort_unstable();
    rows.dedup();
    rows.retain(|other| *other != this.0);
    let total = rows.len();
    (rows.into_iter().take(limit).map(Row).collect(), total)
}
