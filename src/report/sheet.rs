//! What the sheet of one application tells, in the order in which people read it: the weightiest reasons
//! first, then what reassures, then what would settle the open questions, then the linked applications.
//! Formats that people read put this into their own form.

use std::cmp::Reverse;

use super::{Document, LINKED_SHOWN};
use crate::batch::{Row, ValueId};
use crate::engine::{Fact, Score};

/// One application, ready to be told.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Which one.
    pub row: Row,
    /// Its score.
    pub score: Score,
    /// The rules that hit, the weightiest first; those that reassure stand last.
    pub reasons: Vec<Reason>,
    /// What is missing or unreadable, with the rules that wait for it; what would settle most comes first.
    pub open: Vec<Open>,
    /// The first linked applications.
    pub links: Vec<Link>,
    /// How many linked applications there are.
    pub linked: usize,
}

/// A rule that hits.
#[derive(Clone, Debug)]
pub struct Reason {
    /// The rule, as an index into `RuleSet::rules`.
    pub rule: usize,
    /// What was seen.
    pub facts: Vec<Fact>,
}

/// Rules that could not be assessed because of the same values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The values that are missing or unreadable.
    pub missing: Vec<ValueId>,
    /// The rules, as indices into `RuleSet::rules`.
    pub rules: Vec<usize>,
}

/// A linked application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which one; it may be an earlier application.
    pub row: Row,
    /// The values that both share, as far as the evidence names them; none where others join the two.
    pub shares: Vec<ValueId>,
}

impl Document<'_> {
    /// The sheet of an application.
    pub fn sheet(&self, row: Row) -> Sheet {
        let mut rules = Vec::new();
        self.answers.hits(row, &mut rules);
        rules.sort_by_key(|rule| (Reverse(self.rule(*rule).weight), *rule));
        let reasons: Vec<Reason> =
            rules.iter().map(|rule| Reason { rule: *rule, facts: self.answers.evidence(*rule, row) }).collect();
        self.answers.not_assessed(row, &mut rules);
        let open = self.open(row, &rules);
        let (first, linked) = if reasons.is_empty() { (Vec::new(), 0) } else { self.answers.linked(row, LINKED_SHOWN) };
        let links = first.into_iter().take(LINKED_SHOWN).map(|row| Link { row, shares: shares(&reasons, row) });
        Sheet { row, score: self.answers.score(row), open, links: links.collect(), linked, reasons }
    }

    /// The rules that could not be assessed, by what each waits for.
    fn open(&self, row: Row, rules: &[usize]) -> Vec<Open> {
        let mut open: Vec<Open> = Vec::new();
        for rule in rules {
            let missing = self.answers.missing(*rule, row);
            match open.iter_mut().find(|known| known.missing == missing) {
                Some(known) => known.rules.push(*rule),
                None => open.push(Open { missing, rules: vec![*rule] }),
            }
        }
        // A stable sort: equals stay in order of the rules.
        open.sort_by_key(|open| Reverse(open.rules.len()));
        open
    }
}

/// The values that the evidence names as shared with another application.
fn shares(reasons: &[Reason], other: Row) -> Vec<ValueId> {
    let mut shared: Vec<ValueId> = Vec::new();
    for fact in reasons.iter().flat_map(|reason| &reason.facts) {
        if let Fact::Group { key, rows, .. } = fact
            && rows.contains(&other)
        {
            shared.extend(key.iter().map(|(value, _)| *value));
        }
    }
    shared.sort_unstable();
    shared.dedup();
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{LOAN, PHONE, Sample};

    #[test]
    fn the_weightiest_reason_comes_first_and_links_say_what_is_shared() {
        let sample = Sample::new();
        let sheet = sample.document().sheet(Row(1));
        assert_eq!(sheet.reasons.iter().map(|reason| reason.rule).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(sheet.links, [Link { row: Row(0), shares: vec![PHONE] }]);
        assert_eq!(sheet.linked, 1);
    }

    #[test]
    fn an_open_question_names_what_would_settle_it() {
        let sample = Sample::new();
        assert_eq!(sample.document().sheet(Row(0)).open, [Open { missing: vec![LOAN], rules: vec![0] }]);
    }

    #[test]
    fn what_hits_nothing_has_an_empty_sheet() {
        let sample = Sample::new();
        let sheet = sample.document().sheet(Row(2));
        assert!(sheet.reasons.is_empty() && sheet.links.is_empty() && sheet.open.is_empty());
    }
}
