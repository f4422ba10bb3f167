//! The same thing asked twice: inside a rule, or by two rules.

use std::collections::BTreeMap;

use super::Subject;
use crate::diag::Diagnostic;
use crate::rules::{Node, NodeId};
use crate::text::rules::RuleMsg;

pub(super) fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, (&str, crate::diag::Span)> = BTreeMap::new();
    for rule in subject.rules() {
        for id in subject.below(rule.when) {
            if matches!(subject.node(id), Node::All(_) | Node::Any(_) | Node::AtLeast(..)) {
                inside(subject, id, out);
            }
        }
        let known = seen.entry(print(subject, rule.when)).or_insert((&rule.id, rule.span));
        if known.0 != rule.id {
            let message = RuleMsg::SameCondition { rule: known.0.to_owned() };
            out.push(Diagnostic::warning(rule.span, message).with(known.1));
        }
    }
}

/// Parts that stand there twice.
fn inside(subject: &Subject<'_>, id: NodeId, out: &mut Vec<Diagnostic>) {
    let parts: Vec<(NodeId, String)> = subject.parts(id).into_iter().map(|part| (part, print(subject, part))).collect();
    for (at, (later, said)) in parts.iter().enumerate() {
        if let Some((earlier, _)) = parts[..at].iter().find(|(_, known)| known == said) {
            let diagnostic = Diagnostic::warning(subject.place(*later), RuleMsg::Repeated);
            out.push(diagnostic.with(subject.place(*earlier)));
        }
    }
}

/// What a node asks, so that two nodes that ask the same look the same.
pub(super) fn print(subject: &Subject<'_>, id: NodeId) -> String {
    let parts = |parts: &[NodeId]| {
        let mut parts: Vec<String> = parts.iter().map(|part| print(subject, *part)).collect();
        parts.sort();
        parts.join(",")
    };
    match subject.node(id) {
        Node::All(nodes) => format!("all[{}]", parts(nodes)),
        Node::Any(nodes) => format!("any[{}]", parts(nodes)),
        Node::AtLeast(least, nodes) => format!("{least} of[{}]", parts(nodes)),
        Node::Not(node) => format!("not[{}]", print(subject, *node)),
        Node::Group(group) => {
            let only = [group.only, group.pair].map(|node| node.map(|node| print(subject, node)));
            let bare = crate::rules::Group { only: None, pair: None, ..group.clone() };
            format!("{bare:?} where {only:?}")
        }
        Node::Party(ask) => format!("party {} {:?} {}", ask.every, ask.roles, print(subject, ask.of)),
        other => format!("{other:?}"),
    }
}
