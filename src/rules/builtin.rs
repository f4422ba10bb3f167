//! The rule set that comes with the program.

/// How rule files and users name it.
pub(super) const NAME: &str = "builtin:ondermijning";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/ondermijning/", $name)))),*]
    };
}

/// Its rule files, in the order of their names.
pub(super) const FILES: &[(&str, &str)] = files![
    "branch.toml",
    "conduct.toml",
    "documents.toml",
    "financing.toml",
    "history.toml",
    "network.toml",
    "persons.toml",
    "premises.toml",
    "reassurance.toml",
    "ruleset.toml",
    "signals.toml",
    "structure.toml",
];

/// Its lists and tables.
const BESIDE: &[(&str, &str)] = files!["lists/risk_branches.csv", "lists/trades_with_stock.csv"];

/// A list or table of the set.
pub(super) fn beside(name: &str) -> Option<&'static str> {
    BESIDE.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
