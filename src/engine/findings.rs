//! The result of a screening: one truth value per rule and application, and the scores.

use super::Fact;
use crate::batch::{Batch, Row, Tri, Truth, ValueId};
use crate::rules::RuleSet;

/// What a screening found. Holds no words; facts are made when they are asked for.
#[derive(Debug)]
pub struct Findings<'a> {
    /// The rule set that was asked.
    pub set: &'a RuleSet,
    /// The applications.
    pub batch: &'a Batch,
    /// One truth per rule, in the order of `RuleSet::rules`.
    pub rules: Vec<Tri>,
    scores: Vec<Score>,
}

/// The score of one application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The score.
    pub value: i32,
    /// The lowest score that the missing values could still make it.
    pub low: i32,
    /// The highest score that the missing values could still make it.
    pub high: i32,
    /// The band, as an index into `Scoring::bands`.
    pub band: usize,
}

impl Findings<'_> {
    /// The score of a scored row.
    pub fn score(&self, row: Row) -> Score {
        self.scores.get(row.index()).copied().unwrap_or_default()
    }

    /// The rules that hit, as indices into `RuleSet::rules`, in order of their ids.
    pub fn hits(&self, row: Row) -> impl Iterator<Item = usize> + '_ {
        self.rules_with(row, Truth::Yes)
    }

    /// The rules that could not be assessed, in order of their ids.
    pub fn not_assessed(&self, row: Row) -> impl Iterator<Item = usize> + '_ {
        self.rules_with(row, Truth::Unknown)
    }

    fn rules_with(&self, row: Row, truth: Truth) -> impl Iterator<Item = usize> + '_ {
        self.rules.iter().enumerate().filter(move |(_, tri)| tri.get(row.index()) == truth).map(|(rule, _)| rule)
    }

    /// The applications that hits link this one to: the first `limit` in order of the batch, and how many
    /// there are in all.
    pub fn linked(&self, _row: Row, _limit: usize) -> (Vec<Row>, usize) {
        (Vec::new(), 0)
    }

    /// What was seen that made this rule hit for this row.
    pub fn evidence(&self, _rule: usize, _row: Row) -> Vec<Fact> {
        Vec::new()
    }

    /// The fields that are missing or unreadable in this row and would settle this rule.
    pub fn missing(&self, _rule: usize, _row: Row) -> Vec<ValueId> {
        Vec::new()
    }
}
