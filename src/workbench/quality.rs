//! How well a batch could be read: per column what stands in it, what could not be read and what was mended.
//! Cells are shown by their form where the column is about a person or firm.

use std::collections::BTreeMap;

use crate::batch::{Column, Data, InvalidCell, Row, ValueId};
use crate::fields::{Dictionary, Found, Reason, Repair};
use crate::intake::{InputSummary, Loaded};
use crate::rules::RuleSet;

/// How many forms of unreadable cells a column shows.
const EXAMPLES: usize = 3;

/// The longest example, in characters.
const LONGEST: usize = 32;

/// One input and its columns.
#[derive(Clone, Debug)]
pub struct InputQuality<'a> {
    /// What was read of it.
    pub summary: &'a InputSummary,
    /// Its columns, in the order of the file.
    pub columns: Vec<ColumnQuality>,
}

/// One column of an input.
#[derive(Clone, Debug)]
pub struct ColumnQuality {
    /// The header, as the file has it.
    pub header: String,
    /// What the column is used for.
    pub meaning: Meaning,
    /// How many applications come from this input.
    pub rows: u64,
    /// How many of them have something in this column.
    pub filled: u64,
    /// What could not be read, the most frequent reason first.
    pub unreadable: Vec<Unreadable>,
}

/// What a column is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It holds this field.
    Field(ValueId),
    /// It holds this field of a further party, by the party's number from 2.
    Party(ValueId, u32),
    /// It holds this field, which the applications have already from another file.
    Double(ValueId),
    /// It is never read: a characteristic that no screening may look at.
    Refused,
    /// It is under the secrecy of the Wet Bibob, which this regime does not read.
    Closed,
    /// It is not used; these fields may be meant (canonical ids).
    Unused(Vec<String>),
}

/// Cells of a column that could not be read for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Why.
    pub reason: Reason,
    /// How many.
    pub count: u64,
    /// What they look like, the most frequent first.
    pub examples: Vec<Example>,
}

/// How an unreadable cell looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What stands there, or its form where the column is about a person or firm.
    pub shown: String,
    /// How many cells look like this.
    pub count: u64,
    /// The line or sheet row of the first of them.
    pub line: u32,
}

/// Cells of a field that were mended in reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Which field.
    pub value: ValueId,
    /// What was done.
    pub repair: Repair,
    /// To how many cells.
    pub count: u64,
}

/// The columns of every input. The batch must still have its fields; `first` is the place of the first one.
pub fn inputs<'a>(set: &RuleSet, loaded: &'a Loaded, dictionary: &Dictionary) -> Vec<InputQuality<'a>> {
    let mut start = 0;
    let applications = || loaded.inputs.iter().filter(|input| !input.parties);
    let ranges = applications().map(|input| {
        if input.joined {
            return (0, loaded.batch.rows());
        }
        let range = (start, start + input.screened as u32);
        start = range.1;
        range
    });
    let ranges: Vec<(u32, u32)> = ranges.collect();
    let inputs = applications().zip(ranges);
    let quality = inputs.map(|(summary, range)| {
        let columns = summary.columns.iter().map(|(header, field)| {
            let meaning = meaning(header, field.as_deref(), summary.joined, (set, loaded, dictionary));
            let (rows, personal) = (u64::from(range.1 - range.0), personal(set, &meaning));
            let column = match &meaning {
                Meaning::Field(value) => loaded.batch.columns.get(usize::from(value.0)),
                Meaning::Party(..) => further(loaded, field.as_deref()),
                _ => None,
            };
            let (filled, unreadable) = match column {
                Some(column) => {
                    let filled = (range.0..range.1).filter(|row| column.present.get(*row as usize)).count() as u64;
                    (filled, unreadable(column, range, personal, loaded))
                }
                None => (0, Vec::new()),
            };
            ColumnQuality { header: header.clone(), meaning, rows, filled, unreadable }
        });
        InputQuality { summary, columns: columns.collect() }
    });
    quality.collect()
}

fn meaning(
    header: &str,
    field: Option<&str>,
    joined: bool,
    (set, loaded, dictionary): (&RuleSet, &Loaded, &Dictionary),
) -> Meaning {
    let value = field.and_then(|field| field_of(set, field));
    match value {
        Some(value) if joined && of_the_batch(loaded, field.unwrap_or_default()) => Meaning::Double(value),
        Some(value) => Meaning::Field(value),
        None => match field.and_then(|field| party_of(set, field)) {
            Some((value, number)) => Meaning::Party(value, number),
            None => unused(header, dictionary),
        },
    }
}

fn unused(header: &str, dictionary: &Dictionary) -> Meaning {
    match dictionary.by_header(header) {
        Found::Refused(_) => Meaning::Refused,
        Found::Ambiguous(fields) | Found::Unknown(fields) => Meaning::Unused(fields),
        Found::Field(at) | Found::Party(at, _) if dictionary.is_closed(at) => Meaning::Closed,
        Found::Field(_) | Found::Party(..) => Meaning::Unused(Vec::new()),
    }
}

