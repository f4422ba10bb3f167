//! Who shares a key with whom: rows are brought together once per key by a counting sort. An application with
//! several parties in a role stands in a group for each of them.

use super::alike::Alike;
use super::facts::Shown;
use crate::batch::{Column, Data, NO_SYMBOL, Row, Spread, ValueId, View};
use crate::rules::{RuleSet, Similar};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The values of a column (or of a key) as numbers: equal numbers exactly where the values are equal.
#[derive(Debug)]
pub(super) struct Codes<'a> {
    /// Per row, `NO_SYMBOL` where there is no value.
    first: Cow<'a, [u32]>,
    /// The further parties: the row of each, in rising order, and its number.
    further: Option<(&'a [u32], Vec<u32>)>,
}

impl<'a> Codes<'a> {
    /// The values of one column, and how many numbers there are.
    pub(super) fn new(set: &RuleSet, view: &View<'a>, value: ValueId) -> (Self, usize) {
        let (mut all, count) = together(set, view, &[value]);
        (all.swap_remove(0), count)
    }

    /// The numbers of a row: one, or one per party.
    pub(super) fn of(&self, row: usize) -> impl Iterator<Item = u32> + '_ {
        let first = self.first.get(row).copied().into_iter();
        first.chain(self.further_of(row).iter().copied()).filter(|code| *code != NO_SYMBOL)
    }

    fn further_of(&self, row: usize) -> &[u32] {
        let Some((rows, codes)) = &self.further else { return &[] };
        let start = rows.partition_point(|known| (*known as usize) < row);
        let count = rows[start..].iter().take_while(|known| **known as usize == row).count();
        &codes[start..start + count]
    }

    /// Whether a row has this number.
    fn has(&self, row: usize, code: u32) -> bool {
        self.first.get(row) == Some(&code) || self.further_of(row).contains(&code)
    }

    /// Whether a row lacks a value, or one of its parties does.
    pub(super) fn lacks(&self, row: usize) -> bool {
        self.first.get(row).is_none_or(|code| *code == NO_SYMBOL) || self.further_of(row).contains(&NO_SYMBOL)
    }

    /// The only number of a row, where no row has several.
    pub(super) fn single(&self) -> Option<&[u32]> {
        self.further.is_none().then_some(&*self.first)
    }

    fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let first = self.first.iter().enumerate().map(|(row, code)| (*code, row as u32));
        let further = self.further.iter().flat_map(|(rows, codes)| codes.iter().copied().zip(rows.iter().copied()));
        first.chain(further).filter(|(code, _)| *code != NO_SYMBOL)
    }

    /// The numbers of a key of several parts: equal where all parts are. Parts of a party go with that party.
    fn key(set: &RuleSet, view: &View<'a>, key: &[ValueId]) -> (Self, usize) {
        if let [value] = key {
            return Codes::new(set, view, *value);
        }
        let rows = key.iter().find_map(|value| Some(view.spread(set.role(*value))?.rows.as_slice()));
        let mut whole: Option<(Vec<u32>, Vec<u32>)> = None;
        let mut count = 0;
        for value in key {
            let (part, codes) = Codes::new(set, view, *value);
            let further: Vec<u32> = match &part.further {
                Some((_, codes)) => codes.clone(),
                None => rows.unwrap_or_default().iter().map(|row| part.first[*row as usize]).collect(),
            };
            (whole, count) = match whole {
                None => (Some((part.first.into_owned(), further)), codes),
                Some((first, others)) => {
                    let mut numbers = Numbers::default();
                    let first = numbers.pairs(&first, &part.first);
                    let further = numbers.pairs(&others, &further);
                    (Some((first, further)), numbers.0.len())
                }
            };
        }
        let (first, further) = whole.unwrap_or_else(|| (vec![NO_SYMBOL; view.rows], Vec::new()));
        (Codes { first: first.into(), further: rows.map(|rows| (rows, further)) }, count)
    }
}

/// Numbers for pairs of numbers, by first appearance.
#[derive(Default)]
struct Numbers(FxHashMap<(u32, u32), u32>);

impl Numbers {
    fn pairs(&mut self, left: &[u32], right: &[u32]) -> Vec<u32> {
        let pair = |(a, b): (&u32, &u32)| {
            if *a == NO_SYMBOL || *b == NO_SYMBOL {
                return NO_SYMBOL;
            }
            let next = self.0.len() as u32;
            *self.0.entry((*a, *b)).or_insert(next)
        };
        left.iter().zip(right).map(pair).collect()
    }
}

