//! The operators of the rule language, one file per family. Each has two halves: how it is read from
//! a rule file (`Operator`), and how it is asked of a value (`Test`).

use crate::batch::{Row, Tri, Truth, ValueId, View};
use crate::text::Lang;
use std::fmt::Debug;

/// A compiled question about one value of an application. Missing and unreadable values answer
/// *unknown*, except where the question is about just that.
pub trait Test: Send + Sync + Debug {
    /// The value that the question is about.
    fn value(&self) -> ValueId;

    /// Other values that the answer depends on.
    fn also_reads(&self) -> Vec<ValueId> {
        Vec::new()
    }

    /// The answer for one row: the meaning of the operator, and what explanations use.
    fn at(&self, view: &View<'_>, row: Row) -> Truth;

    /// The answer for all rows. The default asks `at` of each; a faster one must agree with it.
    fn over(&self, view: &View<'_>) -> Tri {
        Tri::from_fn(view.rows, |row| self.at(view, Row(row as u32)))
    }

    /// What was asked for, in words that follow the name of the field: `ten minste € 25.000`.
    fn expected(&self, lang: Lang) -> String;
}
