//! What a rule set says and nothing asks for: rules that are switched off, conditions that an override replaced,
//! derived values without a use. It is left out of a screening, so that the fields behind it are not even read.

use super::set::{From, Node, RuleSet};
use crate::batch::ValueId;
use crate::diag::{Item, Table, Value};
use std::collections::BTreeMap;

/// The tables without it; `None` where every field is asked for. `also` names what an output needs.
pub(super) fn without(set: &RuleSet, also: &[String], mut tables: Vec<Table>) -> Option<Vec<Table>> {
    let used = used(set, also);
    if used.iter().zip(&set.values).all(|(used, value)| *used || !matches!(value.from, From::Field)) {
        return None;
    }
    let is_kept = |id: &str| set.rules.iter().any(|rule| rule.id == id);
    let is_used = |name: &str| set.values.iter().zip(&used).any(|(value, used)| *used && value.name == name);
    let conditions = overridden(&tables);
    for table in &mut tables {
        table.entries.retain_mut(|entry| match (entry.key.as_str(), &mut entry.item.value) {
            ("rule", Value::Array(rules)) => {
                rules.retain_mut(|rule| rule_id(rule).is_some_and(|id| is_kept(&id)));
                rules.iter_mut().for_each(|rule| replace(rule, &conditions));
                true
            }
            ("override", Value::Table(section)) => {
                section.entries.retain(|entry| is_kept(&entry.key));
                !section.entries.is_empty()
            }
            ("derived", Value::Table(section)) => {
                section.entries.retain(|entry| is_used(&entry.key));
                true
            }
            _ => true,
        });
    }
    Some(tables)
}

/// Per value, whether a rule or an output looks at it.
fn used(set: &RuleSet, also: &[String]) -> Vec<bool> {
    let mut used: Vec<bool> = set.values.iter().map(|value| also.contains(&value.name)).collect();
    let rules = (0..set.rules.len()).flat_map(|rule| set.reads(rule).values);
    let shown = set.shown.iter().flat_map(|value| set.value_and_parts(*value));
    let desks =
        set.nodes.iter().filter_map(|node| if let Node::Cluster(ask) = node { Some(ask.department) } else { None });
    let always = [set.application_date, set.permit_type];
    let all: Vec<ValueId> = rules.chain(shown).chain(desks).chain(always).collect();
    all.into_iter().for_each(|value| used[usize::from(value.bare().0)] = true);
    used
}

/// The conditions that overrides give, by rule: the last one counts.
fn overridden(tables: &[Table]) -> BTreeMap<String, Item> {
    let sections = tables.iter().filter_map(|table| table.peek("override")?.item.table());
    let given = sections.flat_map(|section| &section.entries);
    given.filter_map(|entry| Some((entry.key.clone(), entry.item.table()?.peek("when")?.item.clone()))).collect()
}

fn rule_id(rule: &Item) -> Option<String> {
    rule.table()?.peek("id")?.item.text().map(str::to_owned)
}

/// Puts the condition of an override in the place of the one that it replaces.
fn replace(rule: &mut Item, conditions: &BTreeMap<String, Item>) {
    let Some(condition) = rule_id(rule).and_then(|id| conditions.get(&id)) else { return };
    let Value::Table(table) = &mut rule.value else { return };
    let when = table.entries.iter_mut().filter(|entry| entry.key == "when");
    when.for_each(|entry| entry.item = condition.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;
    use crate::rules::{RuleSource, load};

    fn fields(text: &str, also: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("rules.toml");
        std::fs::write(&path, format!("format = 1\n[ruleset]\nid = \"x\"\n{text}")).expect("a file");
        let also: Vec<String> = also.iter().map(|name| (*name).to_owned()).collect();
        let compiled = load(&RuleSource::Path(path), &mut Sources::default(), &also).expect("it opens");
        let set = compiled.set.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics));
        assert!(without(&set, &also, Vec::new()).is_none(), "nothing is left to leave out");
        let fields = set.values.iter().filter(|value| matches!(value.from, From::Field));
        let mut fields: Vec<String> = fields.map(|value| value.name.clone()).collect();
        fields.sort();
        fields
    }

    const BASE: &str = r#"
[derived.money]
sum = ["own_funds", "loan_amount"]
[derived.idle]
squash = "business_plan_text"
[[rule]]
id = "A-01"
title = "a"
theme = "conduct"
weight = 5
when = { field = "description", contains = "contant" }
[[rule]]
id = "A-02"
title = "b"
theme = "persons"
weight = 5
enabled = false
when.all = [{ field = "bibob_conclusion", present = true }, { field = "money", above = 5 }]
"#;

    #[test]
    fn what_only_switched_off_rules_look_at_is_left_out() {
        assert_eq!(fields(BASE, &[]), ["application_date", "description", "permit_type"]);
        let on = BASE.replace("enabled = false", "enabled = true");
        let all = ["application_date", "bibob_conclusion", "description", "loan_amount", "own_funds", "permit_type"];
        assert_eq!(fields(&on, &[]), all);
    }

    #[test]
    fn what_an_output_shows_stays() {
        let shown = ["application_date", "business_plan_text", "description", "handler", "permit_type"];
        assert_eq!(fields(BASE, &["idle", "handler"]), shown);
    }

    #[test]
    fn an_override_switches_off_and_replaces() {
        let own = |more: &str| format!("extends = \"builtin:ondermijning\"\n{more}");
        let has = |text: &str, field: &str| fields(&own(text), &[]).iter().any(|name| name == field);
        assert!(has("", "bibob_conclusion") && has("", "declared_fine"));
        let off = |id: &str| format!("[override.{id}]\nenabled = false\nreason = \"no basis\"\n");
        assert!(has(&off("PER-05"), "bibob_conclusion"), "POS-12 looks at it as well");
        assert!(!has(&(off("PER-05") + &off("POS-12")), "bibob_conclusion"));
        let other = "[override.PER-01]\nwhen = { field = \"declared_order\", equals = true }\nreason = \"no fines\"\n";
        assert!(!has(other, "declared_fine") && has(other, "declared_order"));
    }
}
