//! Why a colleague's signal cannot be used.

use super::Lang;
use super::intake::RowReason;

/// Why a signal cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum SignalReason {
    Row(RowReason),
    NoDepartment,
    NoValue,
    Date,
    Reliability,
    Secrecy,
    About,
    Address,
    Person,
    Value,
    Repeated,
}

impl SignalReason {
    /// The sentence.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Self::Row(reason) => return reason.say(lang),
            Self::NoDepartment => ("zonder afdeling", "without a department"),
            Self::NoValue => ("zonder waarde", "without a value"),
            Self::Date => ("de datum is niet te lezen", "the date cannot be read"),
            Self::Reliability => ("betrouwbaarheid is een getal van 1 tot 5", "reliability is a number from 1 to 5"),
            Self::Secrecy => (
                "geheimhouding is `bibob`, `om-tip`, `politie` of leeg",
                "secrecy is `bibob`, `om-tip`, `police` or empty",
            ),
            Self::About => (
                "onbekend waar het over gaat; kies bijvoorbeeld telefoon, adres, persoon of KvK-nummer",
                "unknown what it is about; choose for instance phone, address, person or CoC number",
            ),
            Self::Repeated => {
                ("stond er al; hetzelfde signaal telt één keer", "stood there already; one signal counts once")
            }
            Self::Address => (
                "een adres heeft een postcode en een huisnummer nodig",
                "an address needs a postcode and a house number",
            ),
            Self::Person => (
                "een persoon heeft een naam en een geboortedatum nodig; een naam alleen is niet genoeg",
                "a person needs a name and a date of birth; a name alone is not enough",
            ),
            Self::Value => ("de waarde is niet te lezen", "the value cannot be read"),
        };
        lang.pick(nl, en)
    }
}
