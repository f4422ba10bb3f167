//! Conditions that can never hold, or always do.

use super::{Subject, warn};
use crate::diag::Diagnostic;
use crate::fields::KindId;
use crate::ops::{Lets, Test};
use crate::rules::{Among, Group, Look, Node, NodeId};
use crate::text::rules::RuleMsg;

pub(super) fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for rule in subject.rules() {
        for id in subject.below(rule.when) {
            node(subject, id, out);
        }
    }
}

fn node(subject: &Subject<'_>, id: NodeId, out: &mut Vec<Diagnostic>) {
    let place = subject.place(id);
    match subject.node(id) {
        Node::All(_) => pairs(subject, &side_by_side(subject, id), RuleMsg::Impossible, contradict, out),
        Node::Any(_) => pairs(subject, &side_by_side(subject, id), RuleMsg::AlwaysTrue, cover, out),
        Node::AtLeast(0, _) => warn(out, place, RuleMsg::AlwaysTrue),
        Node::AtLeast(least, parts) if *least as usize > parts.len() => {
            warn(out, place, RuleMsg::NeverEnough { least: *least, parts: parts.len() });
        }
        Node::Group(group) if never(group) => warn(out, place, RuleMsg::Impossible),
        Node::Group(group) if always(group) => warn(out, place, RuleMsg::AlwaysTrue),
        // The application itself is in its cluster.
        Node::Cluster(ask) if ask.at_least <= 1 => warn(out, place, RuleMsg::AlwaysTrue),
        Node::Signal(ask) if ask.at_least == 0 => warn(out, place, RuleMsg::AlwaysTrue),
        _ => {}
    }
}

/// What is asked together: the parts of a node, and of nodes of the same form in it.
fn side_by_side(subject: &Subject<'_>, id: NodeId) -> Vec<NodeId> {
    let all = matches!(subject.node(id), Node::All(_));
    let same = |part: NodeId| match subject.node(part) {
        Node::All(_) => all,
        Node::Any(_) => !all,
        _ => false,
    };
    let flat = |part: NodeId| if same(part) { side_by_side(subject, part) } else { vec![part] };
    subject.parts(id).into_iter().flat_map(flat).collect()
}

type Clash = fn(&Lets<'_>, &Lets<'_>, i64) -> bool;

/// The first pair of questions about one value that says it all, told at the later one.
fn pairs(subject: &Subject<'_>, parts: &[NodeId], message: RuleMsg, clash: Clash, out: &mut Vec<Diagnostic>) {
    for (at, later) in parts.iter().enumerate() {
        for earlier in &parts[..at] {
            if opposite(subject, *earlier, *later) || test_clash(subject, *earlier, *later, clash) {
                out.push(Diagnostic::warning(subject.place(*later), message).with(subject.place(*earlier)));
                return;
            }
        }
    }
}

fn test<'a>(subject: &'a Subject<'_>, id: NodeId) -> Option<&'a dyn Test> {
    match subject.node(id) {
        Node::Test(test) => Some(test.as_ref()),
        _ => None,
    }
}

fn test_clash(subject: &Subject<'_>, earlier: NodeId, later: NodeId, clash: Clash) -> bool {
    let (Some(a), Some(b)) = (test(subject, earlier), test(subject, later)) else { return false };
    // Between one whole number and the next there is nothing.
    let kind = subject.kind(a.value());
    let step = if kind == KindId::Integer { kind.scale() } else { 1 };
    a.value() == b.value() && (clash(&a.lets(), &b.lets(), step) || clash(&b.lets(), &a.lets(), step))
}

/// Whether one is the other with `not` before it.
fn opposite(subject: &Subject<'_>, a: NodeId, b: NodeId) -> bool {
    let inner = |id: NodeId| match subject.node(id) {
        Node::Not(part) => Some(*part),
        _ => None,
    };
    let same = |a: NodeId, b: NodeId| super::repeats::print(subject, a) == super::repeats::print(subject, b);
    inner(a).is_some_and(|a| same(a, b)) || inner(b).is_some_and(|b| same(a, b))
}

/// Whether no cell answers both.
fn contradict(a: &Lets<'_>, b: &Lets<'_>, _: i64) -> bool {
    match (a, b) {
        (Lets::Between(low, high), Lets::Between(other_low, other_high)) => {
            let (low, high) = (low.max(other_low), [high, other_high].into_iter().flatten().min());
            low.zip(high.copied()).is_some_and(|(low, high)| low > high)
        }
        (Lets::Keys(a, false), Lets::Keys(b, false)) => !a.iter().any(|key| b.contains(key)),
        (Lets::Keys(a, false), Lets::Keys(b, true)) => a.iter().all(|key| b.contains(key)),
        (Lets::Flag(a), Lets::Flag(b))
        | (Lets::Present(a), Lets::Present(b))
        | (Lets::Readable(a), Lets::Readable(b)) => a != b,
        (Lets::Present(false), Lets::Readable(yes)) => *yes,
        (Lets::Present(false) | Lets::Readable(false), other) => {
            matches!(other, Lets::Between(..) | Lets::Keys(..) | Lets::Flag(_) | Lets::Text(_) | Lets::List(_))
        }
        _ => false,
    }
}

/// Whether every cell with a value answers one of them.
fn cover(a: &Lets<'_>, b: &Lets<'_>, step: i64) -> bool {
    match (a, b) {
        (Lets::Between(None, Some(high)), Lets::Between(Some(low), None)) => *low <= high.saturating_add(step),
        (Lets::Keys(a, false), Lets::Keys(b, true)) => b.iter().all(|key| a.contains(key)),
        (Lets::Flag(a), Lets::Flag(b))
        | (Lets::Present(a), Lets::Present(b))
        | (Lets::Readable(a), Lets::Readable(b)) => a != b,
        _ => false,
    }
}

/// A count that cannot be: more than the most, or of different values of what is the same.
fn never(group: &Group) -> bool {
    let crossed = group.at_least.zip(group.at_most).is_some_and(|(least, most)| least > most);
    let alone = group.similar.is_none() && group.distinct.is_some_and(|value| group.key.contains(&value));
    crossed || (alone && group.at_least.is_some_and(|least| least > 1))
}

/// A count that the application reaches by itself.
fn always(group: &Group) -> bool {
    let itself = group.only.is_none() && group.look != Some(Look::Earlier) && group.among != Among::Context;
    let least = group.at_least.unwrap_or(0);
    let counted = group.amount.is_none() && group.pair.is_none() && group.there.is_empty();
    counted && group.at_most.is_none() && (least == 0 || (least == 1 && itself))
}
