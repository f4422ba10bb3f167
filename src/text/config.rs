//! The words about options that stand in a file.

use super::Lang;

/// What there is to say about `samenzien.toml`, with what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum ConfigMsg {
    CannotRead { path: String, why: String },
    ProfileWithoutFile { name: String },
    NoProfile { name: String, path: String, near: Option<String>, known: Vec<String> },
    BadValue { option: String, value: String, good: Vec<String> },
    Together { option: String, other: String },
    Option,
    Value,
    Source,
    NoFile,
    File { path: String, profile: Option<String> },
    Usual,
    CommandLine,
    Environment { name: String },
    Profile { name: String, place: String },
    InFile { place: String },
}

impl ConfigMsg {
    /// The stable name of the mistake, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Together { .. } => "options-together",
            _ => "option-value",
        }
    }

    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let (nl, en) = self.both();
        if lang == Lang::Nl { nl } else { en }
    }

    /// The sentence: Dutch, then English.
    pub(super) fn both(&self) -> (String, String) {
        let is = |nl: &str, en: &str| (nl.to_owned(), en.to_owned());
        match self {
            Self::CannotRead { path, why } => (
                format!("--config: `{path}` is niet te lezen: {why}"),
                format!("--config: `{path}` cannot be read: {why}"),
            ),
            Self::ProfileWithoutFile { name } => (
                format!(
                    "--profile: er is geen samenzien.toml in deze map om `{name}` uit te lezen; wijs hem aan met --config"
                ),
                format!(
                    "--profile: there is no samenzien.toml in this folder to read `{name}` from; point at it with --config"
                ),
            ),
            Self::NoProfile { name, path, near, known } => {
                let ask = |word: &str, or: &str| match (near, known.as_slice()) {
                    (Some(near), _) => format!("; {word} `{near}`?"),
                    (None, []) => String::new(),
                    (None, known) => format!("; {or} {}", known.join(", ")),
                };
                (
                    format!("--profile: {path} heeft geen [profile.{name}]{}", ask("bedoelt u", "wel:")),
                    format!("--profile: {path} has no [profile.{name}]{}", ask("did you mean", "it has:")),
                )
            }
            Self::BadValue { option, value, good } => {
                let good = good.join(", ");
                let (nl, en) = match good.as_str() {
                    "" => (String::new(), String::new()),
                    good => (format!("; wel: {good}"), format!("; it takes: {good}")),
                };
                (format!("`{value}` past niet bij `{option}`{nl}"), format!("`{value}` does not fit `{option}`{en}"))
            }
            Self::Together { option, other } => (
                format!("`{option}` en `{other}` gaan niet samen"),
                format!("`{option}` and `{other}` do not go together"),
            ),
            Self::Option => is("Optie", "Option"),
            Self::Value => is("Waarde", "Value"),
            Self::Source => is("Vanwaar", "From"),
            Self::NoFile => is("geen samenzien.toml in deze map", "no samenzien.toml in this folder"),
            Self::File { path, profile: None } => (format!("bestand: {path}"), format!("file: {path}")),
            Self::File { path, profile: Some(name) } => {
                (format!("bestand: {path}, profiel: {name}"), format!("file: {path}, profile: {name}"))
            }
            Self::Usual => is("zoals gewoonlijk", "as usual"),
            Self::CommandLine => is("opdrachtregel", "command line"),
            Self::Environment { name } => (format!("omgeving: {name}"), format!("environment: {name}")),
            Self::Profile { name, place } => (format!("profiel {name}: {place}"), format!("profile {name}: {place}")),
            Self::InFile { place } => (format!("bestand: {place}"), format!("file: {place}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use ConfigMsg::*;
        let text = || "x".to_owned();
        let all = [
            CannotRead { path: text(), why: text() },
            ProfileWithoutFile { name: text() },
            NoProfile { name: text(), path: text(), near: None, known: vec![text()] },
            NoProfile { name: text(), path: text(), near: Some(text()), known: vec![] },
            BadValue { option: text(), value: text(), good: vec![text()] },
            Together { option: text(), other: text() },
            Option,
            Value,
            Source,
            NoFile,
            File { path: text(), profile: None },
            File { path: text(), profile: Some(text()) },
            Usual,
            CommandLine,
            Environment { name: text() },
            Profile { name: text(), place: text() },
            InFile { place: text() },
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
