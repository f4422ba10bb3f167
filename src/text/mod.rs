//! Every sentence that a user reads, Dutch and English side by side, and how numbers, amounts and
//! dates are written for people. Machine formats never come here.

use std::fmt;

mod across;
pub mod advisor;
pub mod after;
pub mod book;
pub mod cli;
pub mod codes;
pub mod config;
pub mod decisions;
pub mod earlier;
pub mod examples;
pub mod explain;
pub mod fairness;
pub mod fields;
mod head;
pub mod headers;
pub mod intake;
pub mod network;
pub mod night;
pub mod ops;
pub mod outcomes;
pub mod page;
pub mod register;
pub mod report;
pub mod rules;
pub mod sample;
pub mod say;
pub mod scaffold;
mod shared;
pub mod sheets;
pub mod signals;
pub mod verify;
mod word;
pub mod workbench;

/// The language of what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    #[default]
    En,
}

/// One text in both languages; the data of rule files and of the dictionary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Both {
    /// The Dutch text.
    pub nl: String,
    /// The English text.
    pub en: String,
}

impl Both {
    /// A text that is the same in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Both { nl: text.clone(), en: text }
    }

    /// The text in this language, or the other one where this one is empty.
    pub fn get(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Nl => (&self.nl, &self.en),
            Lang::En => (&self.en, &self.nl),
        };
        if first.is_empty() { second } else { first }
    }
}

impl Lang {
    /// The one of the two texts that is in this language.
    pub fn pick<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("nl", "en"))
    }
}

/// A whole number with a separator per three digits: `1.234.567` or `1,234,567`.
pub fn number(n: i64, lang: Lang) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(lang.pick(".", ","));
        }
        out.push(digit);
    }
    out
}

/// An amount of whole cents: `€ 1.250` or `€1,250`, with the cents only where there are any.
pub fn money(cents: i64, lang: Lang) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let euros = number((cents.unsigned_abs() / 100) as i64, lang);
    let mut out = format!("{}{sign}{euros}", lang.pick("€ ", "€"));
    if cents % 100 != 0 {
        out.push_str(&format!("{}{:02}", lang.pick(",", "."), cents.unsigned_abs() % 100));
    }
    out
}

/// A number held in millionths, without trailing zeros: `4,25` or `4.25`.
pub fn decimal(millionths: i64, lang: Lang) -> String {
    let whole = number(millionths / 1_000_000, lang);
    let fraction = format!("{:06}", millionths.unsigned_abs() % 1_000_000);
    let fraction = fraction.trim_end_matches('0');
    let sign = if millionths < 0 && millionths > -1_000_000 { "-" } else { "" };
    if fraction.is_empty() { whole } else { format!("{sign}{whole}{}{fraction}", lang.pick(",", ".")) }
}

/// A calendar date: `31-12-2025` or `2025-12-31`.
pub fn date((year, month, day): (i16, i8, i8), lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("{day:02}-{month:02}-{year:04}"),
        Lang::En => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// A day of a run, kept as `2025-12-31`, as people write it; a text that is no day stays as it is.
pub fn iso_date(iso: &str, lang: Lang) -> String {
    let day = iso.parse::<jiff::civil::Date>();
    day.map_or_else(|_| iso.to_owned(), |day| date((day.year(), day.month(), day.day()), lang))
}

/// A name as it stands inside a sentence: small, unless it is an abbreviation.
pub(crate) fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    let word = label.split(' ').next().unwrap_or_default();
    match letters.next() {
        // "Naam aanvrager" and "E-mailadres", but not "KvK-nummer" or "IBAN".
        Some(first) if !word.chars().skip(1).any(char::is_uppercase) => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_read_amounts_in_their_own_notation() {
        assert_eq!(money(2_500_000, Lang::Nl), "€ 25.000");
        assert_eq!(money(123_456_789, Lang::En), "€1,234,567.89");
        assert_eq!(money(-5, Lang::Nl), "€ -0,05");
        assert_eq!(decimal(4_250_000, Lang::Nl), "4,25");
        assert_eq!(decimal(-250_000, Lang::En), "-0.25");
        assert_eq!(date((2025, 12, 31), Lang::Nl), "31-12-2025");
        assert_eq!(iso_date("2025-12-31", Lang::Nl), "31-12-2025");
        assert_eq!(iso_date("2025-99-77", Lang::Nl), "2025-99-77");
    }

    #[test]
    fn a_name_inside_a_sentence_is_small_unless_it_is_an_abbreviation() {
        let said = ["Naam aanvrager", "E-mailadres", "KvK-nummer", "IBAN", ""].map(lower_first);
        assert_eq!(said, ["naam aanvrager", "e-mailadres", "KvK-nummer", "IBAN", ""]);
    }
}
