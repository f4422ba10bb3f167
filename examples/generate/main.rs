//! Writes the example files: invented applications of a town, what was there before, who has a part in them, what
//! was answered on forms, what colleagues saw, and a list of the town next door in its own words. Nothing in it is
//! about real people, firms or places, and nothing depends on the day or the machine:
//! `cargo run --example generate` always writes the same cells.
//!
//! | file | holds |
//! |---|---|
//! | `aanvragen.csv`, `aanvragen.xlsx` | the batch, the same applications in two dresses |
//! | `geschiedenis.csv` | applications of 2024, decided (`--history`) |
//! | `partijen.csv` | who lends, manages, works there (`--parties`) |
//! | `formulier.csv` | answers of the Bibob form (`--join`) |
//! | `signalen.csv` | what colleagues saw (`--signals`) |
//! | `buurgemeente.csv`, `buurgemeente.toml` | the town next door, and the mapping that makes its list readable |
//!
//! The stories, by case number:
//!
//! | story | case numbers |
//! |---|---|
//! | a network that only shows when three departments look together | H-2026-041, H-2026-052, B-2026-037, B-2026-044, E-2026-029 |
//! | a straw man: one is refused, another files the same plan at the same address, the first lends the money and works there | H-2024-027, then H-2026-050 |
//! | three operators after each other at one address | H-2025-011, H-2025-038, H-2026-045 |
//! | an honest starter with a loan from family | H-2026-033 |
//! | a busy bookkeeper who fills in forms for fifteen clients | the fifteen with `Administratiekantoor Helder` |
//! | files with hardly anything in them | B-2026-048 to B-2026-051, E-2026-038 |
//! | mistakes: a KvK number, a date, an amount as text, a row without a case number | H-2026-020, B-2026-020, E-2026-020, the last |

use std::error::Error;
use std::path::{Path, PathBuf};

use columns::{COLUMNS, Row, put};
use dress::Table;
use invent::Chance;
use ordinary::ordinary;

mod beside;
mod columns;
mod dress;
mod invent;
mod neighbour;
mod ordinary;
mod past;
mod stories;

fn main() -> Result<(), Box<dyn Error>> {
    let rows = applications();
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
    let write = |name: &str, bytes: Vec<u8>| std::fs::write(folder.join(name), bytes);
    write("aanvragen.csv", Table::applications(&rows).excel_csv()?)?;
    dress::workbook(&rows)?.save(folder.join("aanvragen.xlsx"))?;
    write("geschiedenis.csv", past::history(&rows).excel_csv()?)?;
    write("partijen.csv", beside::parties(&rows).plain_csv(b';')?)?;
    write("formulier.csv", beside::answers(&rows).plain_csv(b';')?)?;
    write("signalen.csv", beside::signals().plain_csv(b';')?)?;
    write("buurgemeente.csv", neighbour::applications().plain_csv(b',')?)?;
    Ok(())
}

/// All applications of the batch, in the order in which they came in per department.
fn applications() -> Vec<Row> {
    let mut chance = Chance(20_261_101);
    let mut rows = Vec::new();
    for (letter, department, count) in
        [("H", "Horeca", 76), ("B", "Bouwen en wonen", 70), ("E", "Evenementen en markten", 56)]
    {
        for number in 0..count {
            let (year, serial) =
                if number < count * 2 / 5 { (2025, number + 10) } else { (2026, number - count * 2 / 5 + 10) };
            rows.push(ordinary(&mut chance, letter, department, year, serial, number));
        }
    }
    stories::stories(&mut rows);
    rows.push(put(
        vec![String::new(); COLUMNS.len()],
        &[
            ("Naam aanvrager", "N. Zonderzaak"),
            ("Datum aanvraag", "12-10-2026"),
            ("Afdeling", "Horeca"),
            ("Soort vergunning", "Terrasvergunning"),
        ],
    ));
    rows
}