/// The values of several columns in one numbering, and how many numbers there are.
pub(super) fn together<'a>(set: &RuleSet, view: &View<'a>, values: &[ValueId]) -> (Vec<Codes<'a>>, usize) {
    let spreads: Vec<_> = values.iter().map(|value| view.spread(set.role(*value))).collect();
    let mut columns = Vec::new();
    for (value, spread) in values.iter().zip(&spreads) {
        columns.push(view.column(*value));
        columns.extend(spread.map(|spread| &spread.columns[usize::from(value.0)]));
    }
    let (numbered, count) = numbered(&columns);
    let mut numbered = numbered.into_iter();
    let codes = spreads.iter().map(|spread| Codes {
        first: numbered.next().unwrap_or_default(),
        further: spread.map(|spread| (spread.rows.as_slice(), numbered.next().unwrap_or_default().into_owned())),
    });
    (codes.collect(), count)
}

/// A number per row of a column that is equal exactly where the values are, and how many there are.
pub(super) fn codes(column: &Column) -> (Cow<'_, [u32]>, usize) {
    let (mut all, count) = numbered(&[column]);
    (all.swap_remove(0), count)
}

/// Numbers for the values of columns of one kind, in one numbering. The texts of the first column keep theirs.
fn numbered<'a>(columns: &[&'a Column]) -> (Vec<Cow<'a, [u32]>>, usize) {
    let mut units: FxHashMap<i64, u32> = FxHashMap::default();
    let mut texts = Texts::of(columns);
    let each = columns.iter().map(|column| {
        let rows = column.valid.len();
        let mut number = |row: usize, value: i64| {
            if !column.valid.get(row) {
                return NO_SYMBOL;
            }
            let next = units.len() as u32;
            *units.entry(value).or_insert(next)
        };
        Cow::Owned(match &column.data {
            Data::Keys(keys) => return texts.codes(keys),
            Data::Absent | Data::Dropped => vec![NO_SYMBOL; rows],
            Data::Days(days) => days.iter().enumerate().map(|(row, day)| number(row, i64::from(*day))).collect(),
            Data::Fixed(units) => units.iter().enumerate().map(|(row, units)| number(row, *units)).collect(),
            Data::Flags(flags) => (0..rows).map(|row| number(row, i64::from(flags.get(row)))).collect(),
        })
    });
    let each = each.collect();
    (each, units.len().max(texts.count))
}

/// One numbering of the texts of several columns.
struct Texts<'a> {
    first: Option<&'a crate::batch::Keys>,
    /// The numbers of texts of other columns; those of the first column are there where others have them too.
    numbers: FxHashMap<&'a str, Option<u32>>,
    count: usize,
}

