//! Reads the cells of one column: trims, knows the marks for "nothing", and asks the kind.

use super::amounts::{self, Notation};
use super::cell::{Cell, Read};
use super::dictionary::Category;
use super::fold::loosened;
use super::{KindId, Raw, dates, identifiers, phone};
use super::{Reason, Repair};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock};

/// How a column is written, where its cells alone do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    notation: Notation,
    month_first: bool,
    /// Whether bare day numbers count from 1904.
    pub date_1904: bool,
    /// Whether the table has cells for dates, so that a date as text is worth telling.
    pub typed: bool,
}

impl Style {
    /// The style that a sample of the column's cells proves.
    pub fn of<'a>(kind: KindId, sample: impl Iterator<Item = &'a str>) -> Self {
        match kind {
            KindId::Date => Style { month_first: dates::month_first(sample), ..Style::default() },
            KindId::Money | KindId::Number | KindId::Integer => {
                Style { notation: Notation::of(sample), ..Style::default() }
            }
            _ => Style::default(),
        }
    }

    /// Whether dates are read month first, which is worth telling.
    pub fn is_month_first(&self) -> bool {
        self.month_first
    }

    /// Whether amounts are read in the English notation, which is worth telling.
    pub fn is_english(&self) -> bool {
        self.notation == Notation::English
    }
}

/// The texts that mean "nothing here".
#[derive(Clone, Debug)]
pub struct Missing {
    marks: FxHashSet<String>,
    longest: usize,
    /// The marks count only as they are written.
    exact: bool,
    /// The first bytes that a mark can have: nearly every cell is told by its first.
    starts: [bool; 256],
}

impl Default for Missing {
    fn default() -> Self {
        let marks = [
            "-",
            "--",
            "---",
            "–",
            "—",
            ".",
            "..",
            "?",
            "n.v.t.",
            "n.v.t",
            "nvt",
            "n.b.",
            "nb",
            "n.n.b.",
            "onbekend",
            "leeg",
            "(leeg)",
            "(blank)",
            "null",
            "none",
            "nan",
            "n/a",
            "na",
            "#n/b",
            "#n/a",
            "unknown",
            "niet ingevuld",
        ];
        Missing::new(marks.iter().map(|mark| (*mark).to_owned()))
    }
}

impl Missing {
    /// These marks, in any case.
    pub fn new(marks: impl Iterator<Item = String>) -> Self {
        let marks: FxHashSet<String> = marks.map(|mark| loosened(&mark)).collect();
        Missing::of(marks, false)
    }

    /// Only these marks, as they are written.
    pub fn exactly(marks: impl Iterator<Item = String>) -> Self {
        let marks: FxHashSet<String> = marks.collect();
        Missing::of(marks, true)
    }

    fn of(marks: FxHashSet<String>, exact: bool) -> Self {
        let longest = marks.iter().map(String::len).max().unwrap_or(0);
        let mut starts = [false; 256];
        for first in marks.iter().filter_map(|mark| mark.bytes().next()) {
            starts[usize::from(first)] = true;
            starts[usize::from(first.to_ascii_uppercase())] |= !exact;
        }
        Missing { marks, longest, exact, starts }
    }

    /// These marks as well.
    pub fn with(&self, more: impl Iterator<Item = String>) -> Self {
        Missing::new(self.marks.iter().cloned().chain(more))
    }

    /// Whether a trimmed text means "nothing here".
    #[inline]
    pub fn is_missing(&self, text: &str) -> bool {
        if text.is_empty() {
            return true;
        }
        // Most cells are longer than any mark or start otherwise.
        let first = text.as_bytes()[0];
        if text.len() > self.longest || !self.starts[usize::from(first)] {
            return false;
        }
        self.marks.contains(text) || (!self.exact && !is_lowercase_word(text) && self.marks.contains(&loosened(text)))
    }
}

/// Reads the cells of one column.
#[derive(Clone, Debug)]
pub struct Parser {
    kind: KindId,
    /// How the column is written.
    pub style: Style,
    missing: Arc<Missing>,
    /// Folded words to the value they mean, for a category.
    words: Arc<FxHashMap<String, String>>,
}

impl Parser {
    /// A reader of cells of this kind, with the usual marks and style.
    pub fn new(kind: KindId) -> Self {
        static USUAL: LazyLock<Arc<Missing>> = LazyLock::new(Arc::default);
        Parser { kind, style: Style::default(), missing: Arc::clone(&USUAL), words: Arc::default() }
    }

    /// The same, with these marks for "nothing here".
    pub fn missing(mut self, missing: &Arc<Missing>) -> Self {
        self.missing = Arc::clone(missing);
        self
    }

    /// The same, with the values of a category.
    pub fn categories(mut self, values: &[Category]) -> Self {
        let mut words = FxHashMap::default();
        for value in values {
            let names = [&value.id, &value.label.nl, &value.label.en].into_iter().chain(&value.synonyms);
            names.for_each(|name| drop(words.insert(word(name), value.id.clone())));
        }
        self.words = Arc::new(words);
        self
    }

