//! The control sample: applications drawn by lot from those that would not stand on the work list. Which ones follows
//! from the seed and the case numbers alone, so that the order of the files, the threads and the machine change
//! nothing, and an application keeps its place in the draw whatever others come and go.

use sha2::{Digest, Sha256};

use super::Document;
use crate::batch::Row;

/// What a draw came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draw {
    /// The rows that were drawn, in order of the input.
    pub rows: Vec<Row>,
    /// From how many.
    pub of: usize,
}

/// Draws so many of the applications that are not on the list; all of them where there are fewer.
pub fn draw(document: &Document<'_>, count: usize, seed: &str) -> Draw {
    let listed = document.in_input_order();
    let off = (0..document.batch.scored).map(Row).filter(|row| listed.binary_search(row).is_err());
    // A case number that stands in several rows has its rows beside each other, in order of the input.
    let mut lots: Vec<([u8; 32], Row)> = off.map(|row| (lot(seed, document.batch.id(row)), row)).collect();
    let of = lots.len();
    lots.sort_unstable();
    let mut rows: Vec<Row> = lots.into_iter().take(count).map(|(_, row)| row).collect();
    rows.sort_unstable();
    Draw { rows, of }
}

/// The lot of a case number: SHA-256 over the length of the seed, the seed and the number.
fn lot(seed: &str, id: &str) -> [u8; 32] {
    let hash = Sha256::new().chain_update((seed.len() as u64).to_le_bytes()).chain_update(seed).chain_update(id);
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_follow_from_seed_and_number_alone() {
        assert_eq!(lot("a", "Z-1"), lot("a", "Z-1"));
        assert!(lot("a", "Z-1") != lot("a", "Z-2") && lot("a", "Z-1") != lot("b", "Z-1"));
        assert_ne!(lot("aZ", "-1"), lot("a", "Z-1"));
    }

    #[test]
    fn every_application_is_drawn_about_as_often() {
        // A thousand seeds, three of twelve: 250 each, and nowhere near five standard deviations (13.7) off.
        let mut drawn = [0; 12];
        for seed in 0..1000 {
            let mut lots: Vec<_> = (0..12).map(|at| (lot(&seed.to_string(), &format!("Z-{at}")), at)).collect();
            lots.sort_unstable();
            lots.iter().take(3).for_each(|(_, at)| drawn[*at] += 1);
        }
        assert!(drawn.iter().all(|count: &i32| (count - 250).abs() < 68), "{drawn:?}");
    }
}
