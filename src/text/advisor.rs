//! The words of `rules` and its commands. The English help stands beside the arguments.

use super::Lang;

/// What each command and argument does, in Dutch: command, argument (empty for the command itself), the help.
pub const DUTCH_HELP: &[(&str, &str, &str)] = &[
    ("rules", "", "Controleer, test, lees of exporteer de regels van een regelset"),
    ("rules", "path", "De regelset: een bestand of een map (gewoonlijk: de ingebouwde)"),
    ("rules", "rule", "Alleen deze regel, zoals FIN-03; mag vaker"),
    ("rules", "format", "De vorm: text of json"),
    ("rules check", "", "Noem elke fout en waarschuwing, met de plaats"),
    ("rules check", "strict", "Eindig ook bij waarschuwingen met code 1"),
    ("rules check", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("rules test", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("rules check", "fix", "Herstel in de bestanden wat zonder twijfel kan"),
    ("rules check", "explain", "Leg een code uit, zoals unknown-operator; zonder code: noem ze alle"),
    ("rules check", "as_of", "De dag waaraan `review_by` wordt getoetst, als 31-12-2026 (gewoonlijk: vandaag)"),
    ("rules check", "format", "De vorm: text, json of sarif"),
    ("rules test", "", "Houd de eigen voorbeelden van de regels tegen de uitkomsten"),
    ("rules test", "coverage", "Toon welke voorwaarden de voorbeelden nooit waar, onwaar of onbekend maken"),
    ("rules test", "min_coverage", "Eindig met code 1 bij een dekking onder dit percentage"),
    ("rules test", "mutate", "Verander de regels stukje voor stukje en toon wat geen voorbeeld merkt"),
    ("rules test", "strict", "Eindig ook met code 1 bij een verandering die geen voorbeeld merkt"),
    ("rules test", "format", "De vorm: text, json of junit"),
    ("rules list", "", "Geef één regel tekst per regel"),
    ("rules show", "", "Geef alles van een regel: de voorwaarde als zin, de teksten, de bron"),
    ("rules export", "", "Schrijf de regels als leesbare bladzijden, als tabel of als gegevens"),
    ("rules export", "format", "De vorm: md, html, csv of json (gewoonlijk: wat de bestandsnaam zegt, anders md)"),
    ("rules export", "output", "Schrijf naar een bestand; een map krijgt één bladzijde (md) per thema"),
    ("rules new", "", "Geef het begin van een regel, met voorbeelden"),
    ("rules new", "id", "De id van de regel: eigen letters en een nummer, zoals EIGEN-02"),
    (
        "rules new",
        "output",
        "Schrijf naar een bestand (.toml) dat er nog niet is, of naar een map (gewoonlijk: toon het)",
    ),
    ("rules init", "", "Begin een eigen regelset boven op de ingebouwde, in een nieuwe map"),
    ("rules init", "folder", "De map: een nieuwe, of een lege"),
    ("rules schema", "", "Geef de regeltaal als JSON Schema, voor editors die aanvullen en controleren"),
    ("rules schema", "output", "Schrijf naar een bestand (.json) of een map (gewoonlijk: toon het)"),
];

/// What the commands have to say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum AdvisorMsg {
    Fixable { count: usize },
    Fixed { count: usize },
    MoreAbout { code: &'static str },
    UnknownCode { code: String, near: Option<String> },
    BadId { id: String },
    IdTaken { id: String, free: String },
    Exists { path: String },
    NotEmpty { path: String },
    NoFolder { path: String },
}

impl AdvisorMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (AdvisorMsg::Fixable { count }, Lang::Nl) => format!("te herstellen met --fix: {count}"),
            (AdvisorMsg::Fixable { count }, Lang::En) => format!("can be mended with --fix: {count}"),
            (AdvisorMsg::Fixed { count }, Lang::Nl) => format!("hersteld: {count}"),
            (AdvisorMsg::Fixed { count }, Lang::En) => format!("mended: {count}"),
            (AdvisorMsg::MoreAbout { code }, Lang::Nl) => {
                format!("meer uitleg, bijvoorbeeld: samenzien rules check --explain {code}")
            }
            (AdvisorMsg::MoreAbout { code }, Lang::En) => {
                format!("to learn more, for instance: samenzien rules check --explain {code}")
            }
            (AdvisorMsg::BadId { id }, Lang::Nl) => {
                format!(
                    "`{id}` kan geen id zijn: letters, cijfers en streepjes, met een letter vooraan, zoals EIGEN-02"
                )
            }
            (AdvisorMsg::BadId { id }, Lang::En) => {
                format!("`{id}` can be no id: letters, digits and hyphens, beginning with a letter, as OWN-02")
            }
            (AdvisorMsg::IdTaken { id, free }, Lang::Nl) => format!("{id} is er al; {free} is vrij"),
            (AdvisorMsg::IdTaken { id, free }, Lang::En) => format!("{id} is there already; {free} is free"),
            (AdvisorMsg::Exists { path }, Lang::Nl) => {
                format!("{path} is er al en blijft zoals het is; kies een andere naam")
            }
            (AdvisorMsg::Exists { path }, Lang::En) => {
                format!("{path} is there already and stays as it is; choose another name")
            }
            (AdvisorMsg::NotEmpty { path }, Lang::Nl) => {
                format!("de map {path} is niet leeg; kies een nieuwe map")
            }
            (AdvisorMsg::NotEmpty { path }, Lang::En) => {
                format!("the folder {path} is not empty; choose a new one")
            }
            (AdvisorMsg::NoFolder { path }, Lang::Nl) => {
                format!("{path} is een bestand; een regelset begint in een map: kies een nieuwe naam")
            }
            (AdvisorMsg::NoFolder { path }, Lang::En) => {
                format!("{path} is a file; a rule set begins in a folder: choose a new name")
            }
            (AdvisorMsg::UnknownCode { code, near }, lang) => {
                let near = near.as_ref().map(|near| match lang {
                    Lang::Nl => format!("bedoelt u {near}?"),
                    Lang::En => format!("do you mean {near}?"),
                });
                let near = near.unwrap_or_else(|| {
                    lang.pick("`rules check --explain` noemt ze alle", "`rules check --explain` lists all of them")
                        .to_owned()
                });
                format!("{} `{code}`; {near}", lang.pick("er is geen code", "there is no code"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::{is_said_fairly, off_vocabulary};

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        let samples = [
            AdvisorMsg::Fixable { count: 2 },
            AdvisorMsg::Fixed { count: 2 },
            AdvisorMsg::MoreAbout { code: "syntax" },
            AdvisorMsg::UnknownCode { code: "x".into(), near: None },
            AdvisorMsg::BadId { id: "x".into() },
            AdvisorMsg::IdTaken { id: "FIN-01".into(), free: "OWN-02".into() },
            AdvisorMsg::Exists { path: "x".into() },
            AdvisorMsg::NotEmpty { path: "x".into() },
            AdvisorMsg::NoFolder { path: "x".into() },
            AdvisorMsg::UnknownCode { code: "x".into(), near: Some("y".into()) },
        ];
        for msg in samples {
            is_said_fairly(|lang| msg.say(lang));
        }
    }

    #[test]
    fn the_help_judges_nobody() {
        for (_, _, help) in DUTCH_HELP {
            assert_eq!(off_vocabulary(help), None, "{help}");
        }
    }
}
