//! The engine held against a naive twin: small random batches, every answer by looking at every pair of
//! applications and every party of both.

mod naive;

use super::{Findings, Shown, batch_of, derive, screen};
use crate::batch::{Batch, Row, Truth};
use crate::diag::{Sources, render};
use crate::rules::{Given, Node, RuleSet, RuleSource, load};
use crate::text::Lang;
use naive::Naive;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::AtomicI64;

pub(super) fn shipped() -> &'static RuleSet {
    static SET: OnceLock<RuleSet> = OnceLock::new();
    SET.get_or_init(|| {
        load(&RuleSource::Builtin, &mut Sources::default(), &[]).expect("built in").set.expect("a rule set")
    })
}

/// A rule set that says everything there is to say across applications.
fn every_form() -> &'static RuleSet {
    static SET: OnceLock<RuleSet> = OnceLock::new();
    SET.get_or_init(|| {
        let file = tempfile::Builder::new().suffix(".toml").tempfile().expect("a file");
        std::fs::write(file.path(), include_str!("rules.toml")).expect("written");
        let mut sources = Sources::default();
        let read = load(&RuleSource::Path(file.path().to_owned()), &mut sources, &[]).expect("it opens");
        read.set.unwrap_or_else(|| panic!("{}", render(&sources, &read.diagnostics, Lang::En, false)))
    })
}

/// Columns that patterns look at, with few values so that much is shared, and much else.
pub(super) const COLUMNS: [(&str, &str); 23] = [
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
    ("loan_amount", "[0-9]{1,3}||veel"),
    ("lender_type", "bank|particulier||"),
    ("lender", "(A\\.|Anna) (Jansen|Janssen|de Vries)||"),
    ("lender_birth_date", "0[12]-01-1980||"),
    ("lender_amount", "[0-9]{1,2}||x"),
    ("manager", "a\\. jansen|A. de Vries||"),
    ("manager_birth_date", "0[12]-01-1980||"),
    ("lender 2", "Jansen,? A|B\\. Janssen|||"),
    ("lender_birth_date 2", "0[12]-01-1980|||"),
    ("lender_type 2", "bank|||"),
    ("lender_amount 3", "[0-9]{1,2}|||x"),
    ("manager 2", "A. (Jansen|de Vries)|||"),
    ("manager_birth_date 2", "0[12]-01-1980|||"),
];

pub(super) fn rows() -> impl Strategy<Value = Vec<Given>> {
    let cells: Vec<BoxedStrategy<(String, String)>> = COLUMNS
        .iter()
        .map(|(name, pattern)| {
            let text = proptest::string::string_regex(pattern).expect("a pattern");
            text.prop_map(|text| ((*name).to_owned(), text)).boxed()
        })
        .collect();
    proptest::collection::vec(cells, 1..12)
}

pub(super) fn batch(set: &RuleSet, rows: &[Given], scored: usize) -> Batch {
    let mut batch = batch_of(set, rows);
    batch.scored = scored as u32;
    derive(set, &mut batch);
    batch
}

/// Every rule by both walks and by the twin, and every pattern by the twin.
fn agree(set: &RuleSet, rows: &[Given], context: usize) -> Result<(), TestCaseError> {
    let batch = batch(set, rows, rows.len().saturating_sub(context).max(1));
    let mut findings = screen(set, &batch, None);
    let linked = every_link(&findings);
    // As if these few were very many, with room to keep what they have in common and without.
    findings.witness.kept.large = 1;
    prop_assert_eq!(&every_link(&findings), &linked);
    findings.witness.kept.room = AtomicI64::new(0);
    prop_assert_eq!(&every_link(&findings), &linked);
    let naive = Naive { findings: &findings };
    for (row, (others, count)) in linked.into_iter().enumerate() {
        for (at, rule) in set.rules.iter().enumerate() {
            let fast = findings.rule(at).get(row);
            prop_assert_eq!(fast, findings.truth(rule.when, Row(row as u32)), "{} row {}", &rule.id, row);
            prop_assert_eq!(fast, naive.at(rule.when, row, row), "{} row {}", &rule.id, row);
            // What hits has evidence, and what is linked was counted.
            if fast == Truth::Yes && matches!(set.nodes[rule.when.0 as usize], Node::Group(_) | Node::Party(_)) {
                prop_assert!(!findings.evidence(at, Row(row as u32)).is_empty(), "{} row {}", &rule.id, row);
            }
        }
        let mut linked_to = BTreeSet::new();
        let hits = findings.hits(Row(row as u32));
        hits.for_each(|rule| naive.linked(set.rules[rule].when, row, &mut linked_to));
        linked_to.remove(&row);
        prop_assert_eq!(others, linked_to.iter().map(|row| Row(*row as u32)).collect::<Vec<_>>());
        prop_assert_eq!(count, linked_to.len());
    }
    Ok(())
}

