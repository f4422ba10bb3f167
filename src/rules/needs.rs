//! What the conditions of a rule set need of its values.

use super::{Amount, AmountOf, From, Node, RuleSet, parts_of};
use crate::batch::ValueId;
use crate::fields::RoleId;

impl RuleSet {
    /// Per value, whether a condition or an output asks for it once the derived values are made.
    pub fn asked(&self) -> Vec<bool> {
        let mut asked = vec![false; self.values.len()];
        let mut ask = |value: &ValueId| asked[usize::from(value.bare().0)] = true;
        self.shown.iter().chain([&self.application_date, &self.permit_type]).for_each(&mut ask);
        self.nodes.iter().flat_map(Node::values).for_each(|value| ask(&value));
        // Whose application it is settles no condition, but is told of a cluster.
        let desks = self
            .nodes
            .iter()
            .filter_map(|node| if let Node::Cluster(ask) = node { Some(&ask.department) } else { None });
        desks.for_each(&mut ask);
        asked
    }

    /// The role of a value, where it is about one of several parties.
    pub fn role(&self, value: ValueId) -> Option<RoleId> {
        self.values[usize::from(value.bare().0)].role
    }

    /// The values that are looked at beside those of a role: its small columns need them too.
    pub fn beside(&self, role: RoleId) -> Vec<ValueId> {
        let mut beside = Vec::new();
        let mut note = |own: bool, values: &[ValueId]| {
            if own {
                beside.extend(values.iter().filter(|v| !v.is_this() && self.role(**v) != Some(role)));
            }
        };
        for value in self.values.iter().take(self.derived) {
            if let From::Derived(derived) = &value.from {
                note(value.role == Some(role), &parts_of(derived));
            }
        }
        for node in &self.nodes {
            if let Node::Test(test) = node {
                let values = [&test.also_reads()[..], &[test.value()]].concat();
                note(values.iter().any(|value| self.role(*value) == Some(role)), &values);
            }
        }
        beside.sort_unstable();
        beside.dedup();
        beside
    }
}

impl Node {
    /// The values that this condition itself looks at, those of its parts aside.
    pub fn values(&self) -> Vec<ValueId> {
        match self {
            Node::Test(test) => test.also_reads().into_iter().chain([test.value()]).collect(),
            Node::Outlier(question) => question.among.into_iter().chain([question.value]).collect(),
            Node::Cluster(cluster) => cluster.keys.iter().copied().chain(cluster.distinct).collect(),
            Node::Signal(signal) => signal.on.iter().copied().chain([signal.source]).collect(),
            Node::Group(group) => {
                let summed = match &group.amount {
                    Some(Amount { of: AmountOf::Sum(value), .. }) => Some(*value),
                    _ => None,
                };
                group.key.iter().chain(&group.there).copied().chain(group.distinct).chain(summed).collect()
            }
            Node::Always(_)
            | Node::All(_)
            | Node::Any(_)
            | Node::Not(_)
            | Node::AtLeast(..)
            | Node::Party(_)
            | Node::Rule(_) => Vec::new(),
        }
    }
}
