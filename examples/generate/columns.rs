//! The columns of the applications, and an application as its cells.

/// The columns, as a case system of a town would export them, and what a sheet holds in them.
pub(crate) const COLUMNS: [(&str, Kind); 37] = [
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
pub(crate) enum Kind {
    Text,
    Number,
    Money,
    Date,
}

/// One application: a text per column, in Dutch notation.
pub(crate) type Row = Vec<String>;

/// Replaces cells of an application by the names of their columns.
pub(crate) fn put(mut row: Row, cells: &[(&str, &str)]) -> Row {
    for (name, text) in cells {
        let at = COLUMNS.iter().position(|(known, _)| known == name);
        let at = at.unwrap_or_else(|| panic!("no column {name}"));
        row[at] = (*text).to_owned();
    }
    row
}

/// What stands in a column.
pub(crate) fn cell<'a>(row: &'a Row, name: &str) -> &'a str {
    let at = COLUMNS.iter().position(|(known, _)| *known == name);
    &row[at.unwrap_or_else(|| panic!("no column {name}"))]
}
