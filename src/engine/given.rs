//! Applications that are given cell by cell: the examples of rules, and what signals are about.

use crate::batch::{Batch, Column, ColumnBuilder, Spread};
use crate::fields::{KindId, Parser, Raw, RoleId};
use crate::rules::{Given, RuleSet, ValueDef};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A batch with these applications, in this order. `manager 2` is the second party in its role.
pub fn batch_of(set: &RuleSet, applications: &[Given]) -> Batch {
    let rows = applications.len();
    let fields = &set.values[set.derived..];
    let cells = cells(applications);
    let read = |value: &ValueDef, field: &str| {
        let mut builder = ColumnBuilder::new(value.kind);
        match cells.get(field) {
            Some(cells) => builder.read(&parser(value), rows, |row| cells[row]),
            None => builder.absent(rows),
        }
        builder.finish().0
    };
    let columns = fields.iter().map(|value| read(value, &value.name)).collect();
    let mut batch = Batch { columns, parties: parties(fields, applications, read), ..Batch::default() };
    for row in 0..rows as u32 {
        batch.origins.lines.push(row + 1);
        // A handful of short case numbers always fits.
        let _ = batch.ids.push(&(row + 1).to_string());
    }
    batch.scored = batch.rows();
    batch
}

/// The cells of every field that any of the applications gives: most give a few of very many.
fn cells(applications: &[Given]) -> FxHashMap<&str, Vec<Raw<'_>>> {
    let mut cells: FxHashMap<&str, Vec<Raw<'_>>> = FxHashMap::default();
    for (row, application) in applications.iter().enumerate() {
        // What is given twice counts as it was given first.
        for (field, text) in application.iter().rev() {
            cells.entry(field).or_insert_with(|| vec![Raw::Empty; applications.len()])[row] = Raw::Text(text);
        }
    }
    cells
}

/// The further parties in each role.
fn parties(fields: &[ValueDef], applications: &[Given], read: impl Fn(&ValueDef, &str) -> Column) -> Vec<Spread> {
    let mut further: BTreeSet<(RoleId, u32, usize)> = BTreeSet::new();
    for (name, _) in applications.iter().flatten() {
        let Some((field, number)) = name.split_once(' ') else { continue };
        let known = fields.iter().position(|value| value.name == field);
        let (Some(at), Ok(number)) = (known, number.parse()) else { continue };
        further.extend(fields[at].role.map(|role| (role, number, at)));
    }
    let kinds: Vec<KindId> = fields.iter().map(|value| value.kind).collect();
    let column = |(role, number, at): &(RoleId, u32, usize)| {
        (*role, *number, *at, read(&fields[*at], &format!("{} {number}", fields[*at].name)))
    };
    let columns: Vec<_> = further.iter().map(column).collect();
    let of_role = |own: &[(RoleId, u32, usize, Column)]| {
        let own_columns: Vec<_> = own.iter().map(|(_, number, at, column)| (*number, *at, column)).collect();
        Spread::gather(own[0].0, &kinds, &own_columns)
    };
    columns.chunk_by(|a, b| a.0 == b.0).filter_map(of_role).collect()
}

fn parser(value: &ValueDef) -> Parser {
    let parser = Parser::new(value.kind).categories(&value.categories);
    match &value.missing {
        Some(marks) => parser.missing(&Arc::new(crate::fields::Missing::exactly(marks.iter().cloned()))),
        None => parser,
    }
}
