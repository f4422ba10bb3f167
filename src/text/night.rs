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
    SignalsClosed { count: u64 },
    NotShared { what: &'static str },
    Since { day: String, new: usize, higher: usize, lower: usize, same: usize, gone: usize },
    OtherRules,
    Unchanged { count: usize },
    Changed { kind: String, score: i32, causes: String },
    Moved { rule: String, hits: bool, because: String },
    ByData { fields: String },
    ByLinked,
    BySignals,
    ByRules,
    Decided { rule: String, explained: bool },
    Explained { day: String, by: String, reason: String },
    Left { score: String, band: String },
    Decisions { valid: usize, expired: usize },
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
            NightMsg::SignalsClosed { count } => say(
                format!("{count} signalen onder geheimhouding zijn niet gelezen (`--regime bibob`)"),
                format!("{count} signals under secrecy were not read (`--regime bibob`)"),
            ),
            NightMsg::NotShared { what } => say(
                format!(
                    "{what} is om te delen, en wat onder `--regime bibob` wordt gemaakt is geheim (Wet Bibob art. 28). \
                     Maak het onder `--regime regular`, dat de geheime bronnen niet leest."
                ),
                format!(
                    "{what} is to be shared, and what is made under `--regime bibob` is secret (Bibob Act, art. 28). \
                     Make it under `--regime regular`, which does not read the secret sources."
                ),
            ),
            NightMsg::Since { day, new, higher, lower, same, gone } => say(
                format!("sinds {day}: {new} nieuw, {higher} hoger, {lower} lager, {same} gelijk, {gone} weg"),
                format!("since {day}: {new} new, {higher} higher, {lower} lower, {same} the same, {gone} gone"),
            ),
            NightMsg::OtherRules => {
                say("de regelset is sindsdien veranderd".to_owned(), "the rule set has changed since".to_owned())
            }
            NightMsg::Unchanged { count } => say(
                format!("{count} aanvragen wegen hetzelfde als toen en staan hier niet; alles: --all"),
                format!("{count} applications weigh what they did and are not shown; all: --all"),
            ),
            NightMsg::Changed { kind, score, causes } if causes.is_empty() => {
                say(format!("{kind} (was {score})"), format!("{kind} (was {score})"))
            }
            NightMsg::Changed { kind, score, causes } => {
                say(format!("{kind} (was {score}): {causes}"), format!("{kind} (was {score}): {causes}"))
            }
            NightMsg::Moved { rule, hits: true, because } => {
                say(format!("{rule} erbij door {because}"), format!("{rule} added by {because}"))
            }
            NightMsg::Moved { rule, hits: false, because } => {
                say(format!("{rule} weg door {because}"), format!("{rule} gone by {because}"))
            }
            NightMsg::ByData { fields } => say(format!("gegevens ({fields})"), format!("data ({fields})")),
            NightMsg::ByLinked => say("andere aanvragen".to_owned(), "other applications".to_owned()),
            NightMsg::BySignals => say("signalen van collega's".to_owned(), "colleagues' signals".to_owned()),
            NightMsg::Decided { rule, explained: true } => {
                say(format!("{rule} uitgelegd in een besluit"), format!("{rule} explained by a decision"))
            }
            NightMsg::Decided { rule, explained: false } => say(
                format!("{rule} telt weer mee: het besluit erover geldt niet meer"),
                format!("{rule} counts again: the decision on it no longer holds"),
            ),
            NightMsg::Explained { day, by, reason } => {
                let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                say(
                    format!("uitgelegd, geldig tot en met {day}, door {by}{reason}"),
                    format!("explained, until {day}, by {by}{reason}"),
                )
            }
            NightMsg::Left { score, band } => say(
                format!("zonder wat is uitgelegd: {score}, {band}"),
                format!("without what has been explained: {score}, {band}"),
            ),
            NightMsg::Decisions { valid, expired } => say(
                format!("besluiten: {valid} gelden, {expired} zijn verlopen"),
                format!("decisions: {valid} count, {expired} have expired"),
            ),
            NightMsg::ByRules => say("de regelset".to_owned(), "the rule set".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use NightMsg::*;
        let text = || "x".to_owned();
        let all = [
            CannotReadKey { path: text(), why: text() },
            KeyOpenToAll { path: text() },
            ShortKey { path: text(), least: 32 },
            StillPersonal,
            SignalsClosed { count: 2 },
            NotShared { what: "--redact" },
            Since { day: text(), new: 1, higher: 1, lower: 1, same: 1, gone: 1 },
            OtherRules,
            Unchanged { count: 3 },
            Moved { rule: text(), hits: true, because: text() },
            Moved { rule: text(), hits: false, because: text() },
            ByData { fields: text() },
            ByLinked,
            BySignals,
            ByRules,
            Decided { rule: text(), explained: true },
            Decided { rule: text(), explained: false },
            Explained { day: text(), by: text(), reason: text() },
            Left { score: text(), band: text() },
            Decisions { valid: 1, expired: 1 },
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
