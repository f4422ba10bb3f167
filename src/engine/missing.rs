//! What would settle a condition that could not be assessed: the fields that are missing or unreadable.

use super::evidence::Witness;
use super::parties;
use crate::batch::{Row, Truth, ValueId, View};
use crate::rules::{AmountOf, Derived, From, Group, Node, NodeId, Part};

impl Witness<'_> {
    /// The fields that are missing or unreadable in a row and leave this node unknown.
    pub(super) fn missing(&self, id: NodeId, row: Row, out: &mut Vec<ValueId>) {
        if self.at(id, row) != Truth::Unknown {
            return;
        }
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.missing(*part, row, out));
            }
            Node::Not(part) => self.missing(*part, row, out),
            Node::Rule(rule) => self.missing(self.eval.set.rules[*rule].when, row, out),
            Node::Test(test) => {
                self.missing_value(test.value(), row, out);
                test.also_reads().into_iter().for_each(|value| self.missing_value(value, row, out));
            }
            Node::Party(ask) => parties::tests(self.eval.set, ask.of, &mut |test| {
                self.missing_value(test.value(), row, out);
                test.also_reads().into_iter().for_each(|value| self.missing_value(value, row, out));
            }),
            Node::Outlier(question) => {
                self.missing_value(question.value, row, out);
                question.among.into_iter().for_each(|value| self.missing_value(value, row, out));
            }
            Node::Group(group) => self.missing_in_group(group, row, out),
            Node::Cluster(ask) => ask.keys.iter().for_each(|value| self.missing_value(*value, row, out)),
            Node::Signal(ask) => {
                if self.eval.signals.is_none() {
                    return self.missing_value(ask.source, row, out);
                }
                ask.on.iter().for_each(|value| self.missing_value(*value, row, out));
                if ask.within.is_some() {
                    self.missing_value(self.eval.set.application_date, row, out);
                }
            }
            Node::Always(_) => {}
        }
    }

    fn missing_in_group(&self, group: &Group, row: Row, out: &mut Vec<ValueId>) {
        group.key.iter().for_each(|value| self.missing_value(*value, row, out));
        if group.within.is_some() || group.look.is_some() {
            self.missing_value(self.eval.set.application_date, row, out);
        }
        // A share of nothing: none of the others could be told, and perhaps because of a value of this one.
        if group.amount.as_ref().is_some_and(|amount| amount.of == AmountOf::Share) {
            group.only.into_iter().for_each(|node| self.missing(node, row, out));
            group.pair.into_iter().for_each(|node| self.missing_of_this(node, row, out));
        }
    }

    /// The values of the application under assessment that a `where` looks at.
    fn missing_of_this(&self, id: NodeId, row: Row, out: &mut Vec<ValueId>) {
        match &self.eval.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.missing_of_this(*part, row, out));
            }
            Node::Not(part) => self.missing_of_this(*part, row, out),
            Node::Party(ask) => self.missing_of_this(ask.of, row, out),
            Node::Test(test) => {
                let of_this = test.also_reads().into_iter().filter(|value| value.is_this());
                of_this.for_each(|value| self.missing_value(value.bare(), row, out));
            }
            _ => {}
        }
    }

    /// The fields of which a value is made that are missing, of the application or of one of its parties.
    fn missing_value(&self, value: ValueId, row: Row, out: &mut Vec<ValueId>) {
        self.missing_in(&self.eval.view, value, row, out);
        if let Some(spread) = self.eval.view.spread(self.eval.set.role(value)) {
            let parties = spread.of(row);
            parties.for_each(|party| self.missing_in(&spread.view(), value, Row(party as u32), out));
        }
    }

    fn missing_in(&self, view: &View<'_>, value: ValueId, row: Row, out: &mut Vec<ValueId>) {
        if view.column(value).has(row) {
            return;
        }
        match &self.eval.set.values[value.0 as usize].from {
            From::Field if !out.contains(&value) => out.push(value),
            From::Field => {}
            From::Derived(derived) => {
                if let Derived::If(node) = derived {
                    self.missing(*node, row, out);
                }
                // A part with a stand-in is never what the result lacks.
                let lacking = |part: &&Part| part.missing_as.is_none() && part.missing_text.is_none();
                let parts = derived.parts().into_iter().filter(lacking);
                parts.filter_map(super::derive::value_of).for_each(|v| self.missing_in(view, v, row, out));
            }
        }
    }
}
