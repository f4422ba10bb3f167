//! Writes the example batch, `examples/aanvragen.csv` and `examples/aanvragen.xlsx`: the same invented
//! applications in two dresses. Nothing in it is about real people, firms or places, and nothing depends on
//! the day or the machine: `cargo run --example generate` always writes the same cells.
//!
//! The stories in it, by case number:
//!
//! | story | case numbers |
//! |---|---|
//! | a network that only shows when three departments look together | H-2026-041, H-2026-052, B-2026-037, B-2026-044, E-2026-029 |
//! | three operators after each other at one address | H-2025-011, H-2025-038, H-2026-045 |
//! | an honest starter with a loan from family | H-2026-033 |
//! | a busy bookkeeper who fills in forms for fifteen clients | the fifteen with `Administratiekantoor Helder` |
//! | files with hardly anything in them | B-2026-048 to B-2026-051, E-2026-038 |
//! | mistakes: a KvK number, a date, an amount as text, a row without a case number | H-2026-020, B-2026-020, E-2026-020, the last |

use std::error::Error;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

/// The columns, as a case system of a town would export them, and what a sheet holds in them.
const COLUMNS: [(&str, Kind); 37] = [
    ("Zaaknummer", Kind::Text),
    ("Datum aanvraag", Kind::Date),
    ("Afdeling", Kind::Text),
    ("Soort vergunning", Kind::Text),
    ("Naam aanvrager", Kind::Text),
    ("Geboortedatum", Kind::Date),
    ("Telefoonnummer", Kind::Text),
    ("E-mail", Kind::Text),
    ("Gemachtigde", Kind::Text),
    ("Bedrijfsnaam", Kind::Text),
    ("KvK-nummer", Kind::Number),
    ("Rechtsvorm", Kind::Text),
    ("Oprichtingsdatum", Kind::Date),
    ("SBI-code", Kind::Text),
    ("Branche", Kind::Text),
    ("Straatnaam", Kind::Text),
    ("Huisnummer", Kind::Number),
    ("Postcode", Kind::Text),
    ("Woonplaats", Kind::Text),
    ("Investering", Kind::Money),
    ("Eigen middelen", Kind::Money),
    ("Bewijs eigen middelen", Kind::Text),
    ("Geleend bedrag", Kind::Money),
    ("Soort geldverstrekker", Kind::Text),
    ("Geldverstrekker", Kind::Text),
    ("Contant geld", Kind::Money),
    ("IBAN", Kind::Text),
    ("Huur per maand", Kind::Money),
    ("Verhuurder", Kind::Text),
    ("Verwachte omzet", Kind::Money),
    ("Aantal werknemers", Kind::Number),
    ("Openingstijden", Kind::Text),
    ("Ervaring in jaren", Kind::Number),
    ("Bibob-formulier volledig", Kind::Text),
    ("Ontbrekende stukken", Kind::Number),
    ("Status aanvraag", Kind::Text),
    ("Toelichting", Kind::Text),
];

/// What a sheet holds in a column; a text file holds text in all of them.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Number,
    Money,
    Date,
}

/// One application: a text per column, in Dutch notation.
type Row = Vec<String>;

fn main() -> Result<(), Box<dyn Error>> {
    let rows = applications();
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"));
    std::fs::write(folder.join("aanvragen.csv"), csv(&rows)?)?;
    workbook(&rows)?.save(folder.join("aanvragen.xlsx"))?;
    Ok(())
}

/// Semicolons, Windows-1252, CRLF: what a Dutch Excel saves.
fn csv(rows: &[Row]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    let text = String::from_utf8(writer.into_inner()?)?;
    Ok(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned())
}

/// A title above the table, real dates and numbers, KvK numbers without their leading zero.
fn workbook(rows: &[Row]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Aanvragen")?;
    let (bold, date, money) = (
        Format::new().set_bold(),
        Format::new().set_num_format("dd-mm-yyyy"),
        Format::new().set_num_format("#,##0.00"),
    );
    sheet.write_with_format(0, 0, "Overzicht aanvragen Voorbeeldstad (verzonnen gegevens)", &bold)?;
    for (column, (name, kind)) in (0..).zip(COLUMNS) {
        sheet.write_with_format(2, column, name, &bold)?;
        for (at, row) in (3..).zip(rows) {
            let text = &row[usize::from(column)];
            let number = text.replace('.', "").replace(',', ".").parse::<f64>();
            match (kind, number, day(text)) {
                _ if text.is_empty() => {}
                (Kind::Number, Ok(number), _) => drop(sheet.write(at, column, number)?),
                (Kind::Money, Ok(number), _) => drop(sheet.write_with_format(at, column, number, &money)?),
                (Kind::Date, _, Some(day)) => drop(sheet.write_with_format(at, column, day, &date)?),
                _ => drop(sheet.write(at, column, text)?),
            }
        }
    }
    sheet.set_freeze_panes(3, 1)?.autofit();
    let written = ExcelDateTime::from_ymd(2026, 11, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&written));
    Ok(book)
}

fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.split('-').map(str::parse::<u16>);
    let (day, month, year) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// All applications, in the order in which they came in per department.
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
    stories(&mut rows);
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

const FIRST: [&str; 12] = ["A.", "B.", "C.", "D.", "E.", "F.", "G.", "J.", "K.", "L.", "M.", "R."];
const LAST: [&str; 24] = [
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
fn ordinary(chance: &mut Chance, letter: &str, department: &str, year: u32, serial: u32, number: u32) -> Row {
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
    let month = if year == 2025 { 1 + serial_of_all % 12 } else { 1 + serial_of_all % 10 };
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
            ("Status aanvraag", if year == 2025 { "verleend" } else { "in procedure" }),
            (
                "Toelichting",
                chance.of(&["", "", "Overname van een bestaande zaak", "Uitbreiding", "Nieuw begin na ‘crisisjaren’"]),
            ),
        ],
    )
}

/// Writes the stories over ordinary applications.
fn stories(rows: &mut [Row]) {
    let mut tell = |id: &str, cells: &[(&str, &str)]| {
        let row = rows.iter_mut().find(|row| row[0] == id);
        let row = row.unwrap_or_else(|| panic!("no application {id}"));
        *row = put(std::mem::take(row), cells);
    };
    let private = |amount| {
        [
            ("Geleend bedrag", amount),
            ("Soort geldverstrekker", "particulier"),
            ("Bewijs eigen middelen", ""),
            ("Bibob-formulier volledig", ""),
            ("Ervaring in jaren", "0"),
        ]
    };
    let lender = [("Geldverstrekker", "Z. Achterban")];
    let (phone, mail, account) = ("06-19005555", "contact@example.net", iban(5_550_001));
    let account = account.as_str();
    tell(
        "H-2026-041",
        &[
            &private("40.000,00")[..],
            &lender,
            &[
                ("Telefoonnummer", phone),
                ("IBAN", account),
                ("SBI-code", "5630"),
                ("Branche", "Café"),
                ("Investering", "60.000,00"),
                ("Eigen middelen", "20.000,00"),
            ],
        ]
        .concat(),
    );
    tell(
        "H-2026-052",
        &[
            &private("30.000,00")[..],
            &lender,
            &[("E-mail", mail), ("Investering", "50.000,00"), ("Eigen middelen", "20.000,00")],
        ]
        .concat(),
    );
    tell(
        "B-2026-037",
        &[
            &private("35.000,00")[..],
            &lender,
            &[("Telefoonnummer", "+31 6 1900 5555"), ("Investering", "55.000,00"), ("Eigen middelen", "20.000,00")],
        ]
        .concat(),
    );
    tell(
        "B-2026-044",
        &[
            &private("45.000,00")[..],
            &lender,
            &[
                ("IBAN", account),
                ("E-mail", "Contact@Example.net"),
                ("Investering", "75.000,00"),
                ("Eigen middelen", "20.000,00"),
                ("Ontbrekende stukken", "3"),
                ("Bibob-formulier volledig", "nee"),
            ],
        ]
        .concat(),
    );
    tell(
        "E-2026-029",
        &[
            &private("28.000,00")[..],
            &lender,
            &[
                ("Telefoonnummer", "0031619005555"),
                ("E-mail", mail),
                ("Investering", "40.000,00"),
                ("Eigen middelen", "12.000,00"),
            ],
        ]
        .concat(),
    );

    let place = [
        ("Straatnaam", "Schetskade"),
        ("Huisnummer", "77"),
        ("Postcode", "1177 KX"),
        ("SBI-code", "5630"),
        ("Branche", "Café"),
        ("Verhuurder", "Kadepand Beheer"),
    ];
    tell(
        "H-2025-011",
        &[
            &place[..],
            &[("Datum aanvraag", "10-02-2025"), ("Oprichtingsdatum", "06-01-2025"), ("Status aanvraag", "verleend")],
        ]
        .concat(),
    );
    tell(
        "H-2025-038",
        &[
            &place[..],
            &private("28.000,00"),
            &[
                ("Geldverstrekker", "Y. Kademan"),
                ("Datum aanvraag", "03-11-2025"),
                ("Oprichtingsdatum", "01-10-2025"),
                ("Investering", "40.000,00"),
                ("Eigen middelen", "5.000,00"),
            ],
        ]
        .concat(),
    );
    tell(
        "H-2026-045",
        &[
            &place[..],
            &private("30.000,00"),
            &[
                ("Geldverstrekker", "X. Kadestra"),
                ("Datum aanvraag", "15-06-2026"),
                ("Oprichtingsdatum", "12-05-2026"),
                ("Investering", "110.000,00"),
                ("Eigen middelen", "5.000,00"),
                ("Contant geld", "12.000,00"),
            ],
        ]
        .concat(),
    );
    tell(
        "H-2026-033",
        &[
            ("Geleend bedrag", "15.000,00"),
            ("Soort geldverstrekker", "familie"),
            ("Geldverstrekker", "W. Beginner"),
            ("Naam aanvrager", "S. Beginner"),
            ("Bedrijfsnaam", "Koffiehuis Beginner"),
            ("Oprichtingsdatum", "01-04-2026"),
            ("Datum aanvraag", "11-05-2026"),
            ("Investering", "60.000,00"),
            ("Eigen middelen", "45.000,00"),
            ("Bewijs eigen middelen", "ja"),
            ("Contant geld", "0,00"),
            ("Ervaring in jaren", "6"),
            ("Bibob-formulier volledig", "ja"),
            ("Ontbrekende stukken", "0"),
            ("Huur per maand", "1.800,00"),
            ("Verwachte omzet", "160.000,00"),
            ("Aantal werknemers", "2"),
            ("Openingstijden", "ma-za 08:00-17:00"),
        ],
    );
    for (letter, serials) in [("H", 25..30), ("B", 25..30), ("E", 25..30)] {
        for serial in serials.filter(|serial| (letter, *serial) != ("E", 29)).chain((letter == "E").then_some(31)) {
            tell(
                &format!("{letter}-2026-{serial:03}"),
                &[
                    ("Gemachtigde", "Administratiekantoor Helder"),
                    ("Telefoonnummer", "010-9990001"),
                    ("E-mail", "post@example.com"),
                    ("Soort geldverstrekker", "bank"),
                    ("Geldverstrekker", "Voorbeeldbank"),
                    ("Contant geld", "0,00"),
                    ("Bibob-formulier volledig", "ja"),
                    ("Ontbrekende stukken", "0"),
                    ("Bewijs eigen middelen", "ja"),
                ],
            );
        }
    }
    let keep = ["Zaaknummer", "Datum aanvraag", "Afdeling", "Soort vergunning", "Naam aanvrager", "Status aanvraag"];
    for id in ["B-2026-048", "B-2026-049", "B-2026-050", "B-2026-051", "E-2026-038"] {
        let empty: Vec<(&str, &str)> =
            COLUMNS.iter().map(|(name, _)| (*name, "")).filter(|(name, _)| !keep.contains(name)).collect();
        tell(id, &empty);
    }
    tell("H-2026-020", &[("KvK-nummer", "9990O020")]);
    tell("B-2026-020", &[("Geboortedatum", "31-02-1980")]);
    tell("E-2026-020", &[("Investering", "ongeveer tienduizend")]);
}

