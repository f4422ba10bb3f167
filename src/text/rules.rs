//! What can be wrong in a rule file, in both languages. One variant per mistake; its code is stable.

pub use super::across::AcrossMsg;
use super::config::ConfigMsg;
use super::{Lang, date};

/// A mistake in a rule file, with what is needed to say it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum RuleMsg {
    Syntax { said: String },
    NotToml,
    NotUtf8,
    Format,
    UnknownKey { key: String, near: Option<String> },
    UnknownField { name: String, near: Option<String> },
    UnknownOperator { key: String, near: Option<String> },
    UnknownRule { id: String, near: Option<String> },
    UnknownList { name: String, near: Option<String> },
    UnknownTable { name: String, near: Option<String> },
    UnknownValue { word: String, field: String, near: Option<String> },
    UnknownType { name: String, near: Option<String> },
    UnknownBand { id: String, near: Option<String> },
    Missing { key: String },
    WrongType { expected: [&'static str; 2] },
    NotForKind { operator: String, kind: [&'static str; 2] },
    NotAValue { kind: [&'static str; 2], example: String },
    Regex { said: String },
    Duration,
    EmptyCondition,
    TwoForms { first: String, second: String },
    NeedsCount,
    Likeness,
    SimilarWithoutName,
    SimilarNameAlone,
    DuplicateRule { id: String },
    DuplicateName { name: String },
    Cycle { path: String },
    TooDeep,
    BandsOutOfOrder,
    FirstBand,
    WeightRange,
    OverrideWithoutExtends,
    Unreadable { file: String, said: String },
    ListEntry { row: u64 },
    Forbidden { name: String },
    Proxy { name: String },
    Vocabulary { word: String },
    MissingText { rule: String, key: String },
    NotFilledIn { key: String },
    Disabled { id: String },
    Across(AcrossMsg),
    Config(ConfigMsg),
    Impossible,
    AlwaysTrue,
    Reversed,
    NeverEnough { least: u32, parts: usize },
    Repeated,
    SameCondition { rule: String },
    WeightOverCap { weight: i32, cap: i32 },
    WeightWithoutEffect { id: String },
    FloorOnReassurance,
    UnknownTheme { theme: String, near: Option<String> },
    UnreachableBand { id: String, most: i32, themes: usize },
    MissingTest { rule: String, expect: &'static str },
    DuplicateTest { name: String },
    OneLanguage { lang: &'static str },
    ReviewPassed { rule: String, day: (i16, i8, i8) },
    NoReason { rule: String },
    UnusedList { name: String },
    NamePattern { name: String },
}

const HELP_NL: &str = "bedoelt u";
const HELP_EN: &str = "did you mean";

impl RuleMsg {
    /// The stable name of the mistake, the same in every language.
    pub fn code(&self) -> &'static str {
        match self {
            RuleMsg::Syntax { .. } | RuleMsg::NotToml | RuleMsg::NotUtf8 => "syntax",
            RuleMsg::Format => "missing-format",
            RuleMsg::UnknownKey { .. } => "unknown-key",
            RuleMsg::UnknownField { .. } => "unknown-field",
            RuleMsg::UnknownOperator { .. } => "unknown-operator",
            RuleMsg::UnknownRule { .. } => "unknown-rule",
            RuleMsg::UnknownList { .. } => "unknown-list",
            RuleMsg::UnknownTable { .. } => "unknown-table",
            RuleMsg::UnknownValue { .. } => "unknown-value",
            RuleMsg::UnknownType { .. } => "unknown-type",
            RuleMsg::UnknownBand { .. } => "unknown-band",
            RuleMsg::Missing { .. } => "missing-key",
            RuleMsg::WrongType { .. } => "wrong-type",
            RuleMsg::NotForKind { .. } => "operator-for-other-kind",
            RuleMsg::NotAValue { .. } => "not-a-value",
            RuleMsg::Regex { .. } => "bad-pattern",
            RuleMsg::Duration => "not-a-duration",
            RuleMsg::EmptyCondition => "empty-condition",
            RuleMsg::TwoForms { .. } => "two-forms",
            RuleMsg::Likeness => "likeness",
            RuleMsg::SimilarWithoutName => "similar-without-name",
            RuleMsg::SimilarNameAlone => "similar-name-alone",
            RuleMsg::NeedsCount => "missing-threshold",
            RuleMsg::DuplicateRule { .. } => "duplicate-rule",
            RuleMsg::DuplicateName { .. } => "duplicate-name",
            RuleMsg::Cycle { .. } => "cycle",
            RuleMsg::TooDeep => "too-deep",
            RuleMsg::BandsOutOfOrder => "bands-out-of-order",
            RuleMsg::FirstBand => "first-band",
            RuleMsg::WeightRange => "weight-range",
            RuleMsg::OverrideWithoutExtends => "override-without-extends",
            RuleMsg::Unreadable { .. } => "unreadable-file",
            RuleMsg::ListEntry { .. } => "list-entry",
            RuleMsg::Forbidden { .. } => "forbidden-characteristic",
            RuleMsg::Proxy { .. } => "proxy-without-justification",
            RuleMsg::Vocabulary { .. } => "closed-vocabulary",
            RuleMsg::MissingText { .. } => "missing-text",
            RuleMsg::NotFilledIn { .. } => "not-filled-in",
            RuleMsg::Disabled { .. } => "disabled-rule",
            RuleMsg::Across(msg) => msg.code(),
            RuleMsg::Config(msg) => msg.code(),
            RuleMsg::Impossible => "impossible-condition",
            RuleMsg::AlwaysTrue => "always-true",
            RuleMsg::Reversed => "reversed-bounds",
            RuleMsg::NeverEnough { .. } => "never-enough",
            RuleMsg::Repeated => "repeated-condition",
            RuleMsg::SameCondition { .. } => "same-condition",
            RuleMsg::WeightOverCap { .. } => "weight-over-cap",
            RuleMsg::WeightWithoutEffect { .. } => "weight-without-effect",
            RuleMsg::FloorOnReassurance => "floor-on-reassurance",
            RuleMsg::UnknownTheme { .. } => "unknown-theme",
            RuleMsg::UnreachableBand { .. } => "unreachable-band",
            RuleMsg::MissingTest { .. } => "missing-test",
            RuleMsg::DuplicateTest { .. } => "duplicate-test",
            RuleMsg::OneLanguage { .. } => "missing-translation",
            RuleMsg::ReviewPassed { .. } => "review-passed",
            RuleMsg::NoReason { .. } => "override-without-reason",
            RuleMsg::UnusedList { .. } => "unused-list",
            RuleMsg::NamePattern { .. } => "name-pattern",
        }
    }

    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let (nl, en) = self.both();
        match lang {
            Lang::Nl => nl,
            Lang::En => en,
        }
    }

    /// The suggestion at the place, where there is one.
    pub fn help(&self, lang: Lang) -> Option<String> {
        let near = self.near()?;
        Some(format!("{} `{near}`?", lang.pick(HELP_NL, HELP_EN)))
    }

    /// The name that was probably meant.
    pub fn near(&self) -> Option<&str> {
        match self {
            RuleMsg::UnknownKey { near, .. }
            | RuleMsg::UnknownField { near, .. }
            | RuleMsg::UnknownOperator { near, .. }
            | RuleMsg::UnknownRule { near, .. }
            | RuleMsg::UnknownList { near, .. }
            | RuleMsg::UnknownTable { near, .. }
            | RuleMsg::UnknownValue { near, .. }
            | RuleMsg::UnknownType { near, .. }
            | RuleMsg::UnknownTheme { near, .. }
            | RuleMsg::UnknownBand { near, .. } => near.as_deref(),
            RuleMsg::Across(AcrossMsg::UnknownRole { near, .. }) => near.as_deref(),
            _ => None,
        }
    }

    fn both(&self) -> (String, String) {
        let pair = |nl: String, en: String| (nl, en);
        let is = |nl: &str, en: &str| (nl.to_owned(), en.to_owned());
        match self {
            Self::Syntax { said } => {
                pair(format!("dit is geen geldige TOML: {said}"), format!("this is not valid TOML: {said}"))
            }
            Self::NotToml => is(
                "dit is geen TOML-bestand; een bestand met aanvragen noemt u zonder `--rules` of een andere optie ervoor",
                "this is no TOML file; a file of applications is named without `--rules` or another option before it",
            ),
            Self::NotUtf8 => is(
                "de tekens in dit bestand zijn niet te lezen; bewaar het in uw editor als UTF-8",
                "the characters in this file cannot be read; save it as UTF-8 in your editor",
            ),
            Self::Format => is("zet bovenaan `format = 1`", "put `format = 1` at the top"),
            Self::UnknownKey { key, .. } => {
                pair(format!("`{key}` hoort hier niet"), format!("`{key}` does not belong here"))
            }
            Self::UnknownField { name, .. } => {
                pair(format!("er is geen veld `{name}`"), format!("there is no field `{name}`"))
            }
            Self::UnknownOperator { key, .. } => {
                pair(format!("`{key}` bestaat niet"), format!("`{key}` does not exist"))
            }
            Self::UnknownRule { id, .. } => {
                pair(format!("er is geen regel `{id}`"), format!("there is no rule `{id}`"))
            }
            Self::UnknownList { name, .. } => {
                pair(format!("er is geen lijst `{name}`"), format!("there is no list `{name}`"))
            }
            Self::UnknownTable { name, .. } => {
                pair(format!("er is geen tabel `{name}`"), format!("there is no table `{name}`"))
            }
            Self::UnknownValue { word, field, .. } => {
                pair(format!("`{field}` heeft geen waarde `{word}`"), format!("`{field}` has no value `{word}`"))
            }
            Self::UnknownType { name, .. } => {
                pair(format!("er is geen type `{name}`"), format!("there is no type `{name}`"))
            }
            Self::UnknownBand { id, .. } => pair(format!("er is geen band `{id}`"), format!("there is no band `{id}`")),
            Self::Missing { key } => pair(format!("`{key}` ontbreekt"), format!("`{key}` is missing")),
            Self::WrongType { expected } => {
                pair(format!("hier hoort {}", expected[0]), format!("{} belongs here", expected[1]))
            }
            Self::NotForKind { operator, kind } => pair(
                format!("`{operator}` past niet bij dit veld: het is {}", kind[0]),
                format!("`{operator}` does not fit this field: it is {}", kind[1]),
            ),
            Self::NotAValue { kind, example } => pair(
                format!("dit is niet te lezen als {}, bijvoorbeeld `{example}`", kind[0]),
                format!("this does not read as {}, for instance `{example}`", kind[1]),
            ),
            Self::Regex { said } => {
                pair(format!("dit patroon klopt niet: {said}"), format!("this pattern is not valid: {said}"))
            }
            Self::Duration => is(
                "hier hoort een duur, bijvoorbeeld `\"6 months\"`, `\"180 days\"` of `\"3 years\"`",
                "a duration belongs here, for instance `\"6 months\"`, `\"180 days\"` or `\"3 years\"`",
            ),
            Self::EmptyCondition => is("deze voorwaarde vraagt niets", "this condition asks nothing"),
            Self::TwoForms { first, second } => pair(
                format!("`{first}` en `{second}` kunnen niet in één voorwaarde; gebruik `all = [ … ]`"),
                format!("`{first}` and `{second}` cannot stand in one condition; use `all = [ … ]`"),
            ),
            Self::Likeness => is(
                "hier hoort een getal van 0.8 tot en met 1, bijvoorbeeld `0.92`",
                "a number from 0.8 to 1 belongs here, for instance `0.92`",
            ),
            Self::SimilarWithoutName => is(
                "`similar` vergelijkt namen: zet een veld met tekst in `same`, zoals `\"applicant\"`",
                "`similar` compares names: put a field with text in `same`, as `\"applicant\"`",
            ),
            Self::SimilarNameAlone => is(
                "veel mensen heten hetzelfde: zet in `same` naast de naam een tweede gegeven, zoals `\"birth_date\"`",
                "many people have the same name: in `same`, put a second fact beside the name, as `\"birth_date\"`",
            ),
            Self::NeedsCount => is("geef `at_least` of `at_most`", "give `at_least` or `at_most`"),
            Self::DuplicateRule { id } => {
                pair(format!("regel `{id}` staat er al"), format!("rule `{id}` is there already"))
            }
            Self::DuplicateName { name } => pair(format!("`{name}` staat er al"), format!("`{name}` is there already")),
            Self::Cycle { path } => {
                pair(format!("dit verwijst naar zichzelf: {path}"), format!("this refers to itself: {path}"))
            }
            Self::TooDeep => is("deze voorwaarde is te diep genest", "this condition is nested too deeply"),
            Self::BandsOutOfOrder => is("banden staan van laag naar hoog", "bands stand from low to high"),
            Self::FirstBand => is("de eerste band begint bij 0", "the first band starts at 0"),
            Self::WeightRange => {
                is("een gewicht is een geheel getal van -100 tot 100", "a weight is a whole number from -100 to 100")
            }
            Self::OverrideWithoutExtends => is(
                "`[override]` kan alleen met `extends` onder `[ruleset]`",
                "`[override]` needs `extends` under `[ruleset]`",
            ),
            Self::Unreadable { file, said } => {
                pair(format!("`{file}` kan niet worden gelezen: {said}"), format!("`{file}` cannot be read: {said}"))
            }
            Self::ListEntry { row } => pair(
                format!("regel {row} van de lijst is niet te lezen"),
                format!("line {row} of the list cannot be read"),
            ),
            Self::Forbidden { name } => pair(
                format!("`{name}` is een kenmerk waarop geen regel mag staan"),
                format!("`{name}` is a characteristic that no rule may use"),
            ),
            Self::Proxy { name } => pair(
                format!("`{name}` alleen kan een omweg zijn naar een verboden kenmerk; geef een `justification`"),
                format!("`{name}` alone can stand in for a forbidden characteristic; give a `justification`"),
            ),
            Self::Vocabulary { word } => pair(
                format!("het woord `{word}` hoort niet in een reden om nader te vragen"),
                format!("the word `{word}` has no place in a reason to ask further"),
            ),
            Self::MissingText { rule, key } => pair(
                format!("regel `{rule}` heeft geen `{key}`: een medewerker kan dan niet uitleggen waarom"),
                format!("rule `{rule}` has no `{key}`: staff could not explain it"),
            ),
            Self::Disabled { id } => pair(format!("regel `{id}` staat uit"), format!("rule `{id}` is switched off")),
            Self::Across(msg) => msg.both(),
            Self::Config(msg) => msg.both(),
            other => other.advice(),
        }
    }

    /// What is worth a look in a set that works.
    fn advice(&self) -> (String, String) {
        let pair = |nl: String, en: String| (nl, en);
        let is = |nl: &str, en: &str| (nl.to_owned(), en.to_owned());
        match self {
            Self::Impossible => is("dit kan nooit waar zijn", "this can never be true"),
            Self::AlwaysTrue => is("dit is altijd waar", "this is always true"),
            Self::Reversed => is("de laagste grens staat voorop", "the lowest bound comes first"),
            Self::NeverEnough { least, parts } => pair(
                format!("van {parts} voorwaarden kunnen er geen {least} waar zijn"),
                format!("of {parts} conditions there cannot be {least} true"),
            ),
            Self::Repeated => is("deze voorwaarde staat hier twee keer", "this condition stands here twice"),
            Self::SameCondition { rule } => pair(
                format!("regel `{rule}` vraagt precies hetzelfde: samen tellen ze dubbel"),
                format!("rule `{rule}` asks exactly the same: together they count twice"),
            ),
            Self::WeightOverCap { weight, cap } => pair(
                format!("van gewicht {weight} telt hoogstens {cap}, want dat is het maximum"),
                format!("of weight {weight} at most {cap} counts, because that is the cap"),
            ),
            Self::WeightWithoutEffect { id } => pair(
                format!("regel `{id}` verandert niets: het gewicht is 0 en er is geen `floor`"),
                format!("rule `{id}` changes nothing: its weight is 0 and there is no `floor`"),
            ),
            Self::FloorOnReassurance => is(
                "een regel die geruststelt kan het niveau niet optillen",
                "a rule that reassures cannot lift the band",
            ),
            Self::UnknownTheme { theme, .. } => {
                pair(format!("er is geen regel met thema `{theme}`"), format!("there is no rule of theme `{theme}`"))
            }
            Self::UnreachableBand { id, most, themes } => pair(
                format!("niveau `{id}` is niet te halen: er zijn hoogstens {most} punten (thema's: {themes})"),
                format!("band `{id}` cannot be reached: there are at most {most} points (themes: {themes})"),
            ),
            Self::MissingTest { rule, expect } => pair(
                format!("regel `{rule}` heeft geen voorbeeld met `expect = \"{expect}\"`"),
                format!("rule `{rule}` has no test with `expect = \"{expect}\"`"),
            ),
            Self::DuplicateTest { name } => pair(
                format!("een voorbeeld met de naam “{name}” staat er al"),
                format!("a test named “{name}” is there already"),
            ),
            Self::OneLanguage { lang } => pair(
                format!("de tekst in taal `{lang}` ontbreekt"),
                format!("the text in language `{lang}` is missing"),
            ),
            Self::ReviewPassed { rule, day } => pair(
                format!("regel `{rule}` moest vóór {} opnieuw worden bekeken", date(*day, Lang::Nl)),
                format!("rule `{rule}` was to be looked at again by {}", date(*day, Lang::En)),
            ),
            Self::NotFilledIn { key } => {
                pair(format!("`{key}` is nog niet ingevuld"), format!("`{key}` is not filled in yet"))
            }
            Self::NoReason { rule } => pair(
                format!("zeg in `reason` waarom regel `{rule}` hier anders is"),
                format!("say in `reason` why rule `{rule}` differs here"),
            ),
            Self::UnusedList { name } => {
                pair(format!("geen regel gebruikt de lijst `{name}`"), format!("no rule uses the list `{name}`"))
            }
            Self::NamePattern { name } => pair(
                format!("`{name}` is een naam van mensen: geen regel mag vragen hoe iemand heet"),
                format!("`{name}` is a name of people: no rule may ask what somebody is called"),
            ),
            // The mistakes are worded above.
            _ => (String::new(), String::new()),
        }
    }
}
