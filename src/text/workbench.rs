//! What the workbench says to advisors and officers: how good a batch is, how rules do, what a change would change.

use super::{Lang, number};

/// A head of a table or a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Head {
    Field,
    Filled,
    Unreadable,
    Quality,
    LooksLike,
    Count,
    Mended,
    Repeated,
    Aside,
    Rules,
    Assessable,
    Lacks,
    Add,
    Gains,
    Together,
}

impl Head {
    /// All of them.
    pub const ALL: [Head; 15] = {
        use Head::*;
        [
            Field, Filled, Unreadable, Quality, LooksLike, Count, Mended, Repeated, Aside, Rules, Assessable, Lacks,
            Add, Gains, Together,
        ]
    };

    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Head::Field => ("Veld", "Field"),
            Head::Filled => ("Gevuld", "Filled"),
            Head::Unreadable => ("Onleesbaar", "Unreadable"),
            Head::Quality => ("Wat er niet te lezen was", "What could not be read"),
            Head::LooksLike => ("Ziet eruit als", "Looks like"),
            Head::Count => ("Aantal", "Count"),
            Head::Mended => ("Wat opviel en is hersteld", "What stood out and was mended"),
            Head::Repeated => ("Zaaknummers die vaker voorkomen", "Case numbers that stand in more than one row"),
            Head::Aside => ("Rijen die niet bruikbaar zijn", "Rows that cannot be used"),
            Head::Rules => ("Welke regels te beoordelen zijn", "Which rules can be assessed"),
            Head::Assessable => ("Te beoordelen", "Assessable"),
            Head::Lacks => ("Kolommen die er niet zijn", "Columns that are not there"),
            Head::Add => ("Voeg toe", "Add"),
            Head::Gains => ("Regels erbij", "Rules gained"),
            Head::Together => ("Samen", "Together"),
        };
        lang.pick(nl, en)
    }
}

/// What the workbench has to say, with what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum WorkMsg {
    Unused { near: Vec<String> },
    NeverRead,
    Double { field: String },
    Example { shown: String, count: u64, line: u32 },
    AndMore { count: u64 },
    Supports { supported: usize, of: usize },
    AllSupported,
}

impl WorkMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        let list = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let count = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX), lang);
        match self {
            WorkMsg::Unused { near } if near.is_empty() => say("niet gebruikt".into(), "not used".into()),
            WorkMsg::Unused { near } => {
                let near = list(near);
                say(
                    format!("niet gebruikt; bedoelt u {near}? Zeg het met --mapping"),
                    format!("not used; do you mean {near}? Say so with --mapping"),
                )
            }
            WorkMsg::NeverRead => say("wordt nooit gelezen".into(), "is never read".into()),
            WorkMsg::Double { field } => {
                say(format!("{field}: staat al bij de aanvragen"), format!("{field}: the applications have it already"))
            }
            WorkMsg::Example { shown, count: 1, line } => {
                say(format!("“{shown}” (rij {line})"), format!("“{shown}” (row {line})"))
            }
            WorkMsg::Example { shown, count: n, line } => say(
                format!("“{shown}” ({}×, eerst in rij {line})", count(*n)),
                format!("“{shown}” ({}×, first in row {line})", count(*n)),
            ),
            WorkMsg::AndMore { count: n } => say(format!("en nog {}", count(*n)), format!("and {} more", count(*n))),
            WorkMsg::Supports { supported, of } => say(
                format!(
                    "Met deze kolommen zijn {supported} van de {of} regels te beoordelen, voor een deel van de aanvragen of voor alle."
                ),
                format!("These columns support {supported} of {of} rules, for some of the applications or for all."),
            ),
            WorkMsg::AllSupported => say(
                "Er is geen kolom die meer regels te beoordelen maakt.".into(),
                "There is no column that would let more rules be assessed.".into(),
            ),
        }
    }
}

/// A share as a percentage, with one decimal: `3,5 %` or `3.5%`.
pub fn percent(share: f64, lang: Lang) -> String {
    let tenths = (share * 1000.0).round() as i64;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    match (tenth, lang) {
        (0, Lang::Nl) => format!("{} %", number(whole, lang)),
        (0, Lang::En) => format!("{}%", number(whole, lang)),
        (_, Lang::Nl) => format!("{},{tenth} %", number(whole, lang)),
        (_, Lang::En) => format!("{}.{tenth}%", number(whole, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    fn samples() -> Vec<WorkMsg> {
        use WorkMsg::*;
        let text = || "x".to_owned();
        vec![
            Unused { near: vec![] },
            Unused { near: vec![text()] },
            NeverRead,
            Double { field: text() },
            Example { shown: text(), count: 1, line: 3 },
            Example { shown: text(), count: 4, line: 3 },
            AndMore { count: 4 },
            Supports { supported: 3, of: 4 },
            AllSupported,
        ]
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        let heads = Head::ALL.iter().map(|head| [Lang::Nl, Lang::En].map(|lang| head.say(lang).to_owned()));
        let sentences = samples().into_iter().map(|msg| [Lang::Nl, Lang::En].map(|lang| msg.say(lang)));
        for [nl, en] in heads.chain(sentences) {
            assert!(!nl.is_empty() && !en.is_empty());
            assert_ne!(nl, en);
            assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }

    #[test]
    fn shares_are_said_with_one_decimal() {
        assert_eq!(percent(0.0345, Lang::Nl), "3,5 %");
        assert_eq!(percent(1.0, Lang::En), "100%");
        assert_eq!(percent(0.0004, Lang::En), "0%");
    }
}
