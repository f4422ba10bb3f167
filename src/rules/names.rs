//! The names that a rule set may use, and what they stand for; and everything that its authors are told.

use super::set::{From, Node, NodeId, ValueDef};
use crate::batch::ValueId;
use crate::diag::{Diagnostic, Entry, Item, Span, Table};
use crate::fields::{Dictionary, KindId, Parser, RoleId};
use crate::ops::{Context, List};
use crate::text::Both;
use crate::text::rules::{AcrossMsg, RuleMsg};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A table of numbers: folded keys and numbers as written.
pub(super) type Numbers = Vec<(String, String)>;

/// What is known while a rule set is compiled.
pub(super) struct Names<'a> {
    pub(super) dictionary: &'a Dictionary,
    /// Derived values first, then fields in the order in which they are first named.
    pub(super) values: Vec<ValueDef>,
    pub(super) lists: BTreeMap<String, Option<Arc<List>>>,
    pub(super) tables: BTreeMap<String, Option<Numbers>>,
    pub(super) nodes: Vec<Node>,
    /// Where each node stands.
    pub(super) places: Vec<Span>,
    /// Where the condition stands that is being read.
    pub(super) here: Span,
    /// What a check tells and a screening does not ask for.
    pub(super) hints: Vec<Diagnostic>,
    /// References to other rules that are still to be resolved.
    pub(super) references: Vec<(NodeId, String, Span)>,
    pub(super) application_date: ValueId,
    /// Whether a `where` is being read, in which `this.FIELD` has a meaning.
    pub(super) in_where: bool,
    pub(super) out: Vec<Diagnostic>,
}

impl<'a> Names<'a> {
    pub(super) fn new(dictionary: &'a Dictionary, derived: Vec<ValueDef>, out: Vec<Diagnostic>) -> Self {
        let mut names = Names {
            dictionary,
            values: derived,
            lists: BTreeMap::new(),
            tables: BTreeMap::new(),
            nodes: Vec::new(),
            places: Vec::new(),
            here: Span { file: 0, start: 0, end: 0 },
            hints: Vec::new(),
            references: Vec::new(),
            application_date: ValueId(0),
            in_where: false,
            out,
        };
        names.application_date = names.field("application_date");
        names
    }

    /// The value of a field that the dictionary is known to have.
    pub(super) fn field(&mut self, id: &str) -> ValueId {
        match self.dictionary.by_id(id) {
            Some(at) => self.value_of(at),
            // The dictionary is embedded and tested; a missing id can only be a mistake in this program.
            None => unreachable!("the dictionary has `{id}`"),
        }
    }

    fn value_of(&mut self, at: usize) -> ValueId {
        let field = self.dictionary.field(at);
        let known = self.values.iter().position(|value| value.name == field.id && matches!(value.from, From::Field));
        let at = known.unwrap_or_else(|| {
            self.values.push(ValueDef {
                name: field.id.clone(),
                label: field.label.clone(),
                kind: field.kind,
                personal: field.personal,
                categories: field.values.clone(),
                missing: field.missing.clone(),
                role: field.role,
                from: From::Field,
            });
            self.values.len() - 1
        });
        ValueId(at as u16)
    }

    pub(super) fn error(&mut self, span: Span, message: RuleMsg) {
        self.out.push(Diagnostic::error(span, message));
    }

    pub(super) fn warning(&mut self, span: Span, message: RuleMsg) {
        self.out.push(Diagnostic::warning(span, message));
    }

    /// Something for who checks the set.
    pub(super) fn hint(&mut self, span: Span, message: RuleMsg) {
        self.hints.push(Diagnostic::warning(span, message));
    }

