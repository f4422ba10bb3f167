//! The document: one view of a run that every format writes. It keeps no text per application; formats
//! ask per row and write into buffers that they use again, so that a million applications cost no memory.

use std::cmp::Reverse;

use super::network::NetworkView;
use super::{Answers, Change, Changes, Kind, Manifest, ReportError, RunInfo, Summary, Veil};
use crate::batch::{Batch, Data, Row, Truth, ValueId};
use crate::engine::{Score, score_of};
use crate::intake::{Decision, Decisions};
use crate::rules::{Band, Rule, RuleSet};
use crate::text::Lang;
use crate::text::report::ReportMsg;
use crate::text::report::Word;

/// How many linked applications a format names before it only counts the rest. One busy key, such as the
/// address of a business centre, must not blow up a file.
pub const LINKED_SHOWN: usize = 10;

/// What the user chose about the shape of a report.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of everything that people read.
    pub lang: Lang,
    /// The columns of csv, in this order; empty for the usual ones.
    pub columns: Vec<String>,
    /// Leave out applications below this band (an index into `Scoring::bands`).
    pub min_band: Option<usize>,
    /// List this many applications at most, those with the highest scores.
    pub top: Option<usize>,
    /// List every application, also where a format would show the first ones only.
    pub all: bool,
    /// What stands in the place of values about persons and firms.
    pub veil: Veil,
    /// Write csv the way a Dutch Excel opens it by double-click.
    pub excel_csv: bool,
    /// The screen, for the formats that are read there.
    pub screen: Screen,
}

/// The screen that a table must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Columns of text.
    pub width: u16,
    /// Whether colour may be used.
    pub colour: bool,
    /// Whether it can draw lines and blocks.
    pub glyphs: bool,
    /// Whether somebody looks at it: sentences break between words, where a program gets them whole.
    pub looked_at: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Screen { width: 100, colour: false, glyphs: true, looked_at: false }
    }
}

/// Findings with everything that is needed to write them down.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The rule set that was asked.
    pub set: &'a RuleSet,
    /// The applications.
    pub batch: &'a Batch,
    /// What was found.
    pub answers: &'a dyn Answers,
    /// What the run knows about itself.
    pub run: &'a RunInfo,
    /// What the user chose.
    pub options: &'a Options,
    /// What is different from an earlier run, where there was one to hold it against.
    pub changes: Option<&'a Changes>,
    /// What people decided about reasons of earlier runs.
    pub decisions: Option<&'a Decisions>,
    /// Applications that were drawn by lot to stand on the list too, in order of the input; nothing marks them.
    pub drawn: &'a [Row],
    /// The networks of the applications, where they were asked for.
    pub network: Option<NetworkView<'a>>,
}

impl<'a> Document<'a> {
    /// Puts a document together, and says so when the options ask for a column that there is not.
    pub fn assemble(
        set: &'a RuleSet,
        batch: &'a Batch,
        answers: &'a dyn Answers,
        run: &'a RunInfo,
        options: &'a Options,
    ) -> Result<Self, ReportError> {
        let drawn = &[];
        let document =
            Document { set, batch, answers, run, options, changes: None, decisions: None, drawn, network: None };
        super::formats::check_columns(&document)?;
        Ok(document)
    }

    /// The language of the words.
    pub fn lang(&self) -> Lang {
        self.options.lang
    }

