//! Networks: the clusters of a batch with what holds each together. Applications and the values that they
//! share are the two sides of one graph; what the graph falls apart without is an articulation point of it
//! (Hopcroft and Tarjan, 1973).

use super::Shown;
use super::clusters::Clusters;
use super::desks::{Desks, shares};
use super::index::{Index, Key};
use crate::batch::{Batch, Row, ValueId, View};
use crate::rules::{ClusterAsk, RuleSet};
use petgraph::algo::articulation_points::articulation_points;
use petgraph::graph::{NodeIndex, UnGraph};

/// The networks of a batch.
#[derive(Clone, Debug, Default)]
pub struct Networks {
    /// Those with enough applications, the largest first.
    pub found: Vec<Network>,
    /// Values that too many applications share to join them, the commonest first.
    pub busy: Vec<Busy>,
}

/// Applications that are joined, directly or through others.
#[derive(Clone, Debug)]
pub struct Network {
    /// The applications, in order of the batch.
    pub members: Vec<Member>,
    /// The values that join them, in order of the keys and of their first applications.
    pub links: Vec<Link>,
    /// The desks that have an application in it, in order of their names.
    pub desks: Vec<String>,
    /// Whether no desk's own applications form a network of the asked size.
    pub only_together: bool,
}

/// An application of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which one.
    pub row: Row,
    /// Whether the network falls apart without it.
    pub holds: bool,
}

/// A value that joins applications.
#[derive(Clone, Debug)]
pub struct Link {
    /// Which value.
    pub value: ValueId,
    /// What it is.
    pub shown: Shown,
    /// The members that share it, as indices into `Network::members`.
    pub members: Vec<usize>,
    /// Whether the network falls apart without it.
    pub holds: bool,
}

/// A value that too many applications share.
#[derive(Clone, Debug)]
pub struct Busy {
    /// Which value.
    pub value: ValueId,
    /// What it is.
    pub shown: Shown,
    /// How many applications share it.
    pub applications: usize,
}

/// Finds the networks of `ask.at_least` applications or more.
pub fn networks(set: &RuleSet, batch: &Batch, ask: &ClusterAsk) -> Networks {
    let view = batch.view();
    let key = |value: &ValueId| Key { values: vec![*value], ..Key::default() };
    let indexes: Vec<Index<'_>> = ask.keys.iter().map(|value| Index::new(set, &view, &key(value))).collect();
    let index_of = |key: ValueId| ask.keys.iter().position(|known| *known == key).map(|at| &indexes[at]);
    let clusters = Clusters::new(set, &view, ask, |key, act| index_of(key).into_iter().for_each(&mut *act));
    let finder =
        Finder { set, view, ask, indexes: &indexes, clusters: &clusters, desks: Desks::new(batch, ask.department) };
    let large = clusters.each().filter(|rows| rows.len() > 1 && rows.len() >= ask.at_least as usize);
    let mut found: Vec<Network> = large.map(|rows| finder.network(rows)).collect();
    found.sort_by_key(|network| (std::cmp::Reverse(network.members.len()), network.members[0].row));
    Networks { found, busy: finder.busy() }
}

struct Finder<'a> {
    set: &'a RuleSet,
    view: View<'a>,
    ask: &'a ClusterAsk,
    indexes: &'a [Index<'a>],
    clusters: &'a Clusters<'a>,
    desks: Desks,
}