    /// The same, with a style.
    pub fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The kind that is read.
    pub fn kind(&self) -> KindId {
        self.kind
    }

    /// Writes the normalised key of a cell.
    pub fn key(&self, raw: Raw<'_>, out: &mut String) -> Read<()> {
        let mut number = String::new();
        let text = match raw {
            Raw::Text(text) => trim(text),
            Raw::Empty => return (Cell::Missing, None),
            Raw::Number(n) => match digits(n) {
                Some(text) => {
                    number = text;
                    number.as_str()
                }
                None => return (Cell::Invalid(Reason::DigitsLost), None),
            },
            Raw::Bool(yes) => {
                if yes {
                    "true"
                } else {
                    "false"
                }
            }
            Raw::Date(Some(day)) => {
                let (y, m, d) = super::day::to_ymd(day);
                number.push_str(&format!("{y:04}-{m:02}-{d:02}"));
                number.as_str()
            }
            other => return (unreadable(other), None),
        };
        if self.kind == KindId::Category {
            return self.category(text, out);
        }
        if self.missing.is_missing(text) {
            return (Cell::Missing, None);
        }
        match self.kind {
            KindId::Kvk => identifiers::kvk(text, true, out),
            KindId::KvkExact => identifiers::kvk(text, false, out),
            KindId::Rsin => identifiers::rsin(text, out),
            KindId::Postcode => identifiers::postcode(text, out),
            KindId::HouseNumber => identifiers::house_number(text, out),
            KindId::Phone => phone::phone(text, out),
            KindId::PhoneDigits => phone::phone_digits(text, out),
            KindId::Email => identifiers::email(text, out),
            KindId::Iban => identifiers::iban(text, true, out),
            KindId::IbanChecksum => identifiers::iban(text, false, out),
            KindId::Sbi => identifiers::sbi(text, out),
            KindId::LicencePlate => identifiers::licence_plate(text, out),
            _ => {
                out.clear();
                out.push_str(text);
                (Cell::Value(()), None)
            }
        }
    }

    /// A word of a category becomes the value it means; an unknown word is kept, folded.
    fn category(&self, text: &str, out: &mut String) -> Read<()> {
        out.clear();
        if let Some(value) = (!text.is_empty()).then(|| self.words.get(&word(text))).flatten() {
            out.push_str(value);
        } else if self.missing.is_missing(text) {
            return (Cell::Missing, None);
        } else {
            super::fold::loose(text, out);
        }
        (Cell::Value(()), None)
    }

    /// Whether a key of a category is one of its values.
    pub fn knows(&self, key: &str) -> bool {
        self.words.is_empty() || self.words.values().any(|value| value == key)
    }

    /// The day of a cell.
    pub fn day(&self, raw: Raw<'_>) -> Read<i32> {
        match raw {
            Raw::Text(text) => {
                let text = trim(text);
                if self.missing.is_missing(text) {
                    return (Cell::Missing, None);
                }
                match dates::date(text, self.style.month_first) {
                    (Cell::Value(day), None) if self.style.typed => (Cell::Value(day), Some(Repair::TextDate)),
                    read => read,
                }
            }
            Raw::Date(Some(day)) => (Cell::Value(day), None),
            Raw::Number(number) => dates::serial(number, self.style.date_1904),
            other => (unreadable(other), None),
        }
    }

    /// The units of a cell: cents of an amount, millionths of a number.
    pub fn fixed(&self, raw: Raw<'_>) -> Read<i64> {
        let read = match raw {
            Raw::Text(text) => {
                let text = trim(text);
                if self.missing.is_missing(text) {
                    return (Cell::Missing, None);
                }
                match self.kind {
                    KindId::Money => amounts::money(text, self.style.notation),
                    _ => amounts::number(text, self.style.notation),
                }
            }
            Raw::Number(number) => amounts::from_float(number, if self.kind == KindId::Money { 2 } else { 6 }),
            other => (unreadable(other), None),
        };
        match read {
            (Cell::Value(units), _) if self.kind == KindId::Integer && units % 1_000_000 != 0 => {
                (Cell::Invalid(Reason::NotWhole), None)
            }
            read => read,
        }
    }

    /// The answer in a cell.
    pub fn flag(&self, raw: Raw<'_>) -> Read<bool> {
        match raw {
            Raw::Text(text) => {
                let text = trim(text);
                if self.missing.is_missing(text) {
                    return (Cell::Missing, None);
                }
                (yes_or_no(text), None)
            }
            Raw::Bool(yes) => (Cell::Value(yes), None),
            Raw::Number(n) if n == 1.0 || n == -1.0 => (Cell::Value(true), None),
            Raw::Number(0.0) => (Cell::Value(false), None),
            Raw::Number(_) => (Cell::Invalid(Reason::NotYesOrNo), None),
            other => (unreadable(other), None),
        }
    }
}

/// Whether a text stays as it is when it is loosened.
fn is_lowercase_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase())
}

/// How words of a category compare: folded, with blanks for `_` and `-`.
fn word(text: &str) -> String {
    loosened(text).replace(['_', '-'], " ")
}

