//! What each code of `rules check` means: what is wrong, why it matters, and an example of wrong and right. A test
//! holds every example against the checks.

mod across;
mod advice;
mod mistakes;

use super::Lang;

/// A code, explained.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code, as `unknown-operator`.
    pub code: &'static str,
    /// What it is and why it matters: Dutch, then English.
    about: [&'static str; 2],
    /// A piece of a rule file in which it is wrong.
    pub wrong: &'static str,
    /// The same piece, right.
    pub right: &'static str,
}

const fn code(
    code: &'static str,
    nl: &'static str,
    en: &'static str,
    wrong: &'static str,
    right: &'static str,
) -> Code {
    Code { code, about: [nl, en], wrong, right }
}

impl Code {
    /// What it is and why it matters.
    pub fn about(&self, lang: Lang) -> &'static str {
        lang.pick(self.about[0], self.about[1])
    }

    /// All of it, to read on a screen.
    pub fn page(&self, lang: Lang) -> String {
        let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        let (wrong, right) = (lang.pick("Zo niet:", "Not so:"), lang.pick("Maar zo:", "But so:"));
        let (code, about) = (self.code, self.about(lang));
        format!("{code}\n\n{about}\n\n{wrong}\n{}\n{right}\n{}", indented(self.wrong), indented(self.right))
    }
}

/// Every code, mistakes first.
pub fn all() -> impl Iterator<Item = &'static Code> {
    mistakes::CODES.iter().chain(across::CODES).chain(advice::CODES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_code_is_explained_once_in_both_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code.code), "{}", code.code);
            assert!(code.about[0] != code.about[1] && code.about.iter().all(|text| text.len() > 40), "{}", code.code);
            assert_ne!(code.wrong, code.right, "{}", code.code);
            for text in code.about {
                assert_eq!(off_vocabulary(text), None, "{text}");
            }
        }
    }
}
