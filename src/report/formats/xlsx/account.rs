//! The sheets on the run: how good the data was, how the outcome came about, and whom to thank.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::sheet::{Head, Looks, MOST, Sheet};
use crate::report::{Document, Role};
use crate::text::iso_date;
use crate::text::page::{PageWord, theme};
use crate::text::report::Word;
use crate::text::sheets::SheetWord;

/// What was set aside, could not be read, or stood there twice.
pub(super) fn quality(document: &Document<'_>, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    let (run, lang) = (document.run, document.lang());
    let heads = [
        (Word::Quality.say(lang), 34.0),
        (Word::File.say(lang), 30.0),
        (Word::Row.say(lang), 9.0),
        (SheetWord::Count.say(lang), 9.0),
        (Word::Reason.say(lang), 70.0),
    ];
    let heads: Vec<Head> = heads.iter().map(|(head, width)| ((*head).to_owned(), *width)).collect();
    let mut sheet = Sheet::new(book, &Looks { name: Word::Quality.say(lang), footer: document.footer() }, &heads)?;
    for row in run.rejected.iter().take(MOST / 2) {
        sheet.text(0, Word::SetAside.say(lang))?;
        sheet.text(1, &row.file)?;
        sheet.number(2, row.row.into())?;
        sheet.text(4, row.reason.get(lang))?;
        sheet.next()?;
    }
    for column in &run.invalid {
        sheet.text(0, Word::Unreadable.say(lang))?;
        sheet.number(3, column.count as f64)?;
        sheet.text(4, &format!("{} ({})", column.label.get(lang), column.header))?;
        sheet.next()?;
    }
    for (duplicate, (file, row)) in run.duplicates.iter().flat_map(|d| d.places.iter().map(move |place| (d, place))) {
        sheet.text(0, Word::Duplicates.say(lang))?;
        sheet.text(1, file)?;
        sheet.number(2, (*row).into())?;
        sheet.text(4, &duplicate.id)?;
        sheet.next()?;
    }
    for id in document.changes.iter().flat_map(|changes| &changes.gone).take(MOST / 4) {
        sheet.text(0, PageWord::GoneCases.say(lang))?;
        sheet.text(4, id)?;
        sheet.next()?;
    }
    for note in document.say_since() {
        sheet.text(0, Word::Change.say(lang))?;
        sheet.text(4, &note)?;
        sheet.next()?;
    }
    for note in &run.notes {
        sheet.text(0, SheetWord::Remark.say(lang))?;
        sheet.text(4, note.get(lang))?;
        sheet.next()?;
    }
    sheet.done()
}

/// The rules with how often they hit, and what identifies the run.
pub(super) fn account(document: &Document<'_>, book: &mut Workbook) -> Result<Worksheet, XlsxError> {
    use Word::{Hits, NotAssessed, Reason, Rule, Source, Theme, Weight, Why};
    let lang = document.lang();
    let heads = [
        (Rule, 20.0),
        (Reason, 46.0),
        (Theme, 14.0),
        (Weight, 9.0),
        (Hits, 9.0),
        (NotAssessed, 14.0),
        (Why, 56.0),
        (Source, 44.0),
    ];
    let heads: Vec<Head> = heads.iter().map(|(word, width)| (word.say(lang).to_owned(), *width)).collect();
    let mut sheet = Sheet::new(book, &Looks { name: Word::SheetAccount.say(lang), footer: document.footer() }, &heads)?;
    let summary = document.summary();
    for (at, rule) in document.set.rules.iter().enumerate() {
        let texts = [&*rule.id, rule.title.get(lang), theme(document.theme(at), lang)];
        for (column, text) in texts.into_iter().enumerate() {
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
    // The filter is for the rules; what follows is no list.
    let last = sheet.row.saturating_sub(1).max(1);
    sheet.sheet.autofilter(0, 0, last, 7)?;
    sheet.next()?;
    for (name, text) in facts(document) {
        sheet.text(0, &name)?;
        sheet.text(1, &text)?;
        sheet.next()?;
    }
    Ok(sheet.sheet)
}

/// What identifies the run, in words.
fn facts(document: &Document<'_>) -> Vec<(String, String)> {
    let (set, run, lang) = (document.set, document.run, document.lang());
    let say = |word: Word| word.say(lang).to_owned();
    let tool = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned();
    let mut facts = vec![
        (say(Word::RuleSet), format!("{} {} ({})", set.id, set.version, set.digest)),
        (say(Word::Version), tool),
        (say(Word::AsOf), iso_date(&run.as_of, lang)),
        (say(Word::KeepUntil), iso_date(&run.keep_until, lang)),
    ];
    facts.extend(run.purpose.iter().map(|purpose| (say(Word::Purpose), purpose.clone())));
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
        facts.push((say(role), format!("{}: {}; SHA-256 {digest}", input.label, counts.to_lowercase())));
    }
    facts.extend(run.options.iter().map(|(name, value)| (say(Word::Option), format!("--{name} {value}"))));
    facts.push((String::new(), document.footer().to_owned()));
    facts
}

/// The departments whose signals helped, with how many; `None` where no signals were given.
pub(super) fn thanks(document: &Document<'_>, book: &mut Workbook) -> Result<Option<Worksheet>, XlsxError> {
    if !document.run.inputs.iter().any(|input| input.role == Role::Signals) {
        return Ok(None);
    }
    let lang = document.lang();
    let heads = [(SheetWord::Department, 40.0), (SheetWord::Told, 14.0), (SheetWord::Helped, 22.0)];
    let heads: Vec<Head> = heads.iter().map(|(word, width)| (word.say(lang).to_owned(), *width)).collect();
    let mut sheet = Sheet::new(book, &Looks { name: SheetWord::Thanks.say(lang), footer: document.footer() }, &heads)?;
    for thanks in document.answers.thanks().iter().filter(|thanks| thanks.helped > 0) {
        sheet.text(0, &thanks.department)?;
        sheet.number(1, thanks.told as f64)?;
        sheet.number(2, thanks.helped as f64)?;
        sheet.next()?;
    }
    let last = sheet.row.saturating_sub(1).max(1);
    sheet.sheet.autofilter(0, 0, last, 2)?;
    sheet.next()?;
    sheet.text(0, SheetWord::ThankYou.say(lang))?;
    sheet.next()?;
    Ok(Some(sheet.sheet))
}
