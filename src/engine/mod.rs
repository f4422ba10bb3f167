//! Asking every application every question of a rule set: truth, score, and the facts behind a hit.

mod facts;
mod findings;

pub use facts::{Fact, Shown};
pub use findings::{Findings, Score};
