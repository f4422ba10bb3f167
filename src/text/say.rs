//! The pieces of a sentence that says what a rule asks: what follows the name of a field, and how pieces are joined.

use super::ops::Place;
use super::{Lang, number};

/// How two pieces hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Each of them.
    And,
    /// Any of them.
    Or,
}

/// Pieces as one: `a, b en c`.
pub fn joined(pieces: &[String], joint: Joint, lang: Lang) -> String {
    let word = match joint {
        Joint::And => lang.pick("en", "and"),
        Joint::Or => lang.pick("of", "or"),
    };
    match pieces {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// Words of people, set apart from ours.
pub fn quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|word| format!("“{word}”")).collect()
}

/// What a field is.
pub fn is(what: &str, _: Lang) -> String {
    // The same word in both languages.
    format!("is {what}")
}

/// One of some values, or none of them.
pub fn one_of(values: &[String], none: bool, lang: Lang) -> String {
    let list = joined(values, Joint::Or, lang);
    match (none, lang) {
        (false, _) => format!("is {list}"),
        (true, Lang::Nl) => format!("is iets anders dan {list}"),
        (true, Lang::En) => format!("is something other than {list}"),
    }
}

/// Whether a cell could be read.
pub fn readable(wanted: bool, lang: Lang) -> &'static str {
    if wanted {
        lang.pick("kan worden gelezen", "can be read")
    } else {
        lang.pick("kan niet worden gelezen", "cannot be read")
    }
}

/// Another number by its name, scaled.
pub fn times(times: &str, name: &str, lang: Lang) -> String {
    if times == "1" {
        return name.to_owned();
    }
    let (whole, fraction) = times.split_once('.').unwrap_or((times, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| number(whole, lang));
    let point = if fraction.is_empty() { "" } else { lang.pick(",", ".") };
    format!("{whole}{point}{fraction} × {name}")
}

/// Another date by its name, so long before or after it.
pub fn shifted(name: &str, length: &str, later: bool, lang: Lang) -> String {
    let side = if later { lang.pick("na", "after") } else { lang.pick("vóór", "before") };
    format!("{length} {side} {name}")
}

/// The same as another field, or not.
pub fn same(differs: bool, name: &str, lang: Lang) -> String {
    let words =
        if differs { lang.pick("is anders dan", "differs from") } else { lang.pick("is gelijk aan", "is the same as") };
    format!("{words} {name}")
}

/// A name that is written much like one of some others; the score is from 0 to 10,000.
pub fn similar_to(names: &[String], score: u16, lang: Lang) -> String {
    let names = joined(names, Joint::Or, lang);
    let score = alike(score, lang);
    match lang {
        Lang::Nl => format!("lijkt op {names} ({score})"),
        Lang::En => format!("is written much like {names} ({score})"),
    }
}

/// How much two names must be alike.
pub fn alike(score: u16, lang: Lang) -> String {
    let score = super::decimal(i64::from(score) * 100, lang);
    format!("{} {score}", lang.pick("gelijkenis ten minste", "likeness at least"))
}

/// A key in which alike spellings of a name count as the same.
pub fn or_alike(name: &str, score: u16, lang: Lang) -> String {
    let score = alike(score, lang);
    match lang {
        Lang::Nl => format!("{name} (of een naam die erop lijkt, {score})"),
        Lang::En => format!("{name} (or a name much like it, {score})"),
    }
}

/// A part of a text.
pub fn part(place: Place, parts: &[String], lang: Lang) -> String {
    let words = match place {
        Place::Anywhere => lang.pick("bevat", "contains"),
        Place::Start => lang.pick("begint met", "starts with"),
        Place::End => lang.pick("eindigt op", "ends with"),
    };
    format!("{words} {}", joined(&quoted(parts), Joint::Or, lang))
}

/// A pattern.
pub fn pattern(pattern: &str, lang: Lang) -> String {
    format!("{} `{pattern}`", lang.pick("past bij het patroon", "matches the pattern"))
}

/// On a list, or not; the list as a sentence calls it.
pub fn in_list(list: &str, none: bool, lang: Lang) -> String {
    let words = match (none, lang) {
        (false, Lang::Nl) => "staat op de lijst",
        (true, Lang::Nl) => "staat niet op de lijst",
        (false, Lang::En) => "is on the list",
        (true, Lang::En) => "is not on the list",
    };
    format!("{words} {list}")
}

/// What does not hold.
pub fn not(what: &str, lang: Lang) -> String {
    format!("{} {what}", lang.pick("het is niet zo dat", "it is not so that"))
}

/// A condition that stands for any application, or for none.
pub fn always(yes: bool, lang: Lang) -> &'static str {
    if yes { lang.pick("altijd", "always") } else { lang.pick("nooit", "never") }
}

