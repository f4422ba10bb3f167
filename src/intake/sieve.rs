//! Which rows take part: applications with a case number, known on the day that the screening looks from,
//! and no earlier application that the batch holds itself.

use super::block::{self, Block, RejectedRow};
use super::load::{InputSummary, hash};
use crate::batch::Batch;
use crate::fields::{Cell, Parser, Raw, fold};
use crate::text::intake::RowReason;
use rustc_hash::FxHashMap;

/// The columns that say whether a row takes part.
pub(super) struct Marks {
    pub(super) id: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) applied: Option<(usize, Parser)>,
    pub(super) decided: Option<(usize, Parser)>,
}

impl Marks {
    /// Whether a column tells what was only known after the decision.
    pub(super) fn tells_of_a_decision(&self, column: usize) -> bool {
        self.status == Some(column) || self.decided.as_ref().is_some_and(|(decided, _)| *decided == column)
    }
}

/// The rows of a block that take part.
#[derive(Default)]
pub(super) struct Kept {
    /// Their places in the block.
    pub(super) rows: Vec<u32>,
    /// The places in `rows` of applications that were not decided upon yet.
    pub(super) undecided: Vec<u32>,
}

/// Lets the rows through that take part.
pub(super) struct Sieve {
    until: Option<i32>,
    /// The first row of each case number, by hash; made when earlier applications are read.
    known: Option<FxHashMap<u64, u32>>,
}

impl Sieve {
    /// A sieve that keeps back what came after a day (since 1970-01-01).
    pub(super) fn until(until: Option<i32>) -> Self {
        Sieve { until, known: None }
    }

    /// From now on a case number that has been read does not come through again.
    pub(super) fn know(&mut self, batch: &Batch) {
        self.known.get_or_insert_with(|| (0..batch.rows()).map(|row| (hash(batch.ids.text(row)), row)).collect());
    }

    /// Finds the rows of a block that take part and keeps their case numbers and lines; rows that are no
    /// applications are set aside with the reason.
    pub(super) fn sift(
        &mut self,
        block: &Block,
        marks: &Marks,
        summary: &mut InputSummary,
        batch: &mut Batch,
        kept: &mut Kept,
    ) {
        let mut id = String::new();
        let (mut later, mut again) = (0, 0);
        kept.rows.clear();
        kept.undecided.clear();
        for row in 0..block.len() {
            let line = block.row_number(row);
            id.clear();
            match marks.id {
                None => id.push_str(&format!("rij-{line}")),
                Some(column) => block::write_text(block.cell(row, column), &mut id),
            }
            let trimmed = id.trim();
            if let Some(reason) = not_an_application(block, row, trimmed) {
                summary.rejected.push(RejectedRow { row: line, reason });
                continue;
            }
            if self.is_after(block, row, marks.applied.as_ref()) {
                later += 1;
                continue;
            }
            if marks.id.is_some() && self.is_known(trimmed, batch) {
                again += 1;
                continue;
            }
            if summary.screened == 0 {
                batch.origins.files.push((batch.rows(), summary.label.clone()));
            }
            // There are fewer than 2^32 bytes of case numbers in fewer than 2^32 rows of any file read here.
            if batch.ids.push(trimmed).is_some() {
                batch.origins.lines.push(line);
                summary.screened += 1;
                if self.is_after(block, row, marks.decided.as_ref()) {
                    kept.undecided.push(kept.rows.len() as u32);
                }
                kept.rows.push(row as u32);
            }
        }
        summary.later += later;
        summary.known += again;
    }

    /// Whether a day in this row lies after the last one that is known of.
    fn is_after(&self, block: &Block, row: usize, day: Option<&(usize, Parser)>) -> bool {
        let (Some(until), Some((column, parser))) = (self.until, day) else { return false };
        matches!(parser.day(block.cell(row, *column)).0, Cell::Value(day) if day > until)
    }

    /// Whether a case number has been read before; keeps it in mind.
    fn is_known(&mut self, id: &str, batch: &Batch) -> bool {
        let Some(known) = &mut self.known else { return false };
        let row = *known.entry(hash(id)).or_insert_with(|| batch.rows());
        row < batch.rows() && batch.ids.text(row) == id
    }
}

/// Why a row with this case number is none.
fn not_an_application(block: &Block, row: usize, id: &str) -> Option<RowReason> {
    if id.is_empty() {
        return Some(if mentions_total(block, row) { RowReason::TotalOrNote } else { RowReason::NoId });
    }
    is_total(id).then_some(RowReason::TotalOrNote)
}

fn is_total(id: &str) -> bool {
    // Nearly every case number has a digit, and no word for a total has.
    !id.bytes().any(|b| b.is_ascii_digit())
        && matches!(
            fold::loosened(id).trim_end_matches(':'),
            "totaal" | "totalen" | "subtotaal" | "eindtotaal" | "som" | "total" | "subtotal" | "totals" | "sum"
        )
}

fn mentions_total(block: &Block, row: usize) -> bool {
    let mut filled = 0;
    let mut total = false;
    for column in 0..block.width(row) {
        if let Raw::Text(text) = block.cell(row, column)
            && !text.trim().is_empty()
        {
            filled += 1;
            total |= is_total(text.trim());
        }
    }
    total || filled <= 1
}
