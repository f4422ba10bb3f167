//! What was measured, for machines. The keys are a promise to scripts; shares have six decimals, so that every
//! machine writes the same bytes.

use serde_json::{Value, json};

use super::Report;
use crate::ops::{Scale, Threshold};
use crate::workbench::statistics::{Confusion, Estimate, Level, Share};
use crate::workbench::{Measured, Remark, RuleTuning, Sensitivity, Verdict};

/// The whole report.
pub(super) fn document(report: &Report<'_>) -> Value {
    let set = report.set;
    let rules = report.chosen.iter().map(|at| rule(report, *at, &report.tuning.rules[*at]));
    let bands = set.scoring.bands.iter().zip(&report.tuning.bands).map(|(band, found)| {
        let mut told = json!({ "band": band.id, "applications": found.applications.hits });
        if report.labels.is_some() {
            told["precision"] = share(found.relevant);
        }
        told
    });
    let mut out = json!({
        "schema": "samenzien/tune/1",
        "manifest": report.manifest,
        "applications": report.tuning.applications,
        "rules": rules.collect::<Vec<_>>(),
        "bands": bands.collect::<Vec<_>>(),
    });
    if let Some(labels) = &report.labels {
        out["outcomes"] =
            json!({ "files": report.outcome_files, "all": share(labels.base()), "unmatched": labels.unmatched });
        if labels.has_control() {
            out["outcomes"]["control"] = share(labels.blind());
        }
    }
    if let Some((at, varied)) = &report.varied {
        let varied: Vec<Value> = varied.iter().map(|varied| sensitivity(report, varied)).collect();
        out["varied"] = json!({ "rule": set.rules[*at].id, "thresholds": varied });
    }
    out
}

fn rule(report: &Report<'_>, at: usize, found: &RuleTuning) -> Value {
    let id = |rule: usize| report.set.rules[rule].id.as_str();
    let with = found.with.iter().map(|(other, count)| json!({ "rule": id(*other), "hits": count }));
    let (remark, same) = match found.remark {
        None => (None, None),
        Some(Remark::Unassessed) => (Some("not_assessed"), None),
        Some(Remark::Silent) => (Some("never_hits"), None),
        Some(Remark::Broad) => (Some("too_broad"), None),
        Some(Remark::Same(other)) => (Some("same_as"), Some(id(other))),
    };
    let mut told = json!({
        "id": id(at),
        "weight": report.set.rules[at].weight,
        "hits": found.hits.hits,
        "assessed": found.hits.of,
        "not_assessed": found.not_assessed,
        "alone": found.alone,
        "with": with.collect::<Vec<_>>(),
        "decides_band": found.decides,
        "remark": remark,
    });
    if let Some(same) = same {
        told["same_as"] = same.into();
    }
    if let Some(measured) = &found.measured {
        told["outcomes"] = outcomes(measured);
    }
    told
}

fn outcomes(measured: &Measured) -> Value {
    let verdict = match measured.verdict {
        Verdict::Keep => "keep",
        Verdict::TooLittle => "too_little_data",
        Verdict::Review => "review",
    };
    let mut told = confusion(measured.all);
    told["lift"] = measured.lift.map_or(Value::Null, estimate);
    told["verdict"] = verdict.into();
    if let Some(blind) = measured.blind {
        told["control"] = confusion(blind);
        told["chance"] = measured.chance.map_or(Value::Null, |chance| rounded(chance).into());
    }
    told
}

fn confusion(found: Confusion) -> Value {
    json!({ "precision": share(found.precision()), "recall": share(found.recall()) })
}

fn share(found: Share) -> Value {
    let interval = found.wilson(Level::NinetyFive);
    json!({
        "hits": found.hits,
        "of": found.of,
        "share": found.value().map(rounded),
        "low": rounded(interval.low),
        "high": rounded(interval.high),
    })
}

fn estimate(found: Estimate) -> Value {
    let Estimate { value, interval } = found;
    json!({ "value": rounded(value), "low": rounded(interval.low), "high": rounded(interval.high) })
}

fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

fn sensitivity(report: &Report<'_>, varied: &Sensitivity) -> Value {
    let names: Vec<&str> =
        varied.dial.values.iter().map(|value| report.set.values[usize::from(value.0)].name.as_str()).collect();
    let trials = varied.trials.iter().map(|trial| {
        let mut told = json!({
            "threshold": threshold(trial.threshold),
            "present": trial.present,
            "hits": trial.hits.hits,
            "assessed": trial.hits.of,
        });
        if let Some(precision) = trial.precision {
            told["precision"] = share(precision);
        }
        told
    });
    json!({ "fields": names, "unit": unit(varied.dial.threshold.scale), "trials": trials.collect::<Vec<_>>() })
}

fn unit(scale: Scale) -> &'static str {
    match scale {
        Scale::Cents => "euro",
        Scale::Millionths => "number",
        Scale::Factor => "factor",
        Scale::Count => "count",
        Scale::Days => "days",
        Scale::Months => "months",
    }
}

/// The number as a rule file writes it.
fn threshold(threshold: Threshold) -> Value {
    match threshold.scale {
        Scale::Cents => (threshold.units as f64 / 100.0).into(),
        Scale::Millionths | Scale::Factor => (threshold.units as f64 / 1e6).into(),
        Scale::Count | Scale::Days | Scale::Months => threshold.units.into(),
    }
}
