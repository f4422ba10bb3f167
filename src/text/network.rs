//! The words of networks, in both languages.

use super::{Lang, number};

/// What there is to say of networks, with what is needed to say it. Values come in ready for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum NetworkMsg {
    Title,
    Network { at: usize },
    OnlyTogether,
    WhyOnlyTogether { least: u32 },
    Applications,
    Applicants,
    Departments,
    HeldBy,
    Shares { count: usize },
    Holds,
    Found { networks: usize, applications: usize, least: u32, together: usize },
    NoneFound { least: u32 },
    More { shown: usize, of: usize },
    TooCommon { most: u32 },
    Busy { what: String, applications: usize },
    About { applications: usize, values: usize },
    NoKeys,
    UnknownKey { name: String, near: Option<String> },
}

impl NetworkMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let (nl, en) = self.both(lang);
        if lang == Lang::Nl { nl } else { en }
    }

    fn both(&self, lang: Lang) -> (String, String) {
        let n = |count: usize| number(count as i64, lang);
        let is = |nl: &str, en: &str| (nl.to_owned(), en.to_owned());
        match self {
            Self::Title => is("Verbanden tussen aanvragen", "Networks of applications"),
            Self::Network { at } => (format!("Verband {}", n(*at)), format!("Network {}", n(*at))),
            Self::OnlyTogether => is("alleen samen zichtbaar", "only visible together"),
            Self::WhyOnlyTogether { least } => (
                format!(
                    "Alleen samen zichtbaar: geen afdeling ziet in haar eigen aanvragen een verband van {least} of meer."
                ),
                format!(
                    "Only visible together: no department sees a network of {least} or more in its own applications."
                ),
            ),
            Self::Applications => is("Aanvragen", "Applications"),
            Self::Applicants => is("Aanvragers", "Applicants"),
            Self::Departments => is("Afdelingen", "Departments"),
            Self::HeldBy => is("Wat ze verbindt", "What joins them"),
            Self::Shares { count } => {
                (format!("bij {} aanvragen", n(*count)), format!("in {} applications", n(*count)))
            }
            Self::Holds => is("* zonder dit valt het verband uiteen", "* without this the network falls apart"),
            Self::Found { networks, applications, least, together } => (
                format!(
                    "Verbanden van ten minste {least} aanvragen: {}, met {} aanvragen; alleen samen zichtbaar: {}.",
                    n(*networks),
                    n(*applications),
                    n(*together)
                ),
                format!(
                    "Networks of at least {least} applications: {}, with {} applications; only visible together: {}.",
                    n(*networks),
                    n(*applications),
                    n(*together)
                ),
            ),
            Self::NoneFound { least } => (
                format!("Geen verbanden van ten minste {least} aanvragen gevonden."),
                format!("No networks of at least {least} applications found."),
            ),
            Self::More { shown, of } => (
                format!("De eerste {} van {} verbanden. Meer: --all", n(*shown), n(*of)),
                format!("The first {} of {} networks. More: --all", n(*shown), n(*of)),
            ),
            Self::TooCommon { most } => (
                format!("Bij meer dan {most} aanvragen, en daarom niet gebruikt om te verbinden:"),
                format!("In more than {most} applications, and therefore not used to join them:"),
            ),
            Self::Busy { what, applications } => (
                format!("{what}: {} aanvragen", n(*applications)),
                format!("{what}: {} applications", n(*applications)),
            ),
            Self::About { applications, values } => (
                format!(
                    "{} aanvragen en de {} gegevens die ze delen. Een lijn loopt van een aanvraag naar een gegeven dat erin staat.",
                    n(*applications),
                    n(*values)
                ),
                format!(
                    "{} applications and the {} values that they share. A line leads from an application to a value that stands in it.",
                    n(*applications),
                    n(*values)
                ),
            ),
            Self::NoKeys => is(
                "geen enkele regel zegt wat aanvragen verbindt; noem de velden zelf, bijvoorbeeld --by phone,iban",
                "no rule says what joins applications; name the fields yourself, for instance --by phone,iban",
            ),
            Self::UnknownKey { name, near } => {
                let hint = |words: &str| near.as_ref().map(|near| format!("; {words} {near}?")).unwrap_or_default();
                (
                    format!("--by: er is geen veld “{name}”{}", hint("bedoelt u")),
                    format!("--by: there is no field “{name}”{}", hint("did you mean")),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn every_sentence_stands_in_both_languages_and_judges_nobody() {
        use NetworkMsg::*;
        let text = || "x".to_owned();
        for msg in [
            Title,
            Network { at: 1 },
            OnlyTogether,
            WhyOnlyTogether { least: 3 },
            Applications,
            Applicants,
            Departments,
            HeldBy,
            Shares { count: 2 },
            Holds,
            Found { networks: 2, applications: 9, least: 3, together: 1 },
            NoneFound { least: 3 },
            More { shown: 20, of: 40 },
            TooCommon { most: 50 },
            Busy { what: text(), applications: 51 },
            About { applications: 3, values: 2 },
            NoKeys,
            UnknownKey { name: text(), near: Some(text()) },
        ] {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
