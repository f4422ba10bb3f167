//! What advisors need to work on a rule set.

mod book;
mod examples;
mod explain;

pub use book::{Book, FORMATS, Format, pages};
pub use examples::{Broken, run};
pub use explain::explain;
