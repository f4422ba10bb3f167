//! The three truth values (Kleene's: true, false, unknown), for one row and for all rows at once.

use super::Bits;

/// Whether a condition holds for one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It does not hold.
    No,
    /// A value that would settle it is missing or unreadable.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// Yes or no.
    pub fn known(yes: bool) -> Truth {
        if yes { Truth::Yes } else { Truth::No }
    }

    /// And: the lesser of both, where no is least and yes most.
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// Or: the greater of both.
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

/// The truth of a condition for all rows, as two masks that share no bit; "no" is neither of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tri {
    /// Rows for which it holds.
    pub yes: Bits,
    /// Rows for which it cannot be told.
    pub unknown: Bits,
}

impl Tri {
    /// The same answer for every row.
    pub fn all(rows: usize, truth: Truth) -> Tri {
        let mask = |is: Truth| if truth == is { Bits::ones(rows) } else { Bits::zeros(rows) };
        Tri { yes: mask(Truth::Yes), unknown: mask(Truth::Unknown) }
    }

    /// The answer of each row from a function.
    pub fn from_fn(rows: usize, mut truth: impl FnMut(usize) -> Truth) -> Tri {
        let mut out = Tri::all(rows, Truth::No);
        for row in 0..rows {
            match truth(row) {
                Truth::Yes => out.yes.set(row, true),
                Truth::Unknown => out.unknown.set(row, true),
                Truth::No => {}
            }
        }
        out
    }

    /// The answer of one row.
    pub fn get(&self, row: usize) -> Truth {
        if self.yes.get(row) {
            Truth::Yes
        } else if self.unknown.get(row) {
            Truth::Unknown
        } else {
            Truth::No
        }
    }

    /// Sets the answer of one row.
    pub fn set(&mut self, row: usize, truth: Truth) {
        self.yes.set(row, truth == Truth::Yes);
        self.unknown.set(row, truth == Truth::Unknown);
    }

    /// And: no where either is no, yes where both are yes.
    pub fn and(&mut self, other: &Tri) {
        // Not no: yes or unknown. What is not no in both and not yes in both is unknown.
        let mut possible = other.yes.clone();
        possible.or(&other.unknown);
        self.unknown.or(&self.yes);
        self.unknown.and(&possible);
        self.yes.and(&other.yes);
        self.unknown.and_not(&self.yes);
    }

    /// Or: yes where either is yes, no where both are no.
    pub fn or(&mut self, other: &Tri) {
        self.yes.or(&other.yes);
        self.unknown.or(&other.unknown);
        self.unknown.and_not(&self.yes);
    }

    /// Not: yes and no change places.
    pub fn not(&mut self) {
        self.yes.or(&self.unknown);
        self.yes.flip();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn truth() -> impl Strategy<Value = Truth> {
        prop_oneof![Just(Truth::No), Just(Truth::Unknown), Just(Truth::Yes)]
    }

    fn kleene_and(a: Truth, b: Truth) -> Truth {
        match (a, b) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    proptest! {
        #[test]
        fn masks_follow_kleenes_tables(pairs in proptest::collection::vec((truth(), truth()), 0..150)) {
            let a = Tri::from_fn(pairs.len(), |row| pairs[row].0);
            let b = Tri::from_fn(pairs.len(), |row| pairs[row].1);
            let (mut and, mut or, mut not) = (a.clone(), a.clone(), a.clone());
            and.and(&b);
            or.or(&b);
            not.not();
            for (row, (x, y)) in pairs.iter().enumerate() {
                prop_assert_eq!(and.get(row), kleene_and(*x, *y));
                prop_assert_eq!(or.get(row), !kleene_and(!*x, !*y));
                prop_assert_eq!(not.get(row), !*x);
                prop_assert_eq!((x.and(*y), x.or(*y)), (and.get(row), or.get(row)));
            }
        }
    }
}