/// The value and the number in the name of a further party's field: `manager 2`.
fn party_of(set: &RuleSet, name: &str) -> Option<(ValueId, u32)> {
    let (field, number) = name.rsplit_once(' ')?;
    Some((field_of(set, field)?, number.parse().ok()?))
}

/// The column of a further party's field.
fn further<'a>(loaded: &'a Loaded, name: Option<&str>) -> Option<&'a Column> {
    loaded.further.iter().find(|(known, _)| Some(known.as_str()) == name).map(|(_, column)| column)
}

/// The value of a field of this name; values that are made of others do not count.
fn field_of(set: &RuleSet, name: &str) -> Option<ValueId> {
    let at = set.values[set.derived..].iter().position(|value| value.name == name)?;
    u16::try_from(set.derived + at).ok().map(ValueId)
}

/// Whether the applications have a field from their own files.
fn of_the_batch(loaded: &Loaded, field: &str) -> bool {
    let own = loaded.inputs.iter().filter(|input| !input.joined).flat_map(|input| &input.columns);
    own.clone().any(|(_, found)| found.as_deref() == Some(field))
}

fn personal(set: &RuleSet, meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Field(value) | Meaning::Party(value, _) | Meaning::Double(value) => {
            set.values[usize::from(value.0)].personal.is_hidden()
        }
        _ => true,
    }
}

/// What could not be read in these rows.
fn unreadable(column: &Column, (from, to): (u32, u32), personal: bool, loaded: &Loaded) -> Vec<Unreadable> {
    let inside = |row: u32| column.invalid.partition_point(|cell| cell.row.0 < row);
    let cells = &column.invalid[inside(from)..inside(to)];
    let mut reasons: BTreeMap<Reason, Vec<&InvalidCell>> = BTreeMap::new();
    cells.iter().for_each(|cell| reasons.entry(cell.reason).or_default().push(cell));
    let told = reasons.into_iter().map(|(reason, cells)| Unreadable {
        reason,
        count: cells.len() as u64,
        examples: examples(&cells, personal, loaded),
    });
    let mut told: Vec<Unreadable> = told.collect();
    told.sort_by_key(|told| std::cmp::Reverse(told.count));
    told
}

fn examples(cells: &[&InvalidCell], personal: bool, loaded: &Loaded) -> Vec<Example> {
    let mut looks: BTreeMap<String, (u64, Row)> = BTreeMap::new();
    for cell in cells {
        let shown = if personal { form(&cell.text) } else { short(&cell.text) };
        looks.entry(shown).or_insert((0, cell.row)).0 += 1;
    }
    let mut looks: Vec<_> = looks.into_iter().collect();
    looks.sort_by_key(|(_, (count, row))| (std::cmp::Reverse(*count), *row));
    let example = |(shown, (count, row)): (String, (u64, Row))| {
        let (_, line) = loaded.batch.origins.of(row);
        Example { shown, count, line }
    };
    looks.into_iter().take(EXAMPLES).map(example).collect()
}

/// The form of a text and not what it says: letters become `a` or `A`, digits `9`.
pub fn form(text: &str) -> String {
    let masked = text.chars().map(|c| match c {
        c if c.is_uppercase() => 'A',
        c if c.is_alphabetic() => 'a',
        c if c.is_numeric() => '9',
        c => c,
    });
    short(&masked.collect::<String>())
}

fn short(text: &str) -> String {
    let text = crate::report::one_line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What was mended in reading, in the order of the fields.
pub fn mended(set: &RuleSet, loaded: &Loaded) -> Vec<Mended> {
    let fields = loaded.cells.iter().enumerate().filter_map(|(at, (counts, _))| {
        let value = u16::try_from(set.derived + at).ok().map(ValueId)?;
        Some(counts.repaired.iter().map(move |(repair, count)| Mended { value, repair: *repair, count: *count }))
    });
    fields.flatten().collect()
}

/// The fields that no input has.
pub fn absent(set: &RuleSet, columns: &[Column]) -> Vec<ValueId> {
    let fields = (set.derived..set.values.len().min(columns.len())).filter_map(|at| u16::try_from(at).ok());
    fields.map(ValueId).filter(|value| matches!(columns[usize::from(value.0)].data, Data::Absent)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_tells_nothing_of_what_stands_there() {
        assert_eq!(form("31-2-2026"), "99-9-9999");
        assert_eq!(form("J. de Vries, 06 1900"), "A. aa Aaaaa, 99 9999");
        assert_eq!(form("zie bijlage 3 van het formulier dat u stuurde"), "aaa aaaaaaa 9 aaa aaa aaaaaaaaa …");
    }
}
