//! The words about the control sample and about outputs whose last day has passed.

use super::Lang;

/// What there is to say about them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum SampleMsg {
    Needs { option: &'static str },
    NothingLeft,
    Drawn { drawn: usize, of: usize, path: String },
    Betrays,
    NotAKey { path: String },
    Fewer { asked: usize, of: usize },
    NoFolder { path: String },
    Removed { path: String, day: String },
    WouldRemove { path: String, day: String },
    CannotRemove { path: String, why: String },
    Kept { kept: usize, undated: usize },
}

impl SampleMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            Self::Needs { option } => {
                say(format!("--control-sample kan niet zonder {option}"), format!("--control-sample needs {option}"))
            }
            Self::NothingLeft => say(
                "--control-sample: alle aanvragen staan al op de lijst; kies met --min-band of --top wie erop hoort"
                    .to_owned(),
                "--control-sample: all applications are on the list already; choose with --min-band or --top who belongs on it"
                    .to_owned(),
            ),
            Self::Drawn { drawn, of, path } => say(
                format!("steekproef: {drawn} van de {of} andere aanvragen staan zonder merk op de lijst; welke staat in {path}"),
                format!("control sample: {drawn} of the {of} other applications are on the list without a mark; which is in {path}"),
            ),
            Self::Betrays => say(
                "steekproef: punten en aandacht verraden wie er door loting bij kwam; geef wie ze bekijkt een csv met \
                 --columns zonder die twee"
                    .to_owned(),
                "control sample: score and band betray who was added by lot; give who looks into them a csv with \
                 --columns that leaves out the two"
                    .to_owned(),
            ),
            Self::Fewer { asked, of } => say(
                format!("steekproef: er zijn er geen {asked} over, maar {of}"),
                format!("control sample: there are not {asked} left, but {of}"),
            ),
            Self::NotAKey { path } => say(
                format!("--control-key: `{path}` is niet van een steekproef (--control-sample)"),
                format!("--control-key: `{path}` is not of a control sample (--control-sample)"),
            ),
            Self::NoFolder { path } => {
                say(format!("`{path}` is geen map die te lezen is"), format!("`{path}` is no folder that can be read"))
            }
            Self::Removed { path, day } => {
                say(format!("{path}: verwijderd, bewaard tot en met {day}"), format!("{path}: removed, kept until {day}"))
            }
            Self::WouldRemove { path, day } => say(
                format!("{path}: zou worden verwijderd, bewaard tot en met {day}"),
                format!("{path}: would be removed, kept until {day}"),
            ),
            Self::CannotRemove { path, why } => {
                say(format!("{path}: niet te verwijderen: {why}"), format!("{path}: cannot be removed: {why}"))
            }
            Self::Kept { kept, undated } => say(
                format!("{kept} uitkomsten mogen blijven; {undated} bestanden zijn niet van samenzien of zeggen geen dag, en blijven"),
                format!("{kept} outputs may stay; {undated} files are not of samenzien or tell no day, and stay"),
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
        use SampleMsg::*;
        let text = || "x".to_owned();
        let all = [
            Needs { option: "--seed" },
            NothingLeft,
            Drawn { drawn: 1, of: 2, path: text() },
            Betrays,
            Fewer { asked: 3, of: 2 },
            NotAKey { path: text() },
            NoFolder { path: text() },
            Removed { path: text(), day: text() },
            WouldRemove { path: text(), day: text() },
            CannotRemove { path: text(), why: text() },
            Kept { kept: 1, undated: 1 },
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
