//! The conditions of a rule with their answers, what stood there, and where that was read.

use super::place;
use crate::batch::{Row, Truth, ValueId};
use crate::engine::{Fact, Findings, OfParty, Shown};
use crate::report::{Document, one_line};
use crate::rules::{From, Node, NodeId};
use crate::text::explain::ExplainMsg;
use crate::text::report::{ReportMsg, Word};

/// A condition, with those that it is made of.
pub(super) struct Branch {
    /// Whether it holds.
    pub(super) answer: Truth,
    /// What it asks and what was seen, in words.
    pub(super) said: String,
    /// The values that it looks at.
    pub(super) values: Vec<ValueId>,
    /// Whether it looks at other applications or at colleagues' signals.
    pub(super) beyond: bool,
    /// The conditions that it is made of.
    pub(super) parts: Vec<Branch>,
}

impl Branch {
    /// The condition of a node for a row.
    pub(super) fn of(document: &Document<'_>, findings: &Findings<'_>, id: NodeId, row: Row) -> Branch {
        let (set, lang) = (document.set, document.lang());
        let part = |id: &NodeId| Branch::of(document, findings, *id, row);
        let word = |word: Word| word.say(lang).to_owned();
        let mut values = Vec::new();
        let (said, parts) = match &set.nodes[id.0 as usize] {
            Node::Always(yes) => (word(if *yes { Word::Yes } else { Word::No }), Vec::new()),
            Node::All(parts) => (word(Word::AllOf), parts.iter().map(part).collect()),
            Node::Any(parts) => (word(Word::AnyOf), parts.iter().map(part).collect()),
            Node::AtLeast(least, parts) => {
                (ReportMsg::AtLeast { least: *least }.say(lang), parts.iter().map(part).collect())
            }
            Node::Not(inner) => (word(Word::NotThis), vec![part(inner)]),
            Node::Rule(rule) => {
                let rule = document.rule(*rule);
                (format!("{} {}", Word::Rule.say(lang), rule.id), vec![part(&rule.when)])
            }
            Node::Party(ask) => {
                let parties = findings.parties(id, row);
                if parties.len() < 2 {
                    return Branch::of(document, findings, ask.of, row);
                }
                let every = if ask.every { Word::EveryParty } else { Word::AnyParty };
                (word(every), parties.iter().flatten().map(|seen| party(document, seen)).collect())
            }
            Node::Test(test) => {
                values.push(test.value());
                values.extend(test.also_reads());
                let value = value(document, test.value(), row);
                // What is asked of two values is said with the names of both.
                let two = !test.also_reads().is_empty();
                let expected = if two { set.say(id, lang) } else { test.expected(lang) };
                let asked = ExplainMsg::Asked { shown: value, expected }.say(lang);
                let others = test.also_reads().into_iter().map(|other| self::value(document, other, row));
                let yes = findings.truth(id, row) == Truth::Yes;
                let alike = if yes { findings.facts(id, row) } else { Vec::new() };
                let alike =
                    alike.iter().filter(|fact| matches!(fact, Fact::Alike { .. })).map(|fact| document.say(fact));
                (std::iter::once(asked).chain(others).chain(alike).collect::<Vec<_>>().join("; "), Vec::new())
            }
            Node::Outlier(question) => {
                values.push(question.value);
                values.extend(question.among);
                (pattern(document, findings, id, row, &values), Vec::new())
            }
            Node::Group(group) => {
                values.extend(&group.key);
                (pattern(document, findings, id, row, &values), Vec::new())
            }
            Node::Cluster(ask) => {
                values.extend(&ask.keys);
                (pattern(document, findings, id, row, &values), Vec::new())
            }
            Node::Signal(ask) => {
                values.extend(&ask.on);
                (pattern(document, findings, id, row, &values), Vec::new())
            }
        };
        let own =
            matches!(&set.nodes[id.0 as usize], Node::Outlier(_) | Node::Group(_) | Node::Cluster(_) | Node::Signal(_));
        let beyond = own || parts.iter().any(|part| part.beyond) || values.iter().any(|v| beyond(document, *v));
        Branch { answer: findings.truth(id, row), said, values, beyond, parts }
    }

