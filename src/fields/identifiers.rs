//! Numbers that identify: KvK, RSIN, postcode, house number, e-mail, IBAN, SBI, licence plate.
//! Each function writes the normalised key of a trimmed text; equal keys mean the same thing.

use super::cell::{Cell, Read};
use super::{Reason, Repair};
use iban::{BaseIban, Iban};

fn value() -> Read<()> {
    (Cell::Value(()), None)
}

fn invalid(reason: Reason) -> Read<()> {
    (Cell::Invalid(reason), None)
}

/// Digits, without spaces and dots; other characters stay, so that they are seen to be wrong.
fn compact(text: &str, out: &mut String) {
    out.clear();
    out.extend(text.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')));
}

/// Whether a spreadsheet wrote the number in scientific notation and left digits out: `6,12E+08`.
pub(super) fn digits_lost(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    mantissa.starts_with(|c: char| c.is_ascii_digit())
        && number(mantissa)
        && !exponent.is_empty()
        && exponent.len() <= 3
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && (mantissa.contains([',', '.']) || text.contains('+'))
}

/// A KvK number: eight digits (Handelsregisterbesluit 2008). `restore` puts back one leading zero.
pub(super) fn kvk(text: &str, restore: bool, out: &mut String) -> Read<()> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        out.clear();
        out.push_str(text);
        return if text == "00000000" { invalid(Reason::Placeholder) } else { value() };
    }
    let bare = text.get(..3).filter(|start| start.eq_ignore_ascii_case("kvk")).map_or(text, |_| &text[3..]);
    compact(if restore { bare.trim_start_matches([':', ' ']) } else { text }, out);
    if !out.bytes().all(|b| b.is_ascii_digit()) || out.is_empty() {
        return invalid(if digits_lost(text) { Reason::DigitsLost } else { Reason::Form });
    }
    if out == "00000000" {
        return invalid(Reason::Placeholder);
    }
    match out.len() {
        8 => value(),
        7 if restore => {
            out.insert(0, '0');
            (Cell::Value(()), Some(Repair::ZeroRestored))
        }
        _ => invalid(Reason::Length),
    }
}

/// An RSIN: nine digits that pass the eleven test (weights 9 to 2, and -1 for the last).
pub(super) fn rsin(text: &str, out: &mut String) -> Read<()> {
    compact(text, out);
    if !out.bytes().all(|b| b.is_ascii_digit()) || out.is_empty() {
        return invalid(Reason::Form);
    }
    let restored = out.len() == 8;
    if restored {
        out.insert(0, '0');
    }
    if out.len() != 9 {
        return invalid(Reason::Length);
    }
    let digits = out.bytes().map(|b| i32::from(b - b'0'));
    let sum: i32 = digits.zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(digit, weight)| digit * weight).sum();
    if sum % 11 != 0 || sum == 0 {
        return invalid(Reason::CheckDigits);
    }
    (Cell::Value(()), restored.then_some(Repair::ZeroRestored))
}

/// A postcode, key `1234AB`: four digits, the first not zero, and two letters.
pub(super) fn postcode(text: &str, out: &mut String) -> Read<()> {
    out.clear();
    unblanked(text, out);
    match out.as_bytes() {
        [b'1'..=b'9', rest @ .., a, b]
            if rest.len() == 3
                && rest.iter().all(u8::is_ascii_digit)
                && a.is_ascii_uppercase()
                && b.is_ascii_uppercase() =>
        {
            value()
        }
        _ => invalid(Reason::Form),
    }
}

/// Appends a text in upper case without its blanks. Bytes do for nearly every cell.
fn unblanked(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.reserve(text.len());
        out.extend(text.bytes().filter(|byte| *byte != b' ').map(|byte| char::from(byte.to_ascii_uppercase())));
    } else {
        out.extend(text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}')).map(|c| c.to_ascii_uppercase()));
    }
}

