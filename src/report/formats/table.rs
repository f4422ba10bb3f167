//! table: what fits the screen, highest score first, with a word about what is left out and how to go on.

use std::cmp::Reverse;
use std::io::Write;

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, Width, presets};

use crate::batch::{Row, ValueId};
use crate::engine::{Score, Shown};
use crate::report::wording::one_line;
use crate::report::{Document, ReportError, Role, wrap};
use crate::text::night::NightMsg;
use crate::text::report::{ReportMsg, Word};
use crate::text::sheets::TableMsg;

/// How many applications are shown when nothing is said about it: what fits a screen.
const TOP: usize = 20;
/// From this width on the bar of the score has a column of its own.
const WITH_BAR: u16 = 110;
/// The columns of text of a head above counts: it breaks, and they are short.
const HEAD: usize = 11;
/// With fewer columns than these a sentence does not read.
const LEAST: usize = 20;
/// From this width on there is room for the permit and the day.
const WITH_MORE: u16 = 140;

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
        let view = View::of(document);
        let mut lines: Vec<Vec<Cell>> = rows.iter().map(|row| view.line(*row)).collect();
        view.fit_reasons(&mut lines);
        text = view.table(lines).trim_fmt();
        text.push('\n');
    }
    let (shown, of) = (rows.len(), all);
    let screen = document.options.screen;
    let fitted = |line: &str| if screen.looked_at { wrap(line, screen.width.into(), "", "") } else { line.to_owned() };
    let mut lines = vec![fitted(&if shown < of {
        TableMsg::More { shown, of }.say(lang)
    } else {
        ReportMsg::Shown { shown, of }.say(lang)
    })];
    if unchanged > 0 {
        lines.push(fitted(&NightMsg::Unchanged { count: unchanged }.say(lang)));
    }
    if let Some(first) = rows.first() {
        // A command to copy stays in one piece.
        lines.push(go_on(document, *first));
        let ink = Ink::of(document);
        lines.push(fitted(&TableMsg::Legend { stays: ink.stays, now: ink.now, could: ink.could }.say(lang)));
    }
    lines.push(fitted(document.footer()));
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    out.write_all(text.as_bytes()).map_err(super::failed)
}

/// How to go on, with a command to copy. A name that a command line would read otherwise is not repeated.
fn go_on(document: &Document<'_>, first: Row) -> String {
    let plain = |text: &str| {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '\\' | ':');
        !text.is_empty() && !text.starts_with('-') && text.chars().count() <= 60 && text.chars().all(fits)
    };
    let (any_file, any_id) = TableMsg::placeholders(document.lang());
    let mut files = document.run.inputs.iter().filter(|input| input.role == Role::Batch);
    let file = match (files.next(), files.next()) {
        (Some(input), None) if plain(&input.path) => input.path.as_str(),
        _ => any_file,
    };
    // What lay beside the batch is needed for the same answer.
    let beside = document.run.inputs.iter().filter(|input| plain(&input.path)).filter_map(|input| {
        let option = match input.role {
            Role::Batch => return None,
            Role::History => "--history",
            Role::Join => "--join",
            Role::Parties => "--parties",
            Role::Signals => "--signals",
        };
        Some(format!(" {option} {}", input.path))
    });
    let file = format!("{file}{}", beside.collect::<String>());
    let id = document.batch.id(first);
    let id = if plain(id) { id } else { any_id };
    TableMsg::GoOn { file, id: id.to_owned() }.say(document.lang())
}

/// The marks of the bar: blocks, or plain characters for a screen that has no blocks.
struct Ink {
    stays: char,
    now: char,
    could: char,
    never: char,
}

impl Ink {
    fn of(document: &Document<'_>) -> Ink {
        match document.options.screen.glyphs {
            true => Ink { stays: '█', now: '▓', could: '░', never: ' ' },
            false => Ink { stays: '#', now: '=', could: '-', never: ' ' },
        }
    }

    /// A score on a line of so many cells: what stays, what counts now, what missing facts could still add.
    fn bar(&self, score: Score, cap: i32, cells: usize) -> String {
        // What is more than nothing shows.
        let up_to = |points: i32| (points.max(0) as usize * cells).div_ceil(cap.max(1) as usize).min(cells);
        let (low, now, high) = (up_to(score.low), up_to(score.value), up_to(score.high));
        let mark = |at: usize| match at {
            at if at < low.min(now) => self.stays,
            at if at < now => self.now,
            at if at < high => self.could,
            _ => self.never,
        };
        (0..cells).map(mark).collect::<String>().trim_end().to_owned()
    }
}

/// What of the document is shown on this screen.
struct View<'a> {
    document: &'a Document<'a>,
    ink: Ink,
    /// How many cells the bar has, where it has a column of its own. Where it has not, what could not be
    /// assessed and what is linked stand below the reasons.
    bar: Option<usize>,
    /// Whether permit and day are shown.
    more: bool,
}