/// Replaces cells by the names of their columns.
fn put(mut row: Row, cells: &[(&str, &str)]) -> Row {
    for (name, text) in cells {
        let at = COLUMNS.iter().position(|(known, _)| known == name);
        let at = at.unwrap_or_else(|| panic!("no column {name}"));
        row[at] = (*text).to_owned();
    }
    row
}

/// Whole euros in Dutch notation.
fn euros(amount: u64) -> String {
    let (thousands, rest) = (amount / 1000, amount % 1000);
    if thousands > 0 { format!("{thousands}.{rest:03},00") } else { format!("{rest},00") }
}

/// An account number with the right check digits (ISO 13616) at a bank that there is not.
fn iban(account: u64) -> String {
    let bank = "VBLD";
    let digits = |text: &str| text.chars().map(|c| c.to_digit(36).unwrap_or(0).to_string()).collect::<String>();
    let number = format!("{}{account:010}{}00", digits(bank), digits("NL"));
    let rest = number.bytes().fold(0u64, |rest, digit| (rest * 10 + u64::from(digit - b'0')) % 97);
    format!("NL{:02} {bank} {:04} {:04} {:02}", 98 - rest, account / 1_000_000, account / 100 % 10_000, account % 100)
}

/// Numbers that look like chance and are the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len() as u64) as usize]
    }
}
