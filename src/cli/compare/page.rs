//! A comparison for people: what changed in the rules, from band to band, which rules did it, which applications.

use super::Report;
use crate::cli::grid::Grid;
use crate::cli::page::Page;
use crate::cli::tell::Teller;
use crate::report::one_line;
use crate::rules::{Rule, RuleSet};
use crate::text::report::Word;
use crate::text::workbench::{Head, PartWord, WorkMsg};
use crate::text::{Lang, number};
use crate::workbench::{Because, Cause, Move, Part, ScoringChange, What};

/// The whole comparison.
pub(super) fn document(report: &Report<'_>, format: &str, teller: &Teller) -> String {
    let mut page = Page::new(format, teller);
    let writer = Writer { report, lang: teller.lang };
    writer.rules(&mut page);
    writer.matrix(&mut page);
    writer.movers(&mut page);
    writer.moves(&mut page);
    page.finish()
}

struct Writer<'a> {
    report: &'a Report<'a>,
    lang: Lang,
}

impl Writer<'_> {
    fn head(&self, head: Head) -> String {
        head.say(self.lang).to_owned()
    }

    fn count(&self, n: u64) -> String {
        number(i64::try_from(n).unwrap_or(i64::MAX), self.lang)
    }

    fn sets(&self) -> [&RuleSet; 2] {
        [&self.report.before.rules.set, &self.report.after.rules.set]
    }

    /// What changed in the rules and the scoring, each with before and after.
    fn rules(&self, page: &mut Page) {
        if self.report.changes.is_empty() {
            page.say(&WorkMsg::SameRules.say(self.lang));
            return;
        }
        let heads = [self.head(Head::Changed), self.head(Head::Before), self.head(Head::After)];
        let mut grid = Grid::new(std::iter::once(Word::Rule.say(self.lang).to_owned()).chain(heads));
        for change in &self.report.changes.rules {
            let [before, after] = self.sets().map(|set| set.rules.iter().find(|rule| rule.id == change.id));
            match &change.what {
                What::Added => {
                    grid.add([change.id.clone(), self.cause(Cause::Added), String::new(), self.whole(after)])
                }
                What::Removed => {
                    grid.add([change.id.clone(), self.cause(Cause::Removed), self.whole(before), String::new()]);
                }
                What::Changed(parts) => {
                    for part in parts {
                        let [old, new] = [(0, before), (1, after)].map(|(set, rule)| self.part(*part, set, rule));
                        let same = old == new;
                        let note = |text| if same { WorkMsg::SameWords.say(self.lang) } else { text };
                        grid.add([change.id.clone(), word(*part).say(self.lang).to_owned(), old, note(new)]);
                    }
                }
            }
        }
        for change in &self.report.changes.scoring {
            grid.add(self.scoring(change));
        }
        page.section(Head::Changes.say(self.lang), &grid);
    }

    /// A rule in one line: its title, its weight and what it asks.
    fn whole(&self, rule: Option<&Rule>) -> String {
        rule.map_or_else(String::new, |rule| format!("{} ({:+})", one_line(rule.title.get(self.lang)), rule.weight))
    }

    fn part(&self, part: Part, set: usize, rule: Option<&Rule>) -> String {
        let (set, Some(rule)) = (self.sets()[set], rule) else { return String::new() };
        match part {
            Part::Condition => one_line(&set.sentence(rule, self.lang)),
            Part::Weight => format!("{:+}", rule.weight),
            Part::Theme => one_line(rule.theme(set)),
            Part::Floor => {
                let band = rule.floor.and_then(|floor| set.scoring.bands.get(floor));
                band.map_or_else(|| "–".to_owned(), |band| one_line(band.label.get(self.lang)))
            }
            Part::Title => one_line(rule.title.get(self.lang)),
            Part::Why => one_line(rule.why.get(self.lang)),
            Part::Consider => one_line(rule.consider.get(self.lang)),
            Part::Ask => one_line(rule.ask.get(self.lang)),
            Part::Source => one_line(&rule.source.join("; ")),
            Part::Examples => rule.cases.len().to_string(),
        }
    }

    fn scoring(&self, change: &ScoringChange) -> [String; 4] {
        let first = self.head(Head::Scoring);
        let maybe = |n: Option<i32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let band = |band: Option<[i64; 3]>| {
            band.map_or_else(
                || "–".to_owned(),
                |[from, themes, hits]| WorkMsg::BandStarts { from, themes, hits }.say(self.lang),
            )
        };
        match change {
            ScoringChange::Cap(old, new) => [first, self.head(Head::Cap), old.to_string(), new.to_string()],
            ScoringChange::ThemeCap(theme, old, new) => {
                [first, format!("{} {theme}", self.head(Head::Cap)), maybe(*old), maybe(*new)]
            }
            ScoringChange::Band(id, old, new) => {
                [first, format!("{} {id}", self.head(Head::Band)), band(*old), band(*new)]
            }
        }
    }

    fn matrix(&self, page: &mut Page) {
        let [before, after] = self.sets();
        let label = |band: &crate::rules::Band| one_line(band.label.get(self.lang));
        let first = format!("{} ↓ / {} →", self.head(Head::Before), self.head(Head::After));
        let mut grid = Grid::new(std::iter::once(first).chain(after.scoring.bands.iter().map(label)));
        for (band, counts) in before.scoring.bands.iter().zip(&self.report.comparison.matrix) {
            let cells = counts.iter().map(|n| if *n == 0 { String::new() } else { self.count(*n) });
            grid.add(std::iter::once(label(band)).chain(cells));
        }
        page.section(Head::Matrix.say(self.lang), &grid);
        let moves = &self.report.comparison.moves;
        let bands = moves.iter().filter(|found| found.changes_band()).count();
        let msg = WorkMsg::Moves { bands, scores: moves.len() - bands, of: self.report.after.read.batch.scored };
        page.say(&msg.say(self.lang));
    }

    fn cause(&self, cause: Cause) -> String {
        let word = match cause {
            Cause::Added => PartWord::Added,
            Cause::Removed => PartWord::Removed,
            Cause::Hits => PartWord::Hits,
            Cause::Misses => PartWord::Misses,
            Cause::Weight => PartWord::Weight,
            Cause::Floor => PartWord::Floor,
        };
        word.say(self.lang).to_owned()
    }

    fn movers(&self, page: &mut Page) {
        let heads = [Head::Changed, Head::Up, Head::Down, Head::Within].map(|head| self.head(head));
        let mut grid = Grid::new(std::iter::once(Word::Rule.say(self.lang).to_owned()).chain(heads));
        for (rule, cause, moved) in &self.report.comparison.movers {
            let counts = [moved.up, moved.down, moved.within].map(|n| self.count(n));
            grid.add([rule.clone(), self.cause(*cause)].into_iter().chain(counts));
        }
        page.section(Head::Movers.say(self.lang), &grid);
    }

    fn moves(&self, page: &mut Page) {
        let heads = [self.head(Head::Before), self.head(Head::After), self.head(Head::Because)];
        let mut grid = Grid::new(std::iter::once(Word::CaseNumber.say(self.lang).to_owned()).chain(heads));
        let moves = &self.report.comparison.moves;
        for found in moves.iter().take(self.report.top) {
            grid.add(self.moved(found));
        }
        page.section(Head::Moves.say(self.lang), &grid);
        if let count @ 1.. = moves.len().saturating_sub(self.report.top) {
            page.say(&WorkMsg::AndMore { count: count as u64 }.say(self.lang));
        }
    }

    fn moved(&self, found: &Move) -> [String; 4] {
        let id = one_line(self.report.after.read.batch.id(found.row));
        let [before, after] = self.sets();
        let score = |set: &RuleSet, score: crate::engine::Score| {
            let band = set.scoring.bands.get(usize::from(score.band)).map_or("", |band| band.label.get(self.lang));
            format!("{} {}", one_line(band), score.value)
        };
        let because: Vec<String> = found.because.iter().map(|because| self.because(because)).collect();
        let because = if because.is_empty() { self.head(Head::Scoring) } else { because.join("\n") };
        [id, score(before, found.before), score(after, found.after), because]
    }

    fn because(&self, because: &Because) -> String {
        format!("{} {} ({:+})", because.rule, self.cause(because.cause), because.points)
    }
}

fn word(part: Part) -> PartWord {
    match part {
        Part::Condition => PartWord::Condition,
        Part::Weight => PartWord::Weight,
        Part::Theme => PartWord::Theme,
        Part::Floor => PartWord::Floor,
        Part::Title => PartWord::Title,
        Part::Why => PartWord::Why,
        Part::Consider => PartWord::Consider,
        Part::Ask => PartWord::Ask,
        Part::Source => PartWord::Source,
        Part::Examples => PartWord::Examples,
    }
}
