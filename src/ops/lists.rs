//! `in_list`, `not_in_list`: whether a value stands on a list of the rule set.

use super::{Asked, Context, Lets, Operator, Test, literal, mask, turns};
use crate::batch::{Bits, Data, Instead, Row, Tri, Truth, ValueId, View};
use crate::fields::{KindId, Storage, fold};
use crate::text::{Both, Lang, ops as words, say};
use std::sync::Arc;

/// A list of a rule set.
#[derive(Debug, PartialEq)]
pub struct List {
    /// Its name.
    pub name: String,
    /// What a sentence calls it, in quotation marks.
    pub said: Both,
    /// Whether an entry also stands for everything that starts with it.
    pub prefix: bool,
    /// The edition of a code list: a code of another edition is unknown to it.
    pub edition: Option<String>,
    /// Its entries, normalised and folded.
    pub entries: Vec<Entry>,
}

/// An entry of a list, with the days between which it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The normalised, folded key.
    pub key: String,
    /// The first day on which it counts.
    pub from: Option<i32>,
    /// The last day on which it counts.
    pub until: Option<i32>,
}

impl List {
    fn fits(&self, entry: &Entry, key: &str) -> bool {
        if self.prefix { key.starts_with(&entry.key) } else { key == entry.key }
    }

    fn dated(&self) -> bool {
        self.entries.iter().any(|entry| entry.from.is_some() || entry.until.is_some())
    }
}

/// Whether the value is on a list.
pub(super) struct InList;

#[derive(Debug)]
struct OnList {
    value: ValueId,
    list: Arc<List>,
    none: bool,
    date: ValueId,
    edition: Option<ValueId>,
}

impl Operator for InList {
    fn keys(&self) -> &'static [&'static str] {
        &["in_list", "not_in_list"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "text"
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind.storage() == Storage::Key
    }

    fn example(&self) -> &'static str {
        "{ field = \"sbi\", in_list = \"risk_branches\" }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let name = literal::text(item, cx)?;
        let list = cx.list(name, item.span)?;
        let edition = if list.edition.is_some() && asked.kind == KindId::Sbi { cx.sbi_edition() } else { None };
        Some(Box::new(OnList {
            value: asked.value,
            list,
            none: key.starts_with('n'),
            date: cx.application_date(),
            edition,
        }))
    }
}

impl OnList {
    /// Whether a key is on the list on a day; unknown when that hangs on a day that is not known.
    fn on_day(&self, key: &str, day: Option<i32>) -> Truth {
        let mut out = Truth::No;
        for entry in self.list.entries.iter().filter(|entry| self.list.fits(entry, key)) {
            let counts = match (entry.from, entry.until, day) {
                (None, None, _) => true,
                (_, _, None) => {
                    out = Truth::Unknown;
                    continue;
                }
                (from, until, Some(day)) => {
                    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
                }
            };
            if counts {
                return Truth::Yes;
            }
        }
        out
    }

    /// Whether a code is of another edition than the list's.
    fn other_edition(&self, view: &View<'_>, row: Row) -> bool {
        let own = self.edition.and_then(|edition| view.column(edition).key(row));
        own.is_some_and(|own| Some(own) != self.list.edition.as_deref())
    }
}

impl Test for OnList {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        Lets::List(&self.list)
    }

    fn also_reads(&self) -> Vec<ValueId> {
        if self.list.dated() { vec![self.date] } else { Vec::new() }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let Some(key) = view.column(self.value).key(row) else { return Truth::Unknown };
        if self.other_edition(view, row) {
            return Truth::Unknown;
        }
        let on = self.on_day(&fold::loosened(key), view.column(self.date).day(row));
        if self.none { !on } else { on }
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        let Data::Keys(keys) = &column.data else { return Tri::all(view.rows, Truth::Unknown) };
        let editions = self.edition.is_some_and(|edition| view.column(edition).valid.any());
        if !self.list.dated() && !editions {
            let mut scratch = String::new();
            return mask::by_text(view, column, |text| {
                fold::loose(text, &mut scratch);
                self.list.entries.iter().any(|entry| self.list.fits(entry, &scratch)) != self.none
            });
        }
        // Few texts are on a list at all; only their rows are asked one by one.
        let some = Bits::from_fn(keys.table.len(), |symbol| {
            let key = fold::loosened(keys.table.text(symbol as u32));
            self.list.entries.iter().any(|entry| self.list.fits(entry, &key))
        });
        Tri::from_fn(view.rows, |row| match keys.symbols.get(row) {
            Some(symbol) if column.valid.get(row) && !some.get(*symbol as usize) && !editions => {
                Truth::known(self.none)
            }
            _ => self.at(view, Row(row as u32)),
        })
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        turns::keys(self.list.entries.first().map(|entry| &entry.key))
    }

    fn expected(&self, lang: Lang) -> String {
        words::in_list(self.list.said.get(lang), self.none, lang)
    }

    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        say::in_list(self.list.said.get(lang), self.none, lang)
    }
}
