//! What people found, laid beside the applications of a batch: who turned out relevant, and who was drawn by lot.

use super::statistics::{Confusion, Share};
use crate::batch::{Batch, Bits, Row};
use crate::intake::Outcomes;
use rustc_hash::FxHashSet;

/// Per scored application, what is known of its outcome.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Applications with an outcome.
    pub known: Bits,
    /// Those for which asking further was relevant.
    pub relevant: Bits,
    /// Those with an outcome that were looked into by lot: the control sample.
    pub control: Bits,
    /// Case numbers with an outcome that are not in the batch.
    pub unmatched: u64,
}

impl Labels {
    /// Finds the applications of the outcomes. A case number that stands in several rows labels each of them.
    pub fn of(batch: &Batch, outcomes: &Outcomes) -> Labels {
        let rows = batch.scored as usize;
        let none = Bits::zeros(rows);
        let mut labels = Labels { known: none.clone(), relevant: none.clone(), control: none, unmatched: 0 };
        let mut found: FxHashSet<&str> = FxHashSet::default();
        for row in 0..batch.scored {
            let id = batch.id(Row(row));
            let Some(outcome) = outcomes.by_id.get(id) else { continue };
            found.insert(id);
            let Some(relevant) = outcome.relevant else { continue };
            labels.known.set(row as usize, true);
            labels.relevant.set(row as usize, relevant);
            labels.control.set(row as usize, outcome.control);
        }
        labels.unmatched = (outcomes.by_id.len() - found.len()) as u64;
        labels
    }

    /// Of the applications with an outcome: how many were relevant.
    pub fn base(&self) -> Share {
        Share::new(self.relevant.count() as u64, self.known.count() as u64)
    }

    /// The same over the control sample alone: what a blind draw finds.
    pub fn blind(&self) -> Share {
        share(&self.control, &self.relevant)
    }

    /// Whether anything was looked into by lot.
    pub fn has_control(&self) -> bool {
        self.control.any()
    }

    /// Flagged against relevant, over the applications with an outcome.
    pub fn confusion(&self, flagged: &Bits) -> Confusion {
        Confusion::count(self.known.iter().map(|row| (flagged.get(row), self.relevant.get(row))))
    }

    /// The same over the control sample alone, where also what no rule flagged was looked into.
    pub fn blind_confusion(&self, flagged: &Bits) -> Confusion {
        Confusion::count(self.control.iter().map(|row| (flagged.get(row), self.relevant.get(row))))
    }

    /// Of the flagged with an outcome that were not drawn by lot: how many were relevant. A group of its own
    /// beside the control sample.
    pub fn found_by(&self, flagged: &Bits) -> Share {
        let mut own = flagged.clone();
        own.and(&self.known);
        own.and_not(&self.control);
        share(&own, &self.relevant)
    }
}

fn share(group: &Bits, relevant: &Bits) -> Share {
    let mut hits = group.clone();
    hits.and(relevant);
    Share::new(hits.count() as u64, group.count() as u64)
}
