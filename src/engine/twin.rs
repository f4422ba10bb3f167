//! The engine held against a naive twin: small random batches, every answer by looking at every pair.

use super::{derive, screen};
use crate::batch::{Batch, CellSource, ColumnBuilder, Row, Truth};
use crate::diag::Sources;
use crate::engine::Findings;
use crate::engine::groups::{Pattern, codes};
use crate::fields::{Parser, Raw};
use crate::rules::{ClusterAsk, Group, Node, RuleSet, RuleSource, Similar, load};
use proptest::prelude::*;

fn shipped() -> RuleSet {
    let compiled = load(&RuleSource::Builtin, &mut Sources::default(), &[]).expect("built in");
    compiled.set.expect("a rule set")
}

struct Cells<'a>(&'a [Vec<String>], usize);

impl CellSource for Cells<'_> {
    fn cell(&self, row: usize) -> Raw<'_> {
        match self.0[row][self.1].as_str() {
            "" => Raw::Empty,
            text => Raw::Text(text),
        }
    }
}

/// Columns that patterns look at, with few values so that much is shared, and much else.
const COLUMNS: [(&str, &str); 12] = [
    ("application_date", "0[1-9]-0[1-6]-202[56]|"),
    ("phone", "06-1900100[0-3]||x"),
    ("email", "[abc]@example.org|"),
    ("iban", "NL91ABNA0417164300|NL20INGB0001234567||NL00"),
    ("applicant", "(A\\.|Anna|B\\.) (Jansen|Janssen|de Vries)|Jansen,? A|"),
    ("birth_date", "0[12]-01-1980||31-02-1980"),
    ("kvk_number", "9000000[0-2]||"),
    ("postcode", "1234 A[BC]|"),
    ("house_number", "[12]|"),
    ("status", "verleend|ingetrokken door aanvrager||"),
    ("loan_amount", "[0-9]{1,6}||veel"),
    ("lender_type", "bank|particulier||"),
];

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cells: Vec<BoxedStrategy<String>> = COLUMNS
        .iter()
        .map(|(_, pattern)| proptest::string::string_regex(pattern).expect("a pattern").boxed())
        .collect();
    proptest::collection::vec(cells, 1..14)
}

fn batch(set: &RuleSet, rows: &[Vec<String>], scored: usize) -> Batch {
    let mut batch = Batch::default();
    for value in &set.values[set.derived..] {
        let mut builder = ColumnBuilder::new(value.kind);
        match COLUMNS.iter().position(|(name, _)| *name == value.name) {
            Some(at) => {
                builder.read(&Parser::new(value.kind).categories(&value.categories), rows.len(), &Cells(rows, at))
            }
            None => builder.absent(rows.len()),
        }
        batch.columns.push(builder.finish().0);
    }
    for row in 0..rows.len() as u32 {
        batch.origins.lines.push(row);
        batch.ids.push(&row.to_string());
    }
    batch.scored = scored as u32;
    derive(set, &mut batch);
    batch
}

/// A pattern for one row, by looking at every other row.
fn naive(findings: &Findings<'_>, group: &Group, row: usize) -> Truth {
    let column = |value: crate::batch::ValueId| &findings.batch.columns[usize::from(value.0)];
    let name = group.similar.map(|similar| similar.name);
    let keys: Vec<_> = group.key.iter().map(|value| codes(column(*value)).0).collect();
    let equal: Vec<_> =
        group.key.iter().zip(&keys).filter(|(value, _)| Some(**value) != name).map(|(_, c)| c).collect();
    let equal = |a: usize, b: usize| equal.iter().all(|codes| codes[a] == codes[b] && codes[a] != u32::MAX);
    let same_name = group.similar.map(|similar| naive_names(findings, similar, row, &equal));
    let only =
        group.only.map(|node| (0..findings.batch.rows()).map(|at| findings.truth(node, Row(at))).collect::<Vec<_>>());
    let dates = column(findings.set.application_date);
    let pattern = Pattern { group, dates, only: None, scored: findings.batch.scored as usize };
    let day = pattern.day(row);
    if keys.iter().any(|codes| codes[row] == u32::MAX) || (pattern.windowed() && day.is_none()) {
        return Truth::Unknown;
    }
    let counted = (0..findings.batch.rows() as usize).filter(|other| {
        let shares = equal(*other, row) && same_name.as_ref().is_none_or(|rows| rows.contains(other));
        let may = pattern.counts(*other) && only.as_ref().is_none_or(|only| only[*other] == Truth::Yes);
        let inside = !pattern.windowed()
            || pattern.day(*other).is_some_and(|other| {
                let (from, to) = pattern.window(day.unwrap_or_default());
                (from..=to).contains(&other)
            });
        shares && may && inside
    });
    let count = match group.distinct {
        None => counted.count(),
        Some(value) => {
            let values = codes(column(value)).0;
            counted
                .map(|other| values[other])
                .filter(|code| *code != u32::MAX)
                .collect::<std::collections::BTreeSet<_>>()
                .len()
        }
    };
    Truth::known(pattern.holds(count))
}

