//! The words of reports, in both languages. A closed vocabulary: reports are about asking further, and a
//! test below keeps out the words that would judge a person.

use super::network::NetworkMsg;
pub use super::shared::SharedSaid;
pub use super::word::Word;
use super::{Lang, number};

/// What a format is good for: Dutch, then English.
pub fn about_format(name: &str) -> [&'static str; 2] {
    match name {
        "table" => ["een tabel die op het scherm past", "a table that fits the screen"],
        "csv" => ["één regel per aanvraag, voor rekenbladen", "one line per application, for spreadsheets"],
        "manifest" => [
            "wat er is gelezen en gevraagd, om te bewaren naast een csv",
            "what was read and asked, to keep beside a csv",
        ],
        "json" => ["alles met bewijs, voor programma's", "everything with evidence, for programs"],
        "jsonl" => ["als json, maar één aanvraag per regel", "as json, but one application per line"],
        "xlsx" => ["een Excel-werkmap met redenen en vragen", "an Excel workbook with reasons and questions"],
        "html" => [
            "een pagina om te openen: zoeken, sorteren, een blad per aanvraag",
            "a page to open: search, sort, a sheet per application",
        ],
        "md" => ["een leesbaar verslag", "a report to read"],
        "graphml" => ["een bestand voor graafprogramma's", "a file for graph programs"],
        "dot" => ["een bestand voor Graphviz", "a file for Graphviz"],
        _ => ["", ""],
    }
}

/// A question turned around: `niet …`, `not …`.
pub fn not(text: &str, lang: Lang) -> String {
    format!("{} {text}", lang.pick("niet", "not"))
}

/// A sentence of a report, with what is needed to say it. Values come in ready for people.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum ReportMsg {
    Unreadable { text: String },
    Value { label: String, shown: String, expected: String },
    Shared(Box<SharedSaid>),
    Sum { label: String, sum: String },
    Share { rows: u32, of: u32 },
    AtLeast { least: u32 },
    AtMost { most: u32 },
    Between { least: u32, most: u32 },
    Outlier { label: String, shown: String, fence: String, peers: u32 },
    Alike(Box<AlikeSaid>),
    Cluster(Box<ClusterSaid>),
    Signal(Box<SignalSaid>),
    AndOthers { shown: String, others: usize },
    Range { score: i32, low: i32, high: i32 },
    Shown { shown: usize, of: usize },
    WithoutReasons { count: usize },
    Drawn { drawn: usize, of: usize },
    OtherRules { count: usize },
    UnknownEnding { path: String, endings: Vec<&'static str> },
    UnknownColumn { name: String, known: Vec<String> },
    OutputIsInput { path: String },
    OutputTwice { path: String },
    OutputIsStandard,
    NoFolder { path: String },
    IsFolder { path: String },
    CannotWrite { path: String, why: String },
    OpenElsewhere { path: String },
    CannotPrint { why: String },
}

/// Applications that are joined, ready for people.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentence below says what each one is
pub struct ClusterSaid {
    pub via: String,
    pub others: u32,
    pub distinct: Option<(String, u32)>,
    pub asked: String,
    pub ids: String,
    pub only_together: bool,
}

impl ClusterSaid {
    fn say(&self, lang: Lang) -> String {
        let ClusterSaid { via, others, distinct, asked, ids, only_together } = self;
        let (count, others) = (|n: u32| number(i64::from(n), lang), number(i64::from(*others), lang));
        let different = lang.pick("verschillende waarden van", "different values of");
        let counted = distinct.as_ref().map(|(label, n)| format!("{different} {label}: {}; ", count(*n)));
        let counted = counted.unwrap_or_default();
        let said = match lang {
            Lang::Nl => format!(
                "{via}: hangt direct of via andere samen met {others} aanvragen ({counted}gevraagd: {asked}): {ids}"
            ),
            Lang::En => format!(
                "{via}: joined directly or through others to {others} applications ({counted}asked: {asked}): {ids}"
            ),
        };
        let mark = NetworkMsg::OnlyTogether.say(lang);
        if *only_together { format!("{said} ({mark})") } else { said }
    }
}

