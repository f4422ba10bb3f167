//! The stories that are told over ordinary applications of the batch.

use crate::columns::{COLUMNS, Row, put};
use crate::invent::iban;

/// The address of the straw-man chain: the same building, the same landlord, twice.
pub(crate) const STRAW_MAN_PLACE: [(&str, &str); 8] = [
    ("SBI-code", "5630"),
    ("Branche", "Café"),
    ("Straatnaam", "Papiersteeg"),
    ("Huisnummer", "164"),
    ("Postcode", "1164 KB"),
    ("Verhuurder", "Steegpand Beheer"),
    ("Huur per maand", "1.900,00"),
    ("Openingstijden", "do-za 16:00-01:00"),
];

/// What both of them want to do there, word for word.
pub(crate) const PLAN: &str = "Wij beginnen een lounge met koffie, frisdrank en kleine gerechten voor gasten uit de buurt. \
     De inrichting is al besteld en de muziekavonden zijn op donderdag en zaterdag. In het eerste jaar verwachten \
     wij zestig gasten per avond. De inkoop loopt via een vaste leverancier en het personeel komt van de vorige zaak.";

/// Writes the stories over ordinary applications.
pub(crate) fn stories(rows: &mut [Row]) {
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
        "H-2026-050",
        &[
            &STRAW_MAN_PLACE[..],
            &[
                ("Soort vergunning", "Exploitatievergunning"),
                ("Datum aanvraag", "08-06-2026"),
                ("Bedrijfsnaam", "Lounge Denkbeeld"),
                ("Geleend bedrag", "26.000,00"),
                ("Soort geldverstrekker", "particulier"),
                ("Geldverstrekker", "Q. Voorganger"),
                ("Eigen middelen", "4.000,00"),
                ("Bewijs eigen middelen", ""),
                ("Ervaring in jaren", "0"),
                ("Toelichting", ""),
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
