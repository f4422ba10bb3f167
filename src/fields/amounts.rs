//! Amounts in exact cents and numbers in exact millionths, in Dutch and in English notation.

use super::cell::{Cell, Read};
use super::identifiers::digits_lost;
use super::{Reason, Repair};
use std::borrow::Cow;

/// Which sign separates thousands and which decimals in a column, where a cell alone does not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Notation {
    /// `1.234,56`
    #[default]
    Dutch,
    /// `1,234.56`
    English,
}

impl Notation {
    /// The notation that a sample of cells proves: English where a dot or comma stands as only English has it.
    pub(super) fn of<'a>(sample: impl Iterator<Item = &'a str>) -> Self {
        let (mut dutch, mut english) = (false, false);
        for text in sample {
            let text: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
            let decimals = |sign: char| text.rsplit_once(sign).is_some_and(|(_, end)| matches!(end.len(), 1 | 2));
            dutch |= decimals(',');
            english |= decimals('.');
        }
        if english && !dutch { Notation::English } else { Notation::Dutch }
    }
}

/// An amount of money in cents.
pub(super) fn money(text: &str, notation: Notation) -> Read<i64> {
    // Plain digits, with or without two decimals, are nearly every cell.
    if let Some(cents) = plain(text.as_bytes(), notation) {
        return (Cell::Value(cents), None);
    }
    if text.eq_ignore_ascii_case("nihil") || text.eq_ignore_ascii_case("geen") {
        return (Cell::Value(0), None);
    }
    units(text, notation, 2)
}

/// A number in millionths.
pub(super) fn number(text: &str, notation: Notation) -> Read<i64> {
    // A few digits are nearly every cell.
    if (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) {
        let whole = text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
        return (Cell::Value(whole * 1_000_000), None);
    }
    units(text, notation, 6)
}

/// An amount of a spreadsheet's number cell: a binary fraction that must be a whole number of units
/// but for what such fractions cannot hold.
pub(super) fn from_float(number: f64, decimals: u32) -> Read<i64> {
    let scaled = number * 10f64.powi(decimals as i32);
    let whole = scaled.round();
    // Twice the largest i64 that a double holds exactly would no longer be exact in cents.
    if !whole.is_finite() || whole.abs() >= 9.0e15 {
        return (Cell::Invalid(Reason::Precision), None);
    }
    // Numbers have millionths to spare; parts of a cent are a unit price, not an amount.
    if decimals == 2 && (scaled - whole).abs() > 0.005 {
        return (Cell::Invalid(Reason::Precision), None);
    }
    (Cell::Value(whole as i64), None)
}

/// `1.234.567,89` (or `1,234,567.89`), every group of three as it should be.
fn plain(text: &[u8], notation: Notation) -> Option<i64> {
    let (group, point) = match notation {
        Notation::Dutch => (b'.', b','),
        Notation::English => (b',', b'.'),
    };
    // So few digits, and two more, always fit.
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    let (mut value, mut since_group, mut grouped) = (0i64, 0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                since_group += 1;
            }
            b if *b == group => {
                let good = if grouped { since_group == 3 } else { (1..=3).contains(&since_group) };
                if !good {
                    return None;
                }
                (since_group, grouped) = (0, true);
            }
            b if *b == point => {
                let good = at > 0 && (!grouped || since_group == 3);
                return match (good, &text[at + 1..]) {
                    (true, [a, b]) if a.is_ascii_digit() && b.is_ascii_digit() => {
                        Some(value * 100 + i64::from(a - b'0') * 10 + i64::from(b - b'0'))
                    }
                    _ => None,
                };
            }
            _ => return None,
        }
    }
    // A dot before the last three digits alone is for the slow way, which says what it took it for.
    (!grouped || since_group == 3).then_some(value * 100)
}

fn units(text: &str, notation: Notation, decimals: usize) -> Read<i64> {
    if digits_lost(text) {
        return (Cell::Invalid(Reason::DigitsLost), None);
    }
    let not_a_number = (Cell::Invalid(Reason::NotANumber), None);
    let Some((negative, digits)) = stripped(text) else { return not_a_number };
    let Some((whole, fraction, guessed)) = split(&digits, notation) else { return not_a_number };
    let fraction = fraction.trim_end_matches('0').as_bytes();
    if fraction.len() > decimals {
        return (Cell::Invalid(Reason::Precision), None);
    }
    let zeros = std::iter::repeat_n(&b'0', decimals - fraction.len());
    let digits = whole.as_bytes().iter().filter(|b| b.is_ascii_digit()).chain(fraction).chain(zeros);
    let mut digits = digits.map(|digit| i64::from(digit - b'0'));
    let units = digits.try_fold(0i64, |units, digit| units.checked_mul(10)?.checked_add(digit));
    match units {
        Some(units) => (Cell::Value(if negative { -units } else { units }), guessed.then_some(Repair::Thousands)),
        None => (Cell::Invalid(Reason::Precision), None),
    }
}

