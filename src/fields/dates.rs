//! Calendar dates in the notations of Dutch files: `31-12-2025`, `1 mrt 2026`, `2025-12-31`, `20251231`.

use super::cell::{Cell, Read};
use super::day;
use super::{Reason, Repair};

/// Day numbers of a spreadsheet that stand for days between 1954 and 2119.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=80_000.0;
/// The day before 1 January 1900 in the 1900 system, corrected for its 29 February 1900, as days since 1970.
const SERIAL_ZERO: i32 = -25_569;
/// How many days later the 1904 system starts.
const SERIAL_1904: i32 = 1_462;

/// Reads a date of a trimmed text.
pub(super) fn date(text: &str, month_first: bool) -> Read<i32> {
    if let Some(fast) = plain(text.as_bytes(), month_first) {
        return (fast, None);
    }
    let text = without_time(text);
    let cell = match plain(text.as_bytes(), month_first) {
        Some(cell) => cell,
        None => spelled(text, month_first),
    };
    (cell, None)
}

/// Reads the bare day number of a spreadsheet.
pub(super) fn serial(number: f64, date_1904: bool) -> Read<i32> {
    if SERIALS.contains(&number) {
        let shift = if date_1904 { SERIAL_1904 } else { 0 };
        return (Cell::Value(SERIAL_ZERO + shift + number as i32), Some(Repair::SerialDate));
    }
    // 20251231 typed into a cell that Excel took for a number.
    if number.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(&number) {
        let n = number as i32;
        return (made(n / 10_000, n / 100 % 100, n % 100), None);
    }
    (Cell::Invalid(Reason::NotADate), None)
}

/// `dd-mm-jjjj` and `jjjj-mm-dd` with two digits each, the notations of nearly every cell.
fn plain(text: &[u8], month_first: bool) -> Option<Cell<i32>> {
    let separator = |b: u8| matches!(b, b'-' | b'/' | b'.');
    let (y, m, d) = match text {
        [y @ .., s, m1, m2, t, d1, d2] if y.len() == 4 && separator(*s) && t == s => (y, [*m1, *m2], [*d1, *d2]),
        [d1, d2, s, m1, m2, t, y @ ..] if y.len() == 4 && separator(*s) && t == s => {
            let (first, second) = ([*d1, *d2], [*m1, *m2]);
            if month_first { (y, first, second) } else { (y, second, first) }
        }
        _ => return None,
    };
    let (y, m, d) = (number(y)?, number(&m)?, number(&d)?);
    Some(made(y, m, d))
}

fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + i32::from(b - b'0')))
}

/// The day of year, month and day; days that stand for "none" are missing.
fn made(year: i32, month: i32, day: i32) -> Cell<i32> {
    if matches!((year, month, day), (0, 0, 0) | (1, 1, 1) | (1900, 1, 1) | (1900, 1, 0) | (9999, 12, 31)) {
        return Cell::Missing;
    }
    let (Ok(y), Ok(m), Ok(d)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else {
        return Cell::Invalid(Reason::NoSuchDay);
    };
    if y < 1 {
        return Cell::Invalid(Reason::NoSuchDay);
    }
    day::from_ymd(y, m, d).map_or(Cell::Invalid(Reason::NoSuchDay), Cell::Value)
}

/// The text before a time of day: `2026-03-01T00:00:00.000`, `01/03/2026 12:00 AM`.
fn without_time(text: &str) -> &str {
    let cut = text.find(':').and_then(|colon| text[..colon].rfind([' ', 'T', ',']));
    cut.map_or(text, |at| text[..at].trim_end_matches([',', ' ']))
}

/// Dates of one or two digits, with two-digit years, with month names, or without separators.
fn spelled(text: &str, month_first: bool) -> Cell<i32> {
    let not_a_date = Cell::Invalid(Reason::NotADate);
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return number(text.as_bytes()).map_or(not_a_date, |n| made(n / 10_000, n / 100 % 100, n % 100));
    }
    let mut parts = text.split([' ', '-', '/', '.', ',']).filter(|part| !part.is_empty());
    let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return not_a_date;
    };
    let short = |text: &str| (text.len() <= 2).then(|| number(text.as_bytes())).flatten();
    let (day, month, year) = if let Some(month) = month_named(b) {
        (short(a), Some(month), c)
    } else if let Some(month) = month_named(a) {
        (short(b), Some(month), c)
    } else if a.len() == 4 {
        (short(c), short(b), a)
    } else if month_first {
        (short(b), short(a), c)
    } else {
        (short(a), short(b), c)
    };
    match (year_of(year), month, day) {
        (Some(year), Some(month), Some(day)) => made(year, month, day),
        _ => not_a_date,
    }
}

