//! What the operators ask, in words that follow the name of a field.

use super::{Lang, date, decimal, money};

/// How a number must stand to a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// How a day must stand to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum When {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
}

/// Where a part of a text must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Anywhere,
    Start,
    End,
}

/// `ingevuld`, `leesbaar` and their opposites.
pub fn presence(valid: bool, wanted: bool, lang: Lang) -> String {
    let words = match (valid, wanted) {
        (false, true) => ("ingevuld", "filled in"),
        (false, false) => ("niet ingevuld", "not filled in"),
        (true, true) => ("ingevuld en leesbaar", "filled in and readable"),
        (true, false) => ("niet leesbaar of niet ingevuld", "not readable or not filled in"),
    };
    lang.pick(words.0, words.1).to_owned()
}

/// An amount or a number.
pub fn units(is_money: bool, units: i64, lang: Lang) -> String {
    if is_money { money(units, lang) } else { decimal(units, lang) }
}

/// A part of a whole, in hundredths.
pub fn percent(part: i64, whole: i64, lang: Lang) -> String {
    let millionths = i128::from(part) * 100_000_000 / i128::from(whole.max(1));
    format!("{}%", decimal(i64::try_from(millionths).unwrap_or(i64::MAX), lang))
}

/// A day.
pub fn day(ymd: (i16, i8, i8), lang: Lang) -> String {
    date(ymd, lang)
}

/// Yes or no.
pub fn flag(yes: bool, lang: Lang) -> &'static str {
    if yes { lang.pick("ja", "yes") } else { lang.pick("nee", "no") }
}

/// One of some values, or none of them.
pub fn one_of(values: &[String], none: bool, lang: Lang) -> String {
    let list = values.join(lang.pick(" of ", " or "));
    if none { format!("{} {list}", lang.pick("iets anders dan", "other than")) } else { list }
}

/// Much like one of some names, or like the name in another field.
pub fn similar_to(names: &[String], lang: Lang) -> String {
    match one_of(names, false, lang).as_str() {
        "" => lang.pick("bijna zo geschreven als het andere veld", "written much like the other field").to_owned(),
        names => format!("{} {names}", lang.pick("bijna zo geschreven als", "written much like")),
    }
}

/// On a list, or not; the list as a sentence calls it.
pub fn in_list(list: &str, none: bool, lang: Lang) -> String {
    let words =
        if none { lang.pick("niet op de lijst", "not on the list") } else { lang.pick("op de lijst", "on the list") };
    format!("{words} {list}")
}

/// A number and a bound.
pub fn compare(side: Side, bound: &str, lang: Lang) -> String {
    let words = match side {
        Side::AtLeast => lang.pick("ten minste", "at least"),
        Side::AtMost => lang.pick("ten hoogste", "at most"),
        Side::Above => lang.pick("meer dan", "more than"),
        Side::Below => lang.pick("minder dan", "less than"),
    };
    format!("{words} {bound}")
}

/// Another value, scaled.
pub fn times(times: &str, lang: Lang) -> String {
    super::say::times(times, lang.pick("het andere bedrag", "the other amount"), lang)
}

/// Two bounds, both included.
pub fn between(low: &str, high: &str, lang: Lang) -> String {
    format!("{} {low} {} {high}", lang.pick("van", "from"), lang.pick("tot en met", "up to and including"))
}

/// A day and another.
pub fn when(when: When, other: &str, lang: Lang) -> String {
    let words = match when {
        When::Before => lang.pick("vóór", "before"),
        When::After => lang.pick("na", "after"),
        When::OnOrBefore => lang.pick("op of vóór", "on or before"),
        When::OnOrAfter => lang.pick("op of na", "on or after"),
    };
    format!("{words} {other}")
}

/// Another date of the application.
pub fn other_date(lang: Lang) -> &'static str {
    lang.pick("de andere datum", "the other date")
}

/// A length of time in days.
pub fn days(n: i32, lang: Lang) -> String {
    let words = if n == 1 { lang.pick("dag", "day") } else { lang.pick("dagen", "days") };
    format!("{n} {words}")
}

/// A length of time in months.
pub fn months(n: i32, lang: Lang) -> String {
    match n {
        1 => format!("1 {}", lang.pick("maand", "month")),
        // Up to two years people count months.
        n if n > 24 && n % 12 == 0 => format!("{} {}", n / 12, lang.pick("jaar", "years")),
        n => format!("{n} {}", lang.pick("maanden", "months")),
    }
}

/// A stretch of time of some length.
pub fn within(length: &str, before: bool, end: &str, lang: Lang) -> String {
    let side = if before { lang.pick("vóór", "before") } else { lang.pick("na", "after") };
    format!("{} {length} {side} {end}", lang.pick("binnen", "within"))
}

/// A part of a text.
pub fn part(place: Place, parts: &[String], lang: Lang) -> String {
    let words = match place {
        Place::Anywhere => lang.pick("met daarin", "containing"),
        Place::Start => lang.pick("beginnend met", "starting with"),
        Place::End => lang.pick("eindigend op", "ending with"),
    };
    format!("{words} “{}”", parts.join(lang.pick("” of “", "” or “")))
}

/// A pattern.
pub fn pattern(pattern: &str, lang: Lang) -> String {
    format!("{} {pattern}", lang.pick("passend bij het patroon", "matching the pattern"))
}

/// The same as another field, or not.
pub fn same(differs: bool, lang: Lang) -> &'static str {
    if differs {
        lang.pick("anders dan het andere veld", "different from the other field")
    } else {
        lang.pick("gelijk aan het andere veld", "the same as the other field")
    }
}
