//! md: a report to read: a summary, then per application the reasons with what was seen, what else may
//! explain it, and what to ask.

use std::fmt::Write as _;
use std::io::Write;

use crate::batch::Row;
use crate::report::comment;
use crate::report::wording::one_line;
use crate::report::{Document, ReportError, Role};
use crate::text::report::{ReportMsg, Word};
use crate::text::{Lang, iso_date, number};

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let mut text = String::new();
    summary(document, &mut text);
    out.write_all(text.as_bytes()).map_err(super::failed)?;

    let top = document.options.top.filter(|_| !document.options.all).unwrap_or(usize::MAX);
    let (rows, _) = document.by_score(top);
    let (mut hits, mut told) = (Vec::new(), 0);
    for row in rows {
        document.answers.hits(row, &mut hits);
        // What was drawn by lot stands among the others, whether it has reasons or not.
        if hits.is_empty() && !document.options.all && !document.drawn.contains(&row) {
            continue;
        }
        told += 1;
        text.clear();
        case(document, row, &hits, &mut text);
        out.write_all(text.as_bytes()).map_err(super::failed)?;
    }
    text.clear();
    ending(document, told, &mut text);
    line(&mut text, format_args!("\n{}", comment(&document.run.keep_until)));
    out.write_all(text.as_bytes()).map_err(super::failed)
}

/// A text from a file or a rule, so that no character of it is taken as a mark of the format.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Adds a line. Writing to a text cannot fail.
fn line(out: &mut String, args: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(args);
    out.push('\n');
}

fn summary(document: &Document<'_>, out: &mut String) {
    let (set, run, lang) = (document.set, document.run, document.lang());
    let count = |n: usize| number(n as i64, lang);
    line(out, format_args!("# {}\n", Word::Title.say(lang)));
    line(out, format_args!("{}\n", document.footer()));
    let title = plain(set.title.get(lang));
    line(out, format_args!("- {}: {title} ({} {})", Word::RuleSet.say(lang), plain(&set.id), plain(&set.version)));
    line(out, format_args!("- {}: {}", Word::AsOf.say(lang), iso_date(&run.as_of, lang)));
    line(out, format_args!("- {}: {}", Word::KeepUntil.say(lang), iso_date(&run.keep_until, lang)));
    if let Some(purpose) = &run.purpose {
        line(out, format_args!("- {}: {}", Word::Purpose.say(lang), plain(purpose)));
    }
    for note in &run.notes {
        line(out, format_args!("- {}", plain(note.get(lang))));
    }
    line(out, format_args!("\n## {}\n", Word::Summary.say(lang)));
    let heads = [Word::File, Word::Read, Word::Screened, Word::SetAside].map(|word| word.say(lang));
    line(out, format_args!("| {} |\n|---|---:|---:|---:|", heads.join(" | ")));
    for input in &run.inputs {
        let counts = [input.rows_read, input.screened, input.rejected].map(|n| number(n as i64, lang));
        let role = match input.role {
            Role::Batch => String::new(),
            Role::History => format!(" ({})", Word::Earlier.say(lang)),
            Role::Join => format!(" ({})", Word::Added.say(lang)),
            Role::Parties => format!(" ({})", Word::Parties.say(lang)),
            Role::Signals => format!(" ({})", Word::Signals.say(lang)),
        };
        line(out, format_args!("| {}{role} | {} |", plain(&input.label), counts.join(" | ")));
    }
    line(out, format_args!("\n| {} | {} |\n|---|---:|", Word::Attention.say(lang), Word::Applications.say(lang)));
    let summary = document.summary();
    for (band, applications) in set.scoring.bands.iter().zip(&summary.bands).rev() {
        line(out, format_args!("| {} | {} |", plain(band.label.get(lang)), count(*applications)));
    }
    line(out, format_args!("\n## {}", Word::Applications.say(lang)));
}

fn case(document: &Document<'_>, row: Row, hits: &[usize], out: &mut String) {
    let lang = document.lang();
    let score = document.answers.score(row);
    let (file, at) = document.batch.origins.of(row);
    let id = plain(document.batch.id(row));
    line(out, format_args!("\n### {id}: {}, {}\n", plain(document.band_label(score)), document.range(score)));
    line(out, format_args!("{}: {}, {} {at}\n", Word::File.say(lang), plain(file), Word::Row.say(lang).to_lowercase()));
    if let Some(change) = document.say_change(row) {
        line(out, format_args!("{}: {}\n", Word::Change.say(lang), plain(&change)));
    }
    for rule in hits {
        reason(document, *rule, row, out);
    }
    let mut unknown = Vec::new();
    document.answers.not_assessed(row, &mut unknown);
    for rule in &unknown {
        let text = document.rule(*rule);
        let missing: Vec<String> =
            document.answers.missing(*rule, row).iter().map(|value| plain(&document.label(*value))).collect();
        let title = plain(text.title.get(lang));
        let (open, missing) = (Word::NotAssessed.say(lang), missing.join(", "));
        line(out, format_args!("- {open}: {title} ({}): {missing} {}", plain(&text.id), Word::Missing.say(lang)));
    }
    let (linked, all) = document.answers.linked(row, crate::report::LINKED_SHOWN);
    if all > 0 {
        line(out, format_args!("- {}: {}", Word::Linked.say(lang), plain(&document.list(&linked, all))));
    }
}

