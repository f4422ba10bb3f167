//! The words about decisions that people took about earlier reasons.

use super::Lang;
use super::intake::RowReason;

/// Why a decision cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum DecisionReason {
    Row(RowReason),
    About,
    Unexplained,
    Until,
}

impl DecisionReason {
    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Self::Row(reason) => return reason.say(lang),
            Self::About => (
                "een besluit heeft een zaaknummer en een regel nodig (of * voor alle regels)",
                "a decision needs a case number and a rule (or * for all rules)",
            ),
            Self::Unexplained => (
                "een besluit heeft een rol (by) en een reden (reason) nodig",
                "a decision needs a role (by) and a reason (reason)",
            ),
            Self::Until => (
                "until is geen datum; schrijf bijvoorbeeld 31-12-2026",
                "until is no date; write for instance 2026-12-31",
            ),
        };
        lang.pick(nl, en)
    }
}
