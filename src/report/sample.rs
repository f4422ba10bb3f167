//! A small document for tests: three applications, two rules, made by hand so that every format can be
//! held against evidence without a rule file or an engine.

use super::formats;
use super::{Answers, Document, InputInfo, Options, RejectedRow, RunInfo};
use crate::batch::{
    Batch, Bits, Column, Data, Interner, InvalidCell, Keys, NO_SYMBOL, Origins, Row, Symbols, Tri, Truth, ValueId,
};
use crate::diag::Span;
use crate::engine::{Fact, Score, Shown};
use crate::fields::{KindId, Personal, Reason};
use crate::rules::{Band, From, NodeId, Rule, RuleSet, Scoring, Theme, ValueDef};
use crate::text::Both;

pub(crate) const LOAN: ValueId = ValueId(1);
pub(crate) const PHONE: ValueId = ValueId(2);

/// Everything that a document borrows.
pub(crate) struct Sample {
    pub(crate) set: RuleSet,
    pub(crate) batch: Batch,
    pub(crate) answers: Planted,
    pub(crate) run: RunInfo,
    pub(crate) options: Options,
}

/// Findings as they were put there. Rule 0 is FIN-01, rule 1 is NET-02.
pub(crate) struct Planted([Tri; 2]);

impl Answers for Planted {
    fn score(&self, row: Row) -> Score {
        match row.0 {
            0 => Score { value: 10, low: 10, high: 35, band: 0 },
            1 => Score { value: 35, low: 35, high: 35, band: 1 },
            _ => Score::default(),
        }
    }

    fn truth(&self, rule: usize) -> Option<&Tri> {
        self.0.get(rule)
    }

    fn linked(&self, row: Row, _: usize) -> (Vec<Row>, usize) {
        let linked = [vec![Row(1)], vec![Row(0)], vec![]][row.index()].clone();
        let count = linked.len();
        (linked, count)
    }

    fn evidence(&self, rule: usize, row: Row) -> Vec<Fact> {
        vec![match rule {
            0 => Fact::Value {
                value: LOAN,
                shown: Shown::Cents(4_000_000),
                expected: ["ten minste € 25.000".into(), "at least €25,000".into()],
            },
            _ => Fact::Group {
                total: None,
                roles: Vec::new(),
                key: vec![(PHONE, Shown::Key("+31619001234".into()))],
                distinct: None,
                count: 2,
                at_least: Some(2),
                at_most: None,
                rows: self.linked(row, 10).0,
                others: 1,
            },
        }]
    }

    fn missing(&self, _: usize, _: Row) -> Vec<ValueId> {
        vec![LOAN]
    }
}

impl Sample {
    pub(crate) fn new() -> Sample {
        use Truth::{No, Unknown, Yes};
        let answers = Planted([[Unknown, Yes, No], [Yes, Yes, No]].map(|row| Tri::from_fn(3, |at| row[at])));
        Sample { set: set(), batch: batch(), answers, run: run(), options: Options::default() }
    }

    pub(crate) fn document(&self) -> Document<'_> {
        Document::assemble(&self.set, &self.batch, &self.answers, &self.run, &self.options).expect("known columns")
    }
}

/// The sample in a format.
pub(crate) fn written(format: &str, sample: &Sample) -> String {
    let mut out = Vec::new();
    let format = formats::named(format, formats::FORMATS).expect("a format");
    (format.write)(&sample.document(), &mut out).expect("memory can be written to");
    String::from_utf8(out).expect("UTF-8")
}

fn both(nl: &str, en: &str) -> Both {
    Both { nl: nl.into(), en: en.into() }
}

