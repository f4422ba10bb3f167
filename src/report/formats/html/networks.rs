//! The networks of the listed applications: what their evidence names as shared joins them, and what is
//! shared with those in turn. Each becomes a picture, with the same told as a list.

use std::collections::{BTreeMap, BTreeSet};

use crate::batch::{Row, ValueId};
use crate::engine::{Fact, Shown};
use crate::report::picture::{Kind, Node, Picture};
use crate::report::{Document, Sheet, one_line};

/// How many networks are drawn.
pub(super) const DRAWN: usize = 60;

/// A value that applications share, or several that they share together.
pub(super) type Key = Vec<(ValueId, Shown)>;

/// Who shares what, as far as evidence names it.
#[derive(Debug, Default)]
pub(super) struct Shared(BTreeMap<Key, BTreeSet<Row>>);

/// Applications that hang together.
#[derive(Debug)]
pub(super) struct Network {
    /// The applications, in order of the batch.
    pub(super) rows: Vec<Row>,
    /// What they share, with who shares it; what most share comes first.
    pub(super) keys: Vec<(Key, Vec<Row>)>,
}

impl Shared {
    /// What these sheets tell.
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let mut shared = Shared::default();
        for sheet in sheets {
            for fact in sheet.reasons.iter().flat_map(|reason| &reason.facts) {
                match fact {
                    Fact::Group { key, rows, .. } if !rows.is_empty() => shared.add(key, sheet.row, rows),
                    // The others of a cluster have facts of their own, which name what they share.
                    Fact::Cluster { keys, .. } => {
                        keys.iter().for_each(|key| shared.add(std::slice::from_ref(key), sheet.row, &[]));
                    }
                    _ => {}
                }
            }
        }
        shared
    }

    fn add(&mut self, key: &[(ValueId, Shown)], row: Row, others: &[Row]) {
        self.0.entry(key.to_vec()).or_default().extend(others.iter().copied().chain([row]));
    }

    /// Takes in what other sheets tell.
    pub(super) fn join(&mut self, other: Shared) {
        other.0.into_iter().for_each(|(key, rows)| self.0.entry(key).or_default().extend(rows));
    }

    /// The networks, in the order in which their first applications stand in the table; `place` tells where.
    pub(super) fn networks(self, place: impl Fn(Row) -> Option<usize>) -> Vec<Network> {
        let mut member: BTreeMap<Row, usize> = BTreeMap::new();
        let mut networks: Vec<Vec<(Key, Vec<Row>)>> = Vec::new();
        for (key, rows) in self.0.into_iter().filter(|(_, rows)| rows.len() > 1) {
            let mut touched: Vec<usize> = rows.iter().filter_map(|row| member.get(row).copied()).collect();
            touched.sort_unstable();
            touched.dedup();
            // The largest takes in the others, so that no application moves often.
            let own = touched.iter().copied().max_by_key(|at| networks[*at].len()).unwrap_or(networks.len());
            if own == networks.len() {
                networks.push(Vec::new());
            }
            for at in touched.into_iter().filter(|at| *at != own) {
                let taken = std::mem::take(&mut networks[at]);
                taken.iter().flat_map(|(_, rows)| rows).for_each(|row| _ = member.insert(*row, own));
                networks[own].extend(taken);
            }
            rows.iter().for_each(|row| _ = member.insert(*row, own));
            networks[own].push((key, rows.into_iter().collect()));
        }
        let mut found: Vec<Network> = networks.into_iter().filter(|keys| !keys.is_empty()).map(Network::of).collect();
        let first = |network: &Network| network.rows.iter().filter_map(|row| place(*row)).min();
        found.sort_by_key(|network| (first(network).unwrap_or(usize::MAX), network.rows.first().copied()));
        found
    }
}

/// The name of a key for people, and what it is.
pub(super) fn said(document: &Document<'_>, key: &Key) -> (String, String) {
    let labels: Vec<String> = key.iter().map(|(value, _)| document.label(*value)).collect();
    let shown: Vec<String> = key.iter().map(|(value, shown)| document.show(*value, shown)).collect();
    (labels.join(", "), shown.join(", "))
}

