//! Conditions: from the tables of a rule file to nodes.

use super::group::group;
use super::names::{Names, nearest};
use super::set::{ClusterAsk, MAX_GROUP, Node, NodeId, Outlier, PartyAsk};
use super::signal::signal;
use crate::batch::ValueId;
use crate::diag::{Entry, Item, Span, Table, Value};
use crate::fields::{RoleId, Storage};
use crate::ops::{Asked, Context, OPERATORS};
use crate::text::rules::{AcrossMsg, RuleMsg};

/// Deeper nesting than this is a mistake, and would let a rule file use up the stack.
const DEEPEST: usize = 48;

/// The keys that say which form a condition has.
const FORMS: [&str; 9] = ["all", "any", "not", "of", "field", "same", "cluster_by", "signal_on", "rule"];

/// Reads a condition; `None` after telling the author everything that is wrong in it.
pub(super) fn condition(item: &Item, names: &mut Names<'_>) -> Option<NodeId> {
    read(item, names, 0)
}

pub(super) fn read(item: &Item, names: &mut Names<'_>, depth: usize) -> Option<NodeId> {
    if depth > DEEPEST {
        names.error(item.span, RuleMsg::TooDeep);
        return None;
    }
    let table = names.table(item)?;
    let forms: Vec<&Entry> = FORMS.iter().filter_map(|form| table.peek(form)).collect();
    let [form] = forms.as_slice() else {
        match (forms.first(), forms.get(1)) {
            (Some(first), Some(second)) => {
                let (first, second) = (first.key.clone(), (second.key_span, second.key.clone()));
                names.error(second.0, RuleMsg::TwoForms { first, second: second.1 });
            }
            _ => no_form(table, names),
        }
        return None;
    };
    let node = match form.key.as_str() {
        "all" => several(form.take(), names, depth).map(Node::All),
        "any" => several(form.take(), names, depth).map(Node::Any),
        "not" => read(&form.take().item, names, depth + 1).map(Node::Not),
        "of" => at_least(table, form, names, depth),
        "field" => return on_field(table, form, names),
        "same" => group(table, form, names, depth).map(Node::Group),
        "cluster_by" => cluster(table, form, names).map(Node::Cluster),
        "signal_on" => signal(table, form, names).map(Node::Signal),
        _ => reference(form, names),
    };
    names.refuse_unclaimed(table, &FORMS);
    // What is broken has been told; a stand-in keeps the rest readable.
    let node = node?;
    names.here = item.span;
    let id = names.node(node);
    if let (Node::Always(_), Some(text)) = (&names.nodes[id.0 as usize], form.item.text()) {
        names.references.push((id, text.to_owned(), form.item.span));
    }
    Some(id)
}

fn no_form(table: &Table, names: &mut Names<'_>) {
    let near = table.entries.iter().find_map(|entry| Some((entry, nearest(&entry.key, FORMS.into_iter())?)));
    match near {
        Some((entry, near)) => {
            names.error(entry.key_span, RuleMsg::UnknownKey { key: entry.key.clone(), near: Some(near) });
        }
        None => names.error(table.span, RuleMsg::EmptyCondition),
    }
}

/// The conditions of a list, all of them read even when one is broken.
fn several(entry: &Entry, names: &mut Names<'_>, depth: usize) -> Option<Vec<NodeId>> {
    let Value::Array(items) = &entry.item.value else {
        let expected = ["een lijst `[ … ]` van voorwaarden", "a list `[ … ]` of conditions"];
        names.error(entry.item.span, RuleMsg::WrongType { expected });
        return None;
    };
    if items.is_empty() {
        names.error(entry.item.span, RuleMsg::EmptyCondition);
        return None;
    }
    let nodes: Vec<Option<NodeId>> = items.iter().map(|item| read(item, names, depth + 1)).collect();
    nodes.into_iter().collect()
}