/// Two names that are alike, ready for people.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentence below says what each one is
pub struct AlikeSaid {
    pub label: String,
    pub shown: String,
    pub other: Option<String>,
    pub spelled: String,
    pub score: String,
    pub through: bool,
}

impl AlikeSaid {
    fn say(&self, lang: Lang) -> String {
        let AlikeSaid { label, shown, other, spelled, score, through } = self;
        let other = other.as_ref().map(|other| format!("{other} ")).unwrap_or_default();
        let sure = lang.pick("gelijkenis", "likeness");
        let (like, via) = match (through, lang) {
            (false, Lang::Nl) => ("lijkt veel op", ""),
            (false, Lang::En) => ("is much like", ""),
            (true, Lang::Nl) => ("telt als dezelfde naam als", ", via een derde schrijfwijze die op beide lijkt"),
            (true, Lang::En) => ("counts as the same name as", ", through a third spelling that is like both"),
        };
        format!("{label}: “{shown}” {like} {other}“{spelled}” ({sure} {score}{via})")
    }
}

/// A colleague's signal, ready for people.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentence below says what each one is
pub struct SignalSaid {
    pub label: String,
    pub shown: String,
    pub department: String,
    pub day: Option<String>,
    pub kind: String,
    pub text: String,
    pub reliability: Option<u8>,
}

impl SignalSaid {
    fn say(&self, lang: Lang) -> String {
        let SignalSaid { label, shown, department, day, kind, text, reliability } = self;
        let when = day.as_ref().map(|day| format!(" {} {day}", lang.pick("op", "on"))).unwrap_or_default();
        let mut out = match lang {
            Lang::Nl => format!("{label} {shown}: gemeld door {department}{when}"),
            Lang::En => format!("{label} {shown}: told by {department}{when}"),
        };
        let sure = reliability.map(|n| match lang {
            Lang::Nl => format!("betrouwbaarheid {n} van 5"),
            Lang::En => format!("reliability {n} of 5"),
        });
        let details: Vec<String> =
            [kind, text].into_iter().filter(|text| !text.is_empty()).cloned().chain(sure).collect();
        if !details.is_empty() {
            out.push_str(&format!(" ({})", details.join("; ")));
        }
        out
    }
}

