//! What a rule compares with: numbers without rounding, durations, and values written as in a file.

use super::Context;
use crate::batch::ValueId;
use crate::diag::{Diagnostic, Item, Table, Value};
use crate::fields::day::Duration;
use crate::fields::{Cell, KindId, Raw};
use crate::text::rules::RuleMsg;

/// A number as a rule file writes it, without rounding: `digits / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits, with the sign.
    pub digits: i64,
    /// How many of them stand after the point (at most 9).
    pub decimals: u32,
}

impl Decimal {
    /// The number in millionths; more decimals than that are cut off.
    pub fn millionths(self) -> i64 {
        let (shift, digits) = (10i64.pow(self.decimals.abs_diff(6)), self.digits);
        if self.decimals > 6 { digits / shift } else { digits.saturating_mul(shift) }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let under = 10i64.pow(self.decimals.min(9));
        let sign = if self.digits < 0 { "-" } else { "" };
        write!(f, "{sign}{}", (self.digits / under).abs())?;
        if self.decimals > 0 {
            write!(f, ".{:0width$}", (self.digits % under).abs(), width = self.decimals as usize)?;
        }
        Ok(())
    }
}

/// A number as written in TOML, exactly; `None` when it has more than nine decimals or is too large.
pub fn decimal(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}").parse().ok()?;
    (fraction.len() <= 9).then_some(Decimal { digits, decimals: fraction.len() as u32 })
}

/// A length of time: `"180 days"`, `"6 months"`, `"3 years"`, in English or Dutch.
pub fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = text.trim().split_once(' ')?;
    let number: i32 = number.parse().ok().filter(|n| (0..=40_000).contains(n))?;
    match unit.trim() {
        "day" | "days" | "dag" | "dagen" => Some(Duration::Days(number)),
        "week" | "weeks" | "weken" => Some(Duration::Days(number * 7)),
        "month" | "months" | "maand" | "maanden" => Some(Duration::Months(number)),
        "year" | "years" | "jaar" | "jaren" => Some(Duration::Months(number * 12)),
        _ => None,
    }
}

/// What a mistake in a literal is called.
pub(super) fn not_a_value(kind: KindId) -> RuleMsg {
    RuleMsg::NotAValue { kind: kind.info().about, example: kind.info().example.to_owned() }
}

/// An amount or number in units of the kind.
pub fn units(item: &Item, value: ValueId, cx: &mut dyn Context) -> Option<i64> {
    let kind = cx.kind(value);
    let units = match &item.value {
        Value::Number(text) => decimal(text).and_then(|number| {
            let scaled = i128::from(number.digits) * i128::from(kind.scale());
            let under = 10i128.pow(number.decimals);
            (scaled % under == 0).then(|| i64::try_from(scaled / under).ok()).flatten()
        }),
        Value::Text(text) => match cx.parser(value).fixed(Raw::Text(text)).0 {
            Cell::Value(units) => Some(units),
            _ => None,
        },
        _ => None,
    };
    if units.is_none() {
        cx.report(Diagnostic::error(item.span, not_a_value(kind)));
    }
    units
}

/// A day.
pub(super) fn day(item: &Item, value: ValueId, cx: &mut dyn Context) -> Option<i32> {
    let text = match &item.value {
        Value::Text(text) | Value::Date(text) => text.as_str(),
        _ => "",
    };
    match cx.parser(value).day(Raw::Text(text)).0 {
        Cell::Value(day) => Some(day),
        _ => {
            cx.report(Diagnostic::error(item.span, not_a_value(KindId::Date)));
            None
        }
    }
}

/// A normalised key: of a text the text itself, of other kinds what a cell would become.
pub(super) fn key(item: &Item, value: ValueId, cx: &mut dyn Context) -> Option<String> {
    let kind = cx.kind(value);
    let text = match &item.value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        _ => {
            cx.report(Diagnostic::error(item.span, not_a_value(kind)));
            return None;
        }
    };
    if kind == KindId::Text {
        return Some(text);
    }
    let mut out = String::new();
    match cx.parser(value).key(Raw::Text(&text), &mut out).0 {
        Cell::Value(()) => {
            if kind == KindId::Category {
                cx.check_word(value, &out, item.span);
            }
            Some(out)
        }
        _ => {
            cx.report(Diagnostic::error(item.span, not_a_value(kind)));
            None
        }
    }
}

/// Tells of every key of a table in a condition that nobody asked for.
pub(super) fn refuse_unclaimed(table: &Table, cx: &mut dyn Context) {
    for entry in table.unclaimed() {
        cx.report(Diagnostic::error(entry.key_span, RuleMsg::UnknownKey { key: entry.key.clone(), near: None }));
    }
}

/// The values of a list, or one value; `None` after telling the author of an empty list.
pub(super) fn some<'a>(item: &'a Item, cx: &mut dyn Context) -> Option<&'a [Item]> {
    let items = item.items();
    if items.is_empty() {
        let expected = ["ten minste één waarde", "at least one value"];
        cx.report(Diagnostic::error(item.span, RuleMsg::WrongType { expected }));
    }
    (!items.is_empty()).then_some(items)
}

/// A text.
pub(super) fn text<'a>(item: &'a Item, cx: &mut dyn Context) -> Option<&'a str> {
    let text = item.text();
    if text.is_none() {
        cx.report(Diagnostic::error(item.span, RuleMsg::WrongType { expected: ["een tekst", "a text"] }));
    }
    text
}

/// True or false.
pub(super) fn bool(item: &Item, cx: &mut dyn Context) -> Option<bool> {
    let yes = item.bool();
    if yes.is_none() {
        cx.report(Diagnostic::error(
            item.span,
            RuleMsg::WrongType { expected: ["`true` of `false`", "`true` or `false`"] },
        ));
    }
    yes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        assert_eq!(decimal("0.9"), Some(Decimal { digits: 9, decimals: 1 }));
        assert_eq!(decimal("-12.50"), Some(Decimal { digits: -125, decimals: 1 }));
        assert_eq!(decimal("600000"), Some(Decimal { digits: 600_000, decimals: 0 }));
        assert_eq!(decimal("1e3"), None);
        assert_eq!(decimal("0.0000000001"), None);
    }

    #[test]
    fn durations_in_both_languages() {
        assert_eq!(duration("180 days"), Some(Duration::Days(180)));
        assert_eq!(duration("3 jaar"), Some(Duration::Months(36)));
        assert_eq!(duration("2 weken"), Some(Duration::Days(14)));
        assert_eq!(duration("soon"), None);
        assert_eq!(duration("-1 days"), None);
    }
}
