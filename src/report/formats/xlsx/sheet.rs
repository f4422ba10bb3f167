//! A sheet that is filled from top to bottom, and how its cells look on the screen and on paper.

use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use crate::report::wording::one_line;

/// How many rows a sheet holds besides its header, one kept for a word on what is left out.
pub(super) const MOST: usize = 1_048_575 - 1;
/// How many links a sheet has at most; Excel takes 65,530.
pub(super) const LINKS: u32 = 60_000;
/// How many characters Excel takes in a cell.
const CHARACTERS: usize = 32_767;
/// What Excel takes for the height of a row, in points, and the height of a line.
const HIGHEST: f64 = 409.0;
const LINE: f64 = 15.0;
/// A4.
const PAPER: u8 = 9;

/// A sheet being filled.
pub(super) struct Sheet {
    pub(super) sheet: Worksheet,
    /// The row that is being filled; the header is row 0.
    pub(super) row: u32,
    /// Per column its width in characters.
    widths: Vec<f64>,
    /// How many lines the fullest cell of this row takes.
    lines: f64,
    styles: Styles,
}

/// The looks of cells, made once.
struct Styles {
    text: Format,
    number: Format,
    date: Format,
    link: Format,
}

/// A column: its head and its width in characters.
pub(super) type Head = (String, f64);

/// The name of a sheet and its place on paper.
pub(super) struct Looks {
    pub(super) name: &'static str,
    /// What stands at the foot of every page: Excel takes 255 characters, with its own signs.
    pub(super) footer: &'static str,
}

impl Sheet {
    /// A sheet with a header that stays in sight and stands on every page.
    pub(super) fn new(book: &mut Workbook, looks: &Looks, heads: &[Head]) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name(looks.name)?.set_freeze_panes(1, 1)?;
        on_paper(&mut sheet, looks.footer)?;
        let head = Format::new().set_bold().set_background_color(Color::RGB(0xE7E6E6)).set_text_wrap();
        let head = head.set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Thin);
        for (at, (_, width)) in heads.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
        }
        sheet.set_row_height(0, 2.0 * LINE)?;
        for (at, (text, _)) in heads.iter().enumerate() {
            sheet.write_string_with_format(0, at as u16, cell(text), &head)?;
        }
        let top = || ruled(Format::new());
        let styles = Styles {
            text: top().set_text_wrap(),
            number: top().set_align(FormatAlign::Center),
            date: top().set_num_format("dd-mm-yyyy").set_align(FormatAlign::Center),
            link: top().set_font_color(Color::RGB(0x0563C1)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
        };
        let widths = heads.iter().map(|(_, width)| *width).collect();
        Ok(Sheet { sheet, row: 1, widths, lines: 1.0, styles })
    }

    /// Writes a text, in as many lines as it needs.
    pub(super) fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        self.high_enough(column, text);
        self.sheet.write_string_with_format(self.row, column, cell(text), &self.styles.text).map(drop)
    }

    /// Writes a number.
    pub(super) fn number(&mut self, column: u16, number: f64) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, column, number, &self.styles.number).map(drop)
    }

    /// Writes a day as a date that Excel can sort and filter; false where Excel has no such day.
    pub(super) fn date(&mut self, column: u16, (year, month, day): (i16, i8, i8)) -> Result<bool, XlsxError> {
        if !(1900..=9999).contains(&year) {
            return Ok(false);
        }
        let date = ExcelDateTime::from_ymd(year as u16, month as u8, day as u8)?;
        self.sheet.write_datetime_with_format(self.row, column, &date, &self.styles.date)?;
        Ok(true)
    }

    /// Writes a text in a look of its own.
    pub(super) fn styled(&mut self, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, column, cell(text), format).map(drop)
    }

    /// Writes a text that leads to a row of another sheet, as long as Excel takes more links.
    pub(super) fn link(&mut self, column: u16, text: &str, to: Option<(&str, u32)>) -> Result<(), XlsxError> {
        let Some((name, row)) = to.filter(|_| self.row <= LINKS && !text.is_empty()) else {
            return self.text(column, text);
        };
        self.high_enough(column, text);
        let target = format!("internal:'{}'!A{}", name.replace('\'', "''"), row + 1);
        // Excel takes 255 characters for what a link shows.
        let shown: String = cell(text).chars().take(255).collect();
        let url = Url::new(target).set_text(shown);
        self.sheet.write_url_with_format(self.row, column, url, &self.styles.link).map(drop)
    }

    /// Writes a number that leads to a row of another sheet.
    pub(super) fn number_link(&mut self, column: u16, number: f64, to: (&str, u32)) -> Result<(), XlsxError> {
        if self.row > LINKS {
            return self.number(column, number);
        }
        self.link(column, &number.to_string(), Some(to))?;
        // What is written over a link keeps it.
        let look = self.styles.link.clone().set_align(FormatAlign::Center);
        self.sheet.write_number_with_format(self.row, column, number, &look).map(drop)
    }

    fn high_enough(&mut self, column: u16, text: &str) {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(10.0);
        // Words are not cut, so that a line is seldom full.
        self.lines = self.lines.max((text.chars().count() as f64 / width).ceil());
    }

    /// Goes on to the next row, leaving this one high enough: not every program that opens a workbook sees to
    /// that itself.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        crate::report::stop::going_on()?;
        if self.lines > 1.0 {
            self.sheet.set_row_height(self.row, (self.lines * LINE).min(HIGHEST))?;
        }
        (self.row, self.lines) = (self.row + 1, 1.0);
        Ok(())
    }

    /// The sheet, with a filter over all that was written.
    pub(super) fn done(mut self) -> Result<Worksheet, XlsxError> {
        if let Some(last) = self.widths.len().checked_sub(1) {
            self.sheet.autofilter(0, 0, self.row.saturating_sub(1).max(1), last as u16)?;
        }
        Ok(self.sheet)
    }
}

/// Lying A4, as wide as the page, the header and what a reason is on every page.
fn on_paper(sheet: &mut Worksheet, footer: &str) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_margins(0.4, 0.4, 0.5, 0.7, 0.3, 0.3);
    sheet.set_footer(format!("&L&8{footer}&R&8&A  &P/&N"));
    Ok(())
}

/// A look with its text at the top and a fine line below.
pub(super) fn ruled(format: Format) -> Format {
    let format = format.set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Hair);
    format.set_border_bottom_color(Color::RGB(0xBFBFBF))
}

/// A text that fits a cell and cannot change how the line around it reads.
pub(super) fn cell(text: &str) -> String {
    one_line(text).chars().take(CHARACTERS).collect()
}
