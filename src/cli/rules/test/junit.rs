//! The outcome of a test as JUnit XML, which build servers show: a suite per rule, a case per example.

use std::fmt::Write as _;

use super::Tested;
use crate::report::escaped;
use crate::workbench::Outcome;

/// Every example of every rule.
pub(super) fn document(result: &Tested<'_>) -> String {
    let counts = |outcomes: &[Outcome<'_>]| {
        let failures = outcomes.iter().filter(|outcome| !outcome.holds()).count();
        format!("tests=\"{}\" failures=\"{failures}\"", outcomes.len())
    };
    let all = counts(&result.outcomes);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {all}>\n",
        escaped(&result.set.id)
    );
    for suite in result.outcomes.chunk_by(|a, b| a.rule == b.rule) {
        let rule = escaped(result.id(suite[0].rule));
        let _ = writeln!(out, "  <testsuite name=\"{rule}\" {}>", counts(suite));
        suite.iter().for_each(|outcome| case(result, &rule, outcome, &mut out));
        out.push_str("  </testsuite>\n");
    }
    out + "</testsuites>\n"
}

fn case(result: &Tested<'_>, rule: &str, outcome: &Outcome<'_>, out: &mut String) {
    let (file, line) = result.place(result.set.rules[outcome.rule].span);
    let (name, file) = (escaped(&outcome.case.name), escaped(file));
    let _ = write!(out, "    <testcase classname=\"{rule}\" name=\"{name}\" file=\"{file}\" line=\"{line}\"");
    if outcome.holds() {
        out.push_str("/>\n");
        return;
    }
    let why: Vec<String> = outcome.why.lines().map(escaped).collect();
    let fault = escaped(&result.fault(outcome));
    let _ = writeln!(out, ">\n      <failure message=\"{fault}\">{}</failure>\n    </testcase>", why.join("\n"));
}
