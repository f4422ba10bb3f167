//! The operators of the rule language, one file per family. Each has two halves: how it is read from
//! a rule file (`Operator`), and how it is asked of a value (`Test`).

mod dates;
mod equality;
mod lists;
mod literal;
mod mask;
mod order;
mod other_field;
mod presence;
mod similar;
mod text;
mod turns;

pub use equality::one_of;
pub use lists::{Entry as ListEntry, List};
pub use literal::{Decimal, decimal, duration, units};
pub use similar::likeness;

use crate::batch::{Instead, Row, Tri, Truth, ValueId, View};
use crate::diag::{Diagnostic, Span, Table};
use crate::fields::day::Duration;
use crate::fields::{KindId, Parser};
use crate::text::{Both, Lang};
use std::fmt::Debug;
use std::sync::Arc;

/// What a question lets through, as far as the rule alone tells: for the checks of rule sets.
#[derive(Clone, Debug, PartialEq)]
pub enum Lets<'a> {
    /// Units (or days) between these, both included.
    Between(Option<i64>, Option<i64>),
    /// One of these keys, or with `true` anything else.
    Keys(&'a [String], bool),
    /// Yes or no.
    Flag(bool),
    /// A cell with something in it, or an empty one.
    Present(bool),
    /// A cell that could be read, or another one.
    Readable(bool),
    /// A text with any of these parts, or one that fits a pattern.
    Text(Vec<&'a str>),
    /// What is on this list, or is not.
    List(&'a List),
    /// It hangs on other values.
    Open,
}

/// A compiled question about one value of an application. Missing and unreadable values answer
/// *unknown*, except where the question is about just that.
pub trait Test: Send + Sync + Debug {
    /// The value that the question is about.
    fn value(&self) -> ValueId;

    /// Other values that the answer depends on.
    fn also_reads(&self) -> Vec<ValueId> {
        Vec::new()
    }

    /// Where it asks whether two values are the same: both values, and whether they must differ.
    fn equality(&self) -> Option<(ValueId, ValueId, bool)> {
        None
    }

    /// The answer for one row: the meaning of the operator, and what explanations use.
    fn at(&self, view: &View<'_>, row: Row) -> Truth;

    /// The answer for all rows. The default asks `at` of each; a faster one must agree with it.
    fn over(&self, view: &View<'_>) -> Tri {
        Tri::from_fn(view.rows, |row| self.at(view, Row(row as u32)))
    }

    /// Of a question whether two names are alike: what the name of this row was held against.
    fn likeness(&self, _: &View<'_>, _: Row) -> Option<Likeness> {
        None
    }

    /// What it lets through.
    fn lets(&self) -> Lets<'_> {
        Lets::Open
    }

    /// Values at which the answer for a row may turn, on both sides: what a search for the smallest change
    /// tries. Empty where they cannot be listed.
    fn turns(&self, _view: &View<'_>, _row: Row) -> Vec<Instead> {
        Vec::new()
    }

    /// What was asked for, in words that follow the name of the field: `ten minste € 25.000`.
    fn expected(&self, lang: Lang) -> String;

    /// The numbers that the answer turns on, in the order in which the rule has them.
    fn thresholds(&self) -> Vec<Threshold> {
        Vec::new()
    }

    /// The same question with another number in that place; `None` where it does not fit.
    fn with_threshold(&self, _place: usize, _units: i64) -> Option<Box<dyn Test>> {
        None
    }

    /// The same as the rest of a sentence that starts with the name of the field, other values by name:
    /// `is ten minste 0,9 × de investering`.
    fn says(&self, _: &dyn Fn(ValueId) -> String, lang: Lang) -> String {
        crate::text::say::is(&self.expected(lang), lang)
    }
}

/// How much a name is like another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Where the other stands; `None` where the rule itself names it.
    pub other: Option<ValueId>,
    /// The other as it is written.
    pub spelled: String,
    /// From 0 to 10,000.
    pub score: u16,
}

/// A number that an answer turns on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The number, in units of its scale.
    pub units: i64,
    /// What the units are.
    pub scale: Scale,
}

/// What a threshold is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Cents.
    Cents,
    /// Millionths of a number.
    Millionths,
    /// Millionths of a factor: `times = 0.9`.
    Factor,
    /// A count of applications, values or signals.
    Count,
    /// Days.
    Days,
    /// Calendar months.
    Months,
}

impl Threshold {
    /// A length of time.
    pub fn of(length: Duration) -> Threshold {
        let (units, scale) = match length {
            Duration::Days(n) => (n, Scale::Days),
            Duration::Months(n) => (n, Scale::Months),
        };
        Threshold { units: units.into(), scale }
    }
}

/// What the operators ask of the rule set that is being read.
pub trait Context {
    /// The value of this name; tells the author when there is none.
    fn value(&mut self, name: &str, span: Span) -> Option<ValueId>;
    /// What kind of value it is.
    fn kind(&self, value: ValueId) -> KindId;
    /// Reads what a rule says about this value as a cell of it would be read.
    fn parser(&self, value: ValueId) -> Parser;
    /// The list of this name; tells the author when there is none.
    fn list(&mut self, name: &str, span: Span) -> Option<Arc<List>>;
    /// The field that says in which edition an application's SBI code is, where the set has it.
    fn sbi_edition(&mut self) -> Option<ValueId>;
    /// The day of application.
    fn application_date(&self) -> ValueId;
    /// Holds a word against the values of a category, and tells the author when it is none of them.
    fn check_word(&mut self, value: ValueId, word: &str, span: Span);
    /// How people call a key of this value: the label of a category, or the key itself.
    fn said(&self, value: ValueId, key: &str) -> Both;
    /// Tells the author of a mistake.
    fn report(&mut self, diagnostic: Diagnostic);
}

/// A condition on a value, while it is read.
pub struct Asked<'a> {
    /// The table `{ field = …, OPERATOR = … }`.
    pub table: &'a Table,
    /// The value it is about.
    pub value: ValueId,
    /// What kind of value that is.
    pub kind: KindId,
}

/// One operator (or a few of one form) of the rule language.
pub trait Operator: Sync {
    /// The keys it stands under. Every key is a question of its own.
    fn keys(&self) -> &'static [&'static str];

    /// Keys that may stand beside it and say more about it.
    fn options(&self) -> &'static [&'static str] {
        &[]
    }

    /// What a rule may write for a key or an option of its: the name of a definition in `rules/schema/schema.json`.
    fn takes(&self, key: &str) -> &'static str;

    /// Whether it can be asked of this kind of value.
    fn works_on(&self, kind: KindId) -> bool;

    /// A condition that uses it, for documentation; a test reads it.
    fn example(&self) -> &'static str;

    /// Reads the question under this key; `None` after telling the author what is wrong.
    fn build(&self, key: &str, asked: &Asked<'_>, cx: &mut dyn Context) -> Option<Box<dyn Test>>;
}

/// Every operator, once.
pub const OPERATORS: &[&dyn Operator] = &[
    &presence::Presence,
    &equality::Equality,
    &lists::InList,
    &order::Order,
    &order::Between,
    &dates::Before,
    &dates::Within,
    &text::Part,
    &text::Matches,
    &other_field::OtherField,
    &similar::SimilarTo,
];
