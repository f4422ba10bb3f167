//! What the workbench says to advisors and officers: how good a batch is, how rules do, what a change would change.

use super::{Lang, number};

pub use super::head::{Head, PartWord};

/// What the workbench has to say, with what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum WorkMsg {
    Unused { near: Vec<String> },
    NeverRead,
    Closed,
    Double { field: String },
    Example { shown: String, count: u64, line: u32 },
    AndMore { count: u64 },
    Supports { supported: usize, of: usize },
    AllSupported,
    Unassessed,
    Silent,
    Broad { share: String },
    Same { rule: String },
    Keep,
    TooLittle,
    Review,
    Base { relevant: u64, known: u64, share: String, low: String, high: String },
    Blind { relevant: u64, known: u64, share: String, low: String, high: String },
    NoControl,
    Outcomes { usable: u64, unmatched: u64, aside: u64 },
    HowVerdict { least: u64 },
    PeopleDecide,
    Vary { rule: String, what: String, present: String },
    Present,
    NothingToVary { rule: String, name: String, known: Vec<String> },
    VaryOneRule,
    SameRules,
    SameWords,
    BandStarts { from: i64, themes: i64, hits: i64 },
    Moves { bands: usize, scores: usize, of: u32 },
    OtherApplications,
    Watching { files: usize },
}

impl WorkMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        let list = |names: &[String]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let count = |n: u64| number(i64::try_from(n).unwrap_or(i64::MAX), lang);
        match self {
            WorkMsg::Unused { near } if near.is_empty() => say("niet gebruikt".into(), "not used".into()),
            WorkMsg::Unused { near } => {
                let near = list(near);
                say(
                    format!("niet gebruikt; bedoelt u {near}? Zeg het met --mapping"),
                    format!("not used; do you mean {near}? Say so with --mapping"),
                )
            }
            WorkMsg::Closed => {
                say("geheim, alleen met --regime bibob".into(), "secret, only with --regime bibob".into())
            }
            WorkMsg::NeverRead => say("wordt nooit gelezen".into(), "is never read".into()),
            WorkMsg::Double { field } => {
                say(format!("{field}: staat al bij de aanvragen"), format!("{field}: the applications have it already"))
            }
            WorkMsg::Example { shown, count: 1, line } => {
                say(format!("“{shown}” (rij {line})"), format!("“{shown}” (row {line})"))
            }
            WorkMsg::Example { shown, count: n, line } => say(
                format!("“{shown}” ({}×, eerst in rij {line})", count(*n)),
                format!("“{shown}” ({}×, first in row {line})", count(*n)),
            ),
            WorkMsg::AndMore { count: n } => say(format!("en nog {}", count(*n)), format!("and {} more", count(*n))),
            WorkMsg::Supports { supported, of } => say(
                format!(
                    "Met deze kolommen zijn {supported} van de {of} regels te beoordelen, voor een deel van de aanvragen of voor alle."
                ),
                format!("These columns support {supported} of {of} rules, for some of the applications or for all."),
            ),
            WorkMsg::AllSupported => say(
                "Er is geen kolom die meer regels te beoordelen maakt.".into(),
                "There is no column that would let more rules be assessed.".into(),
            ),
            _ => {
                self.about_rules(lang).or_else(|| self.about_outcomes(lang)).unwrap_or_else(|| self.about_change(lang))
            }
        }
    }
}

impl WorkMsg {
    fn about_rules(&self, lang: Lang) -> Option<String> {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        Some(match self {
            WorkMsg::Unassessed => say("nergens te beoordelen".into(), "assessed nowhere".into()),
            WorkMsg::Silent => say("nooit raak".into(), "never hits".into()),
            WorkMsg::Broad { share } => {
                say(format!("raak bij {share}: waarschijnlijk te ruim"), format!("hits {share}: probably too broad"))
            }
            WorkMsg::Same { rule } => {
                say(format!("bijna dezelfde aanvragen als {rule}"), format!("nearly the same applications as {rule}"))
            }
            WorkMsg::Keep => say("houden".into(), "keep".into()),
            WorkMsg::TooLittle => say("te weinig gegevens".into(), "too little data".into()),
            WorkMsg::Review => say("herzien".into(), "review".into()),
            WorkMsg::Vary { rule, what, present } => say(
                format!("{rule}, {what}: de grens staat nu op {present}"),
                format!("{rule}, {what}: the threshold is now {present}"),
            ),
            WorkMsg::Present => say("nu".into(), "now".into()),
            WorkMsg::NothingToVary { rule, name, known } => {
                let known = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let (nl, en) = match known.as_str() {
                    "" => ("deze regel heeft geen getallen".to_owned(), "this rule has no numbers".to_owned()),
                    known => (format!("wel: {known}"), format!("it has: {known}")),
                };
                say(
                    format!("--vary: in {rule} hangt niets af van een getal bij `{name}`; {nl}"),
                    format!("--vary: nothing in {rule} turns on a number of `{name}`; {en}"),
                )
            }
            WorkMsg::VaryOneRule => say(
                "--vary vraagt om één regel: noem die met --rule, bijvoorbeeld --rule FIN-02".into(),
                "--vary asks for one rule: name it with --rule, for instance --rule FIN-02".into(),
            ),
            _ => return None,
        })
    }

