//! The sheets on applications: one line each, one line per reason, one line per link. They lead to each other.

use std::cmp::Reverse;

use rust_xlsxwriter::{Color, ConditionalFormatDataBar, ConditionalFormatType, Format, Workbook, Worksheet, XlsxError};

use super::sheet::{Head, Looks, MOST, Sheet, ruled};
use crate::batch::{Row, ValueId};
use crate::engine::Shown;
use crate::fields::day;
use crate::report::{Document, LINKED_SHOWN};
use crate::text::page::theme;
use crate::text::report::{ReportMsg, Word};

/// Which application stands where.
pub(super) struct Plan {
    /// The applications, highest score first.
    rows: Vec<Row>,
    /// Per application of the batch its line on the first sheet.
    line: Vec<u32>,
    /// Per line of the first sheet the line of its first reason and of its first link.
    reason: Vec<Option<u32>>,
    link: Vec<Option<u32>>,
}

/// An application that is not listed.
const NOWHERE: u32 = u32::MAX;

impl Plan {
    /// Counts ahead, so that sheets can lead to lines of each other that are not written yet.
    pub(super) fn new(document: &Document<'_>, rows: Vec<Row>) -> Plan {
        let mut line = vec![NOWHERE; document.batch.scored as usize];
        let (mut reason, mut link) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        let (mut reasons, mut links) = (1, 1);
        let mut hits = Vec::new();
        // Fills a sheet as long as all of an application fits.
        let place = |next: &mut usize, count: usize| {
            let at = *next as u32;
            let fits = count > 0 && *next + count <= MOST;
            *next += if fits { count } else { 0 };
            fits.then_some(at)
        };
        for (at, row) in rows.iter().take(MOST).enumerate() {
            line[row.index()] = at as u32 + 1;
            document.answers.hits(*row, &mut hits);
            let linked = if hits.is_empty() { 0 } else { document.answers.linked(*row, 0).1.min(LINKED_SHOWN) };
            reason.push(place(&mut reasons, hits.len()));
            link.push(place(&mut links, linked));
        }
        Plan { rows, line, reason, link }
    }

    fn line(&self, row: Row) -> Option<u32> {
        self.line.get(row.index()).copied().filter(|line| *line != NOWHERE)
    }
}

fn heads(words: &[(Word, f64)], document: &Document<'_>) -> Vec<Head> {
    words.iter().map(|(word, width)| (word.say(document.lang()).to_owned(), *width)).collect()
}

fn looks(word: Word, document: &Document<'_>) -> Looks {
    Looks { name: word.say(document.lang()), footer: document.footer() }
}

/// One line per application, highest score first; its number leads to its reasons.
pub(super) fn risks(document: &Document<'_>, plan: &Plan, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    use Word::{Attention, CaseNumber, Highest, Linked, Lowest, NotAssessed, Reasons, Score};
    let (lang, bands) = (document.lang(), &document.set.scoring.bands);
    let (permit, date) = (document.set.permit_type, document.set.application_date);
    let mut columns = heads(
        &[
            (CaseNumber, 15.0),
            (Attention, 11.0),
            (Score, 9.0),
            (Lowest, 10.0),
            (Highest, 10.0),
            (Reasons, 58.0),
            (NotAssessed, 12.0),
            (Linked, 11.0),
        ],
        document,
    );
    columns.extend([(document.label(permit), 22.0), (document.label(date), 15.0)]);
    columns.extend(document.changes.map(|_| (Word::Change.say(lang).to_owned(), 40.0)));
    columns.extend(document.decisions.map(|_| (Word::Explanation.say(lang).to_owned(), 26.0)));
    let mut sheet = Sheet::new(book, &looks(Word::SheetRisks, document), &columns)?;
    let band_formats: Vec<Format> = (0..bands.len()).map(|band| band_format(band, bands.len())).collect();
    let (mut hits, mut open) = (Vec::new(), Vec::new());
    for (at, row) in plan.rows.iter().take(MOST).enumerate() {
        let score = document.answers.score(*row);
        document.answers.hits(*row, &mut hits);
        document.answers.not_assessed(*row, &mut open);
        let reason = plan.reason[at].map(|line| (Reasons.say(lang), line));
        sheet.link(0, document.batch.id(*row), reason)?;
        let format = band_formats.get(usize::from(score.band)).cloned().unwrap_or_default();
        sheet.styled(1, document.band_label(score), &format)?;
        for (column, number) in [(2, score.value), (3, score.low), (4, score.high)] {
            sheet.number(column, number.into())?;
        }
        let titles = titles(document, *row, &mut hits);
        let none = Word::NoReasons.say(lang);
        sheet.text(5, &if titles.is_empty() { none.to_owned() } else { titles.join("; ") })?;
        sheet.number(6, open.len() as f64)?;
        let linked = if hits.is_empty() { 0 } else { document.answers.linked(*row, 0).1 };
        match plan.link[at] {
            Some(line) => sheet.number_link(7, linked as f64, (Word::SheetLinks.say(lang), line))?,
            None => sheet.number(7, linked as f64)?,
        }
        sheet.text(8, &shown(document, permit, *row))?;
        day_of(document, &mut sheet, 9, *row)?;
        let explained = hits.iter().any(|rule| document.explained(*rule, *row).is_some());
        let left = document.decisions.map(|_| if explained { document.say_open(*row) } else { String::new() });
        for (at, said) in document.say_change(*row).into_iter().chain(left).enumerate() {
            sheet.text(10 + at as u16, &said)?;
        }
        sheet.next()?;
    }
    let last = sheet.row.saturating_sub(1).max(1);
    if plan.rows.len() > MOST {
        sheet.text(0, &ReportMsg::Shown { shown: MOST, of: plan.rows.len() }.say(lang))?;
    }
    let bar = ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, document.set.scoring.cap)
        .set_fill_color(Color::RGB(0xBDD7EE))
        .set_solid_fill(true);
    sheet.sheet.add_conditional_format(1, 2, last, 2, &bar)?;
    sheet.done()
}

