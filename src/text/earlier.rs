//! The words about reports of earlier runs that are read again.

use super::Lang;

/// Why an earlier report cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum EarlierMsg {
    CannotRead { path: String, why: String },
    NotAReport { path: String, line: usize },
    OtherSchema { path: String, schema: String },
    Part { path: String, option: &'static str },
}

impl EarlierMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            Self::CannotRead { path, why } => say(
                format!("de uitkomst `{path}` is niet te lezen: {why}"),
                format!("the report `{path}` cannot be read: {why}"),
            ),
            Self::NotAReport { path, line } => say(
                format!("regel {line} van `{path}` is niet van een uitkomst in json (-o uitkomst.json)"),
                format!("line {line} of `{path}` is not of a report in json (-o report.json)"),
            ),
            Self::OtherSchema { path, schema } => say(
                format!(
                    "`{path}` heeft vorm {schema}, van een andere versie van het programma. Maak de uitkomst opnieuw."
                ),
                format!("`{path}` has schema {schema}, of another version of the program. Make the report again."),
            ),
            Self::Part { path, option } => say(
                format!(
                    "in `{path}` ontbreken aanvragen (--{option}), dus wat nieuw is en welk deel, is niet te zien. Maak hem zonder die optie."
                ),
                format!(
                    "`{path}` leaves applications out (--{option}), so what is new and what share cannot be told. Make it without that option."
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use EarlierMsg::*;
        let text = || "x".to_owned();
        let all = [
            CannotRead { path: text(), why: text() },
            NotAReport { path: text(), line: 1 },
            OtherSchema { path: text(), schema: text() },
            Part { path: text(), option: "top" },
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