    /// Where its values were read, in words; empty where nothing tells.
    pub(super) fn places(&self, document: &Document<'_>, row: Row) -> String {
        let mut found = Vec::new();
        self.values.iter().for_each(|value| fields(document, *value, &mut found));
        let places: Vec<_> = found.iter().filter_map(|value| place(document, *value, row)).collect();
        let mut files: Vec<Option<&str>> = places.iter().map(|place| place.file).collect();
        files.sort_unstable();
        files.dedup();
        let said = files.into_iter().map(|file| {
            let headers = places.iter().filter(|place| place.file == file).map(|place| one_line(place.header));
            ExplainMsg::Columns { headers: headers.collect(), file: file.map(one_line) }.say(document.lang())
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

/// What was asked of one party, with its answer.
fn party(document: &Document<'_>, seen: &OfParty) -> Branch {
    let lang = document.lang();
    let expected = lang.pick(&seen.expected[0], &seen.expected[1]).to_owned();
    let asked = ExplainMsg::Asked { shown: document.show(seen.value, &seen.shown), expected }.say(lang);
    let said = format!("{}: {asked}", document.label(seen.value));
    Branch { answer: seen.truth, said, values: vec![seen.value], beyond: false, parts: Vec::new() }
}

/// The fields that a value is made of; a field is made of itself.
pub(super) fn fields(document: &Document<'_>, value: ValueId, out: &mut Vec<ValueId>) {
    match &document.set.values[usize::from(value.0)].from {
        From::Field if !out.contains(&value) => out.push(value),
        From::Field => {}
        From::Derived(derived) => {
            crate::rules::parts_of(derived).into_iter().for_each(|part| fields(document, part, out));
        }
    }
}

/// Whether a derived value hangs on other applications: a condition that looks at them.
fn beyond(document: &Document<'_>, value: ValueId) -> bool {
    let From::Derived(derived) = &document.set.values[usize::from(value.0)].from else { return false };
    let asks = |id: &NodeId| looks_beyond(document, *id);
    matches!(derived, crate::rules::Derived::If(node) if asks(node))
        || crate::rules::parts_of(derived).into_iter().any(|part| beyond(document, part))
}

fn looks_beyond(document: &Document<'_>, id: NodeId) -> bool {
    let any = |parts: &[NodeId]| parts.iter().any(|part| looks_beyond(document, *part));
    match &document.set.nodes[id.0 as usize] {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => any(parts),
        Node::Not(part) => looks_beyond(document, *part),
        Node::Rule(rule) => looks_beyond(document, document.rule(*rule).when),
        Node::Party(ask) => looks_beyond(document, ask.of),
        Node::Test(test) => beyond(document, test.value()) || test.also_reads().iter().any(|v| beyond(document, *v)),
        Node::Outlier(_) | Node::Group(_) | Node::Cluster(_) | Node::Signal(_) => true,
        Node::Always(_) => false,
    }
}

/// A value with its name.
pub(super) fn value(document: &Document<'_>, value: ValueId, row: Row) -> String {
    let column = &document.batch.columns[usize::from(value.0)];
    format!("{}: {}", document.label(value), document.show(value, &Shown::of(column, row)))
}

/// What was seen across applications, or what is asked.
fn pattern(document: &Document<'_>, findings: &Findings<'_>, id: NodeId, row: Row, values: &[ValueId]) -> String {
    let facts = if findings.truth(id, row) == Truth::Unknown { Vec::new() } else { findings.facts(id, row) };
    match facts.as_slice() {
        [] => {
            let shown = values.iter().map(|v| value(document, *v, row)).collect::<Vec<_>>().join(", ");
            ExplainMsg::Asked { shown, expected: document.set.say(id, document.lang()) }.say(document.lang())
        }
        facts => facts.iter().map(|fact: &Fact| document.say(fact)).collect::<Vec<_>>().join("; "),
    }
}
