//! Headers that are never read: those of characteristics that no screening may look at, and of numbers that none
//! needs. A header may hold more than the bare name: whose it is, a number, a remark.

use super::fold::{fold, header_key};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// The reason for which numbers of citizens are never read.
pub const CITIZEN_NUMBER: &str = "citizen_number";

/// How many words a name has at most.
const LONGEST: usize = 5;

/// The part of the embedded dictionary about them: reason → names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusedToml {
    pub(super) anywhere: FxHashMap<String, Vec<String>>,
    pub(super) of_a_person: FxHashMap<String, Vec<String>>,
    persons: Vec<String>,
    beside: Vec<String>,
    endings: Vec<String>,
}

/// What is never read, and the words that may stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refused {
    /// Per name, as headers compare: why, and whether other words may tell that it is about no person.
    names: FxHashMap<String, (String, bool)>,
    /// Words for people.
    persons: FxHashSet<String>,
    /// Words that tell nothing of what a name is about.
    beside: FxHashSet<String>,
    /// What may be written on to a name.
    endings: Vec<String>,
}

impl Refused {
    /// `roles`: the words for the roles of people, as headers compare.
    pub(super) fn new(file: RefusedToml, roles: impl Iterator<Item = String>) -> Self {
        let keys = |words: &[String]| words.iter().map(|word| bare(&header_key(word))).collect::<Vec<_>>();
        let mut names = FxHashMap::default();
        for (table, of_a_person) in [(&file.anywhere, false), (&file.of_a_person, true)] {
            for (reason, words) in table {
                names.extend(keys(words).into_iter().map(|key| (key, (reason.clone(), of_a_person))));
            }
        }
        Refused {
            names,
            persons: keys(&file.persons).into_iter().chain(roles).collect(),
            beside: keys(&file.beside).into_iter().collect(),
            endings: keys(&file.endings),
        }
    }

    /// Why a header of just this key is never read.
    pub(super) fn whole(&self, key: &str) -> Option<&str> {
        self.names.get(&bare(key)).map(|(reason, _)| reason.as_str())
    }

    /// Why a header with one of the names among its words is never read.
    pub(super) fn within(&self, header: &str) -> Option<&str> {
        [false, true].into_iter().find_map(|acronyms| self.among(&words(header, acronyms)))
    }

    fn among(&self, words: &[String]) -> Option<&str> {
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + LONGEST) {
                let alone = || self.tell_nothing(&words[..start]) && self.tell_nothing(&words[end..]);
                let found = self.names.get(&words[start..end].concat());
                let found = found.or_else(|| if end == start + 1 { self.written_on(&words[start]) } else { None });
                if let Some((reason, _)) = found.filter(|(_, of_a_person)| !of_a_person || alone()) {
                    return Some(reason);
                }
            }
        }
        None
    }

    /// The name in a word that holds more: `bsnaanvrager`, `nationaliteitcode`.
    fn written_on(&self, word: &str) -> Option<&(String, bool)> {
        let found = self.names.iter().filter(|(name, (_, of_a_person))| {
            let ends = |rest: &str| !of_a_person && self.endings.iter().any(|ending| ending == rest);
            let after = word.strip_prefix(name.as_str()).filter(|rest| !rest.is_empty());
            let before = word.strip_suffix(name.as_str()).filter(|rest| !rest.is_empty());
            after.is_some_and(|rest| self.is_person(rest) || ends(rest))
                || before.is_some_and(|rest| self.is_person(rest))
        });
        // Of several the longest, and not whichever comes first.
        found.max_by_key(|(name, _)| (name.len(), name.as_str())).map(|(_, reason)| reason)
    }

    /// Whether words leave a name what it is by itself: those for people, and small ones.
    fn tell_nothing(&self, words: &[String]) -> bool {
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        words.is_empty()
            || (1..=words.len().min(LONGEST)).any(|end| {
                let word = words[..end].concat();
                let known = is_number(&word) || self.beside.contains(&word) || self.is_person(&word);
                known && self.tell_nothing(&words[end..])
            })
    }

    fn is_person(&self, word: &str) -> bool {
        let singular = || word.strip_suffix('n').or_else(|| word.strip_suffix('s'));
        self.persons.contains(word) || singular().is_some_and(|word| self.persons.contains(word))
    }
}

