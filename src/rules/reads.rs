//! What a rule looks at: its conditions and its fields, through derived values and other rules.

use super::set::{Derived, From, Node, NodeId, PartOf, RuleSet};
use crate::batch::ValueId;
use crate::ops::Lets;
use std::collections::BTreeSet;

/// What one rule looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Its fields, in order of their numbers.
    pub fields: BTreeSet<ValueId>,
    /// Those, and the derived values between them and the rule.
    pub values: BTreeSet<ValueId>,
    /// Whether it asks for colleagues' signals.
    pub signals: bool,
}

impl RuleSet {
    /// What decides a rule.
    pub fn reads(&self, rule: usize) -> Reads {
        let mut reads = Reads::default();
        self.node_reads(self.rules[rule].when, &mut reads);
        reads
    }

    /// Whether a value is made of another one, or is it.
    pub fn made_of(&self, value: ValueId, part: ValueId) -> bool {
        self.value_and_parts(value).contains(&part)
    }

    /// A value and all that it is made of.
    pub(super) fn value_and_parts(&self, value: ValueId) -> BTreeSet<ValueId> {
        let mut reads = Reads::default();
        self.value_reads(value, &mut reads);
        reads.values
    }

    fn node_reads(&self, id: NodeId, out: &mut Reads) {
        let Some(node) = self.nodes.get(id.0 as usize) else { return };
        node.values().into_iter().for_each(|value| self.value_reads(value, out));
        match node {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.node_reads(*part, out));
            }
            Node::Not(part) => self.node_reads(*part, out),
            Node::Party(party) => self.node_reads(party.of, out),
            Node::Group(group) => {
                group.only.iter().chain(&group.pair).for_each(|only| self.node_reads(*only, out));
                // Whether this application is inside the window of another depends on its day.
                self.value_reads(self.application_date, out);
            }
            Node::Signal(_) => out.signals = true,
            // A list that is in an edition does not know the codes of another.
            Node::Test(test) if matches!(test.lets(), Lets::List(_)) => {
                let edition = self.values.iter().position(|def| def.name == "sbi_edition");
                edition.into_iter().for_each(|at| self.value_reads(ValueId(at as u16), out));
            }
            // Rules do not go round: the check of the set has made sure.
            Node::Rule(rule) => self.node_reads(self.rules[*rule].when, out),
            Node::Always(_) | Node::Test(_) | Node::Outlier(_) | Node::Cluster(_) => {}
        }
    }

    fn value_reads(&self, value: ValueId, out: &mut Reads) {
        if !out.values.insert(value.bare()) {
            return;
        }
        match self.values.get(usize::from(value.bare().0)).map(|def| &def.from) {
            Some(From::Derived(Derived::If(node))) => self.node_reads(*node, out),
            Some(From::Derived(derived)) => {
                for part in derived.parts() {
                    if let PartOf::Value(part) = part.of {
                        self.value_reads(part, out);
                    }
                }
            }
            Some(From::Field) => drop(out.fields.insert(value.bare())),
            None => {}
        }
    }
}