fn every_link(findings: &Findings<'_>) -> Vec<(Vec<Row>, usize)> {
    (0..findings.batch.rows()).map(|row| findings.linked(Row(row), usize::MAX)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn every_form_agrees_with_the_naive_twin(rows in rows(), context in 0usize..4) {
        agree(every_form(), &rows, context)?;
    }

    #[test]
    fn the_shipped_rules_agree_with_the_naive_twin(rows in rows(), context in 0usize..4) {
        agree(shipped(), &rows, context)?;
    }

    #[test]
    fn a_further_party_is_derived_as_if_it_were_the_first(rows in rows()) {
        let set = every_form();
        // Values that nothing asks for once others are made of them are given back.
        let (several, asked) = (batch(set, &rows, rows.len()), set.asked());
        for spread in &several.parties {
            // Every party in a row of its own, in the place of the first one.
            let name = |value: &crate::rules::ValueDef| (value.role == Some(spread.role)).then(|| value.name.clone());
            let own: Vec<String> = set.values[set.derived..].iter().filter_map(name).collect();
            let text = |row: u32, name: &str| {
                rows[row as usize].iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str())
            };
            let numbers: Vec<(u32, u32)> = spread.rows.iter().enumerate().map(|(at, row)| {
                let before = spread.rows[..at].iter().filter(|known| *known == row).count();
                let filled = (2..4).filter(|number| own.iter().any(|name| !text(*row, &format!("{name} {number}")).is_empty()));
                (*row, filled.clone().nth(before).expect("a party"))
            }).collect();
            let alone: Vec<Given> = numbers.iter().map(|(row, number)| {
                let beside = rows[*row as usize].iter().filter(|(name, _)| !own.contains(name) && !name.contains(' '));
                let party = own.iter().map(|name| (name.clone(), text(*row, &format!("{name} {number}")).to_owned()));
                beside.cloned().chain(party).collect()
            }).collect();
            let alone = batch(set, &alone, alone.len());
            for (at, value) in set.values.iter().enumerate().filter(|(at, value)| asked[*at] && value.role == Some(spread.role)) {
                for row in (0..spread.rows.len() as u32).map(Row) {
                    let (a, b) = (Shown::of(&spread.columns[at], row), Shown::of(&alone.columns[at], row));
                    prop_assert_eq!(a, b, "{}", &value.name);
                }
            }
        }
    }

    #[test]
    fn the_score_lies_in_its_range_and_does_not_depend_on_the_order(rows in rows()) {
        let set = shipped();
        let (there, back) = (batch(set, &rows, rows.len()), {
            let turned: Vec<_> = rows.iter().rev().cloned().collect();
            batch(set, &turned, rows.len())
        });
        let (there, back) = (screen(set, &there, None), screen(set, &back, None));
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
        if column == 9 || !filled[0][column].1.is_empty() {
            return Ok(());
        }
        filled[0][column].1 = fill;
        let (before, after) = (batch(set, &rows, rows.len()), batch(set, &filled, rows.len()));
        let (before, after) = (screen(set, &before, None).score(Row(0)), screen(set, &after, None).score(Row(0)));
        prop_assert!(before.low <= after.value && after.value <= before.high, "{before:?} {after:?}");
    }
}
