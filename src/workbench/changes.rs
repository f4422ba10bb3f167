//! What changed between two rule sets: by what rules mean and say, not by how their files look.

use std::collections::BTreeSet;

use crate::rules::{Band, Rule, RuleSet};

/// Everything that changed between two rule sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The rules, in order of their ids.
    pub rules: Vec<RuleChange>,
    /// How hits become a score and a band.
    pub scoring: Vec<ScoringChange>,
}

/// One rule that is not as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleChange {
    /// The rule.
    pub id: String,
    /// What became of it.
    pub what: What,
}

/// What became of a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// It is new.
    Added,
    /// It is gone, or switched off.
    Removed,
    /// It changed in these parts.
    Changed(Vec<Part>),
}

/// A part of a rule that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say what each one is
pub enum Part {
    Condition,
    Weight,
    Theme,
    Floor,
    Title,
    Why,
    Consider,
    Ask,
    Source,
    Examples,
}

/// A part of the scoring that changed: before and after, `None` where there is none.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoringChange {
    /// The greatest score.
    Cap(i32, i32),
    /// The most that a theme adds.
    ThemeCap(String, Option<i32>, Option<i32>),
    /// The score, the themes and the hits that a band starts at.
    Band(String, Option<[i64; 3]>, Option<[i64; 3]>),
}

impl Changes {
    /// What changed from one rule set to another.
    pub fn between(before: &RuleSet, after: &RuleSet) -> Changes {
        let ids: BTreeSet<&str> = before.rules.iter().chain(&after.rules).map(|rule| rule.id.as_str()).collect();
        let rules = ids.into_iter().filter_map(|id| {
            let what = match (named(before, id), named(after, id)) {
                (None, Some(_)) => What::Added,
                (Some(_), None) => What::Removed,
                (Some(old), Some(new)) => match parts((before, old), (after, new)) {
                    parts if parts.is_empty() => return None,
                    parts => What::Changed(parts),
                },
                (None, None) => return None,
            };
            Some(RuleChange { id: id.to_owned(), what })
        });
        Changes { rules: rules.collect(), scoring: scoring(before, after) }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.scoring.is_empty()
    }
}

/// The rule with this id.
pub(super) fn named<'a>(set: &'a RuleSet, id: &str) -> Option<&'a Rule> {
    set.rules.iter().find(|rule| rule.id == id)
}

/// The band that a rule lifts to at least.
pub(super) fn floor<'a>(set: &'a RuleSet, rule: &Rule) -> Option<&'a str> {
    set.scoring.bands.get(rule.floor?).map(|band| band.id.as_str())
}

fn parts((before, old): (&RuleSet, &Rule), (after, new): (&RuleSet, &Rule)) -> Vec<Part> {
    let examples = |rule: &Rule| rule.cases.iter().map(|case| format!("{case:?}")).collect::<Vec<_>>();
    let differs = [
        (Part::Condition, before.signature(old.when) != after.signature(new.when)),
        (Part::Weight, old.weight != new.weight),
        (Part::Theme, old.theme(before) != new.theme(after)),
        (Part::Floor, floor(before, old) != floor(after, new)),
        (Part::Title, old.title != new.title),
        (Part::Why, old.why != new.why),
        (Part::Consider, old.consider != new.consider),
        (Part::Ask, old.ask != new.ask),
        (Part::Source, old.source != new.source),
        (Part::Examples, examples(old) != examples(new)),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn scoring(before: &RuleSet, after: &RuleSet) -> Vec<ScoringChange> {
    let mut out = Vec::new();
    if before.scoring.cap != after.scoring.cap {
        out.push(ScoringChange::Cap(before.scoring.cap, after.scoring.cap));
    }
    let both = || before.themes.iter().filter(|theme| after.themes.iter().any(|other| other.id == theme.id));
    let themes: BTreeSet<&str> = both().map(|theme| theme.id.as_str()).collect();
    for theme in themes {
        let cap = |set: &RuleSet| set.themes.iter().find(|known| known.id == theme).and_then(|known| known.cap);
        if cap(before) != cap(after) {
            out.push(ScoringChange::ThemeCap(theme.to_owned(), cap(before), cap(after)));
        }
    }
    let starts = |band: &Band| [band.from.into(), band.min_themes.into(), band.min_hits.into()];
    let bands = before.scoring.bands.iter().chain(&after.scoring.bands);
    let mut seen: Vec<&str> = Vec::new();
    for band in bands {
        if seen.contains(&band.id.as_str()) {
            continue;
        }
        seen.push(&band.id);
        let of = |set: &RuleSet| set.scoring.bands.iter().find(|known| known.id == band.id).map(starts);
        if of(before) != of(after) {
            out.push(ScoringChange::Band(band.id.clone(), of(before), of(after)));
        }
    }
    out
}
