//! The words about who is asked more often.

use super::{Lang, number};

/// What there is to say about selection rates.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum FairnessMsg {
    UnknownBand { band: String, bands: Vec<String> },
    Least { least: u64 },
    Group,
    Applications,
    Selected,
    Rate,
    HitRate,
    Difference,
    Ratio,
    Chance,
    Below { least: u64 },
    TooFew,
    Smaller { groups: usize },
    Range { difference: String, ratio: String },
    Known { known: u64, unknown: u64 },
    Tests { tests: usize },
    NoVerdict,
}

impl FairnessMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        let word = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
        let count = |n: &u64| number(*n as i64, lang);
        match self {
            FairnessMsg::UnknownBand { band, bands } => {
                let bands = bands.join(", ");
                say(
                    format!("`{band}` is geen niveau van deze uitkomst; wel: {bands}"),
                    format!("`{band}` is no band of this report; it has: {bands}"),
                )
            }
            FairnessMsg::Least { least } => say(
                format!("--least kan alleen hoger zijn dan {least}"),
                format!("--least can only be higher than {least}"),
            ),
            FairnessMsg::Group => word("Groep", "Group"),
            FairnessMsg::Applications => word("Aanvragen", "Applications"),
            FairnessMsg::Selected => word("Gekozen", "Selected"),
            FairnessMsg::Rate => word("Aandeel gekozen (95%)", "Selection rate (95%)"),
            FairnessMsg::HitRate => word("Aandeel raak (95%)", "Hit rate (95%)"),
            FairnessMsg::Difference => word("Verschil met de rest (95%)", "Difference with the rest (95%)"),
            FairnessMsg::Ratio => word("Verhouding tot de rest (95%)", "Ratio to the rest (95%)"),
            FairnessMsg::Chance => word("Toeval", "Chance"),
            FairnessMsg::Below { least } => format!("<{}", count(least)),
            FairnessMsg::TooFew => word("te weinig", "too few"),
            FairnessMsg::Smaller { groups } => {
                say(format!("kleinere groepen ({groups})"), format!("smaller groups ({groups})"))
            }
            FairnessMsg::Range { difference, ratio } => say(
                format!("Grootste verschil tussen twee groepen: {difference}; laagste gedeeld door hoogste: {ratio}"),
                format!("Greatest difference between two groups: {difference}; lowest divided by highest: {ratio}"),
            ),
            FairnessMsg::Known { known, unknown } => say(
                format!("{} aanvragen hebben een groep, {} niet", count(known), count(unknown)),
                format!("{} applications have a group, {} have none", count(known), count(unknown)),
            ),
            FairnessMsg::Tests { tests } => say(
                format!("Kans op toeval is verhoogd voor {tests} vergelijkingen (Holm)."),
                format!("Chances are raised for {tests} comparisons (Holm)."),
            ),
            FairnessMsg::NoVerdict => word(
                "Dit zijn metingen, geen oordeel: kijk naar het verschil met zijn marge, en naar wat het verklaart.",
                "These are measurements, not a verdict: look at the difference with its margin, and at what explains it.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        use FairnessMsg::*;
        let text = || "x".to_owned();
        let all = [
            UnknownBand { band: text(), bands: vec![text()] },
            Least { least: 10 },
            Group,
            Applications,
            Selected,
            Rate,
            HitRate,
            Difference,
            Ratio,
            Chance,
            TooFew,
            Smaller { groups: 2 },
            Range { difference: text(), ratio: text() },
            Known { known: 1, unknown: 2 },
            Tests { tests: 2 },
            NoVerdict,
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
