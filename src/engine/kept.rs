//! What is found about groups that very many share, kept: it is looked at once, and asked for by each of them.

use super::groups::{Found, Moving, Pattern};
use super::index::Index;
use super::meeting::{Meeting, Members};
use super::tally::Measure;
use crate::rules::NodeId;
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// From this size on, what is found about a group is kept. Small groups are made anew each time: keeping millions
/// of them would cost more than it saves.
const LARGE: usize = 64;

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

/// What is kept of large groups.
pub(super) struct Kept {
    /// From this size on a group is large.
    pub(super) large: usize,
    groups: Mutex<FxHashMap<(NodeId, u32), Slot<Known>>>,
    members: Mutex<FxHashMap<NodeId, Slot<Members>>>,
    meetings: Mutex<FxHashMap<Vec<NodeId>, Slot<Meeting>>>,
}

/// What is made when it is first asked for; who asks meanwhile waits for this alone.
type Slot<T> = Arc<OnceLock<Arc<T>>>;

impl Default for Kept {
    fn default() -> Self {
        Kept { large: LARGE, groups: Mutex::default(), members: Mutex::default(), meetings: Mutex::default() }
    }
}

impl Kept {
    /// What is known of a group; made where it is not there yet.
    pub(super) fn group(&self, id: NodeId, code: u32, make: impl FnOnce() -> Known) -> Arc<Known> {
        once(&self.groups, (id, code), make)
    }

    /// Who is in large circles of a node; listed where that is not known yet.
    pub(super) fn members(&self, id: NodeId, list: impl FnOnce() -> Members) -> Arc<Members> {
        once(&self.members, id, list)
    }

    /// Who is in circles of all of these nodes; looked at where it is not known yet.
    pub(super) fn meeting(&self, nodes: &[NodeId], look: impl FnOnce() -> Meeting) -> Arc<Meeting> {
        once(&self.meetings, nodes.to_vec(), look)
    }
}

fn once<K: Eq + Hash, T>(slots: &Mutex<FxHashMap<K, Slot<T>>>, key: K, make: impl FnOnce() -> T) -> Arc<T> {
    // A thread that panicked while holding the lock left the map whole: entries are only added.
    let slot = Arc::clone(slots.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
    Arc::clone(slot.get_or_init(|| Arc::new(make())))
}
