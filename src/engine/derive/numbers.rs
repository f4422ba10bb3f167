//! Derived values that are numbers, amounts or dates, computed exactly in whole units.

use super::{computed, value_of};
use crate::batch::{Bits, Column, Data, Row, View};
use crate::fields::{KindId, Storage, day, fold, hours};
use crate::ops::Decimal;
use crate::rules::{Derived, Part};

/// The column of a derived number, amount or date.
pub(super) fn column(view: &View<'_>, kind: KindId, derived: &Derived) -> Column {
    let scale = i128::from(kind.scale());
    match derived {
        Derived::Sum(parts) => fixed(view, kind, |row| sum(view, parts, scale, row)),
        Derived::Difference(parts) => fixed(view, kind, |row| difference(view, parts, scale, row)),
        Derived::Product(parts, factor) => fixed(view, kind, |row| product(view, parts, *factor, scale, row)),
        Derived::Ratio(a, b) => fixed(view, kind, |row| ratio(view, a, b, scale, row)),
        Derived::DaysBetween(a, b) => fixed(view, kind, |row| {
            Some((i128::from(day_of(view, b, row)?) - i128::from(day_of(view, a, row)?)) * scale)
        }),
        Derived::YearsBetween(a, b) => {
            fixed(view, kind, |row| Some(i128::from(years(day_of(view, a, row)?, day_of(view, b, row)?)) * scale))
        }
        Derived::Weekday(part) => fixed(view, kind, |row| {
            // 1970-01-01 was a Thursday.
            Some(i128::from((day_of(view, part, row)? + 3).rem_euclid(7) + 1) * scale)
        }),
        Derived::Length(part) => text(view, kind, part, |text| Some(text.chars().count() as i64 * kind.scale())),
        Derived::HoursPerWeek(part) => text(view, kind, part, hours::per_week),
        Derived::Lookup { by, table } => text(view, kind, by, |key| lookup(table, key)),
        _ => Column::absent(kind, view.rows),
    }
}

/// The first part that has a value.
pub(super) fn first_of(view: &View<'_>, kind: KindId, parts: &[Part]) -> Column {
    let units = |row| parts.iter().find_map(|part| units(view, part, i128::from(kind.scale()), row));
    match kind.storage() {
        Storage::Day => {
            let days: Vec<Option<i32>> =
                view.iter().map(|row| parts.iter().find_map(|part| day_of(view, part, row))).collect();
            let valid = Bits::from_fn(days.len(), |row| days[row].is_some());
            computed(kind, Data::Days(days.into_iter().map(Option::unwrap_or_default).collect()), valid)
        }
        Storage::Flag => {
            let flag = |row| parts.iter().find_map(|part| view.column(value_of(part)?).flag(row));
            let flags: Vec<Option<bool>> = view.iter().map(flag).collect();
            let valid = Bits::from_fn(flags.len(), |row| flags[row].is_some());
            computed(kind, Data::Flags(Bits::from_fn(flags.len(), |row| flags[row] == Some(true))), valid)
        }
        _ => fixed(view, kind, units),
    }
}

/// A column from one number per row; a number too large to hold is missing.
fn fixed(view: &View<'_>, kind: KindId, number: impl Fn(Row) -> Option<i128>) -> Column {
    let mut valid = view.none();
    let units = view.iter().map(|row| {
        let units = number(row).and_then(|n| i64::try_from(n).ok());
        valid.set(row.index(), units.is_some());
        units.unwrap_or(0)
    });
    let units = units.collect();
    computed(kind, Data::Fixed(units), valid)
}

/// A column from a function of a text, asked once per distinct text.
fn text(view: &View<'_>, kind: KindId, part: &Part, number: impl Fn(&str) -> Option<i64>) -> Column {
    let Some(value) = value_of(part) else { return Column::absent(kind, view.rows) };
    let column = view.column(value);
    let Data::Keys(keys) = &column.data else { return Column::absent(kind, view.rows) };
    let known: Vec<Option<i64>> = keys.table.iter().map(number).collect();
    fixed(view, kind, |row| match column.symbol(row) {
        Some(symbol) => known.get(symbol as usize).copied().flatten().map(i128::from),
        None => part.missing_as.map(i128::from),
    })
}

