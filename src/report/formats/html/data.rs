//! The data in the page: an index of all applications that is read at once, and their sheets in blocks that
//! are read when one is opened, so that a page with many thousands of applications opens at once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::networks::{Network, Shared};
use crate::batch::{Row, ValueId};
use crate::engine::{Fact, Score, Shown};
use crate::report::{Document, Kind, Sheet, one_line};
use crate::text::date;
use crate::text::page::{PageWord, theme};
use crate::text::report::Word;

/// Applications in a block.
const BLOCK: usize = 256;

/// What the page holds of the listed applications.
pub(super) struct Data<'a> {
    document: &'a Document<'a>,
    /// The applications, in the order of the table.
    pub(super) rows: Vec<Line>,
    /// Their sheets as json, block by block.
    blocks: Vec<Vec<u8>>,
    /// Per department whose signals helped: with how many of these applications.
    pub(super) thanks: BTreeMap<String, usize>,
    /// The networks that they are in, those of the highest scores first.
    pub(super) networks: Vec<Network>,
    /// Per row of the batch its place in the table, or -1.
    pub(super) places: Vec<i64>,
}

/// What one block brings.
struct Made {
    lines: Vec<Line>,
    json: Vec<u8>,
    thanks: BTreeMap<String, usize>,
    shared: Shared,
}

/// What the table shows of an application.
pub(super) struct Line {
    pub(super) row: Row,
    pub(super) score: Score,
    pub(super) permit: String,
    pub(super) day: Option<i32>,
    pub(super) department: String,
    /// The rules that hit, the weightiest first.
    pub(super) hits: Vec<usize>,
    pub(super) open: usize,
    pub(super) linked: usize,
    /// The rules among them that people have explained.
    pub(super) explained: Vec<usize>,
    /// How it stands beside an earlier run.
    pub(super) change: Option<Kind>,
}

/// A sheet as json: reasons, open questions, links, what is different since an earlier run, and the score
/// without what has been explained; an empty text where there is nothing to say.
#[derive(Serialize)]
struct Case<'a>(Vec<Seen>, Vec<(Vec<u16>, &'a [usize])>, Vec<Linked>, String, String);

/// A reason: the rule, what was seen, and how people have explained it.
#[derive(Serialize)]
struct Seen(usize, Vec<(u8, String)>, String);

/// A linked application: its place in the table or -1, its number, the values that are shared, and whether it
/// is an earlier one.
#[derive(Serialize)]
struct Linked(i64, String, Vec<u16>, u8);

impl<'a> Data<'a> {
    /// Gathers what the page tells of these applications.
    pub(super) fn of(document: &'a Document<'a>, rows: &[Row]) -> Self {
        let mut places = vec![-1; document.batch.rows() as usize];
        rows.iter().enumerate().for_each(|(at, row)| places[row.index()] = at as i64);
        let department = document.value_named("department").ok();
        let made: Vec<Made> = rows
            .par_chunks(BLOCK)
            .map(|rows| {
                let sheets: Vec<Sheet> = rows.iter().map(|row| document.sheet(*row)).collect();
                let cases: Vec<Case<'_>> = sheets.iter().map(|sheet| case(document, sheet, &places)).collect();
                // Writing json into memory does not fail.
                let json = serde_json::to_vec(&cases).unwrap_or_default();
                let lines = sheets.iter().map(|sheet| line(document, sheet, department)).collect();
                Made { lines, json, thanks: thanks(&sheets), shared: Shared::of(&sheets) }
            })
            .collect();
        let (mut lines, mut blocks, mut thanks, mut shared) =
            (Vec::new(), Vec::new(), BTreeMap::new(), Shared::default());
        for made in made {
            lines.extend(made.lines);
            blocks.push(made.json);
            shared.join(made.shared);
            made.thanks.into_iter().for_each(|(department, count)| *thanks.entry(department).or_default() += count);
        }
        let networks = shared.networks(|row| usize::try_from(places[row.index()]).ok());
        Data { document, rows: lines, blocks, thanks, networks, places }
    }

    /// Writes the index and the blocks as elements that no browser runs.
    pub(super) fn write(&self, out: &mut (dyn Write + Send)) -> io::Result<()> {
        let index = serde_json::to_vec(&self.index()).unwrap_or_default();
        element(out, "id=\"index\"", &index)?;
        self.blocks.iter().try_for_each(|block| element(out, "class=\"cases\"", block))
    }

    fn kinds(&self) -> Vec<String> {
        [Kind::New, Kind::Higher, Kind::Lower, Kind::Same].map(|kind| self.document.say_kind(kind)).to_vec()
    }

