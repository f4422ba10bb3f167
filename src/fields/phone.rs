//! Telephone numbers: the key is the number in E.164 form (`+31612345678`).

use super::cell::{Cell, Read};
use super::identifiers::digits_lost;
use super::{Reason, Repair};

/// Numbers that forms are filled in with when there is none.
const PLACEHOLDERS: [&str; 3] = ["+31600000000", "+31000000000", "+31612345678"];

/// Reads a Dutch number in any notation, or another country's with its `+`. Of two numbers the first.
pub(super) fn phone(text: &str, out: &mut String) -> Read<()> {
    if digits_lost(text) {
        return (Cell::Invalid(Reason::DigitsLost), None);
    }
    let (first, second) = match text.split_once(['/', ';', ',']) {
        Some((first, rest)) if rest.bytes().filter(u8::is_ascii_digit).count() >= 9 => (first, true),
        _ => (text, false),
    };
    out.clear();
    out.extend(first.chars().filter(|c| c.is_ascii_digit() || *c == '+'));
    if out.starts_with("00") {
        out.replace_range(..2, "+");
    }
    let restored = normalise(out);
    let digits = out.len() - usize::from(out.starts_with('+'));
    let reason = if PLACEHOLDERS.contains(&out.as_str()) {
        Some(Reason::Placeholder)
    } else if out.starts_with("+31800") || out.starts_with("+31900") || out.starts_with("14") && digits <= 6 {
        Some(Reason::SharedNumber)
    } else if !(9..=15).contains(&digits) || out.rfind('+').is_some_and(|at| at > 0) {
        Some(Reason::Length)
    } else {
        None
    };
    let repair = if second { Some(Repair::SecondNumber) } else { restored.then_some(Repair::ZeroRestored) };
    (reason.map_or(Cell::Value(()), Cell::Invalid), repair)
}

/// As `phone`, but only the notation is evened out (a Dutch number starts with `0`) and no numbering plan
/// is known: nine characters or more are a number.
pub(super) fn phone_digits(text: &str, out: &mut String) -> Read<()> {
    out.clear();
    // No part of a longer sign is one of these.
    out.extend(text.bytes().filter(|byte| byte.is_ascii_digit() || *byte == b'+').map(char::from));
    if out.starts_with("00") {
        out.replace_range(..2, "+");
    }
    if out.starts_with("+310") {
        out.replace_range(..4, "0");
    } else if out.starts_with("+31") {
        out.replace_range(..3, "0");
    }
    let reason = match out.as_str() {
        "0600000000" | "0000000000" | "0612345678" => Some(Reason::Placeholder),
        text if text.len() < 9 => Some(Reason::Length),
        _ => None,
    };
    (reason.map_or(Cell::Value(()), Cell::Invalid), None)
}

/// Writes a Dutch number with its country code; true when a lost leading zero had to be supplied.
fn normalise(out: &mut String) -> bool {
    if out.starts_with("+310") {
        out.remove(3);
    } else if out.starts_with('+') {
    } else if out.starts_with('0') && out.len() >= 9 {
        out.replace_range(..1, "+31");
    } else if out.len() == 9 && out.starts_with('6') {
        out.insert_str(0, "+31");
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, Reason> {
        let mut out = String::new();
        match phone(text, &mut out).0 {
            Cell::Value(()) => Ok(out),
            Cell::Missing => Ok(String::new()),
            Cell::Invalid(reason) => Err(reason),
        }
    }

    #[test]
    fn every_notation_of_a_number_is_one_key() {
        for text in
            ["06-19001234", "+31619001234", "0619 001 234", "+31 (0)6 1900 1234", "0031 6 19001234", "619001234"]
        {
            assert_eq!(read(text), Ok("+31619001234".into()), "{text}");
        }
        assert_eq!(read("010 - 123 45 67 / 0619001234"), Ok("+31101234567".into()));
        assert_eq!(read("+32 2 123 45 67"), Ok("+3221234567".into()));
    }

    #[test]
    fn what_links_nobody_is_no_number() {
        assert_eq!(read("06-00000000"), Err(Reason::Placeholder));
        assert_eq!(read("06-12345678"), Err(Reason::Placeholder));
        assert_eq!(read("0000000000"), Err(Reason::Length));
        assert_eq!(read("14 024"), Err(Reason::SharedNumber));
        assert_eq!(read("0900-1234567"), Err(Reason::SharedNumber));
        assert_eq!(read("12345"), Err(Reason::Length));
        assert_eq!(read("6.12345678E8"), Err(Reason::DigitsLost));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_keys_are_fixed_points(text in "[0-9+() /-]{0,20}|\\PC{0,20}") {
            if let Ok(key) = read(&text) {
                prop_assert_eq!(read(&key), Ok(key.clone()));
            }
        }
    }
}
