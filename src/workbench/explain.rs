//! One application in full: every rule that hits or could not be assessed, with each of its conditions, what
//! stood there, and whether it held. It asks the engine's own answers, so that it cannot drift from them.

use std::fmt::Write;

use crate::batch::{Row, Truth, ValueId};
use crate::engine::{Findings, OfParty, Shown};
use crate::report::{Document, one_line};
use crate::rules::{Node, NodeId};
use crate::text::report::{ReportMsg, Word};

/// The application as lines to read.
pub fn explain(document: &Document<'_>, findings: &Findings<'_>, row: Row) -> String {
    let explainer = Explainer { document, findings, row };
    let mut out = explainer.head();
    let (hits, open): (Vec<usize>, Vec<usize>) = (findings.hits(row).collect(), findings.not_assessed(row).collect());
    for rule in &hits {
        explainer.reason(*rule, &mut out);
    }
    if hits.is_empty() {
        let _ = writeln!(out, "{}\n", Word::NoReasons.say(document.lang()));
    }
    for rule in &open {
        explainer.open(*rule, &mut out);
    }
    explainer.foot(hits.len() + open.len(), &mut out);
    out
}

struct Explainer<'a, 'f> {
    document: &'a Document<'a>,
    findings: &'a Findings<'f>,
    row: Row,
}

impl Explainer<'_, '_> {
    fn word(&self, word: Word) -> &'static str {
        word.say(self.document.lang())
    }

    fn head(&self) -> String {
        let (document, row) = (self.document, self.row);
        let score = self.findings.score(row);
        let (file, line) = document.batch.origins.of(row);
        let id = one_line(document.batch.id(row));
        let place =
            format!("{} {}, {} {line}", self.word(Word::File), one_line(file), self.word(Word::Row).to_lowercase());
        format!("{id}: {}, {} ({place})\n\n", document.band_label(score), document.range(score))
    }

    /// A rule that hits: its conditions, then what an officer needs to ask on.
    fn reason(&self, rule: usize, out: &mut String) {
        let (text, lang) = (self.document.rule(rule), self.document.lang());
        let _ = writeln!(out, "{} {} ({:+})", text.id, one_line(text.title.get(lang)), text.weight);
        self.node(text.when, 1, out);
        for (word, said) in [(Word::Why, &text.why), (Word::Consider, &text.consider), (Word::Ask, &text.ask)] {
            let _ = writeln!(out, "  {}: {}", self.word(word), one_line(said.get(lang)));
        }
        out.push('\n');
    }

    /// A rule that could not be assessed: its conditions, and what would settle it.
    fn open(&self, rule: usize, out: &mut String) {
        let (text, lang) = (self.document.rule(rule), self.document.lang());
        let title = one_line(text.title.get(lang));
        let _ = writeln!(out, "{}: {} {title} ({:+})", self.word(Word::NotAssessed), text.id, text.weight);
        self.node(text.when, 1, out);
        let missing: Vec<String> =
            self.findings.missing(rule, self.row).into_iter().map(|value| self.document.label(value)).collect();
        let _ = writeln!(out, "  {} {}\n", missing.join(", "), self.word(Word::Missing));
    }

    fn foot(&self, told: usize, out: &mut String) {
        let (linked, all) = self.findings.linked(self.row, crate::report::LINKED_SHOWN);
        if all > 0 {
            let _ = writeln!(out, "{}: {}", self.word(Word::Linked), self.document.list(&linked, all));
        }
        let rest = self.document.set.rules.len() - told;
        let _ = writeln!(out, "{}", ReportMsg::OtherRules { count: rest }.say(self.document.lang()));
        let _ = writeln!(out, "{}", self.word(Word::Footer));
    }

    fn answer(&self, truth: Truth) -> &'static str {
        match truth {
            Truth::Yes => self.word(Word::Yes),
            Truth::No => self.word(Word::No),
            Truth::Unknown => "?",
        }
    }

    /// What was asked of one party, with its answer.
    fn party(&self, seen: &OfParty, depth: usize, out: &mut String) {
        let (document, answer) = (self.document, self.answer(seen.truth));
        let (label, shown) = (document.label(seen.value), document.show(seen.value, &seen.shown));
        let asked = document.lang().pick(&seen.expected[0], &seen.expected[1]);
        let _ = writeln!(out, "{}[{answer}] {label} {shown}: {asked}", "  ".repeat(depth));
    }

    /// A condition and those it is made of, each with its answer.
    fn node(&self, id: NodeId, depth: usize, out: &mut String) {
        let answer = self.answer(self.findings.truth(id, self.row));
        let lang = self.document.lang();
        let (said, parts): (String, &[NodeId]) = match &self.document.set.nodes[id.0 as usize] {
            Node::Always(_) => (String::new(), &[]),
            Node::All(parts) => (self.word(Word::AllOf).to_owned(), parts),
            Node::Any(parts) => (self.word(Word::AnyOf).to_owned(), parts),
            Node::AtLeast(least, parts) => (ReportMsg::AtLeast { least: *least }.say(lang), parts),
            Node::Not(part) => (self.word(Word::NotThis).to_owned(), std::slice::from_ref(part)),
            Node::Test(test) => (format!("{}: {}", self.value(test.value()), test.expected(lang)), &[]),
            Node::Party(ask) => {
                let parties = self.findings.parties(id, self.row);
                if parties.len() < 2 {
                    return self.node(ask.of, depth, out);
                }
                let every = if ask.every { Word::EveryParty } else { Word::AnyParty };
                let _ = writeln!(out, "{}[{answer}] {}", "  ".repeat(depth), self.word(every));
                return parties.iter().flatten().for_each(|seen| self.party(seen, depth + 1, out));
            }
            Node::Rule(rule) => (format!("{} {}", self.word(Word::Rule), self.document.rule(*rule).id), &[]),
            Node::Outlier(question) => (self.pattern(id, &[question.value]), &[]),
            Node::Group(group) => (self.pattern(id, &group.key), &[]),
            Node::Cluster(ask) => (self.pattern(id, &ask.keys), &[]),
            Node::Signal(ask) => (self.pattern(id, &ask.on), &[]),
        };
        let _ = writeln!(out, "{}[{answer}] {said}", "  ".repeat(depth));
        parts.iter().for_each(|part| self.node(*part, depth + 1, out));
    }

    /// A value with its name.
    fn value(&self, value: ValueId) -> String {
        let column = &self.document.batch.columns[usize::from(value.0)];
        format!("{} {}", self.document.label(value), self.document.show(value, &Shown::of(column, self.row)))
    }

    /// What was seen across applications, or what was looked for.
    fn pattern(&self, id: NodeId, values: &[ValueId]) -> String {
        let facts = if self.findings.truth(id, self.row) == Truth::Yes {
            self.findings.facts(id, self.row)
        } else {
            Vec::new()
        };
        match facts.as_slice() {
            [] => values.iter().map(|value| self.value(*value)).collect::<Vec<_>>().join(", "),
            facts => facts.iter().map(|fact| self.document.say(fact)).collect::<Vec<_>>().join("; "),
        }
    }
}
