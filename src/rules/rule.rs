//! `[[rule]]` and `[override.ID]`: one rule with its condition, weight and texts.

use super::case::{Case, cases};
use super::condition::condition;
use super::names::Names;
use super::set::{Node, NodeId};
use crate::diag::{Entry, Item, Span, Table, Value};
use crate::fields::{Cell, KindId, Parser, Raw};
use crate::ops::Context;
use crate::text::Both;
use crate::text::report::FORBIDDEN_WORDS;
use crate::text::rules::RuleMsg;
use crate::text::scaffold::TO_FILL_IN;

/// The keys of a rule.
const KEYS: [&str; 18] = [
    "id",
    "title",
    "theme",
    "weight",
    "floor",
    "applies_to",
    "when",
    "why",
    "consider",
    "ask",
    "letter",
    "source",
    "owner",
    "added",
    "review_by",
    "justification",
    "enabled",
    "test",
];

/// A rule as it was written, with its condition compiled.
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) title: Both,
    pub(super) theme: String,
    pub(super) weight: i32,
    pub(super) floor: Option<(String, Span)>,
    pub(super) when: NodeId,
    pub(super) applies_to: Vec<String>,
    pub(super) why: Both,
    pub(super) consider: Both,
    pub(super) ask: Both,
    pub(super) letter: Both,
    pub(super) source: Vec<String>,
    pub(super) enabled: bool,
    /// Whether it says why a proxy is justified.
    pub(super) justified: bool,
    /// The day by which it is to be looked at again.
    pub(super) review_by: Option<(i32, Span)>,
    pub(super) cases: Vec<Case>,
    pub(super) span: Span,
}

/// A text in both languages: `"…"` or `{ nl = "…", en = "…" }`.
pub(super) fn both(item: &Item, names: &mut Names<'_>) -> Option<Both> {
    if let Some(text) = item.text() {
        return Some(Both::same(text));
    }
    let table = names.table(item)?;
    let one = |key: &str, names: &mut Names<'_>| {
        table.claim(key).and_then(|entry| names.text(&entry.item)).unwrap_or_default()
    };
    let both = Both { nl: one("nl", names), en: one("en", names) };
    if let Some(lang) = [("nl", &both.nl), ("en", &both.en)].into_iter().find(|(_, text)| text.is_empty()) {
        names.hint(item.span, RuleMsg::OneLanguage { lang: lang.0 });
    }
    names.refuse_unclaimed(table, &["nl", "en"]);
    Some(both)
}

/// A text that officers read: only words about asking further.
fn spoken(table: &Table, key: &str, names: &mut Names<'_>) -> Both {
    let Some(entry) = table.claim(key) else { return Both::default() };
    let text = both(&entry.item, names).unwrap_or_default();
    for word in format!("{} {}", text.nl, text.en).to_lowercase().split(|c: char| !c.is_alphanumeric()) {
        if FORBIDDEN_WORDS.contains(&word) {
            names.error(entry.item.span, RuleMsg::Vocabulary { word: word.to_owned() });
        }
    }
    text
}

/// The keys with texts that an author writes.
const WRITTEN: [&str; 9] = ["title", "why", "consider", "ask", "letter", "source", "owner", "justification", "reason"];

/// Points at texts that still say what is to be written there.
fn unwritten(table: &Table, names: &mut Names<'_>) {
    fn first(item: &Item) -> Option<&Item> {
        match &item.value {
            Value::Text(text) => TO_FILL_IN.iter().any(|begin| text.trim_start().starts_with(begin)).then_some(item),
            Value::Table(table) => table.entries.iter().find_map(|entry| first(&entry.item)),
            Value::Array(items) => items.iter().find_map(first),
            _ => None,
        }
    }
    for entry in WRITTEN.iter().filter_map(|key| table.peek(key)) {
        if let Some(item) = first(&entry.item) {
            names.hint(item.span, RuleMsg::NotFilledIn { key: entry.key.clone() });
        }
    }
}

/// The texts of a list, or of one text.
pub(super) fn texts(entry: Option<&Entry>, names: &mut Names<'_>) -> Vec<String> {
    let items = entry.map_or(&[][..], |entry| entry.item.items());
    items.iter().filter_map(|item| names.text(item)).collect()
}

/// Reads a rule; `None` after telling the author what is wrong.
pub(super) fn read(table: &Table, names: &mut Names<'_>) -> Option<Draft> {
    let id = names.required(table, "id").and_then(|item| Some((names.text(item)?, item.span)));
    let when = names.required(table, "when").and_then(|item| condition(item, names));
    let title = names.required(table, "title").map(|_| spoken(table, "title", names));
    let theme = names.required(table, "theme").and_then(|item| names.text(item));
    let weight = names.required(table, "weight").and_then(|item| weight(item, names));
    let applies_to = applies_to(table, names);
    let [why, consider, ask] = ["why", "consider", "ask"].map(|key| spoken(table, key, names));
    let letter = spoken(table, "letter", names);
    let source = texts(table.claim("source"), names);
    let floor = table.claim("floor").and_then(|entry| Some((names.text(&entry.item)?, entry.item.span)));
    let enabled = names.flag(table.claim("enabled")).unwrap_or(true);
    let justified = table.claim("justification").and_then(|entry| both(&entry.item, names)).is_some();
    let review_by = table.claim("review_by").and_then(|entry| day(&entry.item, names));
    table.claim("owner").and_then(|entry| names.text(&entry.item));
    table.claim("added").and_then(|entry| day(&entry.item, names));
    let cases = cases(table, names);
    unwritten(table, names);
    names.refuse_unclaimed(table, &KEYS);
    let (id, span) = id?;
    let unsaid = [
        ("why", why.get(crate::text::Lang::Nl)),
        ("consider", consider.get(crate::text::Lang::Nl)),
        ("ask", ask.get(crate::text::Lang::Nl)),
    ];
    for (key, _) in unsaid.iter().filter(|(_, text)| text.is_empty()) {
        names.warning(span, RuleMsg::MissingText { rule: id.clone(), key: (*key).to_owned() });
    }
    if source.is_empty() {
        names.warning(span, RuleMsg::MissingText { rule: id.clone(), key: "source".into() });
    }
    let when = guard(when?, &applies_to, names);
    Some(Draft {
        id,
        title: title?,
        theme: theme?,
        weight: weight?,
        floor,
        when,
        applies_to: applies_to.into_iter().map(|(word, _)| word).collect(),
        why,
        consider,
        ask,
        letter,
        source,
        enabled,
        justified,
        review_by,
        cases,
        span,
    })
}