/// The rows whose names count as that of a row, by going from name to name.
fn naive_names(
    findings: &Findings<'_>,
    similar: Similar,
    row: usize,
    equal: &dyn Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let names = &findings.batch.columns[usize::from(similar.name.0)];
    let score = |a: usize, b: usize| super::alike::score(names, Row(a as u32), Row(b as u32));
    let same =
        |a: usize, b: usize| names.key(Row(a as u32)) == names.key(Row(b as u32)) || score(a, b) >= similar.least;
    let rows = (0..findings.batch.rows() as usize).filter(|b| names.has(Row(*b as u32)) && equal(row, *b));
    reached(row, &rows.collect::<Vec<_>>(), same)
}

/// Everything that is reached from a row, from one to the next.
fn reached(row: usize, rows: &[usize], joined: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let (mut inside, mut at) = (vec![row], 0);
    while at < inside.len() {
        let found: Vec<usize> =
            rows.iter().copied().filter(|b| !inside.contains(b) && joined(inside[at], *b)).collect();
        inside.extend(found);
        at += 1;
    }
    inside
}

/// A cluster by going from row to row until nothing new is found.
fn naive_cluster(findings: &Findings<'_>, ask: &ClusterAsk, row: usize) -> Truth {
    let column = |value: crate::batch::ValueId| codes(&findings.batch.columns[usize::from(value.0)]).0;
    let keys: Vec<_> = ask.keys.iter().map(|value| column(*value)).collect();
    let rows = findings.batch.rows() as usize;
    let joined = |a: usize, b: usize| {
        keys.iter().any(|codes| {
            let shared = codes.iter().filter(|code| **code == codes[a]).count();
            codes[a] != u32::MAX && codes[a] == codes[b] && shared <= ask.max_group as usize
        })
    };
    let inside = reached(row, &(0..rows).collect::<Vec<_>>(), joined);
    let count = match ask.distinct {
        None => inside.len(),
        Some(value) => {
            let values = column(value);
            let found = inside.iter().map(|row| values[*row]).filter(|code| *code != u32::MAX);
            found.collect::<std::collections::BTreeSet<_>>().len()
        }
    };
    match (count >= ask.at_least as usize, keys.iter().all(|codes| codes[row] != u32::MAX)) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::No,
        (false, false) => Truth::Unknown,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn both_walks_and_the_naive_twin_agree(rows in rows(), context in 0usize..4) {
        let set = shipped();
        let batch = batch(&set, &rows, rows.len().saturating_sub(context).max(1));
        let findings = screen(&set, &batch, None);
        for row in 0..rows.len() {
            for (at, rule) in set.rules.iter().enumerate() {
                let fast = findings.rule(at).get(row);
                prop_assert_eq!(fast, findings.truth(rule.when, Row(row as u32)), "{} row {}", &rule.id, row);
            }
            for (at, node) in set.nodes.iter().enumerate() {
                if let Node::Cluster(ask) = node {
                    let id = crate::rules::NodeId(at as u32);
                    prop_assert_eq!(findings.truth(id, Row(row as u32)), naive_cluster(&findings, ask, row), "node {}", at);
                }
                if let Node::Group(group) = node {
                    let id = crate::rules::NodeId(at as u32);
                    prop_assert_eq!(findings.truth(id, Row(row as u32)), naive(&findings, group, row), "node {}", at);
                }
            }
        }
    }

    #[test]
    fn the_score_lies_in_its_range_and_does_not_depend_on_the_order(rows in rows()) {
        let set = shipped();
        let (there, back) = (batch(&set, &rows, rows.len()), {
            let turned: Vec<_> = rows.iter().rev().cloned().collect();
            batch(&set, &turned, rows.len())
        });
        let (there, back) = (screen(&set, &there, None), screen(&set, &back, None));
        for row in 0..rows.len() as u32 {
            let (score, other) = (there.score(Row(row)), back.score(Row(rows.len() as u32 - 1 - row)));
            prop_assert!(score.low <= score.value && score.value <= score.high);
            prop_assert_eq!((score.value, score.low, score.high, score.band), (other.value, other.low, other.high, other.band));
        }
    }

    #[test]
    fn what_is_filled_in_keeps_the_score_inside_the_range(rows in rows(), column in 9usize..12, fill in "bank|particulier|30000|verleend") {
        // Only cells that no pattern counts: what one file lacks changes its own score alone.
        let set = shipped();
        let mut filled = rows.clone();
        if column == 9 || !filled[0][column].is_empty() {
            return Ok(());
        }
        filled[0][column] = fill;
        let (before, after) = (batch(&set, &rows, rows.len()), batch(&set, &filled, rows.len()));
        let (before, after) = (screen(&set, &before, None).score(Row(0)), screen(&set, &after, None).score(Row(0)));
        prop_assert!(before.low <= after.value && after.value <= before.high, "{before:?} {after:?}");
    }
}
