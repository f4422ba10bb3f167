//! Reads a batch for a rule set, and between two runs of a watch keeps what was read: while its files are the
//! same, an edited rule is answered without reading a million cells again.

use anyhow::Result;

use super::args::BatchArgs;
use super::pipeline::{self, Gathered, Rules};
use super::watch::{Stamp, stamps};
use crate::fields::Dictionary;
use crate::intake::{Loaded, Need};

/// Reads batches.
#[derive(Debug, Default)]
pub(super) struct Reader {
    keeps: bool,
    kept: Vec<Kept>,
}

/// What was read, and of what.
#[derive(Debug)]
struct Kept {
    stamps: Vec<Stamp>,
    needs: Vec<Need>,
    dictionary: Dictionary,
    loaded: Loaded,
}

/// A comparison has two rule sets, which may read the files in two ways.
const WAYS: usize = 2;

impl Reader {
    /// A reader that keeps what it read, or does not.
    pub(super) fn new(keeps: bool) -> Reader {
        Reader { keeps, kept: Vec::new() }
    }

    /// The batch with everything that it is held against.
    pub(super) fn gather(&mut self, args: &BatchArgs, mut rules: Rules) -> Result<Gathered> {
        rules.dictionary.under(args.regime);
        if !self.keeps {
            return pipeline::gather(args, rules);
        }
        let (needs, files) = (pipeline::needs(&rules), pipeline::paths(args));
        let now = stamps(&files);
        if let Some(kept) = self.kept.iter().find(|kept| kept.serves(&now, &needs, &rules.dictionary)) {
            return pipeline::held_against(args, rules, kept.with(&needs));
        }
        // What another rule set of the same dictionary needed is read along, so that the two do not take turns.
        let others = self.kept.iter().position(|kept| kept.dictionary == rules.dictionary);
        let mut wanted = others.map_or_else(Vec::new, |at| self.kept.remove(at).needs);
        let more = needs.iter().filter(|need| !wanted.contains(need)).cloned().collect::<Vec<_>>();
        wanted.extend(more);
        let loaded = pipeline::read(args, &wanted, &rules.dictionary)?;
        let kept = Kept { stamps: now, needs: wanted, dictionary: rules.dictionary.clone(), loaded };
        let loaded = kept.with(&needs);
        self.kept.push(kept);
        if self.kept.len() > WAYS {
            self.kept.remove(0);
        }
        pipeline::held_against(args, rules, loaded)
    }
}

impl Kept {
    /// Whether everything that is needed was read, in the same way, of files that have not changed.
    fn serves(&self, stamps: &[Stamp], needs: &[Need], dictionary: &Dictionary) -> bool {
        self.stamps == stamps && self.dictionary == *dictionary && needs.iter().all(|need| self.needs.contains(need))
    }

    /// What was read, with the columns of these needs in their order.
    fn with(&self, needs: &[Need]) -> Loaded {
        let mut loaded = self.loaded.clone();
        let places = needs.iter().filter_map(|need| self.needs.iter().position(|known| known == need));
        let places: Vec<usize> = places.collect();
        loaded.batch.columns = places.iter().map(|at| self.loaded.batch.columns[*at].clone()).collect();
        loaded.cells = places.iter().map(|at| self.loaded.cells[*at].clone()).collect();
        loaded
    }
}
