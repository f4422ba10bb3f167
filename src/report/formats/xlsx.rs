//! xlsx: a workbook for the desk. Five sheets: the applications, their reasons with what was seen and what
//! to ask, the links, how good the data was, and the account of how it came about.

use std::io::Write;

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::failed;
use crate::batch::Row;
use crate::engine::Shown;
use crate::fields::day;
use crate::report::wording::one_line;
use crate::report::{Document, LINKED_SHOWN, ReportError, Role};
use crate::text::Lang;
use crate::text::report::{ReportMsg, Word};

/// How many rows a sheet holds besides its header.
const MOST: usize = 1_048_575 - 1;
/// How many links to the sheet of reasons are made; Excel takes 65,530 in a sheet.
const LINKS: usize = 20_000;
/// How many characters Excel takes in a cell.
const CHARACTERS: usize = 32_767;

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let bytes = workbook(document).and_then(|mut book| book.save_to_buffer());
    let bytes = bytes.map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    out.write_all(&bytes).map_err(failed)
}

fn workbook(document: &Document<'_>) -> Result<Workbook, XlsxError> {
    let (rows, _) = document.by_score(document.options.top.filter(|_| !document.options.all).unwrap_or(usize::MAX));
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let (reasons, first) = reasons(document, &rows)?;
    for sheet in
        [risks(document, &rows, &first)?, reasons, links(document, &rows)?, quality(document)?, account(document)?]
    {
        book.push_worksheet(sheet);
    }
    Ok(book)
}

/// What identifies the run. The same run gives the same bytes, so the workbook was made on the reference date.
fn properties(document: &Document<'_>) -> Result<DocProperties, XlsxError> {
    let manifest = serde_json::to_string(&document.manifest()).unwrap_or_default();
    let made = ExcelDateTime::parse_from_str(&document.run.as_of).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let properties = DocProperties::new().set_title(Word::Title.say(document.lang())).set_comment(cell(&manifest));
    Ok(properties.set_author(env!("CARGO_PKG_NAME")).set_creation_datetime(&made))
}

/// A sheet being filled from top to bottom.
struct Sheet {
    sheet: Worksheet,
    row: u32,
    /// Per column its width in characters.
    widths: Vec<f64>,
    /// How many lines the fullest cell of this row takes.
    lines: f64,
}

impl Sheet {
    /// A sheet with a header that stays in sight; `widths` in characters.
    fn new(name: &str, heads: &[String], widths: &[f64]) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?.set_freeze_panes(1, 1)?.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?.set_row_height(0, 30)?;
        let bold = Format::new().set_bold().set_background_color(Color::RGB(0xE7E6E6)).set_text_wrap();
        for (at, (head, width)) in heads.iter().zip(widths).enumerate() {
            sheet.set_column_width(at as u16, *width)?.write_string_with_format(0, at as u16, cell(head), &bold)?;
        }
        Ok(Sheet { sheet, row: 1, widths: widths.to_vec(), lines: 1.0 })
    }

    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(10.0);
        // Words are not cut, so that a line is seldom full.
        let lines = (text.chars().count() as f64 * 1.05 / width).ceil();
        self.lines = self.lines.max(lines);
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        self.sheet.write_string_with_format(self.row, column, cell(text), &format).map(drop)
    }

    /// Goes on to the next row, leaving this one high enough: not every program that opens a workbook sees to
    /// that itself. Excel takes 409 points.
    fn next(&mut self) -> Result<(), XlsxError> {
        if self.lines > 1.0 {
            self.sheet.set_row_height(self.row, (self.lines * 15.0).min(409.0))?;
        }
        (self.row, self.lines) = (self.row + 1, 1.0);
        Ok(())
    }

    fn number(&mut self, column: u16, number: f64) -> Result<(), XlsxError> {
        let format = Format::new().set_align(FormatAlign::Top);
        self.sheet.write_number_with_format(self.row, column, number, &format).map(drop)
    }

    /// The sheet, with a filter over all that was written.
    fn done(mut self) -> Result<Worksheet, XlsxError> {
        if let Some(last) = self.widths.len().checked_sub(1) {
            self.sheet.autofilter(0, 0, self.row.saturating_sub(1).max(1), last as u16)?;
        }
        Ok(self.sheet)
    }
}