impl ReportMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.evidence(lang).or_else(|| self.listing(lang)).unwrap_or_else(|| self.mistake(lang))
    }

    /// What was seen.
    fn evidence(&self, lang: Lang) -> Option<String> {
        let count = |n: u32| number(i64::from(n), lang);
        Some(match (self, lang) {
            (ReportMsg::Unreadable { text }, Lang::Nl) => format!("onleesbaar: “{text}”"),
            (ReportMsg::Unreadable { text }, Lang::En) => format!("unreadable: “{text}”"),
            (ReportMsg::Value { label, shown, expected }, Lang::Nl) => {
                format!("{label}: {shown} (gevraagd: {expected})")
            }
            (ReportMsg::Value { label, shown, expected }, Lang::En) => format!("{label}: {shown} (asked: {expected})"),
            (ReportMsg::AtLeast { least }, Lang::Nl) => format!("ten minste {}", count(*least)),
            (ReportMsg::AtLeast { least }, Lang::En) => format!("at least {}", count(*least)),
            (ReportMsg::AtMost { most }, Lang::Nl) => format!("ten hoogste {}", count(*most)),
            (ReportMsg::AtMost { most }, Lang::En) => format!("at most {}", count(*most)),
            (ReportMsg::Between { least, most }, Lang::Nl) => format!("{} tot en met {}", count(*least), count(*most)),
            (ReportMsg::Between { least, most }, Lang::En) => format!("{} to {}", count(*least), count(*most)),
            (ReportMsg::Outlier { label, shown, fence, peers }, Lang::Nl) => {
                format!("{label}: {shown} (grens onder {} vergelijkbare aanvragen: {fence})", count(*peers))
            }
            (ReportMsg::Outlier { label, shown, fence, peers }, Lang::En) => {
                format!("{label}: {shown} (fence among {} comparable applications: {fence})", count(*peers))
            }
            (ReportMsg::Alike(said), _) => said.say(lang),
            (ReportMsg::Shared(said), _) => said.say(lang),
            (ReportMsg::Sum { label, sum }, Lang::Nl) => format!("{label} bij elkaar: {sum}"),
            (ReportMsg::Sum { label, sum }, Lang::En) => format!("{label} together: {sum}"),
            (ReportMsg::Share { rows, of }, Lang::Nl) => format!("{} van {}", count(*rows), count(*of)),
            (ReportMsg::Share { rows, of }, Lang::En) => format!("{} out of {}", count(*rows), count(*of)),
            (ReportMsg::Cluster(said), _) => said.say(lang),
            (ReportMsg::Signal(said), _) => said.say(lang),
            _ => return None,
        })
    }

    /// What is listed, and what is not.
    fn listing(&self, lang: Lang) -> Option<String> {
        let count = |n: usize| number(n as i64, lang);
        Some(match (self, lang) {
            (ReportMsg::AndOthers { shown, others }, Lang::Nl) => format!("{shown} en {} andere", count(*others)),
            (ReportMsg::AndOthers { shown, others }, Lang::En) => format!("{shown} and {} others", count(*others)),
            (ReportMsg::Range { score, low, high }, _) if low == high => score.to_string(),
            (ReportMsg::Range { score, low, high }, _) => format!("{score} ({low}–{high})"),
            (ReportMsg::Shown { shown, of }, Lang::Nl) => format!("{} van {} aanvragen.", count(*shown), count(*of)),
            (ReportMsg::Shown { shown, of }, Lang::En) => format!("{} of {} applications.", count(*shown), count(*of)),
            (ReportMsg::Drawn { drawn, of }, Lang::Nl) => {
                format!("Getekend: de eerste {} van {}.", count(*drawn), count(*of))
            }
            (ReportMsg::Drawn { drawn, of }, Lang::En) => {
                format!("Drawn: the first {} of {}.", count(*drawn), count(*of))
            }
            (ReportMsg::OtherRules { count: n }, Lang::Nl) => format!("De andere regels ({}) gaan niet op.", count(*n)),
            (ReportMsg::OtherRules { count: n }, Lang::En) => format!("The other rules ({}) do not hold.", count(*n)),
            (ReportMsg::WithoutReasons { count: n }, Lang::Nl) => {
                format!("Bij de overige aanvragen ({}) is geen aanleiding gevonden om nader te vragen.", count(*n))
            }
            (ReportMsg::WithoutReasons { count: n }, Lang::En) => {
                format!("In the other applications ({}) no reason to ask further was found.", count(*n))
            }
            _ => return None,
        })
    }

    /// What could not be done, and the way out.
    fn mistake(&self, lang: Lang) -> String {
        match (self, lang) {
            (ReportMsg::UnknownEnding { path, endings }, Lang::Nl) => {
                format!(
                    "{path}: deze bestandsnaam zegt niet welke vorm u wilt; kies een naam die eindigt op {}",
                    endings.join(" ")
                )
            }
            (ReportMsg::UnknownEnding { path, endings }, Lang::En) => {
                format!("{path}: this name does not tell the format; choose one that ends in {}", endings.join(" "))
            }
            (ReportMsg::UnknownColumn { name, known }, Lang::Nl) => {
                format!("--columns: er is geen kolom “{name}”; wel: {}", known.join(", "))
            }
            (ReportMsg::UnknownColumn { name, known }, Lang::En) => {
                format!("--columns: there is no column “{name}”; there are: {}", known.join(", "))
            }
            (ReportMsg::OutputIsInput { path }, Lang::Nl) => {
                format!("{path}: dit bestand is ook invoer en wordt niet overschreven; kies een andere naam voor -o")
            }
            (ReportMsg::OutputIsInput { path }, Lang::En) => {
                format!("{path}: this file is also an input and is not overwritten; choose another name for -o")
            }
            (ReportMsg::OutputTwice { path }, Lang::Nl) => {
                format!("{path}: twee keer genoemd bij -o; geef elke uitvoer een eigen naam")
            }
            (ReportMsg::OutputTwice { path }, Lang::En) => {
                format!("{path}: given twice to -o; give every output a name of its own")
            }
            (ReportMsg::OutputIsStandard, Lang::Nl) => {
                "-o -: naar het scherm of een pijp schrijft u zonder -o; kies de vorm met --format".to_owned()
            }
            (ReportMsg::OutputIsStandard, Lang::En) => {
                "-o -: leave out -o to write to the screen or a pipe; choose the format with --format".to_owned()
            }
            (ReportMsg::NoFolder { path }, Lang::Nl) => format!("{path}: de map bestaat niet; maak haar eerst aan"),
            (ReportMsg::NoFolder { path }, Lang::En) => format!("{path}: there is no such folder; make it first"),
            (ReportMsg::IsFolder { path }, Lang::Nl) => format!("{path}: dit is een map; noem een bestand daarin"),
            (ReportMsg::IsFolder { path }, Lang::En) => format!("{path}: this is a folder; name a file in it"),
            (ReportMsg::CannotWrite { path, why }, Lang::Nl) => format!("{path}: kan hier niet schrijven ({why})"),
            (ReportMsg::CannotWrite { path, why }, Lang::En) => format!("{path}: cannot write here ({why})"),
            (ReportMsg::OpenElsewhere { path }, Lang::Nl) => {
                format!("{path}: het bestand is in gebruik; sluit het in Excel en probeer het opnieuw")
            }
            (ReportMsg::OpenElsewhere { path }, Lang::En) => {
                format!("{path}: the file is in use; close it in Excel and try again")
            }
            (ReportMsg::CannotPrint { why }, Lang::Nl) => {
                format!("kan niet naar de standaarduitvoer schrijven ({why})")
            }
            (ReportMsg::CannotPrint { why }, Lang::En) => format!("cannot write to standard output ({why})"),
            _ => String::new(),
        }
    }
}

