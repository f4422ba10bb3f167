//! Interned text: every distinct text once, numbered by first appearance.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

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
#[derive(Clone, Debug, Default)]
pub struct Interner {
    symbols: Symbols,
    table: HashTable<Entry>,
}

/// A symbol with part of its hash, so that most misses never touch the text.
#[derive(Clone, Copy, Debug)]
struct Entry {
    symbol: u32,
    hash: u32,
}

impl Interner {
    /// The number of a text, the same for the same text. `None` when the table is full (4 GiB of text).
    pub fn intern(&mut self, text: &str) -> Option<u32> {
        let hash = hash(text.as_bytes());
        let part = (hash >> 32) as u32;
        let symbols = &self.symbols;
        let found = self.table.find(hash, |entry| entry.hash == part && symbols.text(entry.symbol) == text);
        if let Some(entry) = found {
            return Some(entry.symbol);
        }
        let symbol = self.symbols.push(text)?;
        let symbols = &self.symbols;
        self.table.insert_unique(hash, Entry { symbol, hash: part }, |entry| {
            self::hash(symbols.text(entry.symbol).as_bytes())
        });
        Some(symbol)
    }

    /// The number of a text that is already there.
    pub fn find(&self, text: &str) -> Option<u32> {
        let hash = hash(text.as_bytes());
        let part = (hash >> 32) as u32;
        let found = self.table.find(hash, |e| e.hash == part && self.symbols.text(e.symbol) == text);
        found.map(|entry| entry.symbol)
    }

    /// The texts, without the means to look them up.
    pub fn into_symbols(self) -> Symbols {
        let mut symbols = self.symbols;
        symbols.shrink();
        symbols
    }

    /// The texts so far.
    pub fn symbols(&self) -> &Symbols {
        &self.symbols
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_texts_and_only_those_share_a_number(texts in proptest::collection::vec("[a-c]{0,3}", 0..60)) {
            let mut interner = Interner::default();
            let numbers: Vec<u32> = texts.iter().filter_map(|text| interner.intern(text)).collect();
            for (a, x) in texts.iter().zip(&numbers) {
                prop_assert_eq!(interner.find(a), Some(*x));
                for (b, y) in texts.iter().zip(&numbers) {
                    prop_assert_eq!(a == b, x == y);
                }
            }
            let symbols = interner.into_symbols();
            for (text, number) in texts.iter().zip(&numbers) {
                prop_assert_eq!(symbols.text(*number), text);
            }
        }
    }
}