/// The digits and separators of a text, without currency, sign, blanks and `,-`; `None` when more stands there.
fn stripped(text: &str) -> Option<(bool, Cow<'_, str>)> {
    let mut text = text.trim();
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        (negative, text) = (true, inner.trim());
    }
    for _ in 0..2 {
        text = text.trim_start_matches(['€', '\u{80}']).trim();
        text = strip_word(text, "eur").trim();
        if let Some(rest) = text.strip_prefix(['-', '−']) {
            (negative, text) = (true, rest.trim());
        }
        text = text.strip_prefix('+').unwrap_or(text).trim();
    }
    text = text.trim_end_matches(['€', '\u{80}']).trim();
    text = text
        .strip_suffix(",-")
        .or_else(|| text.strip_suffix(",--"))
        .or_else(|| text.strip_suffix(".-"))
        .unwrap_or(text);
    // A percentage is said as such (`19%` is 19), as people and forms say it.
    text = text.trim_end_matches('%').trim_end();
    let blank = [' ', '\u{a0}', '\u{202f}', '\''];
    // Blanks may stand between groups of three, and nowhere else.
    let groups = text.split(blank).skip(1).all(|part| part.split([',', '.']).next().is_some_and(|g| g.len() == 3));
    let digits = if text.contains(blank) { Cow::Owned(text.replace(blank, "")) } else { Cow::Borrowed(text) };
    let good = groups
        && digits.bytes().any(|b| b.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    good.then_some((negative, digits))
}

/// The text without this word in front or behind, in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> &'a str {
    let n = word.len();
    if text.get(..n).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
        return &text[n..];
    }
    let cut = text.len().wrapping_sub(n);
    if text.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(word)) { &text[..cut] } else { text }
}

/// Whole digits with what groups them, decimals, and whether `d.ddd` was taken for thousands on the column's
/// word alone.
fn split(digits: &str, notation: Notation) -> Option<(&str, &str, bool)> {
    let Some(last) = digits.rfind(['.', ',']) else { return Some((digits, "", false)) };
    let sign = digits.as_bytes()[last] as char;
    let (before, after) = (&digits[..last], &digits[last + 1..]);
    let other = if sign == '.' { ',' } else { '.' };
    let group_sign = match notation {
        Notation::Dutch => '.',
        Notation::English => ',',
    };
    let several = before.contains(sign);
    let alone = !several && !before.contains(other);
    if several || (after.len() == 3 && alone && sign == group_sign) {
        return is_grouped(digits, sign).then_some((digits, "", alone));
    }
    is_grouped(before, other).then_some((before, after, false))
}

/// Whether the digits of a whole number stand in groups of three with this sign between them, or in one.
fn is_grouped(digits: &str, sign: char) -> bool {
    let mut groups = digits.split(sign);
    let first = groups.next().unwrap_or("");
    let good = !digits.contains(sign) || ((1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3));
    good && digits.chars().all(|c| c.is_ascii_digit() || c == sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cents(text: &str) -> Cell<i64> {
        money(text, Notation::Dutch).0
    }

    #[test]
    fn amounts_in_both_notations_are_exact() {
        for (text, expected) in [
            ("1.234.567,89", 123_456_789),
            ("€ 1.250,-", 125_000),
            ("1250", 125_000),
            ("1.250", 125_000),
            ("€1250", 125_000),
            ("EUR 1.250", 125_000),
            ("1.250,50 €", 125_050),
            ("-€ 10,00", -1_000),
            ("(10,00)", -1_000),
            ("1\u{a0}250,00", 125_000),
            ("1,234.56", 123_456),
            ("1234.5", 123_450),
            ("0,05", 5),
            ("nihil", 0),
            ("12.50", 1_250),
        ] {
            assert_eq!(cents(text), Cell::Value(expected), "{text}");
        }
        assert_eq!(money("1.250", Notation::English).0, Cell::Value(125));
        assert_eq!(money("1,250", Notation::English).0, Cell::Value(125_000));
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in ["40K", "ca. 40.000", "40.000 - 50.000", "PM", "1.2.3", "1,234,5", "", "€", "12 34"] {
            assert!(matches!(cents(text), Cell::Invalid(_)), "{text}");
        }
        assert_eq!(cents("1,2345"), Cell::Invalid(Reason::Precision));
        assert_eq!(cents("6,12E+08"), Cell::Invalid(Reason::DigitsLost));
        assert_eq!(cents("99999999999999999999"), Cell::Invalid(Reason::Precision));
        assert_eq!(from_float(1250.5, 2).0, Cell::Value(125_050));
        assert_eq!(from_float(0.123_456, 2).0, Cell::Invalid(Reason::Precision));
    }

    proptest! {
        #[test]
        fn any_amount_reads_back(amount in -1_000_000_000_000i64..1_000_000_000_000, text in "\\PC{0,16}") {
            let dutch = crate::text::money(amount, crate::text::Lang::Nl);
            prop_assert_eq!(money(&dutch, Notation::Dutch).0, Cell::Value(amount));
            let english = crate::text::money(amount, crate::text::Lang::En);
            prop_assert_eq!(money(&english, Notation::English).0, Cell::Value(amount));
            let _ = money(&text, Notation::Dutch);
        }
    }
}
