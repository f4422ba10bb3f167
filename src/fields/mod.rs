//! What a field is, and how a cell becomes a value: the kinds (one file each) and the dictionary.

mod amounts;
mod cell;
mod dates;
pub mod day;
mod dictionary;
pub mod fold;
pub mod hours;
mod identifiers;
mod kinds;
pub mod names;
mod parser;
mod parties;
mod phone;
mod refused;
mod secrecy;

pub use crate::text::fields::{Reason, Repair};
pub use cell::{Cell, Read};
pub use dictionary::{Category, Dictionary, FieldDef, Found};
pub use kinds::{KINDS, KindInfo, display};
pub use parser::{Missing, Parser, Style};
pub use parties::{Part, RoleDef, RoleId};
pub use refused::CITIZEN_NUMBER;
pub use secrecy::{Regime, SECRECIES, Secrecy};

/// The kinds of values a field can hold. `KINDS` says the rest about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KindId {
    /// Free text, as written.
    Text,
    /// One of a few values, each with synonyms; an unknown word is kept as a value of its own.
    Category,
    /// A calendar date.
    Date,
    /// An amount in whole euro cents.
    Money,
    /// A number, held in millionths.
    Number,
    /// A whole number, held in millionths like `Number`.
    Integer,
    /// Yes or no.
    Boolean,
    /// A KvK number (Chamber of Commerce, eight digits); a leading zero that a spreadsheet lost is restored.
    Kvk,
    /// As `Kvk`, but only as written: nothing is restored.
    KvkExact,
    /// An RSIN (nine digits, eleven test).
    Rsin,
    /// A Dutch postcode, key `1234AB`.
    Postcode,
    /// A house number with letter and addition, key `12a`.
    HouseNumber,
    /// A telephone number, key in E.164 form.
    Phone,
    /// As `Phone`, but only the notation is evened out; no numbering plan is known.
    PhoneDigits,
    /// An e-mail address, key in lower case.
    Email,
    /// An IBAN: country's length and structure, and ISO 13616 check digits.
    Iban,
    /// An IBAN of which only the general form and the check digits are tested.
    IbanChecksum,
    /// An SBI code, key: its digits.
    Sbi,
    /// A licence plate, key without hyphens.
    LicencePlate,
}

/// What a value tells of people and firms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Personal {
    /// Nothing that leads to one.
    #[default]
    No,
    /// Nothing by itself, but it is in somebody's own words, in which anyone may be named.
    FreeText,
    /// It identifies or describes one.
    Yes,
}

impl Personal {
    /// Whether it is hidden where people and firms are.
    pub fn is_hidden(self) -> bool {
        self != Personal::No
    }
}

/// How the values of a kind are held in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Interned text: the normalised key.
    Key,
    /// Days since 1970-01-01.
    Day,
    /// A whole number of units: cents for money, millionths for numbers.
    Fixed,
    /// One bit.
    Flag,
}

impl KindId {
    /// How values of this kind are held.
    pub fn storage(self) -> Storage {
        match self {
            KindId::Date => Storage::Day,
            KindId::Money | KindId::Number | KindId::Integer => Storage::Fixed,
            KindId::Boolean => Storage::Flag,
            _ => Storage::Key,
        }
    }

    /// How many units one is worth: 100 for money (cents), 1,000,000 for numbers.
    pub fn scale(self) -> i64 {
        if self == KindId::Money { 100 } else { 1_000_000 }
    }
}

/// A cell as a reader hands it over: text from a CSV file, or a typed cell of a workbook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Raw<'a> {
    /// Nothing stands in the cell.
    Empty,
    /// Text, not yet trimmed.
    Text(&'a str),
    /// A number cell.
    Number(f64),
    /// A date cell, in days since 1970-01-01; `None` when it holds a time of day only or no calendar's date.
    Date(Option<i32>),
    /// A boolean cell.
    Bool(bool),
    /// An error of the spreadsheet, as `#N/A`.
    Error(&'a str),
    /// A formula that was never calculated.
    Uncalculated,
}

impl<'a> Raw<'a> {
    /// The cell of a text file with this text.
    pub fn of(text: &'a str) -> Self {
        if text.is_empty() { Raw::Empty } else { Raw::Text(text) }
    }
}
