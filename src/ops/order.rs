//! `at_least`, `at_most`, `above`, `below`, `between`: amounts and numbers, compared exactly.

use super::{Asked, Context, Decimal, Lets, Operator, Scale, Test, Threshold, literal, mask, turns};
use crate::batch::{Data, Instead, Row, Tri, Truth, ValueId, View};
use crate::diag::{Diagnostic, Item};
use crate::fields::{KindId, Storage};
use crate::text::ops::Side;
use crate::text::rules::RuleMsg;
use crate::text::{Lang, ops as words, say};

/// Compares with one bound.
pub(super) struct Order;

/// Compares with two bounds, both included.
pub(super) struct Between;

/// Whether a number stands so to its bound.
fn holds<T: PartialOrd>(side: Side, own: T, bound: T) -> bool {
    match side {
        Side::AtLeast => own >= bound,
        Side::AtMost => own <= bound,
        Side::Above => own > bound,
        Side::Below => own < bound,
    }
}

fn side_of(key: &str) -> Side {
    match key {
        "at_least" => Side::AtLeast,
        "at_most" => Side::AtMost,
        "above" => Side::Above,
        _ => Side::Below,
    }
}

/// What a number is compared with.
#[derive(Clone, Debug)]
enum Bound {
    Units(i64),
    /// Another value times a number. Units are brought to one scale: `own × a` against `other × b`.
    Other {
        value: ValueId,
        times: Decimal,
        own: i128,
        other: i128,
    },
}

#[derive(Clone, Debug)]
struct Compare {
    value: ValueId,
    money: bool,
    side: Side,
    bound: Bound,
}

#[derive(Clone, Debug)]
struct InBetween {
    value: ValueId,
    money: bool,
    low: i64,
    high: i64,
}

impl Operator for Order {
    fn keys(&self) -> &'static [&'static str] {
        &["at_least", "at_most", "above", "below"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "bound"
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind.storage() == Storage::Fixed
    }

    fn example(&self) -> &'static str {
        "{ field = \"own_funds\", below = { field = \"investment\", times = 0.9 } }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let bound = match item.table() {
            None => Bound::Units(literal::units(item, asked.value, cx)?),
            Some(_) => other(item, asked, cx)?,
        };
        let money = asked.kind == KindId::Money;
        Some(Box::new(Compare { value: asked.value, money, side: side_of(key), bound }))
    }
}

