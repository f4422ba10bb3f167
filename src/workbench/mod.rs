//! What advisors need to work on a rule set.

mod book;
mod changes;
mod compare;
mod examples;
mod explain;
pub mod fairness;
mod labels;
pub mod quality;
mod register;
mod sarif;
pub mod statistics;
mod support;
mod tune;
mod vary;

pub use book::{Book, FORMATS, Format, pages};
pub use changes::{Changes, Part, RuleChange, ScoringChange, What};
pub use compare::{Because, Cause, Comparison, Move, Moved, compare};
pub use examples::{Covered, Leaf, Mutants, Outcome, Survivor, coverage, mutants, percent, run, totals};
pub use explain::{FORMS, Reader, explain};
pub use labels::Labels;
pub use quality::{ColumnQuality, Example, InputQuality, Meaning, Mended, Unreadable};
pub use register::record as register;
pub use sarif::sarif;
pub use support::{Gain, RuleSupport, Support, support};
pub use tune::{BROAD, BandTuning, LEAST, Measured, Remark, RuleTuning, Tuning, Verdict, tune};
pub use vary::{Sensitivity, Trial, vary};