fn at_least(table: &Table, of: &Entry, names: &mut Names<'_>, depth: usize) -> Option<Node> {
    let parts = several(of.take(), names, depth);
    let least = names.required(table, "at_least");
    let least = least.and_then(|item| names.whole(item)).and_then(|n| u32::try_from(n).ok());
    Some(Node::AtLeast(least?, parts?))
}

fn reference(form: &Entry, names: &mut Names<'_>) -> Option<Node> {
    names.text(&form.take().item)?;
    // Resolved when all rules are known.
    Some(Node::Always(false))
}

/// `{ field = F, OPERATOR = V, … }`: every operator holds.
fn on_field(table: &Table, form: &Entry, names: &mut Names<'_>) -> Option<NodeId> {
    let name = names.text(&form.take().item)?;
    let value = names.value(&name, form.item.span);
    let Some(value) = value else {
        // Without the field nothing can be said of its operators.
        return None;
    };
    if value.is_this() {
        names.error(form.item.span, RuleMsg::Across(AcrossMsg::ThisComesSecond));
        return None;
    }
    let every = every(table, value, names);
    let kind = names.kind(value);
    let asked = Asked { table, value, kind };
    let own = names.role(value);
    let (mut nodes, mut roles, mut of_parties) = (Vec::new(), Vec::new(), Vec::new());
    let mut whole = true;
    if let Some(entry) = table.peek("outlier") {
        names.here = Span { end: entry.item.span.end, ..entry.key_span };
        match outlier(table, entry, value, names) {
            Some(question) => nodes.push(names.node(Node::Outlier(question))),
            None => whole = false,
        }
    }
    let stretch = table.peek("within").is_some();
    for entry in &table.entries {
        let key = entry.key.as_str();
        // In a stretch of time `before` and `after` say where it ends or starts.
        if stretch && matches!(key, "before" | "after") {
            continue;
        }
        let Some(operator) = OPERATORS.iter().find(|operator| operator.keys().contains(&key)) else { continue };
        if !operator.works_on(kind) {
            let message = RuleMsg::NotForKind { operator: key.to_owned(), kind: kind.info().about };
            names.error(entry.take().key_span, message);
            whole = false;
            continue;
        }
        names.here = Span { end: entry.item.span.end, ..entry.key_span };
        match operator.build(key, &asked, names) {
            Some(test) => {
                let others = test.also_reads();
                let its: Vec<RoleId> = own.into_iter().chain(others.iter().filter_map(|v| names.role(*v))).collect();
                let node = names.node(Node::Test(test));
                if its.is_empty() {
                    nodes.push(node)
                } else {
                    of_parties.push(node)
                }
                roles.extend(its);
            }
            None => whole = false,
        }
    }
    whole &= refuse_operators(table, names);
    if nodes.is_empty() && of_parties.is_empty() && whole {
        names.error(table.span, RuleMsg::EmptyCondition);
        return None;
    }
    if !of_parties.is_empty() {
        // All questions are asked of one party at a time.
        roles.sort_unstable();
        roles.dedup();
        let of = all(of_parties, names);
        names.here = table.span;
        nodes.push(names.node(Node::Party(PartyAsk { of, roles, every })));
    }
    names.here = table.span;
    whole.then(|| all(nodes, names))
}

/// All of some conditions; the condition itself where it is one.
fn all(nodes: Vec<NodeId>, names: &mut Names<'_>) -> NodeId {
    match nodes.as_slice() {
        [one] => *one,
        _ => names.node(Node::All(nodes)),
    }
}

/// `every = true`: for all parties, where an application may have several.
fn every(table: &Table, value: ValueId, names: &mut Names<'_>) -> bool {
    let Some(entry) = table.claim("every") else { return false };
    let every = names.flag(Some(entry)).unwrap_or(false);
    if every && names.role(value).is_none() {
        let field = names.values[usize::from(value.0)].name.clone();
        names.error(entry.key_span, RuleMsg::Across(AcrossMsg::EveryOfOne { field }));
    }
    every
}

