//! How the rules of a set do on a batch: how often each hits, alone or with others, what it decides, and, where
//! people told what they found, how often it was right to ask. It measures; weights are written by people.

use super::labels::Labels;
use super::statistics::{Confusion, Estimate, Level, Share, fisher, lift, ratio};
use crate::batch::{Bits, Row};
use crate::engine::Findings;
use crate::rules::Rule;

/// A rule that hits a larger share of what it can assess is probably too broad.
pub const BROAD: f64 = 0.25;

/// Fewer applications than this tell nothing of how broad a rule is.
const ENOUGH: u64 = 20;

/// With fewer outcomes among its hits nothing is said of a rule.
pub const LEAST: u64 = 20;

/// Two rules that share this part of all their hits say nearly the same.
const SAME: f64 = 0.9;

/// How many rules are named that hit together with one.
const NAMED: usize = 2;

/// What was measured of a rule set on a batch.
#[derive(Clone, Debug)]
pub struct Tuning {
    /// How many applications there are.
    pub applications: u64,
    /// Per rule of the set, in its order.
    pub rules: Vec<RuleTuning>,
    /// Per band of the set, from the lowest.
    pub bands: Vec<BandTuning>,
}

/// What was measured of one rule.
#[derive(Clone, Debug)]
pub struct RuleTuning {
    /// Of the applications for which it could be assessed: how many it hits.
    pub hits: Share,
    /// For how many it could not be assessed.
    pub not_assessed: u64,
    /// How many of its hits have no other reason to ask.
    pub alone: u64,
    /// The rules that hit most often together with it, by their places in the set, with how often.
    pub with: Vec<(usize, u64)>,
    /// How many applications would be in another band without it.
    pub decides: u64,
    /// What stands out.
    pub remark: Option<Remark>,
    /// How often it was right, where outcomes are known.
    pub measured: Option<Measured>,
}

/// What stands out of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It could not be assessed for any application.
    Unassessed,
    /// It could be assessed and never hit.
    Silent,
    /// It hits so often that it tells little.
    Broad,
    /// It hits nearly the same applications as this other one.
    Same(usize),
}

/// How often a rule was right.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Hits against outcomes, over all applications with an outcome.
    pub all: Confusion,
    /// The same over the control sample, where there is one.
    pub blind: Option<Confusion>,
    /// The share of relevant hits as a multiple of the base rate, or of what a blind draw finds.
    pub lift: Option<Estimate>,
    /// How likely it is that a rule that does no better than a blind draw comes out this well.
    pub chance: Option<f64>,
    /// What follows.
    pub verdict: Verdict,
}

/// What the outcomes say of a rule. People decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It finds clearly more than the base rate (a reassurance: clearly less).
    Keep,
    /// There are too few outcomes to tell.
    TooLittle,
    /// It finds no more than the base rate: look at its condition, or leave it out.
    Review,
}

/// The applications of one band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandTuning {
    /// How many of all applications.
    pub applications: Share,
    /// Of those with an outcome: how many were relevant.
    pub relevant: Share,
}

/// Measures every rule and band.
pub fn tune(findings: &Findings<'_>, labels: Option<&Labels>) -> Tuning {
    let scored = findings.batch.scored as usize;
    let hits: Vec<Bits> =
        findings.set.rules.iter().enumerate().map(|(at, _)| first(&findings.rule(at).yes, scored)).collect();
    let alone = alone(&findings.set.rules, &hits, scored);
    let rules = (0..hits.len()).map(|at| {
        let rule = &findings.set.rules[at];
        let unknown = first(&findings.rule(at).unknown, scored).count() as u64;
        let share = Share::new(hits[at].count() as u64, scored as u64 - unknown);
        let (with, same) = together(at, &findings.set.rules, &hits);
        RuleTuning {
            hits: share,
            not_assessed: unknown,
            alone: both(&hits[at], &alone),
            with,
            decides: decides(findings, at, share.hits),
            remark: remark(rule, share, unknown, scored as u64).or(same.map(Remark::Same)),
            measured: labels.map(|labels| measure(rule, &hits[at], labels)),
        }
    });
    let rules = rules.collect();
    Tuning { applications: scored as u64, rules, bands: bands(findings, labels) }
}

/// The bits of the scored applications; earlier ones stand after them.
fn first(bits: &Bits, scored: usize) -> Bits {
    Bits::from_fn(scored, |row| bits.get(row))
}

