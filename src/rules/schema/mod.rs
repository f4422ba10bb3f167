//! The rule language as a JSON Schema, so that editors complete and check rule files while they are written. The
//! shape stands in `schema.json`; words that the program has in a table of its own (operators, kinds, fields) come
//! from there.

use super::{case, derived};
use crate::fields::{Dictionary, KINDS, SECRECIES};
use crate::ops::OPERATORS;
use crate::text::Lang;
use serde_json::{Map, Value, json};

const SHAPE: &str = include_str!("schema.json");

/// The schema (draft 7), with its explanations in one language.
pub fn schema(lang: Lang) -> Value {
    // A test reads it; were it ever broken, a schema that accepts all would be the answer.
    let mut schema: Value = serde_json::from_str(SHAPE).unwrap_or(json!({}));
    in_language(&mut schema, lang);
    let dictionary = Dictionary::builtin();
    let fields: Vec<&str> = dictionary.fields().iter().map(|field| field.id.as_str()).collect();
    let permit_types = dictionary.by_id("permit_type").map(|at| dictionary.field(at));
    let permit_types: Vec<&str> = permit_types.iter().flat_map(|f| &f.values).map(|value| value.id.as_str()).collect();
    set(&mut schema, "name/anyOf/0/enum", json!(fields));
    set(&mut schema, "permit_type/anyOf/0/enum", json!(permit_types));
    set(&mut schema, "kind/enum", KINDS.iter().map(|kind| kind.name).collect());
    let secrecies = SECRECIES.iter().flat_map(|(_, words)| words.iter().copied()).collect();
    set(&mut schema, "field/properties/secrecy/enum", secrecies);
    set(&mut schema, "test/properties/expect/enum", case::ANSWERS.iter().map(|(word, _)| *word).collect());
    set(&mut schema, "signal/properties", case::SIGNAL.iter().map(|key| (*key, reference("value"))).collect());
    operators(&mut schema);
    forms(&mut schema);
    schema
}

/// Writes what the program knows over a place among the definitions.
fn set(schema: &mut Value, path: &str, value: Value) {
    if let Some(place) = schema.pointer_mut(&format!("/definitions/{path}")) {
        *place = value;
    }
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// The operators on a field, each with what it takes; an option only beside an operator that it belongs to.
fn operators(schema: &mut Value) {
    let Some(Value::Object(on_field)) = schema.pointer_mut("/definitions/on_field") else { return };
    let (mut keys, mut options) = (Map::new(), Map::new());
    for operator in OPERATORS {
        for key in operator.keys() {
            keys.insert((*key).to_owned(), reference(operator.takes(key)));
        }
    }
    for operator in OPERATORS {
        for option in operator.options().iter().filter(|option| !keys.contains_key(**option)) {
            options.insert((*option).to_owned(), reference(operator.takes(option)));
        }
    }
    for option in options.keys() {
        let beside = OPERATORS.iter().filter(|operator| operator.options().contains(&option.as_str()));
        let any: Vec<Value> =
            beside.flat_map(|operator| operator.keys()).map(|key| json!({ "required": [key] })).collect();
        if let Some(Value::Object(dependencies)) = on_field.get_mut("dependencies") {
            dependencies.insert(option.clone(), json!({ "anyOf": any }));
        }
    }
    if let Some(Value::Object(properties)) = on_field.get_mut("properties") {
        properties.extend(keys.into_iter().chain(options));
    }
}

/// The forms of a derived value, of which there is one.
fn forms(schema: &mut Value) {
    let Some(Value::Object(derived)) = schema.pointer_mut("/definitions/derived") else { return };
    if let Some(Value::Array(one)) = derived.get_mut("oneOf") {
        one.extend(derived::FORMS.iter().map(|form| json!({ "required": [form] })));
    }
    if let Some(Value::Object(properties)) = derived.get_mut("properties") {
        properties.extend(derived::FORMS.iter().map(|form| ((*form).to_owned(), reference(derived::takes(form)))));
    }
}

/// Keeps one language of every title and description.
fn in_language(value: &mut Value, lang: Lang) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                match value.get(lang.pick("nl", "en")) {
                    Some(Value::String(text)) if matches!(key.as_str(), "title" | "description") => {
                        *value = Value::String(text.clone());
                    }
                    _ => in_language(value, lang),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_language(item, lang)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_program_stands_in_it() {
        for lang in [Lang::Nl, Lang::En] {
            let schema = schema(lang);
            let has = |path: &str| schema.pointer(path).is_some();
            for operator in OPERATORS {
                for key in operator.keys().iter().chain(operator.options()) {
                    assert!(has(&format!("/definitions/on_field/properties/{key}")), "{key}");
                    assert!(has(&format!("/definitions/{}", operator.takes(key))), "{key}");
                }
            }
            for form in derived::FORMS {
                assert!(has(&format!("/definitions/{}", derived::takes(form))), "{form}");
            }
            assert!(schema["title"].is_string() && !schema.to_string().contains("\"description\":{"));
            assert!(schema["definitions"]["kind"]["enum"].as_array().is_some_and(|kinds| kinds.len() == KINDS.len()));
        }
    }
}
