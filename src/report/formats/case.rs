//! One application as json, shared by `json` and `jsonl`. Made while it is written, then forgotten.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::since;
use crate::batch::{Row, ValueId};
use crate::engine::{Fact, Shown, Total};
use crate::report::baseline::Marks;
use crate::report::machine::{self, Machine};
use crate::report::veil::REDACTED;
use crate::report::wording::likeness;
use crate::report::{Document, LINKED_SHOWN};

/// An application of a document.
pub(super) struct Case<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) row: Row,
}

#[derive(Serialize)]
struct Hit<'a> {
    rule: &'a str,
    title: &'a str,
    theme: &'a str,
    weight: i32,
    why: &'a str,
    consider: &'a str,
    ask: &'a str,
    source: &'a [String],
    evidence: Vec<Evidence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explained: Option<Explained<'a>>,
}

/// A decision about a hit.
#[derive(Serialize)]
struct Explained<'a> {
    until: String,
    by: &'a str,
    reason: &'a str,
}

/// An application without the reasons that have been explained.
#[derive(Serialize)]
struct Open<'a> {
    score: i32,
    band: &'a str,
}

#[derive(Serialize)]
struct NotAssessed<'a> {
    rule: &'a str,
    missing: Vec<&'a str>,
}

#[derive(Serialize)]
struct Linked<'a> {
    count: usize,
    ids: Vec<&'a str>,
}

impl Serialize for Case<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (document, answers, row) = (self.document, self.document.answers, self.row);
        let score = answers.score(row);
        let (file, line) = document.batch.origins.of(row);
        let mut rules = Vec::new();
        answers.hits(row, &mut rules);
        let hits: Vec<Hit<'_>> = rules.iter().map(|rule| self.hit(*rule)).collect();
        answers.not_assessed(row, &mut rules);
        let not_assessed: Vec<NotAssessed<'_>> = rules.iter().map(|rule| self.not_assessed(*rule)).collect();
        let (linked, count) = if hits.is_empty() { (Vec::new(), 0) } else { answers.linked(row, LINKED_SHOWN) };

        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", document.batch.id(row))?;
        map.serialize_entry("file", file)?;
        map.serialize_entry("row", &line)?;
        map.serialize_entry("score", &score.value)?;
        map.serialize_entry("score_low", &score.low)?;
        map.serialize_entry("score_high", &score.high)?;
        map.serialize_entry("band", document.band_id(score))?;
        if hits.iter().any(|hit| hit.explained.is_some()) {
            let open = document.open_score(row);
            map.serialize_entry("open", &Open { score: open.value, band: document.band_id(open) })?;
        }
        map.serialize_entry("hits", &hits)?;
        map.serialize_entry("not_assessed", &not_assessed)?;
        map.serialize_entry("linked", &Linked { count, ids: ids(document, &linked) })?;
        if let Some(change) = document.changes.and_then(|changes| changes.rows.get(row.index())) {
            map.serialize_entry("change", &since::Changed(change))?;
        }
        map.serialize_entry("marks", &Marks::of(document, row).0)?;
        map.end()
    }
}

impl<'a> Case<'a> {
    fn hit(&self, rule: usize) -> Hit<'a> {
        let (document, lang) = (self.document, self.document.lang());
        let text = document.rule(rule);
        let facts = document.answers.evidence(rule, self.row);
        Hit {
            rule: &text.id,
            title: text.title.get(lang),
            theme: document.theme(rule),
            weight: text.weight,
            why: text.why.get(lang),
            consider: text.consider.get(lang),
            ask: text.ask.get(lang),
            source: &text.source,
            evidence: facts.into_iter().map(|fact| Evidence { document, fact }).collect(),
            explained: document.explained(rule, self.row).map(|decision| Explained {
                until: machine::text(&Shown::Day(decision.until)).into_owned(),
                by: &decision.by,
                reason: if document.options.veil.hides() { REDACTED } else { &decision.reason },
            }),
        }
    }

    fn not_assessed(&self, rule: usize) -> NotAssessed<'a> {
        let missing = self.document.answers.missing(rule, self.row);
        NotAssessed {
            rule: &self.document.rule(rule).id,
            missing: missing.into_iter().map(|value| name(self.document, value)).collect(),
        }
    }
}

fn ids<'a>(document: &'a Document<'_>, rows: &[Row]) -> Vec<&'a str> {
    rows.iter().take(LINKED_SHOWN).map(|row| document.batch.id(*row)).collect()
}

pub(in crate::report) fn name<'a>(document: &Document<'a>, value: ValueId) -> &'a str {
    document.set.values.get(usize::from(value.0)).map_or("", |def| def.name.as_str())
}

