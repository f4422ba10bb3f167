//! Rules without examples, and rules whose day to be looked at again has passed.

use super::{Subject, warn};
use crate::diag::Diagnostic;
use crate::fields::day;
use crate::rules::Expect;
use crate::text::rules::RuleMsg;

pub(super) fn check(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for rule in subject.rules() {
        let id = || rule.id.clone();
        for expect in [Expect::Hit, Expect::NoHit] {
            if !rule.cases.iter().any(|case| case.expect == expect) {
                warn(out, rule.span, RuleMsg::MissingTest { rule: id(), expect: expect.word() });
            }
        }
        if let Some((day, span)) = rule.review_by.filter(|(day, _)| *day < subject.as_of) {
            warn(out, span, RuleMsg::ReviewPassed { rule: id(), day: day::to_ymd(day) });
        }
    }
}
