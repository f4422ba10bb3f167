//! A list of parties: one row per person or company, with the case number and the role that it has there. What
//! stands in a row goes to the fields of its role, read as any input.

use super::block::{self, Block, RejectedRow};
use super::load::{InputSummary, KeptCells, Loaded, Need, hash, parser};
use super::mapping::Mapping;
use super::open::Table;
use crate::batch::{Batch, CellCounts, Column, ColumnBuilder, Row, Spread};
use crate::fields::{Dictionary, FieldDef, Found, Parser, Part, RoleId, fold};
use crate::text::intake::{IntakeError, Note, RowReason};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a party is from: a column of the batch, or of the list.
const FIRST: u32 = 0;
const FURTHER: u32 = 1;
const LISTED: u32 = 2;

/// Adds the parties of a list. Who is named in the batch already, by the same name in the same role, is
/// completed by the list; all others are further parties.
pub fn add_parties(
    loaded: &mut Loaded,
    table: Table,
    needs: &[Need],
    dictionary: &Dictionary,
    mapping: &Mapping,
) -> Result<(), IntakeError> {
    let rows = Rows::of(&loaded.batch);
    let mut list = List::read(table, needs, dictionary, mapping)?;
    let (mut matched, mut unmatched) = (0, 0);
    let mut by_role: Vec<(RoleId, Vec<(u32, u32)>)> = Vec::new();
    for (role, listed) in &list.roles {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (at, id) in listed.ids.iter().enumerate() {
            let before = pairs.len();
            pairs.extend(rows.with(id, &loaded.batch).map(|row| (row, at as u32)));
            if pairs.len() > before { matched += 1 } else { unmatched += 1 }
        }
        pairs.sort_unstable();
        by_role.push((*role, pairs));
    }
    for (role, pairs) in by_role {
        let listed = list.roles.remove(&role).unwrap_or_default();
        Merge::new(loaded, needs, dictionary, role, listed).merge(&pairs);
    }
    let InputSummary { label, read, rejected, .. } = &list.summary;
    let (file, read, rejected) = (label.clone(), *read, rejected.len() as u64);
    list.summary.notes.insert(0, Note::Parties { file, read, matched, unmatched, rejected });
    list.summary.screened = matched;
    loaded.inputs.push(list.summary);
    Ok(())
}

/// The rows of every case number.
struct Rows(Vec<(u64, u32)>);

impl Rows {
    fn of(batch: &Batch) -> Rows {
        let mut rows: Vec<(u64, u32)> = (0..batch.rows()).map(|row| (hash(batch.ids.text(row)), row)).collect();
        rows.sort_unstable();
        Rows(rows)
    }

    fn with<'a>(&'a self, id: &'a str, batch: &'a Batch) -> impl Iterator<Item = u32> + 'a {
        let wanted = hash(id);
        let start = self.0.partition_point(|(hash, _)| *hash < wanted);
        let same = self.0[start..].iter().take_while(move |(hash, _)| *hash == wanted).map(|(_, row)| *row);
        same.filter(move |row| batch.ids.text(*row) == id)
    }
}

/// The fields that hold the names of those in a role that these needs are about: parties are known by them.
pub fn party_names(needs: &[Need], dictionary: &Dictionary) -> Vec<Need> {
    let role = |need: &Need| dictionary.field(dictionary.by_id(&need.name)?).role;
    let roles: BTreeSet<RoleId> = needs.iter().filter_map(role).collect();
    let names = roles.into_iter().filter_map(|role| dictionary.field_of(role, Part::Name));
    let names = names.map(|at| dictionary.field(at)).filter(|field| needs.iter().all(|need| need.name != field.id));
    let need = |field: &FieldDef| Need {
        name: field.id.clone(),
        kind: field.kind,
        values: field.values.clone(),
        missing: field.missing.clone(),
    };
    names.map(need).collect()
}

/// The parties of one role in a list.
#[derive(Default)]
struct Listed {
    /// Their case numbers.
    ids: Vec<String>,
    /// Per field of the role (a need, by its place) the values.
    columns: BTreeMap<usize, (Column, CellCounts)>,
}

