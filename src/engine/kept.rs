//! What is found about groups that very many share, kept: it is looked at once, and asked for by each of them.

use super::groups::{Found, Moving, Pattern};
use super::index::Index;
use super::meeting::{Meeting, Members};
use super::tally::Measure;
use crate::rules::{Node, NodeId, RuleSet};
use rustc_hash::FxHashMap;
use std::ops::Deref;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

/// From this size on, what is found about a group is kept. Small groups are made anew each time: keeping millions
/// of them would cost more than it saves.
const LARGE: usize = 64;

/// What all meetings together may take, in bytes: rules of which very many meet would fill any memory.
const ROOM: i64 = 16 << 20;
const ROOM_PER_ROW: i64 = 64;

/// What is known of one group at one pattern.
pub(super) struct Known {
    /// The rows that take part, by day where the pattern has a window, in order of the batch otherwise.
    pub(super) rows: Vec<(i32, u32)>,
    found: OnceLock<FxHashMap<u32, Measure>>,
}

impl Known {
    pub(super) fn new(index: &Index<'_>, code: u32, pattern: &Pattern<'_, '_>) -> Self {
        let mut rows = Vec::new();
        pattern.by_day(index.sought(code), |row| pattern.takes_part(row), &mut rows);
        Known { rows, found: OnceLock::new() }
    }

    /// What was found for a row that asks.
    pub(super) fn measure(&self, index: &Index<'_>, code: u32, pattern: &Pattern<'_, '_>, row: u32) -> Option<Measure> {
        let found = self.found.get_or_init(|| {
            let mut found = FxHashMap::default();
            pattern.found(index, code, &mut Moving::default(), |row, what| {
                if let Found::Measure(measure) = what {
                    found.insert(row as u32, measure);
                }
            });
            found
        });
        found.get(&row).copied()
    }
}

/// What is known of a group: kept where it is large, made for the moment where not.
pub(super) enum Held<'w> {
    Kept(&'w Known),
    Made(Known),
}

impl Deref for Held<'_> {
    type Target = Known;

    fn deref(&self) -> &Known {
        match self {
            Held::Kept(known) => known,
            Held::Made(known) => known,
        }
    }
}

/// What is kept of large groups and clusters. Each thing has its own place, and waits there until it is first asked
/// for: a million applications ask side by side, and none of them takes a lock.
pub(super) struct Kept {
    /// From this size on a group is large.
    pub(super) large: usize,
    nodes: Vec<OfNode>,
    /// How many of the nodes link.
    linking: usize,
    meetings: Branch,
    /// How many bytes meetings may still take, about.
    pub(super) room: AtomicI64,
}

/// What is kept of one pattern or cluster.
#[derive(Default)]
struct OfNode {
    /// By the values of its key that very many share, as numbers.
    groups: OnceLock<FxHashMap<u32, OnceLock<Known>>>,
    members: OnceLock<Members>,
    /// How many nodes that link stand before it.
    place: usize,
}

/// Combinations of patterns and clusters, as a tree: a way down passes the places of those that are combined.
#[derive(Default)]
struct Branch {
    meeting: OnceLock<Meeting>,
    next: OnceLock<Box<[Branch]>>,
}

impl Kept {
    /// Nothing yet, of the nodes of a rule set and so many applications.
    pub(super) fn new(set: &RuleSet, rows: u32) -> Self {
        let mut linking = 0;
        let node = |node: &Node| {
            let place = linking;
            linking += usize::from(node.links());
            OfNode { place, ..OfNode::default() }
        };
        let nodes = set.nodes.iter().map(node).collect();
        let room = AtomicI64::new(ROOM + ROOM_PER_ROW * i64::from(rows));
        Kept { large: LARGE, nodes, linking, meetings: Branch::default(), room }
    }

    /// What is known of the group of one value of a key.
    pub(super) fn group(&self, id: NodeId, code: u32, index: &Index<'_>, pattern: &Pattern<'_, '_>) -> Held<'_> {
        let size = |code: u32| index.sought(code).len().max(index.group(code).len());
        let make = || Known::new(index, code, pattern);
        if size(code) < self.large {
            return Held::Made(make());
        }
        let large =
            || index.all().filter(|code| size(*code) >= self.large).map(|code| (code, OnceLock::new())).collect();
        match self.nodes[id.0 as usize].groups.get_or_init(large).get(&code) {
            Some(known) => Held::Kept(known.get_or_init(make)),
            // Of every large one there is a place; a number that is none has no group.
            None => Held::Made(make()),
        }
    }

    /// Who is in large circles of a node; listed where that is not known yet.
    pub(super) fn members(&self, id: NodeId, list: impl FnOnce() -> Members) -> &Members {
        self.nodes[id.0 as usize].members.get_or_init(list)
    }

    /// Who is in circles of all of these nodes; looked at where it is not known yet.
    pub(super) fn meeting(&self, nodes: impl Iterator<Item = NodeId>, look: impl FnOnce() -> Meeting) -> &Meeting {
        let branch = nodes.fold(&self.meetings, |branch, id| {
            let next = branch.next.get_or_init(|| (0..self.linking).map(|_| Branch::default()).collect());
            &next[self.nodes[id.0 as usize].place]
        });
        branch.meeting.get_or_init(|| {
            let meeting = look();
            self.room.fetch_sub(meeting.bytes() as i64, Ordering::Relaxed);
            meeting
        })
    }

    /// Whether there is room for more meetings. With or without them the answers are the same.
    pub(super) fn has_room(&self) -> bool {
        self.room.load(Ordering::Relaxed) > 0
    }
}
