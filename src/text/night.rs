//! The words of runs that nobody watches: what is hidden, what is kept and for how long, what changed since
//! the run before.

use super::Lang;

/// What unattended runs have to say, with what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum NightMsg {
    CannotReadKey { path: String, why: String },
    KeyOpenToAll { path: String },
    ShortKey { path: String, least: usize },
    StillPersonal,
}

impl NightMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            NightMsg::CannotReadKey { path, why } => say(
                format!("--pseudonymise: de sleutel `{path}` is niet te lezen: {why}"),
                format!("--pseudonymise: the key `{path}` cannot be read: {why}"),
            ),
            NightMsg::KeyOpenToAll { path } => say(
                format!("--pseudonymise: anderen kunnen de sleutel `{path}` lezen. Sluit hem af: chmod 600 {path}"),
                format!("--pseudonymise: others can read the key `{path}`. Close it to them: chmod 600 {path}"),
            ),
            NightMsg::ShortKey { path, least } => say(
                format!(
                    "--pseudonymise: de sleutel `{path}` is te kort. Maak er een van {least} toevallige bytes of meer."
                ),
                format!("--pseudonymise: the key `{path}` is too short. Make one of {least} random bytes or more."),
            ),
            NightMsg::StillPersonal => say(
                "gepseudonimiseerd: dit zijn nog steeds persoonsgegevens".to_owned(),
                "pseudonymised: these are still personal data".to_owned(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use NightMsg::*;
        let text = || "x".to_owned();
        let all = [
            CannotReadKey { path: text(), why: text() },
            KeyOpenToAll { path: text() },
            ShortKey { path: text(), least: 32 },
            StillPersonal,
        ];
        for msg in all {
            let (nl, en) = (msg.say(Lang::Nl), msg.say(Lang::En));
            assert!(!nl.is_empty() && nl != en, "{msg:?}");
            assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }
}
