//! Why an outcome that people noted cannot be used.

use super::Lang;
use super::intake::RowReason;

/// A file of outcomes without a column that it needs.
pub(super) fn no_column(file: &str, column: &str, found: &str, lang: Lang) -> String {
    let name = match column {
        "id" => lang.pick("zaaknummer", "case number"),
        _ => lang.pick("uitkomst", "outcome"),
    };
    match lang {
        Lang::Nl => format!(
            "`{file}` is geen lijst van uitkomsten: de kolom `{name}` ontbreekt (gevonden: {found}). Nodig zijn `zaaknummer` en `uitkomst`; `steekproef` mag erbij."
        ),
        Lang::En => format!(
            "`{file}` is no list of outcomes: the column `{name}` is missing (found: {found}). Needed are `case number` and `outcome`; `control` may be added."
        ),
    }
}

/// Why an outcome cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum OutcomeReason {
    Row(RowReason),
    NoId,
    Word,
    Control,
    Repeated,
}

impl OutcomeReason {
    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Self::Row(reason) => return reason.say(lang),
            Self::NoId => ("zonder zaaknummer", "without a case number"),
            Self::Word => (
                "de uitkomst is niet bekend; schrijf relevant, niet relevant of loopt nog",
                "the outcome is not known; write relevant, not relevant or in progress",
            ),
            Self::Control => ("de steekproef is geen ja of nee", "the control sample is neither yes nor no"),
            Self::Repeated => (
                "dit zaaknummer heeft al een uitkomst; de eerste telt",
                "this case number has an outcome already; the first one counts",
            ),
        };
        lang.pick(nl, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_reason_is_said_in_both_languages_and_judges_nobody() {
        use OutcomeReason::*;
        for reason in [Row(RowReason::NoId), NoId, Word, Control, Repeated] {
            let (nl, en) = (reason.say(Lang::Nl), reason.say(Lang::En));
            assert_ne!(nl, en);
            assert_eq!(off_vocabulary(nl).or(off_vocabulary(en)), None, "{nl} / {en}");
        }
    }
}
