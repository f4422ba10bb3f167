//! From files to applications: opening, telling the format, finding the header, mapping columns, and
//! filling a batch. Nothing is lost: every row is screened, or listed with the reason why not.

mod block;
mod cells;
mod csv;
mod decisions;
mod dialect;
mod encoding;
mod excel;
mod groups;
mod header;
mod join;
mod load;
mod mapping;
mod numbered;
mod open;
mod outcomes;
mod parties;
mod records;
mod sieve;
mod signals;

pub use block::{Block, Counts, RejectedRow, Rows};
pub use decisions::{Decision, Decisions, read_decisions};
pub use groups::{Groups, read_groups};
pub use join::join;
pub use load::{InputSummary, Loaded, Need, Scope, load};
pub use mapping::Mapping;
pub use open::{ReadOptions, Table, open_all};
pub use outcomes::{Outcome, Outcomes, read_outcomes};
pub use parties::{add_parties, party_names};
pub use signals::{Signal, Signals, about, read_signals};

use std::io;

/// Writes a table exactly as it was read: header and cells as canonical CSV in UTF-8.
pub fn write_as_read(table: &mut Table, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    writer.write_record(&table.written)?;
    let mut block = Block::default();
    let mut cell = String::new();
    while table.rows.fill(&mut block)? {
        for row in 0..block.len() {
            for column in 0..block.width(row).max(table.header.len()) {
                cell.clear();
                block::write_text(block.cell(row, column), &mut cell);
                writer.write_field(&cell)?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
    }
    writer.flush()?;
    Ok(())
}
