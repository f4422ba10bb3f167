//! What was there before: the applications of 2024, all decided. Most were granted; some applicants come back later.

use crate::columns::{COLUMNS, Row, cell, put};
use crate::dress::Table;
use crate::invent::Chance;
use crate::ordinary::ordinary;
use crate::stories::{PLAN, STRAW_MAN_PLACE};

/// What an applicant brings along when coming back.
const SAME_PERSON: [&str; 12] = [
    "Naam aanvrager",
    "Geboortedatum",
    "Telefoonnummer",
    "E-mail",
    "Bedrijfsnaam",
    "KvK-nummer",
    "Rechtsvorm",
    "Oprichtingsdatum",
    "SBI-code",
    "Branche",
    "IBAN",
    "Soort vergunning",
];

/// The earlier applications, with the day of the decision and the text of the plan.
pub(crate) fn history(batch: &[Row]) -> Table {
    let mut header: Vec<String> = COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    header.extend(["Datum besluit", "Ondernemingsplan"].map(str::to_owned));
    let rows = earlier(batch).into_iter().map(|row| {
        let plan = if row[0] == "H-2024-027" { PLAN } else { "" };
        let decided = decided(cell(&row, "Datum aanvraag"));
        [row, vec![decided, plan.to_owned()]].concat()
    });
    Table { rows: rows.collect(), header }
}

fn earlier(batch: &[Row]) -> Vec<Row> {
    let mut chance = Chance(20_241_231);
    let mut rows = Vec::new();
    for (letter, department, count) in
        [("H", "Horeca", 38), ("B", "Bouwen en wonen", 34), ("E", "Evenementen en markten", 28)]
    {
        for number in 0..count {
            let mut row = ordinary(&mut chance, letter, department, 2024, number + 10, number + 100);
            let again = format!("{letter}-2026-{:03}", number / 6 + 10);
            if let Some(later) = batch.iter().find(|row| row[0] == again && number % 6 == 0) {
                let same = SAME_PERSON.map(|name| (name, cell(later, name)));
                row = put(row, &same);
            } else {
                let outcome = match chance.below(16) {
                    0 => "geweigerd",
                    1 => "ingetrokken",
                    2 => "buiten behandeling",
                    _ => "verleend",
                };
                row = put(row, &[("Status aanvraag", outcome)]);
            }
            rows.push(row);
        }
    }
    let first = rows.iter_mut().find(|row| row[0] == "H-2024-027");
    let first = first.unwrap_or_else(|| panic!("no application H-2024-027"));
    *first = put(std::mem::take(first), &refused());
    rows
}

/// Who did not get the permit, and will be back behind another.
fn refused() -> Vec<(&'static str, &'static str)> {
    let own = [
        ("Datum aanvraag", "07-10-2024"),
        ("Soort vergunning", "Exploitatievergunning"),
        ("Naam aanvrager", "Q. Voorganger"),
        ("Geboortedatum", "14-03-1971"),
        ("Bedrijfsnaam", "Lounge De Proefronde"),
        ("Status aanvraag", "geweigerd"),
    ];
    [&own[..], &STRAW_MAN_PLACE].concat()
}

/// Two months after it came in.
fn decided(day: &str) -> String {
    let mut parts = day.split('-');
    let (day, month) = (parts.next().unwrap_or("01"), parts.next().and_then(|month| month.parse::<u32>().ok()));
    let month = month.unwrap_or(1) + 2;
    let (month, year) = if month > 12 { (month - 12, 2025) } else { (month, 2024) };
    format!("{day}-{month:02}-{year}")
}
