//! What advisors need to work on a rule set.

mod examples;
mod explain;

pub use examples::{Broken, run};
pub use explain::explain;