/// Another value, scaled: `{ field = "investment", times = 0.9 }`.
fn other(item: &Item, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Bound> {
    let table = item.table()?;
    let Some(name) = table.claim("field") else {
        cx.report(Diagnostic::error(item.span, RuleMsg::Missing { key: "field".into() }));
        return None;
    };
    let value = literal::text(&name.item, cx).and_then(|field| cx.value(field, name.item.span))?;
    let mut times = Decimal { digits: 1, decimals: 0 };
    if let Some(entry) = table.claim("times") {
        times = match entry.item.number().and_then(literal::decimal) {
            Some(times) => times,
            None => {
                let message = RuleMsg::WrongType { expected: ["een getal", "a number"] };
                cx.report(Diagnostic::error(entry.item.span, message));
                return None;
            }
        };
    }
    literal::refuse_unclaimed(table, cx);
    let kind = cx.kind(value);
    if kind.storage() != Storage::Fixed {
        let message = RuleMsg::NotForKind { operator: "times".into(), kind: kind.info().about };
        cx.report(Diagnostic::error(name.item.span, message));
        return None;
    }
    // own / scale(own) against other / scale(other) × digits / 10^decimals, without division.
    let own = i128::from(kind.scale()) * 10i128.pow(times.decimals);
    let other = i128::from(asked.kind.scale()) * i128::from(times.digits);
    Some(Bound::Other { value, times, own, other })
}

impl Test for Compare {
    fn value(&self) -> ValueId {
        self.value
    }

    fn also_reads(&self) -> Vec<ValueId> {
        match self.bound {
            Bound::Units(_) => Vec::new(),
            Bound::Other { value, .. } => vec![value],
        }
    }

    fn lets(&self) -> Lets<'_> {
        match (&self.bound, self.side) {
            (Bound::Units(bound), Side::AtLeast) => Lets::Between(Some(*bound), None),
            (Bound::Units(bound), Side::AtMost) => Lets::Between(None, Some(*bound)),
            // Units are whole: above one is from the next.
            (Bound::Units(bound), Side::Above) => Lets::Between(Some(bound.saturating_add(1)), None),
            (Bound::Units(bound), Side::Below) => Lets::Between(None, Some(bound.saturating_sub(1))),
            (Bound::Other { .. }, _) => Lets::Open,
        }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let Some(own) = view.column(self.value).fixed(row) else { return Truth::Unknown };
        match self.bound {
            Bound::Units(bound) => Truth::known(holds(self.side, own, bound)),
            Bound::Other { value, own: a, other: b, .. } => match view.column(value).fixed(row) {
                Some(other) => Truth::known(holds(self.side, i128::from(own) * a, i128::from(other) * b)),
                None => Truth::Unknown,
            },
        }
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        let Data::Fixed(units) = &column.data else { return Tri::all(view.rows, Truth::Unknown) };
        match &self.bound {
            Bound::Units(bound) => mask::by_row(view, &column.valid, |row| holds(self.side, units[row], *bound)),
            Bound::Other { value, own: a, other: b, .. } => {
                let other = view.column(*value);
                let Data::Fixed(others) = &other.data else { return Tri::all(view.rows, Truth::Unknown) };
                let mut both = column.valid.clone();
                both.and(&other.valid);
                mask::by_row(view, &both, |row| {
                    holds(self.side, i128::from(units[row]) * a, i128::from(others[row]) * b)
                })
            }
        }
    }

    fn thresholds(&self) -> Vec<Threshold> {
        vec![match &self.bound {
            Bound::Units(units) => Threshold { units: *units, scale: scale(self.money) },
            Bound::Other { times, .. } => Threshold { units: times.millionths(), scale: Scale::Factor },
        }]
    }

    fn with_threshold(&self, _: usize, units: i64) -> Option<Box<dyn Test>> {
        let bound = match &self.bound {
            Bound::Units(_) => Bound::Units(units),
            // The scales of the two values without the old factor, then with the new one.
            Bound::Other { value, times, own, other } => Bound::Other {
                value: *value,
                times: Decimal { digits: units, decimals: 6 },
                own: own / 10i128.pow(times.decimals) * 1_000_000,
                other: other.checked_div(times.digits.into())? * i128::from(units),
            },
        };
        Some(Box::new(Compare { bound, ..self.clone() }))
    }

    fn turns(&self, view: &View<'_>, row: Row) -> Vec<Instead> {
        let bound = match self.bound {
            Bound::Units(bound) => Some(bound),
            Bound::Other { value, own: a, other: b, .. } => {
                let other = view.column(value).fixed(row);
                other.and_then(|other| i64::try_from(i128::from(other) * b / a).ok())
            }
        };
        turns::units(self.money, bound)
    }

    fn expected(&self, lang: Lang) -> String {
        match &self.bound {
            Bound::Units(units) => words::compare(self.side, &words::units(self.money, *units, lang), lang),
            Bound::Other { times, .. } => words::compare(self.side, &words::times(&times.to_string(), lang), lang),
        }
    }

    fn says(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        match &self.bound {
            Bound::Units(_) => say::is(&self.expected(lang), lang),
            Bound::Other { value, times, .. } => {
                let other = say::times(&times.to_string(), &name(*value), lang);
                say::is(&words::compare(self.side, &other, lang), lang)
            }
        }
    }
}

/// The scale of bounds on amounts, or on numbers.
fn scale(money: bool) -> Scale {
    if money { Scale::Cents } else { Scale::Millionths }
}

impl Operator for Between {
    fn keys(&self) -> &'static [&'static str] {
        &["between"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "range"
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind.storage() == Storage::Fixed
    }

    fn example(&self) -> &'static str {
        "{ field = \"investment\", between = [450_000, 499_999] }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let [low, high] = item.items() else {
            let message = RuleMsg::WrongType { expected: ["`[laagste, hoogste]`", "`[lowest, highest]`"] };
            cx.report(Diagnostic::error(item.span, message));
            return None;
        };
        let (low, high) = (literal::units(low, asked.value, cx), literal::units(high, asked.value, cx));
        let (low, high) = (low?, high?);
        if low > high {
            cx.report(Diagnostic::error(item.span, RuleMsg::Reversed));
        }
        Some(Box::new(InBetween { value: asked.value, money: asked.kind == KindId::Money, low, high }))
    }
}

impl Test for InBetween {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        Lets::Between(Some(self.low), Some(self.high))
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let own = view.column(self.value).fixed(row);
        own.map_or(Truth::Unknown, |own| Truth::known((self.low..=self.high).contains(&own)))
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        let Data::Fixed(units) = &column.data else { return Tri::all(view.rows, Truth::Unknown) };
        mask::by_row(view, &column.valid, |row| (self.low..=self.high).contains(&units[row]))
    }

    fn thresholds(&self) -> Vec<Threshold> {
        [self.low, self.high].map(|units| Threshold { units, scale: scale(self.money) }).to_vec()
    }

    fn with_threshold(&self, place: usize, units: i64) -> Option<Box<dyn Test>> {
        let (low, high) = if place == 0 { (units, self.high) } else { (self.low, units) };
        (low <= high).then(|| Box::new(InBetween { low, high, ..self.clone() }) as Box<dyn Test>)
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        turns::units(self.money, [self.low, self.high])
    }

    fn expected(&self, lang: Lang) -> String {
        words::between(&words::units(self.money, self.low, lang), &words::units(self.money, self.high, lang), lang)
    }
}
