//! Compiling: from the files of a rule set to the immutable value that screenings share. Every mistake of
//! every file is told at once; only a set without errors is compiled.

use super::check::Subject;
use super::names::{Names, nearest};
use super::rule::{self, Draft};
use super::set::{Node, Rule, RuleSet, Theme, ValueDef};
use super::source::{CannotOpen, Documents, RuleSource};
use super::{derived, lists, own_fields, scoring, unused};
use crate::batch::ValueId;
use crate::diag::{Diagnostic, Entry, Severity, Sources, Table};
use crate::fields::Dictionary;
use crate::text::Both;
use crate::text::rules::RuleMsg;

/// The keys at the top of a rule file.
pub(super) const KEYS: [&str; 9] =
    ["format", "ruleset", "scoring", "fields", "derived", "lists", "tables", "rule", "override"];

/// What came of reading a rule set.
pub struct Compiled {
    /// The rule set, when there is no error in it.
    pub set: Option<RuleSet>,
    /// The dictionary with the fields that the set adds.
    pub dictionary: Dictionary,
    /// Everything that is wrong, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and compiles a rule set. `also` names fields that an output needs and no rule may ask for.
pub fn load(source: &RuleSource, sources: &mut Sources, also: &[String]) -> Result<Compiled, CannotOpen> {
    compile(source, sources, also, None)
}

/// The same with everything that is worth a look, as of a day (since 1970-01-01).
pub fn check(source: &RuleSource, sources: &mut Sources, as_of: i32) -> Result<Compiled, CannotOpen> {
    compile(source, sources, &[], Some(as_of))
}

fn compile(
    source: &RuleSource,
    sources: &mut Sources,
    also: &[String],
    as_of: Option<i32>,
) -> Result<Compiled, CannotOpen> {
    let mut out = Vec::new();
    let mut documents = Documents::open(source, sources, &mut out)?;
    let mut whole = of_tables(&documents.tables(), &mut documents, out, also, as_of);
    let Some(set) = whole.set.as_ref().filter(|_| as_of.is_none()) else { return Ok(whole) };
    if let Some(tables) = unused::without(set, also, documents.tables()) {
        let digest = set.digest.clone();
        let lean = of_tables(&tables, &mut documents, Vec::new(), also, None).set;
        whole.set = lean.map(|set| RuleSet { digest, ..set }).or(whole.set);
    }
    Ok(whole)
}

fn of_tables(
    tables: &[Table],
    documents: &mut Documents,
    mut out: Vec<Diagnostic>,
    also: &[String],
    as_of: Option<i32>,
) -> Compiled {
    for (table, file) in tables.iter().zip(&documents.files) {
        format(table, file.span, &mut out);
        sections(table, &mut out);
    }
    let mut dictionary = Dictionary::builtin();
    for entry in section(tables, "fields") {
        own_fields::add(entry, &mut dictionary, &mut out);
    }
    let pending: Vec<&Entry> = section(tables, "derived").collect();
    let pending = derived::in_order(&pending, &mut out);
    let placeholders = derived::placeholders(&pending, &dictionary, &mut out);
    let derived_count = placeholders.len();
    let mut names = Names::new(&dictionary, placeholders, out);
    for (at, table) in tables.iter().enumerate() {
        entries(table, "lists").for_each(|entry| lists::list(entry.take(), at, documents, &mut names));
        entries(table, "tables").for_each(|entry| lists::table(entry.take(), at, documents, &mut names));
    }
    derived::read_all(&pending, &mut names);
    let permit_type = names.field("permit_type");
    let mut drafts = rules(tables, &mut names);
    overrides(tables, documents, &mut drafts, &mut names);
    drafts.sort_by(|a, b| a.id.cmp(&b.id));
    let (mut scores, mut marks) = (scoring::usual(), scoring::Marks::default());
    for table in tables {
        if let Some(entry) = table.claim("scoring") {
            scoring::read(&entry.item, &mut scores, &mut marks, &mut names);
        }
    }
    for name in also {
        if let Some(at) = names.dictionary.by_name(name) {
            let id = names.dictionary.field(at).id.clone();
            names.field(&id);
        }
    }
    let is_shown = |value: &ValueDef| also.contains(&value.name);
    let head = head(tables, &mut names);
    tables.iter().for_each(|table| names.refuse_unclaimed(table, &KEYS));
    let floors = floors(&drafts, &scores, &mut names);
    let kept = resolve(&mut drafts, &mut names);
    let subject = Subject {
        drafts: &drafts,
        nodes: &names.nodes,
        places: &names.places,
        values: &names.values,
        scoring: &scores,
        marks: &marks,
        lists: &section(tables, "lists").map(|entry| (entry.key.clone(), entry.key_span)).collect::<Vec<_>>(),
        as_of: as_of.unwrap_or(0),
    };
    let mut told = subject.told(as_of.is_some());
    if as_of.is_some() {
        told.append(&mut names.hints);
    }
    // What is worth a look in a set that this one extends is for its own authors.
    let own =
        |diagnostic: &Diagnostic| documents.files.iter().any(|file| file.own && file.span.file == diagnostic.span.file);
    names.out.extend(told.into_iter().filter(|told| told.severity == Severity::Error || own(told)));
    let (rules, themes) = finish(drafts, floors, &kept, &marks);
    let application_date = names.application_date;
    let Names { values, nodes, places, mut out, .. } = names;
    // What a file that is no TOML lacks is no mistake of its own.
    if out.iter().any(is_syntax) {
        out.retain(is_syntax);
    }
    out.sort_by_key(|diagnostic| (diagnostic.span.file, diagnostic.span.start));
    out.dedup();
    let shown = (0..values.len() as u16).filter(|at| is_shown(&values[usize::from(*at)])).map(ValueId).collect();
    let set = (!out.iter().any(|diagnostic| diagnostic.severity == Severity::Error)).then(|| RuleSet {
        id: head.0,
        version: head.1,
        title: head.2,
        legal_basis: head.3,
        digest: documents.digest(),
        values,
        derived: derived_count,
        shown,
        nodes,
        places,
        rules,
        themes,
        scoring: scores,
        application_date,
        permit_type,
    });
    Compiled { set, dictionary, diagnostics: out }
}

fn is_syntax(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.message, RuleMsg::Syntax { .. } | RuleMsg::NotToml | RuleMsg::NotUtf8)
}