impl<'a> View<'a> {
    fn of(document: &'a Document<'a>) -> Self {
        let width = document.options.screen.width;
        let more = width >= WITH_MORE;
        let bar = (width >= WITH_BAR).then_some(if more { 20 } else { 10 });
        View { document, ink: Ink::of(document), bar, more }
    }

    /// Before the reasons stand case number, band and score, and the bar where it has a column.
    fn place_of_reasons(&self) -> usize {
        3 + usize::from(self.bar.is_some())
    }

    /// How many columns of text are left for the reasons, where the others keep to what is in them; `None` where
    /// that is too little, and where nothing has to break.
    fn room_for_reasons(&self, lines: &[Vec<Cell>]) -> Option<usize> {
        let mut widths: Vec<usize> = self.heads().iter().map(|head| width(head)).collect();
        for line in lines {
            widths.iter_mut().zip(line).for_each(|(widest, cell)| *widest = width(&cell.content()).max(*widest));
        }
        let reasons = self.place_of_reasons();
        let others = widths.iter().enumerate().filter(|(at, _)| *at != reasons).map(|(at, width)| {
            let counts = self.bar.is_some() && (at == reasons + 1 || at == reasons + 2);
            if counts { HEAD.min(*width) } else { *width }
        });
        // Each column has a blank on both sides, and there is one between two.
        let taken = (others.sum::<usize>() + widths.len() * 3).saturating_sub(1);
        let room = usize::from(self.document.options.screen.width).checked_sub(taken)?;
        (room >= LEAST && widths.get(reasons).is_some_and(|width| *width > room)).then_some(room)
    }

    /// Breaks reasons in lines that fit: what does not fit one hangs under the words, not under the mark.
    fn fit_reasons(&self, lines: &mut [Vec<Cell>]) {
        let Some(room) = self.room_for_reasons(lines) else { return };
        let fitted =
            |line: &str| if line.starts_with(self.mark()) { wrap(line, room, "", "  ") } else { line.to_owned() };
        for cell in lines.iter_mut().filter_map(|line| line.get_mut(self.place_of_reasons())) {
            *cell = Cell::new(cell.content().lines().map(fitted).collect::<Vec<_>>().join("\n"));
        }
    }

    fn table(&self, lines: Vec<Vec<Cell>>) -> Table {
        let screen = self.document.options.screen;
        let mut table = Table::new();
        // What is a terminal, how wide it is and what it can draw was decided once, at the edge.
        let style = if screen.glyphs { presets::UTF8_HORIZONTAL_ONLY } else { presets::ASCII_HORIZONTAL_ONLY };
        table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(screen.width);
        if screen.colour {
            table.enforce_styling()
        } else {
            table.force_no_tty()
        };
        table.set_header(self.heads().into_iter().map(|head| Cell::new(head).add_attribute(Attribute::Bold)));
        table.add_rows(lines);
        // Reasons may wrap; everything else is short and must stay in one piece.
        let reasons = self.place_of_reasons();
        for at in 1..reasons {
            table.column_mut(at).into_iter().for_each(|column| {
                column.set_constraint(ColumnConstraint::ContentWidth);
            });
        }
        // Their heads are long and their counts are not.
        for at in [reasons + 1, reasons + 2].into_iter().filter(|_| self.bar.is_some()) {
            table.column_mut(at).into_iter().for_each(|column| {
                column.set_constraint(ColumnConstraint::UpperBoundary(Width::Fixed(HEAD as u16 + 2)));
            });
        }
        table
    }

    fn heads(&self) -> Vec<String> {
        let (document, lang) = (self.document, self.document.lang());
        let say = |word: Word| word.say(lang).to_owned();
        let mut heads = vec![say(Word::CaseNumber), say(Word::Attention), say(Word::Score)];
        heads.extend(self.bar.map(|cells| format!("0{:>width$}", document.set.scoring.cap, width = cells - 1)));
        heads.push(say(Word::Reasons));
        heads.extend(self.bar.iter().flat_map(|_| [say(Word::Open), say(Word::Linked)]));
        if self.more {
            heads.extend([document.set.permit_type, document.set.application_date].map(|value| document.label(value)));
        }
        heads.extend(document.changes.map(|_| say(Word::Change)));
        heads
    }