/// At least so many of some conditions.
pub fn of_these(least: u32, pieces: &[String], lang: Lang) -> String {
    let pieces = pieces.join("; ");
    match lang {
        Lang::Nl => format!("van deze gaan er ten minste {least} op: {pieces}"),
        Lang::En => format!("at least {least} of these hold: {pieces}"),
    }
}

/// Another rule.
pub fn rule(id: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("regel {id} gaat op"),
        Lang::En => format!("rule {id} holds"),
    }
}

/// A number far from that of its peers.
pub fn outlier(name: &str, high: bool, among: Option<&str>, peers: u32, lang: Lang) -> String {
    let peers = number(peers.into(), lang);
    match lang {
        Lang::Nl => {
            let side = if high { "hoog" } else { "laag" };
            let who = among.map(|name| format!(" die {name} delen")).unwrap_or_default();
            format!("{name} is ongewoon {side} naast andere aanvragen{who} (bij ten minste {peers} daarvan)")
        }
        Lang::En => {
            let side = if high { "high" } else { "low" };
            let who = among.map(|name| format!(" with the same {name}")).unwrap_or_default();
            format!("{name} is unusually {side} beside other applications{who} (of at least {peers})")
        }
    }
}

/// A count and its bounds: `ten minste 3`.
pub fn count(least: Option<u32>, most: Option<u32>, lang: Lang) -> String {
    let say = |n: u32| number(n.into(), lang);
    match (least, most, lang) {
        (Some(least), None, Lang::Nl) => format!("ten minste {}", say(least)),
        (Some(least), None, Lang::En) => format!("at least {}", say(least)),
        (None, Some(most), Lang::Nl) => format!("ten hoogste {}", say(most)),
        (None, Some(most), Lang::En) => format!("at most {}", say(most)),
        (Some(least), Some(most), Lang::Nl) => format!("{} tot en met {}", say(least), say(most)),
        (Some(least), Some(most), Lang::En) => format!("{} to {}", say(least), say(most)),
        (None, None, _) => String::new(),
    }
}

/// A count over the applications that share something: of the different values of a field, or of themselves.
pub fn shared(count: &str, one: bool, of: Option<&str>, key: &str, lang: Lang) -> String {
    match (of, one, lang) {
        (None, false, Lang::Nl) => format!("er zijn {count} aanvragen die {key} delen"),
        (None, false, Lang::En) => format!("there are {count} applications that share {key}"),
        (None, true, Lang::Nl) => format!("er is {count} aanvraag die {key} deelt"),
        (None, true, Lang::En) => format!("there is {count} application that shares {key}"),
        (Some(of), _, Lang::Nl) => format!("de aanvragen die {key} delen, hebben {count} {}", different(of, one, lang)),
        (Some(of), _, Lang::En) => {
            format!("the applications that share {key} have {count} {}", different(of, one, lang))
        }
    }
}

/// The applications that share a key, or have it in other fields.
pub fn which(key: &str, there: Option<&str>, lang: Lang) -> String {
    match (there, lang) {
        (None, Lang::Nl) => format!("aanvragen die {key} delen"),
        (None, Lang::En) => format!("applications that share {key}"),
        (Some(there), Lang::Nl) => format!("andere aanvragen waarin {key} voorkomt als {there}"),
        (Some(there), Lang::En) => format!("other applications that have {key} as {there}"),
    }
}

/// A count over applications that have a key in other fields.
pub fn sought(count: &str, one: bool, of: Option<&str>, which: &str, lang: Lang) -> String {
    match (of, lang) {
        (None, Lang::Nl) => format!("er zijn {count} {which}"),
        (None, Lang::En) => format!("there are {count} {which}"),
        (Some(of), Lang::Nl) => format!("er zijn {count} {} bij de {which}", different(of, one, lang)),
        (Some(of), Lang::En) => format!("there are {count} {} in the {which}", different(of, one, lang)),
    }
}

/// A sum over applications.
pub fn sum(of: &str, which: &str, bounds: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("{of} van de {which} is samen {bounds}"),
        Lang::En => format!("{of} of the {which} is {bounds} together"),
    }
}

/// The share of applications for which a condition is true.
pub fn share(condition: &str, which: &str, bounds: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("voor {bounds} van de {which} geldt: {condition}"),
        Lang::En => format!("for {bounds} of the {which} this holds: {condition}"),
    }
}

/// A value of the application under assessment, beside that of another one.
pub fn of_this(name: &str, lang: Lang) -> String {
    format!("{name} {}", lang.pick("van deze aanvraag", "of this application"))
}

