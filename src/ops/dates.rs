//! `before`, `after`, `on_or_before`, `on_or_after`, and `within … before/after`: calendar days.

use super::{Asked, Context, Lets, Operator, Test, Threshold, literal, mask, turns};
use crate::batch::{Data, Instead, Row, Tri, Truth, ValueId, View};
use crate::diag::{Diagnostic, Item};
use crate::fields::KindId;
use crate::fields::day::Duration;
use crate::text::ops::When;
use crate::text::rules::RuleMsg;
use crate::text::{Lang, ops as words, say};

/// Compares with a day or another date.
pub(super) struct Before;

/// A stretch of time that ends or starts at another date, both days included.
pub(super) struct Within;

/// Whether a day stands so to another.
fn holds(when: When, own: i32, other: i32) -> bool {
    match when {
        When::Before => own < other,
        When::After => own > other,
        When::OnOrBefore => own <= other,
        When::OnOrAfter => own >= other,
    }
}

/// What a day is compared with.
#[derive(Clone, Debug)]
enum Anchor {
    Day(i32),
    Value(ValueId, Option<(Duration, bool)>),
}

impl Anchor {
    fn of(&self, view: &View<'_>, row: Row) -> Option<i32> {
        match self {
            Anchor::Day(day) => Some(*day),
            Anchor::Value(value, shift) => {
                let day = view.column(*value).day(row)?;
                Some(match shift {
                    None => day,
                    Some((length, true)) => length.after(day),
                    Some((length, false)) => length.before(day),
                })
            }
        }
    }

    fn reads(&self) -> Vec<ValueId> {
        match self {
            Anchor::Day(_) => Vec::new(),
            Anchor::Value(value, _) => vec![*value],
        }
    }

    fn shown(&self, lang: Lang) -> String {
        match self {
            Anchor::Day(day) => words::day(crate::fields::day::to_ymd(*day), lang),
            Anchor::Value(..) => words::other_date(lang).to_owned(),
        }
    }

    fn named(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        match self {
            Anchor::Day(_) => self.shown(lang),
            Anchor::Value(value, None) => name(*value),
            Anchor::Value(value, Some((length, later))) => {
                say::shifted(&name(*value), &length.said(lang), *later, lang)
            }
        }
    }
}

#[derive(Debug)]
struct Compare {
    value: ValueId,
    when: When,
    anchor: Anchor,
}

#[derive(Clone, Debug)]
struct InStretch {
    value: ValueId,
    length: Duration,
    before: bool,
    anchor: Anchor,
}

impl Operator for Before {
    fn keys(&self) -> &'static [&'static str] {
        &["before", "after", "on_or_before", "on_or_after"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "day"
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind == KindId::Date
    }

    fn example(&self) -> &'static str {
        "{ field = \"company_founded\", after = \"application_date\" }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let anchor = anchor(&asked.table.claim(key)?.item, asked, cx)?;
        let when = match key {
            "before" => When::Before,
            "after" => When::After,
            "on_or_before" => When::OnOrBefore,
            _ => When::OnOrAfter,
        };
        Some(Box::new(Compare { value: asked.value, when, anchor }))
    }
}