impl<'a> Texts<'a> {
    fn of(columns: &[&'a Column]) -> Self {
        let mut keys = columns.iter().filter_map(|column| match &column.data {
            Data::Keys(keys) => Some(keys),
            _ => None,
        });
        let first = keys.next();
        let mut numbers: FxHashMap<&str, Option<u32>> = FxHashMap::default();
        keys.for_each(|keys| numbers.extend(keys.table.iter().map(|text| (text, None))));
        if let (Some(first), false) = (first, numbers.is_empty()) {
            for (symbol, text) in first.table.iter().enumerate() {
                if let Some(number) = numbers.get_mut(text) {
                    *number = Some(symbol as u32);
                }
            }
        }
        Texts { first, numbers, count: first.map_or(0, |keys| keys.table.len()) }
    }

    fn codes(&mut self, keys: &'a crate::batch::Keys) -> Cow<'a, [u32]> {
        if self.first.is_some_and(|first| std::ptr::eq(first, keys)) {
            return Cow::Borrowed(&keys.symbols);
        }
        let number = |text: &str| {
            let number = self.numbers.get_mut(text)?;
            Some(*number.get_or_insert_with(|| {
                self.count += 1;
                self.count as u32 - 1
            }))
        };
        let numbers: Vec<u32> = keys.table.iter().map(number).map(|n| n.unwrap_or(NO_SYMBOL)).collect();
        let code = |symbol: &u32| numbers.get(*symbol as usize).copied().unwrap_or(NO_SYMBOL);
        Cow::Owned(keys.symbols.iter().map(code).collect())
    }
}

/// The rows of each number.
#[derive(Debug)]
struct Groups {
    /// Where each group starts in `rows`; one more than there are groups.
    starts: Vec<u32>,
    rows: Vec<u32>,
}

impl Groups {
    /// Rows in order of the batch, each once in a group.
    fn new(codes: &[&Codes<'_>], count: usize) -> Self {
        if let [codes] = codes
            && let Some(single) = codes.single()
        {
            return Groups::by_counting(single, count);
        }
        let mut pairs: Vec<(u32, u32)> = codes.iter().flat_map(|codes| codes.pairs()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0u32; count + 1];
        pairs.iter().for_each(|(code, _)| starts[*code as usize + 1] += 1);
        sum_up(&mut starts);
        Groups { starts, rows: pairs.into_iter().map(|(_, row)| row).collect() }
    }

    fn by_counting(codes: &[u32], count: usize) -> Self {
        // One place further on than they belong: filling a group moves its start to its end, which is where the
        // next one starts.
        let mut starts = vec![0u32; count + 2];
        for code in codes.iter().filter(|code| **code != NO_SYMBOL) {
            starts[*code as usize + 2] += 1;
        }
        let total = sum_up(&mut starts);
        let mut rows = vec![0u32; total as usize];
        for (row, code) in codes.iter().enumerate().filter(|(_, code)| **code != NO_SYMBOL) {
            let place = &mut starts[*code as usize + 1];
            rows[*place as usize] = row as u32;
            *place += 1;
        }
        starts.pop();
        Groups { starts, rows }
    }

    fn get(&self, code: usize) -> &[u32] {
        &self.rows[self.starts[code] as usize..self.starts[code + 1] as usize]
    }
}

fn sum_up(starts: &mut [u32]) -> u32 {
    let mut total = 0;
    for start in starts {
        total += *start;
        *start = total;
    }
    total
}

/// What rows are brought together by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The values that must be equal.
    pub(super) values: Vec<ValueId>,
    /// The values of other applications in which the key is sought, where those are others.
    pub(super) there: Vec<ValueId>,
    /// The name among the values of which alike spellings are the same.
    pub(super) similar: Option<Similar>,
}

/// The rows of each value of a key.
#[derive(Debug)]
pub(super) struct Index<'a> {
    codes: Codes<'a>,
    groups: Groups,
    /// Where the key is sought in other values than its own.
    there: Option<There<'a>>,
    /// How many times too many names began alike for all of them to be compared.
    pub(super) cut: usize,
}

/// The numbers of a key with a name of which alike spellings are the same, how many there are, and how often
/// too many names began alike. Parties are compared as if each were an application of its own.
fn alike<'a>(set: &RuleSet, view: &View<'a>, values: &[ValueId], similar: Similar) -> (Codes<'a>, usize, usize) {
    let spread = values.iter().find_map(|value| view.spread(set.role(*value)));
    let flat = spread.map(|spread| flattened(set, view, values, spread));
    let rows = view.rows + spread.map_or(0, |spread| spread.rows.len());
    let flat = flat.as_ref().map_or(View { parties: &[], ..*view }, |columns| View::new(columns, rows));
    let others = values.iter().copied().filter(|value| *value != similar.name).collect();
    let others = Index::new(set, &flat, &Key { values: others, ..Key::default() });
    let Alike { codes: mut first, groups, cut } = Alike::new(&flat, similar, &others);
    let further = first.split_off(view.rows);
    (Codes { first: first.into(), further: spread.map(|spread| (spread.rows.as_slice(), further)) }, groups, cut)
}

/// Columns with a row for every application, and after those one for every further party.
fn flattened(set: &RuleSet, view: &View<'_>, values: &[ValueId], spread: &Spread) -> Vec<Column> {
    let (first, further) = (0..view.rows as u32, 0..spread.rows.len() as u32);
    let picks: Vec<_> = first.clone().map(|row| Some((0, row))).chain(further.map(|at| Some((1, at)))).collect();
    let rows: Vec<_> = first.chain(spread.rows.iter().copied()).map(Some).collect();
    let flat = |(at, column): (usize, &Column)| match values.contains(&ValueId(at as u16)) {
        false => Column::absent(column.kind, 0),
        true if set.role(ValueId(at as u16)).is_some() => {
            Column::pick(column.kind, &[column, &spread.columns[at]], &picks)
        }
        true => column.gather(&rows),
    };
    view.columns.iter().enumerate().map(flat).collect()
}

