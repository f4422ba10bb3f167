//! Parties: people and companies with a part in an application. Several may share a role; a header tells which
//! one it is about by a number (`leidinggevende 2 naam`), and a list of parties tells the role of each row.

use super::fold::header_key;
use super::{Dictionary, FieldDef};
use crate::text::Both;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A role, by its place in the dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(pub u8);

/// What is known of a party in any role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The name.
    Name,
    /// The day of birth.
    BirthDate,
    /// The KvK number.
    Kvk,
    /// What kind of party: a bank, a family member.
    Type,
    /// The amount that the party brings.
    Amount,
}

/// A role that people and companies have in an application.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleDef {
    /// Its id, as `lender`.
    pub id: String,
    /// Its name for people.
    pub label: Both,
    /// The words that mean it, as headers compare.
    words: Vec<String>,
}

/// A role in the embedded dictionary.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoleToml {
    id: String,
    nl: String,
    en: String,
    #[serde(default)]
    names: Vec<String>,
}

/// The roles, and the words for what is known of a party.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Parties {
    roles: Vec<RoleDef>,
    parts: Vec<(Part, Vec<String>)>,
    /// The headers of the column that tells the role in a list of parties.
    role: Vec<String>,
}

/// Words that may stand between a part and a role: `KvK-nummer van de verhuurder`.
const BETWEEN: [&str; 4] = ["vande", "van", "ofthe", "of"];
/// What makes a number an ordinal: `2e leidinggevende`, `2nd manager`.
const ORDINAL: [&str; 7] = ["ste", "de", "nd", "rd", "th", "st", "e"];

impl Parties {
    pub(super) fn new(roles: Vec<RoleToml>, parts: FxHashMap<Part, Vec<String>>, role: &[String]) -> Self {
        let keys = |names: &[String]| names.iter().map(|name| header_key(name)).collect::<Vec<_>>();
        let mut parts: Vec<_> = parts.iter().map(|(part, names)| (*part, keys(names))).collect();
        parts.sort_unstable();
        let define = |RoleToml { id, nl, en, names }: RoleToml| {
            let words = [&id, &nl, &en].into_iter().chain(&names).map(|name| header_key(name)).collect();
            RoleDef { id, label: Both { nl, en }, words }
        };
        Parties { roles: roles.into_iter().map(define).collect(), parts, role: keys(role) }
    }

    /// The words for all roles, as headers compare.
    pub(super) fn words(&self) -> impl Iterator<Item = String> {
        self.roles.iter().flat_map(|role| role.words.iter().cloned())
    }

    fn part(&self, key: &str) -> Option<Part> {
        self.parts.iter().find(|(_, words)| words.iter().any(|word| word == key)).map(|(part, _)| *part)
    }

    /// The role and the part in a key that holds both: `naamleidinggevende`, `lenderdateofbirth`.
    fn composed(&self, key: &str) -> Option<(RoleId, Part)> {
        let bare =
            |rest: &str| BETWEEN.iter().find_map(|word| rest.strip_suffix(word)).and_then(|rest| self.part(rest));
        let part = |word: &String| {
            let after = key.strip_prefix(word.as_str()).and_then(|rest| self.part(rest));
            after.or_else(|| key.strip_suffix(word.as_str()).and_then(|rest| self.part(rest).or_else(|| bare(rest))))
        };
        let named = |(at, role): (usize, &RoleDef)| Some((RoleId(at as u8), role.words.iter().find_map(part)?));
        self.roles.iter().enumerate().find_map(named)
    }
}

impl Dictionary {
    /// All roles, in order of their ids.
    pub fn roles(&self) -> &[RoleDef] {
        &self.parties().roles
    }

    /// The role with this id, or that people mean by this word.
    pub fn role_named(&self, word: &str) -> Option<RoleId> {
        let key = header_key(word);
        // `leidinggevenden`, `lenders`: a list may name a role in the plural.
        let singular = || key.strip_suffix('n').or_else(|| key.strip_suffix('s'));
        let find = |key: &str| self.roles().iter().position(|role| role.words.iter().any(|word| word == key));
        find(&key).or_else(|| find(singular()?)).map(|at| RoleId(at as u8))
    }

    /// The field that holds this part of a party in this role.
    pub fn field_of(&self, role: RoleId, part: Part) -> Option<usize> {
        self.fields().iter().position(|field: &FieldDef| field.role == Some(role) && field.part == Some(part))
    }

