//! Words that only the workbook, the table on the screen and the line of progress have.

use super::{Lang, number};

/// A word of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum SheetWord {
    Count,
    Thanks,
    Department,
    Told,
    Helped,
    ThankYou,
    Remark,
}

impl SheetWord {
    /// The word.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            SheetWord::Count => ("Aantal", "Count"),
            SheetWord::Thanks => ("Dank", "Thanks"),
            SheetWord::Department => ("Afdeling", "Department"),
            SheetWord::Told => ("Signalen", "Signals told"),
            SheetWord::Helped => ("Hielp bij een reden", "Helped to a reason"),
            SheetWord::ThankYou => (
                "Dank aan de collega's die meekeken. Samen zien we meer.",
                "Thanks to the colleagues who looked along. Together we see more.",
            ),
            SheetWord::Remark => ("Opmerking", "Remark"),
        };
        lang.pick(nl, en)
    }
}

/// What is being done, for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Step {
    Reading,
    Matching,
    Writing,
}

impl Step {
    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Step::Reading => ("Bestanden lezen …", "Reading files …"),
            Step::Matching => ("Aanvragen vergelijken …", "Comparing applications …"),
            Step::Writing => ("Uitkomst schrijven …", "Writing the outcome …"),
        };
        lang.pick(nl, en)
    }
}

/// A line below the table on the screen.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the sentences below say what each one is
pub enum TableMsg {
    More { shown: usize, of: usize },
    Legend { stays: char, now: char, could: char },
    GoOn { file: String, id: String },
}

impl TableMsg {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let count = |n: usize| number(n as i64, lang);
        match (self, lang) {
            (TableMsg::More { shown, of }, Lang::Nl) => {
                format!("De eerste {} van {} aanvragen. Meer: --top {} of --all", count(*shown), count(*of), shown * 5)
            }
            (TableMsg::More { shown, of }, Lang::En) => {
                format!(
                    "The first {} of {} applications. More: --top {} or --all",
                    count(*shown),
                    count(*of),
                    shown * 5
                )
            }
            (TableMsg::Legend { stays, now, could }, Lang::Nl) => {
                format!("Punten: {stays} blijft   {now} kan nog wegvallen   {could} kan er nog bij komen")
            }
            (TableMsg::Legend { stays, now, could }, Lang::En) => {
                format!("Score: {stays} stays   {now} may still fall away   {could} may still be added")
            }
            (TableMsg::GoOn { file, id }, Lang::Nl) => {
                format!(
                    "Eén aanvraag uitgelegd: samenzien explain {file} --id {id}\nAlles in een bestand: -o risico.xlsx"
                )
            }
            (TableMsg::GoOn { file, id }, Lang::En) => {
                format!(
                    "One application explained: samenzien explain {file} --id {id}\nAll of it in a file: -o risk.xlsx"
                )
            }
        }
    }

    /// What stands for a file and a case number that cannot be copied to a command line as they are.
    pub fn placeholders(lang: Lang) -> (&'static str, &'static str) {
        (lang.pick("BESTAND", "FILE"), lang.pick("ZAAKNUMMER", "NUMBER"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::off_vocabulary;

    #[test]
    fn every_word_stands_in_both_languages() {
        use SheetWord::*;
        let words = [Count, Thanks, Department, Told, Helped, ThankYou, Remark];
        let steps = [Step::Reading, Step::Matching, Step::Writing];
        let lines = [
            TableMsg::More { shown: 20, of: 1000 },
            TableMsg::Legend { stays: '#', now: '=', could: '-' },
            TableMsg::GoOn { file: "x".into(), id: "y".into() },
        ];
        let said = |lang: Lang| {
            let words = words.iter().map(|word| word.say(lang).to_owned());
            let steps = steps.iter().map(|step| step.say(lang).to_owned());
            words.chain(steps).chain(lines.iter().map(|line| line.say(lang))).collect::<Vec<String>>()
        };
        for (nl, en) in said(Lang::Nl).into_iter().zip(said(Lang::En)) {
            assert!(!nl.is_empty() && nl != en, "{nl}");
            assert_eq!(off_vocabulary(&nl).or(off_vocabulary(&en)), None, "{nl} / {en}");
        }
    }
}
