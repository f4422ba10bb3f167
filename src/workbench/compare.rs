//! What another rule set would change on a batch: from band to band, per application, with the rules that did it.

use std::collections::BTreeMap;

use super::changes::{floor, named};
use crate::batch::{Row, Tri, Truth};
use crate::engine::{Findings, Score};
use crate::rules::Rule;

/// What another rule set would change on the same applications.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Per band of the first set, per band of the second: how many applications.
    pub matrix: Vec<Vec<u64>>,
    /// The applications whose score or band changes, those that change most first.
    pub moves: Vec<Move>,
    /// Per rule and cause, how many applications it moves; those that move most first.
    pub movers: Vec<(String, Cause, Moved)>,
}

/// An application whose score or band changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The application.
    pub row: Row,
    /// Its score under the first set.
    pub before: Score,
    /// Its score under the second set.
    pub after: Score,
    /// The rules that did it, those with most points first; empty where only the scoring did.
    pub because: Vec<Because>,
}

/// A rule that moves an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// The rule.
    pub rule: String,
    /// Why.
    pub cause: Cause,
    /// The points that it adds or takes away, before caps.
    pub points: i32,
}

/// Why a rule moves an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The rule is new and hits.
    Added,
    /// The rule hit, and is gone.
    Removed,
    /// Its condition hits where it did not.
    Hits,
    /// Its condition does not hit where it did.
    Misses,
    /// It hits as it did, with another weight.
    Weight,
    /// It hits as it did, and lifts to another band.
    Floor,
}

/// How many applications a rule moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// To a higher band.
    pub up: u64,
    /// To a lower band.
    pub down: u64,
    /// Within their band.
    pub within: u64,
}

impl Move {
    /// Whether the application changes from band.
    pub fn changes_band(&self) -> bool {
        self.before.band != self.after.band
    }
}

/// Holds two screenings of the same applications against each other. `None` where the two rule sets read other
/// applications from the files.
pub fn compare(before: &Findings<'_>, after: &Findings<'_>) -> Option<Comparison> {
    let (old, new) = (before.batch, after.batch);
    let same = old.scored == new.scored && (0..old.scored).all(|row| old.id(Row(row)) == new.id(Row(row)));
    if !same {
        return None;
    }
    let (bands, others) = (before.set.scoring.bands.len(), after.set.scoring.bands.len());
    let mut out = Comparison { matrix: vec![vec![0; others]; bands], ..Comparison::default() };
    let pairs = Pairs::new(before, after);
    let mut movers: BTreeMap<(String, Cause), Moved> = BTreeMap::new();
    for row in (0..old.scored).map(Row) {
        let (was, is) = (before.score(row), after.score(row));
        if let Some(count) = out.matrix.get_mut(usize::from(was.band)).and_then(|row| row.get_mut(usize::from(is.band)))
        {
            *count += 1;
        }
        if (was.value, was.band) == (is.value, is.band) {
            continue;
        }
        let found = Move { row, before: was, after: is, because: pairs.because(row) };
        for because in &found.because {
            let moved = movers.entry((because.rule.clone(), because.cause)).or_default();
            *match was.band.cmp(&is.band) {
                std::cmp::Ordering::Less => &mut moved.up,
                std::cmp::Ordering::Greater => &mut moved.down,
                std::cmp::Ordering::Equal => &mut moved.within,
            } += 1;
        }
        out.moves.push(found);
    }
    let size = |found: &Move| {
        let bands = found.before.band.abs_diff(found.after.band);
        (std::cmp::Reverse((bands, found.before.value.abs_diff(found.after.value))), found.row)
    };
    out.moves.sort_by_key(size);
    out.movers = movers.into_iter().map(|((rule, cause), moved)| (rule, cause, moved)).collect();
    out.movers.sort_by_key(|(.., moved)| std::cmp::Reverse((moved.up + moved.down, moved.within)));
    Some(out)
}

/// Every rule of either set that could move an application.
struct Pairs<'a> {
    rules: Vec<(&'a str, Side<'a>, Side<'a>)>,
}

/// A rule of one of the sets, with its answers and the band that it lifts to.
type Side<'a> = Option<(&'a Rule, &'a Tri, Option<&'a str>)>;

impl<'a> Pairs<'a> {
    fn new(before: &'a Findings<'_>, after: &'a Findings<'_>) -> Self {
        let mut ids: Vec<&str> = before.set.rules.iter().chain(&after.set.rules).map(|rule| rule.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let rules = ids.into_iter().map(|id| (id, side(before, id), side(after, id)));
        Pairs { rules: rules.collect() }
    }

    fn because(&self, row: Row) -> Vec<Because> {
        let found = self.rules.iter().filter_map(|(id, before, after)| {
            let hit = |side: &Side<'_>| side.is_some_and(|(_, tri, _)| tri.get(row.index()) == Truth::Yes);
            let weight = |side: &Side<'_>| side.map_or(0, |(rule, ..)| rule.weight);
            let (points, cause) = match (hit(before), hit(after)) {
                (false, false) => return None,
                (false, true) => (weight(after), if before.is_none() { Cause::Added } else { Cause::Hits }),
                (true, false) => (-weight(before), if after.is_none() { Cause::Removed } else { Cause::Misses }),
                (true, true) if weight(before) != weight(after) => (weight(after) - weight(before), Cause::Weight),
                (true, true) if before.map(|side| side.2) != after.map(|side| side.2) => (0, Cause::Floor),
                (true, true) => return None,
            };
            Some(Because { rule: (*id).to_owned(), cause, points })
        });
        let mut found: Vec<Because> = found.collect();
        found.sort_by_key(|because| std::cmp::Reverse(because.points.abs()));
        found
    }
}

fn side<'a>(findings: &'a Findings<'_>, id: &str) -> Side<'a> {
    let rule = named(findings.set, id)?;
    let at = findings.set.rules.iter().position(|known| known.id == id)?;
    Some((rule, findings.rule(at), floor(findings.set, rule)))
}