fn set() -> RuleSet {
    let value = |name: &str, label: Both, kind, personal| ValueDef {
        name: name.into(),
        label,
        kind,
        personal: if personal { Personal::Yes } else { Personal::No },
        categories: Vec::new(),
        missing: None,
        role: None,
        from: From::Field,
    };
    let rule = |id: &str, title: Both, theme, weight| Rule {
        id: id.into(),
        title,
        theme,
        weight,
        floor: None,
        when: NodeId(0),
        applies_to: Vec::new(),
        why: both("Waarom dit telt.", "Why this counts."),
        consider: both("Het kan ook een familielening zijn.", "It may also be a family loan."),
        ask: both("Van wie komt het geld?", "Who provides the money?"),
        letter: Both::default(),
        source: vec!["Bron 1".into()],
        cases: Vec::new(),
        span: Span { file: 0, start: 0, end: 0 },
    };
    let band = |id: &str, label, from| Band { id: id.into(), label, from, min_themes: 0, min_hits: 0 };
    RuleSet {
        id: "voorbeeld".into(),
        version: "1.0".into(),
        title: both("Voorbeeld", "Example"),
        legal_basis: Vec::new(),
        digest: "ab12".into(),
        values: vec![
            value("application_date", both("Aanvraagdatum", "Application date"), KindId::Date, false),
            value("loan_amount", both("Geleend bedrag", "Loan amount"), KindId::Money, false),
            value("phone", both("Telefoon", "Phone"), KindId::Phone, true),
            value("permit_type", both("Vergunning", "Permit"), KindId::Text, false),
        ],
        derived: 0,
        shown: Vec::new(),
        nodes: Vec::new(),
        places: Vec::new(),
        rules: vec![
            rule("FIN-01", both("Grote lening", "Loan, large"), 0, 25),
            rule("NET-02", both("Gedeeld telefoonnummer", "Phone number shared"), 1, 10),
        ],
        themes: vec![Theme { id: "financing".into(), cap: None }, Theme { id: "network".into(), cap: None }],
        scoring: Scoring {
            cap: 100,
            bands: vec![band("low", both("laag", "low"), 0), band("high", both("hoog", "high"), 30)],
        },
        application_date: ValueId(0),
        permit_type: ValueId(3),
    }
}

fn column(kind: KindId, data: Data, valid: [bool; 3], invalid: Vec<InvalidCell>) -> Column {
    let valid = Bits::from_fn(3, |row| valid[row]);
    let mut present = valid.clone();
    invalid.iter().for_each(|cell| present.set(cell.row.index(), true));
    Column { kind, data, present, valid, invalid }
}

fn batch() -> Batch {
    let mut ids = Symbols::default();
    for id in ["Z-1", "Z-2", "=Z-3"] {
        ids.push(id);
    }
    let mut phones = Interner::default();
    phones.intern("+31619001234");
    let phones = Keys { symbols: vec![0, 0, NO_SYMBOL], table: phones.into_symbols().into(), ..Keys::default() };
    let wrong = InvalidCell { row: Row(2), text: "06, zie \"bijlage\"".into(), reason: Reason::Form };
    Batch {
        scored: 3,
        columns: vec![
            column(KindId::Date, Data::Days(vec![20_759, 20_760, 0]), [true, true, false], Vec::new()),
            column(KindId::Money, Data::Fixed(vec![0, 4_000_000, 100_050]), [false, true, true], Vec::new()),
            column(KindId::Phone, Data::Keys(phones), [true, true, false], vec![wrong]),
            Column::absent(KindId::Text, 3),
        ],
        ids,
        origins: Origins { files: vec![(0, "lijst.csv".into())], lines: vec![2, 3, 4] },
        parties: Vec::new(),
    }
}

fn run() -> RunInfo {
    RunInfo {
        inputs: vec![InputInfo {
            label: "lijst.csv".into(),
            rows_read: 4,
            screened: 3,
            rejected: 1,
            blank: 0,
            digest: Some("cd34".into()),
            ..InputInfo::default()
        }],
        rejected: vec![RejectedRow {
            file: "lijst.csv".into(),
            row: 5,
            reason: both("geen zaaknummer", "no case number"),
        }],
        as_of: "2026-11-24".into(),
        keep_until: "2027-11-24".into(),
        ..RunInfo::default()
    }
}
