//! The words about a record of the algorithm register. The record itself is in Dutch: the register asks for it.

use super::Lang;

/// What there is to say about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum RegisterMsg {
    Methods { rules: usize, themes: String },
    NotComplete { said: Vec<String> },
    CannotRead { path: String, why: String },
    Syntax { line: usize, said: String },
    UnknownKey { key: String, near: Option<&'static str> },
    Missing { key: &'static str },
    TooLong { key: &'static str, length: usize, limit: usize },
    NotOneOf { key: &'static str, of: &'static [&'static str] },
    NotAMonth { key: &'static str },
    NotALink { key: &'static str },
    NotText { key: &'static str },
    NotAList { key: &'static str },
}

impl RegisterMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            RegisterMsg::Methods { rules, themes } => say(
                format!(
                    "Een vaste set van {rules} leesbare regels, door mensen opgesteld. Niet zelflerend: gewichten worden niet uit gegevens afgeleid. Elke regel die opgaat telt punten, per thema begrensd; wat niet te beoordelen is wordt gezegd en telt niet mee. De regels per thema: {themes}"
                ),
                format!(
                    "A fixed set of {rules} readable rules, written by people. Not self-learning: weights are not derived from data. Every rule that holds adds points, capped per theme; what cannot be assessed is said and adds none. The rules per theme: {themes}"
                ),
            ),
            RegisterMsg::NotComplete { said } => {
                let list: String = said.iter().map(|said| format!("\n  - {said}")).collect();
                say(format!("het record is nog niet klaar:{list}"), format!("the record is not complete yet:{list}"))
            }
            RegisterMsg::CannotRead { path, why } => {
                say(format!("`{path}` is niet te lezen: {why}"), format!("`{path}` cannot be read: {why}"))
            }
            RegisterMsg::Syntax { line, said } => {
                say(format!("regel {line} is geen TOML: {said}"), format!("line {line} is no TOML: {said}"))
            }
            RegisterMsg::UnknownKey { key, near: None } => {
                say(format!("`{key}` is geen veld van de standaard"), format!("`{key}` is no field of the standard"))
            }
            RegisterMsg::UnknownKey { key, near: Some(near) } => say(
                format!("`{key}` is geen veld van de standaard; bedoelde u `{near}`?"),
                format!("`{key}` is no field of the standard; did you mean `{near}`?"),
            ),
            RegisterMsg::Missing { key } => say(
                format!("`{key}` ontbreekt; zet het in het bestand bij --own"),
                format!("`{key}` is missing; put it in the file of --own"),
            ),
            RegisterMsg::TooLong { key, length, limit } => say(
                format!("`{key}` heeft {length} tekens; er passen er {limit}"),
                format!("`{key}` has {length} characters; {limit} fit"),
            ),
            RegisterMsg::NotOneOf { key, of } => {
                let of = of.join(", ");
                say(format!("`{key}` is een van: {of}"), format!("`{key}` is one of: {of}"))
            }
            RegisterMsg::NotAMonth { key } => say(
                format!("`{key}` is een jaar en een maand, zoals 2026-11"),
                format!("`{key}` is a year and a month, as 2026-11"),
            ),
            RegisterMsg::NotALink { key } => say(
                format!("`{key}` heeft per deel een `title` en een `link`"),
                format!("`{key}` has a `title` and a `link` in each part"),
            ),
            RegisterMsg::NotText { key } => say(format!("`{key}` is een tekst"), format!("`{key}` is a text")),
            RegisterMsg::NotAList { key } => {
                say(format!("`{key}` is een lijst `[ … ]`"), format!("`{key}` is a list `[ … ]`"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use RegisterMsg::*;
        let text = || "x".to_owned();
        let all = [
            Methods { rules: 4, themes: text() },
            NotComplete { said: vec![text()] },
            CannotRead { path: text(), why: text() },
            Syntax { line: 1, said: text() },
            UnknownKey { key: text(), near: None },
            UnknownKey { key: text(), near: Some("name") },
            Missing { key: "name" },
            TooLong { key: "name", length: 101, limit: 100 },
            NotOneOf { key: "status", of: &["a", "b"] },
            NotAMonth { key: "begin_date" },
            NotALink { key: "lawful_basis_grouping" },
            NotText { key: "goal" },
            NotAList { key: "category" },
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
