//! The outcome of a test as data.

use serde_json::{Value, json};

use super::{Tested, unshown};
use crate::batch::Truth;
use crate::workbench::{Covered, Mutants, Outcome, percent};

/// Everything, as JSON; what was not asked for is null.
pub(super) fn document(result: &Tested<'_>) -> String {
    let document = json!({
        "examples": result.outcomes.len(),
        "broken": result.broken().map(|outcome| broken(result, outcome)).collect::<Vec<_>>(),
        "coverage": result.coverage.as_ref().map(|covered| coverage(result, covered)),
        "mutants": result.mutants.as_ref().map(|found| mutants(result, found)),
    });
    format!("{document:#}\n")
}

fn broken(result: &Tested<'_>, outcome: &Outcome<'_>) -> Value {
    let (file, line) = result.place(result.set.rules[outcome.rule].span);
    json!({
        "rule": result.id(outcome.rule),
        "example": outcome.case.name,
        "file": file,
        "line": line,
        "expected": outcome.case.expect.word(),
        "found": outcome.found.word(),
        "not_shown": unshown(outcome),
        "why": outcome.why,
    })
}

fn coverage(result: &Tested<'_>, covered: &[Covered]) -> Value {
    let rules: Vec<Value> = covered.iter().map(|covered| rule(result, covered)).collect();
    json!({ "percent": percent(covered), "rules": rules })
}

fn rule(result: &Tested<'_>, covered: &Covered) -> Value {
    let conditions = covered.leaves.iter().map(|leaf| {
        let (file, line) = result.place_of(leaf.node);
        let never: Vec<&str> = leaf.lacks().map(word).collect();
        json!({ "file": file, "line": line, "condition": result.set.say(leaf.node, result.lang), "never": never })
    });
    let conditions: Vec<Value> = conditions.collect();
    let (given, of) = covered.counts();
    json!({ "rule": result.id(covered.rule), "given": given, "of": of, "conditions": conditions })
}

fn word(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "true",
        Truth::No => "false",
        Truth::Unknown => "unknown",
    }
}

fn mutants(result: &Tested<'_>, found: &Mutants) -> Value {
    let survivors = found.survivors.iter().map(|survivor| {
        let (file, line) = result.place_of(survivor.node);
        json!({
            "rule": result.id(survivor.rule),
            "file": file,
            "line": line,
            "before": survivor.before,
            "after": survivor.after,
        })
    });
    json!({ "tried": found.tried, "unnoticed": survivors.collect::<Vec<_>>() })
}
