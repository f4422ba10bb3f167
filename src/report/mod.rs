//! From findings to something to read: one document, many formats, saved whole or not at all.

mod answers;
mod baseline;
mod document;
mod draw;
mod earlier;
mod error;
pub mod formats;
mod layout;
mod machine;
mod manifest;
pub mod network;
pub mod picture;
mod retention;
mod run;
pub mod save;
mod sheet;
pub mod stop;
mod veil;
mod wording;
mod wrap;

#[cfg(test)]
mod sample;

pub use answers::{Answers, Thanks};
pub use baseline::{Baseline, Because, Cause, Change, Changes, Kind};
pub use document::{Document, LINKED_SHOWN, Options, Screen};
pub use draw::{Draw, draw};
pub use earlier::{Earlier, Told, ToldFile, ToldInput};
pub use error::ReportError;
pub use manifest::{Manifest, Summary};
pub use retention::Retention;
pub(crate) use retention::{comment, meta};
pub use run::{Beside, Duplicate, InputInfo, InvalidColumn, RejectedRow, Role, RunInfo};
pub use sheet::{Link, Open, Reason, Sheet};
pub use veil::{KEY_BYTES, Tokens, Veil};
pub(crate) use wording::{escaped, harmless, one_line};
pub(crate) use wrap::wrap;
