//! Derived values: columns computed from other columns, once, before any condition is asked.
//!
//! Text is worked on once per distinct text, numbers row by row.

mod keys;
mod numbers;

use super::eval::Evaluator;
use crate::batch::{Batch, Bits, Column, Data, ValueId, View};
use crate::rules::{Derived, From, Part, PartOf, RuleSet};
use rayon::prelude::*;

/// Puts the derived values of the rule set before the columns of the batch, so that column `n` is value `n`.
/// Values that do not depend on each other are computed side by side.
pub fn derive(set: &RuleSet, batch: &mut Batch) {
    let beside = start(set, batch);
    make(set, batch, &beside, |_| true, Some(Waiting::new(set)));
}

/// The same, where every derived value is kept, so that some can be made again.
pub(super) fn derive_to_keep(set: &RuleSet, batch: &mut Batch) {
    let beside = start(set, batch);
    make(set, batch, &beside, |_| true, None);
}

/// Makes again what is made of a value that has changed.
pub(super) fn derive_again(set: &RuleSet, batch: &mut Batch, changed: ValueId) {
    let beside = beside(set, batch);
    bring(batch, &beside, |value| value == changed);
    make(set, batch, &beside, |value| value != changed && set.made_of(value, changed), None);
}

/// Makes room for the derived values, and brings the fields to the parties that are looked at with them.
fn start(set: &RuleSet, batch: &mut Batch) -> Vec<Vec<ValueId>> {
    let rows = batch.rows() as usize;
    make_room(set, &mut batch.columns, rows);
    for spread in &mut batch.parties {
        make_room(set, &mut spread.columns, spread.rows.len());
    }
    let beside = beside(set, batch);
    bring(batch, &beside, |value| usize::from(value.0) >= set.derived);
    beside
}

/// Per role with further parties, the values that are looked at beside its own.
fn beside(set: &RuleSet, batch: &Batch) -> Vec<Vec<ValueId>> {
    batch.parties.iter().map(|spread| set.beside(spread.role)).collect()
}

/// Computes derived values. Those that nothing waits for any more give back their memory, where that is told.
fn make(
    set: &RuleSet,
    batch: &mut Batch,
    beside: &[Vec<ValueId>],
    wanted: impl Fn(ValueId) -> bool,
    mut waiting: Option<Waiting>,
) {
    for mut level in levels(set) {
        level.retain(|value| wanted(*value));
        for some in level.chunks(rayon::current_num_threads()) {
            let (view, scored) = (batch.view(), batch.scored as usize);
            let made: Vec<Made> = some.par_iter().map(|value| Made::new(set, &view, scored, *value)).collect();
            for Made { value, column, further } in made {
                batch.columns[value.0 as usize] = column;
                if let Some((spread, column)) = further {
                    batch.parties[spread].columns[value.0 as usize] = column;
                }
                bring(batch, beside, |other| other == value);
                if let Some(waiting) = &mut waiting {
                    waiting.made(set, value, &mut batch.columns);
                }
            }
        }
    }
}

/// Puts empty columns for the derived values before those of the fields.
fn make_room(set: &RuleSet, columns: &mut Vec<Column>, rows: usize) {
    let empty = set.values.iter().take(set.derived).map(|value| Column::absent(value.kind, rows));
    *columns = empty.chain(std::mem::take(columns)).collect();
}

/// Brings values of applications to the further parties of a role that are looked at together with them.
fn bring(batch: &mut Batch, beside: &[Vec<ValueId>], now: impl Fn(ValueId) -> bool) {
    for (spread, values) in batch.parties.iter_mut().zip(beside) {
        let here: Vec<usize> = values.iter().filter(|value| now(**value)).map(|value| usize::from(value.0)).collect();
        if here.is_empty() {
            continue;
        }
        let rows: Vec<Option<u32>> = spread.rows.iter().map(|row| Some(*row)).collect();
        for value in here {
            // The values of another role are several: those are looked at pair by pair.
            spread.columns[value] = batch.columns[value].gather(&rows);
        }
    }
}

/// A value that has been computed: of every application, and of the further parties where it is of a role.
struct Made {
    value: ValueId,
    column: Column,
    further: Option<(usize, Column)>,
}