/// What holds for every party.
pub fn every(what: &str, lang: Lang) -> String {
    format!("{} {what}", lang.pick("voor elk van hen geldt:", "for every one of them:"))
}

fn different(of: &str, one: bool, lang: Lang) -> String {
    match (one, lang) {
        (false, Lang::Nl) => format!("verschillende waarden van {of}"),
        (false, Lang::En) => format!("different values of {of}"),
        (true, Lang::Nl) => format!("waarde van {of}"),
        (true, Lang::En) => format!("value of {of}"),
    }
}

/// Which applications are counted, beyond those that share the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Only {
    UpTo,
    Before,
    Around,
    Batch,
    Earlier,
}

/// A window or a part of the applications.
pub fn only(only: Only, length: Option<&str>, lang: Lang) -> String {
    match (only, length, lang) {
        (Only::UpTo, Some(n), Lang::Nl) => format!("in de {n} tot en met de aanvraagdatum"),
        (Only::UpTo, Some(n), Lang::En) => format!("in the {n} up to and including the application date"),
        (Only::UpTo, None, _) => {
            lang.pick("tot en met de aanvraagdatum", "up to and including the application date").to_owned()
        }
        (Only::Before, Some(n), Lang::Nl) => format!("in de {n} vóór de aanvraagdatum"),
        (Only::Before, Some(n), Lang::En) => format!("in the {n} before the application date"),
        (Only::Before, None, _) => lang.pick("vóór de aanvraagdatum", "before the application date").to_owned(),
        (Only::Around, Some(n), Lang::Nl) => format!("binnen {n} vóór of na de aanvraagdatum"),
        (Only::Around, Some(n), Lang::En) => format!("within {n} before or after the application date"),
        (Only::Around, None, _) => lang.pick("op welke dag ook", "on any day").to_owned(),
        (Only::Batch, ..) => lang.pick("alleen binnen deze reeks", "within this batch only").to_owned(),
        (Only::Earlier, ..) => lang.pick("alleen eerdere aanvragen", "earlier applications only").to_owned(),
    }
}

/// A condition on the applications that are counted.
pub fn only_where(condition: &str, lang: Lang) -> String {
    format!("{}: {condition}", lang.pick("alleen die waarvoor geldt", "only those for which this holds"))
}

/// A count over a cluster.
pub fn cluster(least: u32, of: Option<&str>, keys: &str, max_group: u32, lang: Lang) -> String {
    let most = number(max_group.into(), lang);
    let count = count(Some(least), None, lang);
    let (nl, en) = match of {
        None => (format!("{count} aanvragen hangen"), format!("{count} applications are joined")),
        Some(of) => (
            format!("aanvragen met {count} {} hangen", different(of, least == 1, lang)),
            format!("applications with {count} {} are joined", different(of, least == 1, lang)),
        ),
    };
    match lang {
        Lang::Nl => {
            format!("{nl} direct of via andere samen door {keys} (wat meer dan {most} aanvragen delen, telt niet)")
        }
        Lang::En => format!(
            "{en} directly or through others by {keys} (what more than {most} applications share does not count)"
        ),
    }
}

/// What of signals is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum From {
    Signals,
    Departments,
    Reporters,
}

/// A count of colleagues' signals.
pub fn signals(least: u32, from: From, about: &str, details: &[String], lang: Lang) -> String {
    let count = count(Some(least), None, lang);
    let (nl, en) = match from {
        From::Signals if least == 1 => (format!("er is {count} signaal"), format!("there is {count} signal")),
        From::Signals => (format!("er zijn {count} signalen"), format!("there are {count} signals")),
        From::Departments => {
            let words = if least == 1 { ["afdeling", "department"] } else { ["afdelingen", "departments"] };
            (format!("er zijn signalen van {count} {}", words[0]), format!("there are signals of {count} {}", words[1]))
        }
        From::Reporters => {
            let words = if least == 1 { ["collega", "colleague"] } else { ["collega's", "colleagues"] };
            (format!("er zijn signalen van {count} {}", words[0]), format!("there are signals of {count} {}", words[1]))
        }
    };
    let head = match lang {
        Lang::Nl => format!("{nl} over {about}"),
        Lang::En => format!("{en} about {about}"),
    };
    std::iter::once(head).chain(details.iter().cloned()).collect::<Vec<_>>().join(", ")
}

/// Only signals of some kinds.
pub fn of_kinds(kinds: &[String], lang: Lang) -> String {
    format!("{} {}", lang.pick("van de soort", "of the kind"), joined(&quoted(kinds), Joint::Or, lang))
}

/// Only signals that are reliable enough.
pub fn reliable(least: u32, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("met betrouwbaarheid {least} of meer"),
        Lang::En => format!("with reliability {least} or more"),
    }
}
