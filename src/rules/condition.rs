//! Conditions: from the tables of a rule file to nodes.

use super::names::{Names, nearest};
use super::set::{Among, ClusterAsk, Group, Look, Node, NodeId, Outlier};
use super::signal::signal;
use super::similar::similar;
use crate::batch::ValueId;
use crate::diag::{Entry, Item, Table, Value};
use crate::fields::Storage;
use crate::ops::{Asked, Context, LATER, OPERATORS, duration};
use crate::text::rules::RuleMsg;

/// Deeper nesting than this is a mistake, and would let a rule file use up the stack.
const DEEPEST: usize = 48;

/// The keys that say which form a condition has.
const FORMS: [&str; 9] = ["all", "any", "not", "of", "field", "same", "cluster_by", "signal_on", "rule"];

/// Reads a condition; `None` after telling the author everything that is wrong in it.
pub(super) fn condition(item: &Item, names: &mut Names<'_>) -> Option<NodeId> {
    read(item, names, 0)
}

fn read(item: &Item, names: &mut Names<'_>, depth: usize) -> Option<NodeId> {
    if depth > DEEPEST {
        names.error(item.span, RuleMsg::TooDeep);
        return None;
    }
    let table = names.table(item)?;
    let forms: Vec<&Entry> = FORMS.iter().filter_map(|form| table.peek(form)).collect();
    let later = table.entries.iter().find(|entry| LATER.contains(&entry.key.as_str()));
    let [form] = forms.as_slice() else {
        match (forms.first(), forms.get(1), later) {
            (Some(first), Some(second), _) => {
                let (first, second) = (first.key.clone(), (second.key_span, second.key.clone()));
                names.error(second.0, RuleMsg::TwoForms { first, second: second.1 });
            }
            (_, _, Some(entry)) => names.error(entry.key_span, RuleMsg::NotYet { key: entry.key.clone() }),
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
    let kind = names.kind(value);
    let asked = Asked { table, value, kind };
    let mut nodes = Vec::new();
    let mut whole = true;
    if let Some(entry) = table.peek("outlier") {
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
        match operator.build(key, &asked, names) {
            Some(test) => nodes.push(names.node(Node::Test(test))),
            None => whole = false,
        }
    }
    whole &= refuse_operators(table, names);
    if nodes.is_empty() && whole {
        names.error(table.span, RuleMsg::EmptyCondition);
        return None;
    }
    match (whole, nodes.as_slice()) {
        (true, [one]) => Some(*one),
        (true, _) => Some(names.node(Node::All(nodes))),
        (false, _) => None,
    }
}

/// Tells of keys that are no operators; true when there are none.
fn refuse_operators(table: &Table, names: &mut Names<'_>) -> bool {
    let mut good = true;
    for entry in table.unclaimed() {
        let known = OPERATORS.iter().flat_map(|operator| operator.keys().iter().chain(operator.options()));
        let known = known.copied().chain(["outlier", "among", "at_least_peers"]);
        let message = if LATER.contains(&entry.key.as_str()) {
            RuleMsg::NotYet { key: entry.key.clone() }
        } else {
            RuleMsg::UnknownOperator { key: entry.key.clone(), near: nearest(&entry.key, known) }
        };
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
    let among = match table.claim("among") {
        None => None,
        Some(entry) => Some(named(&entry.item, names)?),
    };
    let at_least_peers = names.count(table.claim("at_least_peers")).unwrap_or(20);
    Some(Outlier { value, high, among, at_least_peers })
}

pub(super) fn named(item: &Item, names: &mut Names<'_>) -> Option<ValueId> {
    let name = names.text(item)?;
    names.value(&name, item.span)
}

/// `{ same = KEY, … }`.
fn group(table: &Table, form: &Entry, names: &mut Names<'_>, depth: usize) -> Option<Group> {
    let later = table.entries.iter().find(|entry| LATER.contains(&entry.key.as_str()));
    if let Some(entry) = later {
        names.error(entry.take().key_span, RuleMsg::NotYet { key: entry.key.clone() });
        return None;
    }
    let key: Vec<Option<ValueId>> = form.take().item.items().iter().map(|item| named(item, names)).collect();
    let distinct = match table.claim("distinct") {
        None => Some(None),
        Some(entry) => named(&entry.item, names).map(Some),
    };
    let (at_least, at_most) = (names.count(table.claim("at_least")), names.count(table.claim("at_most")));
    if at_least.is_none() && at_most.is_none() {
        names.error(form.key_span, RuleMsg::NeedsCount);
    }
    let within = match table.claim("within") {
        None => Some(None),
        Some(entry) => match entry.item.text().and_then(duration) {
            Some(length) => Some(Some(length)),
            None => {
                names.error(entry.item.span, RuleMsg::Duration);
                None
            }
        },
    };
    let look = word(table, "look", &[("back", Look::Back), ("earlier", Look::Earlier), ("both", Look::Both)], names);
    let among =
        word(table, "among", &[("all", Among::All), ("batch", Among::Batch), ("context", Among::Context)], names);
    let only = match table.claim("where") {
        None => Some(None),
        Some(entry) => read(&entry.item, names, depth + 1).map(Some),
    };
    let (key, within): (Option<Vec<ValueId>>, _) = (key.into_iter().collect(), within?);
    let key = key.filter(|key| !key.is_empty())?;
    Some(Group {
        similar: similar(table, &key, names)?,
        key,
        distinct: distinct?,
        at_least,
        at_most,
        within,
        look: look?.or(within.map(|_| Look::Back)),
        only: only?,
        among: among?.unwrap_or(Among::All),
    })
}

/// How many applications may share a key that joins, where the rule does not say.
const MAX_GROUP: u32 = 50;

/// `{ cluster_by = [KEY…], … }`.
fn cluster(table: &Table, form: &Entry, names: &mut Names<'_>) -> Option<ClusterAsk> {
    let keys: Vec<Option<ValueId>> = form.take().item.items().iter().map(|item| named(item, names)).collect();
    let distinct = match table.claim("distinct") {
        None => Some(None),
        Some(entry) => named(&entry.item, names).map(Some),
    };
    let at_least = names.count(table.claim("at_least"));
    if at_least.is_none() {
        names.error(form.key_span, RuleMsg::NeedsCount);
    }
    let max_group = names.count(table.claim("max_group")).unwrap_or(MAX_GROUP);
    let keys: Option<Vec<ValueId>> = keys.into_iter().collect();
    Some(ClusterAsk {
        keys: keys.filter(|keys| !keys.is_empty())?,
        distinct: distinct?,
        at_least: at_least?,
        max_group,
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
