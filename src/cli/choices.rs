//! Choices that need more than the parser knows: a band of the rule set, a date, a sign.

use std::ffi::OsString;

use super::fault::Fault;
use crate::fields::day;
use crate::rules::Band;
use crate::text::cli::CliMsg;

/// The value of an option in arguments that are not parsed yet: what says how mistakes in them are told.
pub(super) fn unparsed(args: &[OsString], option: &str) -> Option<String> {
    let mut args = args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    while let Some(arg) = args.next() {
        if arg == option {
            return args.next().map(|value| value.into_owned());
        }
        if let Some(value) = arg.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            return Some(value.to_owned());
        }
    }
    None
}

/// A band by its id or by its name in either language, however it is spaced or cased.
pub(super) fn band(text: &str, bands: &[Band]) -> Result<usize, Fault> {
    let plain =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let asked = plain(text);
    let names = |band: &Band| [plain(&band.id), plain(&band.label.nl), plain(&band.label.en)];
    bands.iter().position(|band| names(band).contains(&asked)).ok_or_else(|| {
        let bands = bands.iter().map(|band| format!("{} ({})", band.id, band.label.nl)).collect();
        CliMsg::UnknownBand { text: text.to_owned(), bands }.into()
    })
}

/// A date as people or machines write it, in days since 1970-01-01.
pub(super) fn date(option: &'static str, text: &str) -> Result<i32, Fault> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.']).collect();
    let order = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Some((*year, *month, *day)),
        [day, month, year] if year.len() == 4 => Some((*year, *month, *day)),
        _ => None,
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let known = order.filter(|(y, m, d)| digits(y) && digits(m) && digits(d)).and_then(|(y, m, d)| {
        let (y, m, d) = (y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
        day::from_ymd(y, m, d)
    });
    known.ok_or_else(|| CliMsg::BadDate { option, text: text.to_owned() }.into())
}

/// The sign between cells.
pub(super) fn delimiter(text: &str) -> Result<u8, Fault> {
    match text.as_bytes() {
        b"tab" | b"TAB" | b"\\t" => Ok(b'\t'),
        [sign] if sign.is_ascii() && !sign.is_ascii_alphanumeric() && !matches!(sign, b'"' | b'\n' | b'\r') => {
            Ok(*sign)
        }
        _ => Err(CliMsg::BadDelimiter { text: text.to_owned() }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Both;

    #[test]
    fn a_band_has_its_name_in_either_language() {
        let band_of = |id: &str, nl: &str, en: &str| Band {
            id: id.into(),
            label: Both { nl: nl.into(), en: en.into() },
            from: 0,
            min_themes: 0,
            min_hits: 0,
        };
        let bands = [band_of("low", "laag", "low"), band_of("very_high", "zeer hoog", "very high")];
        for name in ["very_high", "Very High", "zeer hoog", "ZEER-HOOG", "zeerhoog"] {
            assert_eq!(band(name, &bands).ok(), Some(1), "{name}");
        }
        assert!(band("hoogst", &bands).is_err());
    }

    #[test]
    fn a_date_may_be_written_both_ways() {
        for text in ["2026-02-01", "01-02-2026", "1-2-2026", "1/2/2026"] {
            assert_eq!(date("--as-of", text).ok(), day::from_ymd(2026, 2, 1), "{text}");
        }
        for text in ["2026-02-30", "1-2-26", "gisteren", "", "+026-01-01"] {
            assert!(date("--as-of", text).is_err(), "{text}");
        }
    }
}