    fn line(&self, row: Row) -> Vec<Cell> {
        let (document, lang) = (self.document, self.document.lang());
        let (mut hits, mut open) = (Vec::new(), Vec::new());
        document.answers.hits(row, &mut hits);
        document.answers.not_assessed(row, &mut open);
        let score = document.answers.score(row);
        // What weighs most comes first, what reassures last.
        hits.sort_by_key(|rule| Reverse(document.rule(*rule).weight));
        let titles: Vec<String> = hits.iter().map(|rule| self.title(*rule, row)).collect();
        let mut reasons = if titles.is_empty() { Word::NoReasons.say(lang).to_owned() } else { titles.join("\n") };
        let linked = if hits.is_empty() { 0 } else { document.answers.linked(row, 0).1 };
        let mut points = document.range(score);
        if self.bar.is_none() {
            points = format!("{points}\n{}", self.ink.bar(score, document.set.scoring.cap, 10));
            let counts = [(Word::Open, open.len()), (Word::Linked, linked)].into_iter().filter(|(_, n)| *n > 0);
            let counts: Vec<String> = counts.map(|(word, n)| format!("{}: {n}", word.say(lang))).collect();
            reasons = format!("{reasons}\n{}", counts.join(", "));
        }
        let mut cells = vec![Cell::new(one_line(document.batch.id(row))), band(document, score), Cell::new(points)];
        cells.extend(self.bar.map(|cells| Cell::new(self.ink.bar(score, document.set.scoring.cap, cells))));
        cells.push(Cell::new(reasons.trim_end()));
        cells.extend(self.bar.iter().flat_map(|_| [count(open.len()), count(linked)]));
        if self.more {
            let shown = [document.set.permit_type, document.set.application_date].map(|value| self.shown(value, row));
            cells.extend(shown.map(Cell::new));
        }
        let change = document.changes.and_then(|changes| changes.rows.get(row.index()));
        cells.extend(change.map(|change| Cell::new(document.say_kind(change.kind))));
        cells
    }

    /// What stands before each reason.
    fn mark(&self) -> char {
        if self.document.options.screen.glyphs { '·' } else { '-' }
    }

    /// The title of a rule, marked as one of a list; of a reassurance it is said that it is one.
    fn title(&self, at: usize, row: Row) -> String {
        let (lang, rule) = (self.document.lang(), self.document.rule(at));
        let title = self.document.marked(one_line(rule.title.get(lang)), at, row);
        let mark = self.mark();
        if rule.weight < 0 {
            format!("{mark} ({}) {title}", Word::Reassuring.say(lang))
        } else {
            format!("{mark} {title}")
        }
    }

    fn shown(&self, value: ValueId, row: Row) -> String {
        match self.document.batch.columns.get(usize::from(value.0)).map(|column| Shown::of(column, row)) {
            None | Some(Shown::Missing) => String::new(),
            Some(shown) => self.document.show(value, &shown),
        }
    }
}

/// How many columns the widest line of a text takes.
fn width(text: &str) -> usize {
    text.lines().map(textwrap::core::display_width).max().unwrap_or_default()
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
        0 => cell.fg(Color::Magenta).add_attribute(Attribute::Bold),
        1 => cell.fg(Color::Yellow).add_attribute(Attribute::Bold),
        _ => cell.fg(Color::Cyan),
    }
}

#[cfg(test)]
mod tests {
    use super::Ink;
    use crate::engine::Score;
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
        assert!(text.contains("geen oordeel over een persoon") && text.contains("explain BESTAND --id Z-2"), "{text}");
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn fits_every_screen_and_says_how_to_go_on() {
        let mut sample = Sample::new();
        sample.options.top = Some(1);
        for width in [60, 80, 100, 110, 120, 200] {
            sample.options.screen = Screen { width, colour: true, glyphs: true, looked_at: false };
            let text = written("table", &sample);
            assert!(text.contains('\u{1b}') && text.contains("The first 1 of 3") && text.contains("--all"), "{text}");
            sample.options.screen.colour = false;
            let table = written("table", &sample);
            let drawn = table.lines().take_while(|line| !line.starts_with("The first"));
            assert!(drawn.clone().all(|line| line.chars().count() <= width.into()), "{width}\n{table}");
            assert_eq!(table.contains("Permit"), width >= 140, "{width}\n{table}");
        }
    }

    #[test]
    fn a_screen_without_blocks_gets_plain_characters() {
        let mut sample = Sample::new();
        sample.options.screen = Screen { width: 120, colour: false, glyphs: false, looked_at: false };
        let text = written("table", &sample);
        assert!(
            !text.contains(['─', '═', '█', '▓', '░', '·']) && text.contains("####") && text.contains("---"),
            "{text}"
        );
    }

    #[test]
    fn a_bar_shows_what_stays_what_counts_and_what_could_be() {
        let ink = Ink { stays: '#', now: '=', could: '-', never: ' ' };
        let bar = |low, value, high| ink.bar(Score { low, value, high, band: 0 }, 100, 10);
        assert_eq!(bar(30, 50, 80), "###==---");
        assert_eq!(bar(0, 0, 0), "");
        assert_eq!(bar(1, 1, 100), "#---------");
        assert_eq!(bar(100, 100, 100), "##########");
    }
}
