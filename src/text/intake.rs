//! What can go wrong with an input, and what is told about the reading of one.

use super::decisions::DecisionReason;
use super::headers::Headers;
use super::{Lang, number};
use std::fmt;

/// Why an input cannot be used. Every sentence names the file and says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum IntakeError {
    NotFound { file: String, near: Vec<String> },
    JoinWithoutId { file: String },
    NoRoleColumn { file: String, headers: Headers },
    NoOutcomeColumn { file: String, column: &'static str, headers: Headers },
    NoSignalColumn { file: String, column: &'static str, headers: Headers },
    NoDecisionColumn { file: String, column: &'static str, headers: Headers },
    Decision { file: String, row: u32, reason: DecisionReason },
    NoMatch { pattern: String },
    IsFolder { file: String },
    Unreadable { file: String, said: String },
    Empty { file: String },
    Password { file: String },
    Html { file: String },
    NotAWorkbook { file: String, said: String },
    NoSuchSheet { file: String, wanted: String, sheets: Vec<String> },
    NoSheet { file: String },
    NoHeader { file: String },
    NoKnownHeader { file: String, headers: Headers },
    Encoding { name: String },
    Delimiter { text: String },
    TwoColumns { file: String, field: String, first: String, second: String },
    TooLarge { file: String },
    StdinTwice,
    Mapping { file: String, line: usize, said: String },
    UnknownField { file: String, field: String, near: Vec<String> },
}

impl IntakeError {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let list = |names: &[String]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let say = |nl: fmt::Arguments<'_>, en: fmt::Arguments<'_>| match lang {
            Lang::Nl => nl.to_string(),
            Lang::En => en.to_string(),
        };
        match self {
            Self::NotFound { file, near } if near.is_empty() => say(
                format_args!("`{file}` bestaat niet. Controleer de naam en de map."),
                format_args!("`{file}` does not exist. Check the name and the folder."),
            ),
            Self::NotFound { file, near } => say(
                format_args!("`{file}` bestaat niet. Bedoelde u {}?", list(near)),
                format_args!("`{file}` does not exist. Did you mean {}?", list(near)),
            ),
            Self::NoMatch { pattern } => {
                say(format_args!("Geen bestand past bij `{pattern}`."), format_args!("No file matches `{pattern}`."))
            }
            Self::IsFolder { file } => say(
                format_args!("`{file}` is een map. Noem de bestanden, bijvoorbeeld `{file}/*.xlsx`."),
                format_args!("`{file}` is a folder. Name the files, for instance `{file}/*.xlsx`."),
            ),
            Self::Unreadable { file, said } => say(
                format_args!("`{file}` kan niet worden gelezen: {said}."),
                format_args!("`{file}` cannot be read: {said}."),
            ),
            Self::Empty { file } => say(
                format_args!("`{file}` is leeg. Maak de export opnieuw."),
                format_args!("`{file}` is empty. Make the export again."),
            ),
            Self::Password { file } => say(
                format_args!(
                    "`{file}` heeft een wachtwoord. Haal het weg in Excel (Bestand > Info > Werkmap beveiligen) en bewaar het bestand."
                ),
                format_args!(
                    "`{file}` has a password. Remove it in Excel (File > Info > Protect Workbook) and save the file."
                ),
            ),
            Self::Html { file } => say(
                format_args!("`{file}` is een webpagina, geen rekenblad. Open het in Excel en bewaar het als .xlsx."),
                format_args!("`{file}` is a web page, not a spreadsheet. Open it in Excel and save it as .xlsx."),
            ),
            Self::NotAWorkbook { file, said } => say(
                format_args!(
                    "`{file}` is geen leesbare werkmap ({said}). Open het in Excel en bewaar het opnieuw als .xlsx."
                ),
                format_args!(
                    "`{file}` is not a readable workbook ({said}). Open it in Excel and save it again as .xlsx."
                ),
            ),
            Self::NoSuchSheet { file, wanted, sheets } => say(
                format_args!("`{file}` heeft geen werkblad `{wanted}`. Wel: {}.", list(sheets)),
                format_args!("`{file}` has no sheet `{wanted}`. It has: {}.", list(sheets)),
            ),
            Self::NoSheet { file } => say(
                format_args!("`{file}` heeft geen werkblad met een tabel."),
                format_args!("`{file}` has no sheet with a table."),
            ),
            Self::NoHeader { file } => say(
                format_args!(
                    "In `{file}` is geen kopregel gevonden. Zet boven elke kolom een naam, of geef de regel met `--header-row`."
                ),
                format_args!(
                    "No header row was found in `{file}`. Put a name above every column, or give the row with `--header-row`."
                ),
            ),
            Self::NoKnownHeader { file, headers } => say(
                format_args!(
                    "Geen kolom van `{file}` wordt herkend ({}). Noem de velden in een bestand voor `--mapping`; `inspect --as-read` toont de namen.",
                    headers.say(Lang::Nl)
                ),
                format_args!(
                    "No column of `{file}` is known ({}). Name the fields in a file for `--mapping`; `inspect --as-read` shows the names.",
                    headers.say(Lang::En)
                ),
            ),
            Self::JoinWithoutId { file } => say(
                format_args!(
                    "`{file}` heeft geen kolom met zaaknummers; zonder die kolom is niet te zien bij welke aanvraag een rij hoort."
                ),
                format_args!(
                    "`{file}` has no column of case numbers; without one there is no telling which application a row belongs to."
                ),
            ),
            Self::NoDecisionColumn { file, column, headers } => say(
                format_args!(
                    "`{file}` heeft geen kolom `{column}`. Een lijst van besluiten heeft id, rule, until, by en reason; gevonden: {}.",
                    headers.say(Lang::Nl)
                ),
                format_args!(
                    "`{file}` has no column `{column}`. A list of decisions has id, rule, until, by and reason; found: {}.",
                    headers.say(Lang::En)
                ),
            ),
            Self::Decision { file, row, reason } => say(
                format_args!("`{file}`, rij {row}: {}.", reason.say(Lang::Nl)),
                format_args!("`{file}`, row {row}: {}.", reason.say(Lang::En)),
            ),
            Self::NoRoleColumn { file, headers } => say(
                format_args!(
                    "`{file}` zegt niet welke rol elke partij heeft. Voeg een kolom `rol` toe (leidinggevende, geldverstrekker, verhuurder …). Gevonden: {}.",
                    headers.say(Lang::Nl)
                ),
                format_args!(
                    "`{file}` does not tell the role of each party. Add a column `role` (manager, lender, landlord …). Found: {}.",
                    headers.say(Lang::En)
                ),
            ),
            Self::NoOutcomeColumn { file, column, headers } => {
                super::outcomes::no_column(file, column, &headers.say(lang), lang)
            }
            Self::NoSignalColumn { file, column, headers } => {
                let name = match *column {
                    "department" => lang.pick("afdeling", "department"),
                    "about" => lang.pick("betreft", "about"),
                    _ => lang.pick("waarde", "value"),
                };
                say(
                    format_args!(
                        "`{file}` is geen lijst van signalen: de kolom `{name}` ontbreekt (gevonden: {}). Nodig zijn `afdeling`, `betreft` en `waarde`.",
                        headers.say(Lang::Nl)
                    ),
                    format_args!(
                        "`{file}` is no list of signals: the column `{name}` is missing (found: {}). Needed are `department`, `about` and `value`.",
                        headers.say(Lang::En)
                    ),
                )
            }
            Self::Encoding { name } => say(
                format_args!(
                    "De codering `{name}` is onbekend. Gebruik bijvoorbeeld `utf-8`, `windows-1252` of `utf-16le`."
                ),
                format_args!(
                    "The encoding `{name}` is not known. Use for instance `utf-8`, `windows-1252` or `utf-16le`."
                ),
            ),
            Self::Delimiter { text } => say(
                format_args!("`{text}` is geen scheidingsteken. Geef één teken, of `tab`."),
                format_args!("`{text}` is no delimiter. Give one character, or `tab`."),
            ),
            Self::TwoColumns { file, field, first, second } => say(
                format_args!(
                    "In `{file}` horen twee kolommen bij `{field}`: `{first}` en `{second}`. Zet een van beide onder `ignore` in een bestand voor `--mapping`."
                ),
                format_args!(
                    "Two columns of `{file}` stand for `{field}`: `{first}` and `{second}`. Put one of them under `ignore` in a file for `--mapping`."
                ),
            ),
            Self::TooLarge { file } => say(
                format_args!(
                    "`{file}` heeft een losse cel ver buiten de tabel en is zo te groot om te lezen. Verwijder die cel, of bewaar het bestand als .xlsx."
                ),
                format_args!(
                    "`{file}` has a stray cell far outside the table, which makes it too large to read. Remove that cell, or save the file as .xlsx."
                ),
            ),
            Self::StdinTwice => say(
                format_args!("Standaardinvoer (`-`) kan maar één keer worden gelezen."),
                format_args!("Standard input (`-`) can be read only once."),
            ),
            Self::Mapping { file, line, said } => say(
                format_args!("`{file}` is geen geldig mapping-bestand, regel {line}: {said}"),
                format_args!("`{file}` is not a valid mapping file, line {line}: {said}"),
            ),
            Self::UnknownField { file, field, near } if near.is_empty() => say(
                format_args!("`{file}` noemt het veld `{field}`, dat niet bestaat."),
                format_args!("`{file}` names the field `{field}`, which does not exist."),
            ),
            Self::UnknownField { file, field, near } => say(
                format_args!("`{file}` noemt het veld `{field}`, dat niet bestaat. Bedoelde u {}?", list(near)),
                format_args!("`{file}` names the field `{field}`, which does not exist. Did you mean {}?", list(near)),
            ),
        }
    }
}

/// Why a row was not screened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum RowReason {
    TooLong,
    TooShort,
    TotalOrNote,
    NoId,
    BrokenQuote,
    UnknownRole,
    NoParty,
}

