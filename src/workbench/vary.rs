//! What if a number in a rule were another one: the same batch, the same rule, a range of thresholds.

use super::labels::Labels;
use super::statistics::Share;
use crate::batch::{Batch, Bits};
use crate::engine::{self, Signals};
use crate::fields::KindId;
use crate::ops::{Scale, Threshold};
use crate::rules::{Dial, RuleSet};

/// What a range of thresholds would do.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The number that was varied.
    pub dial: Dial,
    /// From the lowest threshold to the highest.
    pub trials: Vec<Trial>,
}

/// What one threshold would do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// The threshold.
    pub threshold: Threshold,
    /// Whether the rule has it now.
    pub present: bool,
    /// Of the applications that could be assessed: how many it would hit.
    pub hits: Share,
    /// Of the hits with an outcome: how many were relevant.
    pub precision: Option<Share>,
}

/// Turns one number of a rule through a range around where it stands. The rule set is left as it was.
pub fn vary(
    set: &mut RuleSet,
    (batch, signals): (&Batch, Option<&Signals>),
    rule: usize,
    dial: &Dial,
    labels: Option<&Labels>,
) -> Sensitivity {
    let kind = dial.values.first().map_or(KindId::Text, |value| set.values[usize::from(value.0)].kind);
    let mut trials = Vec::new();
    for units in around(dial.threshold, kind) {
        let Some(before) = set.turn(dial, units) else { continue };
        let tri = engine::ask(set, batch, signals, rule);
        set.nodes[dial.node.0 as usize] = before;
        let scored = batch.scored as usize;
        let hits = Bits::from_fn(scored, |row| tri.yes.get(row));
        let unknown = Bits::from_fn(scored, |row| tri.unknown.get(row)).count();
        trials.push(Trial {
            threshold: Threshold { units, ..dial.threshold },
            present: units == dial.threshold.units,
            hits: Share::new(hits.count() as u64, (scored - unknown) as u64),
            precision: labels.map(|labels| labels.confusion(&hits).precision()),
        });
    }
    Sensitivity { dial: dial.clone(), trials }
}

/// Percentages of the present threshold that are tried.
const PERCENT: [i64; 10] = [25, 50, 75, 90, 100, 110, 125, 150, 200, 400];

/// What is tried around zero, in ones.
const NEAR_ZERO: [i64; 5] = [0, 1, 10, 100, 1000];

/// The thresholds to try, rising: steps of one for small whole numbers, parts and multiples for others.
fn around(present: Threshold, kind: KindId) -> Vec<i64> {
    let one = match present.scale {
        Scale::Cents => 100,
        Scale::Millionths | Scale::Factor => 1_000_000,
        Scale::Count | Scale::Days | Scale::Months => 1,
    };
    let whole = one == 1 || (kind == KindId::Integer && present.scale == Scale::Millionths);
    let (units, least) = (present.units, if present.units < 0 { i64::MIN } else { 0 });
    let mut tried: Vec<i64> = match units / one {
        0 if units == 0 && !whole => NEAR_ZERO.iter().map(|n| n * one).collect(),
        ones if whole && ones.abs() <= 8 => (-3..=4).map(|step| units + step * one).collect(),
        _ => {
            let part = |percent: &i64| i128::from(units) * i128::from(*percent) / 100;
            // Whole euros for amounts that are, whole ones for what is counted.
            let grain = if whole || (present.scale == Scale::Cents && units.abs() >= 100 * one) { one } else { 1 };
            let rounded = PERCENT.iter().map(part).filter_map(|n| i64::try_from(n).ok());
            rounded.map(|n| if n == units { n } else { n / grain * grain }).collect()
        }
    };
    // A count or a length of nothing asks nothing.
    tried.retain(|n| *n >= least && (*n > 0 || one != 1));
    tried.push(units);
    tried.sort_unstable();
    tried.dedup();
    tried
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_tried_around_the_present_one() {
        let tried = |units, scale, kind| around(Threshold { units, scale }, kind);
        let loan = tried(2_500_000, Scale::Cents, KindId::Money);
        assert_eq!(
            loan,
            [
                625_000, 1_250_000, 1_875_000, 2_250_000, 2_500_000, 2_750_000, 3_125_000, 3_750_000, 5_000_000,
                10_000_000
            ]
        );
        assert_eq!(tried(3, Scale::Count, KindId::Phone), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(tried(2_000_000, Scale::Millionths, KindId::Integer)[..3], [0, 1_000_000, 2_000_000]);
        assert_eq!(tried(24, Scale::Months, KindId::Date), [6, 12, 18, 21, 24, 26, 30, 36, 48, 96]);
        assert_eq!(tried(900_000, Scale::Factor, KindId::Money)[4], 900_000);
        assert_eq!(tried(0, Scale::Cents, KindId::Money), [0, 100, 1_000, 10_000, 100_000]);
        assert_eq!(tried(i64::MAX, Scale::Millionths, KindId::Number).last(), Some(&i64::MAX));
    }
}
