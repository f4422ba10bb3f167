//! The words of an explanation and of the text for an applicant, in both languages.

use super::{Lang, number};

/// A heading or a fixed sentence of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Part {
    Reasons,
    Reassurances,
    Open,
    Lacking,
    Near,
    NearMeans,
    Others,
    Changes,
    ChangesMean,
    Links,
    Signals,
    Letter,
    LetterIntro,
    LetterFacts,
    LetterMissing,
    LetterNothing,
    LetterHelp,
    LetterWhy,
    LetterClose,
    FilledIn,
    NotFilledIn,
    NotReadable,
    OtherValue,
    OwnValue,
    OnlyOthers,
}

impl Part {
    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Part::Reasons => ("Redenen om nader te vragen", "Reasons to ask further"),
            Part::Reassurances => ("Wat geruststelt", "What reassures"),
            Part::Open => ("Niet te beoordelen", "Not assessed"),
            Part::Lacking => ("Wat ontbreekt, en wat het kan veranderen", "What is missing, and what it could change"),
            Part::Near => ("Bijna", "Nearly"),
            Part::NearMeans => (
                "Deze regels missen één voorwaarde. Ze tellen niet mee.",
                "These rules lack one condition. They do not count.",
            ),
            Part::Others => ("Wat niet opgaat", "What does not hold"),
            Part::Changes => ("Kleinste verandering", "Smallest change"),
            Part::ChangesMean => (
                "Eén gegeven anders, en al het andere gelijk. Zo ziet u waar de uitkomst van afhangt.",
                "One fact otherwise, and all else the same. It shows what the outcome hangs on.",
            ),
            Part::Links => ("Verbanden", "Links"),
            Part::Signals => ("Signalen van collega's", "Colleagues' signals"),
            Part::Letter => ("Vragen over uw aanvraag", "Questions about your application"),
            Part::LetterIntro => (
                "Wij behandelen uw aanvraag. Daarvoor willen wij een paar dingen goed begrijpen. Hieronder staat wat u hebt ingevuld en wat wij u willen vragen.",
                "We are dealing with your application. To do so we would like to understand a few things well. Below is what you filled in and what we would like to ask you.",
            ),
            Part::LetterFacts => ("U vulde in", "You filled in"),
            Part::LetterMissing => (
                "Deze gegevens ontbreken nog of konden wij niet lezen. Kunt u ze aanvullen?",
                "These details are still missing or we could not read them. Could you add them?",
            ),
            Part::LetterNothing => {
                ("Wij hebben op dit moment geen vragen aan u.", "We have no questions for you at this moment.")
            }
            Part::LetterHelp => (
                "Lukt het niet om iets aan te vullen, of is iets niet duidelijk? Bel of mail ons gerust; wij helpen u graag.",
                "Is it hard to add something, or is something not clear? Please call or write to us; we are glad to help.",
            ),
            Part::LetterWhy => (
                "Met een vraag spreken wij geen oordeel uit. Uw antwoord helpt ons om goed te kunnen beslissen.",
                "A question is not a judgement. Your answer helps us to decide well.",
            ),
            Part::LetterClose => (
                "Lees deze tekst na voordat u hem verstuurt. De punten, de signalen van collega's en de gegevens van anderen staan er niet in.",
                "Read this text before you send it. It leaves out the score, colleagues' signals and the data of others.",
            ),
            Part::FilledIn => ("ingevuld", "filled in"),
            Part::NotFilledIn => ("niet ingevuld", "not filled in"),
            Part::NotReadable => ("niet leesbaar", "not readable"),
            Part::OtherValue => ("iets anders", "something else"),
            Part::OwnValue => {
                ("een waarde die bij geen andere aanvraag staat", "a value that stands in no other application")
            }
            Part::OnlyOthers => (
                "De redenen bij deze aanvraag komen niet uit het formulier zelf. Overleg wat u de aanvrager kunt vragen.",
                "The reasons with this application do not come from the form itself. Confer on what you can ask the applicant.",
            ),
        };
        lang.pick(nl, en)
    }
}

/// A sentence of an explanation, with what is needed to say it. Values come in ready for people.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum ExplainMsg {
    Place { file: String, row: u32 },
    Applied { permit: String, day: String },
    Columns { headers: Vec<String>, file: Option<String> },
    Lacks { what: String, distance: Option<String> },
    CouldMake { label: String, low: i32, high: i32, rules: String },
    Settles { label: String, rules: String },
    Change { label: String, old: String, new: String, score: String, band: String },
    Turned { on: String, off: String, open: String },
    NoChange { higher: bool },
    AtTheEnd { higher: bool },
    Asked { shown: String, expected: String },
    OthersCount { count: usize, ids: String },
    MoreNear { count: usize },
    Days { days: i64 },
}