/// The parties of one role while they are read: case numbers, and a column per need.
type Building = (Vec<String>, BTreeMap<usize, ColumnBuilder>);

/// A list of parties, read.
struct List {
    roles: BTreeMap<RoleId, Listed>,
    summary: InputSummary,
}

/// What the columns of a list are.
struct Layout {
    id: usize,
    role: Option<usize>,
    /// The role of all rows, where no column tells it.
    only: Option<RoleId>,
    /// What each column holds: a part of whatever role, or a field of one.
    holds: Vec<Option<Holds>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Part(Part),
    Field(usize),
}

impl Layout {
    fn new(table: &Table, dictionary: &Dictionary, mapping: &Mapping) -> Result<Layout, IntakeError> {
        let id = dictionary.by_id("id");
        // What is never read is not read under another name either.
        let means = |header: &String| {
            let given = mapping.given(header).filter(|_| dictionary.refused(header).is_none());
            given.map_or_else(|| header.clone(), str::to_owned)
        };
        let names: Vec<String> = table.header.iter().map(means).collect();
        let field = |name: &String| match dictionary.by_header(name) {
            Found::Field(field) => Some(field),
            _ => dictionary.by_id(name),
        };
        let id = names.iter().position(|name| field(name) == id);
        let id = id.ok_or_else(|| IntakeError::JoinWithoutId { file: table.label.clone() })?;
        let role = names.iter().position(|name| dictionary.tells_the_role(name));
        let holds: Vec<Option<Holds>> = names
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let part = dictionary.part_named(name).map(Holds::Part);
                let of_role = || field(name).filter(|at| dictionary.field(*at).role.is_some()).map(Holds::Field);
                if at == id || Some(at) == role { None } else { part.or_else(of_role) }
            })
            .collect();
        let told: BTreeSet<RoleId> = holds
            .iter()
            .filter_map(|holds| match holds {
                Some(Holds::Field(field)) => dictionary.field(*field).role,
                _ => None,
            })
            .collect();
        let only = told.first().copied().filter(|_| role.is_none() && told.len() == 1);
        if role.is_none() && only.is_none() {
            let known = |name: &str| dictionary.knows(name) || dictionary.part_named(name).is_some();
            let (file, headers) = (table.label.clone(), table.headers(&known));
            return Err(IntakeError::NoRoleColumn { file, headers });
        }
        Ok(Layout { id, role, only, holds })
    }

    /// The column that holds a field of a role.
    fn column(&self, field: usize, dictionary: &Dictionary) -> Option<usize> {
        let part = dictionary.field(field).part.map(Holds::Part);
        let at = |wanted: Holds| self.holds.iter().position(|holds| *holds == Some(wanted));
        at(Holds::Field(field)).or_else(|| at(part?))
    }
}