/// A text that fits a cell and cannot change how the line around it reads.
fn cell(text: &str) -> String {
    one_line(text).chars().take(CHARACTERS).collect()
}

fn say(words: &[Word], lang: Lang) -> Vec<String> {
    words.iter().map(|word| word.say(lang).to_owned()).collect()
}

/// One line per application, highest score first; its number leads to its reasons.
fn risks(document: &Document<'_>, rows: &[Row], first: &[Option<u32>]) -> Result<Worksheet, XlsxError> {
    let lang = document.lang();
    let (permit, date) = (document.set.permit_type, document.set.application_date);
    let mut heads =
        say(&[Word::CaseNumber, Word::Attention, Word::Score, Word::Lowest, Word::Highest, Word::Reasons], lang);
    heads.extend(say(&[Word::NotAssessed, Word::Linked], lang));
    heads.extend([document.label(permit), document.label(date)]);
    let widths = [16.0, 12.0, 8.0, 10.0, 10.0, 60.0, 12.0, 10.0, 24.0, 14.0];
    let mut sheet = Sheet::new(Word::SheetRisks.say(lang), &heads, &widths)?;
    let (mut hits, mut open) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().take(MOST).enumerate() {
        let score = document.answers.score(*row);
        document.answers.hits(*row, &mut hits);
        document.answers.not_assessed(*row, &mut open);
        let id = document.batch.id(*row);
        match first.get(at).copied().flatten().filter(|_| at < LINKS) {
            Some(line) => {
                let target = format!("internal:'{}'!A{}", Word::Reasons.say(lang), line + 1);
                let link = Format::new().set_hyperlink().set_align(FormatAlign::Top);
                sheet.sheet.write_url_with_format(sheet.row, 0, Url::new(target).set_text(cell(id)), &link)?;
            }
            None => sheet.text(0, id)?,
        }
        let format = band_format(usize::from(score.band), document.set.scoring.bands.len());
        sheet.sheet.write_string_with_format(sheet.row, 1, cell(document.band_label(score)), &format)?;
        for (column, number) in [(2, score.value), (3, score.low), (4, score.high)] {
            sheet.number(column, number.into())?;
        }
        let titles = titles(document, &mut hits);
        let none = Word::NoReasons.say(lang);
        sheet.text(5, if titles.is_empty() { none.to_owned() } else { titles.join("; ") }.as_str())?;
        sheet.number(6, open.len() as f64)?;
        sheet.number(7, if hits.is_empty() { 0 } else { document.answers.linked(*row, 0).1 } as f64)?;
        sheet.text(8, &shown(document, permit, *row))?;
        day_of(document, &mut sheet, 9, *row)?;
        sheet.next()?;
    }
    if rows.len() > MOST {
        let listed = ReportMsg::Shown { shown: MOST, of: rows.len() };
        sheet.text(0, &listed.say(lang))?;
    }
    sheet.done()
}

/// The names of rules that hit, the weightiest first; what reassures stands last and says so.
fn titles(document: &Document<'_>, hits: &mut [usize]) -> Vec<String> {
    hits.sort_by_key(|rule| (std::cmp::Reverse(document.rule(*rule).weight), *rule));
    let title = |rule: &usize| {
        let (rule, lang) = (document.rule(*rule), document.lang());
        let title = rule.title.get(lang);
        if rule.weight < 0 { format!("{title} ({})", Word::Reassuring.say(lang)) } else { title.to_owned() }
    };
    hits.iter().map(title).collect()
}

/// The colour of a band: light for little attention, dark for much, in one hue that every eye tells apart by
/// its lightness. The word stands in the cell as well.
fn band_format(band: usize, bands: usize) -> Format {
    let shades = [0xFFFFFF, 0xFFF2CC, 0xF4B183, 0x833C0B];
    let last = bands.saturating_sub(1).max(1);
    let shade = (band * (shades.len() - 1)).div_ceil(last).min(shades.len() - 1);
    let format = Format::new().set_background_color(Color::RGB(shades[shade])).set_align(FormatAlign::Top);
    if shade == shades.len() - 1 { format.set_font_color(Color::White).set_bold() } else { format }
}

