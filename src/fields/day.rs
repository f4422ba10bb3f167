//! Calendar days as numbers: days since 1970-01-01 in the Gregorian calendar, as columns hold them.
//! The arithmetic is that of `jiff`'s civil dates; this file only converts.

use crate::text::{Lang, ops as words};
use jiff::{ToSpan, civil::Date};

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

/// The date of a day number; days outside the years -9999 to 9999 are held at the nearest one.
pub fn to_date(day: i32) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    // A span of more days than the calendar has panics, so it is cut before.
    epoch.saturating_add(i64::from(day.clamp(-7_000_000, 7_000_000)).days())
}

/// Year, month and day of a day number.
pub fn to_ymd(day: i32) -> (i16, i8, i8) {
    let date = to_date(day);
    (date.year(), date.month(), date.day())
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
            Duration::Months(n) => from_date(to_date(day).saturating_sub(within_calendar(n).months())),
        }
    }

    /// The day this long after `day`; a day of the month that does not exist becomes the month's last.
    pub fn after(self, day: i32) -> i32 {
        match self {
            Duration::Days(n) => day.saturating_add(n),
            Duration::Months(n) => from_date(to_date(day).saturating_add(within_calendar(n).months())),
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

/// A number of months that a span can hold; longer ones leave the calendar all the same.
fn within_calendar(months: i32) -> i32 {
    months.clamp(-239_000, 239_000)
}

#[cfg(test)]
mod tests {
    use super::*;
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
            for length in [Duration::Days(n), Duration::Months(n)] {
                to_date(length.before(day));
                to_date(length.after(day));
            }
        }

        #[test]
        fn there_and_back(day in -700_000i32..2_900_000) {
            prop_assert_eq!(from_date(to_date(day)), day);
        }
    }
}
