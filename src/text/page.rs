//! Words that only the page for a browser has, and the names of the usual themes. `{…}` stands for what the
//! page fills in.

use super::Lang;

/// A word or a fixed sentence of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum PageWord {
    SkipToTable,
    OnThisPage,
    Overview,
    Networks,
    ScreenedOn,
    PerBand,
    PerRule,
    PerReassurance,
    Share,
    Assessed,
    AssessedLead,
    WouldHelp,
    NoScript,
    Search,
    SearchHint,
    Filters,
    All,
    Department,
    Clear,
    PrintSheets,
    PrintFirst,
    Count,
    CountOne,
    Pages,
    Previous,
    Next,
    NoneFound,
    SortHint,
    Close,
    PreviousCase,
    NextCase,
    Print,
    AndMore,
    MayBecome,
    Reassures,
    OpenLead,
    NotKnown,
    LinkedCases,
    Shares,
    ThroughOthers,
    AndOthers,
    EarlierCase,
    NotListed,
    Network,
    JoinedBy,
    NetworksLead,
    NoNetworks,
    Undrawn,
    Thanks,
    ThanksLead,
    Rules,
    RulesLead,
    Scoring,
    ScoringLead,
    From,
    AtLeastThemes,
    AtLeastHits,
    ThemeCap,
    Basis,
    Run,
    Columns,
    Cells,
    QualityFine,
    Notes,
    Personal,
    Hidden,
    Tokens,
    GoneCases,
    LeftOut,
    MadeWith,
}

impl PageWord {
    /// All of them.
    pub const ALL: &[PageWord] = {
        use PageWord::*;
        &[
            SkipToTable,
            OnThisPage,
            Overview,
            Networks,
            ScreenedOn,
            PerBand,
            PerRule,
            PerReassurance,
            Share,
            Assessed,
            AssessedLead,
            WouldHelp,
            NoScript,
            Search,
            SearchHint,
            Filters,
            All,
            Department,
            Clear,
            PrintSheets,
            PrintFirst,
            Count,
            CountOne,
            Pages,
            Previous,
            Next,
            NoneFound,
            SortHint,
            Close,
            PreviousCase,
            NextCase,
            Print,
            AndMore,
            MayBecome,
            Reassures,
            OpenLead,
            NotKnown,
            LinkedCases,
            Shares,
            ThroughOthers,
            AndOthers,
            EarlierCase,
            NotListed,
            Network,
            JoinedBy,
            NetworksLead,
            NoNetworks,
            Undrawn,
            Thanks,
            ThanksLead,
            Rules,
            RulesLead,
            Scoring,
            ScoringLead,
            From,
            AtLeastThemes,
            AtLeastHits,
            ThemeCap,
            Basis,
            Run,
            Columns,
            Cells,
            QualityFine,
            Notes,
            Personal,
            Hidden,
            Tokens,
            GoneCases,
            LeftOut,
            MadeWith,
        ]
    };