impl Finder<'_> {
    fn network(&self, rows: &[u32]) -> Network {
        let joins = |rows: &[u32]| self.clusters.joins(rows);
        let shared: Vec<_> = self.indexes.iter().map(|index| shares(index, rows, joins)).collect();
        let mut links = Vec::new();
        for ((value, index), shared) in self.ask.keys.iter().zip(self.indexes).zip(&shared) {
            let members = |same: &[(u32, u32)]| (same.iter().map(|(_, at)| *at as usize).collect(), same[0].0);
            let mut of_key: Vec<(Vec<usize>, u32)> = shared.chunk_by(|a, b| a.0 == b.0).map(members).collect();
            of_key.sort();
            links.extend(of_key.into_iter().map(|(members, code)| Link {
                value: *value,
                shown: index.shown(self.set, &self.view, *value, (code, Row(rows[members[0]]))),
                members,
                holds: false,
            }));
        }
        let mut members: Vec<Member> = rows.iter().map(|row| Member { row: Row(*row), holds: false }).collect();
        mark(&mut members, &mut links);
        let mut desks: Vec<u32> = rows.iter().map(|row| self.desks.of[*row as usize]).collect();
        desks.sort_unstable();
        desks.dedup();
        let mut desks: Vec<String> = desks.into_iter().map(|desk| self.desks.names[desk as usize].clone()).collect();
        desks.sort();
        let alone = self.desks.most_alone(rows, &shared, None);
        Network { members, links, desks, only_together: alone < self.ask.at_least }
    }

    fn busy(&self) -> Vec<Busy> {
        let mut busy = Vec::new();
        for (value, index) in self.ask.keys.iter().zip(self.indexes) {
            let common = index.all().filter(|code| index.group(*code).len() > self.ask.max_group as usize);
            busy.extend(common.map(|code| Busy {
                value: *value,
                shown: index.shown(self.set, &self.view, *value, (code, Row(index.group(code)[0]))),
                applications: index.group(code).len(),
            }));
        }
        // Stable: values of equal counts keep the order of the keys and of the batch.
        busy.sort_by_key(|busy| std::cmp::Reverse(busy.applications));
        busy
    }
}

/// Marks what the network falls apart without.
fn mark(members: &mut [Member], links: &mut [Link]) {
    let mut graph: UnGraph<(), ()> = UnGraph::default();
    (0..members.len() + links.len()).for_each(|_| {
        graph.add_node(());
    });
    for (at, link) in links.iter().enumerate() {
        for member in &link.members {
            graph.add_edge(NodeIndex::new(members.len() + at), NodeIndex::new(*member), ());
        }
    }
    let first_link = members.len();
    for node in articulation_points(&graph) {
        match node.index().checked_sub(first_link) {
            None => members[node.index()].holds = true,
            Some(link) => links[link].holds = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// How many pieces the members fall into without one node.
    fn pieces(members: usize, links: &[Vec<usize>], without: usize) -> usize {
        let mut seen = vec![false; members];
        let mut pieces = 0;
        for start in (0..members).filter(|member| *member != without) {
            if seen[start] {
                continue;
            }
            pieces += 1;
            let mut reached = vec![start];
            while let Some(at) = reached.pop() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                let through = links.iter().enumerate().filter(|(link, _)| members + link != without);
                let shared = through.filter(|(_, link)| link.contains(&at)).flat_map(|(_, link)| link);
                reached.extend(shared.copied().filter(|member| *member != without && !seen[*member]));
            }
        }
        pieces
    }

    proptest! {
        #[test]
        fn what_holds_is_what_the_network_falls_apart_without(
            links in proptest::collection::vec(proptest::collection::btree_set(0usize..7, 2..5), 1..7),
        ) {
            let links: Vec<Vec<usize>> = links.into_iter().map(|link| link.into_iter().collect()).collect();
            let mut members = vec![Member { row: Row(0), holds: false }; 7];
            let mut marked: Vec<Link> = links
                .iter()
                .map(|members| Link { value: ValueId(0), shown: Shown::Missing, members: members.clone(), holds: false })
                .collect();
            mark(&mut members, &mut marked);
            let whole = pieces(7, &links, usize::MAX);
            for (at, member) in members.iter().enumerate() {
                // A member that nothing joins is a piece of its own, and gone with itself.
                let alone = !links.iter().any(|link| link.contains(&at));
                prop_assert_eq!(member.holds, pieces(7, &links, at) + usize::from(alone) > whole);
            }
            for (at, link) in marked.iter().enumerate() {
                prop_assert_eq!(link.holds, pieces(7, &links, 7 + at) > whole);
            }
        }
    }
}
