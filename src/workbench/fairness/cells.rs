//! Small cells are not shown: a count of one to nine could tell of a person. Where one cell is hidden a second one
//! is too, so that the first cannot be had by subtracting from a total.

use crate::workbench::statistics::Share;

/// A count, or that it is too small to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The count.
    Shown(u64),
    /// Between one and so many.
    Below(u64),
    /// Hidden because another one is.
    Hidden,
}

impl Cell {
    /// What may be shown of a count.
    pub(super) fn of(count: u64, least: u64, open: bool) -> Cell {
        match count {
            _ if open => Cell::Shown(count),
            count if count > 0 && count < least => Cell::Below(least),
            _ => Cell::Hidden,
        }
    }
}

/// Per group, whether its counts are hidden: where the group, its selected or the rest of it is small, and, when
/// that is so for one group only, for the smallest of the others as well.
pub(super) fn hidden(groups: &[Share], least: u64) -> Vec<bool> {
    let small = |count: u64| count > 0 && count < least;
    let mut hidden: Vec<bool> =
        groups.iter().map(|group| small(group.of) || small(group.hits) || small(group.of - group.hits)).collect();
    if hidden.iter().filter(|hidden| **hidden).count() == 1 {
        let others = groups.iter().enumerate().filter(|(at, _)| !hidden[*at]);
        if let Some((at, _)) = others.min_by_key(|(_, group)| (group.of, group.hits)) {
            hidden[at] = true;
        }
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_small_cell_can_be_had_by_subtraction(counts in proptest::collection::vec((0u64..40, 0u64..40), 2..6)) {
            let groups: Vec<Share> = counts.iter().map(|(hits, rest)| Share { hits: *hits, of: hits + rest }).collect();
            let hidden = hidden(&groups, 10);
            let small = |n: u64| n > 0 && n < 10;
            for (group, hidden) in groups.iter().zip(&hidden) {
                prop_assert!(*hidden || !(small(group.of) || small(group.hits) || small(group.of - group.hits)));
            }
            // One hidden cell is what the total leaves over; none or two and more are not.
            prop_assert_ne!(hidden.iter().filter(|hidden| **hidden).count(), 1);
        }
    }
}