/// A house number with its letter and addition, key in lower case without blanks and hyphens: `12abis`. Between two
/// digits a hyphen stays, whatever stood there: `5-2` and `5 2` are one house, and 52 is another.
pub(super) fn house_number(text: &str, out: &mut String) -> Read<()> {
    out.clear();
    let mut apart = false;
    for c in text.chars() {
        if matches!(c, ' ' | '-' | '\u{a0}') {
            apart = true;
            continue;
        }
        if apart && c.is_ascii_digit() && out.ends_with(|last: char| last.is_ascii_digit()) {
            out.push('-');
        }
        apart = false;
        if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
    if out.is_empty() { invalid(Reason::Form) } else { value() }
}

/// An e-mail address, key in lower case; of several in one cell the first.
pub(super) fn email(text: &str, out: &mut String) -> Read<()> {
    let first = text.split([';', ',', ' ']).find(|part| !part.is_empty()).unwrap_or("");
    let first = first.strip_prefix("mailto:").unwrap_or(first).trim_matches(['<', '>']);
    out.clear();
    if first.is_ascii() {
        out.push_str(first);
        out.make_ascii_lowercase();
    } else {
        out.extend(first.chars().flat_map(char::to_lowercase));
    }
    let Some((local, domain)) = out.rsplit_once('@') else { return invalid(Reason::Form) };
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let sign = |c: char| {
        c.is_ascii_punctuation()
            && !matches!(c, '"' | '(' | ')' | ',' | '.' | ':' | ';' | '<' | '>' | '@' | '[' | '\\' | ']')
    };
    let atom = |atom: &str| !atom.is_empty() && atom.chars().all(|c| c.is_alphanumeric() || sign(c));
    let good = local.len() <= 64 && local.split('.').all(atom) && domain.contains('.') && domain.split('.').all(label);
    if good { value() } else { invalid(Reason::Form) }
}

/// An IBAN (ISO 13616), key in upper case without blanks. `registry` also holds it against the length
/// and structure that its country has registered.
pub(super) fn iban(text: &str, registry: bool, out: &mut String) -> Read<()> {
    out.clear();
    let bare = text.get(..5).filter(|start| start.eq_ignore_ascii_case("iban ")).map_or(text, |_| &text[5..]);
    let bare = if registry { bare } else { text };
    if bare.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        out.push_str(bare);
    } else {
        unblanked(bare, out);
    }
    let bytes = out.as_bytes();
    let form = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if !form {
        return invalid(Reason::Form);
    }
    if mod97(bytes) != 1 {
        return invalid(Reason::CheckDigits);
    }
    // The Dutch structure is checked here: four letters and ten digits. It is nearly every cell.
    let registered = match &bytes[..2] {
        b"NL" => {
            bytes.len() == 18
                && bytes[4..8].iter().all(u8::is_ascii_uppercase)
                && bytes[8..].iter().all(u8::is_ascii_digit)
        }
        _ => !registry || out.parse::<BaseIban>().is_ok_and(|base| Iban::try_from(base).is_ok()),
    };
    if registry && !registered { invalid(Reason::Length) } else { value() }
}

/// The remainder by 97 of an IBAN with its first four characters moved to the end and letters read as 10 to 35.
fn mod97(iban: &[u8]) -> u64 {
    let rest = iban[4..].iter().chain(&iban[..4]).fold(0u64, |rest, byte| {
        // Dividing is dear; a few times is enough.
        let rest = if rest >> 56 == 0 { rest } else { rest % 97 };
        match byte {
            b'0'..=b'9' => rest * 10 + u64::from(byte - b'0'),
            _ => rest * 100 + u64::from(byte - b'A') + 10,
        }
    });
    rest % 97
}

/// An SBI code (CBS), key: its digits, of several codes in one cell the first.
pub(super) fn sbi(text: &str, out: &mut String) -> Read<()> {
    out.clear();
    for c in text.chars() {
        match c {
            '0'..='9' => out.push(c),
            '.' | ' ' if out.len() < 5 => {}
            _ if out.is_empty() => {}
            _ => break,
        }
    }
    if (2..=6).contains(&out.len()) { value() } else { invalid(Reason::Form) }
}