/// The names of rules that hit, the weightiest first; what reassures stands last and says so, and so does what
/// has been explained.
fn titles(document: &Document<'_>, row: Row, hits: &mut [usize]) -> Vec<String> {
    hits.sort_by_key(|rule| (Reverse(document.rule(*rule).weight), *rule));
    let title = |at: &usize| {
        let (rule, lang) = (document.rule(*at), document.lang());
        let title = rule.title.get(lang);
        let title =
            if rule.weight < 0 { format!("{title} ({})", Word::Reassuring.say(lang)) } else { title.to_owned() };
        document.marked(title, *at, row)
    };
    hits.iter().map(title).collect()
}

/// The colour of a band: light for little attention, dark for much, in one hue that every eye tells apart by
/// its lightness. The word stands in the cell as well.
fn band_format(band: usize, bands: usize) -> Format {
    let shades = [0xFFFFFF, 0xFFF2CC, 0xF4B183, 0x833C0B];
    let last = bands.saturating_sub(1).max(1);
    let shade = (band * (shades.len() - 1)).div_ceil(last).min(shades.len() - 1);
    let format = ruled(Format::new().set_background_color(Color::RGB(shades[shade])));
    if shade == shades.len() - 1 { format.set_font_color(Color::White).set_bold() } else { format }
}

fn shown(document: &Document<'_>, value: ValueId, row: Row) -> String {
    match document.batch.columns.get(usize::from(value.0)).map(|column| Shown::of(column, row)) {
        None | Some(Shown::Missing) => String::new(),
        Some(shown) => document.show(value, &shown),
    }
}

/// The day of application.
fn day_of(document: &Document<'_>, sheet: &mut Sheet, column: u16, row: Row) -> Result<(), XlsxError> {
    let value = document.set.application_date;
    let at = document.batch.columns.get(usize::from(value.0)).and_then(|column| column.day(row));
    if let Some(at) = at.filter(|_| !document.hides(value))
        && sheet.date(column, day::to_ymd(at))?
    {
        return Ok(());
    }
    sheet.text(column, &shown(document, value, row))
}

/// One line per reason; the number of the application leads back.
pub(super) fn reasons(document: &Document<'_>, plan: &Plan, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    use Word::{Ask, CaseNumber, Consider, Reason, Rule, Seen, Theme, Weight, Why};
    let lang = document.lang();
    let mut columns = vec![
        (CaseNumber, 15.0),
        (Rule, 9.0),
        (Reason, 30.0),
        (Theme, 14.0),
        (Weight, 9.0),
        (Seen, 50.0),
        (Why, 38.0),
        (Consider, 38.0),
        (Ask, 38.0),
    ];
    columns.extend(document.decisions.map(|_| (Word::Explanation, 38.0)));
    let mut sheet = Sheet::new(book, &looks(Word::Reasons, document), &heads(&columns, document))?;
    let mut hits = Vec::new();
    for (at, row) in plan.rows.iter().take(MOST).enumerate().filter(|(at, _)| plan.reason[*at].is_some()) {
        document.answers.hits(*row, &mut hits);
        for rule in &hits {
            let text = document.rule(*rule);
            let seen: Vec<String> =
                document.answers.evidence(*rule, *row).iter().map(|fact| document.say(fact)).collect();
            sheet.link(0, document.batch.id(*row), Some((Word::SheetRisks.say(lang), at as u32 + 1)))?;
            sheet.text(1, &text.id)?;
            sheet.text(2, text.title.get(lang))?;
            sheet.text(3, theme(document.theme(*rule), lang))?;
            sheet.number(4, text.weight.into())?;
            let texts = [&seen.join("; "), text.why.get(lang), text.consider.get(lang), text.ask.get(lang)];
            for (column, text) in texts.into_iter().enumerate() {
                sheet.text(column as u16 + 5, text)?;
            }
            if let Some(explained) = document.say_explained(*rule, *row) {
                sheet.text(9, &explained)?;
            }
            sheet.next()?;
        }
    }
    sheet.done()
}

/// One line per pair of linked applications, the first ones of each; both lead to their own lines.
pub(super) fn links(document: &Document<'_>, plan: &Plan, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    use Word::{CaseNumber, File, Linked, LinkedCase, Row as Line};
    let lang = document.lang();
    let columns = [(CaseNumber, 16.0), (LinkedCase, 20.0), (File, 34.0), (Line, 9.0), (Linked, 12.0)];
    let mut sheet = Sheet::new(book, &looks(Word::SheetLinks, document), &heads(&columns, document))?;
    for (at, row) in plan.rows.iter().take(MOST).enumerate().filter(|(at, _)| plan.link[*at].is_some()) {
        let (linked, all) = document.answers.linked(*row, LINKED_SHOWN);
        for other in linked.into_iter().take(LINKED_SHOWN) {
            let to = |line: u32| (Word::SheetRisks.say(lang), line);
            let (file, line) = document.batch.origins.of(other);
            sheet.link(0, document.batch.id(*row), Some(to(at as u32 + 1)))?;
            sheet.link(1, document.batch.id(other), plan.line(other).map(to))?;
            sheet.text(2, file)?;
            sheet.number(3, line.into())?;
            sheet.number(4, all as f64)?;
            sheet.next()?;
        }
    }
    sheet.done()
}
