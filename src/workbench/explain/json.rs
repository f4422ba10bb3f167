//! Explanations as json: fixed English keys, values for machines beside the words for people.

use serde_json::{Value, json};

use super::near::Near;
use super::tree::Branch;
use super::{Lack, Story, Told, letter, page, place, tree};
use crate::batch::{Row, Truth, ValueId};
use crate::engine::{Change, Findings, Score};
use crate::report::Document;

/// The version of the form.
const VERSION: u32 = 1;

/// Explanations for officers.
pub(super) fn stories(document: &Document<'_>, stories: &[Story]) -> String {
    let applications: Vec<Value> = stories.iter().map(|story| story_of(document, story)).collect();
    written(json!({
        "format": "samenzien-explanation",
        "format_version": VERSION,
        "manifest": document.manifest(),
        "applications": applications,
    }))
}

/// Texts for applicants.
pub(super) fn letters(document: &Document<'_>, findings: &Findings<'_>, stories: &[Story]) -> String {
    let letters = stories.iter().map(|story| {
        let questions = letter::questions(document, story).into_iter();
        let questions: Vec<Value> =
            questions.map(|question| json!({ "facts": question.facts, "question": question.ask })).collect();
        let lacking = letter::lacking(document, findings, story);
        let missing: Vec<&str> = lacking.iter().map(|value| name(document, *value)).collect();
        json!({ "id": document.batch.id(story.row), "questions": questions, "missing": missing })
    });
    written(json!({
        "format": "samenzien-letter",
        "format_version": VERSION,
        // Of the run no more than how long this may be kept: the rest is not for the applicant.
        "manifest": { "tool": env!("CARGO_PKG_NAME"), "keep_until": document.run.keep_until },
        "applications": letters.collect::<Vec<_>>(),
    }))
}

fn written(value: Value) -> String {
    // Values made of texts and numbers can always be written.
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn story_of(document: &Document<'_>, story: &Story) -> Value {
    let (file, line) = document.batch.origins.of(story.row);
    let told = |told: &[Told]| told.iter().map(|told| rule(document, told, story.row)).collect::<Vec<_>>();
    let [lower, higher] = &story.changes;
    let (linked, count) = &story.linked;
    let ids: Vec<&str> = linked.iter().map(|row| document.batch.id(*row)).collect();
    let mut out = json!({ "id": document.batch.id(story.row), "file": file, "row": line });
    merge(&mut out, score(document, document.answers.score(story.row)));
    merge(
        &mut out,
        json!({
            "hits": told(&story.hits),
            "not_assessed": told(&story.open),
            "misses": told(&story.misses),
            "near": story.near.iter().map(|near| near_miss(document, near, story.row)).collect::<Vec<_>>(),
            "missing": story.missing.iter().map(|lack| lacking(document, lack)).collect::<Vec<_>>(),
            "smallest_change": {
                "lower": lower.as_ref().map(|one| change(document, one)),
                "higher": higher.as_ref().map(|one| change(document, one)),
            },
            "linked": { "count": count, "ids": ids },
            "signals": story.signals.iter().map(|fact| document.say(fact)).collect::<Vec<_>>(),
        }),
    );
    out
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

fn score(document: &Document<'_>, score: Score) -> Value {
    json!({
        "score": score.value,
        "score_low": score.low,
        "score_high": score.high,
        "band": document.band_id(score),
    })
}

fn name<'a>(document: &Document<'a>, value: ValueId) -> &'a str {
    document.set.values.get(usize::from(value.0)).map_or("", |def| def.name.as_str())
}

fn ids<'a>(document: &Document<'a>, rules: &[usize]) -> Vec<&'a str> {
    rules.iter().map(|rule| document.rule(*rule).id.as_str()).collect()
}

fn answer(answer: Truth) -> &'static str {
    match answer {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

fn rule(document: &Document<'_>, told: &Told, row: Row) -> Value {
    let (rule, lang) = (document.rule(told.rule), document.lang());
    json!({
        "rule": rule.id,
        "title": rule.title.get(lang),
        "theme": document.theme(told.rule),
        "weight": rule.weight,
        "why": rule.why.get(lang),
        "consider": rule.consider.get(lang),
        "ask": rule.ask.get(lang),
        "source": rule.source,
        "condition": condition(document, &told.tree, row),
    })
}

fn condition(document: &Document<'_>, branch: &Branch, row: Row) -> Value {
    let mut fields = Vec::new();
    branch.values.iter().for_each(|value| tree::fields(document, *value, &mut fields));
    let fields: Vec<Value> = fields.iter().map(|value| field(document, *value, row)).collect();
    let parts: Vec<Value> = branch.parts.iter().map(|part| condition(document, part, row)).collect();
    json!({ "answer": answer(branch.answer), "text": branch.said, "fields": fields, "parts": parts })
}

/// A field with what stands there and where that was read.
fn field(document: &Document<'_>, value: ValueId, row: Row) -> Value {
    let (file, line) = document.batch.origins.of(row);
    let place = place(document, value, row);
    let (file, line) = match &place {
        None => (None, None),
        Some(place) => (place.file.or(Some(file)), place.file.is_none().then_some(line)),
    };
    json!({
        "field": name(document, value),
        "text": page::named(document, value, row),
        "file": file,
        "row": line,
        "column": place.map(|place| place.header),
    })
}

fn near_miss(document: &Document<'_>, near: &Near, row: Row) -> Value {
    json!({
        "rule": document.rule(near.rule).id,
        "distance": near.distance,
        "lacks": condition(document, &near.lacks, row),
    })
}

fn lacking(document: &Document<'_>, lack: &Lack) -> Value {
    json!({
        "field": name(document, lack.value),
        "score_low": lack.low,
        "score_high": lack.high,
        "rules": ids(document, &lack.rules),
    })
}

fn change(document: &Document<'_>, change: &Change) -> Value {
    let turned =
        change.turned.iter().map(|(rule, now)| json!({ "rule": document.rule(*rule).id, "answer": answer(*now) }));
    let mut out = json!({
        "field": name(document, change.value),
        "instead": page::instead(document, change.value, &change.instead),
        "rules": turned.collect::<Vec<_>>(),
    });
    merge(&mut out, score(document, change.score));
    out
}
