//! `similar_to`: a name held against another, however the two are written (see `fields::names`).

use super::{Asked, Context, Lets, Likeness, Operator, Test, literal, mask};
use crate::batch::{Row, Tri, Truth, ValueId, View};
use crate::diag::{Diagnostic, Item};
use crate::fields::{KindId, names};
use crate::text::rules::RuleMsg;
use crate::text::{Lang, ops as words, say};

/// Whether a name is much like a text, one of some texts, or the name in another field.
pub(super) struct SimilarTo;

/// What a name is held against.
#[derive(Debug)]
enum Against {
    /// Texts, as written and as parts.
    Texts(Vec<(String, String)>),
    Value(ValueId),
}

#[derive(Debug)]
struct IsSimilar {
    value: ValueId,
    against: Against,
    least: u16,
}

/// The least score of alike names, from 0 to 10,000: a number from 0.8 to 1. Below that, strangers are alike.
pub fn likeness(item: &Item, cx: &mut dyn Context) -> Option<u16> {
    let number = item.number().and_then(literal::decimal).filter(|number| number.decimals <= 4);
    let least = number.and_then(|number| u16::try_from(number.digits * 10i64.pow(4 - number.decimals)).ok());
    let fits = least.filter(|least| (8_000..=names::EQUAL).contains(least));
    if fits.is_none() {
        cx.report(Diagnostic::error(item.span, RuleMsg::Likeness));
    }
    fits
}

impl Operator for SimilarTo {
    fn keys(&self) -> &'static [&'static str] {
        &["similar_to"]
    }

    fn options(&self) -> &'static [&'static str] {
        &["similar"]
    }

    fn takes(&self, key: &str) -> &'static str {
        match key {
            "similar" => "likeness",
            _ => "names_alike",
        }
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind == KindId::Text
    }

    fn example(&self) -> &'static str {
        "{ field = \"iban_holder\", similar_to = { field = \"applicant\" }, similar = 0.92 }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let least = match asked.table.claim("similar") {
            Some(entry) => likeness(&entry.item, cx),
            None => Some(names::USUAL),
        };
        let against = match item.table() {
            Some(other) => other_field(other, cx)?,
            None => texts(item, cx)?,
        };
        Some(Box::new(IsSimilar { value: asked.value, against, least: least? }))
    }
}

/// `{ field = "applicant" }`.
fn other_field(table: &crate::diag::Table, cx: &mut dyn Context) -> Option<Against> {
    let Some(entry) = table.claim("field") else {
        cx.report(Diagnostic::error(table.span, RuleMsg::Missing { key: "field".into() }));
        return None;
    };
    literal::refuse_unclaimed(table, cx);
    let name = literal::text(&entry.item, cx)?;
    let value = cx.value(name, entry.item.span)?;
    let kind = cx.kind(value);
    if kind != KindId::Text {
        let message = RuleMsg::NotForKind { operator: "similar_to".into(), kind: kind.info().about };
        cx.report(Diagnostic::error(entry.item.span, message));
        return None;
    }
    Some(Against::Value(value))
}

fn texts(item: &Item, cx: &mut dyn Context) -> Option<Against> {
    let mut texts = Vec::new();
    for item in literal::some(item, cx)? {
        let text = literal::text(item, cx)?.to_owned();
        let parts = parts(&text);
        if parts.is_empty() {
            let message =
                RuleMsg::NotAValue { kind: ["een naam", "a name"], example: KindId::Text.info().example.to_owned() };
            cx.report(Diagnostic::error(item.span, message));
            return None;
        }
        texts.push((text, parts));
    }
    Some(Against::Texts(texts))
}

fn parts(text: &str) -> String {
    let mut out = String::new();
    names::parts(text, &mut out);
    out
}

impl IsSimilar {
    /// The text that a name is most like, and how much.
    fn nearest<'a>(&self, texts: &'a [(String, String)], own: &str) -> Option<(&'a str, u16)> {
        let scored = texts.iter().map(|(text, parts)| (text.as_str(), names::score(own, parts)));
        // Of equals the first: what stands first in the rule is named.
        scored.rev().max_by_key(|(_, score)| *score)
    }
}

impl Test for IsSimilar {
    fn value(&self) -> ValueId {
        self.value
    }

    fn also_reads(&self) -> Vec<ValueId> {
        match self.against {
            Against::Texts(_) => Vec::new(),
            Against::Value(value) => vec![value],
        }
    }

    fn lets(&self) -> Lets<'_> {
        match &self.against {
            Against::Texts(texts) => Lets::Text(texts.iter().map(|(text, _)| text.as_str()).collect()),
            Against::Value(_) => Lets::Open,
        }
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let known = self.also_reads().iter().all(|value| view.column(*value).has(row));
        match self.likeness(view, row) {
            Some(found) if known => Truth::known(found.score >= self.least),
            _ => Truth::Unknown,
        }
    }

    fn over(&self, view: &View<'_>) -> Tri {
        match &self.against {
            Against::Value(_) => Tri::from_fn(view.rows, |row| self.at(view, Row(row as u32))),
            Against::Texts(texts) => mask::by_text(view, view.column(self.value), |text| {
                self.nearest(texts, &parts(text)).is_some_and(|(_, score)| score >= self.least)
            }),
        }
    }

    fn likeness(&self, view: &View<'_>, row: Row) -> Option<Likeness> {
        let own = parts(view.column(self.value).key(row)?);
        match &self.against {
            Against::Texts(texts) => {
                let (text, score) = self.nearest(texts, &own)?;
                Some(Likeness { other: None, spelled: text.to_owned(), score })
            }
            Against::Value(value) => {
                let spelled = view.column(*value).key(row)?;
                Some(Likeness {
                    other: Some(*value),
                    spelled: spelled.to_owned(),
                    score: names::score(&own, &parts(spelled)),
                })
            }
        }
    }

    fn expected(&self, lang: Lang) -> String {
        let texts = match &self.against {
            Against::Texts(texts) => texts.iter().map(|(text, _)| text.clone()).collect(),
            Against::Value(_) => Vec::new(),
        };
        words::similar_to(&texts, lang)
    }

    fn says(&self, name: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        let (names, score) = match &self.against {
            Against::Texts(texts) => (texts.iter().map(|(text, _)| format!("“{text}”")).collect(), self.least),
            Against::Value(value) => (vec![name(*value)], self.least),
        };
        say::similar_to(&names, score, lang)
    }
}
