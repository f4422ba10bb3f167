//! The dictionary: every field the tool knows, with its labels, headers and values.

use super::fold::header_key;
use super::parties::{Parties, RoleToml};
use super::refused::{Refused, RefusedToml};
use super::{KindId, Missing, Part, Personal, Regime, RoleId, Secrecy};
use crate::text::Both;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The embedded dictionary.
const BUILTIN: &str = include_str!("fields.toml");

/// A field: what rules name and what columns are mapped to.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDef {
    /// The canonical English id.
    pub id: String,
    /// What kind of value it holds.
    pub kind: KindId,
    /// Its name for people.
    pub label: Both,
    /// The headers that mean this field, as people write them.
    pub headers: Vec<String>,
    /// What it tells of people and firms.
    pub personal: Personal,
    /// The values of a category; empty for other kinds.
    pub values: Vec<Category>,
    /// The only texts that mean "nothing here", as they are written; the usual ones when not given.
    pub missing: Option<Vec<String>>,
    /// The role of the party that it is about, where an application may have several in that role.
    pub role: Option<RoleId>,
    /// What it tells of that party, in the words of every role.
    pub part: Option<Part>,
    /// What it is kept secret for, where it is.
    pub secrecy: Option<Secrecy>,
}

/// One value of a category.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// The canonical id.
    pub id: String,
    /// Its name for people.
    #[serde(deserialize_with = "both")]
    pub label: Both,
    /// Other words that mean it.
    #[serde(default)]
    pub synonyms: Vec<String>,
}

impl Category {
    /// A value with its labels and synonyms.
    pub fn new(id: &str, nl: &str, en: &str, synonyms: &[&str]) -> Self {
        let label = Both { nl: nl.to_owned(), en: en.to_owned() };
        Category { id: id.to_owned(), label, synonyms: synonyms.iter().map(|s| (*s).to_owned()).collect() }
    }
}

/// What a header means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This field, by its index.
    Field(usize),
    /// This field of one of several parties, by the party's number.
    Party(usize, u32),
    /// A characteristic that is never read; the reason's id.
    Refused(String),
    /// It could be any of these fields; people must say which.
    Ambiguous(Vec<String>),
    /// Nothing known; the nearest fields.
    Unknown(Vec<String>),
}

/// All fields of a run: those built in, and those a rule set or a mapping adds.
#[derive(Clone, Debug, PartialEq)]
pub struct Dictionary {
    fields: Vec<FieldDef>,
    ids: FxHashMap<String, usize>,
    headers: FxHashMap<String, usize>,
    refused: Refused,
    ambiguous: FxHashMap<String, Vec<String>>,
    parties: Parties,
    regime: Regime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    refused: RefusedToml,
    ambiguous: FxHashMap<String, Vec<String>>,
    /// The headers that tell the role in a list of parties.
    party_role: Vec<String>,
    party: FxHashMap<Part, Vec<String>>,
    role: Vec<RoleToml>,
    field: Vec<FieldToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldToml {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    nl: String,
    en: String,
    #[serde(default)]
    headers: Vec<String>,
    #[serde(default)]
    personal: bool,
    #[serde(default)]
    free_text: bool,
    #[serde(default)]
    values: Vec<Category>,
    role: Option<String>,
    part: Option<Part>,
    secrecy: Option<String>,
}

#[derive(Deserialize)]
struct BothToml {
    nl: String,
    en: String,
}

fn both<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Both, D::Error> {
    BothToml::deserialize(input).map(|BothToml { nl, en }| Both { nl, en })
}

impl Dictionary {
    /// The dictionary that comes with the program.
    pub fn builtin() -> Self {
        // A test holds the embedded text; a program that was built cannot fail here.
        let file: File =
            toml::from_str(BUILTIN).unwrap_or_else(|error| unreachable!("fields.toml is embedded and tested: {error}"));
        let parties = Parties::new(file.role, file.party, &file.party_role);
        let applicant = file.field.iter().filter(|field| field.id == "applicant");
        let applicant = applicant.flat_map(|field| [&field.id, &field.nl, &field.en].into_iter().chain(&field.headers));
        let people: Vec<String> = parties.words().chain(applicant.map(|name| header_key(name))).collect();
        let mut dictionary = Dictionary {
            fields: Vec::new(),
            ids: FxHashMap::default(),
            headers: FxHashMap::default(),
            refused: Refused::new(file.refused, people.into_iter()),
            ambiguous: FxHashMap::default(),
            parties,
            regime: Regime::Bibob,
        };
        for field in file.field {
            let role = field.role.and_then(|role| dictionary.role_named(&role));
            dictionary.add(FieldDef {
                role,
                part: field.part,
                secrecy: field.secrecy.and_then(|word| Secrecy::from_word(&word)),
                kind: KindId::from_name(&field.kind).unwrap_or(KindId::Text),
                id: field.id,
                label: Both { nl: field.nl, en: field.en },
                headers: field.headers,
                personal: match (field.personal, field.free_text) {
                    (true, _) => Personal::Yes,
                    (false, true) => Personal::FreeText,
                    (false, false) => Personal::No,
                },
                values: field.values,
                missing: None,
            });
        }
        // After the fields, whose ids would otherwise settle what they mean.
        for (header, fields) in file.ambiguous {
            dictionary.ambiguous.insert(header_key(&header), fields);
        }
        dictionary
    }