    fn index(&self) -> Index<'_> {
        let (set, lang) = (self.document.set, self.document.lang());
        let permits = Names::of(self.rows.iter().map(|line| line.permit.clone()));
        let departments = Names::of(self.rows.iter().map(|line| line.department.clone()));
        let days: BTreeSet<i32> = self.rows.iter().filter_map(|line| line.day).collect();
        let days: Vec<i32> = days.into_iter().collect();
        let files: Vec<String> = self.document.batch.origins.files.iter().map(|(_, label)| file_name(label)).collect();
        let mut network = vec![0; self.places.len()];
        for (at, known) in self.networks.iter().enumerate() {
            known.rows.iter().for_each(|row| network[row.index()] = at + 1);
        }
        let rows = self.rows.iter().map(|line| {
            let Score { value, low, high, band } = line.score;
            let (file, at) = self.document.batch.origins.of(line.row);
            let file = self.document.batch.origins.files.iter().position(|(_, label)| label == file).unwrap_or(0);
            let day = line.day.and_then(|day| days.binary_search(&day).ok()).map_or(-1, |at| at as i64);
            let places = (permits.place(&line.permit), day, departments.place(&line.department));
            let id = one_line(self.document.batch.id(line.row));
            IndexRow(
                id,
                band,
                value,
                low,
                high,
                places.0,
                places.1,
                places.2,
                file,
                at,
                &line.hits,
                line.open,
                line.linked,
                network[line.row.index()],
                line.change.map_or(-1, |kind| kind as i8),
                &line.explained,
            )
        });
        Index {
            lang: lang.to_string(),
            words: words(self.document),
            cap: set.scoring.cap,
            themes: set.themes.iter().map(|known| one_line(theme(&known.id, lang))).collect(),
            rules: (0..set.rules.len()).map(|rule| IndexRule::of(self.document, rule)).collect(),
            labels: (0..set.values.len()).map(|value| self.document.label(ValueId(value as u16))).collect(),
            permit_label: self.document.label(set.permit_type),
            day_label: self.document.label(set.application_date),
            rows: rows.collect(),
            permits: permits.0,
            departments: departments.0,
            days: days.into_iter().map(|at| date(crate::fields::day::to_ymd(at), lang)).collect(),
            files,
            changes: if self.document.changes.is_some() { self.kinds() } else { Vec::new() },
            block: BLOCK,
        }
    }
}

/// The name of a file without the folders around it: a page travels further than the file.
fn file_name(label: &str) -> String {
    one_line(label.rsplit(['/', '\\']).next().unwrap_or(label))
}

/// Everything about all applications, in one piece.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Index<'a> {
    lang: String,
    words: BTreeMap<String, &'static str>,
    cap: i32,
    themes: Vec<String>,
    rules: Vec<IndexRule>,
    labels: Vec<String>,
    permit_label: String,
    day_label: String,
    permits: Vec<String>,
    departments: Vec<String>,
    days: Vec<String>,
    files: Vec<String>,
    /// The words for how an application stands beside an earlier run.
    changes: Vec<String>,
    block: usize,
    rows: Vec<IndexRow<'a>>,
}

/// Number, band, score, lowest, highest, places of permit, day and department or -1, file, line, rules that
/// hit, how many could not be assessed, how many are linked, the number of the network or 0, the place of how
/// it stands beside an earlier run or -1, and the rules that people have explained.
#[derive(Serialize)]
struct IndexRow<'a>(
    String,
    u8,
    i32,
    i32,
    i32,
    i64,
    i64,
    i64,
    usize,
    u32,
    &'a [usize],
    usize,
    usize,
    usize,
    i8,
    &'a [usize],
);

#[derive(Serialize)]
struct IndexRule {
    id: String,
    title: String,
    theme: usize,
    weight: i32,
    why: String,
    consider: String,
    ask: String,
}

impl IndexRule {
    fn of(document: &Document<'_>, rule: usize) -> Self {
        let (rule, lang) = (document.rule(rule), document.lang());
        let [title, why, consider, ask] =
            [&rule.title, &rule.why, &rule.consider, &rule.ask].map(|text| one_line(text.get(lang)));
        IndexRule { id: one_line(&rule.id), title, theme: rule.theme, weight: rule.weight, why, consider, ask }
    }
}

/// Names in the order of the alphabet, each once; an empty one is no name.
struct Names(Vec<String>);