    /// What a header means in a list of parties, whatever their roles.
    pub fn part_named(&self, header: &str) -> Option<Part> {
        self.parties().part(&header_key(header))
    }

    /// Whether this header tells the role in a list of parties.
    pub fn tells_the_role(&self, header: &str) -> bool {
        let key = header_key(header);
        self.parties().role.contains(&key)
    }

    /// The field that a header means which names a role and a part: `naam leidinggevende`.
    pub(super) fn composed(&self, key: &str) -> Option<usize> {
        let (role, part) = self.parties().composed(key)?;
        self.field_of(role, part)
    }

    /// The field and the number of the party in a header that holds both: `leidinggevende 2 naam`, `2nd lender`.
    pub fn party(&self, header: &str) -> Option<(usize, u32)> {
        if !header.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.numbered(&header_key(header))
    }

    pub(super) fn numbered(&self, key: &str) -> Option<(usize, u32)> {
        let digit = |c: char| c.is_ascii_digit();
        let mut from = 0;
        while let Some(start) = key[from..].find(digit).map(|at| from + at) {
            let end = key[start..].find(|c| !digit(c)).map_or(key.len(), |at| start + at);
            from = end;
            let Some(number) = key[start..end].parse().ok().filter(|_| end - start <= 2) else { continue };
            let (before, after) = (key[..start].trim_end_matches('('), key[end..].trim_start_matches(')'));
            let bare = ORDINAL.iter().find_map(|ending| after.strip_prefix(ending));
            let found = [Some(after), bare].into_iter().flatten().find_map(|after| {
                let field = self.by_key(&format!("{before}{after}"))?;
                self.field(field).role.map(|_| field)
            });
            if let Some(field) = found {
                return Some((field, number));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Found;

    fn told(header: &str) -> String {
        let dictionary = Dictionary::builtin();
        match dictionary.by_header(header) {
            Found::Field(field) => dictionary.field(field).id.clone(),
            Found::Party(field, number) => format!("{} {number}", dictionary.field(field).id),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_number_stands_before_between_or_after() {
        for header in [
            "leidinggevende 2 naam",
            "Leidinggevende2",
            "naam leidinggevende 2",
            "2e leidinggevende",
            "leidinggevende_2_naam",
            "Leidinggevende (2)",
            "manager 2 name",
            "2nd manager",
            "bestuurder-2",
        ] {
            assert_eq!(told(header), "manager 2", "{header}");
        }
        assert_eq!(told("geboortedatum leidinggevende 12"), "manager_birth_date 12");
        assert_eq!(told("lender 3 date of birth"), "lender_birth_date 3");
        assert_eq!(told("KvK-nummer van de verhuurder 2"), "landlord_kvk 2");
        assert_eq!(told("geldverstrekker 2 bedrag"), "lender_amount 2");
    }

    #[test]
    fn a_role_and_a_part_make_a_field() {
        assert_eq!(told("verhuurder geboortedatum"), "landlord_birth_date");
        assert_eq!(told("naam van de geldverstrekker"), "lender");
        assert_eq!(told("type geldverstrekker"), "lender_type");
        let dictionary = Dictionary::builtin();
        for word in ["Leidinggevende", "leidinggevenden", "manager", "MANAGERS", "bedrijfsleider"] {
            assert_eq!(dictionary.role_named(word), dictionary.role_named("manager"), "{word}");
        }
        assert_eq!(dictionary.role_named("buurman"), None);
    }

    #[test]
    fn other_numbers_are_no_parties() {
        for header in ["telefoon 2", "text45", "adres 1", "leidinggevende 123", "bestuurswisselingen in 24 maanden"] {
            assert!(!told(header).starts_with("manager"), "{header}: {}", told(header));
            assert_eq!(Dictionary::builtin().party(header), None, "{header}");
        }
    }

    #[test]
    fn every_role_has_a_name_and_no_part_twice() {
        let dictionary = Dictionary::builtin();
        for (at, role) in dictionary.roles().iter().enumerate() {
            let id = RoleId(at as u8);
            assert!(dictionary.field_of(id, Part::Name).is_some(), "{}", role.id);
            let mut parts: Vec<_> =
                dictionary.fields().iter().filter(|field| field.role == Some(id)).map(|field| field.part).collect();
            let all = parts.len();
            parts.sort_unstable();
            parts.dedup();
            assert_eq!(parts.len(), all, "{}", role.id);
        }
    }
}
