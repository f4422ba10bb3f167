//! xlsx: a workbook for the desk. The applications, their reasons with what was seen and what to ask, the
//! links, how good the data was, the account of how it came about, and whom to thank. Rows go to temporary
//! files as they are written, so that a large batch needs no more memory than a small one.

mod account;
mod cases;
mod sheet;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::failed;
use crate::report::retention::MARK;
use crate::report::{Document, ReportError};
use crate::text::report::Word;
use cases::Plan;

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let bytes = workbook(document).and_then(|mut book| book.save_to_buffer());
    let bytes = bytes.map_err(|error| failed(io::Error::other(error.to_string())))?;
    out.write_all(&bytes).map_err(failed)
}

fn workbook(document: &Document<'_>) -> Result<Workbook, XlsxError> {
    let top = document.options.top.filter(|_| !document.options.all).unwrap_or(usize::MAX);
    let (rows, _) = document.by_score(top);
    let plan = Plan::new(document, rows);
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    let mut sheets = vec![
        cases::risks(document, &plan, &mut book)?,
        cases::reasons(document, &plan, &mut book)?,
        cases::links(document, &plan, &mut book)?,
        account::quality(document, &mut book)?,
        account::account(document, &mut book)?,
    ];
    sheets.extend(account::thanks(document, &mut book)?);
    sheets.into_iter().for_each(|sheet| {
        book.push_worksheet(sheet);
    });
    Ok(book)
}

/// What identifies the run. The same run gives the same bytes, so the workbook was made on the reference date.
fn properties(document: &Document<'_>) -> Result<DocProperties, XlsxError> {
    let (set, run, lang) = (document.set, document.run, document.lang());
    let manifest = serde_json::to_string(&document.manifest()).unwrap_or_default();
    let made = ExcelDateTime::parse_from_str(&run.as_of).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
    let tool = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let properties = DocProperties::new()
        .set_title(Word::Title.say(lang))
        .set_subject(sheet::cell(set.title.get(lang)))
        .set_author(env!("CARGO_PKG_NAME"))
        .set_comment(sheet::cell(&manifest))
        .set_creation_datetime(&made)
        .set_custom_property(Word::Version.say(lang), tool)
        .set_custom_property(Word::RuleSet.say(lang), sheet::cell(&format!("{} {}", set.id, set.version)))
        .set_custom_property("SHA-256", sheet::cell(&set.digest))
        .set_custom_property(Word::AsOf.say(lang), sheet::cell(&run.as_of))
        .set_custom_property(MARK, run.keep_until.as_str());
    Ok(properties)
}