    /// A rule by its place in the set.
    pub fn rule(&self, rule: usize) -> &'a Rule {
        &self.set.rules[rule]
    }

    /// The id of a rule's theme.
    pub fn theme(&self, rule: usize) -> &'a str {
        self.set.themes.get(self.rule(rule).theme).map_or("", |theme| theme.id.as_str())
    }

    /// The band of a score. `None` only for a rule set without bands, which the check does not let pass.
    pub fn band(&self, score: Score) -> Option<&'a Band> {
        self.set.scoring.bands.get(usize::from(score.band))
    }

    /// The id of the band of a score.
    pub fn band_id(&self, score: Score) -> &'a str {
        self.band(score).map_or("", |band| band.id.as_str())
    }

    /// The name of the band of a score for people.
    pub fn band_label(&self, score: Score) -> &'a str {
        self.band(score).map_or("", |band| band.label.get(self.lang()))
    }

    /// The applications to list, in order of the input.
    pub fn in_input_order(&self) -> Vec<Row> {
        let mut rows = match self.options.top.filter(|_| !self.options.all) {
            Some(top) => self.by_score(top).0,
            None => {
                let mut rows = self.chosen();
                rows.extend(self.drawn);
                rows
            }
        };
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// What every output says of itself: that it judges nobody, and in a Bibob investigation that it is secret.
    pub fn footer(&self) -> &'static str {
        let word = if self.run.secret { Word::SecretFooter } else { Word::Footer };
        word.say(self.lang())
    }

    /// The applications to list, highest score first, and how many there would be without `top`.
    /// Equal scores keep the order of the input.
    pub fn by_score(&self, top: usize) -> (Vec<Row>, usize) {
        let mut rows = self.chosen();
        let all = rows.len();
        let key = |row: &Row| {
            let score = self.answers.score(*row);
            (Reverse((score.value, score.band, score.high)), *row)
        };
        if top < rows.len() {
            rows.select_nth_unstable_by_key(top, key);
            rows.truncate(top);
        }
        rows.extend(self.drawn);
        rows.sort_unstable_by_key(key);
        rows.dedup();
        (rows, all)
    }

    fn chosen(&self) -> Vec<Row> {
        let rows = (0..self.batch.scored).map(Row);
        match self.options.min_band {
            Some(least) => rows.filter(|row| usize::from(self.answers.score(*row).band) >= least).collect(),
            None => rows.collect(),
        }
    }

    /// Whether any application is in this band or a higher one; beside an earlier run, whether any has come
    /// into it since.
    pub fn reaches(&self, band: usize) -> bool {
        let reached = |row: &u32| usize::from(self.open_score(Row(*row)).band) >= band;
        let bands = &self.set.scoring.bands;
        let was_below = |change: &Change| {
            let before = change.before.as_ref().and_then(|(_, id)| bands.iter().position(|band| band.id == *id));
            before.is_none_or(|before| before < band)
        };
        let is_news = |row: &u32| self.changes.is_none_or(|changes| was_below(&changes.rows[*row as usize]));
        (0..self.batch.scored).filter(reached).any(|row| is_news(&row))
    }

    /// The decision that explains a reason, where there is one that still counts.
    pub fn explained(&self, rule: usize, row: Row) -> Option<&'a Decision> {
        self.decisions?.of(self.batch.id(row), &self.rule(rule).id)
    }

    /// The score without the reasons that have been explained.
    pub fn open_score(&self, row: Row) -> Score {
        let score = self.answers.score(row);
        if self.decisions.is_none() {
            return score;
        }
        let (mut hits, mut open) = (Vec::new(), Vec::new());
        self.answers.hits(row, &mut hits);
        let all = hits.len();
        hits.retain(|rule| self.explained(*rule, row).is_none());
        if hits.len() == all {
            return score;
        }
        self.answers.not_assessed(row, &mut open);
        let answer = |rule| match (hits.contains(&rule), open.contains(&rule)) {
            (true, _) => Truth::Yes,
            (_, true) => Truth::Unknown,
            _ => Truth::No,
        };
        score_of(self.set, (0..self.set.rules.len()).map(answer))
    }

    /// Whether an application is new or weighs otherwise than in the earlier run; true where there was none.
    pub fn is_news(&self, row: Row) -> bool {
        self.changes.and_then(|changes| changes.rows.get(row.index())).is_none_or(|change| change.kind != Kind::Same)
    }

    /// The columns that no input has and without which a rule could not be assessed for any application.
    pub fn absent_columns(&self) -> Vec<String> {
        let Summary { applications, not_assessed, .. } = self.summary();
        let never = (0..not_assessed.len()).filter(|rule| applications > 0 && not_assessed[*rule] == applications);
        let missing = never.flat_map(|rule| self.answers.missing(rule, Row(0)));
        let mut absent: Vec<ValueId> = missing.filter(|value| self.is_absent(*value)).collect();
        absent.sort_unstable();
        absent.dedup();
        absent.iter().map(|value| self.set.values[usize::from(value.0)].label.get(self.lang()).to_owned()).collect()
    }

    fn is_absent(&self, value: ValueId) -> bool {
        self.batch.columns.get(usize::from(value.0)).is_some_and(|column| matches!(column.data, Data::Absent))
    }

    /// What identifies the run.
    pub fn manifest(&self) -> Manifest<'a> {
        Manifest::of(self)
    }

    /// The counts over all applications.
    pub fn summary(&self) -> Summary {
        Summary::of(self)
    }

    /// The value with this name: a field, or one that is derived.
    pub fn value_named(&self, name: &str) -> Result<ValueId, ReportError> {
        let found = self.set.values.iter().position(|value| value.name == name);
        found
            .and_then(|at| u16::try_from(at).ok())
            .filter(|at| usize::from(*at) < self.batch.columns.len())
            .map(ValueId)
            .ok_or_else(|| ReportMsg::UnknownColumn { name: name.to_owned(), known: self.known_columns() }.into())
    }

    fn known_columns(&self) -> Vec<String> {
        let fields = self.set.values.iter().take(self.batch.columns.len()).map(|value| value.name.clone());
        super::formats::COLUMNS
            .iter()
            .chain(super::formats::SINCE_COLUMNS)
            .map(|name| (*name).to_owned())
            .chain(fields)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::Sample;

    #[test]
    fn the_highest_score_comes_first_and_equals_keep_their_order() {
        let sample = Sample::new();
        let document = sample.document();
        assert_eq!(document.by_score(usize::MAX), (vec![Row(1), Row(0), Row(2)], 3));
        assert_eq!(document.by_score(1), (vec![Row(1)], 3));
    }

    #[test]
    fn a_choice_of_the_highest_is_listed_in_order_of_the_input() {
        let mut sample = Sample::new();
        sample.options.top = Some(2);
        assert_eq!(sample.document().in_input_order(), [Row(0), Row(1)]);
        sample.options = Options { min_band: Some(1), ..Options::default() };
        assert_eq!(sample.document().in_input_order(), [Row(1)]);
    }

    #[test]
    fn refuses_a_column_that_there_is_not() {
        let mut sample = Sample::new();
        sample.options.columns = vec!["id".into(), "shoe_size".into()];
        let error = Document::assemble(&sample.set, &sample.batch, &sample.answers, &sample.run, &sample.options);
        let said = error.err().map(|error| error.msg.say(Lang::En)).unwrap_or_default();
        assert!(said.contains("shoe_size") && said.contains("loan_amount"), "{said}");
    }
}