    /// Adds a field, or takes the place of the one with its id. Its headers win over earlier ones.
    pub fn add(&mut self, field: FieldDef) -> usize {
        let at = match self.ids.get(&field.id) {
            Some(&at) => at,
            None => {
                self.fields.push(field.clone());
                self.fields.len() - 1
            }
        };
        let names = [&field.id, &field.label.nl, &field.label.en].into_iter().chain(&field.headers);
        for name in names {
            let key = header_key(name);
            self.ambiguous.remove(&key);
            self.headers.insert(key, at);
        }
        self.ids.insert(field.id.clone(), at);
        self.fields[at] = field;
        at
    }

    /// The dictionary for a regime: in the regular one, fields under secrecy are not read.
    pub fn under(&mut self, regime: Regime) {
        self.regime = regime;
    }

    /// Whether a field is not read in this regime.
    pub fn is_closed(&self, at: usize) -> bool {
        self.regime == Regime::Regular && self.fields[at].secrecy.is_some()
    }

    /// A field by its index.
    pub fn field(&self, at: usize) -> &FieldDef {
        &self.fields[at]
    }

    /// All fields.
    pub fn fields(&self) -> &[FieldDef] {
        &self.fields
    }

    /// The field with this canonical id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The field that a rule means: by its canonical id or any of its names.
    pub fn by_name(&self, name: &str) -> Option<usize> {
        self.by_id(name).or_else(|| self.by_key(&header_key(name)))
    }

    /// The field of a header as headers compare.
    pub(super) fn by_key(&self, key: &str) -> Option<usize> {
        self.headers.get(key).copied().or_else(|| self.composed(key))
    }

    pub(super) fn parties(&self) -> &Parties {
        &self.parties
    }

    /// What a header of a file means.
    pub fn by_header(&self, header: &str) -> Found {
        let key = header_key(header);
        if let Some(reason) = self.refused(header) {
            return Found::Refused(reason.to_owned());
        }
        if let Some(fields) = self.ambiguous.get(&key) {
            return Found::Ambiguous(fields.clone());
        }
        if let Some(at) = self.by_key(&key) {
            return Found::Field(at);
        }
        if let Some((at, number)) = self.numbered(&key) {
            return Found::Party(at, number);
        }
        // `Straat (bezoekadres)` is not `Straat`, but it may well be meant.
        let bare = header.split('(').next().map(header_key).filter(|bare| !bare.is_empty() && *bare != key);
        if let Some(&at) = bare.and_then(|bare| self.headers.get(&bare)) {
            return Found::Unknown(vec![self.fields[at].id.clone()]);
        }
        Found::Unknown(self.nearest(header))
    }