/// A year of four digits, or of two: 00 to 69 are 20xx.
fn year_of(text: &str) -> Option<i32> {
    let year = number(text.as_bytes())?;
    match text.len() {
        4 => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// A month by its Dutch or English name, or the first three letters of it.
fn month_named(text: &str) -> Option<i32> {
    let text = text.to_lowercase();
    let names: [&[&str]; 12] = [
        &["januari", "january", "jan"],
        &["februari", "february", "feb"],
        &["maart", "march", "mrt", "mar"],
        &["april", "apr"],
        &["mei", "may"],
        &["juni", "june", "jun"],
        &["juli", "july", "jul"],
        &["augustus", "august", "aug"],
        &["september", "sept", "sep"],
        &["oktober", "october", "okt", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    names.iter().position(|names| names.contains(&text.as_str())).map(|at| at as i32 + 1)
}

/// Whether a sample of cells is written month first: some second part is over 12, and no first part is.
pub(super) fn month_first<'a>(sample: impl Iterator<Item = &'a str>) -> bool {
    let (mut first_over, mut second_over) = (false, false);
    for text in sample {
        let mut parts = text.trim().split(['-', '/', '.']).map(|part| part.parse::<u32>().unwrap_or(0));
        if let (Some(a), Some(b)) = (parts.next(), parts.next()) {
            first_over |= (13..=31).contains(&a) && b <= 12;
            second_over |= (13..=31).contains(&b) && (1..=12).contains(&a);
        }
    }
    second_over && !first_over
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_in_every_usual_notation() {
        let day = day::from_ymd(2026, 3, 1).expect("a date");
        for text in [
            "01-03-2026",
            "1-3-2026",
            "1/3/2026",
            "1.3.26",
            "2026-03-01",
            "20260301",
            "1 mrt 2026",
            "1 maart 2026",
            "01/03/2026 00:00",
            "2026-03-01T12:30:00.000",
            "March 1, 2026",
            "2026/3/1",
        ] {
            assert_eq!(date(text, false).0, Cell::Value(day), "{text}");
        }
        assert_eq!(date("03/01/2026 12:00:00 AM", true).0, Cell::Value(day));
        assert_eq!(serial(46_082.0, false).0, Cell::Value(day));
    }

    #[test]
    fn dates_that_are_none() {
        assert_eq!(date("31-02-2020", false).0, Cell::Invalid(Reason::NoSuchDay));
        assert_eq!(date("2020-02-31", false).0, Cell::Invalid(Reason::NoSuchDay));
        assert_eq!(date("00-00-0000", false).0, Cell::Missing);
        assert_eq!(date("volgt", false).0, Cell::Invalid(Reason::NotADate));
        assert_eq!(date("07-12--2025", false).0, Cell::Value(day::from_ymd(2025, 12, 7).expect("a date")));
    }

    #[test]
    fn a_column_proves_that_months_come_first() {
        assert!(month_first(["01/28/2022", "03/01/2022"].into_iter()));
        assert!(!month_first(["28/01/2022", "03/01/2022"].into_iter()));
        assert!(!month_first(["03/01/2022"].into_iter()));
    }

    proptest! {
        #[test]
        fn every_day_reads_back(number in -20_000i32..40_000, text in "\\PC{0,16}") {
            let (y, m, d) = day::to_ymd(number);
            prop_assume!((y, m, d) != (1900, 1, 1));
            prop_assert_eq!(date(&format!("{d:02}-{m:02}-{y:04}"), false).0, Cell::Value(number));
            prop_assert_eq!(date(&format!("{y:04}-{m:02}-{d:02}"), true).0, Cell::Value(number));
            let _ = date(&text, false);
        }
    }
}
