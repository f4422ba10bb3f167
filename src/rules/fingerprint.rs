//! What a rule asks, as a number that is the same until the question or its weight changes: however its file is
//! laid out, whatever its texts say, and wherever it stands in the set.

use super::set::{From, Node, NodeId, RuleSet};
use crate::batch::ValueId;
use regex::{Captures, Regex};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// A reference to a value or to a node, as the compiled conditions show themselves.
static REFERENCE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(ValueId|NodeId)\((\d+)\)").ok());

impl RuleSet {
    /// The fingerprint of a rule: the first 64 bits of a SHA-256, as hexadecimal text. Another version of the
    /// program may give another one.
    pub fn fingerprint(&self, rule: usize) -> String {
        let rule = &self.rules[rule];
        let floor = rule.floor.and_then(|band| self.scoring.bands.get(band)).map(|band| &band.id);
        let asked = format!("{} {} {floor:?} {}", rule.weight, rule.theme(self), self.node_in_full(rule.when));
        Sha256::digest(asked).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// A condition with everything that it is made of, by name and not by number.
    fn node_in_full(&self, id: NodeId) -> String {
        match self.nodes.get(id.0 as usize) {
            // Rules do not go round: the check of the set has made sure.
            Some(Node::Rule(rule)) => format!("rule {}", self.node_in_full(self.rules[*rule].when)),
            Some(node) => self.in_full(&format!("{node:?}")),
            None => String::new(),
        }
    }

    fn value_in_full(&self, value: ValueId) -> String {
        let Some(def) = self.values.get(usize::from(value.bare().0)) else { return String::new() };
        let whose = if value.is_this() { "this." } else { "" };
        match &def.from {
            From::Field => format!("{whose}{}", def.name),
            From::Derived(derived) => format!("{whose}{}", self.in_full(&format!("{:?} {derived:?}", def.kind))),
        }
    }

    fn in_full(&self, shown: &str) -> String {
        let Some(reference) = REFERENCE.as_ref() else { return shown.to_owned() };
        let named = |found: &Captures<'_>| {
            let at: usize = found[2].parse().unwrap_or(usize::MAX);
            match &found[1] {
                "ValueId" => self.value_in_full(ValueId(u16::try_from(at).unwrap_or(u16::MAX))),
                _ => self.node_in_full(NodeId(u32::try_from(at).unwrap_or(u32::MAX))),
            }
        };
        reference.replace_all(shown, named).into_owned()
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
