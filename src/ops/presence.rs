//! `present` and `valid`: about the cell itself, so never unknown.

use super::{Asked, Context, Lets, Operator, Test, literal, turns};
use crate::batch::{Instead, Row, Tri, Truth, ValueId, View};
use crate::fields::KindId;
use crate::text::{Lang, ops as words, say};

/// `present = true`: something stands there. `valid = true`: it could be read.
pub(super) struct Presence;

#[derive(Debug)]
struct Asks {
    value: ValueId,
    valid: bool,
    wanted: bool,
}

impl Operator for Presence {
    fn keys(&self) -> &'static [&'static str] {
        &["present", "valid"]
    }

    fn takes(&self, _: &str) -> &'static str {
        "flag"
    }

    fn works_on(&self, _: KindId) -> bool {
        true
    }

    fn example(&self) -> &'static str {
        "{ field = \"iban\", present = true, valid = false }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let wanted = literal::bool(&asked.table.claim(key)?.item, cx)?;
        Some(Box::new(Asks { value: asked.value, valid: key == "valid", wanted }))
    }
}

impl Test for Asks {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        if self.valid { Lets::Readable(self.wanted) } else { Lets::Present(self.wanted) }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let column = view.column(self.value);
        let mask = if self.valid { &column.valid } else { &column.present };
        Truth::known(mask.get(row.index()) == self.wanted)
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let column = view.column(self.value);
        let mut yes = if self.valid { column.valid.clone() } else { column.present.clone() };
        if !self.wanted {
            yes.flip();
        }
        Tri { yes, unknown: view.none() }
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        let mut some = turns::flags();
        some.push(Instead::Other);
        some
    }

    fn expected(&self, lang: Lang) -> String {
        words::presence(self.valid, self.wanted, lang)
    }

    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        if self.valid { say::readable(self.wanted, lang).to_owned() } else { say::is(&self.expected(lang), lang) }
    }
}
