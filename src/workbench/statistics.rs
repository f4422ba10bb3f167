//! Counts as shares, with what may be said of them: intervals, comparisons of two groups, tests.
//!
//! Everything is computed from whole counts, by the formulas of the named authors; a test holds each against
//! statsmodels, scipy or scikit-learn. Logarithms and the like come from one library, so that every machine
//! gives the same digits.

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many have it.
    pub hits: u64,
    /// Out of how many.
    pub of: u64,
}

/// How sure an interval is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// 90 %.
    Ninety,
    /// 95 %, the usual one.
    #[default]
    NinetyFive,
    /// 99 %.
    NinetyNine,
}

/// From low to high, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// A value with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What the counts say.
    pub value: f64,
    /// What it may as well be.
    pub interval: Interval,
}

impl Level {
    /// The quantile of the normal distribution that leaves half of the rest on each side.
    fn z(self) -> f64 {
        match self {
            Level::Ninety => 1.644_853_626_951_472_2,
            Level::NinetyFive => 1.959_963_984_540_054,
            Level::NinetyNine => 2.575_829_303_548_900_4,
        }
    }
}

impl Share {
    /// So many of so many; more hits than there are count as all.
    pub fn new(hits: u64, of: u64) -> Share {
        Share { hits: hits.min(of), of }
    }

    /// The share, from 0 to 1; `None` of nothing.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    /// The score interval of Wilson (1927), which also holds for few counts and for none. Of nothing, anything
    /// may be: from 0 to 1.
    pub fn wilson(self, level: Level) -> Interval {
        let Some(p) = self.value() else { return Interval { low: 0.0, high: 1.0 } };
        let (n, z) = (self.of as f64, level.z());
        let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
        let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let low = if self.hits == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if self.hits == self.of { 1.0 } else { (middle + half).min(1.0) };
        Interval { low, high }
    }
}

/// The difference of two shares, `a − b`, with the hybrid score interval of Newcombe (1998, method 10). `None`
/// when one of them is of nothing.
pub fn difference(a: Share, b: Share, level: Level) -> Option<Estimate> {
    let (p, q) = (a.value()?, b.value()?);
    let (of_a, of_b) = (a.wilson(level), b.wilson(level));
    let below = ((p - of_a.low).powi(2) + (of_b.high - q).powi(2)).sqrt();
    let above = ((of_a.high - p).powi(2) + (q - of_b.low).powi(2)).sqrt();
    Some(Estimate { value: p - q, interval: Interval { low: p - q - below, high: p - q + above } })
}

/// The ratio of two shares of different groups, `a / b`, with the interval on its logarithm of Katz and others
/// (1978). `None` when one of them has no hits or is of nothing.
pub fn ratio(a: Share, b: Share, level: Level) -> Option<Estimate> {
    let (p, q) = (a.value()?, b.value()?);
    if a.hits == 0 || b.hits == 0 {
        return None;
    }
    let part = |share: Share, p: f64| (1.0 - p) / share.hits as f64;
    let (value, spread) = (p / q, level.z() * (part(a, p) + part(b, q)).sqrt());
    Some(Estimate { value, interval: Interval { low: value * libm::exp(-spread), high: value * libm::exp(spread) } })
}

/// The exact test of Fisher on two groups, conditional on the total of hits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fisher {
    /// How likely a difference of this size or larger is by chance, whichever way.
    pub two_sided: f64,
    /// How likely it is that `a` comes out this far above `b` or further.
    pub greater: f64,
}

/// Asks whether two groups differ by more than chance, however few there are.
pub fn fisher(a: Share, b: Share) -> Fisher {
    let (hits, least) = (a.hits + b.hits, (a.hits + b.hits).saturating_sub(b.of));
    let most = hits.min(a.of);
    let whole = ln_choose(a.of + b.of, hits);
    let chance = |k: u64| libm::exp(ln_choose(a.of, k) + ln_choose(b.of, hits - k) - whole);
    let found = chance(a.hits);
    let (mut two_sided, mut greater) = (0.0, 0.0);
    for k in least..=most {
        let chance = chance(k);
        // As likely as what was found, but for the last digits.
        two_sided += if chance <= found * (1.0 + 1e-7) { chance } else { 0.0 };
        greater += if k >= a.hits { chance } else { 0.0 };
    }
    Fisher { two_sided: f64::min(two_sided, 1.0), greater: f64::min(greater, 1.0) }
}

