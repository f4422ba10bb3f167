//! The compiled rule set: an immutable value that many screenings may share.

use super::case::Case;
use crate::batch::ValueId;
use crate::diag::Span;
use crate::fields::day::Duration;
use crate::fields::{KindId, RoleId};
use crate::ops::{Decimal, Test};
use crate::text::Both;
use crate::text::ops::Side;

/// The number of a node of the conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A rule set, ready to be asked.
#[derive(Debug)]
pub struct RuleSet {
    /// The id, as `ondermijning`.
    pub id: String,
    /// The version that its authors gave it.
    pub version: String,
    /// Its name for people.
    pub title: Both,
    /// The law it rests on.
    pub legal_basis: Vec<String>,
    /// SHA-256 over all files of the set, as hexadecimal text.
    pub digest: String,
    /// Every derived value of the set and every field that it names. The index is the `ValueId`: derived
    /// values first, each after the ones it is made of, then the fields, which intake must bring.
    pub values: Vec<ValueDef>,
    /// How many of `values` are derived.
    pub derived: usize,
    /// Values that an output asks for.
    pub shown: Vec<ValueId>,
    /// The nodes of all conditions; a node stands after those it is made of.
    pub nodes: Vec<Node>,
    /// Where each of them stands in the files.
    pub places: Vec<Span>,
    /// The rules, in order of their ids.
    pub rules: Vec<Rule>,
    /// The themes, in order of their first rule; `Rule::theme` points here.
    pub themes: Vec<Theme>,
    /// How hits become a score and a band.
    pub scoring: Scoring,
    /// The value that holds the day of application, where windows start. Always there.
    pub application_date: ValueId,
    /// The value that holds the permit type. Always there.
    pub permit_type: ValueId,
}

/// A field or a derived value.
#[derive(Clone, Debug)]
pub struct ValueDef {
    /// The canonical id (`kvk_number`), or the header of a custom column.
    pub name: String,
    /// Its name for people.
    pub label: Both,
    /// What kind of value it is.
    pub kind: KindId,
    /// What it tells of people and firms.
    pub personal: crate::fields::Personal,
    /// The values of a category, for reading and for naming them.
    pub categories: Vec<crate::fields::Category>,
    /// The only texts that mean "nothing here", as they are written; the usual ones when not given.
    pub missing: Option<Vec<String>>,
    /// The role of the party that it is about, where an application may have several in that role. A derived
    /// value is about the role that its parts are about.
    pub role: Option<RoleId>,
    /// How it comes about.
    pub from: From,
}

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum From {
    /// A column of the input.
    Field,
    /// Computed from other values.
    Derived(Derived),
}

/// A part of a derived value: another value, with what to take where it is missing.
#[derive(Clone, Debug)]
pub struct Part {
    /// The value, or fixed text (only in `join`).
    pub of: PartOf,
    /// Units (cents, millionths, days) taken where the value is missing or unreadable.
    pub missing_as: Option<i64>,
    /// Text taken where the value is missing or unreadable.
    pub missing_text: Option<String>,
}

/// What a part is.
#[derive(Clone, Debug)]
pub enum PartOf {
    /// Another value.
    Value(ValueId),
    /// Fixed text.
    Text(String),
}

/// How a derived value is computed. Where a part without a stand-in is missing, so is the result.
#[derive(Clone, Debug)]
pub enum Derived {
    /// The parts added up.
    Sum(Vec<Part>),
    /// The first part less the others.
    Difference(Vec<Part>),
    /// The parts multiplied; a factor may be a fixed number.
    Product(Vec<Part>, Decimal),
    /// The first part divided by the second, in millionths; missing when the second is zero.
    Ratio(Part, Part),
    /// Days from the first date to the second; negative when the second is earlier.
    DaysBetween(Part, Part),
    /// Whole calendar years from the first date to the second, by (year, month, day).
    YearsBetween(Part, Part),
    /// The first part that has a value.
    FirstOf(Vec<Part>),
    /// The keys of the parts with a vertical bar between them; dates as ISO, numbers as decimals.
    Join(Vec<Part>),
    /// The last unbroken run of a–z and 0–9 in the folded text.
    LastWord(Part),
    /// The surname of a name, also in front (`Bakker, A.`); missing where no word is one.
    Surname(Part),
    /// The folded text's a–z and 0–9 only; missing when none are left.
    Squash(Part),
    /// The text's digits only; missing when there are none.
    Digits(Part),
    /// How many characters the text has.
    Length(Part),
    /// 1 for Monday to 7 for Sunday.
    Weekday(Part),
    /// Opening hours as text to hours in a week; missing when the text is not understood.
    HoursPerWeek(Part),
    /// The number that a table gives for a key; missing when the table does not have it.
    Lookup {
        /// The key.
        by: Part,
        /// Keys (folded) and units in the kind of the result, sorted by key.
        table: Vec<(String, i64)>,
    },
    /// A condition as a yes-or-no value; missing where the condition is unknown.
    If(NodeId),
}

