//! Why a cell could not be read, and what was mended in reading.

use super::Lang;

/// Why a cell is unreadable. Carries no value of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// No date at all.
    NotADate,
    /// A date that no calendar has, such as 31 February.
    NoSuchDay,
    /// A time of day without a date.
    TimeOnly,
    /// No number or amount.
    NotANumber,
    /// A number or amount too large, or with parts of a cent.
    Precision,
    /// A fraction where a whole number belongs.
    NotWhole,
    /// Neither yes nor no.
    NotYesOrNo,
    /// Too few or too many digits or characters.
    Length,
    /// The check digits do not fit.
    CheckDigits,
    /// Not of the form that this kind has.
    Form,
    /// A stand-in that is nobody's number.
    Placeholder,
    /// A shared service number, which links nobody.
    SharedNumber,
    /// A spreadsheet left digits out (`6.12E+08`).
    DigitsLost,
    /// An error of the spreadsheet, such as `#N/A`.
    SpreadsheetError,
    /// A formula that was never calculated.
    Uncalculated,
}

/// What was mended while reading. Carries no value of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// A leading zero that a spreadsheet lost was put back.
    ZeroRestored,
    /// A second telephone number in the cell was left out.
    SecondNumber,
    /// A bare number was read as the spreadsheet's day number.
    SerialDate,
    /// `d.ddd` was read as thousands, because nothing in the column says otherwise.
    Thousands,
    /// A date of a workbook stands as text.
    TextDate,
}

impl Reason {
    /// All of them, for tests and tables.
    pub const ALL: [Reason; 15] = [
        Reason::NotADate,
        Reason::NoSuchDay,
        Reason::TimeOnly,
        Reason::NotANumber,
        Reason::Precision,
        Reason::NotWhole,
        Reason::NotYesOrNo,
        Reason::Length,
        Reason::CheckDigits,
        Reason::Form,
        Reason::Placeholder,
        Reason::SharedNumber,
        Reason::DigitsLost,
        Reason::SpreadsheetError,
        Reason::Uncalculated,
    ];

    /// The stable name, for machines.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        let (_, nl, en) = self.words();
        lang.pick(nl, en)
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Reason::NotADate => ("not-a-date", "is geen datum", "is not a date"),
            Reason::NoSuchDay => ("no-such-day", "bestaat niet op de kalender", "is not on the calendar"),
            Reason::TimeOnly => ("time-only", "is een tijdstip zonder datum", "is a time without a date"),
            Reason::NotANumber => ("not-a-number", "is geen getal of bedrag", "is not a number or amount"),
            Reason::Precision => {
                ("precision", "is te groot of heeft delen van een cent", "is too large or has parts of a cent")
            }
            Reason::NotWhole => ("not-whole", "is geen geheel getal", "is not a whole number"),
            Reason::NotYesOrNo => ("not-yes-or-no", "is geen ja of nee", "is neither yes nor no"),
            Reason::Length => ("length", "is te kort of te lang", "is too short or too long"),
            Reason::CheckDigits => {
                ("check-digits", "heeft een controlegetal dat niet klopt", "has check digits that do not fit")
            }
            Reason::Form => ("form", "heeft niet de vorm die hier hoort", "does not have the form that belongs here"),
            Reason::Placeholder => ("placeholder", "is een invulnummer", "is a stand-in number"),
            Reason::SharedNumber => ("shared-number", "is een algemeen servicenummer", "is a shared service number"),
            Reason::DigitsLost => (
                "digits-lost",
                "mist cijfers: Excel heeft ze weggelaten (zet de kolom op Tekst)",
                "lacks digits that Excel left out (format the column as Text)",
            ),
            Reason::SpreadsheetError => {
                ("spreadsheet-error", "is een foutmelding van het rekenblad", "is an error of the spreadsheet")
            }
            Reason::Uncalculated => (
                "uncalculated",
                "is een formule die nooit is berekend (open en bewaar het bestand in Excel)",
                "is a formula that was never calculated (open and save the file in Excel)",
            ),
        }
    }
}

impl Repair {
    /// The stable name, for machines.
    pub fn code(self) -> &'static str {
        self.words().0
    }

    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        let (_, nl, en) = self.words();
        lang.pick(nl, en)
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Repair::ZeroRestored => ("zero-restored", "voorloopnul teruggezet", "leading zero put back"),
            Repair::SecondNumber => ("second-number", "tweede nummer weggelaten", "second number left out"),
            Repair::SerialDate => ("serial-date", "getal gelezen als datum", "number read as a date"),
            Repair::Thousands => ("thousands", "punt gelezen als duizendtal", "separator read as thousands"),
            Repair::TextDate => ("text-date", "datum staat als tekst", "date stands as text"),
        }
    }
}
