//! The explanation for an officer: why, what reassures, what is missing, what nearly holds, what would change
//! the outcome, who is linked, and what could not be told.

use std::cmp::Reverse;

use super::block::Block;
use super::near::Near;
use super::tree::{Branch, value};
use super::{Lack, Story, Told};
use crate::batch::{Instead, Row, Truth, ValueId};
use crate::engine::{Change, Shown};
use crate::fields::KindId;
use crate::report::Document;
use crate::text::explain::{ExplainMsg, Part};
use crate::text::report::Word;

/// How many rules that nearly hold are told.
const NEAR: usize = 5;

/// Appends what there is to tell.
pub(super) fn blocks(document: &Document<'_>, story: &Story, out: &mut Vec<Block>) {
    let page = Page { document, row: story.row };
    page.head(out);
    let (mut reasons, reassuring): (Vec<&Told>, Vec<&Told>) =
        story.hits.iter().partition(|told| document.rule(told.rule).weight >= 0);
    reasons.sort_by_key(|told| Reverse(document.rule(told.rule).weight));
    page.part(Part::Reasons, Some(reasons.len()), out);
    if reasons.is_empty() {
        out.push(Block::Text(Word::NoReasons.say(document.lang()).to_owned()));
    }
    reasons.iter().for_each(|told| page.hit(told, out));
    if !reassuring.is_empty() {
        page.part(Part::Reassurances, Some(reassuring.len()), out);
        reassuring.iter().for_each(|told| page.hit(told, out));
    }
    page.links(story, out);
    page.near(&story.near, out);
    page.changes(&story.changes, out);
    page.lacks(&story.missing, out);
    page.open(&story.open, out);
    page.others(story, out);
    out.push(Block::Text(document.footer().to_owned()));
}

struct Page<'a> {
    document: &'a Document<'a>,
    row: Row,
}