    pub(super) fn node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.places.push(self.here);
        NodeId((self.nodes.len() - 1) as u32)
    }

    /// The role of a value, where it is about one of several parties.
    pub(super) fn role(&self, value: ValueId) -> Option<RoleId> {
        self.values[value.bare().0 as usize].role
    }

    /// The one role that values are about; tells the author of a second one.
    pub(super) fn one_role(&mut self, values: &[ValueId], span: Span) -> Option<RoleId> {
        let mut roles: Vec<RoleId> = values.iter().filter_map(|value| self.role(*value)).collect();
        roles.sort_unstable();
        roles.dedup();
        if let [first, second, ..] = roles.as_slice() {
            let label = |role: &RoleId| self.dictionary.roles()[usize::from(role.0)].label.clone();
            self.error(span, RuleMsg::Across(AcrossMsg::TwoRoles { first: label(first), second: label(second) }));
        }
        roles.first().copied()
    }

    /// A key that must be there.
    pub(super) fn required<'t>(&mut self, table: &'t Table, key: &str) -> Option<&'t Item> {
        let entry = table.claim(key);
        if entry.is_none() {
            self.error(table.span, RuleMsg::Missing { key: key.to_owned() });
        }
        entry.map(|entry| &entry.item)
    }

    /// A text.
    pub(super) fn text(&mut self, item: &Item) -> Option<String> {
        let text = item.text().map(str::to_owned);
        if text.is_none() {
            self.error(item.span, RuleMsg::WrongType { expected: ["een tekst", "a text"] });
        }
        text
    }

    /// A whole number.
    pub(super) fn whole(&mut self, item: &Item) -> Option<i64> {
        let number = item.number().and_then(|text| text.parse().ok());
        if number.is_none() {
            self.error(item.span, RuleMsg::WrongType { expected: ["een geheel getal", "a whole number"] });
        }
        number
    }

    /// A count of zero or more.
    pub(super) fn count(&mut self, entry: Option<&Entry>) -> Option<u32> {
        let item = &entry?.item;
        let count = self.whole(item)?;
        let fits = u32::try_from(count).ok();
        if fits.is_none() {
            self.error(item.span, RuleMsg::WrongType { expected: ["een aantal", "a count"] });
        }
        fits
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, entry: Option<&Entry>) -> Option<bool> {
        let item = &entry?.item;
        let yes = item.bool();
        if yes.is_none() {
            self.error(item.span, RuleMsg::WrongType { expected: ["`true` of `false`", "`true` or `false`"] });
        }
        yes
    }

    /// A table.
    pub(super) fn table<'t>(&mut self, item: &'t Item) -> Option<&'t Table> {
        let table = item.table();
        if table.is_none() {
            self.error(item.span, RuleMsg::WrongType { expected: ["een tabel `{ … }`", "a table `{ … }`"] });
        }
        table
    }

    /// Tells of every key that nobody asked for, with the nearest of those that belong there.
    pub(super) fn refuse_unclaimed(&mut self, table: &Table, known: &[&str]) {
        for entry in table.unclaimed() {
            let near = nearest(&entry.key, known.iter().copied().filter(|known| *known != entry.key));
            self.error(entry.key_span, RuleMsg::UnknownKey { key: entry.key.clone(), near });
        }
    }
}

impl Context for Names<'_> {
    fn value(&mut self, name: &str, span: Span) -> Option<ValueId> {
        if let Some(name) = name.strip_prefix("this.") {
            if !self.in_where {
                self.error(span, RuleMsg::Across(AcrossMsg::ThisOutsideWhere));
                return None;
            }
            return self.value(name, span).map(ValueId::of_this);
        }
        if let Some(at) =
            self.values.iter().position(|value| value.name == name && matches!(value.from, From::Derived(_)))
        {
            return Some(ValueId(at as u16));
        }
        if self.dictionary.refused(name).is_some() {
            self.error(span, RuleMsg::Forbidden { name: name.to_owned() });
            return None;
        }
        if let Some(at) = self.dictionary.by_name(name) {
            return Some(self.value_of(at));
        }
        let derived = self.values.iter().map(|value| value.name.as_str());
        let near = nearest(name, derived).or_else(|| self.dictionary.nearest(name).into_iter().next());
        self.error(span, RuleMsg::UnknownField { name: name.to_owned(), near });
        None
    }

    fn kind(&self, value: ValueId) -> KindId {
        self.values[value.bare().0 as usize].kind
    }

    fn parser(&self, value: ValueId) -> Parser {
        let value = &self.values[value.bare().0 as usize];
        Parser::new(value.kind).categories(&value.categories)
    }

    fn list(&mut self, name: &str, span: Span) -> Option<Arc<List>> {
        match self.lists.get(name) {
            Some(list) => list.clone(),
            None => {
                let near = nearest(name, self.lists.keys().map(String::as_str));
                self.error(span, RuleMsg::UnknownList { name: name.to_owned(), near });
                None
            }
        }
    }

    fn sbi_edition(&mut self) -> Option<ValueId> {
        self.dictionary.by_id("sbi_edition").map(|at| self.value_of(at))
    }

    fn application_date(&self) -> ValueId {
        self.application_date
    }

    fn check_word(&mut self, value: ValueId, word: &str, span: Span) {
        let def = &self.values[value.bare().0 as usize];
        if def.categories.is_empty() || def.categories.iter().any(|known| known.id == word) {
            return;
        }
        let near = nearest(word, def.categories.iter().map(|known| known.id.as_str()));
        let field = def.name.clone();
        self.error(span, RuleMsg::UnknownValue { word: word.to_owned(), field, near });
    }

    fn said(&self, value: ValueId, key: &str) -> Both {
        let known = self.values[value.bare().0 as usize].categories.iter().find(|known| known.id == key);
        known.map_or_else(|| Both::same(key), |known| known.label.clone())
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.push(diagnostic);
    }
}

/// The name nearest to a misspelt one, when any is near.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let name = name.to_lowercase();
    let scored = known.map(|known| (strsim::jaro_winkler(&name, &known.to_lowercase()), known));
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0))?;
    Some(best.1.to_owned())
}
