//! `{ same = KEY, … }`: a pattern across applications that share a key.

use super::condition::{named, read, several_named, word};
use super::names::Names;
use super::set::{Among, Amount, AmountOf, Group, Look, Node, NodeId, SHARE_SCALE};
use super::similar::similar;
use crate::batch::ValueId;
use crate::diag::{Entry, Item, Table};
use crate::fields::Storage;
use crate::fields::day::Duration;
use crate::ops::{Context, decimal, duration, units};
use crate::text::ops::Side;
use crate::text::rules::{AcrossMsg, RuleMsg};

/// Reads a pattern; `None` after telling the author everything that is wrong in it.
pub(super) fn group(table: &Table, form: &Entry, names: &mut Names<'_>, depth: usize) -> Option<Group> {
    let key = several_named(&form.take().item, names);
    let there = table.claim("there").map(|entry| there(entry, key.as_deref(), names));
    let distinct = match table.claim("distinct") {
        None => Some(None),
        Some(entry) => named(&entry.item, names).map(Some),
    };
    let within = within(table, names);
    let look = word(table, "look", &[("back", Look::Back), ("earlier", Look::Earlier), ("both", Look::Both)], names);
    let among =
        word(table, "among", &[("all", Among::All), ("batch", Among::Batch), ("context", Among::Context)], names);
    let only = table.claim("where").map(|entry| only(&entry.item, names, depth));
    let amount = amount(table, names);
    let (mut at_least, mut at_most) = (None, None);
    if matches!(amount, Some(None)) {
        (at_least, at_most) = (names.count(table.claim("at_least")), names.count(table.claim("at_most")));
        if at_least.is_none() && at_most.is_none() {
            names.error(form.key_span, RuleMsg::NeedsCount);
        }
    }
    // Where the key is broken, that is what is to be told.
    table.claim("similar");
    let key = key?;
    names.one_role(&key, form.item.span);
    let within = within?;
    let (only, pair) = match only {
        None => (None, None),
        Some(node) => split(node?, names),
    };
    Some(Group {
        similar: similar(table, &key, names)?,
        key,
        there: there.map_or(Some(Vec::new()), |there| there)?,
        distinct: distinct?,
        at_least,
        at_most,
        within,
        look: look?.or(within.map(|_| Look::Back)),
        only,
        pair,
        amount: amount?,
        among: among?.unwrap_or(Among::All),
    })
}

/// `there = FIELD(s)`: where in other applications the key is sought.
fn there(entry: &Entry, key: Option<&[ValueId]>, names: &mut Names<'_>) -> Option<Vec<ValueId>> {
    let there = several_named(&entry.item, names)?;
    let [key] = key? else {
        names.error(entry.key_span, RuleMsg::Across(AcrossMsg::ThereNeedsOneKey));
        return None;
    };
    let here = names.kind(*key);
    let mut whole = true;
    for (value, item) in there.iter().zip(entry.item.items()) {
        let kind = names.kind(*value);
        if kind != here {
            let (here, there) = (here.info().about, kind.info().about);
            names.error(item.span, RuleMsg::Across(AcrossMsg::ThereOtherKind { here, there }));
            whole = false;
        }
    }
    whole.then_some(there)
}

fn within(table: &Table, names: &mut Names<'_>) -> Option<Option<Duration>> {
    let Some(entry) = table.claim("within") else { return Some(None) };
    let length = entry.item.text().and_then(duration);
    if length.is_none() {
        names.error(entry.item.span, RuleMsg::Duration);
    }
    length.map(Some)
}

/// The condition after `where`, in which `this.FIELD` is a value of the application under assessment.
fn only(item: &Item, names: &mut Names<'_>, depth: usize) -> Option<NodeId> {
    let outer = std::mem::replace(&mut names.in_where, true);
    let node = read(item, names, depth + 1);
    names.in_where = outer;
    node
}

/// The part of a condition that is about the other application alone, and the part that looks at both.
fn split(node: NodeId, names: &mut Names<'_>) -> (Option<NodeId>, Option<NodeId>) {
    if !looks_at_this(node, &names.nodes) {
        return (Some(node), None);
    }
    let Node::All(parts) = &names.nodes[node.0 as usize] else { return (None, Some(node)) };
    let (both, alone): (Vec<NodeId>, Vec<NodeId>) = parts.iter().partition(|part| looks_at_this(**part, &names.nodes));
    let mut all = |parts: Vec<NodeId>| match parts.as_slice() {
        [] => None,
        [one] => Some(*one),
        _ => Some(names.node(Node::All(parts))),
    };
    (all(alone), all(both))
}