/// The logarithm of how many ways there are to take `k` out of `n`.
fn ln_choose(n: u64, k: u64) -> f64 {
    let ln_factorial = |n: u64| libm::lgamma(n as f64 + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// The chi-square test of Pearson on two groups, without a correction for continuity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChiSquare {
    /// The square root of the statistic, with the sign of `a − b`: the z of two proportions.
    pub z: f64,
    /// How likely a statistic this large or larger is by chance.
    pub p: f64,
}

/// Asks whether two groups differ by more than chance, where both are large. `None` where nobody or everybody
/// has it, or a group is empty.
pub fn chi_square(a: Share, b: Share) -> Option<ChiSquare> {
    let (p, q) = (a.value()?, b.value()?);
    let pooled = Share::new(a.hits + b.hits, a.of + b.of).value()?;
    let spread = (pooled * (1.0 - pooled) * (1.0 / a.of as f64 + 1.0 / b.of as f64)).sqrt();
    (spread > 0.0).then(|| {
        let z = (p - q) / spread;
        ChiSquare { z, p: libm::erfc(z.abs() / std::f64::consts::SQRT_2) }
    })
}

/// Chances of several tests, each raised for how many there are (Holm 1979); in the order given.
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let (mut raised, mut highest) = (vec![1.0; chances.len()], 0.0);
    for (rank, at) in order.into_iter().enumerate() {
        highest = f64::max(highest, (chances[at] * (chances.len() - rank) as f64).min(1.0));
        raised[at] = highest;
    }
    raised
}

/// Who was flagged, against who turned out to be relevant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// Flagged and relevant.
    pub true_positives: u64,
    /// Flagged and not relevant.
    pub false_positives: u64,
    /// Not flagged but relevant.
    pub false_negatives: u64,
    /// Neither.
    pub true_negatives: u64,
}

impl Confusion {
    /// Counts pairs of flagged and relevant.
    pub fn count(pairs: impl Iterator<Item = (bool, bool)>) -> Confusion {
        let mut out = Confusion::default();
        for (flagged, relevant) in pairs {
            *match (flagged, relevant) {
                (true, true) => &mut out.true_positives,
                (true, false) => &mut out.false_positives,
                (false, true) => &mut out.false_negatives,
                (false, false) => &mut out.true_negatives,
            } += 1;
        }
        out
    }

