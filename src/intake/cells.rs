//! The cells of workbooks, from what `calamine` gives to what a block holds.

use super::block::Typed;
use crate::fields::day;
use calamine::{CellErrorType, Data, DataRef, ExcelDateTime};

/// What a cell of a sheet holds; its text goes to `text`.
pub(super) fn typed(value: &DataRef<'_>, formula: bool, text: &mut String) -> Typed {
    let mut keep = |cell: &str| keep(cell, text);
    match value {
        DataRef::Empty if formula => Typed::Uncalculated,
        DataRef::Empty => Typed::Empty,
        DataRef::Int(number) => Typed::Number(*number as f64),
        DataRef::Float(number) => Typed::Number(*number),
        DataRef::String(cell) => keep(cell),
        DataRef::SharedString(cell) => keep(cell),
        DataRef::Bool(yes) => Typed::Bool(*yes),
        DataRef::DateTime(date) => Typed::Date(day_of(date)),
        DataRef::DateTimeIso(iso) => match iso_day(iso) {
            Some(day) => Typed::Date(Some(day)),
            None => keep(iso),
        },
        DataRef::DurationIso(_) => Typed::Date(None),
        DataRef::Error(error) => Typed::Error(error_name(error)),
    }
}

/// A cell of a sheet that was read as a whole.
pub(super) fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A text cell.
pub(super) fn keep(cell: &str, text: &mut String) -> Typed {
    let start = text.len() as u32;
    text.push_str(cell);
    Typed::Text { start, end: text.len() as u32 }
}

/// A date with its time of day, or a time alone, as ISO text; `None` for a whole day.
pub(super) fn moment(date: &ExcelDateTime) -> Option<String> {
    let number = date.as_f64();
    if number.fract() == 0.0 && !date.is_duration() {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let alone = date.is_duration() || number < 1.0;
    Some(if alone { time } else { format!("{year:04}-{month:02}-{day:02}T{time}") })
}

/// The day of a date cell; none for a time of day, a duration, or a day that no calendar has.
fn day_of(date: &ExcelDateTime) -> Option<i32> {
    if date.is_duration() || date.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    day::from_ymd(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn iso_day(iso: &str) -> Option<i32> {
    let mut parts = iso.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    day::from_ymd(year, month, day)
}

fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#DATA!",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn at(number: f64, date_1904: bool) -> ExcelDateTime {
        ExcelDateTime::new(number, ExcelDateTimeType::DateTime, date_1904)
    }

    #[test]
    fn days_count_from_1900_or_1904() {
        let day = |y, m, d| day::from_ymd(y, m, d);
        assert_eq!(day_of(&at(45_000.0, false)), day(2023, 3, 15));
        assert_eq!(day_of(&at(45_000.0 - 1462.0, true)), day(2023, 3, 15));
        assert_eq!(day_of(&at(0.5, false)), None);
    }

    #[test]
    fn a_time_of_day_is_only_said_where_there_is_one() {
        assert_eq!(moment(&at(45_000.0, false)), None);
        assert_eq!(moment(&at(45_000.5, false)).as_deref(), Some("2023-03-15T12:00:00"));
        assert_eq!(moment(&at(0.25, false)).as_deref(), Some("06:00:00"));
    }
}