fn shown(document: &Document<'_>, value: crate::batch::ValueId, row: Row) -> String {
    match document.batch.columns.get(usize::from(value.0)).map(|column| Shown::of(column, row)) {
        None | Some(Shown::Missing) => String::new(),
        Some(shown) => document.show(value, &shown),
    }
}

/// The day of application as a date that Excel can sort and filter.
fn day_of(document: &Document<'_>, sheet: &mut Sheet, column: u16, row: Row) -> Result<(), XlsxError> {
    let value = document.set.application_date;
    let at = document.batch.columns.get(usize::from(value.0)).and_then(|column| column.day(row));
    let date = at.map(day::to_ymd).filter(|(year, ..)| (1900..=9999).contains(year) && !document.hides(value));
    match date {
        Some((year, month, day)) => {
            let date = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8)?;
            let format = Format::new().set_num_format("dd-mm-yyyy").set_align(FormatAlign::Top);
            sheet.sheet.write_datetime_with_format(sheet.row, column, &date, &format).map(drop)
        }
        None => sheet.text(column, &shown(document, value, row)),
    }
}

/// One line per reason, and per application the line of its first reason.
fn reasons(document: &Document<'_>, rows: &[Row]) -> Result<(Worksheet, Vec<Option<u32>>), XlsxError> {
    let lang = document.lang();
    let heads = say(
        &[
            Word::CaseNumber,
            Word::Rule,
            Word::Reason,
            Word::Theme,
            Word::Weight,
            Word::Seen,
            Word::Why,
            Word::Consider,
            Word::Ask,
        ],
        lang,
    );
    let mut sheet =
        Sheet::new(Word::Reasons.say(lang), &heads, &[16.0, 10.0, 32.0, 14.0, 9.0, 50.0, 40.0, 40.0, 40.0])?;
    let (mut hits, mut first) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        document.answers.hits(*row, &mut hits);
        let fits = sheet.row as usize + hits.len() <= MOST;
        first.push((!hits.is_empty() && fits).then_some(sheet.row));
        for rule in hits.iter().filter(|_| fits) {
            let text = document.rule(*rule);
            let seen: Vec<String> =
                document.answers.evidence(*rule, *row).iter().map(|fact| document.say(fact)).collect();
            let texts = [document.batch.id(*row), &text.id, text.title.get(lang), document.theme(*rule)];
            for (column, text) in texts.into_iter().enumerate() {
                sheet.text(column as u16, text)?;
            }
            sheet.number(4, text.weight.into())?;
            let texts = [&seen.join("; "), text.why.get(lang), text.consider.get(lang), text.ask.get(lang)];
            for (column, text) in texts.into_iter().enumerate() {
                sheet.text(column as u16 + 5, text)?;
            }
            sheet.next()?;
        }
    }
    Ok((sheet.done()?, first))
}

/// One line per pair of linked applications, the first ones of each.
fn links(document: &Document<'_>, rows: &[Row]) -> Result<Worksheet, XlsxError> {
    let lang = document.lang();
    let heads = say(&[Word::CaseNumber, Word::LinkedCase, Word::File, Word::Linked], lang);
    let mut sheet = Sheet::new(Word::SheetLinks.say(lang), &heads, &[16.0, 20.0, 30.0, 10.0])?;
    let mut hits = Vec::new();
    for row in rows {
        document.answers.hits(*row, &mut hits);
        if hits.is_empty() {
            continue;
        }
        let (linked, all) = document.answers.linked(*row, LINKED_SHOWN);
        for other in linked.into_iter().take(MOST.saturating_sub(sheet.row as usize)) {
            sheet.text(0, document.batch.id(*row))?;
            sheet.text(1, document.batch.id(other))?;
            sheet.text(2, document.batch.origins.of(other).0)?;
            sheet.number(3, all as f64)?;
            sheet.next()?;
        }
    }
    sheet.done()
}

