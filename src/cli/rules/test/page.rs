//! The outcome of a test for people.

use std::fmt::Write as _;

use super::Tested;
use crate::batch::Truth;
use crate::report::one_line;
use crate::text::examples::{Answer, TestMsg};
use crate::workbench::{Covered, Leaf};

/// What is wrong, with the conditions of each example that does not hold; what the examples leave out where that
/// was asked; and what they do not notice.
pub(super) fn document(result: &Tested<'_>, coverage: bool) -> String {
    let mut out = String::new();
    for outcome in result.broken() {
        let _ = writeln!(out, "{}\n{}", result.fault(outcome), outcome.why);
    }
    for covered in result.coverage.iter().flatten().filter(|_| coverage) {
        rule(result, covered, &mut out);
    }
    for survivor in result.mutants.iter().flat_map(|mutants| &mutants.survivors) {
        let (file, line) = result.place_of(survivor.node);
        let said = TestMsg::Survivor {
            place: format!("{file}:{line}"),
            rule: result.id(survivor.rule).to_owned(),
            before: survivor.before.clone(),
            after: survivor.after.clone(),
        };
        let _ = writeln!(out, "{}", one_line(&said.say(result.lang)));
    }
    out
}

fn rule(result: &Tested<'_>, covered: &Covered, out: &mut String) {
    let (given, of) = covered.counts();
    let said = TestMsg::Covered { rule: result.id(covered.rule).to_owned(), given, of };
    let _ = writeln!(out, "{}", one_line(&said.say(result.lang)));
    for leaf in &covered.leaves {
        let answers = lacking(leaf);
        if answers.is_empty() {
            continue;
        }
        let (file, line) = result.place_of(leaf.node);
        let (place, said) = (format!("{file}:{line}"), result.set.say(leaf.node, result.lang));
        let _ = writeln!(out, "  {}", one_line(&TestMsg::Lacking { place, said, answers }.say(result.lang)));
    }
}

fn lacking(leaf: &Leaf) -> Vec<Answer> {
    let answer = |truth| match truth {
        Truth::Yes => Answer::Yes,
        Truth::No => Answer::No,
        Truth::Unknown => Answer::Unknown,
    };
    leaf.lacks().map(answer).collect()
}
