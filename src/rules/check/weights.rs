//! Weights that cannot matter, caps of themes that are not there, and bands that nothing reaches.

use std::collections::BTreeMap;

use super::{Subject, warn};
use crate::diag::Diagnostic;
use crate::rules::names::nearest;
use crate::text::rules::RuleMsg;

pub(super) fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for rule in subject.rules() {
        let theme = subject.marks.caps.get(&rule.theme).map(|(cap, _)| *cap);
        let cap = theme.unwrap_or(subject.scoring.cap).min(subject.scoring.cap);
        if rule.weight > cap {
            warn(out, rule.span, RuleMsg::WeightOverCap { weight: rule.weight, cap });
        }
        if rule.weight == 0 && rule.floor.is_none() {
            warn(out, rule.span, RuleMsg::WeightWithoutEffect { id: rule.id.clone() });
        }
        if let (Some((_, span)), true) = (&rule.floor, rule.weight < 0) {
            warn(out, *span, RuleMsg::FloorOnReassurance);
        }
    }
    let themes: Vec<&str> = subject.drafts.iter().map(|rule| rule.theme.as_str()).collect();
    for (theme, (_, span)) in &subject.marks.caps {
        if !themes.contains(&theme.as_str()) {
            let near = nearest(theme, themes.iter().copied());
            warn(out, *span, RuleMsg::UnknownTheme { theme: theme.clone(), near });
        }
    }
}

/// Bands that no application can be in, whatever hits.
pub(super) fn bands(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let mut sums: BTreeMap<&str, i32> = BTreeMap::new();
    let mut hits = 0;
    for rule in subject.rules().filter(|rule| rule.weight > 0) {
        *sums.entry(&rule.theme).or_default() += rule.weight;
        hits += 1;
    }
    let capped = |(theme, sum): (&&str, &i32)| match subject.marks.caps.get(*theme) {
        Some((cap, _)) => *sum.min(cap),
        None => *sum,
    };
    let most = sums.iter().map(capped).sum::<i32>().min(subject.scoring.cap);
    for (band, span) in subject.scoring.bands.iter().zip(&subject.marks.bands) {
        let floor = subject.rules().any(|rule| rule.floor.as_ref().is_some_and(|(floor, _)| *floor == band.id));
        let reached = band.from <= most && band.min_themes as usize <= sums.len() && band.min_hits <= hits;
        if !reached && !floor {
            warn(out, *span, RuleMsg::UnreachableBand { id: band.id.clone(), most, themes: sums.len() });
        }
    }
}
