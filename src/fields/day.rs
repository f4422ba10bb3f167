//! Calendar days as numbers: days since 1970-01-01 in the Gregorian calendar, as columns hold them.
//! The arithmetic is asked millions of times, so it is written out here; properties hold it against `jiff`'s.

use crate::text::{Lang, ops as words};
use jiff::civil::Date;

/// The day number of a date that the calendar has; `None` for the others.
pub fn from_ymd(year: i16, month: i8, day: i8) -> Option<i32> {
    Date::new(year, month, day).ok().map(from_date)
}

/// The day number of a date.
pub fn from_date(date: Date) -> i32 {
    // Days from civil: counts in eras of 400 years that start on 1 March.
    let (y, m, d) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day number; days outside the years -9999 to 9999 are held at the nearest one.
pub fn to_ymd(day: i32) -> (i16, i8, i8) {
    // `from_date` backwards: eras of 400 years that start on 1 March.
    let day = day.clamp(FIRST, LAST) + 719_468;
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let since_march = (5 * day_of_year + 2) / 153;
    let month = (since_march + 2) % 12 + 1;
    let year = day.div_euclid(146_097) * 400 + year_of_era + i32::from(month <= 2);
    (year as i16, month as i8, (day_of_year - (153 * since_march + 2) / 5 + 1) as i8)
}

/// The day numbers of the first day of the year -9999 and the last one of 9999.
const FIRST: i32 = -4_371_587;
const LAST: i32 = 2_932_896;

/// The day so many months later, or earlier for a negative number; held inside the calendar.
fn months_on(day: i32, months: i32) -> i32 {
    let (year, month, day) = to_ymd(day);
    let months = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(months);
    let months = months.clamp(-9_999 * 12, 9_999 * 12 + 11);
    let (year, month) = (months.div_euclid(12) as i16, months.rem_euclid(12) as i8 + 1);
    (1..=day).rev().find_map(|day| from_ymd(year, month, day)).unwrap_or(LAST)
}

/// A length of calendar time, as rules write it: `"180 days"`, `"6 months"`, `"3 years"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Duration {
    /// Days (weeks are seven of them).
    Days(i32),
    /// Calendar months (years are twelve of them).
    Months(i32),
}

impl Duration {
    /// The day this long before `day`; a day of the month that does not exist becomes the month's last.
    pub fn before(self, day: i32) -> i32 {
        match self {
            Duration::Days(n) => day.saturating_sub(n),
            Duration::Months(n) => months_on(day, n.saturating_neg()),
        }
    }

    /// The day this long after `day`; a day of the month that does not exist becomes the month's last.
    pub fn after(self, day: i32) -> i32 {
        match self {
            Duration::Days(n) => day.saturating_add(n),
            Duration::Months(n) => months_on(day, n),
        }
    }

    /// The length for people: `30 dagen`, `2 years`.
    pub fn said(self, lang: Lang) -> String {
        match self {
            Duration::Days(n) => words::days(n, lang),
            Duration::Months(n) => words::months(n, lang),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use proptest::prelude::*;

    #[test]
    fn known_days() {
        assert_eq!(from_ymd(1970, 1, 1), Some(0));
        assert_eq!(from_ymd(2000, 3, 1), Some(11_017));
        assert_eq!(from_ymd(2023, 2, 29), None);
        let end_of_august = from_ymd(2026, 8, 31).expect("a date");
        assert_eq!(to_ymd(Duration::Months(6).before(end_of_august)), (2026, 2, 28));
    }

    proptest! {
        #[test]
        fn far_days_are_held_at_the_end_of_the_calendar(day in any::<i32>(), n in any::<i32>()) {
            let inside = FIRST..=LAST;
            prop_assert!(inside.contains(&from_ymd_of(day)));
            for months in [Duration::Months(n).before(day), Duration::Months(n).after(day)] {
                prop_assert!(inside.contains(&months));
            }
            Duration::Days(n).before(day);
            Duration::Days(n).after(day);
        }

        #[test]
        fn there_and_back(day in FIRST..=LAST) {
            prop_assert_eq!(from_ymd_of(day), day);
            let date = Date::constant(1970, 1, 1) + i64::from(day).days();
            prop_assert_eq!(to_ymd(day), (date.year(), date.month(), date.day()));
        }

        #[test]
        fn months_go_by_as_the_calendar_says(day in -700_000i32..2_000_000, n in 0i32..4_000) {
            let (year, month, of_month) = to_ymd(day);
            let date = Date::constant(year, month, of_month);
            prop_assert_eq!(Duration::Months(n).before(day), from_date(date - n.months()));
            prop_assert_eq!(Duration::Months(n).after(day), from_date(date + n.months()));
        }
    }

    fn from_ymd_of(day: i32) -> i32 {
        let (year, month, day) = to_ymd(day);
        from_ymd(year, month, day).expect("a date")
    }
}
