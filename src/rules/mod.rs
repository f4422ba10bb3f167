//! From the text of a rule set to its compiled form.

mod set;

pub use set::*;