/// A key without the signs that tell columns apart but are no part of a word.
fn bare(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a header, folded: they end at what is no letter or digit, at a number, and where `camelCase` begins a
/// new one. `acronyms`: whether the last capital of several belongs to the next word, as in `BSNAanvrager`.
fn words(header: &str, acronyms: bool) -> Vec<String> {
    let letters: Vec<char> = header.nfc().collect();
    let mut words: Vec<String> = Vec::new();
    let mut fresh = true;
    for (at, c) in letters.iter().copied().enumerate() {
        if !c.is_alphanumeric() {
            fresh = true;
            continue;
        }
        let before = at.checked_sub(1).map(|at| letters[at]).filter(|_| !fresh);
        let begins = before.is_none_or(|before| {
            let next_is_small = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
            before.is_numeric() != c.is_numeric()
                || (before.is_lowercase() && c.is_uppercase())
                || (acronyms && before.is_uppercase() && c.is_uppercase() && next_is_small)
        });
        match words.last_mut() {
            Some(word) if !begins => word.push(c),
            _ => words.push(c.to_string()),
        }
        fresh = false;
    }
    let folded = words.into_iter().map(|word| {
        let mut out = String::new();
        fold(&word, &mut out);
        out
    });
    folded.collect()
}

#[cfg(test)]
mod tests {
    use crate::fields::Dictionary;
    use proptest::prelude::*;

    /// Headers of what is never read.
    const NEVER: &str = "Nationaliteit aanvrager|Nationaliteit van de leidinggevende|2e nationaliteit|Tweede nationaliteit
nationaliteit_1|NATIONALITEIT_OMSCHRIJVING|nationaliteitcode|Nationaliteit (2)|Nationaliteit volgens paspoort
Nationality of the applicant|managerNationality|dual citizenship|BSN leidinggevende|BSN-nummer|BSN's|BSNs|BSNnr
Bsn van aanvrager|aanvragerBSN|BSNAanvrager|BSNaanvrager|bsnaanvrager|B.S.N. aanvrager|Burger service nummer (BSN)
burgerservicenummer leidinggevende 2|Sofi-nummer aanvrager|BSN of KvK|bsnOfKvk|INP_BSN|leidinggevende2bsn
Geslacht leidinggevende 2|geslacht (m/v)|GESLACHT_AANVRAGER|leidinggevende 2 geslacht|geslachtLeidinggevende
Gender of the applicant|gender code|Sex of applicant|Sex (M/F)|applicant_sex|M/V|Leidinggevende m/v|man/vrouw
Aanhef contactpersoon|Geboorteplaats aanvrager|geb.plaats|Geboorteland leidinggevende 1|Manager place of birth
country of birth (manager)|Plaats van geboorte vennoot|Herkomst aanvrager|herkomst leidinggevenden|Herkomst (2)
Herkomst van de eigenaar pand|Herkomst (omschrijving)|herkomstland|Land van herkomst|Land van herkomst aanvrager
Origin of the applicant|country of origin|origin_country|Etnische afkomst|Ethnic background|Afkomst geldverstrekker
Geloof aanvrager|Geloofsovertuiging|Godsdienst (vrijwillig)|Religie uiteindelijk leidinggevende|Religion of managers
Gezondheid aanvrager|Handicap van de aanvrager|Health of the manager|Burgerlijke staat aanvrager|marital status (2)
Verblijfstitel geldig tot|Soort verblijfsvergunning|Lid vakbond|Politieke voorkeur bestuurder|A-nummer aanvrager
Nationalite\u{0301}it|Vestiging nationaliteit UBO|huidskleur|seksuele geaardheid eigenaar|Culturele achtergrond persoon";

    /// Headers with such a word in them, or nearly so, that are about something else.
    const READ: &str =
        "Herkomst eigen vermogen|herkomst vermogen|herkomst van het geld|Herkomst middelen geldverstrekker
Herkomst lening|herkomst bedrag eigenaar|Bewijs herkomst|herkomst_melding|Origin of own funds|own_funds_origin
Proof of the origin of own funds|origin of the loan|Country of origin of the goods|Land van herkomst goederen
Sex establishment permit|sex_business_permit|Soort seksinrichting|Essex|Middlesex street|Staatsexamen
Geslachtsnaam|Geslachtsnaam aanvrager|Genderen|Gezondheid en veiligheid|Health and safety plan|Health and safety manager
Health inspection date|Handicap toilet|Disability access|Geloofwaardigheid verklaring|In goed geloof aangenomen
Internationaal vervoer|Nationaal verzoeknummer|Aanvraagnummer|Zaak A nummer|Sectie A nummer|Vakbondshuis|verblijfsadres
Geboortedatum leidinggevende 2|Plaats|Place of business|Date of birth|Original amount|Originele aanvraag
Religieus gebouw|Godsdienstige bijeenkomst|Levensmiddelen|Landelijk verzoeknummer|Politie akkoord|Burgerlijk wetboek
Naam leidinggevende|M2|V-nummer pand|Aanvrager|Staat van het pand|Begeleider|Belastingschuld|Kvk-nummer|BAG-id|RSIN";

    #[test]
    fn numbers_of_citizens_have_a_reason_of_their_own() {
        let dictionary = Dictionary::builtin();
        for header in ["BSN", "bsn aanvrager", "A-nummer"] {
            assert_eq!(dictionary.refused(header), Some(super::CITIZEN_NUMBER), "{header}");
        }
        assert!(dictionary.refused("geslacht").is_some_and(|reason| reason != super::CITIZEN_NUMBER));
    }

    fn headers(table: &'static str) -> impl Iterator<Item = &'static str> {
        table.split(['|', '\n']).map(str::trim)
    }

    #[test]
    fn a_forbidden_word_among_others_is_seen() {
        let dictionary = Dictionary::builtin();
        for header in headers(NEVER) {
            assert!(dictionary.refused(header).is_some(), "{header} is read");
            let dressed =
                [header.to_uppercase(), header.to_lowercase(), header.replace(' ', "_"), format!(" {header} :")];
            for dressed in dressed {
                assert!(dictionary.refused(&dressed).is_some(), "{dressed} is read");
            }
        }
    }

    #[test]
    fn what_is_about_something_else_is_read() {
        let dictionary = Dictionary::builtin();
        for header in headers(READ) {
            assert_eq!(dictionary.refused(header), None, "{header}");
        }
        for field in dictionary.fields() {
            let names = [&field.id, &field.label.nl, &field.label.en].into_iter().chain(&field.headers);
            names.for_each(|name| assert_eq!(dictionary.refused(name), None, "{name}"));
        }
    }

    fn camel(words: &[&str]) -> String {
        let word = |word: &&str| word[..1].to_uppercase() + &word[1..];
        words.iter().map(word).collect()
    }

    proptest! {
        #[test]
        fn wherever_it_stands(
            name in prop::sample::select(vec!["nationaliteit", "bsn", "geslacht", "geboorteplaats", "religie", "gender"]),
            mut others in prop::collection::vec(prop::sample::select(vec![
                "aanvrager", "leidinggevende", "van", "de", "2", "geld", "vermogen", "controle", "datum", "naam", "pand",
            ]), 0..4),
            place in 0usize..4,
            between in prop::sample::select(vec![" ", "_", "-", ".", " / ", ": "]),
        ) {
            let dictionary = Dictionary::builtin();
            others.insert(place.min(others.len()), name);
            prop_assert!(dictionary.refused(&others.join(between)).is_some());
            prop_assert!(dictionary.refused(&camel(&others)).is_some());
        }

        #[test]
        fn of_money_and_of_people(
            name in prop::sample::select(vec!["herkomst", "origin", "afkomst"]),
            money in prop::sample::select(vec!["geld", "vermogen", "middelen", "lening", "funds", "loan", "goederen"]),
            person in prop::sample::select(vec!["aanvrager", "leidinggevende", "eigenaar pand", "lender", "UBO"]),
            number in 1u8..9,
        ) {
            let dictionary = Dictionary::builtin();
            for header in [format!("{name} van het {money}"), format!("{money} {person} {name}"), format!("{name} {money} {number}")] {
                prop_assert_eq!(dictionary.refused(&header), None, "{}", header);
            }
            for header in [format!("{name} van de {person}"), format!("{person} {number} {name}"), format!("{name}_{person}")] {
                prop_assert!(dictionary.refused(&header).is_some(), "{}", header);
            }
        }

        #[test]
        fn any_header_can_be_asked(header in "\\PC{0,40}") {
            let _ = Dictionary::builtin().refused(&header);
        }
    }
}
