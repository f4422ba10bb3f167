//! The words about a run that is done again, to see whether it says the same.

use super::Lang;

/// What there is to say about a run done again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum VerifyMsg {
    NotThisForm { path: String },
    NotFound { file: String, folders: Vec<String> },
    FromStandardInput,
    NeedsKey,
    NeedsControlKey,
    Same { path: String },
    Differs { path: String, line: usize },
    Version { then: String, now: String },
    RuleSet { then: String, now: String },
    Input { file: String },
    NothingElse,
}

impl VerifyMsg {
    /// The sentence in a language.
    pub fn say(&self, lang: Lang) -> String {
        let say = |nl: String, en: String| if lang == Lang::Nl { nl } else { en };
        match self {
            Self::NotThisForm { path } => say(
                format!("`{path}` is geen uitkomst die is na te doen; geef een .json, .jsonl of .manifest.json"),
                format!("`{path}` is no report that can be done again; give a .json, .jsonl or .manifest.json"),
            ),
            Self::NotFound { file, folders } => {
                let folders = folders.join(", ");
                say(
                    format!("`{file}` staat niet in {folders}; zeg met --in in welke map het staat"),
                    format!("`{file}` is not in {folders}; say with --in which folder it is in"),
                )
            }
            Self::FromStandardInput => say(
                "deze uitkomst is van standaardinvoer gemaakt, en die is er niet meer".to_owned(),
                "this report was made from standard input, which is gone".to_owned(),
            ),
            Self::NeedsKey => say(
                "deze uitkomst is gepseudonimiseerd; geef dezelfde sleutel met --pseudonymise".to_owned(),
                "this report is pseudonymised; give the same key with --pseudonymise".to_owned(),
            ),
            Self::NeedsControlKey => say(
                "er staat een steekproef in deze uitkomst; geef haar sleutel met --control-key".to_owned(),
                "this report holds a control sample; give its key with --control-key".to_owned(),
            ),
            Self::Same { path } => {
                say(format!("{path}: hetzelfde, byte voor byte"), format!("{path}: the same, byte for byte"))
            }
            Self::Differs { path, line } => say(
                format!("{path}: anders, vanaf regel {line}"),
                format!("{path}: not the same, from line {line} on"),
            ),
            Self::Version { then, now } => {
                say(format!("het programma: {then}, nu {now}"), format!("the program: {then}, now {now}"))
            }
            Self::RuleSet { then, now } => {
                say(format!("de regelset: {then}, nu {now}"), format!("the rule set: {then}, now {now}"))
            }
            Self::Input { file } => say(format!("het bestand {file}"), format!("the file {file}")),
            Self::NothingElse => say(
                "programma, regelset en bestanden zijn die van toen: de uitkomst zelf is veranderd, of de sleutel is een andere"
                    .to_owned(),
                "program, rule set and files are those of then: the report itself was changed, or the key is another one"
                    .to_owned(),
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
        use VerifyMsg::*;
        let text = || "x".to_owned();
        let all = [
            NotThisForm { path: text() },
            NotFound { file: text(), folders: vec![text()] },
            FromStandardInput,
            NeedsKey,
            NeedsControlKey,
            Same { path: text() },
            Differs { path: text(), line: 3 },
            Version { then: text(), now: text() },
            RuleSet { then: text(), now: text() },
            Input { file: text() },
            NothingElse,
        ];
        for msg in all {
            is_said_fairly(|lang| msg.say(lang));
        }
    }
}
