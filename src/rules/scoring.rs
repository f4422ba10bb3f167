//! `[scoring]`: the caps and the bands.

use super::names::Names;
use super::set::{Band, Scoring};
use crate::diag::{Item, Span, Value};
use crate::text::Both;
use crate::text::rules::RuleMsg;
use std::collections::BTreeMap;

/// The scoring that a set has when it says nothing.
pub(super) fn usual() -> Scoring {
    let band = |id: &str, from, min_themes| Band { label: label(id), id: id.to_owned(), from, min_themes, min_hits: 0 };
    let bands = vec![band("low", 0, 0), band("medium", 25, 0), band("high", 50, 2), band("critical", 75, 3)];
    Scoring { cap: 100, bands }
}

/// The usual names of the usual bands.
fn label(id: &str) -> Both {
    let (nl, en) = match id {
        "low" => ("laag", "low"),
        "medium" => ("midden", "medium"),
        "high" => ("hoog", "high"),
        "critical" => ("zeer hoog", "critical"),
        other => (other, other),
    };
    Both { nl: nl.to_owned(), en: en.to_owned() }
}

/// The caps of themes, and where the parts of the scoring stand.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) caps: BTreeMap<String, (i32, Span)>,
    /// Where each band stands; empty while the bands are the usual ones.
    pub(super) bands: Vec<Span>,
}

/// Reads what the table says over what was said before.
pub(super) fn read(item: &Item, scoring: &mut Scoring, marks: &mut Marks, names: &mut Names<'_>) {
    let Some(table) = names.table(item) else { return };
    if let Some(entry) = table.claim("cap")
        && let Some(cap) = names.whole(&entry.item)
    {
        match i32::try_from(cap) {
            Ok(cap) if (1..=10_000).contains(&cap) => scoring.cap = cap,
            _ => names.error(entry.item.span, RuleMsg::WrongType { expected: ["1 tot 10000", "1 to 10000"] }),
        }
    }
    if let Some(entry) = table.claim("theme_cap")
        && let Some(themes) = names.table(&entry.item)
    {
        for theme in &themes.entries {
            if let Some(cap) = names.whole(&theme.take().item).and_then(|cap| i32::try_from(cap).ok()) {
                marks.caps.insert(theme.key.clone(), (cap, theme.key_span));
            }
        }
    }
    if let Some(entry) = table.claim("bands") {
        let read: Vec<Band> = entry.item.items().iter().filter_map(|item| band(item, names)).collect();
        check(&entry.item, &read, names);
        if !read.is_empty() {
            scoring.bands = read;
            marks.bands = entry.item.items().iter().map(|item| item.span).collect();
        }
    }
    names.refuse_unclaimed(table, &["cap", "theme_cap", "bands"]);
}

fn band(item: &Item, names: &mut Names<'_>) -> Option<Band> {
    let table = names.table(item)?;
    let id = names.required(table, "id").and_then(|item| names.text(item));
    let from = names.required(table, "from").and_then(|item| names.whole(item));
    let (min_themes, min_hits) = (names.count(table.claim("min_themes")), names.count(table.claim("min_hits")));
    let said = table.claim("label").and_then(|entry| super::rule::both(&entry.item, names));
    names.refuse_unclaimed(table, &["id", "from", "min_themes", "min_hits", "label"]);
    let id = id?;
    Some(Band {
        label: said.unwrap_or_else(|| label(&id)),
        id,
        from: i32::try_from(from?).ok()?,
        min_themes: min_themes.unwrap_or(0),
        min_hits: min_hits.unwrap_or(0),
    })
}

/// Bands rise from 0, and each has a name of its own.
fn check(item: &Item, bands: &[Band], names: &mut Names<'_>) {
    let Value::Array(items) = &item.value else { return };
    if bands.len() != items.len() {
        return;
    }
    if bands.first().is_some_and(|band| band.from > 0) {
        names.error(items[0].span, RuleMsg::FirstBand);
    }
    for at in 1..bands.len() {
        if bands[at].from <= bands[at - 1].from {
            names.error(items[at].span, RuleMsg::BandsOutOfOrder);
        }
        if bands[..at].iter().any(|band| band.id == bands[at].id) {
            names.error(items[at].span, RuleMsg::DuplicateName { name: bands[at].id.clone() });
        }
    }
}
