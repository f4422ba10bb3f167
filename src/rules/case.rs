//! `[[rule.test]]`: an example that stands beside a rule, with the answer that it must give.

use super::names::{Names, nearest};
use crate::diag::{Entry, Item, Table};
use crate::ops::Context;
use crate::text::rules::{AcrossMsg, RuleMsg};

/// An example of a rule.
#[derive(Clone, Debug)]
pub struct Case {
    /// What the example is about.
    pub name: String,
    /// The application under assessment, and after it the others of its batch.
    pub applications: Vec<Given>,
    /// Colleagues' signals; `None` where none were given to the run.
    pub signals: Option<Vec<Given>>,
    /// The answer that the rule must give for the first application.
    pub expect: Expect,
    /// What the hit must show: values by their names, each with what stood there where that is given.
    pub evidence: Vec<(String, Option<String>)>,
}

/// Fields of an application (canonical ids) with what stands in their cells.
pub type Given = Vec<(String, String)>;

/// What a rule answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// The condition is true.
    Hit,
    /// It is false.
    NoHit,
    /// It is unknown.
    NotAssessed,
}

impl Expect {
    /// The word for it in a rule file.
    pub fn word(self) -> &'static str {
        match self {
            Expect::Hit => "hit",
            Expect::NoHit => "no_hit",
            Expect::NotAssessed => "not_assessed",
        }
    }
}

/// The words for answers in a rule file.
pub(super) const ANSWERS: [(&str, Expect); 3] =
    [("hit", Expect::Hit), ("no_hit", Expect::NoHit), ("not_assessed", Expect::NotAssessed)];

/// Reads the examples of a rule; the author is told of what is wrong in them.
pub(super) fn cases(rule: &Table, names: &mut Names<'_>) -> Vec<Case> {
    let Some(entry) = rule.claim("test") else { return Vec::new() };
    let mut cases: Vec<Case> = Vec::new();
    for item in entry.item.items() {
        let Some(case) = case(item, names) else { continue };
        if cases.iter().any(|known| known.name == case.name) {
            names.hint(item.span, RuleMsg::DuplicateTest { name: case.name.clone() });
        }
        cases.push(case);
    }
    cases
}

fn case(item: &Item, names: &mut Names<'_>) -> Option<Case> {
    let table = names.table(item)?;
    let name = names.required(table, "name").and_then(|item| names.text(item));
    let first = names.required(table, "given").and_then(|item| given(item, names));
    let others = table.claim("others").map_or(&[][..], |entry| entry.item.items());
    let others: Vec<Given> = others.iter().filter_map(|item| given(item, names)).collect();
    let signals = table.claim("signals").map(|entry| entry.item.items().iter().filter_map(|item| signal(item, names)));
    let signals: Option<Vec<Given>> = signals.map(Iterator::collect);
    let expect = names.required(table, "expect").and_then(|item| answer(item, names));
    let evidence = table.claim("evidence").map_or(Vec::new(), |entry| evidence(entry, expect, names));
    names.refuse_unclaimed(table, &KEYS);
    let applications = std::iter::once(first?).chain(others).collect();
    Some(Case { name: name?, applications, signals, expect: expect?, evidence })
}

/// The keys of an example.
pub(super) const KEYS: [&str; 6] = ["name", "given", "others", "signals", "expect", "evidence"];

/// `evidence = ["loan_amount"]`, or `{ loan_amount = "€ 40.000" }` where it matters what stood there.
fn evidence(entry: &Entry, expect: Option<Expect>, names: &mut Names<'_>) -> Vec<(String, Option<String>)> {
    if expect.is_some_and(|expect| expect != Expect::Hit) {
        let expected =
            ["`expect = \"hit\"`: alleen wat raak is laat iets zien", "`expect = \"hit\"`: only a hit shows anything"];
        names.error(entry.key_span, RuleMsg::WrongType { expected });
    }
    let mut shown = Vec::new();
    match entry.item.table() {
        Some(table) => {
            for entry in &table.entries {
                let entry = entry.take();
                if let Some(value) = names.value(&entry.key, entry.key_span) {
                    let text = cell(&entry.item, names);
                    shown.push((names.values[usize::from(value.0)].name.clone(), text));
                }
            }
        }
        None => {
            for item in entry.item.items() {
                let Some(name) = names.text(item) else { continue };
                if let Some(value) = names.value(&name, item.span) {
                    shown.push((names.values[usize::from(value.0)].name.clone(), None));
                }
            }
        }
    }
    shown
}

/// The columns of a signal, as in a signal file.
pub(super) const SIGNAL: [&str; 8] =
    ["date", "department", "reporter", "about", "value", "kind", "text", "reliability"];

fn signal(item: &Item, names: &mut Names<'_>) -> Option<Given> {
    let table = names.table(item)?;
    let cells = SIGNAL.iter().filter_map(|name| Some(((*name).to_owned(), cell(&table.claim(name)?.item, names)?)));
    let cells = cells.collect();
    names.refuse_unclaimed(table, &SIGNAL);
    Some(cells)
}

fn given(item: &Item, names: &mut Names<'_>) -> Option<Given> {
    let mut cells = Vec::new();
    for entry in &names.table(item)?.entries {
        let entry = entry.take();
        let known = names.dictionary.by_name(&entry.key).map(|field| (field, 1));
        let Some((field, first)) = known.or_else(|| names.dictionary.party(&entry.key)) else {
            let near = names.dictionary.nearest(&entry.key).into_iter().next();
            names.error(entry.key_span, RuleMsg::UnknownField { name: entry.key.clone(), near });
            continue;
        };
        let field = names.dictionary.field(field);
        let parties = entry.item.items();
        if parties.len() > 1 && field.role.is_none() {
            let message = AcrossMsg::OneValue { field: field.id.clone() };
            names.error(entry.item.span, RuleMsg::Across(message));
            continue;
        }
        for (number, item) in (first..).zip(parties) {
            let name = if number < 2 { field.id.clone() } else { format!("{} {number}", field.id) };
            cells.extend(cell(item, names).map(|text| (name, text)));
        }
    }
    Some(cells)
}

/// What stands in a cell.
fn cell(item: &Item, names: &mut Names<'_>) -> Option<String> {
    let flag = item.bool().map(|yes| if yes { "true" } else { "false" });
    let text = item.text().or(item.number()).or(flag);
    if text.is_none() {
        names.error(item.span, RuleMsg::WrongType { expected: ["een tekst of getal", "a text or number"] });
    }
    text.map(str::to_owned)
}

fn answer(item: &Item, names: &mut Names<'_>) -> Option<Expect> {
    let text = names.text(item)?;
    let known = ANSWERS.iter().find(|(word, _)| *word == text);
    if known.is_none() {
        let near = nearest(&text, ANSWERS.iter().map(|(word, _)| *word));
        names.error(item.span, RuleMsg::UnknownValue { word: text, field: "expect".into(), near });
    }
    known.map(|(_, expect)| *expect)
}