/// A day, the name of another date, or `{ field = …, plus = "30 days" }`.
fn anchor(item: &Item, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Anchor> {
    if let Some(text) = item.text().filter(|text| !text.starts_with(|c: char| c.is_ascii_digit())) {
        return date_value(text, item, cx).map(|value| Anchor::Value(value, None));
    }
    let Some(table) = item.table() else {
        return literal::day(item, asked.value, cx).map(Anchor::Day);
    };
    let Some(name) = table.claim("field") else {
        cx.report(Diagnostic::error(item.span, RuleMsg::Missing { key: "field".into() }));
        return None;
    };
    let value = literal::text(&name.item, cx).and_then(|text| date_value(text, &name.item, cx))?;
    let shift = |key: &str, cx: &mut dyn Context| {
        let entry = table.claim(key)?;
        let length = entry.item.text().and_then(literal::duration);
        if length.is_none() {
            cx.report(Diagnostic::error(entry.item.span, RuleMsg::Duration));
        }
        length
    };
    let later = shift("plus", cx).map(|length| (length, true));
    let earlier = shift("minus", cx).map(|length| (length, false));
    literal::refuse_unclaimed(table, cx);
    if let (Some(first), Some(second)) = (table.peek("plus"), table.peek("minus")) {
        let (first, key) = (first.key.clone(), second.key.clone());
        cx.report(Diagnostic::error(second.key_span, RuleMsg::TwoForms { first, second: key }));
    }
    Some(Anchor::Value(value, later.or(earlier)))
}

fn date_value(name: &str, item: &Item, cx: &mut dyn Context) -> Option<ValueId> {
    let value = cx.value(name, item.span)?;
    let kind = cx.kind(value);
    if kind != KindId::Date {
        let message = RuleMsg::NotForKind { operator: "before".into(), kind: kind.info().about };
        cx.report(Diagnostic::error(item.span, message));
        return None;
    }
    Some(value)
}

impl Test for Compare {
    fn value(&self) -> ValueId {
        self.value
    }

    fn also_reads(&self) -> Vec<ValueId> {
        self.anchor.reads()
    }

    fn lets(&self) -> Lets<'_> {
        let Anchor::Day(day) = self.anchor else { return Lets::Open };
        let day = i64::from(day);
        match self.when {
            When::Before => Lets::Between(None, Some(day - 1)),
            When::After => Lets::Between(Some(day + 1), None),
            When::OnOrBefore => Lets::Between(None, Some(day)),
            When::OnOrAfter => Lets::Between(Some(day), None),
        }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        match (view.column(self.value).day(row), self.anchor.of(view, row)) {
            (Some(own), Some(other)) => Truth::known(holds(self.when, own, other)),
            _ => Truth::Unknown,
        }
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        match (&column.data, &self.anchor) {
            (Data::Days(days), Anchor::Day(day)) => {
                mask::by_row(view, &column.valid, |row| holds(self.when, days[row], *day))
            }
            _ => Tri::from_fn(view.rows, |row| self.at(view, Row(row as u32))),
        }
    }

    fn turns(&self, view: &View<'_>, row: Row) -> Vec<Instead> {
        turns::days(self.anchor.of(view, row))
    }

    fn expected(&self, lang: Lang) -> String {
        words::when(self.when, &self.anchor.shown(lang), lang)
    }

    fn says(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        say::is(&words::when(self.when, &self.anchor.named(name, lang), lang), lang)
    }
}

impl Operator for Within {
    fn keys(&self) -> &'static [&'static str] {
        &["within"]
    }

    fn options(&self) -> &'static [&'static str] {
        &["before", "after"]
    }

    fn takes(&self, key: &str) -> &'static str {
        match key {
            "within" => "duration",
            _ => "day",
        }
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind == KindId::Date
    }

    fn example(&self) -> &'static str {
        "{ field = \"company_founded\", within = \"6 months\", before = \"application_date\" }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let entry = asked.table.claim(key)?;
        let length = entry.item.text().and_then(literal::duration);
        if length.is_none() {
            cx.report(Diagnostic::error(entry.item.span, RuleMsg::Duration));
        }
        let (end, before) = match (asked.table.claim("before"), asked.table.claim("after")) {
            (Some(end), _) => (end, true),
            (None, Some(end)) => (end, false),
            (None, None) => {
                cx.report(Diagnostic::error(entry.key_span, RuleMsg::Missing { key: "before".into() }));
                return None;
            }
        };
        let anchor = anchor(&end.item, asked, cx)?;
        Some(Box::new(InStretch { value: asked.value, length: length?, before, anchor }))
    }
}

impl Test for InStretch {
    fn value(&self) -> ValueId {
        self.value
    }

    fn also_reads(&self) -> Vec<ValueId> {
        self.anchor.reads()
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        match (view.column(self.value).day(row), self.anchor.of(view, row)) {
            (Some(own), Some(end)) if self.before => Truth::known(self.length.before(end) <= own && own <= end),
            (Some(own), Some(start)) => Truth::known(start <= own && own <= self.length.after(start)),
            _ => Truth::Unknown,
        }
    }

    fn thresholds(&self) -> Vec<Threshold> {
        vec![Threshold::of(self.length)]
    }

    fn with_threshold(&self, _: usize, units: i64) -> Option<Box<dyn Test>> {
        let units = i32::try_from(units).ok()?;
        let length = match self.length {
            Duration::Days(_) => Duration::Days(units),
            Duration::Months(_) => Duration::Months(units),
        };
        Some(Box::new(InStretch { length, ..self.clone() }))
    }

    fn turns(&self, view: &View<'_>, row: Row) -> Vec<Instead> {
        let Some(anchor) = self.anchor.of(view, row) else { return Vec::new() };
        let far = if self.before { self.length.before(anchor) } else { self.length.after(anchor) };
        turns::days([anchor, far])
    }

    fn expected(&self, lang: Lang) -> String {
        words::within(&self.length.said(lang), self.before, &self.anchor.shown(lang), lang)
    }

    fn says(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        let end = self.anchor.named(name, lang);
        say::is(&words::within(&self.length.said(lang), self.before, &end, lang), lang)
    }
}
