//! What `rules test` has to say: examples, coverage, changes that nobody noticed.

use super::Lang;

/// A sentence of `rules test`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum TestMsg {
    NotShown { names: Vec<String> },
    Covered { rule: String, given: usize, of: usize },
    Lacking { place: String, said: String, answers: Vec<Answer> },
    Coverage { percent: u32, given: usize, of: usize },
    BelowLeast { least: u32 },
    Survivor { place: String, rule: String, before: String, after: String },
    Mutants { tried: usize, unnoticed: usize },
}

/// What no example made a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// True.
    Yes,
    /// False.
    No,
    /// Unknown.
    Unknown,
}

impl Answer {
    fn say(self, lang: Lang) -> &'static str {
        match self {
            Answer::Yes => lang.pick("waar", "true"),
            Answer::No => lang.pick("onwaar", "false"),
            Answer::Unknown => lang.pick("onbekend", "unknown"),
        }
    }
}

impl TestMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            TestMsg::NotShown { names } => {
                let names = names.join(", ");
                say(format!("niet te zien in de onderbouwing: {names}"), format!("not shown in the evidence: {names}"))
            }
            TestMsg::Covered { rule, given, of } => {
                say(format!("{rule}: {given} van de {of} antwoorden"), format!("{rule}: {given} of {of} answers"))
            }
            TestMsg::Lacking { place, said, answers } => {
                let answers: Vec<_> = answers.iter().map(|answer| answer.say(lang)).collect();
                let answers = answers.join(lang.pick(" of ", " or "));
                say(format!("{place}: nooit {answers}: {said}"), format!("{place}: never {answers}: {said}"))
            }
            TestMsg::Coverage { percent, given, of } => say(
                format!(
                    "dekking: {percent}% ({given} van de {of} antwoorden op voorwaarden komen in de voorbeelden voor)"
                ),
                format!("coverage: {percent}% (the examples give {given} of {of} answers to conditions)"),
            ),
            TestMsg::BelowLeast { least } => {
                say(format!("dat is minder dan de gevraagde {least}%"), format!("that is below the {least}% asked for"))
            }
            TestMsg::Survivor { place, rule, before, after } => say(
                format!("{place}: {rule}: geen voorbeeld merkt dit: “{before}” wordt “{after}”"),
                format!("{place}: {rule}: no example notices this: “{before}” becomes “{after}”"),
            ),
            TestMsg::Mutants { tried, unnoticed } => say(
                format!("{tried} veranderingen geprobeerd, door geen voorbeeld gemerkt: {unnoticed}"),
                format!("{tried} changes tried, noticed by no example: {unnoticed}"),
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
        let text = || "x".to_owned();
        let samples = [
            TestMsg::NotShown { names: vec![text()] },
            TestMsg::Covered { rule: text(), given: 1, of: 2 },
            TestMsg::Lacking { place: text(), said: text(), answers: vec![Answer::Yes, Answer::No, Answer::Unknown] },
            TestMsg::Coverage { percent: 50, given: 1, of: 2 },
            TestMsg::BelowLeast { least: 90 },
            TestMsg::Survivor { place: text(), rule: text(), before: text(), after: text() },
            TestMsg::Mutants { tried: 2, unnoticed: 1 },
        ];
        for msg in samples {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
