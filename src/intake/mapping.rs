//! Which column is which field: by the dictionary, and by what the user says in a mapping file.

use crate::fields::{Dictionary, Found};
use crate::text::intake::IntakeError;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a user's mapping file says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Header in the file → field.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// Field → their word → our value, for categories.
    #[serde(default)]
    pub(super) values: BTreeMap<String, BTreeMap<String, String>>,
    /// More marks that mean "nothing here".
    #[serde(default)]
    pub(super) missing: Vec<String>,
    /// Headers that are not read.
    #[serde(default)]
    ignore: Vec<String>,
}

/// What a column is used for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It holds this field of the dictionary.
    Field(usize),
    /// Nothing maps it; rules may name it by its header.
    Custom,
    /// A characteristic that is never read.
    Refused,
    /// It may be meant as one of these; it is not used until the user says so.
    Suggested(Vec<String>),
    /// The user said to leave it.
    Ignored,
}

impl Mapping {
    /// Reads a mapping file and holds it against the dictionary.
    pub fn read(path: &Path, dictionary: &Dictionary) -> Result<Mapping, IntakeError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| IntakeError::Unreadable { file: file.clone(), said: error.to_string() })?;
        let mapping: Mapping = toml::from_str(&text)
            .map_err(|error| IntakeError::Mapping { file: file.clone(), said: error.to_string() })?;
        let named = mapping.columns.values().chain(mapping.values.keys());
        for field in named {
            if dictionary.by_name(field).is_none() {
                return Err(IntakeError::UnknownField { file, field: field.clone(), near: dictionary.nearest(field) });
            }
        }
        Ok(mapping)
    }

    /// What each column is used for.
    pub(super) fn uses(
        &self,
        label: &str,
        header: &[String],
        dictionary: &Dictionary,
    ) -> Result<Vec<Use>, IntakeError> {
        let uses: Vec<Use> = header.iter().map(|name| self.one(name, dictionary)).collect();
        for (at, used) in uses.iter().enumerate() {
            let Use::Field(field) = used else { continue };
            if let Some(other) = uses[..at].iter().position(|earlier| earlier == used) {
                let field = dictionary.field(*field).id.clone();
                let (first, second) = (header[other].clone(), header[at].clone());
                return Err(IntakeError::TwoColumns { file: label.to_owned(), field, first, second });
            }
        }
        Ok(uses)
    }

    fn one(&self, name: &str, dictionary: &Dictionary) -> Use {
        let same = |other: &&String| other.trim().eq_ignore_ascii_case(name.trim());
        if self.ignore.iter().any(|other| same(&other)) {
            return Use::Ignored;
        }
        if dictionary.refused(name).is_some() {
            return Use::Refused;
        }
        let mine =
            self.columns.iter().find(|(header, _)| same(header)).and_then(|(_, field)| dictionary.by_name(field));
        if let Some(field) = mine {
            return Use::Field(field);
        }
        match dictionary.by_header(name) {
            Found::Field(field) if self.takes_elsewhere(field, name, dictionary) => Use::Custom,
            Found::Field(field) => Use::Field(field),
            Found::Refused(_) => Use::Refused,
            Found::Ambiguous(fields) => Use::Suggested(fields),
            Found::Unknown(_) => Use::Custom,
        }
    }

    /// Whether the user gave this field to another column, which then wins.
    fn takes_elsewhere(&self, field: usize, name: &str, dictionary: &Dictionary) -> bool {
        let other = |header: &String| !header.trim().eq_ignore_ascii_case(name.trim());
        self.columns.iter().any(|(header, id)| other(header) && dictionary.by_name(id) == Some(field))
    }
}
