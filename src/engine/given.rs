//! Applications that are given cell by cell: the examples of rules, and what signals are about.

use crate::batch::{Batch, CellSource, ColumnBuilder};
use crate::fields::{Parser, Raw};
use crate::rules::{Given, RuleSet, ValueDef};
use std::sync::Arc;

/// A batch with these applications, in this order.
pub fn batch_of(set: &RuleSet, applications: &[Given]) -> Batch {
    let rows = applications.len();
    let columns = set.values[set.derived..].iter().map(|value| {
        let mut builder = ColumnBuilder::new(value.kind);
        builder.read(&parser(value), rows, &Cells { field: &value.name, applications });
        builder.finish().0
    });
    let mut batch = Batch { columns: columns.collect(), ..Batch::default() };
    for row in 0..rows as u32 {
        batch.origins.lines.push(row + 1);
        // A handful of short case numbers always fits.
        let _ = batch.ids.push(&(row + 1).to_string());
    }
    batch.scored = batch.rows();
    batch
}

fn parser(value: &ValueDef) -> Parser {
    let parser = Parser::new(value.kind).categories(&value.categories);
    match &value.missing {
        Some(marks) => parser.missing(&Arc::new(crate::fields::Missing::exactly(marks.iter().cloned()))),
        None => parser,
    }
}

/// One field of some applications.
struct Cells<'a> {
    field: &'a str,
    applications: &'a [Given],
}

impl CellSource for Cells<'_> {
    fn cell(&self, row: usize) -> Raw<'_> {
        let given = self.applications[row].iter().find(|(field, _)| field == self.field);
        given.map_or(Raw::Empty, |(_, text)| Raw::Text(text))
    }
}
