//! What a pattern counts or adds up, kept while a window moves: applications go in and come out, and the answer
//! is there at once. Where `where` compares a value with that of the application under assessment for equality,
//! everything is kept per value as well, so that the answer is a difference and no pair is looked at.

use super::index::Codes;
use crate::batch::{Column, NO_SYMBOL, Row, Spread, Truth};
use crate::rules::{Amount, AmountOf, Group, SHARE_SCALE};
use crate::text::ops::Side;
use rustc_hash::FxHashMap;

/// What a pattern found for one application.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Measure {
    /// How many applications count.
    pub(super) rows: u32,
    /// How many different values they have.
    pub(super) distinct: u32,
    /// The sum of their amounts.
    pub(super) sum: i128,
    /// How many applications `rows` is a share of.
    pub(super) of: u32,
}

impl Measure {
    /// Whether this is a hit.
    pub(super) fn holds(&self, group: &Group) -> Truth {
        let Some(amount) = &group.amount else {
            let count = if group.distinct.is_some() { self.distinct } else { self.rows };
            let least = group.at_least.unwrap_or(if group.at_most.is_some() { 0 } else { 1 });
            return Truth::known(count >= least && group.at_most.is_none_or(|most| count <= most));
        };
        if amount.of == AmountOf::Share && self.of == 0 {
            return Truth::Unknown;
        }
        Truth::known(amount.bounds.iter().all(|(side, bound)| self.keeps(amount, *side, *bound)))
    }

    fn keeps(&self, amount: &Amount, side: Side, bound: i64) -> bool {
        let (own, bound) = match amount.of {
            AmountOf::Sum(_) => (self.sum, i128::from(bound)),
            AmountOf::Share => {
                (i128::from(self.rows) * i128::from(SHARE_SCALE), i128::from(bound) * i128::from(self.of))
            }
        };
        match side {
            Side::AtLeast => own >= bound,
            Side::AtMost => own <= bound,
            Side::Above => own > bound,
            Side::Below => own < bound,
        }
    }
}

/// An amount per application: the sum over its parties where it has several.
#[derive(Clone, Copy)]
pub(super) struct Amounts<'a> {
    pub(super) column: &'a Column,
    pub(super) further: Option<(&'a Spread, &'a Column)>,
}

impl Amounts<'_> {
    fn of(&self, row: usize) -> i128 {
        let own = |column: &Column, row: usize| column.fixed(Row(row as u32)).map_or(0, i128::from);
        let further =
            self.further.iter().flat_map(|(spread, column)| spread.of(Row(row as u32)).map(|at| own(column, at)));
        own(self.column, row) + further.sum::<i128>()
    }
}

/// `where` as a comparison for equality with the application under assessment.
pub(super) struct Equality<'a> {
    /// Per row the value of the other application, and of the one under assessment, in one numbering.
    pub(super) other: Vec<u32>,
    pub(super) this: std::borrow::Cow<'a, [u32]>,
    pub(super) differs: bool,
}

impl Equality<'_> {
    /// Whether the pair is one that counts.
    pub(super) fn at(&self, this: usize, other: usize) -> Truth {
        let (this, other) = (self.this[this], self.other[other]);
        if this == NO_SYMBOL || other == NO_SYMBOL {
            return Truth::Unknown;
        }
        Truth::known((this == other) != self.differs)
    }
}

/// What the tally looks at.
pub(super) struct Counting<'a> {
    pub(super) distinct: Option<Codes<'a>>,
    pub(super) amounts: Option<Amounts<'a>>,
    pub(super) equality: Option<Equality<'a>>,
}

/// Applications of one kind: how many, and what their amounts are together.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// `where` is true of the other application alone.
    yes: u32,
    /// It is unknown of the other application alone.
    open: u32,
    sum: i128,
}

/// How often a value is there, and with how many different values of the comparison.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    count: u32,
    others: u32,
    /// All of those together by exclusive or: where there is one, this is it.
    mix: u32,
}

