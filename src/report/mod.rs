//! From findings to files: csv so far.

use crate::batch::Row;
use crate::engine::Findings;
use crate::fields::day;
use crate::text::Lang;
use rayon::prelude::*;
use std::io::{self, Write};

/// The first line of csv output.
const HEADER: &str =
    "id,score,band,score_low,score_high,hits,not_assessed,themes,linked,permit_type,application_date,reasons\n";

/// Rows that are written at a time.
const ROWS: usize = 8192;

/// Writes one line per scored application, in order of the input.
pub fn write_csv(findings: &Findings<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(HEADER.as_bytes())?;
    let scored = findings.batch.scored as usize;
    let starts: Vec<usize> = (0..scored).step_by(ROWS).collect();
    // A few blocks at a time: written in order, never the whole output in memory.
    for some in starts.chunks(8) {
        let texts: Vec<Vec<u8>> = some
            .par_iter()
            .map(|start| {
                let mut text = Vec::with_capacity(ROWS * 96);
                (*start..(*start + ROWS).min(scored)).for_each(|row| line(findings, Row(row as u32), lang, &mut text));
                text
            })
            .collect();
        for text in texts {
            out.write_all(&text)?;
        }
    }
    out.flush()
}

fn line(findings: &Findings<'_>, row: Row, lang: Lang, out: &mut Vec<u8>) {
    let set = findings.set;
    let score = findings.score(row);
    let hits: Vec<usize> = findings.hits(row).collect();
    cell(findings.batch.id(row), out);
    let band = &set.scoring.bands[usize::from(score.band)];
    let _ = write!(out, ",{},{},{},{},", score.value, band.id, score.low, score.high);
    joined(hits.iter().map(|rule| set.rules[*rule].id.as_str()), out);
    out.push(b',');
    joined(findings.not_assessed(row).map(|rule| set.rules[rule].id.as_str()), out);
    out.push(b',');
    let mut themes: Vec<usize> = hits.iter().map(|rule| set.rules[*rule].theme).collect();
    themes.sort_unstable();
    themes.dedup();
    joined(themes.iter().map(|theme| set.themes[*theme].id.as_str()), out);
    out.push(b',');
    if !hits.is_empty() {
        let (linked, total) = findings.linked(row, 10);
        let more = total.saturating_sub(linked.len());
        let more = (more > 0).then(|| format!("+{more}"));
        let ids = linked.iter().map(|row| findings.batch.id(*row)).chain(more.as_deref());
        let text = ids.collect::<Vec<_>>().join("|");
        cell(&text, out);
    }
    out.push(b',');
    let columns = &findings.batch.columns;
    cell(columns[set.permit_type.0 as usize].key(row).unwrap_or(""), out);
    out.push(b',');
    if let Some(day) = columns[set.application_date.0 as usize].day(row) {
        let (y, m, d) = day::to_ymd(day);
        let _ = write!(out, "{y:04}-{m:02}-{d:02}");
    }
    out.push(b',');
    if !hits.is_empty() {
        let titles: Vec<&str> = hits.iter().map(|rule| set.rules[*rule].title.get(lang)).collect();
        cell(&titles.join(" | "), out);
    }
    out.push(b'\n');
}

fn joined<'a>(mut texts: impl Iterator<Item = &'a str>, out: &mut Vec<u8>) {
    if let Some(first) = texts.next() {
        cell(first, out);
    }
    texts.for_each(|text| {
        out.push(b'|');
        cell(text, out);
    });
}

/// A text as a cell: quoted where it must be, and never run as a formula.
fn cell(text: &str, out: &mut Vec<u8>) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quote = text.bytes().any(|b| matches!(b, b',' | b'"' | b'\n' | b'\r'));
    if quote {
        out.push(b'"');
    }
    if formula {
        out.push(b'\'');
    }
    match quote {
        true => out.extend(text.replace('"', "\"\"").bytes()),
        false => out.extend_from_slice(text.as_bytes()),
    }
    if quote {
        out.push(b'"');
    }
}