impl Names {
    fn of(names: impl Iterator<Item = String>) -> Self {
        let names: BTreeSet<(String, String)> =
            names.filter(|name| !name.is_empty()).map(|name| (name.to_lowercase(), name)).collect();
        Names(names.into_iter().map(|(_, name)| name).collect())
    }

    fn place(&self, name: &str) -> i64 {
        let found =
            self.0.binary_search_by(|known| (known.to_lowercase(), known.as_str()).cmp(&(name.to_lowercase(), name)));
        found.map_or(-1, |at| at as i64)
    }
}

/// The words of the page, by the names that they have here.
pub(super) fn words(document: &Document<'_>) -> BTreeMap<String, &'static str> {
    let lang = document.lang();
    let own = PageWord::ALL.iter().map(|word| (format!("{word:?}"), word.say(lang)));
    let all = Word::ALL.iter().map(|word| (format!("{word:?}"), word.say(lang))).chain(own);
    all.chain([("Footer".to_owned(), document.footer())]).collect()
}

fn line(document: &Document<'_>, sheet: &Sheet, department: Option<ValueId>) -> Line {
    let column = |value: ValueId| document.batch.columns.get(usize::from(value.0));
    let shown = |value: ValueId| match column(value).map(|column| Shown::of(column, sheet.row)) {
        None | Some(Shown::Missing) => String::new(),
        Some(shown) => document.show(value, &shown),
    };
    let day = document.set.application_date;
    Line {
        row: sheet.row,
        score: sheet.score,
        permit: shown(document.set.permit_type),
        day: column(day).and_then(|column| column.day(sheet.row)).filter(|_| !document.hides(day)),
        department: department.map(shown).unwrap_or_default(),
        hits: sheet.reasons.iter().map(|reason| reason.rule).collect(),
        open: sheet.open.iter().map(|open| open.rules.len()).sum(),
        linked: sheet.linked,
        explained: explained(document, sheet),
        change: document.changes.and_then(|changes| changes.rows.get(sheet.row.index())).map(|change| change.kind),
    }
}

/// The rules of a sheet that people have explained.
fn explained(document: &Document<'_>, sheet: &Sheet) -> Vec<usize> {
    let rules = sheet.reasons.iter().map(|reason| reason.rule);
    rules.filter(|rule| document.explained(*rule, sheet.row).is_some()).collect()
}

fn case<'s>(document: &Document<'_>, sheet: &'s Sheet, places: &[i64]) -> Case<'s> {
    let said = |fact: &Fact| (u8::from(matches!(fact, Fact::Signal { .. })), document.say(fact));
    let reasons = sheet.reasons.iter().map(|reason| {
        let explained = document.say_explained(reason.rule, sheet.row).unwrap_or_default();
        Seen(reason.rule, reason.facts.iter().map(said).collect(), explained)
    });
    let open =
        sheet.open.iter().map(|open| (open.missing.iter().map(|value| value.0).collect(), open.rules.as_slice()));
    let links = sheet.links.iter().map(|link| {
        let place = places.get(link.row.index()).copied().unwrap_or(-1);
        let shares = link.shares.iter().map(|value| value.0).collect();
        Linked(place, one_line(document.batch.id(link.row)), shares, u8::from(link.row.0 >= document.batch.scored))
    });
    let change = document.say_change(sheet.row).map(|said| one_line(&said)).unwrap_or_default();
    let left = if explained(document, sheet).is_empty() { String::new() } else { document.say_open(sheet.row) };
    Case(reasons.collect(), open.collect(), links.collect(), change, left)
}

/// The departments whose signals helped, and with how many of these applications.
fn thanks(sheets: &[Sheet]) -> BTreeMap<String, usize> {
    let mut thanks = BTreeMap::new();
    for sheet in sheets {
        let facts = sheet.reasons.iter().flat_map(|reason| &reason.facts);
        let helped: BTreeSet<String> = facts
            .filter_map(|fact| match fact {
                Fact::Signal { department, .. } => Some(one_line(department)),
                _ => None,
            })
            .collect();
        helped.into_iter().for_each(|department| *thanks.entry(department).or_default() += 1);
    }
    thanks
}

/// Writes json as an element of data. Inside it no `<` may stand, or a text could end the element.
fn element(out: &mut (dyn Write + Send), name: &str, json: &[u8]) -> io::Result<()> {
    write!(out, "<script type=\"application/json\" {name}>")?;
    let mut rest = json;
    while let Some(at) = memchr::memchr3(b'<', b'>', b'&', rest) {
        out.write_all(&rest[..at])?;
        write!(out, "\\u00{:02x}", rest[at])?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)?;
    out.write_all(b"</script>\n")
}