impl Page<'_> {
    fn part(&self, part: Part, count: Option<usize>, out: &mut Vec<Block>) {
        let said = part.say(self.document.lang());
        out.push(Block::Part(count.map_or_else(|| said.to_owned(), |count| format!("{said} ({count})"))));
    }

    fn head(&self, out: &mut Vec<Block>) {
        let (document, row, lang) = (self.document, self.row, self.document.lang());
        let score = document.answers.score(row);
        let (file, line) = document.batch.origins.of(row);
        let id = document.batch.id(row);
        out.push(Block::Title(format!("{id}: {}, {}", document.band_label(score), document.range(score))));
        let place = ExplainMsg::Place { file: file.to_owned(), row: line }.say(lang);
        let mut about = format!("{}: {place}", Word::File.say(lang));
        let shown = |value: ValueId| {
            let shown = Shown::of(&document.batch.columns[usize::from(value.0)], row);
            (shown != Shown::Missing).then(|| document.show(value, &shown))
        };
        if let (Some(permit), Some(day)) = (shown(document.set.permit_type), shown(document.set.application_date)) {
            about = format!("{about}. {}", ExplainMsg::Applied { permit, day }.say(lang));
        }
        out.push(Block::Text(format!("{about}.")));
    }

    /// A rule's id, title and weight.
    fn name(&self, rule: usize) -> String {
        let rule = self.document.rule(rule);
        format!("{} {} ({:+})", rule.id, rule.title.get(self.document.lang()), rule.weight)
    }

    fn ids(&self, rules: impl IntoIterator<Item = usize>) -> String {
        rules.into_iter().map(|rule| self.document.rule(rule).id.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// A rule that holds: its conditions, then what an officer needs to ask on.
    fn hit(&self, told: &Told, out: &mut Vec<Block>) {
        let (rule, lang) = (self.document.rule(told.rule), self.document.lang());
        out.push(Block::Item(self.name(told.rule)));
        tree(self.document, self.row, &told.tree, 0, out);
        for (word, said) in [(Word::Why, &rule.why), (Word::Consider, &rule.consider), (Word::Ask, &rule.ask)] {
            let text = said.get(lang);
            if !text.is_empty() {
                out.push(Block::Said { name: word.say(lang), text: text.to_owned() });
            }
        }
        if !rule.source.is_empty() {
            out.push(Block::Said { name: Word::Source.say(lang), text: rule.source.join("; ") });
        }
    }

    fn links(&self, story: &Story, out: &mut Vec<Block>) {
        let (document, lang) = (self.document, self.document.lang());
        let (linked, all) = &story.linked;
        if *all > 0 {
            self.part(Part::Links, Some(*all), out);
            for row in linked {
                let (file, line) = document.batch.origins.of(*row);
                let place = ExplainMsg::Place { file: file.to_owned(), row: line }.say(lang);
                out.push(Block::Point(format!("{} ({place})", document.batch.id(*row))));
            }
            if *all > linked.len() {
                out.push(Block::Text(document.list(linked, *all)));
            }
        }
        if !story.signals.is_empty() {
            self.part(Part::Signals, Some(story.signals.len()), out);
            out.extend(story.signals.iter().map(|fact| Block::Point(document.say(fact))));
        }
    }

    fn near(&self, near: &[Near], out: &mut Vec<Block>) {
        if near.is_empty() {
            return;
        }
        let lang = self.document.lang();
        self.part(Part::Near, Some(near.len()), out);
        out.push(Block::Text(Part::NearMeans.say(lang).to_owned()));
        for near in near.iter().take(NEAR) {
            let what = near.lacks.said.clone();
            let lacks = ExplainMsg::Lacks { what, distance: near.distance.clone() }.say(lang);
            out.push(Block::Point(format!("{}: {lacks}", self.name(near.rule))));
        }
        if near.len() > NEAR {
            out.push(Block::Text(ExplainMsg::MoreNear { count: near.len() - NEAR }.say(lang)));
        }
    }

    fn changes(&self, changes: &[Option<Change>; 2], out: &mut Vec<Block>) {
        let (document, lang) = (self.document, self.document.lang());
        self.part(Part::Changes, None, out);
        out.push(Block::Text(Part::ChangesMean.say(lang).to_owned()));
        let band = usize::from(document.answers.score(self.row).band);
        let last = document.set.scoring.bands.len().saturating_sub(1);
        for (higher, change) in [false, true].into_iter().zip(changes) {
            let end = if higher { band == last } else { band == 0 };
            out.push(Block::Point(match change {
                Some(change) => self.change(change),
                None if end => ExplainMsg::AtTheEnd { higher }.say(lang),
                None => ExplainMsg::NoChange { higher }.say(lang),
            }));
        }
    }

    fn change(&self, change: &Change) -> String {
        let (document, lang) = (self.document, self.document.lang());
        let column = &document.batch.columns[usize::from(change.value.0)];
        let said = ExplainMsg::Change {
            label: document.label(change.value),
            old: document.show(change.value, &Shown::of(column, self.row)),
            new: instead(document, change.value, &change.instead),
            score: document.range(change.score),
            band: document.band_label(change.score).to_owned(),
        };
        let ids = |wanted: Truth| {
            self.ids(change.turned.iter().filter(|(_, answer)| *answer == wanted).map(|(rule, _)| *rule))
        };
        let turned =
            ExplainMsg::Turned { on: ids(Truth::Yes), off: ids(Truth::No), open: ids(Truth::Unknown) }.say(lang);
        format!("{} ({turned}).", said.say(lang))
    }

    fn lacks(&self, lacks: &[Lack], out: &mut Vec<Block>) {
        if lacks.is_empty() {
            return;
        }
        self.part(Part::Lacking, Some(lacks.len()), out);
        for lack in lacks {
            let (label, rules) = (self.document.label(lack.value), self.ids(lack.rules.iter().copied()));
            let said = if lack.low == lack.high {
                ExplainMsg::Settles { label, rules }
            } else {
                ExplainMsg::CouldMake { label, low: lack.low, high: lack.high, rules }
            };
            out.push(Block::Point(said.say(self.document.lang())));
        }
    }

    /// Rules that could not be assessed: their conditions, and what would settle them.
    fn open(&self, open: &[Told], out: &mut Vec<Block>) {
        if open.is_empty() {
            return;
        }
        let lang = self.document.lang();
        self.part(Part::Open, Some(open.len()), out);
        for told in open {
            out.push(Block::Item(self.name(told.rule)));
            tree(self.document, self.row, &told.tree, 0, out);
            let missing = self.document.answers.missing(told.rule, self.row);
            let missing: Vec<String> = missing.into_iter().map(|value| self.document.label(value)).collect();
            let name = Word::NotAssessed.say(lang);
            let text = format!("{} {}", missing.join(", "), Word::Missing.say(lang));
            out.push(Block::Said { name, text });
        }
    }

    fn others(&self, story: &Story, out: &mut Vec<Block>) {
        let near = |rule: &usize| story.near.iter().any(|near| near.rule == *rule);
        let others: Vec<usize> = story.misses.iter().map(|told| told.rule).filter(|rule| !near(rule)).collect();
        if others.is_empty() {
            return;
        }
        self.part(Part::Others, None, out);
        let count = others.len();
        let said = ExplainMsg::OthersCount { count, ids: self.ids(others) }.say(self.document.lang());
        out.push(Block::Text(format!("{said}.")));
    }
}

/// A condition and those that it is made of.
pub(super) fn tree(document: &Document<'_>, row: Row, branch: &Branch, depth: usize, out: &mut Vec<Block>) {
    let place = branch.places(document, row);
    out.push(Block::Condition { depth, answer: branch.answer, said: branch.said.clone(), place });
    branch.parts.iter().for_each(|part| tree(document, row, part, depth + 1, out));
}

/// What stands there instead, for people.
pub(super) fn instead(document: &Document<'_>, value: ValueId, instead: &Instead) -> String {
    let lang = document.lang();
    let kind = document.set.values[usize::from(value.0)].kind;
    match instead {
        Instead::Key(key) => document.show(value, &Shown::Key(key.clone())),
        Instead::Units(units) => document.show(value, &Shown::units(kind, *units)),
        Instead::Day(at) => document.show(value, &Shown::Day(*at)),
        Instead::Flag(yes) => if *yes { Word::Yes } else { Word::No }.say(lang).to_owned(),
        Instead::Other if kind == KindId::Category || kind == KindId::Text => Part::OtherValue.say(lang).to_owned(),
        Instead::Other => Part::OwnValue.say(lang).to_owned(),
    }
}

/// A value with its name, for whoever tells it elsewhere.
pub(super) fn named(document: &Document<'_>, value: ValueId, row: Row) -> String {
    self::value(document, value, row)
}
