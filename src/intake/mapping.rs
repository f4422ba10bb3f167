//! Which column is which field: by the dictionary, and by what the user says in a mapping file.

use super::numbered;
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
    /// It holds this field of a further party: 1 for the second one.
    Party(usize, u32),
    /// Nothing maps it; rules may name it by its header.
    Custom,
    /// A characteristic that is never read.
    Refused,
    /// A source under secrecy, which is not read in this regime.
    Closed,
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
        let mapping: Mapping = toml::from_str(&text).map_err(|error| IntakeError::Mapping {
            file: file.clone(),
            line: line(&error, &text),
            said: error.message().to_owned(),
        })?;
        let named = mapping.columns.values().chain(mapping.values.keys());
        for field in named {
            let of_a_party = dictionary.part_named(field).is_some() || dictionary.tells_the_role(field);
            if means(field, dictionary).is_none() && !of_a_party {
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
        let mut uses: Vec<Use> = header.iter().map(|name| self.one(name, dictionary)).collect();
        numbered::place(&mut uses, dictionary);
        for (at, used) in uses.iter().enumerate() {
            let (Use::Field(field) | Use::Party(field, _)) = used else { continue };
            if let Some(other) = uses[..at].iter().position(|earlier| earlier == used) {
                let field = dictionary.field(*field).id.clone();
                let (first, second) = (header[other].clone(), header[at].clone());
                return Err(IntakeError::TwoColumns { file: label.to_owned(), field, first, second });
            }
        }
        Ok(uses)
    }

    /// What the user says that a column is.
    pub(super) fn given(&self, header: &str) -> Option<&str> {
        let same = |other: &&String| other.trim().eq_ignore_ascii_case(header.trim());
        self.columns.iter().find(|(header, _)| same(header)).map(|(_, field)| field.as_str())
    }

    fn one(&self, name: &str, dictionary: &Dictionary) -> Use {
        match self.meant(name, dictionary) {
            Use::Field(field) | Use::Party(field, _) if dictionary.is_closed(field) => Use::Closed,
            used => used,
        }
    }

    fn meant(&self, name: &str, dictionary: &Dictionary) -> Use {
        let same = |other: &&String| other.trim().eq_ignore_ascii_case(name.trim());
        if self.ignore.iter().any(|other| same(&other)) {
            return Use::Ignored;
        }
        if dictionary.refused(name).is_some() {
            return Use::Refused;
        }
        let mine = self.given(name).and_then(|field| means(field, dictionary));
        if let Some(mine) = mine {
            return mine;
        }
        match dictionary.by_header(name) {
            Found::Field(field) => self.unless_given(Use::Field(field), name, dictionary),
            Found::Party(field, number) => self.unless_given(Use::Party(field, number), name, dictionary),
            Found::Refused(_) => Use::Refused,
            Found::Ambiguous(fields) => Use::Suggested(fields),
            Found::Unknown(_) => Use::Custom,
        }
    }

    /// What a column is by itself, unless the user gave that to another one, which then wins.
    fn unless_given(&self, used: Use, name: &str, dictionary: &Dictionary) -> Use {
        let other = |header: &String| !header.trim().eq_ignore_ascii_case(name.trim());
        let mut given = self.columns.iter().filter(|(header, _)| other(header));
        if given.any(|(_, field)| means(field, dictionary).as_ref() == Some(&used)) { Use::Custom } else { used }
    }
}

/// Where something is wrong. The line itself is not told: it may be one of another kind of file, about people.
fn line(error: &toml::de::Error, text: &str) -> usize {
    error.span().and_then(|span| text.get(..span.start)).unwrap_or_default().matches('\n').count() + 1
}

/// What a user means by the name of a field: `manager`, or `manager 2` for the second one.
fn means(name: &str, dictionary: &Dictionary) -> Option<Use> {
    let field = dictionary.by_name(name).map(Use::Field);
    field.or_else(|| dictionary.party(name).map(|(field, number)| Use::Party(field, number)))
}
