//! What is different from an earlier run, application by application, and why.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Baseline, Marks};
use crate::batch::Row;
use crate::engine::Fact;
use crate::report::Document;
use crate::report::earlier::ToldCase;
use crate::rules::From;

/// How an application stands beside the earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It was not there.
    New,
    /// Its score, without what has been explained, is higher.
    Higher,
    /// Its score is lower.
    Lower,
    /// Its score is the same.
    Same,
}

/// Why a rule came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// A value of the application that the rule looks at.
    Data,
    /// Other applications: one came, went or changed.
    Linked,
    /// Colleagues' signals.
    Signals,
    /// The rule itself, or its weight.
    Rules,
    /// A decision of people: it was taken, or counts no more.
    Decisions,
}

/// A rule that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The id of the rule.
    pub rule: String,
    /// Whether it hits now; otherwise it did before.
    pub hits: bool,
    /// Why, in order.
    pub because: Vec<Because>,
    /// The fields that it looks at and whose values changed.
    pub fields: Vec<String>,
}

/// What is different for one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How it stands.
    pub kind: Kind,
    /// The score and the band that it had.
    pub before: Option<(i32, String)>,
    /// Why, in order of the rules' ids; empty for one that is new or the same.
    pub causes: Vec<Cause>,
}

/// What is different from an earlier run.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The day that the earlier run looked from.
    pub since: String,
    /// Whether its rule set was another one.
    pub other_rules: bool,
    /// Per scored row.
    pub rows: Vec<Change>,
    /// The case numbers that are not there any more, sorted.
    pub gone: Vec<String>,
}

impl Changes {
    /// Holds a document against an earlier report.
    pub fn between(earlier: &Baseline, document: &Document<'_>) -> Self {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let compare = Compare::new(earlier, document);
        let rows = (0..document.batch.scored).map(Row).map(|row| {
            let id = document.batch.id(row);
            // A case number that stands in several rows is held against its rows of then, in order.
            let nth = seen.entry(id).or_default();
            let before = earlier.applications.get(id).and_then(|rows| rows.get(*nth));
            *nth += 1;
            compare.change(row, before)
        });
        let rows = rows.collect();
        let fewer = |id: &String, then: &[ToldCase]| seen.get(id.as_str()).is_none_or(|now| *now < then.len());
        let gone = earlier.applications.iter().filter(|(id, then)| fewer(id, then));
        Changes {
            since: earlier.as_of.clone(),
            other_rules: earlier.rule_set != document.set.digest,
            rows,
            gone: gone.map(|(id, _)| id.clone()).collect(),
        }
    }

    /// How many applications stand in each way, in order of [`Kind`].
    pub fn counts(&self) -> [usize; 4] {
        [Kind::New, Kind::Higher, Kind::Lower, Kind::Same]
            .map(|kind| self.rows.iter().filter(|change| change.kind == kind).count())
    }
}

/// What is worth keeping while rows are compared.
struct Compare<'a, 'd> {
    document: &'a Document<'d>,
    /// The fields that both runs looked at.
    known: BTreeSet<&'d str>,
    /// Per rule of the set, its id: whether it asks what it asked then.
    unchanged: BTreeMap<&'d str, bool>,
    /// Per rule, by id: the names of the fields that it looks at, and whether it asks for signals.
    looks_at: BTreeMap<&'d str, (BTreeSet<&'d str>, bool)>,
}

impl<'a, 'd> Compare<'a, 'd> {
    fn new(earlier: &'a Baseline, document: &'a Document<'d>) -> Self {
        let set = document.set;
        let ids = || set.rules.iter().enumerate().map(|(at, rule)| (at, rule.id.as_str()));
        let same = |at: usize, id: &str| earlier.rules.get(id).is_some_and(|then| *then == set.fingerprint(at));
        let looks_at = |at: usize| {
            let reads = set.reads(at);
            let fields = reads.fields.into_iter().filter_map(|value| set.values.get(usize::from(value.0)));
            (fields.map(|def| def.name.as_str()).collect(), reads.signals)
        };
        let fields = set.values.iter().filter(|def| matches!(def.from, From::Field)).map(|def| def.name.as_str());
        Compare {
            document,
            known: fields.filter(|field| earlier.fields.contains(*field)).collect(),
            unchanged: ids().map(|(at, id)| (id, same(at, id))).collect(),
            looks_at: ids().map(|(at, id)| (id, looks_at(at))).collect(),
        }
    }