    /// Of the flagged: how many are relevant.
    pub fn precision(self) -> Share {
        Share::new(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Of the relevant: how many are flagged.
    pub fn recall(self) -> Share {
        Share::new(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// Of all: how many are relevant.
    pub fn base(self) -> Share {
        let relevant = self.true_positives + self.false_negatives;
        Share::new(relevant, relevant + self.false_positives + self.true_negatives)
    }
}

/// How many times the base rate a share is, the base rate taken as it is; the interval is that of Wilson.
/// `None` where the base rate is 0 or the share is of nothing.
pub fn lift(share: Share, base: Share, level: Level) -> Option<Estimate> {
    let (value, base) = (share.value()?, base.value().filter(|base| *base > 0.0)?);
    let Interval { low, high } = share.wilson(level);
    Some(Estimate { value: value / base, interval: Interval { low: low / base, high: high / base } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn section(name: &str) -> Vec<Value> {
        let text = include_str!("../../tests/golden/statistics/vectors.json");
        let vectors: Value = serde_json::from_str(text).expect("json");
        vectors[name].as_array().expect("a list").clone()
    }

    fn share(of: &Value) -> Share {
        Share::new(of[0].as_u64().expect("hits"), of[1].as_u64().expect("of"))
    }

    fn near(found: f64, expected: &Value) {
        let expected = expected.as_f64().expect("a number");
        let room = 1e-9 * expected.abs().max(1.0);
        assert!((found - expected).abs() <= room, "{found} is not {expected}");
    }

    fn within(found: Interval, expected: &Value) {
        near(found.low, &expected[0]);
        near(found.high, &expected[1]);
    }

    #[test]
    fn score_intervals_agree_with_statsmodels() {
        for row in section("wilson") {
            let level = match row["level"].as_u64() {
                Some(90) => Level::Ninety,
                Some(99) => Level::NinetyNine,
                _ => Level::NinetyFive,
            };
            let share = Share::new(row["hits"].as_u64().expect("hits"), row["of"].as_u64().expect("of"));
            let found = share.wilson(level);
            near(found.low, &row["low"]);
            near(found.high, &row["high"]);
        }
        assert_eq!(Share::default().wilson(Level::NinetyFive), Interval { low: 0.0, high: 1.0 });
    }

    #[test]
    fn two_groups_agree_with_statsmodels_and_scipy() {
        for row in section("pairs") {
            let (a, b) = (share(&row["a"]), share(&row["b"]));
            let found = difference(a, b, Level::NinetyFive).expect("two groups");
            near(found.value, &row["difference"]);
            within(found.interval, &row["newcombe"]);
            match ratio(a, b, Level::NinetyFive) {
                Some(found) => {
                    near(found.value, &row["ratio"]);
                    within(found.interval, &row["log_ratio"]);
                }
                None => assert!(row["ratio"].is_null()),
            }
            near(fisher(a, b).two_sided, &row["fisher"]);
            near(fisher(a, b).greater, &row["fisher_greater"]);
            match chi_square(a, b) {
                Some(found) => {
                    near(found.z, &row["z"]);
                    near(found.z * found.z, &row["chi2"]);
                    near(found.p, &row["chi2_p"]);
                }
                None => assert!(row["z"].is_null()),
            }
        }
    }

    #[test]
    fn precision_recall_and_lift_agree_with_scikit_learn() {
        for row in section("flags") {
            let bits = |name: &str| row[name].as_str().expect("bits").chars().map(|c| c == '1').collect::<Vec<_>>();
            let found = Confusion::count(bits("flagged").into_iter().zip(bits("relevant")));
            near(found.base().value().expect("a batch"), &row["base"]);
            for (share, name) in [(found.precision(), "precision"), (found.recall(), "recall")] {
                match share.value() {
                    Some(value) => near(value, &row[name]),
                    None => assert!(row[name].is_null()),
                }
            }
            match lift(found.precision(), found.base(), Level::NinetyFive) {
                Some(found) => near(found.value, &row["lift"]),
                None => assert!(row["lift"].is_null()),
            }
        }
    }

    #[test]
    fn several_tests_agree_with_statsmodels() {
        for row in section("holm") {
            let list = |name: &str| row[name].as_array().expect("a list").clone();
            let chances: Vec<f64> = list("p").iter().filter_map(Value::as_f64).collect();
            holm(&chances).into_iter().zip(list("holm")).for_each(|(found, expected)| near(found, &expected));
        }
    }

    proptest! {
        #[test]
        fn no_counts_give_nonsense(a in 0u64..400, n in 0u64..400, b in 0u64..400, m in 0u64..400) {
            let (a, b) = (Share::new(a, n), Share::new(b, m));
            let Interval { low, high } = a.wilson(Level::NinetyFive);
            prop_assert!(0.0 <= low && low <= a.value().unwrap_or(0.5) && a.value().unwrap_or(0.5) <= high && high <= 1.0);
            let test = fisher(a, b);
            prop_assert!((0.0..=1.0).contains(&test.two_sided) && (0.0..=1.0).contains(&test.greater));
            if let Some(found) = difference(a, b, Level::NinetyFive) {
                prop_assert!(found.interval.low <= found.value && found.value <= found.interval.high);
            }
        }
    }
}
