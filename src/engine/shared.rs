//! The applications that a pattern counts for one of them: how many, which, and in which role.

use super::evidence::Witness;
use super::facts::{Fact, Shown, Total};
use super::groups::Pattern;
use super::index::Index;
use super::kept::Held;
use super::tally::Measure;
use crate::batch::{Row, Truth, ValueId};
use crate::rules::{Amount, AmountOf, Group, NodeId, SHARE_SCALE};
use crate::text::{Lang, ops as words};

/// How many linked applications a fact names.
pub(super) const NAMED: usize = 10;

/// What a pattern found for an application at one value of its key.
pub(super) struct Shared<'w, 'a> {
    pattern: Pattern<'w, 'a>,
    group: &'w Group,
    index: &'w Index<'a>,
    row: Row,
    /// The value of the key, as a number.
    code: u32,
    known: Held<'w>,
    measure: Measure,
    /// Whether the application itself is among those that count.
    itself: bool,
}

impl Shared<'_, '_> {
    /// How many other applications count.
    pub(super) fn others(&self) -> usize {
        self.measure.rows as usize - usize::from(self.itself)
    }

    /// Whether so many or more share the value of the key.
    pub(super) fn is_large(&self, large: usize) -> bool {
        self.index.sought(self.code).len() >= large
    }

    fn counts_itself(&self) -> bool {
        let (pattern, row) = (&self.pattern, self.row);
        pattern.counts_for(row, pattern.window_of(row), row.index()) && !pattern.paired(row, vec![row.0]).is_empty()
    }

    /// The first few of the others, in order of the batch.
    pub(super) fn first_others(&self, limit: usize) -> Vec<Row> {
        let (pattern, this) = (&self.pattern, self.row);
        let (first, last) = pattern.inside(&self.known.rows, pattern.day(this.index()).unwrap_or_default());
        let inside = self.known.rows[first as usize..last as usize].iter().map(|(_, row)| *row);
        let counted = inside.filter(|other| pattern.counts(*other as usize) == Truth::Yes);
        let named = |others: &mut dyn Iterator<Item = u32>| -> Vec<Row> {
            others.filter(|other| *other != this.0).take(limit).map(Row).collect()
        };
        let mut first = match &pattern.pairs {
            // Where pairs are compared there are never very many.
            Some(_) => named(&mut pattern.paired(this, counted.collect()).into_iter()),
            None => named(&mut counted.filter(|other| pattern.counts_for(this, None, *other as usize))),
        };
        first.sort_unstable();
        first
    }
}

impl<'a> Witness<'a> {
    /// What a pattern found for a row, at each value of its key for which it holds.
    pub(super) fn shared(&self, id: NodeId, group: &'a Group, row: Row) -> Vec<Shared<'_, 'a>> {
        let index = self.eval.index(id, group);
        let mut out: Vec<Shared<'_, 'a>> = Vec::new();
        for code in index.codes_of(row.index()) {
            let pattern = self.eval.pattern(id, group);
            let known = self.kept.group(id, code, index, &pattern);
            let Some(measure) = known.measure(index, code, &pattern, row.0) else { continue };
            if measure.holds(group) != Truth::Yes || out.iter().any(|other| other.code == code) {
                continue;
            }
            let mut shared = Shared { pattern, group, index, row, code, known, measure, itself: false };
            shared.itself = group.there.is_empty() && shared.counts_itself();
            out.push(shared);
        }
        out
    }

    /// The values of its key for which a pattern holds for a row, as numbers.
    pub(super) fn shared_codes(&self, id: NodeId, group: &'a Group, row: Row) -> Vec<u32> {
        self.shared(id, group, row).into_iter().map(|shared| shared.code).collect()
    }

    /// What was seen at a pattern that holds, appended to `out`.
    pub(super) fn push_group(&self, id: NodeId, group: &'a Group, row: Row, out: &mut Vec<Fact>) {
        for shared in self.shared(id, group, row) {
            let rows = shared.first_others(NAMED);
            let spellings = self.spellings(&shared, &rows);
            let roles = self.roles(&shared, &rows);
            let measure = shared.measure;
            out.push(Fact::Group {
                key: group.key.iter().map(|value| (*value, self.key_of(*value, &shared, row))).collect(),
                distinct: group.distinct,
                count: if group.distinct.is_some() { measure.distinct } else { measure.rows },
                at_least: group.at_least,
                at_most: group.at_most,
                total: group.amount.as_ref().map(|amount| self.total(amount, measure)),
                others: shared.others(),
                rows,
                roles,
            });
            spellings.into_iter().for_each(|fact| self.push(fact, out));
        }
    }

    /// Each other spelling of a name that counts as the same, as the first application that has it.
    fn spellings(&self, shared: &Shared<'_, '_>, rows: &[Row]) -> Vec<Fact> {
        let Some(similar) = shared.group.similar else { return Vec::new() };
        let own = self.key_of(similar.name, shared, shared.row);
        let other = |row: &Row| {
            let spelled = self.key_of(similar.name, shared, *row);
            let score = super::alike::score(&own, &spelled);
            let (value, through) = (similar.name, score < similar.least);
            let fact = Fact::Alike { value, shown: own.clone(), other: Some(value), spelled, score, through };
            matches!(&fact, Fact::Alike { shown, spelled, .. } if shown != spelled).then_some(fact)
        };
        rows.iter().filter_map(other).collect()
    }

    /// The value of the key that an application shares.
    fn key_of(&self, value: ValueId, shared: &Shared<'_, '_>, row: Row) -> Shown {
        shared.index.shown(self.eval.set, &self.eval.view, value, (shared.code, row))
    }

    /// Per named application the fields in which it has the key, where that was sought in other fields.
    fn roles(&self, shared: &Shared<'_, '_>, rows: &[Row]) -> Vec<Vec<ValueId>> {
        let group = shared.group;
        if group.there.is_empty() {
            return Vec::new();
        }
        rows.iter().map(|row| shared.index.fields_of(shared.code, row.index())).collect()
    }

    fn total(&self, amount: &Amount, measure: Measure) -> Total {
        let asked = |lang: Lang| {
            let bound = |(side, bound): &(words::Side, i64)| match amount.of {
                AmountOf::Sum(value) => {
                    let money = self.eval.view.column(value).kind == crate::fields::KindId::Money;
                    words::compare(*side, &words::units(money, *bound, lang), lang)
                }
                AmountOf::Share => words::compare(*side, &words::percent(*bound, SHARE_SCALE, lang), lang),
            };
            amount.bounds.iter().map(bound).collect::<Vec<_>>().join(lang.pick(" en ", " and "))
        };
        let asked = [asked(Lang::Nl), asked(Lang::En)];
        match amount.of {
            AmountOf::Sum(value) => {
                let kind = self.eval.view.column(value).kind;
                let units = i64::try_from(measure.sum).unwrap_or(if measure.sum < 0 { i64::MIN } else { i64::MAX });
                Total::Sum { value, shown: Shown::units(kind, units), asked }
            }
            AmountOf::Share => Total::Share { rows: measure.rows, of: measure.of, asked },
        }
    }
}
