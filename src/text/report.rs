//! The words of reports. A closed vocabulary about asking further: nobody is accused, nothing is decided.

use super::Lang;

/// Words that no output and no rule text may use.
pub const FORBIDDEN_WORDS: &[&str] = &[
    "verdacht",
    "verdachte",
    "verdachten",
    "fraude",
    "fraudeur",
    "crimineel",
    "criminele",
    "criminelen",
    "schuldig",
    "schuldige",
    "weigeren",
    "afwijzen",
    "suspect",
    "suspects",
    "suspected",
    "suspicious",
    "fraud",
    "fraudulent",
    "criminal",
    "criminals",
    "guilty",
    "refuse",
    "reject",
];

/// The opposite of what was asked: `niet ten minste € 25.000`.
pub fn not(asked: &str, lang: Lang) -> String {
    format!("{} {asked}", lang.pick("niet", "not"))
}