/// What was set aside, could not be read, or stood there twice.
fn quality(document: &Document<'_>) -> Result<Worksheet, XlsxError> {
    let (run, lang) = (document.run, document.lang());
    let heads = say(&[Word::Quality, Word::File, Word::Row, Word::Reason], lang);
    let mut sheet = Sheet::new(Word::Quality.say(lang), &heads, &[30.0, 30.0, 10.0, 60.0])?;
    for row in run.rejected.iter().take(MOST / 2) {
        sheet.text(0, Word::SetAside.say(lang))?;
        sheet.text(1, &row.file)?;
        sheet.number(2, row.row.into())?;
        sheet.text(3, row.reason.get(lang))?;
        sheet.next()?;
    }
    for column in &run.invalid {
        sheet.text(0, Word::Unreadable.say(lang))?;
        sheet.text(1, &column.header)?;
        sheet.number(2, column.count as f64)?;
        sheet.text(3, column.label.get(lang))?;
        sheet.next()?;
    }
    for (duplicate, (file, row)) in run.duplicates.iter().flat_map(|d| d.places.iter().map(move |place| (d, place))) {
        sheet.text(0, Word::Duplicates.say(lang))?;
        sheet.text(1, file)?;
        sheet.number(2, (*row).into())?;
        sheet.text(3, &duplicate.id)?;
        sheet.next()?;
    }
    for note in &run.notes {
        sheet.text(3, note.get(lang))?;
        sheet.next()?;
    }
    sheet.done()
}

/// The rules with how often they hit, and what identifies the run.
fn account(document: &Document<'_>) -> Result<Worksheet, XlsxError> {
    let lang = document.lang();
    let heads = say(
        &[Word::Rule, Word::Reason, Word::Theme, Word::Weight, Word::Hits, Word::NotAssessed, Word::Why, Word::Source],
        lang,
    );
    let mut sheet = Sheet::new(Word::SheetAccount.say(lang), &heads, &[16.0, 44.0, 14.0, 9.0, 9.0, 14.0, 60.0, 44.0])?;
    let summary = document.summary();
    for (at, rule) in document.set.rules.iter().enumerate() {
        for (column, text) in [&*rule.id, rule.title.get(lang), document.theme(at)].into_iter().enumerate() {
            sheet.text(column as u16, text)?;
        }
        let numbers = [f64::from(rule.weight), summary.hits[at] as f64, summary.not_assessed[at] as f64];
        for (column, number) in numbers.into_iter().enumerate() {
            sheet.number(column as u16 + 3, number)?;
        }
        sheet.text(6, rule.why.get(lang))?;
        sheet.text(7, &rule.source.join("; "))?;
        sheet.next()?;
    }
    for (name, text) in facts(document) {
        sheet.next()?;
        sheet.text(0, &name)?;
        sheet.text(1, &text)?;
    }
    // The filter is for the rules; what follows is no list.
    Ok(sheet.sheet)
}

/// What identifies the run, in words.
fn facts(document: &Document<'_>) -> Vec<(String, String)> {
    let (set, run, lang) = (document.set, document.run, document.lang());
    let mut facts = vec![
        (Word::RuleSet.say(lang).to_owned(), format!("{} {} ({})", set.id, set.version, set.digest)),
        (
            Word::Version.say(lang).to_owned(),
            concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
        ),
        (Word::AsOf.say(lang).to_owned(), run.as_of.clone()),
        (Word::KeepUntil.say(lang).to_owned(), run.keep_until.clone()),
    ];
    facts.extend(run.purpose.iter().map(|purpose| (Word::Purpose.say(lang).to_owned(), purpose.clone())));
    for input in &run.inputs {
        let role = match input.role {
            Role::Batch => Word::File,
            Role::History => Word::Earlier,
            Role::Join => Word::Added,
            Role::Parties => Word::Parties,
            Role::Signals => Word::Signals,
        };
        let counts = format!(
            "{} {}, {} {}, {} {}",
            Word::Read.say(lang),
            input.rows_read,
            Word::Screened.say(lang),
            input.screened,
            Word::SetAside.say(lang),
            input.rejected
        );
        let digest = input.digest.as_deref().unwrap_or("");
        facts
            .push((role.say(lang).to_owned(), format!("{}: {}; SHA-256 {digest}", input.label, counts.to_lowercase())));
    }
    facts.extend(
        run.options.iter().map(|(name, value)| (Word::Option.say(lang).to_owned(), format!("--{name} {value}"))),
    );
    facts.push((String::new(), Word::Footer.say(lang).to_owned()));
    facts
}