fn format(table: &Table, file: crate::diag::Span, out: &mut Vec<Diagnostic>) {
    match table.claim("format") {
        Some(entry) if entry.item.number() == Some("1") => {}
        Some(entry) => out.push(Diagnostic::error(entry.item.span, RuleMsg::Format)),
        None => out.push(Diagnostic::error(file, RuleMsg::Format)),
    }
}

/// Tells of a section that is no table: nothing in it would be read.
fn sections(table: &Table, out: &mut Vec<Diagnostic>) {
    let named = ["fields", "derived", "lists", "tables", "override"].into_iter().filter_map(|key| table.peek(key));
    for entry in named.filter(|entry| entry.item.table().is_none()) {
        let expected = ["een tabel `[naam]`", "a table `[name]`"];
        out.push(Diagnostic::error(entry.item.span, RuleMsg::WrongType { expected }));
    }
}

/// The entries of a section, in all files.
fn section<'t>(tables: &'t [Table], key: &'t str) -> impl Iterator<Item = &'t Entry> {
    tables.iter().flat_map(move |table| entries(table, key))
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Entry> + use<'t> {
    let section = table.claim(key).and_then(|entry| entry.item.table());
    section.into_iter().flat_map(|section| &section.entries)
}

/// All rules of all files; of two with one id the later is told of.
fn rules(tables: &[Table], names: &mut Names<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for table in tables {
        let Some(entry) = table.claim("rule") else { continue };
        for item in entry.item.items() {
            let Some(draft) = names.table(item).and_then(|table| rule::read(table, names)) else { continue };
            match drafts.iter().find(|known| known.id == draft.id) {
                Some(known) => {
                    let message = RuleMsg::DuplicateRule { id: draft.id.clone() };
                    names.out.push(Diagnostic::error(draft.span, message).with(known.span));
                }
                None => drafts.push(draft),
            }
        }
    }
    drafts
}

fn overrides(tables: &[Table], documents: &Documents, drafts: &mut [Draft], names: &mut Names<'_>) {
    let extends = documents.files.iter().any(|file| !file.own);
    for table in tables {
        let Some(section) = table.claim("override") else { continue };
        if !extends {
            names.error(section.key_span, RuleMsg::OverrideWithoutExtends);
            continue;
        }
        for entry in section.item.table().into_iter().flat_map(|table| &table.entries) {
            rule::apply(entry.take(), drafts, names);
        }
    }
}

type Head = (String, String, Both, Vec<String>);

/// `[ruleset]`: of several files the last one that says something counts.
fn head(tables: &[Table], names: &mut Names<'_>) -> Head {
    let mut head: Head = ("ruleset".into(), "0".into(), Both::default(), Vec::new());
    for table in tables {
        let Some(entry) = table.claim("ruleset") else { continue };
        let Some(table) = names.table(&entry.item) else { continue };
        if let Some(id) = table.claim("id").and_then(|entry| names.text(&entry.item)) {
            head.0 = id;
        }
        if let Some(version) = table.claim("version").and_then(|entry| names.text(&entry.item)) {
            head.1 = version;
        }
        if let Some(title) = table.claim("title").and_then(|entry| rule::both(&entry.item, names)) {
            head.2 = title;
        }
        if let Some(basis) = table.claim("legal_basis") {
            head.3 = basis.item.items().iter().filter_map(|item| names.text(item)).collect();
        }
        table.claim("extends");
        names.refuse_unclaimed(table, &["id", "version", "title", "legal_basis", "extends"]);
    }
    head
}