impl RowReason {
    /// The stable name, for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "too-many-cells",
            Self::TooShort => "too-few-cells",
            Self::TotalOrNote => "total-or-note",
            Self::NoId => "no-case-number",
            Self::BrokenQuote => "broken-quote",
            Self::UnknownRole => "unknown-role",
            Self::NoParty => "no-party",
        }
    }

    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::TooLong => lang.pick("meer cellen dan de kopregel", "more cells than the header row"),
            Self::TooShort => lang.pick("minder cellen dan de kopregel", "fewer cells than the header row"),
            Self::TotalOrNote => lang.pick("lijkt een totaal of een opmerking", "looks like a total or a note"),
            Self::NoId => lang.pick("geen zaaknummer", "no case number"),
            Self::BrokenQuote => lang.pick("aanhalingsteken dat niet sluit", "a quote that does not close"),
            Self::UnknownRole => lang.pick(
                "onbekende rol; kies bijvoorbeeld leidinggevende, geldverstrekker of verhuurder",
                "unknown role; choose for instance manager, lender or landlord",
            ),
            Self::NoParty => lang.pick("er staat niets over een partij", "nothing about a party stands here"),
        }
    }
}

/// Something worth telling about how a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Note {
    Sheet { name: String, of: usize },
    HiddenSheets { names: Vec<String> },
    HeaderRow { row: u32 },
    Windows1252,
    MixedEncoding { line: u32 },
    RepeatedHeader { name: String },
    OpenQuote { line: u32 },
    PaddedRows { rows: u64 },
    BlankRows { rows: u64 },
    EnglishAmounts { column: String },
    MonthFirst { column: String },
    NoIdColumn,
    AfterTheDay { rows: u64, until: (i16, i8, i8) },
    KnownAlready { rows: u64 },
    Joined { matched: u64, unmatched: u64, repeated: u64 },
    Parties { file: String, read: u64, matched: u64, unmatched: u64, rejected: u64 },
    Refused { column: String },
    Closed { column: String },
    Suggested { column: String, fields: Vec<String> },
}