    /// Why a name may not be read or ruled on, when it may not. The name of a field may: `Herkomst eigen vermogen`.
    pub fn refused(&self, name: &str) -> Option<&str> {
        let key = header_key(name);
        let within = || if self.headers.contains_key(&key) { None } else { self.refused.within(name) };
        self.refused.whole(&key).or_else(within)
    }

    /// Whether any column of this header is of use.
    pub fn knows(&self, header: &str) -> bool {
        let key = header_key(header);
        self.by_key(&key).is_some()
            || self.refused.whole(&key).is_some()
            || self.ambiguous.contains_key(&key)
            || self.numbered(&key).is_some()
    }

    /// The fields whose names are nearest to this one, the nearest first.
    pub fn nearest(&self, name: &str) -> Vec<String> {
        let key = header_key(name);
        if key.len() < 3 {
            return Vec::new();
        }
        let near = |(known, at): (&String, &usize)| {
            let score = strsim::jaro_winkler(known, &key);
            (score > 0.88).then_some((score, *at))
        };
        let mut near: Vec<(f64, usize)> = self.headers.iter().filter_map(near).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut out: Vec<String> = Vec::new();
        for (_, at) in near {
            if !out.contains(&self.fields[at].id) && out.len() < 3 {
                out.push(self.fields[at].id.clone());
            }
        }
        out
    }

    /// The marks that mean "nothing here".
    pub fn missing(&self) -> Missing {
        Missing::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_dictionary_is_whole() {
        let file: File = toml::from_str(BUILTIN).expect("fields.toml parses");
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for field in &file.field {
            assert!(KindId::from_name(&field.kind).is_some(), "{}: {}", field.id, field.kind);
            assert!(!field.nl.is_empty() && !field.en.is_empty(), "{}", field.id);
            assert_eq!(field.kind == "category", !field.values.is_empty(), "{}", field.id);
            assert!(field.secrecy.as_deref().is_none_or(|word| Secrecy::from_word(word).is_some()), "{}", field.id);
            let names = [&field.id, &field.nl, &field.en].into_iter().chain(&field.headers);
            for key in names.map(|name| header_key(name)).collect::<std::collections::BTreeSet<_>>() {
                assert_eq!(
                    seen.insert(key.clone(), field.id.clone()),
                    None,
                    "{key} stands in two fields, one is {}",
                    field.id
                );
            }
        }
        let refused = [&file.refused.anywhere, &file.refused.of_a_person].into_iter().flat_map(FxHashMap::values);
        for header in file.ambiguous.keys().chain(refused.flatten()) {
            let field = seen.get(&header_key(header));
            assert!(field.is_none_or(|field| field == header), "{header} is a field as well");
        }
        for field in file.ambiguous.values().flatten() {
            assert!(file.field.iter().any(|known| known.id == *field), "{field}");
        }
    }

    #[test]
    fn headers_are_found_whatever_their_dress() {
        let dictionary = Dictionary::builtin();
        let id = |header: &str| match dictionary.by_header(header) {
            Found::Field(at) => dictionary.field(at).id.clone(),
            other => format!("{other:?}"),
        };
        for header in ["KvK-nummer", "kvkNummer", "KVK_NUMMER", "kvk nr.", "KvKnr"] {
            assert_eq!(id(header), "kvk_number", "{header}");
        }
        assert_eq!(id("Zaaknummer"), "id");
        assert!(matches!(dictionary.by_header("Nationaliteit"), Found::Refused(_)));
        assert!(matches!(dictionary.by_header("BSN"), Found::Refused(_)));
        assert!(matches!(dictionary.by_header("status"), Found::Ambiguous(_)));
        let Found::Unknown(near) = dictionary.by_header("Zaaknumer") else { panic!("no such header") };
        assert_eq!(near.first().map(String::as_str), Some("id"));
    }
}