impl Network {
    fn of(mut keys: Vec<(Key, Vec<Row>)>) -> Self {
        keys.sort_by(|(a, these), (b, those)| (those.len(), these, a).cmp(&(these.len(), those, b)));
        // What the same applications share is one thing that they share.
        keys.dedup_by(|(next, those), (key, these)| {
            let same = these == those;
            key.extend(if same { std::mem::take(next) } else { Vec::new() });
            same
        });
        let rows: BTreeSet<Row> = keys.iter().flat_map(|(_, rows)| rows).copied().collect();
        Network { rows: rows.into_iter().collect(), keys }
    }

    /// The network as something to draw: what most share first, each with who shares it.
    pub(super) fn picture(&self, document: &Document<'_>, title: &str, about: &str) -> Picture {
        let mut picture = Picture { title: title.to_owned(), about: about.to_owned(), ..Picture::default() };
        let mut places: BTreeMap<Row, usize> = BTreeMap::new();
        for (key, rows) in &self.keys {
            let (label, shown) = said(document, key);
            let kind = picture.keys.iter().position(|known| *known == label).unwrap_or(picture.keys.len());
            if kind == picture.keys.len() {
                picture.keys.push(label.clone());
            }
            let hub = picture.nodes.len();
            picture.nodes.push(node(Kind::Key(kind), shown, label));
            for row in rows {
                let at = *places.entry(*row).or_insert_with(|| {
                    let earlier = row.0 >= document.batch.scored;
                    let kind = if earlier { Kind::Earlier } else { Kind::Application };
                    picture.nodes.push(node(kind, one_line(document.batch.id(*row)), String::new()));
                    picture.nodes.len() - 1
                });
                picture.edges.push((at, hub));
            }
        }
        picture
    }
}

fn node(kind: Kind, label: String, more: String) -> Node {
    Node { kind, label, more, holds: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(keys: &[(u16, &str, &[u32])]) -> Shared {
        let mut shared = Shared::default();
        for (value, text, rows) in keys {
            let key = [(ValueId(*value), Shown::Key((*text).into()))];
            rows.iter().for_each(|row| shared.add(&key, Row(*row), &[]));
        }
        shared
    }

    fn rows(networks: &[Network]) -> Vec<Vec<u32>> {
        networks.iter().map(|network| network.rows.iter().map(|row| row.0).collect()).collect()
    }

    #[test]
    fn what_is_shared_in_turn_is_one_network_and_what_one_has_alone_is_none() {
        let keys: &[(u16, &str, &[u32])] =
            &[(0, "a", &[1, 2]), (0, "b", &[5, 6]), (1, "c", &[7]), (1, "d", &[2, 3]), (2, "e", &[3, 4])];
        let found = shared(keys).networks(|row| Some(row.index()));
        assert_eq!(rows(&found), [vec![1, 2, 3, 4], vec![5, 6]]);
        // The order is that of the table, not of size.
        let found = shared(keys).networks(|row| Some(10 - row.index()));
        assert_eq!(rows(&found), [vec![5, 6], vec![1, 2, 3, 4]]);
    }

    #[test]
    fn two_networks_become_one_when_something_joins_them() {
        let keys: &[(u16, &str, &[u32])] =
            &[(0, "a", &[1, 2]), (0, "b", &[3, 4]), (1, "c", &[2, 3]), (2, "d", &[4, 9])];
        assert_eq!(rows(&shared(keys).networks(|_| None)), [[1, 2, 3, 4, 9]]);
    }

    #[test]
    fn what_the_same_applications_share_is_one_thing() {
        let found = shared(&[(0, "a", &[1, 2, 3]), (1, "b", &[1, 2, 3]), (2, "c", &[1, 2])]).networks(|_| None);
        let keys: Vec<usize> = found[0].keys.iter().map(|(key, _)| key.len()).collect();
        assert_eq!(keys, [2, 1]);
    }
}
