//! A condition as a sentence, rendered from its compiled form: what stands here is what the engine asks.

use super::set::{
    Among, AmountOf, ClusterAsk, Distinct, Group, Look, Node, NodeId, Outlier, Rule, RuleSet, SHARE_SCALE, SignalAsk,
};
use crate::batch::ValueId;
use crate::fields::KindId;
use crate::text::ops;
use crate::text::say::{self, From, Joint, Only};
use crate::text::{Lang, lower_first};

impl RuleSet {
    /// The condition of a rule as a sentence.
    pub fn sentence(&self, rule: &Rule, lang: Lang) -> String {
        let said = self.say(rule.when, lang);
        let mut letters = said.chars();
        match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).chain(['.']).collect(),
            None => said,
        }
    }

    /// A condition as a clause, without a capital and a full stop.
    pub fn say(&self, id: NodeId, lang: Lang) -> String {
        Speaker { set: self, lang }.node(id)
    }
}

#[derive(Clone, Copy)]
struct Speaker<'a> {
    set: &'a RuleSet,
    lang: Lang,
}

impl Speaker<'_> {
    fn name(&self, value: ValueId) -> String {
        let def = self.set.values.get(usize::from(value.bare().0));
        let name = def.map_or_else(String::new, |def| lower_first(def.label.get(self.lang)));
        if value.is_this() { say::of_this(&name, self.lang) } else { name }
    }

    fn names(&self, values: &[ValueId], joint: Joint) -> String {
        let names: Vec<String> = values.iter().map(|value| self.name(*value)).collect();
        say::joined(&names, joint, self.lang)
    }

    fn node(&self, id: NodeId) -> String {
        match &self.set.nodes[id.0 as usize] {
            Node::Always(yes) => say::always(*yes, self.lang).to_owned(),
            Node::All(_) => self.several(id, Joint::And),
            Node::Any(_) => self.several(id, Joint::Or),
            Node::Not(part) => say::not(&self.within(*part), self.lang),
            Node::AtLeast(least, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.node(*part)).collect();
                say::of_these(*least, &parts, self.lang)
            }
            Node::Test(test) => {
                let name = |value| self.name(value);
                format!("{} {}", self.name(test.value()), test.says(&name, self.lang))
            }
            Node::Party(ask) if ask.every => say::every(&self.node(ask.of), self.lang),
            Node::Party(ask) => self.node(ask.of),
            Node::Rule(rule) => say::rule(&self.set.rules[*rule].id, self.lang),
            Node::Outlier(question) => self.outlier(question),
            Node::Group(group) => self.group(group),
            Node::Cluster(ask) => self.cluster(ask),
            Node::Signal(ask) => self.signals(ask),
        }
    }

    /// The parts of `all` in `all` (or `any` in `any`), as if they stood side by side.
    fn parts(&self, id: NodeId, joint: Joint) -> Vec<NodeId> {
        match (&self.set.nodes[id.0 as usize], joint) {
            (Node::All(parts), Joint::And) | (Node::Any(parts), Joint::Or) => {
                parts.iter().flat_map(|part| self.parts(*part, joint)).collect()
            }
            _ => vec![id],
        }
    }

    /// Several conditions; what is asked of one field in a row names it once.
    fn several(&self, id: NodeId, joint: Joint) -> String {
        let parts = self.parts(id, joint);
        let (mut said, mut about) = (Vec::new(), None);
        for part in &parts {
            let part = match &self.set.nodes[part.0 as usize] {
                Node::Party(ask) if !ask.every => &ask.of,
                _ => part,
            };
            let value = match &self.set.nodes[part.0 as usize] {
                Node::Test(test) => Some(test.value()),
                _ => None,
            };
            said.push(match &self.set.nodes[part.0 as usize] {
                Node::Test(test) if value == about => test.says(&|value| self.name(value), self.lang),
                _ => self.within(*part),
            });
            about = value;
        }
        say::joined(&said, joint, self.lang)
    }

    /// A condition inside another one: what is made of several stands in brackets.
    fn within(&self, id: NodeId) -> String {
        let said = self.node(id);
        match &self.set.nodes[id.0 as usize] {
            Node::All(parts) | Node::Any(parts) if parts.len() > 1 => format!("({said})"),
            Node::AtLeast(..) => format!("({said})"),
            Node::Party(ask) if !ask.every => self.within(ask.of),
            _ => said,
        }
    }

    fn outlier(&self, question: &Outlier) -> String {
        let among = question.among.map(|value| self.name(value));
        let name = self.name(question.value);
        say::outlier(&name, question.high, among.as_deref(), question.at_least_peers, self.lang)
    }

    fn group(&self, group: &Group) -> String {
        let mut said = vec![self.counted(group)];
        let length = group.within.map(|length| length.said(self.lang));
        let window = group.look.map(|look| match look {
            Look::Back => Only::UpTo,
            Look::Earlier => Only::Before,
            Look::Both => Only::Around,
        });
        let among = match group.among {
            Among::All => None,
            Among::Batch => Some(Only::Batch),
            Among::Context => Some(Only::Earlier),
        };
        said.extend(window.map(|window| say::only(window, length.as_deref(), self.lang)));
        said.extend(among.map(|among| say::only(among, None, self.lang)));
        let conditions: Vec<String> = group.only.into_iter().chain(group.pair).map(|node| self.within(node)).collect();
        let share = group.amount.as_ref().is_some_and(|amount| amount.of == AmountOf::Share);
        if !conditions.is_empty() && !share {
            said.push(say::only_where(&say::joined(&conditions, Joint::And, self.lang), self.lang));
        }
        said.join(", ")
    }

    /// What of the applications that share a key is compared.
    fn counted(&self, group: &Group) -> String {
        let key = |value: &ValueId| match group.similar {
            Some(similar) if similar.name == *value => say::or_alike(&self.name(*value), similar.least, self.lang),
            _ => self.name(*value),
        };
        let key: Vec<String> = group.key.iter().map(key).collect();
        let key = say::joined(&key, Joint::And, self.lang);
        let there = self.names(&group.there, Joint::Or);
        let which = say::which(&key, Some(there.as_str()).filter(|there| !there.is_empty()), self.lang);
        let Some(amount) = &group.amount else {
            let distinct = group.distinct.map(|value| self.name(value));
            let count = say::count(group.at_least, group.at_most, self.lang);
            let one = group.at_most.or(group.at_least) == Some(1);
            return match group.there.as_slice() {
                [] => say::shared(&count, one, distinct.as_deref(), &key, self.lang),
                _ => say::sought(&count, one, distinct.as_deref(), &which, self.lang),
            };
        };
        let bounds = |say_bound: &dyn Fn(i64) -> String| {
            let bounds = amount.bounds.iter().map(|(side, bound)| ops::compare(*side, &say_bound(*bound), self.lang));
            say::joined(&bounds.collect::<Vec<_>>(), Joint::And, self.lang)
        };
        match amount.of {
            AmountOf::Sum(value) => {
                let money = self.set.values[usize::from(value.0)].kind == KindId::Money;
                let bounds = bounds(&|bound| ops::units(money, bound, self.lang));
                say::sum(&self.name(value), &which, &bounds, self.lang)
            }
            AmountOf::Share => {
                let parts = group.only.into_iter().chain(group.pair).map(|node| self.within(node));
                let condition = say::joined(&parts.collect::<Vec<_>>(), Joint::And, self.lang);
                say::share(&condition, &which, &bounds(&|bound| ops::percent(bound, SHARE_SCALE, self.lang)), self.lang)
            }
        }
    }

    fn cluster(&self, ask: &ClusterAsk) -> String {
        let distinct = ask.distinct.map(|value| self.name(value));
        let keys = self.names(&ask.keys, Joint::Or);
        say::cluster(ask.at_least, distinct.as_deref(), &keys, ask.max_group, self.lang)
    }

    fn signals(&self, ask: &SignalAsk) -> String {
        let from = match ask.distinct {
            None => From::Signals,
            Some(Distinct::Department) => From::Departments,
            Some(Distinct::Reporter) => From::Reporters,
        };
        let kinds = (!ask.kinds.is_empty()).then(|| say::of_kinds(&ask.kinds, self.lang));
        let within = ask.within.map(|length| say::only(Only::UpTo, Some(&length.said(self.lang)), self.lang));
        let reliable = ask.reliability.map(|least| say::reliable(least, self.lang));
        let details: Vec<String> = kinds.into_iter().chain(reliable).chain(within).collect();
        say::signals(ask.at_least, from, &self.names(&ask.on, Joint::Or), &details, self.lang)
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sources;
    use crate::rules::{RuleSource, load};
    use crate::text::Lang;

    #[test]
    fn every_shipped_rule_says_something_of_its_own_in_each_language() {
        let set = load(&RuleSource::Builtin, &mut Sources::default(), &[]).expect("built in").set.expect("a rule set");
        let mut seen = std::collections::BTreeSet::new();
        for rule in &set.rules {
            let (nl, en) = (set.sentence(rule, Lang::Nl), set.sentence(rule, Lang::En));
            assert!(nl.ends_with('.') && nl != en && !nl.contains("  "), "{}: {nl}", rule.id);
            assert!(seen.insert(en.clone()), "{}: {en}", rule.id);
        }
    }
}
