//! What people see in the place of values about persons and firms: the values themselves, a mark, or a token
//! that stays the same for the same value, so that reports can be compared without naming anyone.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::machine;
use crate::engine::Shown;
use crate::fields::KindId;

/// What stands in the place of a value that may not be shown.
pub(crate) const REDACTED: &str = "•••";

/// The least number of bytes of a key. A shorter one could be found by trying.
pub const KEY_BYTES: usize = 32;

/// How values about persons and firms are shown.
#[derive(Clone, Debug, Default)]
pub enum Veil {
    /// As they are.
    #[default]
    Open,
    /// A mark, the same for all.
    Mark,
    /// A keyed token, the same for the same value.
    Token(Arc<Tokens>),
}

/// Makes tokens under one key, for one purpose.
pub struct Tokens {
    key: Vec<u8>,
    purpose: String,
}

// The key must not reach a log by way of a derived `Debug`.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

impl Tokens {
    /// Tokens under this key; `None` when it is shorter than [`KEY_BYTES`].
    pub fn new(key: Vec<u8>, purpose: &str) -> Option<Self> {
        (key.len() >= KEY_BYTES).then(|| Tokens { key, purpose: purpose.to_owned() })
    }

    /// The token of a normalised value: HMAC-SHA-256 (RFC 2104) over program, purpose, kind and value, the first
    /// 128 bits as hexadecimal text. The kind and not the field is in it, so that a telephone number is the same
    /// token wherever it stands. Another key or purpose has no token in common.
    fn token(&self, kind: KindId, value: &str) -> String {
        // HMAC takes a key of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return REDACTED.to_owned() };
        for part in [env!("CARGO_PKG_NAME"), &self.purpose, kind.info().name, value] {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Veil {
    /// Whether values are hidden at all.
    pub fn hides(&self) -> bool {
        !matches!(self, Veil::Open)
    }

    /// What is shown for a value about a person or firm.
    pub(crate) fn over(&self, kind: KindId, shown: &Shown) -> String {
        match (self, shown) {
            // What could not be read has no normal form to make a token of.
            (Veil::Open | Veil::Mark, _) | (_, Shown::Missing | Shown::Invalid(_)) => REDACTED.to_owned(),
            (Veil::Token(tokens), shown) => tokens.token(kind, &machine::text(shown)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(key: u8, purpose: &str) -> Tokens {
        Tokens::new(vec![key; KEY_BYTES], purpose).expect("long enough")
    }

    #[test]
    fn the_same_value_has_the_same_token_and_no_other_has() {
        let ours = tokens(1, "night");
        let phone = ours.token(KindId::Phone, "+31619001234");
        assert_eq!(phone, tokens(1, "night").token(KindId::Phone, "+31619001234"));
        let others = [
            tokens(2, "night").token(KindId::Phone, "+31619001234"),
            tokens(1, "day").token(KindId::Phone, "+31619001234"),
            ours.token(KindId::Text, "+31619001234"),
            ours.token(KindId::Phone, "+31619001235"),
        ];
        assert!(phone.len() == 32 && !others.contains(&phone));
    }

    #[test]
    fn a_short_key_is_none_and_no_key_is_ever_shown() {
        assert!(Tokens::new(vec![7; KEY_BYTES - 1], "").is_none());
        let shown = format!("{:?}", Veil::Token(Arc::new(tokens(7, "night"))));
        assert!(shown.contains("night") && !shown.contains('7'), "{shown}");
    }
}