/// The units of a part in the scale that is asked for.
fn units(view: &View<'_>, part: &Part, scale: i128, row: Row) -> Option<i128> {
    let column = view.column(value_of(part)?);
    let own = i128::from(column.kind.scale());
    let units = column.fixed(row).or(part.missing_as)?;
    Some(i128::from(units) * scale / own)
}

fn day_of(view: &View<'_>, part: &Part, row: Row) -> Option<i32> {
    let stand_in = || part.missing_as.and_then(|day| i32::try_from(day).ok());
    view.column(value_of(part)?).day(row).or_else(stand_in)
}

fn sum(view: &View<'_>, parts: &[Part], scale: i128, row: Row) -> Option<i128> {
    parts.iter().try_fold(0i128, |sum, part| sum.checked_add(units(view, part, scale, row)?))
}

fn difference(view: &View<'_>, parts: &[Part], scale: i128, row: Row) -> Option<i128> {
    let (first, rest) = parts.split_first()?;
    units(view, first, scale, row)?.checked_sub(sum(view, rest, scale, row)?)
}

fn product(view: &View<'_>, parts: &[Part], factor: Decimal, scale: i128, row: Row) -> Option<i128> {
    let (mut over, mut under) = (i128::from(factor.digits) * scale, 10i128.pow(factor.decimals.min(9)));
    for part in parts {
        let column = view.column(value_of(part)?);
        over = over.checked_mul(i128::from(column.fixed(row).or(part.missing_as)?))?;
        under = under.checked_mul(i128::from(column.kind.scale()))?;
    }
    rounded(over, under)
}

fn ratio(view: &View<'_>, a: &Part, b: &Part, scale: i128, row: Row) -> Option<i128> {
    let (over, under) = (units(view, a, 1_000_000, row)?, units(view, b, 1_000_000, row)?);
    rounded(over.checked_mul(scale)?, under)
}

/// A quotient rounded to the nearest whole, halves away from zero; `None` when divided by zero.
fn rounded(over: i128, under: i128) -> Option<i128> {
    let (over, under) = if under < 0 { (-over, -under) } else { (over, under) };
    let half = if over < 0 { -(under / 2) } else { under / 2 };
    (under != 0).then(|| (over + half) / under)
}

/// Whole years from one day to another by (year, month, day): a birthday on 29 February is not yet
/// reached on 28 February.
fn years(from: i32, to: i32) -> i32 {
    let ((y1, m1, d1), (y2, m2, d2)) = (day::to_ymd(from), day::to_ymd(to));
    i32::from(y2) - i32::from(y1) - i32::from((m2, d2) < (m1, d1))
}

fn lookup(table: &[(String, i64)], key: &str) -> Option<i64> {
    let mut folded = String::new();
    fold::loose(key, &mut folded);
    let at = table.binary_search_by(|(known, _)| known.as_str().cmp(&folded)).ok()?;
    Some(table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_by_the_calendar() {
        let day = |y, m, d| day::from_ymd(y, m, d).expect("a date");
        assert_eq!(years(day(2000, 2, 29), day(2021, 2, 28)), 20);
        assert_eq!(years(day(2000, 2, 29), day(2021, 3, 1)), 21);
        assert_eq!(years(day(2003, 5, 17), day(2024, 5, 17)), 21);
        assert_eq!(years(day(2024, 5, 17), day(2003, 5, 18)), -21);
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(rounded(5, 2), Some(3));
        assert_eq!(rounded(-5, 2), Some(-3));
        assert_eq!(rounded(5, -2), Some(-3));
        assert_eq!(rounded(1, 0), None);
    }
}
