//! What the conditions of a rule set need of its values.

use super::{Amount, AmountOf, Derived, From, Node, Part, PartOf, RuleSet, parts_of};
use crate::batch::ValueId;
use crate::fields::{Personal, RoleId};

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

    /// Whether a value is a name that was reduced to what counts, and joins applications: then it is told in the words
    /// that it was made of. Free text is too long to repeat.
    pub fn is_told_in_words(&self, value: ValueId) -> bool {
        let joins = |node: &Node| match node {
            Node::Group(group) => group.key.contains(&value),
            Node::Cluster(cluster) => cluster.keys.contains(&value),
            _ => false,
        };
        let From::Derived(Derived::Squash(Part { of: PartOf::Value(source), .. })) =
            self.values[usize::from(value.0)].from
        else {
            return false;
        };
        self.values[usize::from(source.0)].personal != Personal::FreeText && self.nodes.iter().any(joins)
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

impl Derived {
    /// The parts that it is made of.
    pub fn parts(&self) -> Vec<&Part> {
        match self {
            Derived::Sum(parts)
            | Derived::Difference(parts)
            | Derived::Product(parts, _)
            | Derived::FirstOf(parts)
            | Derived::Join(parts) => parts.iter().collect(),
            Derived::Ratio(a, b) | Derived::DaysBetween(a, b) | Derived::YearsBetween(a, b) => vec![a, b],
            Derived::LastWord(part)
            | Derived::Surname(part)
            | Derived::Squash(part)
            | Derived::Digits(part)
            | Derived::Length(part)
            | Derived::Weekday(part)
            | Derived::HoursPerWeek(part)
            | Derived::Lookup { by: part, .. } => vec![part],
            Derived::If(_) => Vec::new(),
        }
    }
}

impl Node {
    /// Whether it brings applications together.
    pub fn links(&self) -> bool {
        matches!(self, Node::Group(_) | Node::Cluster(_))
    }

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