fn weight(item: &Item, names: &mut Names<'_>) -> Option<i32> {
    let weight = item.number().and_then(|text| text.parse::<i32>().ok()).filter(|weight| (-100..=100).contains(weight));
    if weight.is_none() {
        names.error(item.span, RuleMsg::WeightRange);
    }
    weight
}

/// A day, as TOML has it or as a text.
fn day(item: &Item, names: &mut Names<'_>) -> Option<(i32, Span)> {
    let text = match &item.value {
        Value::Text(text) | Value::Date(text) => text.as_str(),
        _ => "",
    };
    match Parser::new(KindId::Date).day(Raw::Text(text)).0 {
        Cell::Value(day) => Some((day, item.span)),
        _ => {
            let info = KindId::Date.info();
            names.error(item.span, RuleMsg::NotAValue { kind: info.about, example: info.example.to_owned() });
            None
        }
    }
}

/// The permit types that a rule is for, each held against the dictionary.
fn applies_to(table: &Table, names: &mut Names<'_>) -> Vec<(String, Span)> {
    let Some(entry) = table.claim("applies_to") else { return Vec::new() };
    let permit_type = names.field("permit_type");
    let mut read = Vec::new();
    for item in entry.item.items() {
        let Some(text) = names.text(item) else { continue };
        let mut key = String::new();
        names.parser(permit_type).key(crate::fields::Raw::Text(&text), &mut key);
        names.check_word(permit_type, &key, item.span);
        read.push((key, item.span));
    }
    read
}

/// The condition, for the permit types that the rule is for.
fn guard(when: NodeId, applies_to: &[(String, Span)], names: &mut Names<'_>) -> NodeId {
    if applies_to.is_empty() {
        return when;
    }
    let value = names.field("permit_type");
    let words: Vec<String> = applies_to.iter().map(|(word, _)| word.clone()).collect();
    let test = crate::ops::one_of(value, words, names);
    names.here = applies_to[0].1;
    let test = names.node(Node::Test(test));
    names.node(Node::All(vec![test, when]))
}

/// What an `[override.ID]` changes in a rule.
pub(super) fn apply(entry: &Entry, drafts: &mut [Draft], names: &mut Names<'_>) {
    let Some(table) = names.table(&entry.item) else { return };
    let Some(at) = drafts.iter().position(|draft| draft.id == entry.key) else {
        let near = super::names::nearest(&entry.key, drafts.iter().map(|draft| draft.id.as_str()));
        names.error(entry.key_span, RuleMsg::UnknownRule { id: entry.key.clone(), near });
        return;
    };
    if let Some(entry) = table.claim("weight")
        && let Some(weight) = weight(&entry.item, names)
    {
        drafts[at].weight = weight;
    }
    if let Some(yes) = names.flag(table.claim("enabled")) {
        drafts[at].enabled = yes;
    }
    if let Some(theme) = table.claim("theme").and_then(|entry| names.text(&entry.item)) {
        drafts[at].theme = theme;
    }
    if let Some(entry) = table.claim("floor") {
        drafts[at].floor = names.text(&entry.item).map(|floor| (floor, entry.item.span));
    }
    if let Some(entry) = table.claim("when")
        && let Some(when) = condition(&entry.item, names)
    {
        let words: Vec<(String, Span)> =
            drafts[at].applies_to.iter().map(|word| (word.clone(), entry.item.span)).collect();
        drafts[at].when = guard(when, &words, names);
    }
    for key in ["title", "why", "consider", "ask", "letter"] {
        if table.peek(key).is_some() {
            let text = spoken(table, key, names);
            let draft = &mut drafts[at];
            *match key {
                "title" => &mut draft.title,
                "why" => &mut draft.why,
                "consider" => &mut draft.consider,
                "ask" => &mut draft.ask,
                _ => &mut draft.letter,
            } = text;
        }
    }
    unwritten(table, names);
    match table.claim("reason") {
        Some(entry) => drop(both(&entry.item, names)),
        None => names.hint(entry.key_span, RuleMsg::NoReason { rule: entry.key.clone() }),
    }
    names.refuse_unclaimed(
        table,
        &["weight", "enabled", "theme", "floor", "when", "title", "why", "consider", "ask", "letter", "reason"],
    );
}