impl ExplainMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            ExplainMsg::Place { file, row } => say(format!("{file}, rij {row}"), format!("{file}, row {row}")),
            ExplainMsg::Applied { permit, day } => {
                say(format!("{permit}, aangevraagd op {day}"), format!("{permit}, applied for on {day}"))
            }
            ExplainMsg::Columns { headers, file } => {
                let headers = headers.join("”, “");
                let file = file.as_ref().map(|file| format!(" {} {file}", lang.pick("van", "of"))).unwrap_or_default();
                say(format!("kolom “{headers}”{file}"), format!("column “{headers}”{file}"))
            }
            ExplainMsg::Asked { shown, expected } => {
                say(format!("{shown} (gevraagd: {expected})"), format!("{shown} (asked: {expected})"))
            }
            ExplainMsg::Lacks { what, distance: None } => {
                say(format!("ontbreekt nog: {what}"), format!("still lacks: {what}"))
            }
            ExplainMsg::Lacks { what, distance: Some(far) } => {
                say(format!("scheelt {far}: {what}"), format!("off by {far}: {what}"))
            }
            ExplainMsg::CouldMake { label, low, high, rules } => say(
                format!("{label}: de punten kunnen dan {low} tot {high} worden ({rules})"),
                format!("{label}: the score could then become {low} to {high} ({rules})"),
            ),
            ExplainMsg::Settles { label, rules } => say(
                format!("{label}: alleen verandert de punten niet ({rules})"),
                format!("{label}: does not change the score by itself ({rules})"),
            ),
            ExplainMsg::Change { label, old, new, score, band } => say(
                format!("Was {label} niet {old} maar {new}, dan: {band}, {score} punten"),
                format!("If {label} were not {old} but {new}, then: {band}, score {score}"),
            ),
            ExplainMsg::Turned { on, off, open } => {
                let parts = [
                    (off, "gaat niet meer op", "no longer holds"),
                    (on, "gaat op", "holds"),
                    (open, "niet te beoordelen", "not assessed"),
                ];
                let said = parts.iter().filter(|(ids, ..)| !ids.is_empty());
                said.map(|(ids, nl, en)| format!("{ids} {}", lang.pick(nl, en))).collect::<Vec<_>>().join("; ")
            }
            ExplainMsg::NoChange { higher: false } => say(
                "Naar minder aandacht: er is niet één gegeven dat dit alleen doet.".to_owned(),
                "To less attention: there is no single fact that does it alone.".to_owned(),
            ),
            ExplainMsg::NoChange { higher: true } => say(
                "Naar meer aandacht: er is niet één gegeven dat dit alleen doet.".to_owned(),
                "To more attention: there is no single fact that does it alone.".to_owned(),
            ),
            ExplainMsg::AtTheEnd { higher: false } => say(
                "Minder aandacht dan dit is er niet.".to_owned(),
                "There is no less attention than this.".to_owned(),
            ),
            ExplainMsg::AtTheEnd { higher: true } => {
                say("Meer aandacht dan dit is er niet.".to_owned(), "There is no more attention than this.".to_owned())
            }
            ExplainMsg::OthersCount { count, ids } => say(
                format!("De andere regels ({}) gaan niet op: {ids}", number(*count as i64, lang)),
                format!("The other rules ({}) do not hold: {ids}", number(*count as i64, lang)),
            ),
            ExplainMsg::Days { days: 1 } => say("1 dag".to_owned(), "1 day".to_owned()),
            ExplainMsg::Days { days } => say(format!("{days} dagen"), format!("{days} days")),
            ExplainMsg::MoreNear { count } => {
                say(format!("en nog {count}; zie --format json"), format!("and {count} more; see --format json"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_sentence_stands_in_both_languages_and_judges_nobody() {
        use Part::*;
        let parts = [
            Reasons,
            Reassurances,
            Open,
            Lacking,
            Near,
            NearMeans,
            Others,
            Changes,
            ChangesMean,
            Links,
            Signals,
            Letter,
            LetterIntro,
            LetterFacts,
            LetterMissing,
            LetterNothing,
            LetterHelp,
            LetterWhy,
            LetterClose,
            FilledIn,
            NotFilledIn,
            NotReadable,
            OtherValue,
            OwnValue,
            OnlyOthers,
        ];
        let x = || "x".to_owned();
        let sentences = [
            ExplainMsg::Place { file: x(), row: 1 },
            ExplainMsg::Applied { permit: x(), day: x() },
            ExplainMsg::Columns { headers: vec![x(), x()], file: None },
            ExplainMsg::Columns { headers: vec![x()], file: Some(x()) },
            ExplainMsg::Asked { shown: x(), expected: x() },
            ExplainMsg::Lacks { what: x(), distance: None },
            ExplainMsg::Lacks { what: x(), distance: Some(x()) },
            ExplainMsg::CouldMake { label: x(), low: 1, high: 2, rules: x() },
            ExplainMsg::Settles { label: x(), rules: x() },
            ExplainMsg::Change { label: x(), old: x(), new: x(), score: x(), band: x() },
            ExplainMsg::Turned { on: x(), off: x(), open: x() },
            ExplainMsg::NoChange { higher: false },
            ExplainMsg::NoChange { higher: true },
            ExplainMsg::AtTheEnd { higher: false },
            ExplainMsg::AtTheEnd { higher: true },
            ExplainMsg::OthersCount { count: 2, ids: x() },
            ExplainMsg::MoreNear { count: 2 },
            ExplainMsg::Days { days: 1 },
            ExplainMsg::Days { days: 4 },
        ];
        let said = |lang: Lang| {
            parts
                .iter()
                .map(|part| part.say(lang).to_owned())
                .chain(sentences.iter().map(|msg| msg.say(lang)))
                .collect::<Vec<_>>()
        };
        for (nl, en) in said(Lang::Nl).iter().zip(said(Lang::En)) {
            assert!(!nl.is_empty() && *nl != en, "{nl}");
            assert_eq!(off_vocabulary(nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }
}