/// Blanks at both ends do not count, nor what people put before a number to keep its zeros.
#[inline]
fn trim(text: &str) -> &str {
    let text = match text.as_bytes() {
        // Nearly every cell begins and ends with what counts.
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches([' ', '\u{a0}', '\t', '\r', '\n', '\u{feff}', '\u{200b}']),
    };
    match text.as_bytes() {
        [b'\'', b'0'..=b'9', ..] => &text[1..],
        [b'=', b'"', .., b'"'] if text.len() > 3 => &text[2..text.len() - 1],
        _ => text,
    }
}

fn yes_or_no(text: &str) -> Cell<bool> {
    // The two words of nearly every cell need no folding.
    match text {
        "ja" => return Cell::Value(true),
        "nee" => return Cell::Value(false),
        _ => {}
    }
    match loosened(text).as_str() {
        "ja" | "j" | "yes" | "y" | "waar" | "true" | "t" | "w" | "1" | "-1" | "x" | "v" | "✓" | "✔" => {
            Cell::Value(true)
        }
        "nee" | "neen" | "n" | "no" | "onwaar" | "false" | "f" | "o" | "0" => Cell::Value(false),
        _ => Cell::Invalid(Reason::NotYesOrNo),
    }
}

/// The digits of a whole number that a double holds exactly; others as people write them.
fn digits(number: f64) -> Option<String> {
    if number.fract() == 0.0 {
        return (number.abs() < 9_007_199_254_740_992.0).then(|| format!("{}", number as i64));
    }
    number.is_finite().then(|| format!("{number}"))
}

fn unreadable<T>(raw: Raw<'_>) -> Cell<T> {
    match raw {
        Raw::Empty => Cell::Missing,
        // Not available: the spreadsheet's own word for missing.
        Raw::Error("#N/A" | "#N/B") => Cell::Missing,
        Raw::Error(_) => Cell::Invalid(Reason::SpreadsheetError),
        Raw::Uncalculated => Cell::Invalid(Reason::Uncalculated),
        Raw::Date(None) => Cell::Invalid(Reason::TimeOnly),
        Raw::Bool(_) | Raw::Date(_) => Cell::Invalid(Reason::NotANumber),
        Raw::Text(_) | Raw::Number(_) => Cell::Invalid(Reason::Form),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: KindId, raw: Raw<'_>) -> (Cell<()>, String) {
        let mut out = String::new();
        let read = Parser::new(kind).key(raw, &mut out).0;
        (read, out)
    }

    #[test]
    fn marks_for_nothing_are_missing() {
        for mark in ["", "  ", "-", " n.v.t. ", "NVT", "\u{a0}", "(leeg)", "#N/B", "Onbekend", "N.V.T."] {
            assert_eq!(key(KindId::Text, Raw::Text(mark)).0, Cell::Missing, "{mark:?}");
        }
        assert_eq!(key(KindId::Text, Raw::Text("geen")), (Cell::Value(()), "geen".into()));
    }

    #[test]
    fn number_cells_become_identifiers() {
        assert_eq!(key(KindId::Kvk, Raw::Number(1_234_567.0)), (Cell::Value(()), "01234567".into()));
        assert_eq!(key(KindId::Text, Raw::Number(1.234_567_890_123_457e17)).0, Cell::Invalid(Reason::DigitsLost));
        assert_eq!(key(KindId::Kvk, Raw::Text("'01234567")), (Cell::Value(()), "01234567".into()));
        assert_eq!(key(KindId::Kvk, Raw::Text("=\"01234567\"")), (Cell::Value(()), "01234567".into()));
    }

    #[test]
    fn words_of_a_category_become_its_values() {
        let values = [
            Category::new("unknown", "onbekend", "unknown", &[]),
            Category::new("bank", "bank", "bank", &["ABN-kredietbank"]),
        ];
        let parser = Parser::new(KindId::Category).categories(&values);
        let mut out = String::new();
        assert_eq!(parser.key(Raw::Text(" Onbekend"), &mut out).0, Cell::Value(()));
        assert_eq!(out, "unknown");
        parser.key(Raw::Text("ABN kredietbank"), &mut out);
        assert_eq!(out, "bank");
        parser.key(Raw::Text("Oom  Jan"), &mut out);
        assert_eq!(out, "oom jan");
        assert_eq!(parser.key(Raw::Text("n.v.t."), &mut out).0, Cell::Missing);
    }

    #[test]
    fn yes_and_no_in_every_spelling() {
        let parser = Parser::new(KindId::Boolean);
        for yes in ["ja", "J", "WAAR", "true", "T", "1", "-1", "x"] {
            assert_eq!(parser.flag(Raw::Text(yes)).0, Cell::Value(true), "{yes}");
        }
        for no in ["nee", "N", "onwaar", "FALSE", "F", "0"] {
            assert_eq!(parser.flag(Raw::Text(no)).0, Cell::Value(false), "{no}");
        }
        assert_eq!(parser.flag(Raw::Text("misschien")).0, Cell::Invalid(Reason::NotYesOrNo));
    }
}
