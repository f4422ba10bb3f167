//! table: what fits the screen, highest score first, with a word about what is left out.

use std::io::Write;

use comfy_table::{Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::batch::Row;
use crate::engine::Score;
use crate::report::wording::one_line;
use crate::report::{Document, ReportError};
use crate::text::night::NightMsg;
use crate::text::report::{ReportMsg, Word};

/// How many applications are shown when nothing is said about it: what fits a screen.
const TOP: usize = 20;

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let lang = document.lang();
    let top = if document.options.all { usize::MAX } else { document.options.top.unwrap_or(TOP) };
    let (mut rows, all) = document.by_score(if document.changes.is_some() { usize::MAX } else { top });
    let unchanged = rows.len();
    // Beside an earlier run, what weighs the same has been seen.
    rows.retain(|row| document.options.all || document.is_news(*row));
    let unchanged = unchanged - rows.len();
    let all = all - unchanged;
    rows.truncate(top);
    let mut text = String::new();
    if !rows.is_empty() {
        text = table(document, &rows).trim_fmt();
        text.push('\n');
    }
    let (shown, of) = (rows.len(), all);
    let listed = if shown < of { ReportMsg::ShownMore { shown, of } } else { ReportMsg::Shown { shown, of } };
    let same = (unchanged > 0).then(|| NightMsg::Unchanged { count: unchanged }.say(lang));
    for line in [listed.say(lang)].into_iter().chain(same).chain([Word::Footer.say(lang).to_owned()]) {
        text.push_str(&line);
        text.push('\n');
    }
    out.write_all(text.as_bytes()).map_err(super::failed)
}

fn table(document: &Document<'_>, rows: &[Row]) -> Table {
    let (lang, screen) = (document.lang(), document.options.screen);
    let mut table = Table::new();
    // What is a terminal and how wide it is was decided once, at the edge.
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(screen.width);
    if screen.colour {
        table.enforce_styling()
    } else {
        table.force_no_tty()
    };
    let heads = [Word::CaseNumber, Word::Attention, Word::Score, Word::Reasons, Word::Open, Word::Linked];
    let change = document.changes.map(|_| Word::Change);
    table.set_header(heads.into_iter().chain(change).map(|word| Cell::new(word.say(lang))));
    let (mut hits, mut not_assessed) = (Vec::new(), Vec::new());
    for row in rows {
        document.answers.hits(*row, &mut hits);
        document.answers.not_assessed(*row, &mut not_assessed);
        let score = document.answers.score(*row);
        // What weighs most comes first, what reassures last.
        hits.sort_by_key(|rule| std::cmp::Reverse(document.rule(*rule).weight));
        let titles: Vec<String> = hits.iter().map(|rule| title(document, *rule, *row)).collect();
        let reasons = if titles.is_empty() { Word::NoReasons.say(lang).to_owned() } else { titles.join("\n") };
        let linked = if hits.is_empty() { 0 } else { document.answers.linked(*row, 0).1 };
        let cells = [
            Cell::new(one_line(document.batch.id(*row))),
            band(document, score),
            Cell::new(document.range(score)),
            Cell::new(reasons),
            count(not_assessed.len()),
            count(linked),
        ];
        let change = document.changes.and_then(|changes| changes.rows.get(row.index()));
        table.add_row(cells.into_iter().chain(change.map(|change| Cell::new(document.say_kind(change.kind)))));
    }
    // Reasons may wrap; everything else is short and must stay in one piece.
    for at in [1, 2] {
        table.column_mut(at).into_iter().for_each(|column| {
            column.set_constraint(ColumnConstraint::ContentWidth);
        });
    }
    // Their heads are long and their counts are not.
    for at in [4, 5] {
        table.column_mut(at).into_iter().for_each(|column| {
            column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(13)));
        });
    }
    table
}

/// The title of a rule; of a reassurance it is said that it is one.
fn title(document: &Document<'_>, at: usize, row: Row) -> String {
    let (lang, rule) = (document.lang(), document.rule(at));
    let title = one_line(rule.title.get(lang));
    let said = if rule.weight < 0 { format!("({}) {title}", Word::Reassuring.say(lang)) } else { title };
    if document.explained(at, row).is_some() { format!("({}) {said}", Word::Explained.say(lang)) } else { said }
}

/// A count that stays out of sight when there is nothing to count.
fn count(n: usize) -> Cell {
    Cell::new(if n == 0 { String::new() } else { n.to_string() }).set_alignment(CellAlignment::Right)
}

/// The band as a word; the colour only repeats what the word says.
fn band(document: &Document<'_>, score: Score) -> Cell {
    let cell = Cell::new(one_line(document.band_label(score)));
    let from_top = document.set.scoring.bands.len().saturating_sub(usize::from(score.band) + 1);
    match from_top {
        _ if score.band == 0 => cell,
        0 => cell.fg(Color::Magenta),
        1 => cell.fg(Color::Yellow),
        _ => cell.fg(Color::Cyan),
    }
}

#[cfg(test)]
mod tests {
    use crate::report::Screen;
    use crate::report::sample::{Sample, written};
    use crate::text::Lang;

    #[test]
    fn the_highest_score_stands_first_and_the_footer_says_what_a_reason_is() {
        let mut sample = Sample::new();
        sample.options.lang = Lang::Nl;
        let text = written("table", &sample);
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} in\n{text}"));
        assert!(at("Z-2") < at("Z-1") && at("Z-1") < at("=Z-3"), "{text}");
        assert!(at("10 (10–35)") > at("hoog") && text.contains("geen aanleiding gevonden"), "{text}");
        assert!(text.contains("geen oordeel over een persoon"));
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn fits_the_screen_and_says_how_to_go_on() {
        let mut sample = Sample::new();
        sample.options.top = Some(1);
        sample.options.screen = Screen { width: 60, colour: true };
        let text = written("table", &sample);
        assert!(text.contains('\u{1b}') && text.contains("The first 1 of 3") && text.contains("--all"), "{text}");
        sample.options.screen.colour = false;
        let table = written("table", &sample);
        assert!(
            table
                .lines()
                .filter(|line| !line.ends_with('.') && !line.contains("--all"))
                .all(|line| line.chars().count() <= 60),
            "{table}"
        );
    }
}
