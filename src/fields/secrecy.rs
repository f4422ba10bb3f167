//! Sources that are kept to a Bibob investigation, and the regime of a run, which says whether it may read them.
//!
//! What anyone learns of a third person under the Wet Bibob stays with those whom its article 28 names; the tip of the
//! public prosecutor (article 26) and what the police tell for an investigation are of that kind. A run in the regular
//! regime reads none of it, so that what it writes can be shared as any file of the permit desk.

/// What a source is kept secret for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Secrecy {
    /// Findings of a Bibob investigation, or an advice of the national bureau.
    Bibob,
    /// A tip of the public prosecutor to ask for an advice.
    OmTip,
    /// What the police told for an investigation.
    Police,
}

/// The words for each, in rule files and in files of signals.
pub const SECRECIES: [(Secrecy, &[&str]); 3] = [
    (Secrecy::Bibob, &["bibob", "wet bibob"]),
    (Secrecy::OmTip, &["om_tip", "om-tip", "om tip", "om", "prosecutor"]),
    (Secrecy::Police, &["police", "politie"]),
];

impl Secrecy {
    /// The one of this word.
    pub fn from_word(word: &str) -> Option<Secrecy> {
        let word = word.trim().to_lowercase();
        SECRECIES.iter().find(|(_, words)| words.contains(&word.as_str())).map(|(secrecy, _)| *secrecy)
    }
}

/// Under which rules of secrecy a run is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Regime {
    /// The ordinary handling of an application: sources under secrecy are not read.
    #[default]
    Regular,
    /// A Bibob investigation: they are read, and what is written is secret (Wet Bibob art. 28, 30(6)).
    Bibob,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_write_it_in_many_ways() {
        for (secrecy, words) in SECRECIES {
            for word in words {
                assert_eq!(Secrecy::from_word(&format!(" {} ", word.to_uppercase())), Some(secrecy));
            }
        }
        assert_eq!(Secrecy::from_word("nee"), None);
    }
}
