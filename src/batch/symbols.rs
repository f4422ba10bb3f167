//! Interned text: every distinct text once, numbered by first appearance.

use xxhash_rust::xxh3::xxh3_128;

/// Distinct texts by number, in one block of memory.
#[derive(Clone, Debug, Default)]
pub struct Symbols {
    text: String,
    /// Where each text ends; it starts where the one before ends.
    ends: Vec<u32>,
}

impl Symbols {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text with this number; empty for a number that was never given out.
    pub fn text(&self, symbol: u32) -> &str {
        let at = symbol as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or(0));
        self.ends.get(at).and_then(|end| self.text.get(start as usize..*end as usize)).unwrap_or("")
    }

    /// All texts in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|symbol| self.text(symbol))
    }

    /// Adds a text without looking whether it is there.
    ///
    /// Returns `None` when the texts together would pass 4 GiB, which a number could not point into.
    pub fn push(&mut self, text: &str) -> Option<u32> {
        let end = u32::try_from(self.text.len() + text.len()).ok()?;
        let symbol = u32::try_from(self.ends.len()).ok()?;
        self.text.push_str(text);
        self.ends.push(end);
        Some(symbol)
    }

    /// Gives back the memory that growing took too much.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Gives texts their numbers while a column is built.
///
/// Two texts are taken for the same when 96 bits of their XXH3 hash are: looking at the texts themselves would
/// cost two more trips to memory per cell. Among a million different texts the chance that any two are mistaken
/// for one is below 10⁻¹⁶, far below that of a fault in the memory itself.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    symbols: Symbols,
    /// Open addressing with linear probing; a power of two long, at most three quarters full.
    slots: Vec<Slot>,
}

/// The hash of a text: where it belongs, and by what it is known there.
type Hash = [u32; 3];

/// A place of the table, four to a line of memory: a hash, and one more than the number of its text. Zero is
/// free, so that a new table costs nothing before it is written to.
type Slot = (Hash, u32);

/// Texts that are looked up together.
const TOGETHER: usize = 128;

impl Interner {
    /// The number of a text, the same for the same text. `None` when the table is full (4 GiB of text).
    pub fn intern(&mut self, text: &str) -> Option<u32> {
        self.intern_hashed(text, hash_of(text.as_bytes()))
    }

    /// The numbers of many texts at once, written over `out`. `texts` holds them end to end, `ends` where
    /// each ends; an empty text has the number `u32::MAX`.
    pub fn intern_all(&mut self, texts: &str, ends: &[u32], out: &mut [u32]) {
        let mut hashes = [Hash::default(); TOGETHER];
        let mut start = 0;
        for (ends, out) in ends.chunks(TOGETHER).zip(out.chunks_mut(TOGETHER)) {
            let mut from = start;
            for (hash, end) in hashes.iter_mut().zip(ends) {
                *hash = hash_of(&texts.as_bytes()[from..*end as usize]);
                from = *end as usize;
            }
            self.fetch(&hashes[..ends.len()]);
            for ((hash, end), out) in hashes.iter().zip(ends).zip(out) {
                let text = &texts[start..*end as usize];
                start = *end as usize;
                *out = if text.is_empty() { u32::MAX } else { self.intern_hashed(text, *hash).unwrap_or(u32::MAX) };
            }
        }
    }

    /// Looks at the places of many texts without waiting for any: the trips to memory overlap, and the
    /// lookups that follow find everything near.
    fn fetch(&self, hashes: &[Hash]) {
        let mask = self.slots.len().wrapping_sub(1);
        let seen = hashes.iter().filter_map(|hash| self.slots.get(hash[0] as usize & mask));
        std::hint::black_box(seen.fold(0, |sum: u32, slot| sum.wrapping_add(slot.1)));
    }

    fn intern_hashed(&mut self, text: &str, hash: Hash) -> Option<u32> {
        if self.slots.len() * 3 <= self.symbols.len() * 4 {
            self.grow();
        }
        let at = self.find(hash);
        if let Some(known) = self.slots[at].1.checked_sub(1) {
            return Some(known);
        }
        let symbol = self.symbols.push(text)?;
        self.slots[at] = (hash, symbol + 1);
        Some(symbol)
    }

    /// The place of a text, or the free one where it belongs.
    fn find(&self, hash: Hash) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash[0] as usize & mask;
        while self.slots[at].1 != 0 && self.slots[at].0 != hash {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes the table twice as long, in its own memory. Every text goes on to the same place or to the one that
    /// much further on, so this is a walk through memory and not a jump per text.
    fn grow(&mut self) {
        let old = self.slots.len();
        self.slots.resize((old * 2).max(64), Slot::default());
        // Behind a free place a row of texts begins: each finds its place among those before it.
        let free = (0..old).find(|at| self.slots[*at].1 == 0).unwrap_or(0);
        for at in (free..old).chain(0..free) {
            let slot = std::mem::take(&mut self.slots[at]);
            if slot.1 != 0 {
                let place = self.find(slot.0);
                self.slots[place] = slot;
            }
        }
    }

    /// The texts, without the means to look them up.
    pub fn into_symbols(self) -> Symbols {
        drop(self.slots);
        let mut symbols = self.symbols;
        symbols.shrink();
        symbols
    }

    /// The texts so far.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }
}

fn hash_of(text: &[u8]) -> Hash {
    let hash = xxh3_128(text);
    [hash as u32, (hash >> 32) as u32, (hash >> 64) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_texts_and_only_those_share_a_number(texts in proptest::collection::vec("[a-f]{0,3}", 0..400)) {
            let mut interner = Interner::default();
            let numbers: Vec<u32> = texts.iter().filter_map(|text| interner.intern(text)).collect();
            for (a, x) in texts.iter().zip(&numbers) {
                prop_assert_eq!(interner.intern(a), Some(*x));
                for (b, y) in texts.iter().zip(&numbers) {
                    prop_assert_eq!(a == b, x == y);
                }
            }
            let (all, mut ends) = (texts.concat(), Vec::new());
            texts.iter().for_each(|text| ends.push(ends.last().copied().unwrap_or(0) + text.len() as u32));
            let mut at_once = vec![0; texts.len()];
            interner.intern_all(&all, &ends, &mut at_once);
            let symbols = interner.into_symbols();
            for ((text, number), again) in texts.iter().zip(&numbers).zip(at_once) {
                prop_assert_eq!(symbols.text(*number), text);
                prop_assert_eq!(again, if text.is_empty() { u32::MAX } else { *number });
            }
        }
    }
}
