//! Rules that do not hold and lack only one condition, with how much it lacks.

use std::cmp::Reverse;

use super::tree::Branch;
use crate::batch::{Column, Instead, Row, Truth, View};
use crate::engine::{Fact, Findings};
use crate::fields::KindId;
use crate::ops::Test;
use crate::report::Document;
use crate::rules::{Node, NodeId};
use crate::text::explain::ExplainMsg;
use crate::text::{decimal, money};

/// A number is near a bound within this part of it, in thousandths.
const NEAR: u64 = 200;
/// A day is near another within a quarter of a year.
const DAYS: u64 = 92;

/// A rule that lacks one condition.
pub(super) struct Near {
    pub(super) rule: usize,
    /// The condition, with its answer.
    pub(super) lacks: Branch,
    /// How much it lacks, in words, where that can be measured.
    pub(super) distance: Option<String>,
    /// The order: the measured ones by how much, then those of which most holds.
    order: (u64, Reverse<usize>, usize),
}

/// The rules that nearly hold for a row, the nearest first: what lacks a measured bit, or what holds for
/// another part. A rule of a single question that is answered otherwise is not near.
pub(super) fn rules(document: &Document<'_>, findings: &Findings<'_>, row: Row) -> Vec<Near> {
    let one: Vec<Column> = document.batch.columns.iter().map(|column| column.select(&[row])).collect();
    let answers = findings.answers(row).into_iter().enumerate();
    let misses = answers.filter(|(_, answer)| *answer == Truth::No).map(|(rule, _)| rule);
    let mut near: Vec<Near> = misses.filter_map(|rule| near(document, findings, rule, (row, &one))).collect();
    near.sort_by_key(|near| near.order);
    near
}

fn near(document: &Document<'_>, findings: &Findings<'_>, rule: usize, (row, one): (Row, &[Column])) -> Option<Near> {
    let id = findings.short_of(rule, row)?;
    let gap = gap(document, findings, id, (row, one));
    let when = document.rule(rule).when;
    let held = held(document, findings, when, row);
    if gap.is_none() && held == 0 {
        return None;
    }
    if gap.is_none() && (about_the_cell(document, id, one) || is_measured(document, id, one)) {
        return None;
    }
    let (distance, far) = gap.map_or((None, u64::MAX), |(said, far)| (Some(said), far));
    let lacks = Branch::of(document, findings, id, row);
    Some(Near { rule, lacks, distance, order: (far, Reverse(held), rule) })
}

/// Whether a condition asks a number or a day: without a small gap it is far.
fn is_measured(document: &Document<'_>, id: NodeId, one: &[Column]) -> bool {
    let Node::Test(test) = &document.set.nodes[id.0 as usize] else { return false };
    let column = &one[usize::from(test.value().0)];
    !document.hides(test.value()) && (column.fixed(Row(0)).is_some() || column.day(Row(0)).is_some())
}

/// Whether a condition asks only if something stands there: that it does is not near to nothing.
fn about_the_cell(document: &Document<'_>, id: NodeId, one: &[Column]) -> bool {
    let Node::Test(test) = &document.set.nodes[id.0 as usize] else { return false };
    let mut columns = one.to_vec();
    let column = &mut columns[usize::from(test.value().0)];
    *column = Column::absent(column.kind, 1);
    test.at(&View::new(&columns, 1), Row(0)) != Truth::Unknown
}

/// How many questions of a rule hold, that on the kind of permit aside.
fn held(document: &Document<'_>, findings: &Findings<'_>, id: NodeId, row: Row) -> usize {
    let sum = |parts: &[NodeId]| parts.iter().map(|part| held(document, findings, *part, row)).sum();
    match &document.set.nodes[id.0 as usize] {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => sum(parts),
        Node::Not(_) | Node::Always(_) => 0,
        Node::Rule(rule) => held(document, findings, document.rule(*rule).when, row),
        Node::Test(test) if test.value() == document.set.permit_type => 0,
        _ => usize::from(findings.truth(id, row) == Truth::Yes),
    }
}

/// How far a condition is from its other answer, in words and in thousandths; `None` where that is far or
/// cannot be measured.
fn gap(
    document: &Document<'_>,
    findings: &Findings<'_>,
    id: NodeId,
    (row, one): (Row, &[Column]),
) -> Option<(String, u64)> {
    match &document.set.nodes[id.0 as usize] {
        Node::Test(test) => {
            let wanted = !findings.truth(id, row);
            let turn = |instead: &Instead| turns(test.as_ref(), one, instead, wanted);
            let view = View::new(one, 1);
            let gaps = test.turns(&view, Row(0)).into_iter().filter(turn);
            let column = &one[usize::from(test.value().0)];
            if document.hides(test.value()) {
                return None;
            }
            gaps.filter_map(|instead| measured(document, column, &instead)).min_by_key(|(_, far)| *far)
        }
        Node::Group(_) => findings.facts(id, row).into_iter().find_map(|fact| match fact {
            Fact::Group { count, at_least: Some(least), .. } if least.saturating_sub(count) == 1 && least > 2 => {
                Some(("1".to_owned(), NEAR))
            }
            _ => None,
        }),
        _ => None,
    }
}

/// Whether a test answers as wanted once this stands there.
fn turns(test: &dyn Test, one: &[Column], instead: &Instead, wanted: Truth) -> bool {
    let mut columns = one.to_vec();
    columns[usize::from(test.value().0)].put(Row(0), instead) && test.at(&View::new(&columns, 1), Row(0)) == wanted
}

fn measured(document: &Document<'_>, column: &Column, instead: &Instead) -> Option<(String, u64)> {
    let lang = document.lang();
    match instead {
        Instead::Units(new) => {
            let gap = column.fixed(Row(0))?.abs_diff(*new);
            let far = gap.saturating_mul(1000) / new.unsigned_abs().max(1);
            let said = i64::try_from(gap).ok()?;
            let said = if column.kind == KindId::Money { money(said, lang) } else { decimal(said, lang) };
            (far <= NEAR).then_some((said, far))
        }
        Instead::Day(new) => {
            let gap = u64::from(column.day(Row(0))?.abs_diff(*new));
            let said = ExplainMsg::Days { days: i64::try_from(gap).ok()? }.say(lang);
            (gap <= DAYS).then_some((said, gap * NEAR / DAYS))
        }
        _ => None,
    }
}
