//! The words of the command line, in both languages. The English help stands beside the arguments.

use super::{Lang, number};

/// What a command or an argument does, in Dutch: command (empty for what all share), argument (empty for
/// the command itself), the help.
pub const DUTCH_HELP: &[(&str, &str, &str)] = &[
    ("", "", "Licht vergunningaanvragen door op redenen om nader te vragen. Het legt uit; mensen beslissen."),
    ("", "lang", "De taal: nl of en (gewoonlijk: die van het systeem)"),
    ("", "color", "Kleur: auto, always (altijd) of never (nooit)"),
    ("", "quiet", "Toon alleen uitkomsten en fouten"),
    ("", "verbose", "Vertel alles wat is opgemerkt"),
    (
        "",
        "log",
        "Wat over de uitvoering wordt gezegd: text, of json voor regels met aantallen en tijden, zonder namen en waarden",
    ),
    ("", "config", "Het bestand met opties (gewoonlijk: samenzien.toml in deze map)"),
    ("", "profile", "Het profiel uit dat bestand, zoals nightly voor [profile.nightly]"),
    ("", "help", "Toon deze hulp"),
    ("", "version", "Toon de versie"),
    ("", "files", "Te lezen bestanden: csv, xlsx, xls, ods; patronen als *.csv; - voor standaardinvoer"),
    ("", "mapping", "Een bestand dat zegt welke kolom welk veld is"),
    ("", "sheet", "Het werkblad, met naam of nummer"),
    ("", "delimiter", "Het teken tussen cellen: één teken, of tab"),
    ("", "encoding", "De tekencodering, zoals windows-1252"),
    ("", "header_row", "De rij van de kolomkoppen, vanaf 1"),
    ("", "threads", "Hoeveel processen tegelijk rekenen"),
    ("", "redact", "Verberg gegevens over personen en bedrijven"),
    (
        "",
        "pseudonymise",
        "Zet codes in de plaats van gegevens over personen en bedrijven; de sleutel is een bestand van 32 bytes of meer",
    ),
    ("", "purpose", "Waar de uitvoering voor is; staat in elke uitkomst, en codes voor een ander doel zijn anders"),
    ("", "rules", "De regelset: een bestand of een map (gewoonlijk: de ingebouwde)"),
    ("", "join", "Een bestand waarvan de kolommen worden toegevoegd, op zaaknummer; mag vaker"),
    ("", "parties", "Een lijst van partijen: één rij per persoon of bedrijf, met zaaknummer en rol; mag vaker"),
    ("", "history", "Eerdere aanvragen: om mee te vergelijken, niet doorgelicht; patronen als *.csv; mag vaker"),
    ("", "signals", "Signalen van collega's: afdeling, waar het over gaat, en de waarde; mag vaker"),
    (
        "",
        "regime",
        "De regels van geheimhouding: regular (gewoon), of bibob: leest ook bronnen onder de geheimhouding van de Wet Bibob",
    ),
    ("", "as_of", "De peildatum, als 31-12-2026 (gewoonlijk: vandaag); wat later kwam doet niet mee"),
    ("screen", "", "Geef de tabel met punten van een reeks aanvragen (de gewone opdracht)"),
    ("screen", "output", "Schrijf naar een bestand; het einde van de naam zegt de vorm; mag vaker"),
    ("screen", "format", "De vorm op het scherm: table, csv, json, jsonl of md"),
    ("screen", "min_band", "Laat aanvragen onder dit niveau weg"),
    ("screen", "top", "Toon zoveel aanvragen, die met de meeste punten"),
    ("screen", "all", "Toon alle aanvragen"),
    ("screen", "baseline", "Een eerdere uitkomst in json: wat sindsdien nieuw is of anders weegt, en waarom"),
    (
        "screen",
        "decisions",
        "Besluiten over eerdere redenen: een bestand met id, rule, until, by en reason; die redenen tellen apart",
    ),
    ("screen", "fail_on", "Eindig met code 1 als een aanvraag dit niveau of een hoger heeft"),
    ("screen", "strict", "Eindig met code 3 als er rijen niet bruikbaar waren"),
    ("", "keep_until", "De laatste dag waarop de uitkomst bewaard mag blijven (gewoonlijk: een jaar na de peildatum)"),
    (
        "screen",
        "control_sample",
        "Zet door loting zoveel aanvragen op de lijst die er anders niet op zouden staan; niets geeft aan welke",
    ),
    ("screen", "seed", "Waar de loting uit volgt: een getal of een tekst die anderen niet kennen"),
    ("screen", "control_key", "Het bestand dat zegt welke aanvragen zijn geloot; houd het weg bij wie ze bekijkt"),
    ("screen", "excel_csv", "Schrijf csv zoals een Nederlandse Excel het opent"),
    ("screen", "columns", "De kolommen van csv, in deze volgorde; ook velden van de aanvraag"),
    ("inspect", "", "Laat zien wat er is gelezen, hoe goed de gegevens zijn, en welke regels te beoordelen zijn"),
    ("inspect", "format", "De vorm: text, json of md"),
    (
        "inspect",
        "as_read",
        "Schrijf de tabel als csv, precies zoals gelezen; kolommen die nooit worden gelezen, blijven leeg",
    ),
    ("tune", "", "Meet de regels op een reeks: raak, samenloop, trefzekerheid, grenzen; er verandert niets"),
    (
        "tune",
        "outcomes",
        "Wat mensen vonden: een bestand met zaaknummer en uitkomst, en eventueel steekproef; mag vaker",
    ),
    ("tune", "control_key", "De sleutel van een steekproef: die aanvragen tellen als geloot; mag vaker"),
    ("tune", "rule", "Alleen deze regel, zoals FIN-03; mag vaker"),
    ("tune", "vary", "Probeer andere grenzen voor dit veld in de regel"),
    ("tune", "format", "De vorm: text, json of md"),
    ("tune", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("compare", "", "Vertel wat een andere regelset zou veranderen"),
    ("compare", "against", "De regelset die nu wordt gebruikt; --rules is de regelset die wordt overwogen"),
    ("compare", "top", "Noem zoveel aanvragen, die het meest veranderen"),
    ("compare", "all", "Noem alle aanvragen die veranderen"),
    ("compare", "format", "De vorm: text, json of md"),
    ("compare", "watch", "Doe het opnieuw na elke keer bewaren"),
    ("explain", "", "Leg één aanvraag helemaal uit"),
    ("explain", "id", "Het zaaknummer van de aanvraag"),
    ("network", "", "Toon welke aanvragen samenhangen, waardoor, en wat pas zichtbaar is als afdelingen samen kijken"),
    ("network", "by", "De velden die aanvragen verbinden, zoals phone,iban (gewoonlijk: die van de regels)"),
    ("network", "min", "Laat verbanden met minder aanvragen weg"),
    (
        "network",
        "max_group",
        "Een gegeven bij meer aanvragen verbindt niet (gewoonlijk: wat de regels zeggen, anders 50)",
    ),
    ("network", "output", "Schrijf naar een bestand: .json, .graphml, .dot, .html of .txt; mag vaker"),
    ("network", "format", "De vorm op het scherm: table, json, graphml, dot of html"),
    ("network", "top", "Toon zoveel verbanden, de grootste"),
    ("network", "all", "Toon alle verbanden"),
    ("network", "strict", "Eindig met code 3 als er rijen niet bruikbaar waren"),
    (
        "explain",
        "reader",
        "Voor wie: officer (behandelaar, gewoonlijk), of applicant (aanvrager): tekst voor een brief",
    ),
    ("explain", "format", "De vorm: text, md, json of html"),
    ("signals", "", "Controleer signalen van collega's, of maak een lijst van wie u kunt bedanken"),
    ("signals", "what", "check: wat niet bruikbaar is of bij geen aanvraag hoort; thanks: per collega wat hielp"),
    ("signals", "format", "De vorm: table, csv of md"),
    ("completions", "", "Geef aanvullingen voor een opdrachtregel"),
    ("completions", "shell", "De opdrachtregel: bash, elvish, fish, powershell of zsh"),
    ("man", "", "Geef de handleiding"),
    ("man", "about", "De opdracht waar de bladzijde over gaat (gewoonlijk: alle in het kort)"),
];

/// The names of values in usage lines: as the arguments have them, and in Dutch.
pub const DUTCH_VALUES: &[(&str, &str)] = &[
    ("LANG", "TAAL"),
    ("WHEN", "WANNEER"),
    ("FILES", "BESTANDEN"),
    ("FILE", "BESTAND"),
    ("SHEET", "BLAD"),
    ("SIGN", "TEKEN"),
    ("NAME", "NAAM"),
    ("ROW", "RIJ"),
    ("PATH", "PAD"),
    ("DATE", "DATUM"),
    ("KEYFILE", "SLEUTEL"),
    ("TEXT", "TEKST"),
    ("BAND", "NIVEAU"),
    ("FIELD", "VELD"),
    ("FORMAT", "VORM"),
    ("COLUMNS", "KOLOMMEN"),
    ("FIELDS", "VELDEN"),
    ("SHELL", "NAAM"),
    ("COMMAND", "OPDRACHT"),
    ("WHAT", "WAT"),
    ("WHOM", "WIE"),
    ("ID", "CODE"),
    ("CODE", "CODE"),
    ("REPORT", "UITKOMST"),
    ("FOLDER", "MAP"),
];

/// What the command line has to say, with what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum CliMsg {
    Error { said: String },
    HeadUsage,
    HeadCommands,
    HeadArguments,
    HeadOptions,
    Options,
    UnknownArgument { arg: String, near: Option<String> },
    BadValue { arg: String, value: String, good: Vec<String> },
    Absent { args: String },
    Together { arg: String, other: String },
    NotUnderstood { said: String },
    MoreHelp,
    UnknownBand { text: String, bands: Vec<String> },
    BadDate { option: &'static str, text: String },
    BadDelimiter { text: String },
    NoSuchCommand { name: String },
    CannotOpenRules { path: String, said: Option<String> },
    Counts { read: u64, screened: u64, aside: u64 },
    History { read: u64, linked: u64, aside: u64 },
    Signals { usable: u64, matched: u64, aside: u64 },
    NamesCut { times: usize },
    InvalidCells { columns: Vec<(String, u64)>, more: usize },
    RulesAssessed { assessed: usize, of: usize, columns: Vec<String> },
    RuleWarnings { count: usize },
    Repeated { count: usize },
    MoreNotes { count: usize },
    Wrote { path: String },
    Filled,
    Field,
    NotRead,
    Department,
    Colleague,
    SignalsRead,
    SignalsMatched,
    SignalsHelped,
    Problem,
    NoApplication,
    Thanks,
    Checked { rules: usize, errors: usize, warnings: usize },
    Tested { cases: usize, broken: usize },
    Broken { rule: String, case: String, expected: &'static str, found: &'static str },
    UnknownRule { id: String, near: Option<String> },
    UnknownCase { of: u64 },
}

/// How many absent columns are named.
const NAMED: usize = 8;

impl CliMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.heading(lang).map(str::to_owned).or_else(|| self.about_run(lang)).unwrap_or_else(|| self.mistake(lang))
    }

    fn heading(&self, lang: Lang) -> Option<&'static str> {
        let (nl, en) = match self {
            CliMsg::HeadUsage => ("Gebruik", "Usage"),
            CliMsg::HeadCommands => ("Opdrachten", "Commands"),
            CliMsg::HeadArguments => ("Argumenten", "Arguments"),
            CliMsg::HeadOptions => ("Opties", "Options"),
            CliMsg::Options => ("[OPTIES]", "[OPTIONS]"),
            CliMsg::MoreHelp => ("Meer weten? samenzien --help", "More? samenzien --help"),
            CliMsg::Filled => ("Gevuld", "Filled"),
            CliMsg::Field => ("Veld", "Field"),
            CliMsg::NotRead => ("niet gebruikt", "not used"),
            CliMsg::Department => ("Afdeling", "Department"),
            CliMsg::Colleague => ("Collega", "Colleague"),
            CliMsg::SignalsRead => ("Signalen", "Signals"),
            CliMsg::SignalsMatched => ("Over een aanvraag", "About an application"),
            CliMsg::SignalsHelped => ("Hielp bij een reden om nader te vragen", "Helped to a reason to ask further"),
            CliMsg::Problem => ("Wat er is", "What it is"),
            CliMsg::NoApplication => ("hoort bij geen aanvraag", "is about no application"),
            CliMsg::Thanks => (
                "Dank aan de collega's die meekeken. Samen zien we meer.",
                "Thanks to the colleagues who looked along. Together we see more.",
            ),
            _ => return None,
        };
        Some(lang.pick(nl, en))
    }

    fn about_run(&self, lang: Lang) -> Option<String> {
        let count = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX), lang);
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        Some(match self {
            CliMsg::Error { said } => say(format!("fout: {said}"), format!("error: {said}")),
            CliMsg::Counts { read, screened, aside } => say(
                format!(
                    "{} rijen gelezen, {} doorgelicht, {} niet bruikbaar",
                    count(*read),
                    count(*screened),
                    count(*aside)
                ),
                format!("{} rows read, {} screened, {} not usable", count(*read), count(*screened), count(*aside)),
            ),
            CliMsg::History { read, linked, aside } => say(
                format!(
                    "eerdere aanvragen: {} rijen gelezen, {} doen mee, {} niet bruikbaar",
                    count(*read),
                    count(*linked),
                    count(*aside)
                ),
                format!(
                    "earlier applications: {} rows read, {} take part, {} not usable",
                    count(*read),
                    count(*linked),
                    count(*aside)
                ),
            ),
            CliMsg::NamesCut { times } => say(
                format!(
                    "namen: {} keer begonnen te veel namen hetzelfde om ze alle met elkaar te vergelijken; gelijkende namen kunnen daar gemist zijn",
                    number(*times as i64, lang)
                ),
                format!(
                    "names: {} times too many names began alike to compare all of them; alike names may be missed there",
                    number(*times as i64, lang)
                ),
            ),
            CliMsg::Signals { usable, matched, aside } => say(
                format!(
                    "signalen van collega's: {} gelezen, {} gaan over een aanvraag, {} niet bruikbaar",
                    count(*usable),
                    count(*matched),
                    count(*aside)
                ),
                format!(
                    "colleagues' signals: {} read, {} are about an application, {} not usable",
                    count(*usable),
                    count(*matched),
                    count(*aside)
                ),
            ),
            CliMsg::Checked { rules, errors, warnings } => say(
                format!("regels: {rules}, fouten: {errors}, waarschuwingen: {warnings}"),
                format!("rules: {rules}, errors: {errors}, warnings: {warnings}"),
            ),
            CliMsg::Tested { cases, broken } => say(
                format!("voorbeelden: {cases}, anders dan verwacht: {broken}"),
                format!("examples: {cases}, other than expected: {broken}"),
            ),
            CliMsg::Broken { rule, case, expected, found } => say(
                format!("{rule}, voorbeeld “{case}”: verwacht {expected}, gevonden {found}"),
                format!("{rule}, example “{case}”: expected {expected}, found {found}"),
            ),
            CliMsg::InvalidCells { columns, more } => {
                let named: Vec<String> = columns.iter().map(|(name, n)| format!("{name} {}", count(*n))).collect();
                let named = named.join(", ");
                let (nl, en) = match more {
                    0 => (String::new(), String::new()),
                    n => (format!(", en {n} andere kolommen"), format!(", and {n} other columns")),
                };
                say(format!("onleesbare cellen: {named}{nl}"), format!("unreadable cells: {named}{en}"))
            }
            CliMsg::RulesAssessed { assessed, of, columns } => {
                // A thin list lacks many; `inspect` shows which there are.
                let rest = columns.len().saturating_sub(NAMED);
                let columns = columns[..columns.len() - rest].join(", ");
                let more = if rest > 0 { format!(" (+{rest})") } else { String::new() };
                say(
                    format!(
                        "{assessed} van {of} regels konden worden beoordeeld; kolommen die er niet zijn: {columns}{more}"
                    ),
                    format!("{assessed} of {of} rules could be assessed; columns that are not there: {columns}{more}"),
                )
            }
            CliMsg::RuleWarnings { count: n } => {
                say(format!("waarschuwingen in de regelset: {n}"), format!("warnings in the rule set: {n}"))
            }
            CliMsg::Repeated { count: n } => say(
                format!("rijen met een zaaknummer dat al eerder voorkwam: {}", count(*n as u64)),
                format!("rows with a case number that stood before: {}", count(*n as u64)),
            ),
            CliMsg::MoreNotes { count: n } => {
                say(format!("en nog {n} opmerkingen; zie -v"), format!("and {n} more remarks; see -v"))
            }
            CliMsg::Wrote { path } => say(format!("geschreven: {path}"), format!("wrote {path}")),
            _ => return None,
        })
    }

    fn mistake(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            CliMsg::UnknownArgument { arg, near: None } => {
                say(format!("`{arg}` is geen optie of opdracht"), format!("`{arg}` is no option or command"))
            }
            CliMsg::UnknownArgument { arg, near: Some(near) } => say(
                format!("`{arg}` is geen optie of opdracht; bedoelde u `{near}`?"),
                format!("`{arg}` is no option or command; did you mean `{near}`?"),
            ),
            CliMsg::BadValue { arg, value, good } => {
                let good = good.join(", ");
                let (nl, en) = match good.as_str() {
                    "" => (String::new(), String::new()),
                    good => (format!("; wel: {good}"), format!("; it takes: {good}")),
                };
                say(format!("`{value}` past niet bij {arg}{nl}"), format!("`{value}` does not fit {arg}{en}"))
            }
            CliMsg::Absent { args } => {
                say(format!("er ontbreekt iets: {args}"), format!("something is missing: {args}"))
            }
            CliMsg::Together { arg, other } => {
                say(format!("{arg} en {other} gaan niet samen"), format!("{arg} and {other} do not go together"))
            }
            CliMsg::NotUnderstood { said } => {
                say(format!("de opdracht is niet begrepen: {said}"), format!("the command was not understood: {said}"))
            }
            CliMsg::UnknownBand { text, bands } => {
                let bands = bands.join(", ");
                say(
                    format!("`{text}` is geen niveau van deze regelset; wel: {bands}"),
                    format!("`{text}` is no band of this rule set; it has: {bands}"),
                )
            }
            CliMsg::BadDate { option, text } => say(
                format!("{option}: `{text}` is geen datum; schrijf bijvoorbeeld 31-12-2026"),
                format!("{option}: `{text}` is no date; write for instance 2026-12-31"),
            ),
            CliMsg::BadDelimiter { text } => say(
                format!("--delimiter: `{text}` is niet één teken; schrijf bijvoorbeeld ; of tab"),
                format!("--delimiter: `{text}` is not one character; write for instance ; or tab"),
            ),
            // The number itself stays out: what was typed may be about a person.
            CliMsg::UnknownCase { of } => say(
                format!(
                    "--id: dit zaaknummer staat niet bij de {of} gelezen aanvragen; neem het over zoals het in het bestand staat"
                ),
                format!(
                    "--id: this case number is not among the {of} applications read; copy it as it stands in the file"
                ),
            ),
            CliMsg::UnknownRule { id, near } => {
                let (nl, en) = match near {
                    Some(near) => (format!("; bedoelt u {near}?"), format!("; do you mean {near}?")),
                    None => (String::new(), String::new()),
                };
                say(format!("--rule: er is geen regel {id}{nl}"), format!("--rule: there is no rule {id}{en}"))
            }
            CliMsg::NoSuchCommand { name } => {
                say(format!("er is geen opdracht `{name}`"), format!("there is no command `{name}`"))
            }
            CliMsg::CannotOpenRules { path, said: Some(said) } => say(
                format!("de regelset {path} kan niet worden geopend ({said})"),
                format!("the rule set {path} cannot be opened ({said})"),
            ),
            CliMsg::CannotOpenRules { path, said: None } => say(
                format!("in {path} staat geen regelset: er is geen .toml-bestand"),
                format!("there is no rule set in {path}: it has no .toml file"),
            ),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::{is_said_fairly, off_vocabulary};

    fn samples() -> Vec<CliMsg> {
        use CliMsg::*;
        let text = || "x".to_owned();
        vec![
            Error { said: text() },
            HeadUsage,
            HeadCommands,
            HeadArguments,
            HeadOptions,
            Options,
            UnknownArgument { arg: text(), near: None },
            UnknownArgument { arg: text(), near: Some(text()) },
            BadValue { arg: text(), value: text(), good: vec![text()] },
            Absent { args: text() },
            Together { arg: text(), other: text() },
            NotUnderstood { said: text() },
            MoreHelp,
            UnknownBand { text: text(), bands: vec![text()] },
            BadDate { option: "--as-of", text: text() },
            BadDelimiter { text: text() },
            NoSuchCommand { name: text() },
            CannotOpenRules { path: text(), said: None },
            CannotOpenRules { path: text(), said: Some(text()) },
            Counts { read: 4, screened: 3, aside: 1 },
            History { read: 4, linked: 3, aside: 1 },
            Signals { usable: 4, matched: 3, aside: 1 },
            NamesCut { times: 3 },
            InvalidCells { columns: vec![(text(), 3)], more: 2 },
            RulesAssessed { assessed: 32, of: 40, columns: vec![text()] },
            RuleWarnings { count: 2 },
            Repeated { count: 2 },
            MoreNotes { count: 2 },
            Wrote { path: text() },
            Filled,
            Field,
            NotRead,
            Department,
            Colleague,
            SignalsRead,
            SignalsMatched,
            SignalsHelped,
            Problem,
            NoApplication,
            Thanks,
            Checked { rules: 4, errors: 1, warnings: 1 },
            Tested { cases: 4, broken: 1 },
            Broken { rule: text(), case: text(), expected: "hit", found: "no_hit" },
            UnknownRule { id: text(), near: None },
            UnknownCase { of: 4 },
            UnknownRule { id: text(), near: Some(text()) },
        ]
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        for msg in samples() {
            is_said_fairly(|lang| msg.say(lang));
        }
        for (_, _, help) in DUTCH_HELP {
            assert_eq!(off_vocabulary(help), None, "{help}");
        }
    }
}