impl Note {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let pick = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            Self::Sheet { name, of } => pick(
                format!("werkblad `{name}` gelezen ({of} werkbladen; kies met `--sheet`)"),
                format!("sheet `{name}` was read ({of} sheets; choose with `--sheet`)"),
            ),
            Self::HiddenSheets { names } => pick(
                format!("verborgen werkbladen overgeslagen: {}", names.join(", ")),
                format!("hidden sheets were skipped: {}", names.join(", ")),
            ),
            Self::HeaderRow { row } => {
                pick(format!("kopregel gevonden op rij {row}"), format!("header found on row {row}"))
            }
            Self::AfterTheDay { rows, until } => {
                let day = super::date(*until, lang);
                pick(
                    format!("{rows} aanvragen van na {day} doen niet mee"),
                    format!("{rows} applications from after {day} take no part"),
                )
            }
            Self::Joined { matched, unmatched, repeated } => pick(
                format!(
                    "{matched} aanvragen aangevuld uit het tweede bestand; rijen zonder aanvraag: {unmatched}, rijen die een zaaknummer herhalen: {repeated}"
                ),
                format!(
                    "{matched} applications completed from the second file; rows without an application: {unmatched}, rows that repeat a case number: {repeated}"
                ),
            ),
            Self::Parties { file, read, matched, unmatched, rejected } => pick(
                format!(
                    "{file}: {read} partijen gelezen, {matched} horen bij een aanvraag, {unmatched} bij geen aanvraag, {rejected} niet bruikbaar"
                ),
                format!(
                    "{file}: {read} parties read, {matched} belong to an application, {unmatched} to none, {rejected} not usable"
                ),
            ),
            Self::KnownAlready { rows } => pick(
                format!("{rows} eerdere aanvragen zijn al gelezen (zelfde zaaknummer) en tellen niet nog eens mee"),
                format!("{rows} earlier applications were read already (same case number) and do not count again"),
            ),
            Self::Windows1252 => pick("gelezen als Windows-1252".into(), "read as Windows-1252".into()),
            Self::MixedEncoding { line } => pick(
                format!("vanaf regel {line} staan tekens die geen UTF-8 zijn; gelezen als Windows-1252"),
                format!("from line {line} there are characters that are not UTF-8; read as Windows-1252"),
            ),
            Self::RepeatedHeader { name } => pick(
                format!("kolomkop `{name}` staat er meer dan eens; de volgende heet `{name} (2)`"),
                format!("header `{name}` occurs more than once; the next one is called `{name} (2)`"),
            ),
            Self::OpenQuote { line } => pick(
                format!("op regel {line} opent een aanhalingsteken dat niet sluit; het is als gewoon teken gelezen"),
                format!("line {line} opens a quote that does not close; it was read as an ordinary character"),
            ),
            Self::PaddedRows { rows } => pick(
                format!(
                    "{} rijen zijn korter dan de kopregel; de ontbrekende cellen zijn leeg",
                    number(*rows as i64, lang)
                ),
                format!("{} rows are shorter than the header; the missing cells are empty", number(*rows as i64, lang)),
            ),
            Self::BlankRows { rows } => pick(
                format!("{} lege rijen overgeslagen", number(*rows as i64, lang)),
                format!("{} blank rows were skipped", number(*rows as i64, lang)),
            ),
            Self::EnglishAmounts { column } => pick(
                format!("kolom `{column}` is gelezen met punt als decimaalteken"),
                format!("column `{column}` was read with a point before the decimals"),
            ),
            Self::MonthFirst { column } => pick(
                format!("kolom `{column}` is gelezen met de maand voorop"),
                format!("column `{column}` was read with the month first"),
            ),
            Self::NoIdColumn => pick(
                "geen kolom met zaaknummers; de rijen heten naar hun rijnummer".into(),
                "no column of case numbers; rows are named after their row number".into(),
            ),
            Self::Refused { column } => {
                pick(format!("kolom `{column}` wordt nooit gelezen"), format!("column `{column}` is never read"))
            }
            Self::Closed { column } => pick(
                format!(
                    "kolom `{column}` valt onder de geheimhouding van de Wet Bibob en is niet gelezen (`--regime bibob`)"
                ),
                format!("column `{column}` is under the secrecy of the Bibob Act and was not read (`--regime bibob`)"),
            ),
            Self::Suggested { column, fields } => pick(
                format!("kolom `{column}` is niet gebruikt; bedoelt die {}? (`--mapping`)", fields.join(" / ")),
                format!("column `{column}` was not used; does it mean {}? (`--mapping`)", fields.join(" / ")),
            ),
        }
    }
}
