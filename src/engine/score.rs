//! From hits to a score, its range and a band (section "Score" of the rule language).
//!
//! score = clamp(Σ over themes of min(cap of the theme, Σ weights of its hits) + Σ reassurances, 0, cap).
//! The reassurances of a theme with a cap take away no more than that.
//! The range is what the rules that could not be assessed might still add or take away.

use crate::batch::{Tri, Truth};
use crate::rules::{RuleSet, Scoring};
use rayon::prelude::*;

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
    pub band: u8,
}

/// A score as it is kept, of which there are as many as applications: half as large. A cap, which no number here passes,
/// is at most 10,000.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Packed {
    value: i16,
    low: i16,
    high: i16,
    band: u8,
}

impl From<Score> for Packed {
    fn from(Score { value, low, high, band }: Score) -> Self {
        let [value, low, high] = [value, low, high].map(|number| i16::try_from(number).unwrap_or(i16::MAX));
        Packed { value, low, high, band }
    }
}

impl From<Packed> for Score {
    fn from(Packed { value, low, high, band }: Packed) -> Self {
        let [value, low, high] = [value, low, high].map(i32::from);
        Score { value, low, high, band }
    }
}

/// The scores of the first `scored` rows, as if the rule `without` were not there.
pub(super) fn scores(set: &RuleSet, rules: &[&Tri], scored: usize, without: Option<usize>) -> Vec<Packed> {
    let mut out = vec![Packed::default(); scored];
    let words = 256;
    out.par_chunks_mut(64 * words).enumerate().for_each(|(chunk, scores)| {
        let mut sums: Vec<Sums> = (0..64).map(|_| Sums::new(set.themes.len())).collect();
        for (offset, block) in scores.chunks_mut(64).enumerate() {
            let word = chunk * words + offset;
            sums.iter_mut().for_each(Sums::clear);
            add_word(set, rules, word, without, &mut sums);
            for (score, sums) in block.iter_mut().zip(&sums) {
                *score = sums.score(set).into();
            }
        }
    });
    out
}

/// The score of one application with these answers, in order of the rules.
pub fn score_of(set: &RuleSet, answers: impl IntoIterator<Item = Truth>) -> Score {
    let mut sums = Sums::new(set.themes.len());
    for (rule, answer) in set.rules.iter().zip(answers) {
        match answer {
            Truth::Yes => sums.hit(rule.theme, rule.weight, rule.floor),
            Truth::Unknown => sums.open(rule.theme, rule.weight),
            Truth::No => {}
        }
    }
    sums.score(set)
}

/// Adds what the rules say about the 64 rows of one word.
fn add_word(set: &RuleSet, rules: &[&Tri], word: usize, without: Option<usize>, sums: &mut [Sums]) {
    let asked = set.rules.iter().zip(rules).enumerate().filter(|(at, _)| Some(*at) != without);
    for (_, (rule, tri)) in asked {
        tri.yes.in_word(word).for_each(|row| sums[row].hit(rule.theme, rule.weight, rule.floor));
        tri.unknown.in_word(word).for_each(|row| sums[row].open(rule.theme, rule.weight));
    }
}

/// What the rules of one theme add up to: those that hit, and those that could not be assessed.
#[derive(Clone, Copy, Debug, Default)]
struct Weights {
    raising: (i32, i32),
    reassuring: (i32, i32),
}

/// What has been added up for one application.
#[derive(Clone, Debug)]
struct Sums {
    themes: Vec<Weights>,
    hits: u32,
    floor: usize,
}

impl Sums {
    fn new(themes: usize) -> Self {
        Sums { themes: vec![Weights::default(); themes], hits: 0, floor: 0 }
    }

    fn clear(&mut self) {
        self.themes.fill(Weights::default());
        (self.hits, self.floor) = (0, 0);
    }

    fn hit(&mut self, theme: usize, weight: i32, floor: Option<usize>) {
        self.floor = self.floor.max(floor.unwrap_or(0));
        if weight > 0 {
            self.themes[theme].raising.0 += weight;
            self.hits += 1;
        } else {
            self.themes[theme].reassuring.0 += weight;
        }
    }

    fn open(&mut self, theme: usize, weight: i32) {
        if weight > 0 {
            self.themes[theme].raising.1 += weight;
        } else {
            self.themes[theme].reassuring.1 += weight;
        }
    }

    fn score(&self, set: &RuleSet) -> Score {
        let (mut now, mut most, mut least, mut eased, mut themes) = (0, 0, 0, 0, 0);
        for (Weights { raising: (hit, open), reassuring }, theme) in self.themes.iter().zip(&set.themes) {
            let cap = theme.cap.map_or(i32::MAX, |cap| cap.max(0));
            now += (*hit).min(cap);
            most += (hit + open).min(cap);
            eased += reassuring.0.max(-cap);
            least += (reassuring.0 + reassuring.1).max(-cap);
            themes += u32::from(*hit > 0);
        }
        let clamp = |sum: i32| sum.clamp(0, set.scoring.cap.max(0));
        let value = clamp(now + eased);
        Score {
            value,
            low: clamp(now + least),
            high: clamp(most + eased),
            band: band(&set.scoring, value, themes, self.hits).max(self.floor) as u8,
        }
    }
}

/// The highest band whose score, number of themes and number of hits are all reached.
fn band(scoring: &Scoring, score: i32, themes: u32, hits: u32) -> usize {
    let reached = |band: &crate::rules::Band| score >= band.from && themes >= band.min_themes && hits >= band.min_hits;
    scoring.bands.iter().rposition(reached).unwrap_or(0)
}
