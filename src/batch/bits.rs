//! A mask: one bit per row, 64 rows to a word.

/// One bit per row. Bits past the length are always zero, so that words can be counted and compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// A mask of `len` zeros.
    pub fn zeros(len: usize) -> Self {
        Bits { words: vec![0; len.div_ceil(64)], len }
    }

    /// A mask of `len` ones.
    pub fn ones(len: usize) -> Self {
        let mut bits = Bits { words: vec![u64::MAX; len.div_ceil(64)], len };
        bits.trim();
        bits
    }

    /// A mask with the bit of each row as the function says.
    pub fn from_fn(len: usize, mut bit: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Bits::zeros(len);
        for (number, word) in bits.words.iter_mut().enumerate() {
            let first = number * 64;
            for offset in 0..(len - first).min(64) {
                *word |= u64::from(bit(first + offset)) << offset;
            }
        }
        bits
    }

    /// How many rows the mask covers.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether the mask covers no rows at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bit of a row; false past the end.
    pub fn get(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Sets the bit of a row; a row past the end is left alone.
    #[inline]
    pub fn set(&mut self, at: usize, value: bool) {
        if at >= self.len {
            return;
        }
        let mask = 1u64 << (at % 64);
        if value {
            self.words[at / 64] |= mask;
        } else {
            self.words[at / 64] &= !mask;
        }
    }

    /// Adds a row at the end.
    pub fn push(&mut self, value: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        self.len += 1;
        if value {
            self.words[(self.len - 1) / 64] |= 1 << ((self.len - 1) % 64);
        }
    }

    /// Adds the rows of another mask at the end.
    pub fn extend(&mut self, other: &Bits) {
        if self.len.is_multiple_of(64) {
            self.words.extend_from_slice(&other.words);
            self.len += other.len;
        } else {
            (0..other.len).for_each(|at| self.push(other.get(at)));
        }
    }

    /// The words, 64 rows each, the first row in the lowest bit.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Rewrites every word from its number and its value; bits past the end are dropped.
    pub fn map_words(&mut self, mut word: impl FnMut(usize, u64) -> u64) {
        for (number, value) in self.words.iter_mut().enumerate() {
            *value = word(number, *value);
        }
        self.trim();
    }

    /// How many bits are one.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether any bit is one.
    pub fn any(&self) -> bool {
        self.words.iter().any(|word| *word != 0)
    }

    /// The rows whose bit is one, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.words.len()).flat_map(|number| self.in_word(number).map(move |bit| number * 64 + bit))
    }

    /// Which bits of a word are one, in rising order; none past the end.
    pub fn in_word(&self, number: usize) -> impl Iterator<Item = usize> + use<> {
        let mut rest = self.words.get(number).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                bit
            })
        })
    }

    /// Keeps the bits that are also one in `other`.
    pub fn and(&mut self, other: &Bits) {
        self.zip(other, |a, b| a & b);
    }

    /// Adds the bits that are one in `other`.
    pub fn or(&mut self, other: &Bits) {
        self.zip(other, |a, b| a | b);
    }

    /// Drops the bits that are one in `other`.
    pub fn and_not(&mut self, other: &Bits) {
        self.zip(other, |a, b| a & !b);
    }

    /// Turns every bit over.
    pub fn flip(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self.trim();
    }

    fn zip(&mut self, other: &Bits, combine: impl Fn(u64, u64) -> u64) {
        debug_assert_eq!(self.len, other.len);
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a = combine(*a, *b);
        }
    }

    fn trim(&mut self) {
        if let (Some(last), rest @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << rest) - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mask_is_a_list_of_booleans(a in proptest::collection::vec(any::<bool>(), 0..200), more in 0usize..70) {
            let mut bits = Bits::from_fn(a.len(), |at| a[at]);
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), (0..a.len()).filter(|at| a[*at]).collect::<Vec<_>>());
            prop_assert_eq!(bits.count(), a.iter().filter(|b| **b).count());
            bits.extend(&Bits::ones(more));
            prop_assert_eq!(bits.len(), a.len() + more);
            prop_assert_eq!(bits.count(), a.iter().filter(|b| **b).count() + more);
            bits.flip();
            prop_assert_eq!(bits.count(), a.iter().filter(|b| !**b).count());
        }
    }
}