/// Whether a condition looks at the application under assessment. A `same` inside has a `this` of its own.
fn looks_at_this(node: NodeId, nodes: &[Node]) -> bool {
    match &nodes[node.0 as usize] {
        Node::Test(test) => test.also_reads().iter().any(|value| value.is_this()),
        Node::Party(ask) => looks_at_this(ask.of, nodes),
        Node::Not(part) => looks_at_this(*part, nodes),
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
            parts.iter().any(|part| looks_at_this(*part, nodes))
        }
        Node::Always(_) | Node::Outlier(_) | Node::Group(_) | Node::Cluster(_) | Node::Signal(_) | Node::Rule(_) => {
            false
        }
    }
}

/// The bounds of an amount.
const BOUNDS: [(&str, Side); 4] =
    [("at_least", Side::AtLeast), ("at_most", Side::AtMost), ("above", Side::Above), ("below", Side::Below)];

/// `sum = FIELD` or `share = true` with its bounds; the outer `None` after telling what is wrong.
fn amount(table: &Table, names: &mut Names<'_>) -> Option<Option<Amount>> {
    let (sum, share) = (table.claim("sum"), table.claim("share"));
    if sum.is_some() || share.is_some() {
        for (key, _) in BOUNDS {
            table.claim(key);
        }
    }
    let entry = match (sum, share) {
        (None, None) => return Some(None),
        (Some(entry), None) | (None, Some(entry)) => entry,
        (Some(_), Some(second)) => {
            names.error(second.key_span, RuleMsg::TwoForms { first: "sum".into(), second: "share".into() });
            return None;
        }
    };
    if let Some(distinct) = table.peek("distinct") {
        let second = entry.key.clone();
        names.error(distinct.key_span, RuleMsg::TwoForms { first: second, second: "distinct".into() });
        return None;
    }
    let of = match sum {
        Some(entry) => summed(entry, names),
        None => shared(table, entry, names),
    };
    let mut bounds = Vec::new();
    let mut whole = true;
    for (key, side) in BOUNDS {
        let Some(bound) = table.claim(key) else { continue };
        let read = match of {
            Some(AmountOf::Sum(value)) => units(&bound.item, value, names),
            Some(AmountOf::Share) => fraction(&bound.item, names),
            None => None,
        };
        whole &= read.is_some();
        bounds.extend(read.map(|bound| (side, bound)));
    }
    if bounds.is_empty() && whole {
        names.error(entry.key_span, RuleMsg::Across(AcrossMsg::NeedsBound { key: entry.key.clone() }));
        return None;
    }
    whole.then_some(Some(Amount { of: of?, bounds }))
}

fn summed(entry: &Entry, names: &mut Names<'_>) -> Option<AmountOf> {
    let value = named(&entry.item, names)?;
    let kind = names.kind(value);
    if kind.storage() == Storage::Fixed {
        return Some(AmountOf::Sum(value));
    }
    names.error(entry.item.span, RuleMsg::NotForKind { operator: "sum".into(), kind: kind.info().about });
    None
}

fn shared(table: &Table, entry: &Entry, names: &mut Names<'_>) -> Option<AmountOf> {
    if entry.item.bool() != Some(true) {
        names.error(entry.item.span, RuleMsg::WrongType { expected: ["`true`", "`true`"] });
        return None;
    }
    if table.peek("where").is_none() {
        names.error(entry.key_span, RuleMsg::Across(AcrossMsg::NeedsWhere));
        return None;
    }
    Some(AmountOf::Share)
}

/// A part of a whole, in billionths.
fn fraction(item: &Item, names: &mut Names<'_>) -> Option<i64> {
    let number = item.number().and_then(decimal).map(|n| n.digits.saturating_mul(10i64.pow(9 - n.decimals.min(9))));
    let fraction = number.filter(|n| (0..=SHARE_SCALE).contains(n));
    if fraction.is_none() {
        let expected = ["een getal van 0 tot en met 1", "a number from 0 to 1"];
        names.error(item.span, RuleMsg::WrongType { expected });
    }
    fraction
}