/// A licence plate, key in upper case without hyphens and blanks.
pub(super) fn licence_plate(text: &str, out: &mut String) -> Read<()> {
    out.clear();
    out.extend(text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).map(|c| c.to_ascii_uppercase()));
    let good = (4..=10).contains(&out.len()) && out.bytes().all(|b| b.is_ascii_alphanumeric());
    if good { value() } else { invalid(Reason::Form) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(parse: impl Fn(&str, &mut String) -> Read<()>, text: &str) -> Result<String, Reason> {
        let mut out = String::new();
        match parse(text, &mut out).0 {
            Cell::Value(()) => Ok(out),
            Cell::Missing => Ok(String::new()),
            Cell::Invalid(reason) => Err(reason),
        }
    }

    #[test]
    fn identifiers_become_keys() {
        assert_eq!(read(|t, o| kvk(t, true, o), "12.34.56.78"), Ok("12345678".into()));
        assert_eq!(read(|t, o| kvk(t, true, o), "KvK 1234 5678"), Ok("12345678".into()));
        assert_eq!(read(|t, o| kvk(t, true, o), "1234567"), Ok("01234567".into()));
        assert_eq!(read(|t, o| kvk(t, false, o), "1234567"), Err(Reason::Length));
        assert_eq!(read(|t, o| kvk(t, true, o), "00000000"), Err(Reason::Placeholder));
        assert_eq!(read(|t, o| kvk(t, true, o), "1,23E+07"), Err(Reason::DigitsLost));
        assert_eq!(read(postcode, "1234 ab"), Ok("1234AB".into()));
        assert_eq!(read(postcode, "0234AB"), Err(Reason::Form));
        assert_eq!(read(house_number, "12-A bis"), Ok("12abis".into()));
        for (written, key) in [("5-2", "5-2"), ("5 2", "5-2"), ("5 - 2", "5-2"), ("52", "52"), ("5-A 2", "5a2")] {
            assert_eq!(read(house_number, written), Ok(key.into()), "{written}");
        }
        assert_eq!(read(email, "mailto:Info@Voorbeeld.NL"), Ok("info@voorbeeld.nl".into()));
        assert_eq!(read(email, "geen adres"), Err(Reason::Form));
        assert_eq!(read(sbi, "56.10.1"), Ok("56101".into()));
        assert_eq!(read(sbi, "5630 Cafés"), Ok("5630".into()));
        assert_eq!(read(licence_plate, "x-123-yz"), Ok("X123YZ".into()));
        assert_eq!(read(rsin, "123456782"), Ok("123456782".into()));
        assert_eq!(read(rsin, "123456789"), Err(Reason::CheckDigits));
    }

    #[test]
    fn an_iban_is_held_against_its_check_digits_and_its_country() {
        assert_eq!(read(|t, o| iban(t, true, o), "nl91 abna 0417 1643 00"), Ok("NL91ABNA0417164300".into()));
        assert_eq!(read(|t, o| iban(t, true, o), "NL92ABNA0417164300"), Err(Reason::CheckDigits));
        assert_eq!(read(|t, o| iban(t, true, o), "onbekend"), Err(Reason::Form));
        assert_eq!(read(|t, o| iban(t, true, o), "BE68539007547034"), Ok("BE68539007547034".into()));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_keys_are_fixed_points(text in "\\PC{0,24}") {
            let parsers: [fn(&str, &mut String) -> Read<()>; 8] = [
                |t, o| kvk(t, true, o), rsin, postcode, house_number, email, |t, o| iban(t, true, o), sbi, licence_plate,
            ];
            for parse in parsers {
                if let Ok(key) = read(parse, &text) {
                    prop_assert_eq!(read(parse, &key), Ok(key.clone()));
                }
            }
        }

        #[test]
        fn any_other_last_digit_breaks_an_iban(account in 0u64..10_000_000_000, change in 1u8..10) {
            let bban = format!("ABNA{account:010}");
            let rest = mod97(format!("NL00{bban}").as_bytes());
            let good = format!("NL{:02}{bban}", 98 - rest);
            let registered = read(|t, o| iban(t, true, o), &good);
            prop_assert_eq!(registered, Ok(good.clone()));
            let mut bad = good.into_bytes();
            let last = bad.last_mut().expect("eighteen characters");
            *last = b'0' + (*last - b'0' + change) % 10;
            let bad = String::from_utf8(bad).expect("ASCII");
            prop_assert_eq!(read(|t, o| iban(t, true, o), &bad), Err(Reason::CheckDigits));
        }
    }
}
