//! What advisors need to work on a rule set.

mod examples;

pub use examples::{Broken, run};