/// A fact as json, with the sentence that people would read.
struct Evidence<'a> {
    document: &'a Document<'a>,
    fact: Fact,
}

/// A value of a field, unless it may not be shown.
pub(in crate::report) struct Held<'a> {
    pub(in crate::report) document: &'a Document<'a>,
    pub(in crate::report) value: ValueId,
    pub(in crate::report) shown: &'a Shown,
}

impl Serialize for Held<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.document.veiled(self.value, self.shown) {
            Some(veiled) => serializer.serialize_str(&veiled),
            None => Machine(self.shown).serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct KeyPart<'a> {
    field: &'a str,
    value: Held<'a>,
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let document = self.document;
        let held = |value, shown| Held { document, value, shown };
        let mut map = serializer.serialize_map(None)?;
        match &self.fact {
            Fact::Value { value, shown, expected } => {
                map.serialize_entry("kind", "value")?;
                map.serialize_entry("field", name(document, *value))?;
                map.serialize_entry("value", &held(*value, shown))?;
                map.serialize_entry("expected", document.lang().pick(&expected[0], &expected[1]))?;
            }
            Fact::Alike { value, shown, other, spelled, score, through: _ } => {
                map.serialize_entry("kind", "alike")?;
                map.serialize_entry("field", name(document, *value))?;
                map.serialize_entry("value", &held(*value, shown))?;
                map.serialize_entry("other_field", &other.map(|value| name(document, value)))?;
                map.serialize_entry("other_value", &held(other.unwrap_or(*value), spelled))?;
                map.serialize_entry("score", &Machine(&Shown::Millionths(likeness(*score))))?;
            }
            Fact::Outlier { value, shown, fence, peers } => {
                map.serialize_entry("kind", "outlier")?;
                map.serialize_entry("field", name(document, *value))?;
                map.serialize_entry("value", &held(*value, shown))?;
                map.serialize_entry("fence", &held(*value, fence))?;
                map.serialize_entry("peers", peers)?;
            }
            Fact::Cluster { keys, distinct, count, at_least, rows, others, only_together } => {
                let part = |(value, shown)| KeyPart { field: name(document, value), value: held(value, shown) };
                let keys: Vec<KeyPart<'_>> = keys.iter().map(|(value, shown)| part((*value, shown))).collect();
                map.serialize_entry("kind", "cluster")?;
                map.serialize_entry("keys", &keys)?;
                map.serialize_entry("counted", distinct.map_or("applications", |value| name(document, value)))?;
                map.serialize_entry("count", count)?;
                map.serialize_entry("at_least", at_least)?;
                map.serialize_entry("others", &Linked { count: *others, ids: ids(document, rows) })?;
                map.serialize_entry("only_together", only_together)?;
            }
            Fact::Signal { value, shown, department, day, kind, text, reliability } => {
                map.serialize_entry("kind", "signal")?;
                map.serialize_entry("field", name(document, *value))?;
                map.serialize_entry("value", &held(*value, shown))?;
                map.serialize_entry("department", department)?;
                map.serialize_entry("date", &day.map(Shown::Day).as_ref().map(Machine))?;
                map.serialize_entry("signal_kind", kind)?;
                map.serialize_entry("signal_text", if document.options.veil.hides() { REDACTED } else { text })?;
                map.serialize_entry("reliability", reliability)?;
            }
            Fact::Group { key, distinct, count, at_least, at_most, total, rows, roles, others } => {
                let part = |(value, shown)| KeyPart { field: name(document, value), value: held(value, shown) };
                let key: Vec<KeyPart<'_>> = key.iter().map(|(value, shown)| part((*value, shown))).collect();
                map.serialize_entry("kind", "group")?;
                map.serialize_entry("key", &key)?;
                map.serialize_entry("counted", distinct.map_or("applications", |value| name(document, value)))?;
                map.serialize_entry("count", count)?;
                map.serialize_entry("at_least", at_least)?;
                map.serialize_entry("at_most", at_most)?;
                match total {
                    Some(Total::Sum { value, shown, .. }) => {
                        map.serialize_entry("summed", name(document, *value))?;
                        map.serialize_entry("sum", &held(*value, shown))?;
                    }
                    Some(Total::Share { rows, of, .. }) => map.serialize_entry("share", &[rows, of])?,
                    None => {}
                }
                if !roles.is_empty() {
                    let roles = roles.iter().map(|roles| roles.iter().map(|value| name(document, *value)).collect());
                    map.serialize_entry("there", &roles.collect::<Vec<Vec<&str>>>())?;
                }
                map.serialize_entry("others", &Linked { count: *others, ids: ids(document, rows) })?;
            }
        }
        map.serialize_entry("text", &document.say(&self.fact))?;
        map.end()
    }
}
