//! Which row holds the names of the columns: the one with the most names that are known, or else the
//! first that looks like names above data.

use crate::text::intake::Note;

/// A row at the top of a table: its line or sheet row, and its cells as text.
pub(super) type TopRow = (u32, Vec<String>);

/// How many rows from the top a header is looked for.
pub(super) const TOP: usize = 40;

/// The index of the header row among the first rows, or `None` when none looks like one.
pub(super) fn find(rows: &[TopRow], known: &dyn Fn(&str) -> bool) -> Option<usize> {
    let familiar = |row: &TopRow| row.1.iter().filter(|cell| !cell.trim().is_empty() && known(cell)).count();
    let best = rows.iter().enumerate().take(TOP).map(|(at, row)| (familiar(row), at));
    // Of equal rows the first: data may repeat a header's words.
    let best = best.fold((0, 0), |best, row| if row.0 > best.0 { row } else { best });
    let filled = |row: &TopRow| row.1.iter().filter(|cell| !cell.trim().is_empty()).count();
    if best.0 >= 2 || (best.0 == 1 && filled(&rows[best.1]) <= 3) {
        return Some(best.1);
    }
    by_shape(rows)
}

/// The first row that is as wide as the table and holds only different words.
fn by_shape(rows: &[TopRow]) -> Option<usize> {
    let filled = |row: &TopRow| row.1.iter().filter(|cell| !cell.trim().is_empty()).count();
    let mut widths: Vec<usize> = rows.iter().map(filled).filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let usual = *widths.get(widths.len() / 2)?;
    let at = rows.iter().position(|row| filled(row) * 5 >= usual * 4 && filled(row) > 0 && !is_comment(row))?;
    looks_like_names(&rows[at].1).then_some(at)
}

fn is_comment(row: &TopRow) -> bool {
    row.1.first().is_some_and(|cell| cell.trim_start().starts_with('#'))
}

/// Whether cells could be names of columns: text, not numbers or dates, and each but once.
fn looks_like_names(cells: &[String]) -> bool {
    let mut seen: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let words = seen.iter().all(|cell| cell.chars().any(char::is_alphabetic) && cell.len() < 200);
    let (count, _) = (seen.len(), seen.sort_unstable());
    seen.dedup();
    words && count > 0 && seen.len() == count
}

/// The names of the columns, each different: repeated ones get a number, empty ones their place.
pub(super) fn names(cells: &[String], notes: &mut Vec<Note>) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let bare = cell.trim().trim_start_matches('\u{feff}');
        let bare = if bare.is_empty() { format!("kolom {}", at + 1) } else { bare.to_owned() };
        let mut name = bare.clone();
        let mut number = 2;
        while names.contains(&name) {
            name = format!("{bare} ({number})");
            number += 1;
        }
        if name != bare {
            notes.push(Note::RepeatedHeader { name: bare });
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<TopRow> {
        let cells = |line: &&str| line.split(';').map(str::to_owned).collect();
        lines.iter().enumerate().map(|(at, line)| (at as u32 + 1, cells(line))).collect()
    }

    fn known(header: &str) -> bool {
        matches!(header, "zaaknummer" | "bedrag")
    }

    #[test]
    fn titles_comments_and_blanks_stand_above_the_header() {
        let table =
            rows(&["Overzicht week 12", "", "# gemaakt door het zaaksysteem;", "zaaknummer;bedrag;x", "Z1;1;2"]);
        assert_eq!(find(&table, &known), Some(3));
        let unknown = rows(&["Titel", "kleur;maat;prijs", "rood;1;2", "blauw;2;3"]);
        assert_eq!(find(&unknown, &known), Some(1));
    }

    #[test]
    fn data_without_names_has_no_header() {
        assert_eq!(find(&rows(&["1;2;3", "4;5;6"]), &known), None);
        assert_eq!(find(&rows(&[]), &known), None);
    }

    #[test]
    fn every_column_gets_a_name_of_its_own() {
        let cells = ["naam", "", "naam", " naam "].map(String::from);
        let mut notes = Vec::new();
        assert_eq!(names(&cells, &mut notes), ["naam", "kolom 2", "naam (2)", "naam (3)"]);
        assert_eq!(notes.len(), 2);
    }
}