/// The applications that are counted at this moment.
#[derive(Default)]
pub(super) struct Tally {
    all: Cell,
    /// `where` is false of the other application alone.
    no: u32,
    by: FxHashMap<u32, Cell>,
    seen: FxHashMap<u32, Seen>,
    /// Per different value and value of the comparison, how often both are together.
    both: FxHashMap<(u32, u32), u32>,
    /// Per value of the comparison: how many different values are there with it, and with nothing else.
    within: FxHashMap<u32, (u32, u32)>,
}

impl Tally {
    pub(super) fn clear(&mut self) {
        (self.all, self.no) = (Cell::default(), 0);
        self.by.clear();
        self.seen.clear();
        self.both.clear();
        self.within.clear();
    }

    /// An application goes in; `only` is what `where` says of it alone.
    pub(super) fn add(&mut self, counting: &Counting<'_>, row: usize, only: Truth) {
        self.shift(counting, row, only, 1);
    }

    /// An application that went in comes out.
    pub(super) fn remove(&mut self, counting: &Counting<'_>, row: usize, only: Truth) {
        self.shift(counting, row, only, -1);
    }

    fn shift(&mut self, counting: &Counting<'_>, row: usize, only: Truth, by: i32) {
        if only == Truth::No {
            self.no = self.no.wrapping_add_signed(by);
            return;
        }
        let compared = counting.equality.as_ref().map(|equality| equality.other[row]);
        if compared == Some(NO_SYMBOL) {
            return;
        }
        let amount = counting.amounts.as_ref().filter(|_| only == Truth::Yes).map_or(0, |amounts| amounts.of(row));
        let move_cell = |cell: &mut Cell| {
            let count = if only == Truth::Yes { &mut cell.yes } else { &mut cell.open };
            *count = count.wrapping_add_signed(by);
            cell.sum += amount * i128::from(by);
        };
        move_cell(&mut self.all);
        if let Some(value) = compared {
            move_cell(self.by.entry(value).or_default());
        }
        if let (Some(distinct), Truth::Yes) = (&counting.distinct, only) {
            distinct.of(row).for_each(|value| self.see(value, compared, by));
        }
    }

    /// A value of a counted application goes in or comes out.
    fn see(&mut self, value: u32, compared: Option<u32>, by: i32) {
        let seen = self.seen.entry(value).or_default();
        seen.count = seen.count.wrapping_add_signed(by);
        if let Some(with) = compared {
            let both = self.both.entry((value, with)).or_default();
            *both = both.wrapping_add_signed(by);
            let (count, step) = (*both, by);
            if count == 0 {
                self.both.remove(&(value, with));
            }
            // The first one together goes in, or the last one comes out.
            if count == u32::from(step > 0) {
                let alone = (seen.others == 1).then_some(seen.mix);
                seen.others = seen.others.wrapping_add_signed(step);
                seen.mix ^= with;
                let now_alone = (seen.others == 1).then_some(seen.mix);
                if let Some(was) = alone {
                    self.within.entry(was).or_default().1 -= 1;
                }
                if let Some(is) = now_alone {
                    self.within.entry(is).or_default().1 += 1;
                }
                let within = &mut self.within.entry(with).or_default().0;
                *within = within.wrapping_add_signed(step);
            }
        }
        if seen.count == 0 {
            self.seen.remove(&value);
        }
    }

    /// What was found for an application.
    pub(super) fn measure(&self, counting: &Counting<'_>, row: usize) -> Measure {
        let (all, values) = (self.all, self.seen.len() as u32);
        let Some(equality) = &counting.equality else {
            return Measure { rows: all.yes, distinct: values, sum: all.sum, of: all.yes + self.no };
        };
        let this = equality.this[row];
        if this == NO_SYMBOL {
            return Measure { of: self.no, ..Measure::default() };
        }
        let same = self.by.get(&this).copied().unwrap_or_default();
        let (within, alone) = self.within.get(&this).copied().unwrap_or_default();
        if equality.differs {
            Measure {
                rows: all.yes - same.yes,
                distinct: values - alone,
                sum: all.sum - same.sum,
                of: self.no + all.yes + same.open,
            }
        } else {
            Measure { rows: same.yes, distinct: within, sum: same.sum, of: self.no + all.yes + all.open - same.open }
        }
    }
}
