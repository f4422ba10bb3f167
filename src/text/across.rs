//! What can be wrong in a rule file where several parties and other applications are asked about.

use super::Both;

/// A mistake, with what is needed to say it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum AcrossMsg {
    TwoRoles { first: Both, second: Both },
    NotForParties { key: String },
    EveryOfOne { field: String },
    OneValue { field: String },
    ThisOutsideWhere,
    ThisComesSecond,
    ThereNeedsOneKey,
    ThereOtherKind { here: [&'static str; 2], there: [&'static str; 2] },
    NeedsWhere,
    NeedsBound { key: String },
    UnknownRole { name: String, near: Option<String> },
}

impl AcrossMsg {
    /// The stable name of the mistake, the same in every language.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::TwoRoles { .. } => "two-roles",
            Self::NotForParties { .. } => "not-for-parties",
            Self::EveryOfOne { .. } => "every-of-one",
            Self::OneValue { .. } => "one-value",
            Self::ThisOutsideWhere => "this-outside-where",
            Self::ThisComesSecond => "this-comes-second",
            Self::ThereNeedsOneKey => "there-needs-one-key",
            Self::ThereOtherKind { .. } => "there-of-other-kind",
            Self::NeedsWhere => "share-without-where",
            Self::NeedsBound { .. } => "missing-bound",
            Self::UnknownRole { .. } => "unknown-role",
        }
    }

    /// The sentence: Dutch, then English.
    pub(super) fn both(&self) -> (String, String) {
        let pair = |nl: String, en: String| (nl, en);
        let is = |nl: &str, en: &str| (nl.to_owned(), en.to_owned());
        match self {
            Self::TwoRoles { first, second } => pair(
                format!("dit mengt {} en {}: maak per rol een eigen waarde", first.nl, second.nl),
                format!("this mixes {} and {}: make a value of its own for each role", first.en, second.en),
            ),
            Self::NotForParties { key } => pair(
                format!("`{key}` kan niet met een veld waarvan een aanvraag er meer kan hebben"),
                format!("`{key}` cannot use a field of which an application can have several"),
            ),
            Self::EveryOfOne { field } => pair(
                format!("`{field}` heeft één waarde per aanvraag; laat `every` weg"),
                format!("`{field}` has one value per application; leave out `every`"),
            ),
            Self::OneValue { field } => pair(
                format!("`{field}` heeft één waarde per aanvraag: een lijst kan alleen bij een rol"),
                format!("`{field}` has one value per application: only a role takes a list"),
            ),
            Self::ThisOutsideWhere => is(
                "`this.` kan alleen in `where`: daarbuiten gaat elk veld al over deze aanvraag",
                "`this.` belongs in `where`: elsewhere every field is about this application",
            ),
            Self::ThisComesSecond => is(
                "`this.` staat rechts: `{ field = \"applicant\", differs_from = \"this.applicant\" }`",
                "`this.` stands on the right: `{ field = \"applicant\", differs_from = \"this.applicant\" }`",
            ),
            Self::ThereNeedsOneKey => is(
                "met `there` heeft `same` één veld; maak van meer velden een afgeleide waarde met `join`",
                "with `there`, `same` has one field; make a derived value of several with `join`",
            ),
            Self::ThereOtherKind { here, there } => pair(
                format!("hier is het {}, daar {}: dat is nooit gelijk", here[0], there[0]),
                format!("here it is {}, there {}: they never match", here[1], there[1]),
            ),
            Self::NeedsWhere => is(
                "`share` heeft een `where` nodig: het deel waarvoor die waar is",
                "`share` needs a `where`: the part for which it is true",
            ),
            Self::NeedsBound { key } => pair(
                format!("geef bij `{key}` een grens: `at_least`, `at_most`, `above` of `below`"),
                format!("give `{key}` a bound: `at_least`, `at_most`, `above` or `below`"),
            ),
            Self::UnknownRole { name, .. } => {
                pair(format!("er is geen rol `{name}`"), format!("there is no role `{name}`"))
            }
        }
    }
}