impl Made {
    fn new(set: &RuleSet, view: &View<'_>, scored: usize, value: ValueId) -> Made {
        let role = set.role(value);
        let spread = view.parties.iter().position(|spread| Some(spread.role) == role);
        let further = spread.map(|at| (at, column(set, &view.parties[at].view(), scored, value)));
        Made { value, column: column(set, view, scored, value), further }
    }
}

/// For how many derived values a value still waits. One that waits for none and that nothing else asks for
/// gives back its memory and keeps only its masks, which tell what is missing.
struct Waiting(Vec<usize>);

impl Waiting {
    fn new(set: &RuleSet) -> Self {
        let mut waiting: Vec<usize> = set.asked().into_iter().map(usize::from).collect();
        for value in set.values.iter() {
            parts_of(&value.from).for_each(|part| waiting[part.0 as usize] += 1);
        }
        Waiting(waiting)
    }

    fn made(&mut self, set: &RuleSet, value: ValueId, columns: &mut [Column]) {
        for part in parts_of(&set.values[value.0 as usize].from) {
            let part = part.0 as usize;
            self.0[part] -= 1;
            if self.0[part] == 0 {
                columns[part].drop_values();
            }
        }
    }
}

fn parts_of(from: &From) -> impl Iterator<Item = ValueId> {
    let derived = if let From::Derived(derived) = from { Some(derived) } else { None };
    derived.into_iter().flat_map(|derived| derived.parts()).filter_map(value_of)
}

/// The derived values in layers: each needs only fields and the layers before it.
fn levels(set: &RuleSet) -> Vec<Vec<ValueId>> {
    let mut depth = vec![0usize; set.values.len()];
    let mut levels: Vec<Vec<ValueId>> = Vec::new();
    for (at, value) in set.values.iter().enumerate() {
        let From::Derived(derived) = &value.from else { continue };
        // A condition may read any value made before it.
        let deepest = match derived {
            Derived::If(_) => depth[..at].iter().max().copied().unwrap_or(0),
            _ => {
                derived.parts().iter().filter_map(|part| value_of(part)).map(|v| depth[v.0 as usize]).max().unwrap_or(0)
            }
        };
        depth[at] = deepest + 1;
        if levels.len() <= deepest {
            levels.push(Vec::new());
        }
        levels[deepest].push(ValueId(at as u16));
    }
    levels
}

/// The value of a part; `None` for fixed text.
pub(super) fn value_of(part: &Part) -> Option<ValueId> {
    match part.of {
        PartOf::Value(value) => Some(value),
        PartOf::Text(_) => None,
    }
}

fn column(set: &RuleSet, view: &View<'_>, scored: usize, value: ValueId) -> Column {
    let def = &set.values[value.0 as usize];
    let From::Derived(derived) = &def.from else { return Column::absent(def.kind, view.rows) };
    match derived {
        Derived::Join(parts) => keys::join(view, def.kind, parts),
        Derived::FirstOf(parts) => keys::first_of(view, def.kind, parts),
        Derived::LastWord(part) => keys::map(view, def.kind, part, crate::fields::fold::last_word),
        Derived::Surname(part) => keys::map(view, def.kind, part, crate::fields::names::surname),
        Derived::Squash(part) if set.is_told_in_words(value) => keys::squashed_in_words(view, def.kind, part),
        Derived::Squash(part) => keys::map(view, def.kind, part, crate::fields::fold::squash),
        Derived::Digits(part) => keys::map(view, def.kind, part, |text, out| {
            out.extend(text.chars().filter(char::is_ascii_digit));
        }),
        Derived::If(node) => {
            let tri = Evaluator::new(set, *view, scored, None).node(*node);
            let mut known = tri.unknown.clone();
            known.flip();
            computed(def.kind, Data::Flags(tri.yes), known)
        }
        _ => numbers::column(view, def.kind, derived),
    }
}

/// A column of computed values: what is there is valid.
fn computed(kind: crate::fields::KindId, data: Data, valid: Bits) -> Column {
    Column { kind, data, present: valid.clone(), valid, invalid: Vec::new() }
}
