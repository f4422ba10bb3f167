//! `equals`, `not_equals`, `one_of`, `none_of`.

use super::{Asked, Context, Lets, Operator, Test, literal, mask, turns};
use crate::batch::{Data, Instead, Row, Tri, Truth, ValueId, View};
use crate::diag::Item;
use crate::fields::{KindId, Storage, fold};
use crate::text::{Both, Lang, ops as words, say};

/// Whether the value is one of those named.
pub(super) struct Equality;

#[derive(Debug)]
struct OneOf {
    value: ValueId,
    kind: KindId,
    wanted: Wanted,
    /// `not_equals`, `none_of`.
    none: bool,
}

#[derive(Debug)]
enum Wanted {
    /// Keys, folded unless `exact`.
    Keys {
        keys: Vec<String>,
        exact: bool,
        /// How people call them.
        said: Vec<Both>,
    },
    Units(Vec<i64>),
    Days(Vec<i32>),
    Flag(bool),
}

impl Operator for Equality {
    fn keys(&self) -> &'static [&'static str] {
        &["equals", "not_equals", "one_of", "none_of"]
    }

    fn options(&self) -> &'static [&'static str] {
        &["exact"]
    }

    fn takes(&self, key: &str) -> &'static str {
        match key {
            "exact" => "flag",
            _ => "values",
        }
    }

    fn works_on(&self, _: KindId) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        "{ field = \"lender_type\", one_of = [\"private\", \"unknown\"] }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let items = literal::some(&asked.table.claim(key)?.item, cx)?;
        let wanted = match asked.kind.storage() {
            Storage::Key => {
                let exact =
                    asked.table.claim("exact").and_then(|entry| literal::bool(&entry.item, cx)).unwrap_or(false);
                let read = |item: &Item, cx: &mut dyn Context| {
                    let key = literal::key(item, asked.value, cx)?;
                    Some(if exact { key } else { fold::loosened(&key) })
                };
                let keys: Vec<String> = all(items, cx, read)?;
                let said = keys.iter().map(|key| cx.said(asked.value, key)).collect();
                Wanted::Keys { keys, exact, said }
            }
            Storage::Fixed => Wanted::Units(all(items, cx, |item, cx| literal::units(item, asked.value, cx))?),
            Storage::Day => Wanted::Days(all(items, cx, |item, cx| literal::day(item, asked.value, cx))?),
            Storage::Flag => Wanted::Flag(literal::bool(items.first()?, cx)?),
        };
        Some(Box::new(OneOf { value: asked.value, kind: asked.kind, wanted, none: key.starts_with('n') }))
    }
}

/// The question whether a category is one of these values, for a rule's `applies_to`.
pub fn one_of(value: ValueId, keys: Vec<String>, cx: &dyn Context) -> Box<dyn Test> {
    let said = keys.iter().map(|key| cx.said(value, key)).collect();
    let wanted = Wanted::Keys { keys, exact: false, said };
    Box::new(OneOf { value, kind: KindId::Category, wanted, none: false })
}

/// Reads all items, so that every mistake is told; `None` when there was one.
fn all<T>(
    items: &[Item],
    cx: &mut dyn Context,
    mut read: impl FnMut(&Item, &mut dyn Context) -> Option<T>,
) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = items.iter().map(|item| read(item, cx)).collect();
    read.into_iter().collect()
}

impl OneOf {
    fn is_key(&self, text: &str, scratch: &mut String) -> bool {
        let Wanted::Keys { keys, exact, .. } = &self.wanted else { return false };
        if *exact {
            return keys.iter().any(|key| key == text);
        }
        fold::loose(text, scratch);
        keys.contains(scratch)
    }
}

impl Test for OneOf {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        match &self.wanted {
            Wanted::Keys { keys, .. } => Lets::Keys(keys, self.none),
            Wanted::Flag(flag) => Lets::Flag(*flag != self.none),
            Wanted::Units(units) => match units.as_slice() {
                [one] if !self.none => Lets::Between(Some(*one), Some(*one)),
                _ => Lets::Open,
            },
            Wanted::Days(days) => match days.as_slice() {
                [one] if !self.none => Lets::Between(Some((*one).into()), Some((*one).into())),
                _ => Lets::Open,
            },
        }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let column = view.column(self.value);
        let found = match &self.wanted {
            Wanted::Keys { .. } => column.key(row).map(|key| self.is_key(key, &mut String::new())),
            Wanted::Units(units) => column.fixed(row).map(|own| units.contains(&own)),
            Wanted::Days(days) => column.day(row).map(|own| days.contains(&own)),
            Wanted::Flag(flag) => column.flag(row).map(|own| own == *flag),
        };
        found.map_or(Truth::Unknown, |found| Truth::known(found != self.none))
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        let mut scratch = String::new();
        match (&self.wanted, &column.data) {
            (Wanted::Keys { .. }, Data::Keys(_)) => {
                mask::by_text(view, column, |text| self.is_key(text, &mut scratch) != self.none)
            }
            (Wanted::Flag(flag), Data::Flags(flags)) => {
                mask::by_row(view, &column.valid, |row| (flags.get(row) == *flag) != self.none)
            }
            (Wanted::Units(wanted), Data::Fixed(units)) => {
                mask::by_row(view, &column.valid, |row| wanted.contains(&units[row]) != self.none)
            }
            (Wanted::Days(wanted), Data::Days(days)) => {
                mask::by_row(view, &column.valid, |row| wanted.contains(&days[row]) != self.none)
            }
            _ => Tri::all(view.rows, Truth::Unknown),
        }
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        match &self.wanted {
            Wanted::Keys { keys, .. } => turns::keys(keys),
            Wanted::Units(units) => turns::units(self.kind == KindId::Money, units.iter().copied()),
            Wanted::Days(days) => turns::days(days.iter().copied()),
            Wanted::Flag(_) => turns::flags(),
        }
    }

    fn expected(&self, lang: Lang) -> String {
        words::one_of(&self.shown(lang), self.none, lang)
    }

    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        let shown = self.shown(lang);
        let words = matches!(self.wanted, Wanted::Keys { .. } | Wanted::Flag(_));
        say::one_of(&if words { say::quoted(&shown) } else { shown }, self.none, lang)
    }
}

impl OneOf {
    /// The values that are asked for, as people write them.
    fn shown(&self, lang: Lang) -> Vec<String> {
        match &self.wanted {
            Wanted::Keys { said, .. } => said.iter().map(|word| word.get(lang).to_owned()).collect(),
            Wanted::Units(units) => {
                units.iter().map(|units| words::units(self.kind == KindId::Money, *units, lang)).collect()
            }
            Wanted::Days(days) => days.iter().map(|day| words::day(crate::fields::day::to_ymd(*day), lang)).collect(),
            Wanted::Flag(flag) => vec![words::flag(*flag, lang).to_owned()],
        }
    }
}