    /// The word.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = self.reading().or_else(|| self.sheet()).unwrap_or_else(|| self.account());
        lang.pick(nl, en)
    }

    /// Overview and table.
    fn reading(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            PageWord::SkipToTable => ("Naar de aanvragen", "Skip to the applications"),
            PageWord::OnThisPage => ("Op deze pagina", "On this page"),
            PageWord::Overview => ("Overzicht", "Overview"),
            PageWord::Networks => ("Verbanden", "Networks"),
            PageWord::ScreenedOn => ("{n} aanvragen, peildatum {day}", "{n} applications, reference date {day}"),
            PageWord::PerBand => ("Aanvragen per mate van aandacht", "Applications per level of attention"),
            PageWord::PerRule => ("Redenen die het vaakst voorkomen", "Reasons found most often"),
            PageWord::PerReassurance => ("Wat het vaakst geruststelt", "What reassures most often"),
            PageWord::Share => ("Deel", "Share"),
            PageWord::Assessed => ("Wat te beoordelen was", "What could be assessed"),
            PageWord::AssessedLead => (
                "{n} van {all} regels konden bij ten minste één aanvraag worden beoordeeld.",
                "{n} of {all} rules could be assessed for at least one application.",
            ),
            PageWord::WouldHelp => {
                ("Kolommen die ontbreken en zouden helpen", "Columns that are missing and would help")
            }
            PageWord::NoScript => (
                "Zoeken, sorteren en de bladen per aanvraag hebben JavaScript nodig, en dat staat uit. Hieronder staan de {n} aanvragen met de meeste punten.",
                "Searching, sorting and the sheets per application need JavaScript, which is switched off. Below are the {n} applications with the highest scores.",
            ),
            PageWord::Search => ("Zoeken", "Search"),
            PageWord::SearchHint => ("zaaknummer, reden, gegeven", "case number, reason, value"),
            PageWord::Filters => ("Zoeken en kiezen", "Search and choose"),
            PageWord::All => ("alle", "all"),
            PageWord::Department => ("Afdeling", "Department"),
            PageWord::Clear => ("Wis keuzes", "Clear choices"),
            PageWord::PrintSheets => ("Druk bladen af", "Print sheets"),
            PageWord::PrintFirst => ("Afgedrukt: de eerste {n} van {all}.", "Printed: the first {n} of {all}."),
            PageWord::Count => ("{n} van {all} aanvragen", "{n} of {all} applications"),
            PageWord::CountOne => ("1 van {all} aanvragen", "1 of {all} applications"),
            PageWord::Pages => ("Bladeren", "Pages"),
            PageWord::Previous => ("Vorige", "Previous"),
            PageWord::Next => ("Volgende", "Next"),
            PageWord::NoneFound => ("Geen aanvraag past bij deze keuzes.", "No application fits these choices."),
            PageWord::SortHint => ("Klik op een kop om te sorteren.", "Choose a heading to sort by it."),
            _ => return None,
        })
    }

    /// The sheet of an application, and networks.
    fn sheet(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            PageWord::Close => ("Sluiten", "Close"),
            PageWord::PreviousCase => ("Vorige aanvraag", "Previous application"),
            PageWord::NextCase => ("Volgende aanvraag", "Next application"),
            PageWord::Print => ("Afdrukken", "Print"),
            PageWord::AndMore => ("en nog {n}", "and {n} more"),
            PageWord::MayBecome => (
                "Kan nog {low} tot {high} worden als ontbrekende gegevens bekend zijn",
                "May still become {low} to {high} when missing facts are known",
            ),
            PageWord::Reassures => ("Wat geruststelt", "What reassures"),
            PageWord::OpenLead => (
                "Deze regels wachten op een gegeven dat ontbreekt of onleesbaar is.",
                "These rules wait for a fact that is missing or unreadable.",
            ),
            PageWord::NotKnown => ("Ontbreekt of onleesbaar", "Missing or unreadable"),
            PageWord::LinkedCases => ("Gekoppelde aanvragen", "Linked applications"),
            PageWord::Shares => ("zelfde: {what}", "same: {what}"),
            PageWord::ThroughOthers => ("via andere aanvragen", "through other applications"),
            PageWord::AndOthers => ("en {n} andere", "and {n} others"),
            PageWord::EarlierCase => ("eerdere aanvraag", "earlier application"),
            PageWord::NotListed => ("niet in deze lijst", "not in this list"),
            PageWord::Network => ("Verband {n}", "Network {n}"),
            PageWord::JoinedBy => ("{n} aanvragen, verbonden door: {what}", "{n} applications, joined by: {what}"),
            PageWord::NetworksLead => (
                "Aanvragen die gegevens delen, met alles wat weer aan die aanvragen vastzit. Wat gedeeld wordt kan heel gewoon zijn: een boekhouder, een familie, een verhuurder.",
                "Applications that share facts, with all that is joined to those in turn. What is shared may be quite ordinary: a bookkeeper, a family, a landlord.",
            ),
            PageWord::NoNetworks => {
                ("Geen reden koppelt aanvragen aan elkaar.", "No reason links applications to each other.")
            }
            PageWord::Undrawn => (
                "Nog {n} verbanden zijn niet getekend; de bladen per aanvraag noemen hun koppelingen.",
                "{n} more networks are not drawn; the sheets per application name their links.",
            ),
            _ => return None,
        })
    }

    /// The account of how it came about.
    fn account(self) -> (&'static str, &'static str) {
        match self {
            PageWord::Thanks => ("Met dank aan", "With thanks to"),
            PageWord::ThanksLead => (
                "Wat deze afdelingen zagen, hielp om een vraag te vinden. Laat het hun weten.",
                "What these departments saw helped to find a question. Do tell them.",
            ),
            PageWord::Rules => ("Regels", "Rules"),
            PageWord::RulesLead => (
                "Mensen schreven deze regels en hun gewichten. Het programma telt alleen op.",
                "People wrote these rules and their weights. The program only adds up.",
            ),
            PageWord::Scoring => ("Van punten naar aandacht", "From score to attention"),
            PageWord::ScoringLead => (
                "De gewichten van de redenen worden opgeteld, tot ten hoogste {cap}. Wat geruststelt gaat eraf.",
                "The weights of the reasons are added up, to {cap} at most. What reassures is taken off.",
            ),
            PageWord::From => ("Vanaf", "From"),
            PageWord::AtLeastThemes => ("Ten minste zoveel thema's", "At least so many themes"),
            PageWord::AtLeastHits => ("Ten minste zoveel redenen", "At least so many reasons"),
            PageWord::ThemeCap => ("Ten hoogste per thema", "At most per theme"),
            PageWord::Basis => ("Grondslag", "Legal basis"),
            PageWord::Run => ("Deze doorlichting", "This run"),
            PageWord::Columns => ("Kolom", "Column"),
            PageWord::Cells => ("Cellen", "Cells"),
            PageWord::QualityFine => ("Alle rijen en cellen waren bruikbaar.", "Every row and cell could be used."),
            PageWord::Notes => ("Bij het lezen", "While reading"),
            PageWord::Personal => (
                "Dit bestand bevat gegevens uit aanvragen. Deel het alleen met wie het voor het werk nodig heeft.",
                "This file holds data of applications. Share it only with those who need it for their work.",
            ),
            PageWord::Hidden => (
                "Gegevens over personen en bedrijven zijn in dit bestand vervangen door •••.",
                "Values about persons and firms are replaced by ••• in this file.",
            ),
            PageWord::Tokens => (
                "Gegevens over personen en bedrijven zijn in dit bestand vervangen door codes. Het blijven persoonsgegevens.",
                "Values about persons and firms are replaced by tokens in this file. They are still personal data.",
            ),
            PageWord::GoneCases => ("Niet meer in de lijst", "No longer in the list"),
            PageWord::LeftOut => (
                "Dit bestand toont {n} van {all} aanvragen: die met de meeste punten of aandacht. Alle staan in csv of json.",
                "This file shows {n} of {all} applications: those with the highest scores or most attention. All are in csv or json.",
            ),
            PageWord::MadeWith => ("Gemaakt met {tool}", "Made with {tool}"),
            _ => ("", ""),
        }
    }
}

