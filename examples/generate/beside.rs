//! What lies beside the batch: who has a part in an application, the answers of the Bibob form, and what colleagues
//! saw.

use crate::columns::{Row, cell};
use crate::dress::Table;
use crate::invent::Chance;
use crate::ordinary::{FIRST, LAST};
use crate::stories::PLAN;

/// People in a role, with a birth date: managers of restaurants, and those of the stories.
pub(crate) fn parties(batch: &[Row]) -> Table {
    let mut chance = Chance(20_260_101);
    let mut rows = Vec::new();
    let mut add = |id: &str, role: &str, name: &str, born: &str| {
        rows.push([id, role, name, born].map(str::to_owned).to_vec());
    };
    for row in batch.iter().filter(|row| cell(row, "Afdeling") == "Horeca" && !row[0].is_empty()) {
        let name = format!("{} {}", chance.of(&FIRST), chance.of(&LAST));
        let born = format!("{:02}-{:02}-{}", 1 + chance.below(28), 1 + chance.below(12), 1962 + chance.below(38));
        let (own_name, own_born) = (cell(row, "Naam aanvrager"), cell(row, "Geboortedatum"));
        match chance.below(3) {
            0 => add(&row[0], "leidinggevende", &name, &born),
            _ => add(&row[0], "leidinggevende", own_name, own_born),
        }
    }
    for id in ["H-2026-041", "H-2026-052", "B-2026-037", "B-2026-044", "E-2026-029"] {
        add(id, "geldverstrekker", "Z. Achterban", "02-02-1966");
    }
    add("H-2026-050", "geldverstrekker", "Q. Voorganger", "14-03-1971");
    add("H-2026-050", "werknemer", "Q. Voorganger", "14-03-1971");
    add("H-2026-033", "geldverstrekker", "W. Beginner", "19-08-1961");
    Table::of(&["Zaaknummer", "Rol", "Naam", "Geboortedatum"], rows)
}

/// What was answered on the form, of the loans of 2026 and of those who were asked for their plan.
pub(crate) fn answers(batch: &[Row]) -> Table {
    let mut chance = Chance(20_260_202);
    let asked = batch.iter().filter(|row| row[0].contains("-2026-") && cell(row, "Bibob-formulier volledig") == "ja");
    let rows = asked.map(|row| {
        let lent = !["", "0,00"].contains(&cell(row, "Geleend bedrag"));
        let interest = ["3,9", "4,5", "5,2", "6,0"][chance.below(4) as usize];
        let [interest, months, repaid, security, receipt, plan] = match row[0].as_str() {
            "H-2026-050" => ["0", "", "nee", "nee", "", PLAN],
            "H-2026-033" => ["0", "60", "ja", "nee", "ja", ""],
            _ if lent => [interest, "60", "ja", "ja", "ja", ""],
            _ => [""; 6],
        };
        [row[0].as_str(), interest, months, repaid, security, receipt, plan].map(str::to_owned).to_vec()
    });
    let header = [
        "Zaaknummer",
        "Rentepercentage",
        "Looptijd lening",
        "Aflossing",
        "Zekerheid",
        "Bewijs lening",
        "Ondernemingsplan",
    ];
    Table::of(&header, rows.collect())
}

/// What colleagues saw. One of them names a person without a birth date, which is not enough; one saw a car that
/// nobody filled in.
pub(crate) fn signals() -> Table {
    let header = ["datum", "afdeling", "melder", "betreft", "waarde", "soort", "omschrijving", "betrouwbaarheid"];
    let rows = [
        [
            "12-05-2026",
            "Toezicht",
            "Collega 1",
            "telefoon",
            "06 1900 5555",
            "contact",
            "Dit nummer stond op een leeg winkelraam",
            "4",
        ],
        [
            "20-05-2026",
            "Belastingen",
            "Collega 2",
            "telefoon",
            "+31 6 1900 5555",
            "contact",
            "Zelfde nummer bij drie bezwaren",
            "3",
        ],
        [
            "02-06-2026",
            "Groen en water",
            "Collega 3",
            "adres",
            "Modelweg 256, 1108 BZ Voorbeeldstad",
            "bezoek",
            "'s Nachts licht en geen klanten overdag",
            "4",
        ],
        [
            "15-03-2026",
            "Toezicht",
            "Collega 1",
            "KvK-nummer",
            "99900255",
            "bezoek",
            "Vriendelijk gesprek, alles in orde",
            "5",
        ],
        ["11-04-2026", "Wijkteam", "Collega 4", "persoon", "Z. Achterban", "contact", "Naam zonder geboortedatum", "2"],
        [
            "30-01-2026",
            "Burgerzaken",
            "Collega 5",
            "kenteken",
            "VB-123-X",
            "voertuig",
            "Staat vaak voor hetzelfde pand",
            "2",
        ],
    ];
    Table::of(&header, rows.map(|row| row.map(str::to_owned).to_vec()).to_vec())
}