fn both(a: &Bits, b: &Bits) -> u64 {
    a.words().iter().zip(b.words()).map(|(a, b)| u64::from((a & b).count_ones())).sum()
}

/// Applications with exactly one reason to ask; reassurances do not count.
fn alone(rules: &[Rule], hits: &[Bits], scored: usize) -> Bits {
    let (mut once, mut more) = (Bits::zeros(scored), Bits::zeros(scored));
    for (_, hits) in rules.iter().zip(hits).filter(|(rule, _)| rule.weight > 0) {
        let mut again = once.clone();
        again.and(hits);
        more.or(&again);
        once.or(hits);
    }
    once.and_not(&more);
    once
}

/// The rules that hit together with one most often, and the one that hits nearly the same applications.
/// Reasons to ask are held against reasons to ask, and reassurances against reassurances.
fn together(at: usize, rules: &[Rule], hits: &[Bits]) -> (Vec<(usize, u64)>, Option<usize>) {
    let own = hits[at].count() as u64;
    let alike = |other: &usize| *other != at && (rules[*other].weight > 0) == (rules[at].weight > 0);
    let others = (0..hits.len()).filter(alike);
    let mut with: Vec<(usize, u64)> = others.map(|other| (other, both(&hits[at], &hits[other]))).collect();
    with.retain(|(_, count)| *count > 0);
    with.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
    let same = with.iter().find(|(other, count)| {
        let all = own + hits[*other].count() as u64 - count;
        own >= 5 && *count as f64 >= SAME * all as f64
    });
    let same = same.map(|(other, _)| *other);
    with.truncate(NAMED);
    (with, same)
}

/// How many applications would be in another band without a rule.
fn decides(findings: &Findings<'_>, rule: usize, hits: u64) -> u64 {
    if hits == 0 {
        return 0;
    }
    let without = findings.scores_without(rule);
    (0..).zip(without).filter(|(row, score)| findings.score(Row(*row)).band != score.band).count() as u64
}

fn remark(rule: &Rule, hits: Share, not_assessed: u64, applications: u64) -> Option<Remark> {
    if not_assessed == applications {
        return Some(Remark::Unassessed);
    }
    if hits.hits == 0 {
        return Some(Remark::Silent);
    }
    let broad = rule.weight > 0 && hits.of >= ENOUGH && hits.value().is_some_and(|share| share > BROAD);
    broad.then_some(Remark::Broad)
}

fn measure(rule: &Rule, hits: &Bits, labels: &Labels) -> Measured {
    let all = labels.confusion(hits);
    let (lift, chance) = if labels.has_control() {
        let (found, blind) = (labels.found_by(hits), labels.blind());
        let test = if rule.weight < 0 { fisher(blind, found) } else { fisher(found, blind) };
        let against = ratio(found, blind, Level::NinetyFive).or_else(|| lift(found, blind, Level::NinetyFive));
        (against, (found.of > 0).then_some(test.greater))
    } else {
        (lift(all.precision(), labels.base(), Level::NinetyFive), None)
    };
    let verdict = verdict(rule, all.precision().of, lift);
    let blind = labels.has_control().then(|| labels.blind_confusion(hits));
    Measured { all, blind, lift, chance, verdict }
}

/// Below `LEAST` outcomes, or with an interval on both sides of the base rate, nothing is said.
fn verdict(rule: &Rule, outcomes: u64, lift: Option<Estimate>) -> Verdict {
    let Some(lift) = lift.filter(|_| outcomes >= LEAST) else { return Verdict::TooLittle };
    let (good, bad) = match rule.weight < 0 {
        true => (lift.interval.high < 1.0, lift.value >= 1.0),
        false => (lift.interval.low > 1.0, lift.value <= 1.0),
    };
    match (good, bad) {
        (true, _) => Verdict::Keep,
        (_, true) => Verdict::Review,
        _ => Verdict::TooLittle,
    }
}

fn bands(findings: &Findings<'_>, labels: Option<&Labels>) -> Vec<BandTuning> {
    let scored = findings.batch.scored;
    let bands = findings.set.scoring.bands.iter().enumerate().map(|(band, _)| {
        let inside = Bits::from_fn(scored as usize, |row| usize::from(findings.score(Row(row as u32)).band) == band);
        BandTuning {
            applications: Share::new(inside.count() as u64, scored.into()),
            relevant: labels.map_or(Share::default(), |labels| labels.confusion(&inside).precision()),
        }
    });
    bands.collect()
}