/// The band that each rule's hits lift to, as an index.
fn floors(drafts: &[Draft], scoring: &super::set::Scoring, names: &mut Names<'_>) -> Vec<Option<usize>> {
    let floor = |draft: &Draft| {
        let (id, span) = draft.floor.as_ref()?;
        let found = scoring.bands.iter().position(|band| band.id == *id);
        if found.is_none() {
            let near = nearest(id, scoring.bands.iter().map(|band| band.id.as_str()));
            names.error(*span, RuleMsg::UnknownBand { id: id.clone(), near });
        }
        found
    };
    drafts.iter().map(floor).collect()
}

/// Points references at the rules that they name; returns the places of enabled rules in the drafts.
fn resolve(drafts: &mut [Draft], names: &mut Names<'_>) -> Vec<usize> {
    let kept: Vec<usize> = (0..drafts.len()).filter(|at| drafts[*at].enabled).collect();
    for (node, id, span) in std::mem::take(&mut names.references) {
        match drafts.iter().position(|draft| draft.id == id) {
            Some(at) if !drafts[at].enabled => names.error(span, RuleMsg::Disabled { id }),
            Some(at) => {
                let place = kept.iter().position(|kept| *kept == at).unwrap_or(0);
                names.nodes[node.0 as usize] = Node::Rule(place);
            }
            None => {
                let near = nearest(&id, drafts.iter().map(|draft| draft.id.as_str()));
                names.error(span, RuleMsg::UnknownRule { id, near });
            }
        }
    }
    for (at, place) in kept.iter().enumerate() {
        let mut path = vec![at];
        if circle(drafts[*place].when, &kept, drafts, &names.nodes, &mut path) {
            let ids: Vec<&str> = path.iter().map(|at| drafts[kept[*at]].id.as_str()).collect();
            let (span, path) = (drafts[*place].span, ids.join(" → "));
            names.error(span, RuleMsg::Cycle { path });
        }
    }
    kept
}

/// Whether a condition leads back to the first rule of the path.
fn circle(node: super::NodeId, kept: &[usize], drafts: &[Draft], nodes: &[Node], path: &mut Vec<usize>) -> bool {
    match &nodes[node.0 as usize] {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
            parts.iter().any(|part| circle(*part, kept, drafts, nodes, path))
        }
        Node::Not(part) => circle(*part, kept, drafts, nodes, path),
        Node::Group(group) => {
            let mut parts = group.only.into_iter().chain(group.pair);
            parts.any(|part| circle(part, kept, drafts, nodes, path))
        }
        Node::Rule(rule) if path[0] == *rule => {
            path.push(*rule);
            true
        }
        // A circle further on is told of at the rules that are in it.
        Node::Rule(rule) if path.contains(rule) => false,
        Node::Rule(rule) => {
            path.push(*rule);
            let found = circle(drafts[kept[*rule]].when, kept, drafts, nodes, path);
            if !found {
                path.pop();
            }
            found
        }
        Node::Always(_) | Node::Test(_) | Node::Party(_) | Node::Outlier(_) | Node::Signal(_) | Node::Cluster(_) => {
            false
        }
    }
}

fn finish(
    drafts: Vec<Draft>,
    floors: Vec<Option<usize>>,
    kept: &[usize],
    marks: &scoring::Marks,
) -> (Vec<Rule>, Vec<Theme>) {
    let mut themes: Vec<Theme> = Vec::new();
    let mut rules = Vec::with_capacity(kept.len());
    for (at, (draft, floor)) in drafts.into_iter().zip(floors).enumerate() {
        if !kept.contains(&at) {
            continue;
        }
        let theme = themes.iter().position(|theme| theme.id == draft.theme).unwrap_or_else(|| {
            themes.push(Theme { cap: marks.caps.get(&draft.theme).map(|(cap, _)| *cap), id: draft.theme.clone() });
            themes.len() - 1
        });
        rules.push(Rule {
            id: draft.id,
            title: draft.title,
            theme,
            weight: draft.weight,
            floor,
            when: draft.when,
            applies_to: draft.applies_to,
            why: draft.why,
            consider: draft.consider,
            ask: draft.ask,
            letter: draft.letter,
            source: draft.source,
            cases: draft.cases,
            span: draft.span,
        });
    }
    (rules, themes)
}