impl List {
    fn read(mut table: Table, needs: &[Need], dictionary: &Dictionary, mapping: &Mapping) -> Result<List, IntakeError> {
        let layout = Layout::new(&table, dictionary, mapping)?;
        let mut summary = InputSummary { parties: true, ..InputSummary::of(&table) };
        summary.notes.extend(table.never_read(dictionary));
        let missing = Arc::new(dictionary.missing().with(mapping.missing.iter().cloned()));
        let mut builders: BTreeMap<RoleId, Building> = BTreeMap::new();
        let mut parsers: BTreeMap<usize, Parser> = BTreeMap::new();
        let mut block = Block::default();
        while table.rows.fill(&mut block)? {
            let mut kept: BTreeMap<RoleId, (Vec<u32>, Vec<String>)> = BTreeMap::new();
            for row in 0..block.len() {
                match party(&block, row, &layout, dictionary) {
                    Ok((role, id)) => {
                        let (rows, ids) = kept.entry(role).or_default();
                        rows.push(row as u32);
                        ids.push(id);
                    }
                    Err(reason) => summary.rejected.push(RejectedRow { row: block.row_number(row), reason }),
                }
            }
            for (role, (rows, ids)) in kept {
                let (known, columns) = builders.entry(role).or_default();
                for (at, need) in needs.iter().enumerate() {
                    let Some(field) = dictionary.by_id(&need.name).filter(|f| dictionary.field(*f).role == Some(role))
                    else {
                        continue;
                    };
                    let builder = columns.entry(at).or_insert_with(|| ColumnBuilder::new(need.kind));
                    match layout.column(field, dictionary) {
                        None => builder.absent(rows.len()),
                        Some(column) => {
                            let make = || parser(need, &table, column, &block, (mapping, &missing)).0;
                            let parser = parsers.entry(at).or_insert_with(make);
                            KeptCells { block: &block, column, kept: &rows, hides: None }.read(builder, parser);
                        }
                    }
                }
                known.extend(ids);
            }
        }
        let counts = table.rows.counts();
        (summary.read, summary.blank) = (counts.read, counts.blank);
        summary.rejected.extend(counts.rejected);
        summary.rejected.sort_by_key(|row| row.row);
        summary.notes.extend(counts.notes);
        let finish = |(role, (ids, columns)): (RoleId, Building)| {
            let columns = columns.into_iter().map(|(at, builder)| (at, builder.finish())).collect();
            (role, Listed { ids, columns })
        };
        Ok(List { roles: builders.into_iter().map(finish).collect(), summary })
    }
}

/// The role and the case number of a row, or why it is no party.
fn party(block: &Block, row: usize, layout: &Layout, dictionary: &Dictionary) -> Result<(RoleId, String), RowReason> {
    let text = |column: usize| {
        let mut out = String::new();
        block::write_text(block.cell(row, column), &mut out);
        out.trim().to_owned()
    };
    let id = text(layout.id);
    if id.is_empty() {
        return Err(RowReason::NoId);
    }
    let role = match layout.role {
        None => layout.only,
        Some(column) => dictionary.role_named(&text(column)),
    };
    let role = role.ok_or(RowReason::UnknownRole)?;
    let filled = layout.holds.iter().enumerate().any(|(at, holds)| holds.is_some() && !text(at).is_empty());
    if filled { Ok((role, id)) } else { Err(RowReason::NoParty) }
}

/// Brings the parties of a list and those of the batch together, for one role.
struct Merge<'a> {
    loaded: &'a mut Loaded,
    needs: &'a [Need],
    role: RoleId,
    /// The needs that are about the role, and the one that holds the name.
    own: Vec<usize>,
    name: Option<usize>,
    listed: Listed,
    further: Option<Spread>,
}

/// One party after merging: where its first and its second source are.
#[derive(Clone, Copy)]
struct Source {
    main: (u32, u32),
    also: Option<u32>,
}

impl<'a> Merge<'a> {
    fn new(loaded: &'a mut Loaded, needs: &'a [Need], dictionary: &Dictionary, role: RoleId, listed: Listed) -> Self {
        let field = |need: &Need| dictionary.by_id(&need.name).map(|at| dictionary.field(at));
        let own = (0..needs.len()).filter(|at| field(&needs[*at]).is_some_and(|field| field.role == Some(role)));
        let own: Vec<usize> = own.collect();
        let name =
            own.iter().copied().find(|at| field(&needs[*at]).is_some_and(|field| field.part == Some(Part::Name)));
        let at = loaded.batch.parties.iter().position(|spread| spread.role == role);
        let further = at.map(|at| loaded.batch.parties.remove(at));
        Merge { loaded, needs, role, own, name, listed, further }
    }