fn reason(document: &Document<'_>, rule: usize, row: Row, out: &mut String) {
    let lang = document.lang();
    let text = document.rule(rule);
    let title = plain(text.title.get(lang));
    line(out, format_args!("- **{title}** ({}, {:+})", plain(&text.id), text.weight));
    if let Some(explained) = document.say_explained(rule, row) {
        line(out, format_args!("  - {}", plain(&explained)));
    }
    for fact in document.answers.evidence(rule, row) {
        said(out, Word::Seen, lang, &document.say(&fact));
    }
    said(out, Word::Why, lang, text.why.get(lang));
    said(out, Word::Consider, lang, text.consider.get(lang));
    said(out, Word::Ask, lang, text.ask.get(lang));
}

fn said(out: &mut String, word: Word, lang: Lang, text: &str) {
    if !text.is_empty() {
        line(out, format_args!("  - {}: {}", word.say(lang), plain(text)));
    }
}

fn ending(document: &Document<'_>, told: usize, out: &mut String) {
    let (run, lang) = (document.run, document.lang());
    let others = (document.batch.scored as usize).saturating_sub(told);
    let chosen = document.options.min_band.is_some() || document.options.top.is_some_and(|_| !document.options.all);
    if chosen {
        let listed = ReportMsg::Shown { shown: told, of: document.batch.scored as usize };
        line(out, format_args!("\n{}", listed.say(lang)));
    } else if others > 0 {
        line(out, format_args!("\n{}", ReportMsg::WithoutReasons { count: others }.say(lang)));
    }
    if run.rejected.is_empty() && run.invalid.is_empty() && run.duplicates.is_empty() {
        return;
    }
    line(out, format_args!("\n## {}\n", Word::Quality.say(lang)));
    for row in &run.rejected {
        let place =
            format_args!("{}, {} {}", plain(&row.file), Word::Row.say(lang).to_lowercase(), row.row).to_string();
        line(out, format_args!("- {}: {place}: {}", Word::SetAside.say(lang), plain(row.reason.get(lang))));
    }
    for column in &run.invalid {
        let cells = number(column.count as i64, lang);
        line(out, format_args!("- {}: {}: {cells}", Word::Unreadable.say(lang), plain(&column.header)));
    }
    for duplicate in &run.duplicates {
        line(out, format_args!("- {}: {}", Word::Duplicates.say(lang), plain(&duplicate.id)));
    }
}

#[cfg(test)]
mod tests {
    use crate::report::sample::{Sample, written};
    use crate::text::{Lang, report::off_vocabulary};

    #[test]
    fn a_reason_stands_with_what_was_seen_what_else_it_may_be_and_what_to_ask() {
        let mut sample = Sample::new();
        sample.options.lang = Lang::Nl;
        let text = written("md", &sample);
        let expected = "\
### Z-2: hoog, 35

Bestand: lijst.csv, rij 3

- **Grote lening** (FIN-01, +25)
  - Gezien: Geleend bedrag: € 40.000 (gevraagd: ten minste € 25.000)
  - Waarom: Waarom dit telt.
  - Bedenk: Het kan ook een familielening zijn.
  - Vraag: Van wie komt het geld?
- **Gedeeld telefoonnummer** (NET-02, +10)
  - Gezien: Telefoon 06-19001234 komt ook voor bij 1 andere aanvraag (met deze erbij: 2; gevraagd: ten minste 2): Z-1
";
        assert!(text.contains(expected), "{text}");
        assert!(
            text.contains("- Niet te beoordelen: Grote lening (FIN-01): Geleend bedrag ontbreekt of onleesbaar\n"),
            "{text}"
        );
        assert!(text.contains("Bij de overige aanvragen (1) is geen aanleiding gevonden"), "{text}");
        assert!(text.contains("- Niet bruikbaar: lijst.csv, rij 5: geen zaaknummer\n"), "{text}");
        assert_eq!(off_vocabulary(&text), None);
    }

    #[test]
    fn marks_of_the_format_in_data_stay_text() {
        assert_eq!(super::plain("a|b <i>*x*\nc"), "a\\|b \\<i\\>\\*x\\* c");
    }
}
