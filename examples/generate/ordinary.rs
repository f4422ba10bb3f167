//! Applications like most: ordinary amounts, a telephone number and an account of their own, now and then a gap.

use crate::columns::{COLUMNS, Row, put};
use crate::invent::{Chance, euros, iban};

pub(crate) const FIRST: [&str; 12] = ["A.", "B.", "C.", "D.", "E.", "F.", "G.", "J.", "K.", "L.", "M.", "R."];
pub(crate) const LAST: [&str; 24] = [
    "Voorbeeld",
    "Proefman",
    "Testema",
    "Van der Schets",
    "De Bedachte",
    "Verzinsel",
    "Modelaar",
    "Oefening",
    "Toonbeeld",
    "Pennestreek",
    "Fictema",
    "Denkbeeld",
    "Papierman",
    "Schrijfsel",
    "Stelpost",
    "Voorzorg",
    "Klad",
    "Krabbel",
    "Maquette",
    "Schaduwbord",
    "Proefdruk",
    "Sjabloon",
    "Invulling",
    "Monsterd",
];
const STREETS: [&str; 10] = [
    "Verzonnenstraat",
    "Proefplein",
    "Schetskade",
    "Modelweg",
    "Denkbeeldlaan",
    "Papiersteeg",
    "Maquettehof",
    "Oefenpad",
    "Kladsingel",
    "Sjabloonstraat",
];
/// Permit types with the branch, its code of SBI 2008, and the name of the business.
const HORECA: [[&str; 4]; 5] = [
    ["Exploitatievergunning", "Café", "5630", "Café"],
    ["Alcoholvergunning", "Restaurant", "5610", "Brasserie"],
    ["Exploitatievergunning", "Lunchroom", "5610", "Lunchroom"],
    ["Terrasvergunning", "Café", "5630", "Café"],
    ["Alcoholvergunning", "Slijterij", "4725", "Slijterij"],
];
const BUILDING: [[&str; 4]; 4] = [
    ["Omgevingsvergunning bouwen", "Bouw", "4120", "Bouwbedrijf"],
    ["Kamerverhuurvergunning", "Verhuur", "6820", "Vastgoed"],
    ["Omgevingsvergunning bouwen", "Autobedrijf", "4520", "Garage"],
    ["Omgevingsvergunning bouwen", "Winkel", "4771", "Boetiek"],
];
const EVENTS: [[&str; 4]; 3] = [
    ["Evenementenvergunning", "Evenementen", "8230", "Evenementenbureau"],
    ["Standplaatsvergunning", "Ambulante handel", "4781", "Viskraam"],
    ["Marktvergunning", "Ambulante handel", "4789", "Kaasboer"],
];

/// An application like most: ordinary amounts, its own telephone number and account, now and then a gap.
pub(crate) fn ordinary(
    chance: &mut Chance,
    letter: &str,
    department: &str,
    year: u32,
    serial: u32,
    number: u32,
) -> Row {
    let serial_of_all = u64::from(number)
        + match letter {
            "H" => 0,
            "B" => 200,
            _ => 400,
        };
    let [permit, branch, sbi, business] = match letter {
        "H" => chance.of(&HORECA),
        "B" => chance.of(&BUILDING),
        _ => chance.of(&EVENTS),
    };
    let last = chance.of(&LAST);
    let month = if year < 2026 { 1 + serial_of_all % 12 } else { 1 + serial_of_all % 10 };
    let investment = 5_000 + 2_500 * chance.below(40);
    let loan = if chance.below(3) == 0 { 0 } else { investment * (20 + chance.below(40)) / 100 };
    let lender = match chance.below(20) {
        0..=12 => ("bank", "Voorbeeldbank"),
        13..=16 => ("familie", "familielid"),
        17 => ("particulier", "kennis"),
        _ => ("leverancier", "Brouwerij De Proef"),
    };
    let lender = if loan == 0 { ("", "") } else { lender };
    let turnover = investment * 2 + 40_000;
    let complete = chance.below(6) > 0;
    put(
        vec![String::new(); COLUMNS.len()],
        &[
            ("Zaaknummer", &format!("{letter}-{year}-{serial:03}")),
            ("Datum aanvraag", &format!("{:02}-{month:02}-{year}", 1 + chance.below(28))),
            ("Afdeling", department),
            ("Soort vergunning", permit),
            ("Naam aanvrager", &format!("{} {last}", chance.of(&FIRST))),
            (
                "Geboortedatum",
                &format!("{:02}-{:02}-{}", 1 + chance.below(28), 1 + chance.below(12), 1958 + chance.below(42)),
            ),
            ("Telefoonnummer", &format!("06-1900{:04}", 1000 + serial_of_all)),
            ("E-mail", &format!("{}{serial_of_all}@example.org", last.to_lowercase().replace(' ', "."))),
            ("Bedrijfsnaam", &format!("{business} {last}")),
            (
                "KvK-nummer",
                &format!("{:08}", if serial_of_all.is_multiple_of(9) { 9_990_000 } else { 99_900_000 } + serial_of_all),
            ),
            ("Rechtsvorm", chance.of(&["eenmanszaak", "bv", "vof"])),
            (
                "Oprichtingsdatum",
                &format!("{:02}-{:02}-{}", 1 + chance.below(28), 1 + chance.below(12), 2003 + chance.below(20)),
            ),
            ("SBI-code", sbi),
            ("Branche", branch),
            ("Straatnaam", chance.of(&STREETS)),
            ("Huisnummer", &(1 + serial_of_all).to_string()),
            (
                "Postcode",
                &format!(
                    "{} {}{}",
                    1100 + chance.below(40),
                    chance.of(&["A", "B", "C", "K"]),
                    chance.of(&["B", "G", "X", "Z"])
                ),
            ),
            ("Woonplaats", "Voorbeeldstad"),
            ("Investering", &euros(investment)),
            ("Eigen middelen", &euros(investment - loan)),
            ("Bewijs eigen middelen", if complete { "ja" } else { "" }),
            ("Geleend bedrag", &euros(loan)),
            ("Soort geldverstrekker", lender.0),
            (
                "Geldverstrekker",
                &if lender.1 == "familielid" || lender.1 == "kennis" {
                    format!("{} {last}", chance.of(&FIRST))
                } else {
                    lender.1.to_owned()
                },
            ),
            ("Contant geld", &euros(if chance.below(12) == 0 { investment * 3 / 10 } else { chance.below(3) * 250 })),
            ("IBAN", &iban(7_000_000 + serial_of_all)),
            ("Huur per maand", &euros(turnover * (10 + chance.below(14)) / 1000)),
            (
                "Verhuurder",
                &if chance.below(4) == 0 {
                    String::new()
                } else {
                    format!("Pand {} {serial_of_all}", chance.of(&STREETS))
                },
            ),
            ("Verwachte omzet", &euros(turnover)),
            ("Aantal werknemers", &(1 + chance.below(8)).to_string()),
            ("Openingstijden", chance.of(&["ma-za 09:00-18:00", "di-zo 11:00-23:00", "do-za 16:00-01:00"])),
            ("Ervaring in jaren", &chance.below(15).to_string()),
            ("Bibob-formulier volledig", if complete { "ja" } else { chance.of(&["nee", ""]) }),
            ("Ontbrekende stukken", &if complete { 0 } else { 1 + chance.below(3) }.to_string()),
            ("Status aanvraag", if year < 2026 { "verleend" } else { "in procedure" }),
            (
                "Toelichting",
                chance.of(&["", "", "Overname van een bestaande zaak", "Uitbreiding", "Nieuw begin na ‘crisisjaren’"]),
            ),
        ],
    )
}
