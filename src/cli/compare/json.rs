//! A comparison for machines. The keys are a promise to scripts.

use serde_json::{Value, json};

use super::Report;
use crate::engine::Score;
use crate::rules::RuleSet;
use crate::text::Lang;
use crate::workbench::{Because, Cause, Move, Part, RuleChange, ScoringChange, What};

/// The whole comparison, every application that moves included.
pub(super) fn document(report: &Report<'_>) -> Value {
    let before = &report.before.rules.set;
    let of =
        |set: &RuleSet| json!({ "id": set.id, "version": set.version, "sha256": set.digest, "rules": set.rules.len() });
    let movers = report.comparison.movers.iter().map(|(rule, why, moved)| {
        let (up, down, within) = (moved.up, moved.down, moved.within);
        json!({ "rule": rule, "cause": cause(*why), "up": up, "down": down, "within_band": within })
    });
    json!({
        "schema": "samenzien/compare/1",
        "manifest": report.manifest,
        "against": of(before),
        "applications": report.after.read.batch.scored,
        "rules": report.changes.rules.iter().map(|change| rule(report, change)).collect::<Vec<_>>(),
        "scoring": report.changes.scoring.iter().map(scoring).collect::<Vec<_>>(),
        "bands": matrix(report),
        "movers": movers.collect::<Vec<_>>(),
        "moves": report.comparison.moves.iter().map(|found| moved(report, found)).collect::<Vec<_>>(),
    })
}

fn rule(report: &Report<'_>, change: &RuleChange) -> Value {
    let side = |set: &RuleSet, parts: &[Part]| {
        let Some(rule) = set.rules.iter().find(|rule| rule.id == change.id) else { return Value::Null };
        let mut told = json!({ "weight": rule.weight });
        if parts.contains(&Part::Condition) {
            told["condition"] = set.sentence(rule, Lang::En).into();
        }
        told
    };
    let (what, parts) = match &change.what {
        What::Added => ("added", &[][..]),
        What::Removed => ("removed", &[][..]),
        What::Changed(parts) => ("changed", parts.as_slice()),
    };
    json!({
        "id": change.id,
        "what": what,
        "parts": parts.iter().map(|found| part(*found)).collect::<Vec<_>>(),
        "before": side(&report.before.rules.set, parts),
        "after": side(&report.after.rules.set, parts),
    })
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Condition => "condition",
        Part::Weight => "weight",
        Part::Theme => "theme",
        Part::Floor => "floor",
        Part::Title => "title",
        Part::Why => "why",
        Part::Consider => "consider",
        Part::Ask => "ask",
        Part::Source => "source",
        Part::Examples => "tests",
    }
}

fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Added => "added",
        Cause::Removed => "removed",
        Cause::Hits => "hits",
        Cause::Misses => "no_longer_hits",
        Cause::Weight => "weight",
        Cause::Floor => "floor",
    }
}

fn scoring(change: &ScoringChange) -> Value {
    let band = |band: &Option<[i64; 3]>| match band {
        Some([from, themes, hits]) => json!({ "from": from, "min_themes": themes, "min_hits": hits }),
        None => Value::Null,
    };
    match change {
        ScoringChange::Cap(before, after) => json!({ "what": "cap", "before": before, "after": after }),
        ScoringChange::ThemeCap(theme, before, after) => {
            json!({ "what": "theme_cap", "theme": theme, "before": before, "after": after })
        }
        ScoringChange::Band(id, before, after) => {
            json!({ "what": "band", "band": id, "before": band(before), "after": band(after) })
        }
    }
}

/// Only the pairs of bands that hold an application.
fn matrix(report: &Report<'_>) -> Vec<Value> {
    let (before, after) = (&report.before.rules.set.scoring.bands, &report.after.rules.set.scoring.bands);
    let pairs = before.iter().zip(&report.comparison.matrix).flat_map(|(from, counts)| {
        let cells = after.iter().zip(counts).filter(|(_, count)| **count > 0);
        cells.map(move |(to, count)| json!({ "before": from.id, "after": to.id, "applications": count }))
    });
    pairs.collect()
}

fn moved(report: &Report<'_>, found: &Move) -> Value {
    let score = |set: &RuleSet, score: Score| {
        let band = set.scoring.bands.get(usize::from(score.band)).map_or("", |band| band.id.as_str());
        json!({ "score": score.value, "band": band })
    };
    let because =
        |because: &Because| json!({ "rule": because.rule, "cause": cause(because.cause), "points": because.points });
    json!({
        "id": report.after.read.batch.id(found.row),
        "before": score(&report.before.rules.set, found.before),
        "after": score(&report.after.rules.set, found.after),
        "because": found.because.iter().map(because).collect::<Vec<_>>(),
    })
}
