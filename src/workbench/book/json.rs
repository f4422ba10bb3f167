//! Rules as data, with every text in both languages.

use serde_json::{Value, json};

use super::Book;
use crate::rules::{Rule, RuleSet};
use crate::text::{Both, Lang};

pub(super) fn write(book: &Book<'_>) -> String {
    let rules: Vec<Value> = book.rules.iter().map(|rule| value(book.set, rule)).collect();
    format!("{:#}\n", Value::from(rules))
}

fn value(set: &RuleSet, rule: &Rule) -> Value {
    let both = |text: &Both| json!({ "nl": text.nl, "en": text.en });
    json!({
        "id": rule.id,
        "theme": rule.theme(set),
        "weight": rule.weight,
        "floor": rule.floor.and_then(|at| set.scoring.bands.get(at)).map(|band| &band.id),
        "applies_to": rule.applies_to,
        "title": both(&rule.title),
        "when": { "nl": set.sentence(rule, Lang::Nl), "en": set.sentence(rule, Lang::En) },
        "why": both(&rule.why),
        "consider": both(&rule.consider),
        "ask": both(&rule.ask),
        "source": rule.source,
        "examples": rule.cases.len(),
    })
}