    /// `pairs`: the row of an application and a party of the list, in rising order.
    fn merge(self, pairs: &[(u32, u32)]) {
        if self.own.is_empty() {
            return;
        }
        let rows = self.loaded.batch.rows();
        let mut first: Vec<Source> = (0..rows).map(|row| Source { main: (FIRST, row), also: None }).collect();
        let mut further: BTreeMap<u32, Vec<Source>> = BTreeMap::new();
        if let Some(spread) = &self.further {
            for (at, row) in spread.rows.iter().enumerate() {
                further.entry(*row).or_default().push(Source { main: (FURTHER, at as u32), also: None });
            }
        }
        for (row, party) in pairs {
            let name = self.name_of((LISTED, *party));
            let others = further.entry(*row).or_default();
            let own = std::iter::once(&mut first[*row as usize]).chain(others.iter_mut());
            let known = |source: &&mut Source| {
                source.also.is_none()
                    && name.is_some()
                    && self.name_of(source.main) == name
                    && self.agree(source.main, *party)
            };
            match own.into_iter().find(known) {
                Some(source) if source.main.0 != LISTED => source.also = Some(*party),
                // The same party twice in one list.
                Some(_) => continue,
                None => {
                    let source = Source { main: (LISTED, *party), also: None };
                    let nobody = self.is_nobody(first[*row as usize]);
                    if nobody { first[*row as usize] = source } else { others.push(source) }
                }
            }
        }
        self.write(&first, &further);
    }

    fn column(&self, from: u32, need: usize) -> Option<&Column> {
        match from {
            FIRST => self.loaded.batch.columns.get(need),
            FURTHER => self.further.as_ref().and_then(|spread| spread.columns.get(need)),
            _ => self.listed.columns.get(&need).map(|(column, _)| column),
        }
    }

    fn name_of(&self, (from, at): (u32, u32)) -> Option<String> {
        self.column(from, self.name?)?.key(Row(at)).map(fold::loosened)
    }

    /// Whether no field of two parties says something else of each.
    fn agree(&self, (from, at): (u32, u32), party: u32) -> bool {
        self.own.iter().all(|need| {
            let (Some(a), Some(b)) = (self.column(from, *need), self.column(LISTED, *need)) else { return true };
            let (a_row, b_row) = (Row(at), Row(party));
            if Some(*need) == self.name || !a.has(a_row) || !b.has(b_row) {
                return true;
            }
            a.key(a_row) == b.key(b_row)
                && a.day(a_row) == b.day(b_row)
                && a.fixed(a_row) == b.fixed(b_row)
                && a.flag(a_row) == b.flag(b_row)
        })
    }

    /// Whether the first party of an application is nobody: nothing of it is filled in.
    fn is_nobody(&self, source: Source) -> bool {
        let (from, at) = source.main;
        let present = |need: &usize| self.column(from, *need).is_some_and(|c| c.present.get(at as usize));
        from == FIRST && !self.own.iter().any(present)
    }

    fn write(self, first: &[Source], further: &BTreeMap<u32, Vec<Source>>) {
        let parties: Vec<(u32, Source)> =
            further.iter().flat_map(|(row, sources)| sources.iter().map(|source| (*row, *source))).collect();
        let mut columns: Vec<Column> = self.needs.iter().map(|need| Column::absent(need.kind, parties.len())).collect();
        let mut firsts = Vec::with_capacity(self.own.len());
        for need in &self.own {
            let kind = self.needs[*need].kind;
            let empty = Column::absent(kind, 0);
            let from = [FIRST, FURTHER, LISTED].map(|from| self.column(from, *need).unwrap_or(&empty));
            let pick = |source: &Source| {
                let (main, also) = (source.main, source.also.map(|party| (LISTED, party)));
                let present = |(column, at): (u32, u32)| from[column as usize].present.get(at as usize);
                also.filter(|_| !present(main)).or(Some(main))
            };
            firsts.push(Column::pick(kind, &from, &first.iter().map(pick).collect::<Vec<_>>()));
            columns[*need] = Column::pick(kind, &from, &parties.iter().map(|(_, s)| pick(s)).collect::<Vec<_>>());
        }
        for (need, column) in self.own.iter().zip(firsts) {
            self.loaded.batch.columns[*need] = column;
        }
        for (need, (column, counts)) in self.listed.columns {
            let cells = &mut self.loaded.cells[need];
            cells.0.add(counts);
            cells.1 |= column.present.any();
        }
        if !parties.is_empty() {
            let rows = parties.iter().map(|(row, _)| *row).collect();
            self.loaded.batch.parties.push(Spread { role: self.role, rows, columns });
        }
    }
}