/// A condition.
#[derive(Debug)]
pub enum Node {
    /// Always this answer.
    Always(bool),
    /// All of them.
    All(Vec<NodeId>),
    /// Any of them.
    Any(Vec<NodeId>),
    /// Not.
    Not(NodeId),
    /// At least so many of them.
    AtLeast(u32, Vec<NodeId>),
    /// A question about a value.
    Test(Box<dyn Test>),
    /// Questions about a party, asked of each party in its role.
    Party(PartyAsk),
    /// A number compared with its peers.
    Outlier(Outlier),
    /// A pattern across applications that share a key.
    Group(Group),
    /// The cluster that the application is in.
    Cluster(ClusterAsk),
    /// Colleagues' signals about the application.
    Signal(SignalAsk),
    /// Another rule's condition (with its `applies_to`).
    Rule(usize),
}

/// Questions about the parties of an application: true when all of them hold for one party, or for every one.
#[derive(Clone, Debug)]
pub struct PartyAsk {
    /// The questions: a `Test`, or an `All` of them.
    pub of: NodeId,
    /// The roles that they are about: seldom more than one. Of two roles every pair of parties is asked.
    pub roles: Vec<RoleId>,
    /// Whether they must hold for every party.
    pub every: bool,
}

/// A number outside the quartile fences of its peers (Tukey, 1.5 × the interquartile range).
#[derive(Clone, Debug)]
pub struct Outlier {
    /// The number.
    pub value: ValueId,
    /// Above the upper fence (`high`), or below the lower one.
    pub high: bool,
    /// Peers share this value; without it, all applications are peers.
    pub among: Option<ValueId>,
    /// Fewer peers with a number than this: unknown.
    pub at_least_peers: u32,
}

/// `{ same = KEY, … }`: a count over the applications that share this one's key.
#[derive(Clone, Debug)]
pub struct Group {
    /// The values that must all be equal; where one is missing the condition is unknown.
    pub key: Vec<ValueId>,
    /// The value of the key that is a name of which alike spellings count as the same.
    pub similar: Option<Similar>,
    /// Count the different values of this; without it, count applications.
    pub distinct: Option<ValueId>,
    /// The least count that is a hit.
    pub at_least: Option<u32>,
    /// The greatest count that is a hit.
    pub at_most: Option<u32>,
    /// Only applications in this window around this one's day. Where this one has no day: unknown.
    pub within: Option<Duration>,
    /// Which way the window looks. `Back` and `Earlier` may also stand without `within`.
    pub look: Option<Look>,
    /// Only applications for which this condition is true are counted.
    pub only: Option<NodeId>,
    /// The part of that condition that looks at the application under assessment as well (`this.FIELD`).
    pub pair: Option<NodeId>,
    /// The values of other applications in which the key is sought; empty where it is the same value there.
    pub there: Vec<ValueId>,
    /// An amount that is compared in place of a count.
    pub amount: Option<Amount>,
    /// Which applications are counted.
    pub among: Among,
}

/// `similar = 0.92`: names that are alike count as the same, where the other values of the key are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Similar {
    /// The name.
    pub name: ValueId,
    /// The least score of two names that are alike, from 0 to 10,000.
    pub least: u16,
}

/// What `same` compares in place of a count.
#[derive(Clone, Debug)]
pub struct Amount {
    /// How it comes about.
    pub of: AmountOf,
    /// The bounds, all of which it must keep: units of the amount's kind; of a share billionths.
    pub bounds: Vec<(Side, i64)>,
}

