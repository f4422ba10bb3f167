//! Words and fixed sentences of reports.

use super::Lang;

/// A word or a fixed sentence of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Word {
    Title,
    CaseNumber,
    Attention,
    Score,
    Reasons,
    NotAssessed,
    Open,
    Linked,
    Footer,
    Yes,
    No,
    Empty,
    RuleSet,
    AsOf,
    Summary,
    Applications,
    File,
    Row,
    Read,
    Screened,
    SetAside,
    Seen,
    Why,
    Consider,
    Ask,
    Missing,
    NoReasons,
    Quality,
    Unreadable,
    Duplicates,
    Reassuring,
    Earlier,
    Signals,
}

impl Word {
    /// All of them.
    pub const ALL: [Word; 33] = {
        use Word::*;
        [
            Title,
            CaseNumber,
            Attention,
            Score,
            Reasons,
            NotAssessed,
            Open,
            Linked,
            Footer,
            Yes,
            No,
            Empty,
            RuleSet,
            AsOf,
            Summary,
            Applications,
            File,
            Row,
            Read,
            Screened,
            SetAside,
            Seen,
            Why,
            Consider,
            Ask,
            Missing,
            NoReasons,
            Quality,
            Unreadable,
            Duplicates,
            Reassuring,
            Earlier,
            Signals,
        ]
    };

    /// The word.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Word::Title => ("Redenen om nader te vragen", "Reasons to ask further"),
            Word::CaseNumber => ("Zaaknummer", "Case number"),
            Word::Attention => ("Aandacht", "Attention"),
            Word::Score => ("Punten", "Score"),
            Word::Reasons => ("Redenen", "Reasons"),
            Word::Open => ("Niet te beoordelen", "Not assessed"),
            Word::NotAssessed => ("Niet te beoordelen", "Not assessed"),
            Word::Linked => ("Gekoppeld", "Linked"),
            Word::Reassuring => ("stelt gerust", "reassuring"),
            Word::Signals => ("signalen van collega's", "colleagues' signals"),
            Word::Earlier => ("eerdere aanvragen", "earlier applications"),
            Word::Footer => (
                "Een reden om nader te vragen is geen oordeel over een persoon en op zichzelf geen grond voor een besluit.",
                "A reason to ask further is no judgement of a person and by itself no ground for a decision.",
            ),
            Word::Yes => ("ja", "yes"),
            Word::No => ("nee", "no"),
            Word::Empty => ("leeg", "empty"),
            Word::RuleSet => ("Regelset", "Rule set"),
            Word::AsOf => ("Peildatum", "Reference date"),
            Word::Summary => ("Samenvatting", "Summary"),
            Word::Applications => ("Aanvragen", "Applications"),
            Word::File => ("Bestand", "File"),
            Word::Row => ("Rij", "Row"),
            Word::Read => ("Gelezen", "Read"),
            Word::Screened => ("Doorgelicht", "Screened"),
            Word::SetAside => ("Niet bruikbaar", "Not usable"),
            Word::Seen => ("Gezien", "Seen"),
            Word::Why => ("Waarom", "Why"),
            Word::Consider => ("Bedenk", "Consider"),
            Word::Ask => ("Vraag", "Ask"),
            Word::Missing => ("ontbreekt of onleesbaar", "missing or unreadable"),
            Word::NoReasons => ("geen aanleiding gevonden", "no reason found"),
            Word::Quality => ("Gegevenskwaliteit", "Data quality"),
            Word::Unreadable => ("Onleesbare cellen", "Unreadable cells"),
            Word::Duplicates => ("Zaaknummers die vaker voorkomen", "Case numbers that stand in more than one row"),
        };
        lang.pick(nl, en)
    }
}
