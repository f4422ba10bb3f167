//! What a condition means, as a text that is the same for the same meaning: for telling whether a rule changed.
//! The order of parts, the layout of a file and the names of derived values do not count; what a list or a
//! derived value holds does.

use super::set::{From, Node, NodeId, RuleSet};
use crate::batch::ValueId;

impl RuleSet {
    /// The meaning of a condition.
    pub fn signature(&self, id: NodeId) -> String {
        // A set that was put together by hand may have no conditions.
        let Some(node) = self.nodes.get(id.0 as usize) else { return String::new() };
        match node {
            Node::All(_) => self.several(id, "all"),
            Node::Any(_) => self.several(id, "any"),
            Node::AtLeast(least, parts) => {
                let mut parts: Vec<String> = parts.iter().map(|part| self.signature(*part)).collect();
                parts.sort();
                format!("at_least({least}; {})", parts.join("; "))
            }
            // Rules do not go round: the check of the set has made sure.
            Node::Rule(rule) => format!("rule({})", self.signature(self.rules[*rule].when)),
            node => self.resolved(&format!("{node:?}")),
        }
    }

    /// The parts of `all` in `all` (or `any` in `any`) count as parts side by side, in any order.
    fn several(&self, id: NodeId, word: &str) -> String {
        let mut parts = Vec::new();
        self.flatten(id, word, &mut parts);
        parts.sort();
        parts.dedup();
        match parts.as_slice() {
            [only] => only.clone(),
            parts => format!("{word}({})", parts.join("; ")),
        }
    }

    fn flatten(&self, id: NodeId, word: &str, out: &mut Vec<String>) {
        match (self.nodes.get(id.0 as usize), word) {
            (Some(Node::All(parts)), "all") | (Some(Node::Any(parts)), "any") => {
                parts.iter().for_each(|part| self.flatten(*part, word, out));
            }
            _ => out.push(self.signature(id)),
        }
    }

    /// The text with every number of a value or a node replaced by what it stands for in this set.
    fn resolved(&self, text: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some((at, name)) = ["ValueId(", "NodeId("].iter().filter_map(|n| Some((rest.find(n)?, *n))).min() {
            let (before, after) = (&rest[..at], &rest[at + name.len()..]);
            let digits = after.find(')').unwrap_or(after.len());
            out.push_str(before);
            match after[..digits].parse::<u32>() {
                Ok(number) if name == "ValueId(" => {
                    out.push_str(&self.meaning(ValueId(u16::try_from(number).unwrap_or(u16::MAX))));
                }
                Ok(number) => out.push_str(&self.signature(NodeId(number))),
                Err(_) => out.push_str(&rest[at..at + name.len() + digits]),
            }
            rest = after.get(digits + 1..).unwrap_or("");
        }
        out + rest
    }

    /// A field by its name, its kind and what is missing in it; a derived value by what it is made of.
    fn meaning(&self, value: ValueId) -> String {
        let Some(def) = self.values.get(usize::from(value.bare().0)) else { return String::new() };
        let whose = if value.is_this() { "this." } else { "" };
        match &def.from {
            From::Field => format!("{whose}{}: {:?} {:?}", def.name, def.kind, def.missing),
            From::Derived(derived) => format!("{whose}{:?} {}", def.kind, self.resolved(&format!("{derived:?}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Sources;
    use crate::rules::{RuleSource, load};

    fn signature(when: &str, more: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("set.toml");
        let rule = "id = \"A-1\"\ntitle = \"x\"\ntheme = \"x\"\nweight = 5";
        std::fs::write(&path, format!("format = 1\n{more}\n[[rule]]\n{rule}\nwhen = {when}\n")).expect("written");
        let compiled = load(&RuleSource::Path(path), &mut Sources::default(), &[]).expect("opened");
        let set = compiled.set.expect("a rule set without errors");
        set.signature(set.rules[0].when)
    }

    #[test]
    fn the_same_meaning_has_one_signature_and_another_meaning_another() {
        let a = "{ field = \"loan_amount\", at_least = 25_000 }";
        let b = "{ field = \"lender_type\", equals = \"private\" }";
        let c = "{ field = \"employees\", below = 3 }";
        let plain = signature(&format!("{{ all = [{a}, {b}, {c}] }}"), "");
        assert_eq!(plain, signature(&format!("{{ all = [{c}, {{ all = [{b}, {a}] }}] }}"), ""));
        assert_ne!(plain, signature(&format!("{{ any = [{a}, {b}, {c}] }}"), ""));
        assert_ne!(plain, signature(&format!("{{ all = [{a}, {b}] }}"), ""));
        assert_ne!(signature(a, ""), signature(&a.replace("25_000", "26_000"), ""));
        let shared = "{ same = \"phone\", at_least = 2, where = { field = \"status\", equals = \"withdrawn\" } }";
        assert_ne!(signature(shared, ""), signature(&shared.replace("withdrawn", "granted"), ""));
    }

    #[test]
    fn what_a_derived_value_is_made_of_counts_and_its_name_does_not() {
        let asked = |name: &str| format!("{{ field = \"{name}\", at_least = 1000 }}");
        let sum = |name: &str, parts: &str| format!("[derived.{name}]\nsum = {parts}");
        let one = signature(&asked("total"), &sum("total", "[\"own_funds\", \"loan_amount\"]"));
        assert_eq!(one, signature(&asked("geld"), &sum("geld", "[\"own_funds\", \"loan_amount\"]")));
        assert_ne!(one, signature(&asked("total"), &sum("total", "[\"own_funds\", \"cash_amount\"]")));
    }
}
