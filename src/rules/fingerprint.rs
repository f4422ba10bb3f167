//! What a rule asks, as a number that is the same until the question or its weight changes: however its file is
//! laid out, whatever its texts say, and wherever it stands in the set.

use super::set::RuleSet;
use sha2::{Digest, Sha256};

impl RuleSet {
    /// The fingerprint of a rule: the first 64 bits of a SHA-256, as hexadecimal text. Another version of the
    /// program may give another one.
    pub fn fingerprint(&self, rule: usize) -> String {
        let rule = &self.rules[rule];
        let floor = rule.floor.and_then(|band| self.scoring.bands.get(band)).map(|band| &band.id);
        let asked = format!("{} {} {floor:?} {}", rule.weight, rule.theme(self), self.signature(rule.when));
        Sha256::digest(asked).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sources;
    use crate::rules::{RuleSet, RuleSource, load};

    fn set(text: &str) -> RuleSet {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("rules.toml");
        let head = "format = 1\n[ruleset]\nid = \"t\"\nversion = \"1\"\ntitle = \"T\"\n";
        std::fs::write(&path, format!("{head}{text}")).expect("written");
        let source = RuleSource::named(&path.to_string_lossy());
        load(&source, &mut Sources::default(), &[]).ok().and_then(|compiled| compiled.set).expect("a rule set")
    }

    fn rule(when: &str, weight: i32, title: &str) -> String {
        format!(
            "[[rule]]\nid = \"FIN-09\"\ntitle = \"{title}\"\ntheme = \"financing\"\nweight = {weight}\nwhen = {when}\n"
        )
    }

    #[test]
    fn tells_another_question_from_other_words() {
        let loan = "{ field = \"loan_amount\", at_least = 25_000 }";
        let of = |text: &str| {
            let set = set(text);
            let at = set.rules.iter().position(|rule| rule.id == "FIN-09").expect("the rule");
            set.fingerprint(at)
        };
        let first = of(&rule(loan, 10, "A loan"));
        let before = "[[rule]]\nid = \"AAA-01\"\ntitle = \"x\"\ntheme = \"a\"\nweight = 1\nwhen = { field = \"own_funds\", at_least = 1 }\n";
        assert_eq!(of(&format!("{before}{}", rule(loan, 10, "Other words"))), first);
        for changed in [
            rule(loan, 11, "A loan"),
            rule("{ field = \"loan_amount\", at_least = 25_001 }", 10, "A loan"),
            rule("{ field = \"own_funds\", at_least = 25_000 }", 10, "A loan"),
        ] {
            assert_ne!(of(&changed), first, "{changed}");
        }
        let derived = |part: &str| {
            let sum = format!("[derived.total]\nsum = [\"loan_amount\", \"{part}\"]\n");
            of(&format!("{sum}{}", rule("{ field = \"total\", at_least = 1 }", 10, "A sum")))
        };
        assert_ne!(derived("own_funds"), derived("cash_amount"));
    }
}
