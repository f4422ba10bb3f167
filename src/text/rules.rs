//! What can be wrong in a rule file, in both languages. One variant per mistake; its code is stable.

use super::Lang;

/// A mistake in a rule file, with what is needed to say it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum RuleMsg {
    Syntax { said: String },
}

impl RuleMsg {
    /// The stable name of the mistake, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            RuleMsg::Syntax { .. } => "syntax",
        }
    }

    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            RuleMsg::Syntax { said } => {
                lang.pick("dit is geen geldige TOML", "this is not valid TOML").to_owned() + ": " + said
            }
        }
    }
}