    fn change(&self, row: Row, before: Option<&ToldCase>) -> Change {
        let Some(before) = before else { return Change { kind: Kind::New, before: None, causes: Vec::new() } };
        let score = self.document.open_score(row).value;
        let kind = match score.cmp(&before.weighed().0) {
            std::cmp::Ordering::Greater => Kind::Higher,
            std::cmp::Ordering::Less => Kind::Lower,
            std::cmp::Ordering::Equal => Kind::Same,
        };
        Change { kind, before: Some(before.weighed()), causes: self.causes(row, before) }
    }

    /// The rules that hit on one side only, and those that weigh otherwise, each with its cause.
    fn causes(&self, row: Row, before: &ToldCase) -> Vec<Cause> {
        let mut hits = Vec::new();
        self.document.answers.hits(row, &mut hits);
        let now: BTreeMap<&str, usize> = hits.iter().map(|at| (self.document.rule(*at).id.as_str(), *at)).collect();
        let then: BTreeSet<&str> = before.hits.iter().map(|hit| hit.rule.as_str()).collect();
        let asks_the_same = |id: &str| self.unchanged.get(id).copied().unwrap_or(false);
        let all: BTreeSet<&str> = now.keys().copied().chain(then.iter().copied()).collect();
        let explained_then = |id: &str| before.hits.iter().any(|hit| hit.rule == id && hit.explained.is_some());
        let decided = |id: &str| {
            let now = now.get(id).map(|at| self.document.explained(*at, row).is_some());
            now.is_some_and(|now| then.contains(id) && now != explained_then(id))
        };
        let moved =
            all.into_iter().filter(|id| now.contains_key(id) != then.contains(id) || !asks_the_same(id) || decided(id));
        let changed = Changed::of(self, row, before);
        let causes = moved.map(|id| {
            if decided(id) {
                return Cause {
                    rule: id.to_owned(),
                    hits: true,
                    because: vec![Because::Decisions],
                    fields: Vec::new(),
                };
            }
            self.cause(id, now.get(id).copied(), row, before, &changed)
        });
        causes.collect()
    }

    fn cause(&self, id: &str, now: Option<usize>, row: Row, before: &ToldCase, changed: &Changed) -> Cause {
        let cause = |because, fields| Cause { rule: id.to_owned(), hits: now.is_some(), because, fields };
        if !self.unchanged.get(id).copied().unwrap_or(false) {
            return cause(vec![Because::Rules], Vec::new());
        }
        let (mut because, mut fields) = (BTreeSet::new(), Vec::new());
        if let Some((looks_at, asks_signals)) = self.looks_at.get(id) {
            fields = changed.0.iter().filter(|field| looks_at.contains(field.as_str())).cloned().collect();
            let by_signals = match now {
                Some(at) => {
                    self.document.answers.evidence(at, row).iter().any(|fact| matches!(fact, Fact::Signal { .. }))
                }
                None => before.saw(id, "signal"),
            };
            if by_signals || (*asks_signals && fields.is_empty()) {
                because.insert(Because::Signals);
            }
        }
        if !fields.is_empty() {
            because.insert(Because::Data);
        }
        // What neither the rule, nor the application's own values, nor signals explain, others do.
        if because.is_empty() {
            because.insert(Because::Linked);
        }
        cause(because.into_iter().collect(), fields)
    }
}

/// The fields of an application whose values are other than they were, as far as both runs know them.
struct Changed(Vec<String>);

impl Changed {
    fn of(compare: &Compare<'_, '_>, row: Row, before: &ToldCase) -> Self {
        let now = Marks::of(compare.document, row).0;
        let fields = now.keys().copied().chain(before.marks.keys().map(String::as_str)).collect::<BTreeSet<_>>();
        let known = fields.into_iter().filter(|field| compare.known.contains(field));
        Changed(known.filter(|field| now.get(field) != before.marks.get(*field)).map(str::to_owned).collect())
    }
}

impl ToldCase {
    /// The score and the band, without what had been explained.
    fn weighed(&self) -> (i32, String) {
        match &self.open {
            Some(open) => (open.score, open.band.clone()),
            None => (self.score, self.band.clone()),
        }
    }

    /// Whether the evidence of a rule had a fact of this kind.
    fn saw(&self, rule: &str, kind: &str) -> bool {
        let evidence = self.hits.iter().filter(|hit| hit.rule == rule).flat_map(|hit| &hit.evidence);
        evidence.into_iter().any(|fact| fact["kind"] == kind)
    }
}
