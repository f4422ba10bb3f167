//! The list of the town next door: other headers, other words, other marks for nothing. `buurgemeente.toml` makes
//! it readable.

use crate::columns::{Row, cell};
use crate::dress::Table;
use crate::invent::Chance;
use crate::ordinary::ordinary;

/// Our column and their header.
const THEIRS: [(&str, &str); 20] = [
    ("Zaaknummer", "ZK_ID"),
    ("Datum aanvraag", "DT_IN"),
    ("Afdeling", "VAKGRP"),
    ("Soort vergunning", "PRODUCT"),
    ("Naam aanvrager", "KLANT"),
    ("Geboortedatum", "KLANT_GEB"),
    ("Telefoonnummer", "KLANT_TEL"),
    ("Bedrijfsnaam", "ONDERNEMING"),
    ("KvK-nummer", "HR_NR"),
    ("Oprichtingsdatum", "HR_SINDS"),
    ("Straatnaam", "OBJ_STR"),
    ("Huisnummer", "OBJ_NR"),
    ("Postcode", "OBJ_PC"),
    ("Investering", "KOSTEN_TOT"),
    ("Eigen middelen", "GELD_EIGEN"),
    ("Geleend bedrag", "GELD_VREEMD"),
    ("Soort geldverstrekker", "VREEMD_SRT"),
    ("Geldverstrekker", "VREEMD_WIE"),
    ("Status aanvraag", "STND"),
    ("Toelichting", "VRIJE_TEKST"),
];

/// Their applications, in their words.
pub(crate) fn applications() -> Table {
    let mut chance = Chance(20_260_707);
    let mut rows = Vec::new();
    for (letter, department, count) in [("H", "HOR", 12), ("B", "BWT", 10), ("E", "EVM", 8)] {
        for number in 0..count {
            let row = ordinary(&mut chance, letter, department, 2026, number + 1, number + 900);
            rows.push(THEIRS.map(|(ours, _)| their_word(ours, &row)).to_vec());
        }
    }
    Table::of(&THEIRS.map(|(_, theirs)| theirs), rows)
}

fn their_word(column: &str, row: &Row) -> String {
    let word = match (column, cell(row, column)) {
        ("Zaaknummer", id) => return format!("N{}", id.replace('-', "")),
        (_, "") => "n.b.",
        (_, "Exploitatievergunning") => "HOR-EXPL",
        (_, "Alcoholvergunning") => "HOR-ALC",
        (_, "Terrasvergunning") => "HOR-TERR",
        (_, "Omgevingsvergunning bouwen") => "OMG-BOUW",
        (_, "Kamerverhuurvergunning") => "WON-KAMER",
        (_, "Evenementenvergunning") => "EVM-EVEN",
        (_, "Standplaatsvergunning") => "EVM-STPL",
        (_, "Marktvergunning") => "EVM-MARKT",
        ("Soort geldverstrekker", "bank") => "B",
        ("Soort geldverstrekker", "familie") => "F",
        ("Soort geldverstrekker", "particulier") => "P",
        ("Soort geldverstrekker", "leverancier") => "L",
        ("Status aanvraag", _) => "loopt",
        (_, other) => other,
    };
    word.to_owned()
}