/// Words that no output and no rule text may use.
pub const FORBIDDEN_WORDS: &[&str] = &[
    "verdacht",
    "verdachte",
    "verdachten",
    "fraude",
    "fraudeur",
    "crimineel",
    "criminele",
    "criminelen",
    "schuldig",
    "schuldige",
    "weigeren",
    "afwijzen",
    "suspect",
    "suspects",
    "suspected",
    "suspicious",
    "fraud",
    "fraudulent",
    "criminal",
    "criminals",
    "guilty",
    "refuse",
    "reject",
];

/// Parts of words that our own messages keep away from, also inside other words.
#[cfg(test)]
const NEVER: &[&str] = &["verdenk", "crimine", "dader", "weiger", "afgewez", "suspicio", "guilt", "refus", "offender"];

/// The word in a text that no output may hold.
#[cfg(test)]
pub(crate) fn off_vocabulary(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    FORBIDDEN_WORDS.iter().chain(NEVER).find(|word| text.contains(**word)).copied()
}

/// Asserts that something is said in both languages, in words that judge nobody.
#[cfg(test)]
pub(crate) fn is_said_fairly(say: impl Fn(Lang) -> String) {
    let (nl, en) = (say(Lang::Nl), say(Lang::En));
    assert!(!nl.is_empty() && !en.is_empty() && nl != en, "{nl} / {en}");
    assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples() -> Vec<ReportMsg> {
        use ReportMsg::*;
        let text = || "x".to_owned();
        let shared = |said: SharedSaid| Shared(Box::new(said));
        let said = || SharedSaid { key: text(), others: 2, ids: text(), ..SharedSaid::default() };
        vec![
            shared(SharedSaid { elsewhere: true, ..said() }),
            shared(SharedSaid { elsewhere: true, others: 1, total: Some(text()), ..said() }),
            Sum { label: text(), sum: text() },
            Share { rows: 2, of: 3 },
            Unreadable { text: text() },
            Value { label: text(), shown: text(), expected: text() },
            shared(SharedSaid {
                counted: Some(3),
                key: text(),
                others: 0,
                distinct: None,
                total: None,
                asked: None,
                elsewhere: false,
                ids: String::new(),
            }),
            shared(SharedSaid {
                counted: Some(3),
                key: text(),
                others: 1,
                distinct: None,
                total: None,
                asked: Some(text()),
                elsewhere: false,
                ids: text(),
            }),
            shared(SharedSaid {
                counted: Some(3),
                key: text(),
                others: 4,
                distinct: Some((text(), 3)),
                total: None,
                asked: None,
                elsewhere: false,
                ids: text(),
            }),
            AtLeast { least: 3 },
            AtMost { most: 3 },
            Between { least: 1, most: 3 },
            Outlier { label: text(), shown: text(), fence: text(), peers: 30 },
            AndOthers { shown: text(), others: 7 },
            Shown { shown: 3, of: 3 },
            WithoutReasons { count: 5 },
            Alike(Box::new(AlikeSaid {
                through: true,
                label: text(),
                shown: text(),
                other: Some(text()),
                spelled: text(),
                score: text(),
            })),
            Drawn { drawn: 3, of: 5 },
            UnknownEnding { path: text(), endings: vec![".csv"] },
            UnknownColumn { name: text(), known: vec![text()] },
            OutputIsInput { path: text() },
            OutputTwice { path: text() },
            OutputIsStandard,
            NoFolder { path: text() },
            IsFolder { path: text() },
            CannotWrite { path: text(), why: text() },
            OpenElsewhere { path: text() },
            CannotPrint { why: text() },
        ]
    }

    #[test]
    fn every_word_and_sentence_is_there_in_both_languages_and_judges_nobody() {
        let words = Word::ALL.iter().map(|word| (word.say(Lang::Nl).to_owned(), word.say(Lang::En).to_owned()));
        let sentences = samples().into_iter().map(|msg| (msg.say(Lang::Nl), msg.say(Lang::En)));
        for (nl, en) in words.chain(sentences) {
            assert!(!nl.is_empty() && !en.is_empty());
            assert_ne!(nl, en);
            assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }

    #[test]
    fn a_shared_key_reads_as_a_sentence() {
        let msg = SharedSaid {
            key: "Telefoon 06-19001234".into(),
            others: 4,
            distinct: Some(("aanvrager".into(), 3)),
            asked: Some("ten minste 3".into()),
            ids: "Z-1, Z-2 en 2 andere".into(),
            ..SharedSaid::default()
        };
        assert_eq!(
            msg.say(Lang::Nl),
            "Telefoon 06-19001234 komt ook voor bij 4 andere aanvragen (verschillende waarden van aanvrager: 3; \
             gevraagd: ten minste 3): Z-1, Z-2 en 2 andere"
        );
    }

    #[test]
    fn a_score_that_nothing_can_move_has_no_range() {
        assert_eq!(ReportMsg::Range { score: 35, low: 20, high: 60 }.say(Lang::Nl), "35 (20–60)");
        assert_eq!(ReportMsg::Range { score: 35, low: 35, high: 35 }.say(Lang::En), "35");
    }
}
