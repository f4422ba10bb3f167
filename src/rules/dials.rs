//! The numbers that a rule turns on, and the same rule with another number in their place: for asking what if.

use super::set::{AmountOf, Node, NodeId, Rule, RuleSet, SHARE_SCALE};
use crate::batch::ValueId;
use crate::fields::KindId;
use crate::fields::day::Duration;
use crate::ops::{Scale, Threshold};

/// A millionth in the units of a share.
const SHARE_PART: i64 = SHARE_SCALE / 1_000_000;

/// One number in the condition of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Dial {
    /// The node that it stands in.
    pub node: NodeId,
    /// Which of the node's numbers it is.
    pub place: usize,
    /// The values that the node asks about.
    pub values: Vec<ValueId>,
    /// The number as it is now.
    pub threshold: Threshold,
}

impl RuleSet {
    /// The numbers in a rule's own condition, in the order in which it has them. Those of rules that it refers
    /// to are not among them.
    pub fn dials(&self, rule: &Rule) -> Vec<Dial> {
        let mut dials = Vec::new();
        self.collect(rule.when, &mut dials);
        dials
    }

    fn collect(&self, id: NodeId, out: &mut Vec<Dial>) {
        let node = &self.nodes[id.0 as usize];
        let values = node.asked_of();
        let found = node.thresholds(self).into_iter().enumerate();
        out.extend(found.map(|(place, threshold)| Dial { node: id, place, values: values.clone(), threshold }));
        match node {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.collect(*part, out));
            }
            Node::Not(part) => self.collect(*part, out),
            Node::Party(ask) => self.collect(ask.of, out),
            Node::Group(group) => group.only.into_iter().chain(group.pair).for_each(|part| self.collect(part, out)),
            _ => {}
        }
    }

    /// Puts another number in the place of a dial; gives back what stood there, for putting it back. `None`
    /// where the number does not fit.
    pub fn turn(&mut self, dial: &Dial, units: i64) -> Option<Node> {
        let slot = self.nodes.get_mut(dial.node.0 as usize)?;
        let other = slot.with_threshold(dial.place, units)?;
        Some(std::mem::replace(slot, other))
    }
}

impl Node {
    /// The values that an author would name this node by, the one that its numbers are of first.
    fn asked_of(&self) -> Vec<ValueId> {
        let values = match self {
            Node::Test(test) => vec![test.value()],
            Node::Outlier(question) => vec![question.value],
            Node::Group(group) => group.key.iter().chain(&group.distinct).copied().collect(),
            Node::Cluster(ask) => ask.keys.iter().chain(&ask.distinct).copied().collect(),
            Node::Signal(ask) => ask.on.clone(),
            _ => Vec::new(),
        };
        values.into_iter().map(ValueId::bare).collect()
    }

    /// The numbers that the node itself turns on.
    fn thresholds(&self, set: &RuleSet) -> Vec<Threshold> {
        let count = |n: u32| Threshold { units: n.into(), scale: Scale::Count };
        match self {
            Node::Test(test) => test.thresholds(),
            Node::Group(group) => {
                let counts = group.at_least.into_iter().chain(group.at_most).map(count);
                let bounds = group.amount.iter().flat_map(|amount| {
                    let (scale, part) = match amount.of {
                        AmountOf::Sum(value) if set.values[usize::from(value.0)].kind == KindId::Money => {
                            (Scale::Cents, 1)
                        }
                        AmountOf::Sum(_) => (Scale::Millionths, 1),
                        AmountOf::Share => (Scale::Millionths, SHARE_PART),
                    };
                    amount.bounds.iter().map(move |(_, units)| Threshold { units: units / part, scale })
                });
                counts.chain(group.within.map(Threshold::of)).chain(bounds).collect()
            }
            Node::AtLeast(least, _) => vec![count(*least)],
            Node::Cluster(ask) => vec![count(ask.at_least)],
            Node::Signal(ask) => std::iter::once(count(ask.at_least)).chain(ask.within.map(Threshold::of)).collect(),
            _ => Vec::new(),
        }
    }

    /// The same node with another number in one place.
    fn with_threshold(&self, place: usize, units: i64) -> Option<Node> {
        let count = u32::try_from(units).ok();
        match self {
            Node::Test(test) => test.with_threshold(place, units).map(Node::Test),
            Node::Group(group) => {
                let mut group = group.clone();
                let counts = usize::from(group.at_least.is_some()) + usize::from(group.at_most.is_some());
                let lengths = counts + usize::from(group.within.is_some());
                if place < counts {
                    let slot = [&mut group.at_least, &mut group.at_most].into_iter().flatten().nth(place)?;
                    *slot = count?;
                } else if place < lengths {
                    group.within = Some(again(group.within?, units)?);
                } else {
                    let amount = group.amount.as_mut()?;
                    let part = if amount.of == AmountOf::Share { SHARE_PART } else { 1 };
                    amount.bounds.get_mut(place - lengths)?.1 = units.checked_mul(part)?;
                }
                Some(Node::Group(group))
            }
            Node::AtLeast(_, parts) => Some(Node::AtLeast(count?, parts.clone())),
            Node::Cluster(ask) => {
                let mut ask = ask.clone();
                ask.at_least = count?;
                Some(Node::Cluster(ask))
            }
            Node::Signal(ask) => {
                let mut ask = ask.clone();
                match place {
                    // A signal is needed for a hit: none or more is one or more.
                    0 => ask.at_least = count.filter(|least| *least > 0)?,
                    _ => ask.within = Some(again(ask.within?, units)?),
                }
                Some(Node::Signal(ask))
            }
            _ => None,
        }
    }
}

/// A length of time in the same unit.
fn again(length: Duration, units: i64) -> Option<Duration> {
    let units = i32::try_from(units).ok()?;
    Some(match length {
        Duration::Days(_) => Duration::Days(units),
        Duration::Months(_) => Duration::Months(units),
    })
}
