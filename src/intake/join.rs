//! Columns of a second file, added by case number: an intake form, an extract of a register.

use super::load::{Loaded, hash};
use crate::batch::{Batch, Column, Data, Row, Spread};
use crate::text::intake::{IntakeError, Note};
use rustc_hash::FxHashMap;

/// Adds the columns in which the batch itself has nothing; what earlier applications have in them stays. Where a
/// case number stands in several rows of the second file the first one counts; what the batch has itself stays as
/// it is.
pub fn join(loaded: &mut Loaded, mut second: Loaded) -> Result<(), IntakeError> {
    let without = second.inputs.iter().find(|input| input.notes.iter().any(|note| matches!(note, Note::NoIdColumn)));
    if let Some(input) = without {
        return Err(IntakeError::JoinWithoutId { file: input.label.clone() });
    }
    let first = first_rows(&second.batch);
    let found = |batch: &Batch, row: u32| {
        let id = batch.ids.text(row);
        first.get(&hash(id)).copied().filter(|row| second.batch.ids.text(*row) == id)
    };
    let rows: Vec<Option<u32>> = (0..loaded.batch.rows()).map(|row| found(&loaded.batch, row)).collect();
    let mut used = vec![false; second.batch.rows() as usize];
    rows.iter().flatten().for_each(|row| used[*row as usize] = true);
    let repeated = (0..second.batch.rows()).filter(|row| found(&second.batch, *row) != Some(*row)).count() as u64;
    let unmatched = used.iter().filter(|used| !**used).count() as u64 - repeated;
    for (at, column) in second.batch.columns.iter().enumerate() {
        let own = &loaded.batch.columns[at];
        if matches!(column.data, Data::Absent) || own.present.iter().any(|row| row < loaded.batch.scored as usize) {
            continue;
        }
        let from = |(row, joined): (usize, &Option<u32>)| match own.present.get(row) {
            true => Some((0, row as u32)),
            false => joined.map(|joined| (1, joined)),
        };
        let picks: Vec<_> = rows.iter().enumerate().map(from).collect();
        loaded.batch.columns[at] = Column::pick(column.kind, &[own, column], &picks);
        let (counts, _) = std::mem::take(&mut second.cells[at]);
        loaded.cells[at].0.add(counts);
        loaded.cells[at].1 = true;
    }
    for spread in &second.batch.parties {
        // Which of several stands where is known within one file only: who has some of a role keeps those.
        if loaded.batch.parties.iter().all(|own| own.role != spread.role) {
            loaded.batch.parties.extend(spread_over(spread, &rows));
        }
    }
    let further = second.further.iter().filter(|(name, _)| loaded.further.iter().all(|(own, _)| own != name));
    let further: Vec<_> = further.map(|(name, column)| (name.clone(), column.gather(&rows))).collect();
    loaded.further.extend(further);
    let matched = rows.iter().flatten().count() as u64;
    if let Some(input) = second.inputs.last_mut() {
        input.notes.push(Note::Joined { matched, unmatched, repeated });
    }
    second.inputs.iter_mut().for_each(|input| input.joined = true);
    loaded.inputs.extend(second.inputs);
    Ok(())
}

/// The further parties of the rows that were added, each with the application that it is added to.
fn spread_over(spread: &Spread, rows: &[Option<u32>]) -> Option<Spread> {
    let joined = (0..).zip(rows).filter_map(|(row, joined): (u32, _)| Some((row, (*joined)?)));
    let parties = joined.flat_map(|(row, joined)| spread.of(Row(joined)).map(move |party| (row, Some(party as u32))));
    let (rows, picks): (Vec<u32>, Vec<Option<u32>>) = parties.unzip();
    let columns = spread.columns.iter().map(|column| column.gather(&picks)).collect();
    (!rows.is_empty()).then_some(Spread { role: spread.role, rows, columns })
}

/// The first row of each case number, by hash.
fn first_rows(batch: &Batch) -> FxHashMap<u64, u32> {
    let mut first = FxHashMap::default();
    for row in 0..batch.rows() {
        first.entry(hash(batch.ids.text(row))).or_insert(row);
    }
    first
}
