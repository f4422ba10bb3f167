//! What advisors need to work on a rule set.

mod book;
mod examples;
mod explain;
pub mod fairness;
pub mod quality;
mod register;
pub mod statistics;
mod support;

pub use book::{Book, FORMATS, Format, pages};
pub use examples::{Broken, run};
pub use explain::explain;
pub use quality::{ColumnQuality, Example, InputQuality, Meaning, Mended, Unreadable};
pub use register::record as register;
pub use support::{Gain, RuleSupport, Support, support};