/// The rows that have the values of a key in other fields.
#[derive(Debug)]
struct There<'a> {
    groups: Groups,
    fields: Vec<(ValueId, Codes<'a>)>,
}

impl<'a> Index<'a> {
    /// Brings together the rows that share all values of the key.
    pub(super) fn new(set: &RuleSet, view: &View<'a>, key: &Key) -> Self {
        if let Some(similar) = key.similar {
            let (codes, count, cut) = alike(set, view, &key.values, similar);
            return Index { groups: Groups::new(&[&codes], count), codes, there: None, cut };
        }
        if key.there.is_empty() {
            let (codes, count) = Codes::key(set, view, &key.values);
            return Index { groups: Groups::new(&[&codes], count), codes, there: None, cut: 0 };
        }
        let values: Vec<ValueId> = key.values.iter().take(1).chain(&key.there).copied().collect();
        let (mut all, count) = together(set, view, &values);
        let fields: Vec<_> = key.there.iter().copied().zip(all.drain(1..).collect::<Vec<_>>()).collect();
        let codes = all.swap_remove(0);
        let sought: Vec<&Codes<'_>> = fields.iter().map(|(_, codes)| codes).collect();
        let there = There { groups: Groups::new(&sought, count), fields };
        Index { groups: Groups::new(&[&codes], count), codes, there: Some(there), cut: 0 }
    }

    /// The numbers of the groups of a row: one, or one per party.
    pub(super) fn codes_of(&self, row: usize) -> impl Iterator<Item = u32> + '_ {
        self.codes.of(row)
    }

    /// A value of the key as a row has it that shares this one; of several parties, that of the one who does. A
    /// reduced name is told in the words of the first who shares it, so that it reads the same for all.
    pub(super) fn shown(&self, set: &RuleSet, view: &View<'_>, value: ValueId, (code, row): (u32, Row)) -> Shown {
        let first = self.group(code).first().filter(|_| set.is_told_in_words(value));
        let row = first.map_or(row, |first| Row(*first));
        let place = self.codes.further_of(row.index()).iter().position(|own| *own == code);
        let place = place.filter(|_| self.codes.first.get(row.index()) != Some(&code));
        match place.zip(view.spread(set.role(value))).and_then(|(at, spread)| Some((spread, spread.of(row).nth(at)?))) {
            Some((spread, party)) => Shown::in_words(&spread.columns[usize::from(value.0)], Row(party as u32)),
            None => Shown::in_words(view.column(value), row),
        }
    }

    /// Whether a row lacks the key, or one of its parties does.
    pub(super) fn lacks(&self, row: usize) -> bool {
        self.codes.lacks(row)
    }

    /// The rows that have this value of the key.
    pub(super) fn group(&self, code: u32) -> &[u32] {
        self.groups.get(code as usize)
    }

    /// The rows in which this value of the key is sought.
    pub(super) fn sought(&self, code: u32) -> &[u32] {
        self.there.as_ref().map_or(&self.groups, |there| &there.groups).get(code as usize)
    }

    /// Whether a row has this value of the key where it is sought.
    pub(super) fn is_sought_in(&self, code: u32, row: usize) -> bool {
        match &self.there {
            None => self.codes.has(row, code),
            Some(there) => there.fields.iter().any(|(_, codes)| codes.has(row, code)),
        }
    }

    /// Whether the key is sought in other values than its own.
    pub(super) fn is_there(&self) -> bool {
        self.there.is_some()
    }

    /// The fields in which a row has this value of the key.
    pub(super) fn fields_of(&self, code: u32, row: usize) -> Vec<ValueId> {
        let fields = self.there.iter().flat_map(|there| &there.fields);
        fields.filter(|(_, codes)| codes.has(row, code)).map(|(value, _)| *value).collect()
    }

    /// The numbers of all groups.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> + use<> {
        0..(self.groups.starts.len() - 1) as u32
    }

    /// All groups.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[u32]> {
        self.all().map(|code| self.group(code))
    }
}
