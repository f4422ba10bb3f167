//! The text for an applicant: what they filled in and what is asked of them, in the words that the author of a
//! rule wrote for a letter. Rules without such words are left out, and so are all that look at other
//! applications, at colleagues' signals or at what is usual among others. Names of people and firms are not
//! repeated, and no score or level is told.

use super::block::Block;
use super::tree::{self, Branch};
use super::{Story, Told};
use crate::batch::{Row, Truth, ValueId};
use crate::engine::{Findings, Shown};
use crate::fields::KindId;
use crate::report::Document;
use crate::text::explain::Part;

/// A question for an applicant: the facts it is about, and the words.
pub(super) struct Question {
    pub(super) facts: Vec<String>,
    pub(super) ask: String,
}

/// What a letter can ask: in order of the rules, each question once.
pub(super) fn questions(document: &Document<'_>, story: &Story) -> Vec<Question> {
    let lang = document.lang();
    let mut questions: Vec<Question> = Vec::new();
    for told in story.hits.iter().filter(|told| asks(document, told)) {
        let rule = document.rule(told.rule);
        let ask = rule.letter.get(lang).to_owned();
        let mut seen = Vec::new();
        held(&told.tree, &mut seen);
        let mut fields = Vec::new();
        seen.iter().for_each(|value| tree::fields(document, *value, &mut fields));
        let facts = fields.into_iter().filter(|value| *value != document.set.permit_type);
        let facts = facts.map(|value| fact(document, value, story.row)).collect();
        questions.push(Question { facts, ask });
    }
    questions
}

/// The fields that are missing or unreadable, and that the applicant's own form could settle.
pub(super) fn lacking(document: &Document<'_>, findings: &Findings<'_>, story: &Story) -> Vec<ValueId> {
    let mut fields: Vec<ValueId> = Vec::new();
    for told in story.open.iter().filter(|told| asks(document, told)) {
        for value in findings.missing(told.rule, story.row) {
            // What no form asks for is nothing that this applicant left out.
            if super::place(document, value, story.row).is_some() && !fields.contains(&value) {
                fields.push(value);
            }
        }
    }
    fields.sort_unstable();
    fields
}

/// Appends the text.
pub(super) fn blocks(document: &Document<'_>, findings: &Findings<'_>, story: &Story, out: &mut Vec<Block>) {
    let lang = document.lang();
    let say = |part: Part| Block::Text(part.say(lang).to_owned());
    let (questions, lacking) = (questions(document, story), lacking(document, findings, story));
    out.push(Block::Title(format!("{}: {}", Part::Letter.say(lang), document.batch.id(story.row))));
    if questions.is_empty() && lacking.is_empty() {
        let beyond = story.hits.iter().any(|told| document.rule(told.rule).weight > 0);
        out.push(say(if beyond { Part::OnlyOthers } else { Part::LetterNothing }));
        return;
    }
    out.push(say(Part::LetterIntro));
    for (at, question) in questions.iter().enumerate() {
        out.push(Block::Item(format!("{}. {}", at + 1, question.ask)));
        if !question.facts.is_empty() {
            out.push(Block::Said { name: Part::LetterFacts.say(lang), text: question.facts.join("; ") });
        }
    }
    if !lacking.is_empty() {
        out.push(say(Part::LetterMissing));
        out.extend(lacking.iter().map(|value| Block::Point(document.label(*value))));
    }
    out.extend([say(Part::LetterHelp), say(Part::LetterWhy)]);
}

/// Whether a rule may stand in a letter: its author wrote a question for one, and it looks at nothing but this
/// application.
fn asks(document: &Document<'_>, told: &Told) -> bool {
    !document.rule(told.rule).letter.get(document.lang()).is_empty() && !told.tree.beyond
}

/// The values of the conditions that hold.
fn held(branch: &Branch, out: &mut Vec<ValueId>) {
    if branch.parts.is_empty() && branch.answer == Truth::Yes {
        out.extend(&branch.values);
    }
    let wanted = |part: &&Branch| part.answer == branch.answer || branch.parts.len() == 1;
    branch.parts.iter().filter(wanted).for_each(|part| held_any(part, out));
}

/// As `held`; of a condition that is turned around, what did not hold is what was seen.
fn held_any(branch: &Branch, out: &mut Vec<ValueId>) {
    if branch.parts.is_empty() {
        out.extend(&branch.values);
    } else {
        held(branch, out);
    }
}

/// What an applicant filled in. Names and free texts, which may name others, are not repeated: only that they
/// were filled in.
fn fact(document: &Document<'_>, value: ValueId, row: Row) -> String {
    let lang = document.lang();
    let def = &document.set.values[usize::from(value.0)];
    let shown = Shown::of(&document.batch.columns[usize::from(value.0)], row);
    let said = match shown {
        Shown::Missing => Part::NotFilledIn.say(lang).to_owned(),
        Shown::Invalid(_) => Part::NotReadable.say(lang).to_owned(),
        _ if def.personal.is_hidden() || def.kind == KindId::Text => Part::FilledIn.say(lang).to_owned(),
        shown => document.show(value, &shown),
    };
    format!("{}: {said}", document.label(value))
}
