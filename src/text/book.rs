//! The headings of what a rule set says about itself: its pages, its list, one rule.

use super::{Lang, number};

/// A heading, or a word in front of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the words below say what each one is
pub enum Head {
    When,
    Floor,
    Example,
    Given,
    Answer,
    Themes,
    Rules,
    LegalBasis,
    Find,
}

impl Head {
    /// All of them.
    pub const ALL: [Head; 9] = {
        use Head::*;
        [When, Floor, Example, Given, Answer, Themes, Rules, LegalBasis, Find]
    };

    /// The words.
    pub fn say(self, lang: Lang) -> &'static str {
        let (nl, en) = match self {
            Head::When => ("Wanneer", "When"),
            Head::Floor => ("Ten minste niveau", "At least band"),
            Head::Example => ("Voorbeeld", "Example"),
            Head::Given => ("Gegeven", "Given"),
            Head::Answer => ("Antwoord", "Answer"),
            Head::Themes => ("Thema's", "Themes"),
            Head::Rules => ("Regels", "Rules"),
            Head::LegalBasis => ("Grondslag", "Legal basis"),
            Head::Find => ("Zoek een regel", "Find a rule"),
        };
        lang.pick(nl, en)
    }
}

/// What a rule answers: `raak`, `niet raak`, `niet te beoordelen`.
pub fn answer(hit: Option<bool>, lang: Lang) -> &'static str {
    match hit {
        Some(true) => lang.pick("raak", "hit"),
        Some(false) => lang.pick("niet raak", "no hit"),
        None => lang.pick("niet te beoordelen", "not assessed"),
    }
}

/// Other applications of an example.
pub fn others(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (1, Lang::Nl) => "1 andere aanvraag".to_owned(),
        (1, Lang::En) => "1 other application".to_owned(),
        (n, Lang::Nl) => format!("{} andere aanvragen", number(n as i64, lang)),
        (n, Lang::En) => format!("{} other applications", number(n as i64, lang)),
    }
}

/// Signals of an example.
pub fn signals(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (0, Lang::Nl) => "geen signalen".to_owned(),
        (0, Lang::En) => "no signals".to_owned(),
        (1, Lang::Nl) => "1 signaal".to_owned(),
        (1, Lang::En) => "1 signal".to_owned(),
        (n, Lang::Nl) => format!("{} signalen", number(n as i64, lang)),
        (n, Lang::En) => format!("{} signals", number(n as i64, lang)),
    }
}

/// What stands below pages that are made from rule files.
pub fn made(id: &str, version: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("Gemaakt uit regelset {id}, versie {version}, met `samenzien rules export`."),
        Lang::En => format!("Made from rule set {id}, version {version}, with `samenzien rules export`."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_there_in_both_languages() {
        for head in Head::ALL {
            assert_ne!(head.say(Lang::Nl), head.say(Lang::En), "{head:?}");
        }
    }
}