/// An amount over the applications that share a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountOf {
    /// The sum of this value over the counted applications; a missing value adds nothing.
    Sum(ValueId),
    /// The share of those for which `where` is true among those for which it is true or false; unknown where
    /// there are none.
    Share,
}

/// What one is worth in the bounds of a share.
pub const SHARE_SCALE: i64 = 1_000_000_000;

/// `{ cluster_by = [KEY…], … }`: the size of the cluster of applications that share any of some keys, and
/// whatever shares a key with those, and so on.
#[derive(Clone, Debug)]
pub struct ClusterAsk {
    /// The keys that join applications.
    pub keys: Vec<ValueId>,
    /// Count the different values of this; without it, count applications.
    pub distinct: Option<ValueId>,
    /// The least count that is a hit.
    pub at_least: u32,
    /// A key that more applications share does not join: a business centre, a bookkeeper.
    pub max_group: u32,
    /// The value that says which department has an application.
    pub department: ValueId,
}

/// How many applications may share a key that joins, where nothing else is said.
pub const MAX_GROUP: u32 = 50;

/// `{ signal_on = [FIELD…], … }`: a count of colleagues' signals about any of some values.
#[derive(Clone, Debug)]
pub struct SignalAsk {
    /// The values that signals may be about.
    pub on: Vec<ValueId>,
    /// Only signals of these kinds (folded); empty for all.
    pub kinds: Vec<String>,
    /// Only signals in this stretch of time up to the application's day.
    pub within: Option<Duration>,
    /// Count departments or reporters; without it, signals.
    pub distinct: Option<Distinct>,
    /// The least count that is a hit.
    pub at_least: u32,
    /// Only signals that are at least this reliable (1 to 5).
    pub reliability: Option<u32>,
    /// The value that stands for all signals in what is missing.
    pub source: ValueId,
}

/// What of signals is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distinct {
    /// Departments.
    Department,
    /// Reporters.
    Reporter,
}

/// Which way a window looks from an application's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// From day − within up to and including the day.
    Back,
    /// From day − within up to the day before; the application itself is left out.
    Earlier,
    /// From day − within to day + within.
    Both,
}

/// Which applications a pattern counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Among {
    /// The batch and the context.
    All,
    /// The batch only.
    Batch,
    /// The context only: earlier applications.
    Context,
}

/// A rule: a condition, its weight and its texts.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The id, as `FIN-03`.
    pub id: String,
    /// Its name.
    pub title: Both,
    /// Index into `RuleSet::themes`.
    pub theme: usize,
    /// What a hit adds to the score; negative for a reassurance.
    pub weight: i32,
    /// The band that a hit lifts to at least, as an index into `Scoring::bands`.
    pub floor: Option<usize>,
    /// The condition, with `applies_to` in it.
    pub when: NodeId,
    /// The permit types it is for (canonical); empty for all.
    pub applies_to: Vec<String>,
    /// Why this is a reason to ask further.
    pub why: Both,
    /// An innocent explanation.
    pub consider: Both,
    /// The question to ask, or the next step.
    pub ask: Both,
    /// The question as it may stand in a letter to the applicant; a rule without it is left out of letters.
    pub letter: Both,
    /// Where the rule comes from.
    pub source: Vec<String>,
    /// Its examples, in the order of the file.
    pub cases: Vec<Case>,
    /// Where the rule stands.
    pub span: Span,
}

impl Rule {
    /// The id of its theme.
    pub fn theme<'a>(&self, set: &'a RuleSet) -> &'a str {
        set.themes.get(self.theme).map_or("", |theme| &theme.id)
    }
}

/// A theme of rules.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The id, as `financing`.
    pub id: String,
    /// The most that its hits add together.
    pub cap: Option<i32>,
}

/// How hits become a score and a band.
#[derive(Clone, Debug)]
pub struct Scoring {
    /// The greatest score.
    pub cap: i32,
    /// The bands, by rising `from`; the first starts at or below 0.
    pub bands: Vec<Band>,
}

/// A level of attention.
#[derive(Clone, Debug)]
pub struct Band {
    /// The id, as `high`.
    pub id: String,
    /// Its name for people.
    pub label: Both,
    /// The least score.
    pub from: i32,
    /// How many different themes must have a hit of positive weight.
    pub min_themes: u32,
    /// How many hits of positive weight there must be.
    pub min_hits: u32,
}