    fn about_outcomes(&self, lang: Lang) -> Option<String> {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        let count = |n: &u64| number(i64::try_from(*n).unwrap_or(i64::MAX), lang);
        Some(match self {
            WorkMsg::Base { relevant, known, share, low, high } => {
                let (relevant, known) = (count(relevant), count(known));
                say(
                    format!("Bij {relevant} van de {known} aanvragen met een uitkomst was nader vragen relevant: {share} ({low}–{high})."),
                    format!("For {relevant} of {known} applications with an outcome asking further was relevant: {share} ({low}–{high})."),
                )
            }
            WorkMsg::Blind { relevant, known, share, low, high } => {
                let (relevant, known) = (count(relevant), count(known));
                say(
                    format!("In de steekproef: {relevant} van de {known}, {share} ({low}–{high}). Regels worden daarmee vergeleken."),
                    format!("In the control sample: {relevant} of {known}, {share} ({low}–{high}). Rules are compared with that."),
                )
            }
            WorkMsg::NoControl => say(
                "Er is geen steekproef (kolom `steekproef`). Wat niemand bekeek, telt niet mee: de dekking geldt alleen voor aanvragen met een uitkomst.".into(),
                "There is no control sample (column `control`). What nobody looked into does not count: recall is over applications with an outcome only.".into(),
            ),
            WorkMsg::Outcomes { usable, unmatched, aside } => say(
                format!("uitkomsten: {} bij een aanvraag, {} bij geen aanvraag, {} niet bruikbaar", count(usable), count(unmatched), count(aside)),
                format!("outcomes: {} of an application, {} of no application, {} not usable", count(usable), count(unmatched), count(aside)),
            ),
            WorkMsg::HowVerdict { least } => say(
                format!("Advies: houden als het hele interval boven 1 ligt (bij een geruststelling eronder); herzien als de waarde niet boven 1 komt (bij een geruststelling niet eronder); anders, of bij minder dan {least} uitkomsten, te weinig gegevens. Intervallen: 95 %."),
                format!("Advice: keep when the whole interval is above 1 (for a reassurance: below); review when the value is not above 1 (for a reassurance: not below); otherwise, or with fewer than {least} outcomes, too little data. Intervals: 95%."),
            ),
            WorkMsg::PeopleDecide => say(
                "Dit meet; mensen stellen gewichten en grenzen vast.".into(),
                "This measures; people set weights and thresholds.".into(),
            ),
            _ => return None,
        })
    }

    fn about_change(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        let count = |n: usize| number(i64::try_from(n).unwrap_or(i64::MAX), lang);
        match self {
            WorkMsg::SameRules => say(
                "De twee regelsets betekenen en zeggen hetzelfde.".into(),
                "The two rule sets mean and say the same.".into(),
            ),
            WorkMsg::SameWords => say(
                "(dezelfde woorden; wat eronder ligt is anders, zoals een lijst of een voorbeeld)".into(),
                "(the same words; what is behind them differs, such as a list or an example)".into(),
            ),
            WorkMsg::BandStarts { from, themes, hits } => {
                let (mut nl, mut en) = (format!("vanaf {from}"), format!("from {from}"));
                if *themes > 0 {
                    nl.push_str(&format!(", thema's: {themes}"));
                    en.push_str(&format!(", themes: {themes}"));
                }
                if *hits > 0 {
                    nl.push_str(&format!(", regels: {hits}"));
                    en.push_str(&format!(", rules: {hits}"));
                }
                say(nl, en)
            }
            WorkMsg::Moves { bands, scores, of } => {
                let (bands, scores, of) = (count(*bands), count(*scores), number((*of).into(), lang));
                say(
                    format!("Van {of} aanvragen veranderen er {bands} van niveau, en {scores} alleen van punten."),
                    format!("Of {of} applications, {bands} change band, and {scores} change score only."),
                )
            }
            WorkMsg::OtherApplications => say(
                "de twee regelsets lezen niet dezelfde aanvragen uit deze bestanden; kijk of hun [fields] hetzelfde zeggen over zaaknummer, datum en status".into(),
                "the two rule sets do not read the same applications from these files; see whether their [fields] say the same of case number, date and status".into(),
            ),
            WorkMsg::Watching { files } => say(
                format!("Kijkt naar {files} bestanden en mappen; bewaar er een en het gaat opnieuw. Stoppen: Ctrl-C."),
                format!("Watching {files} files and folders; save one and it runs again. Stop: Ctrl-C."),
            ),
            _ => String::new(),
        }
    }
}