/// The name of a theme that the shipped rules use; the id itself of one that a town made.
pub fn theme(id: &str, lang: Lang) -> &str {
    let (nl, en) = match id {
        "branch" => ("branche", "branch"),
        "conduct" => ("gedrag bij de aanvraag", "conduct"),
        "documents" => ("stukken", "documents"),
        "financing" => ("financiering", "financing"),
        "history" => ("verleden", "history"),
        "network" => ("verbanden", "network"),
        "persons" => ("personen", "persons"),
        "premises" => ("pand", "premises"),
        "reassurance" => ("geruststellend", "reassurance"),
        "signals" => ("signalen", "signals"),
        "structure" => ("zeggenschap", "structure"),
        own => (own, own),
    };
    lang.pick(nl, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_word_is_there_in_both_languages_with_the_same_gaps_and_judges_nobody() {
        let gaps = |text: &str| {
            let mut gaps: Vec<String> =
                text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.into()).collect();
            gaps.sort();
            gaps
        };
        for word in PageWord::ALL {
            let (nl, en) = (word.say(Lang::Nl), word.say(Lang::En));
            assert!(!nl.is_empty() && nl != en, "{word:?}");
            assert_eq!(gaps(nl), gaps(en), "{word:?}");
            assert_eq!(off_vocabulary(nl).or(off_vocabulary(en)), None, "{word:?}");
        }
    }

    #[test]
    fn a_theme_of_a_town_keeps_its_own_name() {
        assert_eq!(theme("financing", Lang::Nl), "financiering");
        assert_eq!(theme("kermis", Lang::En), "kermis");
    }
}
