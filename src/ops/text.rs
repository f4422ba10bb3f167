//! `contains`, `starts_with`, `ends_with`, `matches`.

use super::{Asked, Context, Lets, Operator, Test, literal, mask, turns};
use crate::batch::{Instead, Row, Tri, Truth, ValueId, View};
use crate::diag::Diagnostic;
use crate::fields::{KindId, Storage, fold};
use crate::text::ops::Place;
use crate::text::rules::RuleMsg;
use crate::text::{Lang, ops as words, say};
use regex::Regex;

/// A part of the text, without regard to case, accents and repeated blanks.
pub(super) struct Part;

/// A pattern, without regard to case. Accents count: `[^a-z]` is also `é`.
pub(super) struct Matches;

#[derive(Debug)]
struct HasPart {
    value: ValueId,
    place: Place,
    parts: Vec<String>,
    exact: bool,
}

#[derive(Debug)]
struct HasMatch {
    value: ValueId,
    pattern: Regex,
    exact: bool,
}

impl Operator for Part {
    fn keys(&self) -> &'static [&'static str] {
        &["contains", "starts_with", "ends_with"]
    }

    fn options(&self) -> &'static [&'static str] {
        &["exact"]
    }

    fn takes(&self, key: &str) -> &'static str {
        match key {
            "exact" => "flag",
            _ => "texts",
        }
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind.storage() == Storage::Key
    }

    fn example(&self) -> &'static str {
        "{ field = \"description\", contains = [\"contant\", \"cash\"] }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let items = literal::some(&asked.table.claim(key)?.item, cx)?;
        let exact = asked.table.claim("exact").and_then(|entry| literal::bool(&entry.item, cx)).unwrap_or(false);
        let mut parts = Vec::with_capacity(items.len());
        for item in items {
            let part = literal::text(item, cx)?;
            parts.push(if exact { part.to_owned() } else { fold::loosened(part) });
        }
        let place = match key {
            "contains" => Place::Anywhere,
            "starts_with" => Place::Start,
            _ => Place::End,
        };
        Some(Box::new(HasPart { value: asked.value, place, parts, exact }))
    }
}

impl HasPart {
    fn holds(&self, text: &str, scratch: &mut String) -> bool {
        let text = if self.exact {
            text
        } else {
            fold::loose(text, scratch);
            scratch
        };
        self.parts.iter().any(|part| match self.place {
            Place::Anywhere => text.contains(part.as_str()),
            Place::Start => text.starts_with(part.as_str()),
            Place::End => text.ends_with(part.as_str()),
        })
    }
}

impl Test for HasPart {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        Lets::Text(self.parts.iter().map(String::as_str).collect())
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let key = view.column(self.value).key(row);
        key.map_or(Truth::Unknown, |text| Truth::known(self.holds(text, &mut String::new())))
    }

    fn over(&self, view: &View<'_>) -> Tri {
        let mut scratch = String::new();
        mask::by_text(view, view.column(self.value), |text| self.holds(text, &mut scratch))
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        turns::keys(self.parts.first())
    }

    fn expected(&self, lang: Lang) -> String {
        words::part(self.place, &self.parts, lang)
    }

    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        say::part(self.place, &self.parts, lang)
    }
}

impl Operator for Matches {
    fn keys(&self) -> &'static [&'static str] {
        &["matches"]
    }

    fn options(&self) -> &'static [&'static str] {
        &["exact"]
    }

    fn takes(&self, key: &str) -> &'static str {
        match key {
            "exact" => "flag",
            _ => "text",
        }
    }

    fn works_on(&self, kind: KindId) -> bool {
        kind.storage() == Storage::Key
    }

    fn example(&self) -> &'static str {
        "{ field = \"opening_hours\", matches = '24/7|-0[2-6]:[0-5][0-9]' }"
    }

    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>> {
        let item = &asked.table.claim(key)?.item;
        let exact = asked.table.claim("exact").and_then(|entry| literal::bool(&entry.item, cx)).unwrap_or(false);
        match Regex::new(literal::text(item, cx)?) {
            Ok(pattern) => Some(Box::new(HasMatch { value: asked.value, pattern, exact })),
            Err(error) => {
                // The last line of the message says what is wrong; those before draw the pattern.
                let said =
                    error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                cx.report(Diagnostic::error(item.span, RuleMsg::Regex { said }));
                None
            }
        }
    }
}

impl HasMatch {
    fn holds(&self, text: &str) -> bool {
        // A pattern is written in small letters and meets the text in small letters.
        if self.exact { self.pattern.is_match(text) } else { self.pattern.is_match(&text.to_lowercase()) }
    }
}

impl Test for HasMatch {
    fn value(&self) -> ValueId {
        self.value
    }

    fn lets(&self) -> Lets<'_> {
        Lets::Text(vec![self.pattern.as_str()])
    }

    fn at(&self, view: &View<'_>, row: Row) -> Truth {
        let key = view.column(self.value).key(row);
        key.map_or(Truth::Unknown, |text| Truth::known(self.holds(text)))
    }

    fn over(&self, view: &View<'_>) -> Tri {
        mask::by_text(view, view.column(self.value), |text| self.holds(text))
    }

    fn turns(&self, _: &View<'_>, _: Row) -> Vec<Instead> {
        vec![Instead::Other]
    }

    fn expected(&self, lang: Lang) -> String {
        words::pattern(self.pattern.as_str(), lang)
    }

    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        say::pattern(self.pattern.as_str(), lang)
    }
}