/// A multiple with two decimals: `2,25` or `2.25`.
pub fn times(value: f64, lang: Lang) -> String {
    format!("{value:.2}").replace('.', lang.pick(",", "."))
}

/// A length of time: `6 maanden` or `6 months`.
pub fn length(n: i64, days: bool, lang: Lang) -> String {
    let unit = match (days, n) {
        (true, 1) => lang.pick("dag", "day"),
        (true, _) => lang.pick("dagen", "days"),
        (false, 1) => lang.pick("maand", "month"),
        (false, _) => lang.pick("maanden", "months"),
    };
    format!("{} {unit}", number(n, lang))
}

/// A share as a percentage, with one decimal: `3,5 %` or `3.5%`.
pub fn percent(share: f64, lang: Lang) -> String {
    let tenths = (share * 1000.0).round() as i64;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    match (tenth, lang) {
        (0, _) if whole == 0 && share > 0.0 => lang.pick("< 0,1 %", "<0.1%").to_owned(),
        (0, Lang::Nl) => format!("{} %", number(whole, lang)),
        (0, Lang::En) => format!("{}%", number(whole, lang)),
        (_, Lang::Nl) => format!("{},{tenth} %", number(whole, lang)),
        (_, Lang::En) => format!("{}.{tenth}%", number(whole, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    fn samples() -> Vec<WorkMsg> {
        use WorkMsg::*;
        let text = || "x".to_owned();
        vec![
            Unused { near: vec![] },
            Unused { near: vec![text()] },
            Closed,
            NeverRead,
            Double { field: text() },
            Example { shown: text(), count: 1, line: 3 },
            Example { shown: text(), count: 4, line: 3 },
            AndMore { count: 4 },
            Supports { supported: 3, of: 4 },
            AllSupported,
            Unassessed,
            Silent,
            Broad { share: text() },
            Same { rule: text() },
            Keep,
            TooLittle,
            Review,
            Base { relevant: 1, known: 2, share: text(), low: text(), high: text() },
            Blind { relevant: 1, known: 2, share: text(), low: text(), high: text() },
            NoControl,
            Outcomes { usable: 1, unmatched: 2, aside: 3 },
            HowVerdict { least: 20 },
            PeopleDecide,
            Vary { rule: text(), what: text(), present: text() },
            Present,
            NothingToVary { rule: text(), name: text(), known: vec![] },
            NothingToVary { rule: text(), name: text(), known: vec![text()] },
            VaryOneRule,
            SameRules,
            SameWords,
            BandStarts { from: 5, themes: 0, hits: 0 },
            BandStarts { from: 5, themes: 2, hits: 3 },
            Moves { bands: 1, scores: 2, of: 30 },
            OtherApplications,
            Watching { files: 3 },
        ]
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_judges_nobody() {
        let heads = Head::ALL.iter().map(|head| [Lang::Nl, Lang::En].map(|lang| head.say(lang).to_owned()));
        let sentences = samples().into_iter().map(|msg| [Lang::Nl, Lang::En].map(|lang| msg.say(lang)));
        let words = PartWord::ALL.iter().map(|word| [Lang::Nl, Lang::En].map(|lang| word.say(lang).to_owned()));
        for [nl, en] in heads.chain(sentences).chain(words) {
            assert!(!nl.is_empty() && !en.is_empty());
            assert_ne!(nl, en);
            assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }

    #[test]
    fn shares_are_said_with_one_decimal() {
        assert_eq!(percent(0.0345, Lang::Nl), "3,5 %");
        assert_eq!(percent(1.0, Lang::En), "100%");
        assert_eq!((percent(0.0004, Lang::En), percent(0.0, Lang::En)), ("<0.1%".into(), "0%".into()));
    }
}