/// Tells of keys that are no operators; true when there are none.
fn refuse_operators(table: &Table, names: &mut Names<'_>) -> bool {
    let mut good = true;
    for entry in table.unclaimed() {
        let known = OPERATORS.iter().flat_map(|operator| operator.keys().iter().chain(operator.options()));
        let known = known.copied().chain(["outlier", "among", "at_least_peers", "every"]);
        let message = RuleMsg::UnknownOperator { key: entry.key.clone(), near: nearest(&entry.key, known) };
        names.error(entry.key_span, message);
        good = false;
    }
    good
}

fn outlier(table: &Table, entry: &Entry, value: ValueId, names: &mut Names<'_>) -> Option<Outlier> {
    let high = match entry.take().item.text() {
        Some("high") => true,
        Some("low") => false,
        _ => {
            names.error(
                entry.item.span,
                RuleMsg::WrongType { expected: ["`\"high\"` of `\"low\"`", "`\"high\"` or `\"low\"`"] },
            );
            return None;
        }
    };
    let kind = names.kind(value);
    if kind.storage() != Storage::Fixed {
        names.error(entry.key_span, RuleMsg::NotForKind { operator: "outlier".into(), kind: kind.info().about });
        return None;
    }
    let at_least_peers = names.count(table.claim("at_least_peers")).unwrap_or(20);
    let among = match table.claim("among") {
        None => None,
        Some(entry) => Some(named(&entry.item, names)?),
    };
    // Peers are applications, each with one number.
    if names.role(value).is_some() || among.is_some_and(|among| names.role(among).is_some()) {
        names.error(entry.key_span, RuleMsg::Across(AcrossMsg::NotForParties { key: "outlier".into() }));
        return None;
    }
    Some(Outlier { value, high, among, at_least_peers })
}

pub(super) fn named(item: &Item, names: &mut Names<'_>) -> Option<ValueId> {
    let name = names.text(item)?;
    names.value(&name, item.span)
}

/// The values of a list of names, or of one name; `None` after telling what is wrong, an empty list too.
pub(super) fn several_named(item: &Item, names: &mut Names<'_>) -> Option<Vec<ValueId>> {
    if item.items().is_empty() {
        let expected = ["ten minste één veld", "at least one field"];
        names.error(item.span, RuleMsg::WrongType { expected });
        return None;
    }
    let values: Vec<Option<ValueId>> = item.items().iter().map(|item| named(item, names)).collect();
    values.into_iter().collect()
}

/// `{ cluster_by = [KEY…], … }`.
fn cluster(table: &Table, form: &Entry, names: &mut Names<'_>) -> Option<ClusterAsk> {
    let keys = several_named(&form.take().item, names);
    let distinct = match table.claim("distinct") {
        None => Some(None),
        Some(entry) => named(&entry.item, names).map(Some),
    };
    let at_least = names.count(table.claim("at_least"));
    if at_least.is_none() {
        names.error(form.key_span, RuleMsg::NeedsCount);
    }
    let max_group = names.count(table.claim("max_group")).unwrap_or(MAX_GROUP);
    Some(ClusterAsk {
        keys: keys?,
        distinct: distinct?,
        at_least: at_least?,
        max_group,
        department: names.field("department"),
    })
}

/// One of a few words; the outer `None` after telling the author of another one.
pub(super) fn word<T: Copy>(table: &Table, key: &str, words: &[(&str, T)], names: &mut Names<'_>) -> Option<Option<T>> {
    let Some(entry) = table.claim(key) else { return Some(None) };
    let text = names.text(&entry.item)?;
    let found = words.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let near = nearest(&text, words.iter().map(|(word, _)| *word));
        names.error(entry.item.span, RuleMsg::UnknownValue { word: text, field: key.to_owned(), near });
    }
    found.map(|(_, value)| Some(*value))
}
