//! Answers for all rows at once: the loops that the operators share.

use crate::batch::{Bits, Column, Data, Tri, View};

/// Unknown where there is no value, otherwise as the function says of the row.
pub(super) fn by_row(view: &View<'_>, valid: &Bits, mut yes: impl FnMut(usize) -> bool) -> Tri {
    let mut out = Tri { yes: view.none(), unknown: valid.clone() };
    out.unknown.flip();
    let known = valid.words();
    let rows = view.rows;
    out.yes.map_words(|number, _| {
        // A word without values needs no questions.
        if known[number] == 0 {
            return 0;
        }
        let first = number * 64;
        let count = (rows - first).min(64);
        (0..count).fold(0u64, |word, offset| word | u64::from(yes(first + offset)) << offset) & known[number]
    });
    out
}

/// A question of a text, asked once per distinct text and spread over the rows.
pub(super) fn by_text(view: &View<'_>, column: &Column, mut yes: impl FnMut(&str) -> bool) -> Tri {
    let Data::Keys(keys) = &column.data else {
        return Tri::all(view.rows, crate::batch::Truth::Unknown);
    };
    let answers = Bits::from_fn(keys.table.len(), |symbol| yes(keys.table.text(symbol as u32)));
    if !answers.any() {
        return by_row(view, &column.valid, |_| false);
    }
    by_row(view, &column.valid, |row| answers.get(keys.symbols[row] as usize))
}
