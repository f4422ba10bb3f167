//! `same_as`, `differs_from`: two values of one application held against each other.

use super::{Asked, Context, Operator, Test, literal, turns};
use crate::batch::{Instead, Row, Truth, ValueId, View};
use crate::diag::Diagnostic;
use crate::fields::{KindId, Storage, fold};
use crate::text::rules::RuleMsg;
use crate::text::{Lang, ops as words, say};

/// Whether another field holds the same.
pub(super) struct OtherField;

#[derive(Debug)]
struct Same {
    value: ValueId,
    other: ValueId,
    differs: bool,
}

impl Operator for OtherField {
    fn keys(&self) -> &'static [&'static str] {
        &["same_as", "differs_from"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "name"
    }

    fn works_on(&self, _: KindId) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        "{ field = \"iban_holder\", differs_from = \"applicant\" }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let name = literal::text(item, cx)?;
        let other = cx.value(name, item.span)?;
        let kind = cx.kind(other);
        if kind.storage() != asked.kind.storage() {
            let message = RuleMsg::NotForKind { operator: key.to_owned(), kind: kind.info().about };
            cx.report(Diagnostic::error(item.span, message));
            return None;
        }
        Some(Box::new(Same { value: asked.value, other, differs: key == "differs_from" }))
    }
}

impl Test for Same {
    fn value(&self) -> ValueId {
        self.value
    }

    fn also_reads(&self) -> Vec<ValueId> {
        vec![self.other]
    }

    fn equality(&self) -> Option<(ValueId, ValueId, bool)> {
        Some((self.value, self.other, self.differs))
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let (a, b) = (view.column(self.value), view.column(self.other));
        if !a.has(row) || !b.has(row) {
            return Truth::Unknown;
        }
        let same = match a.kind.storage() {
            Storage::Key => {
                let fold = |key: Option<&str>| fold::loosened(key.unwrap_or(""));
                fold(a.key(row)) == fold(b.key(row))
            }
            Storage::Day => a.day(row) == b.day(row),
            Storage::Flag => a.flag(row) == b.flag(row),
            Storage::Fixed => {
                let scaled = |own: Option<i64>, scale: i64| own.map(|units| i128::from(units) * i128::from(scale));
                scaled(a.fixed(row), b.kind.scale()) == scaled(b.fixed(row), a.kind.scale())
            }
        };
        Truth::known(same != self.differs)
    }

    fn turns(&self, view: &View<'_>, row: Row) -> Vec<Instead> {
        let other = view.column(self.other);
        turns::beside(other, row, other.kind == KindId::Money)
    }

    fn expected(&self, lang: Lang) -> String {
        words::same(self.differs, lang).to_owned()
    }

    fn says(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        say::same(self.differs, &name(self.other), lang)
    }
}
