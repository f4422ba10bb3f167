//! A rule set as people read it: every rule with its condition as a sentence, its texts and its examples; as
//! pages, as a table, or as data.

mod html;
mod json;
mod md;
mod table;

use crate::report::one_line;
use crate::rules::{Case, Expect, Rule, RuleSet};
use crate::text::report::Word;
use crate::text::{Both, Lang, book};

/// What is written about: some rules of a set, in a language.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// The rule set.
    pub set: &'a RuleSet,
    /// Its rules that are asked for, in order of their ids.
    pub rules: &'a [&'a Rule],
    /// The language of the words; data has both.
    pub lang: Lang,
}

/// A way to write rules.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
    /// What the names of its files end in.
    pub ending: &'static str,
    /// Writes all of it as one text.
    pub write: fn(&Book<'_>) -> String,
}

/// Every way, once.
pub const FORMATS: &[Format] = &[
    Format { name: "md", ending: ".md", write: md::write },
    Format { name: "html", ending: ".html", write: html::write },
    Format { name: "csv", ending: ".csv", write: table::write },
    Format { name: "json", ending: ".json", write: json::write },
];

/// One Markdown page per theme: the name of the theme and its text.
pub fn pages<'a>(book: &Book<'a>) -> Vec<(&'a str, String)> {
    book.themes().into_iter().map(|theme| (theme, md::page(book, theme))).collect()
}

/// One example of a rule, for people.
struct Example {
    name: String,
    given: String,
    answer: &'static str,
}

impl<'a> Book<'a> {
    /// The themes of the rules, in order of their first rule.
    fn themes(&self) -> Vec<&'a str> {
        let mut themes: Vec<&str> = Vec::new();
        for rule in self.rules {
            let theme = rule.theme(self.set);
            if !themes.contains(&theme) {
                themes.push(theme);
            }
        }
        themes
    }

    /// The rules of a theme.
    fn of_theme(&self, theme: &str) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().copied().filter(move |rule| rule.theme(self.set) == theme)
    }

    fn text<'t>(&self, text: &'t Both) -> &'t str {
        text.get(self.lang)
    }

    /// The label of the band that a hit lifts to at least.
    fn floor(&self, rule: &Rule) -> Option<&'a str> {
        let band = self.set.scoring.bands.get(rule.floor?)?;
        Some(band.label.get(self.lang))
    }

    /// What stands under a rule: a word and its text, those without a text left out.
    pub fn said(&self, rule: &Rule) -> Vec<(&'static str, String)> {
        let lang = self.lang;
        let pairs = [
            (book::Head::When.say(lang), self.set.sentence(rule, lang)),
            (book::Head::Floor.say(lang), self.floor(rule).unwrap_or_default().to_owned()),
            (Word::Why.say(lang), self.text(&rule.why).to_owned()),
            (Word::Consider.say(lang), self.text(&rule.consider).to_owned()),
            (Word::Ask.say(lang), self.text(&rule.ask).to_owned()),
            (Word::Source.say(lang), rule.source.join("; ")),
        ];
        pairs.into_iter().filter(|(_, text)| !text.is_empty()).map(|(word, text)| (word, one_line(&text))).collect()
    }

    fn examples(&self, rule: &Rule) -> Vec<Example> {
        rule.cases.iter().map(|case| self.example(case)).collect()
    }

    fn example(&self, case: &Case) -> Example {
        let label = |field: &str| {
            let def = self.set.values.iter().find(|def| def.name == field);
            def.map_or_else(|| field.to_owned(), |def| self.text(&def.label).to_owned())
        };
        let own = case.applications.first().into_iter().flatten();
        let own = own.map(|(field, cell)| format!("{}: {cell}", label(field)));
        let others = case.applications.len().saturating_sub(1);
        let others = (others > 0).then(|| book::others(others, self.lang));
        let signals = case.signals.as_ref().map(|signals| book::signals(signals.len(), self.lang));
        let given: Vec<String> = own.chain(others).chain(signals).map(|text| one_line(&text)).collect();
        let hit = match case.expect {
            Expect::Hit => Some(true),
            Expect::NoHit => Some(false),
            Expect::NotAssessed => None,
        };
        Example { name: one_line(&case.name), given: given.join("; "), answer: book::answer(hit, self.lang) }
    }
}
