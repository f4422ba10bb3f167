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
pub use encoding::decoded;
pub use groups::{Groups, read_groups};
pub use join::join;
pub use load::{InputSummary, Loaded, Need, Scope, load};
pub use mapping::Mapping;
pub use open::{ReadOptions, Table, open_all};
pub use outcomes::{Outcome, Outcomes, read_outcomes};
pub use parties::{add_parties, party_names};
pub use signals::{Signal, Signals, about, read_signals};

use crate::fields::Dictionary;
use std::io;

/// Writes a table exactly as it was read: header and cells as canonical CSV in UTF-8. Columns that are never read keep
/// their place and their name; their cells are empty. In a row that does not fit the header nobody can tell which cell
/// is which, and it is empty from the first such column on.
pub fn write_as_read(table: &mut Table, dictionary: &Dictionary, out: &mut dyn io::Write) -> anyhow::Result<()> {
    let refused: Vec<bool> = table.header.iter().map(|name| dictionary.refused(name).is_some()).collect();
    let first = refused.iter().position(|refused| *refused).unwrap_or(usize::MAX);
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    writer.write_record(&table.written)?;
    let mut block = Block::default();
    let mut cell = String::new();
    while table.rows.fill(&mut block)? {
        for row in 0..block.len() {
            for column in 0..block.width(row).max(table.header.len()) {
                cell.clear();
                let fits = block.width(row) == table.header.len();
                let hidden = if fits { refused.get(column).is_some_and(|refused| *refused) } else { column >= first };
                if !hidden {
                    block::write_text(block.cell(row, column), &mut cell);
                }
                writer.write_field(&cell)?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
    }
    writer.flush()?;
    Ok(())
}
