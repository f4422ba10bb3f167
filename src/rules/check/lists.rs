//! Lists that no rule asks about.

use super::{Subject, warn};
use crate::diag::Diagnostic;
use crate::ops::Lets;
use crate::rules::Node;
use crate::text::rules::RuleMsg;

pub(super) fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    let used = |name: &str| {
        subject.nodes.iter().any(|node| match node {
            Node::Test(test) => matches!(test.lets(), Lets::List(list) if list.name == name),
            _ => false,
        })
    };
    for (name, span) in subject.lists.iter().filter(|(name, _)| !used(name)) {
        warn(out, *span, RuleMsg::UnusedList { name: name.clone() });
    }
}
