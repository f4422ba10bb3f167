//! The beginnings of rule files, with comments for who fills them in.

use super::Lang;

/// How a text begins that its author has still to write.
pub const TO_FILL_IN: [&str; 2] = ["Vul in:", "Fill in:"];

/// The letters that a municipality's own rules begin with: no built-in rule has them, now or later.
pub fn own_letters(lang: Lang) -> &'static str {
    lang.pick("EIGEN-", "OWN-")
}

/// The id of a rule set whose folder gives no name.
pub fn usual_name(lang: Lang) -> &'static str {
    lang.pick("eigen", "own")
}

/// The beginning of a rule with its examples: a file for the folder of a rule set.
pub fn rule(lang: Lang, id: &str, theme: &str, dates: &Dates) -> String {
    let text = lang.pick(include_str!("rule.nl.toml"), include_str!("rule.en.toml"));
    dates.fill(text).replace("{id}", id).replace("{theme}", theme)
}

/// The beginning of a municipality's own rule set.
pub fn set(lang: Lang, name: &str, dates: &Dates) -> String {
    let text = lang.pick(include_str!("set.nl.toml"), include_str!("set.en.toml"));
    dates.fill(text).replace("{name}", name)
}

/// What the file of a rule set is called.
pub fn set_file(lang: Lang) -> &'static str {
    lang.pick("regels.toml", "rules.toml")
}

/// When a rule was written and by when it is to be looked at again, as 2026-12-31.
#[derive(Clone, Debug)]
pub struct Dates {
    /// The day on which it was written.
    pub added: String,
    /// The day by which it is to be looked at again.
    pub review_by: String,
}

impl Dates {
    fn fill(&self, text: &str) -> String {
        text.replace("\r\n", "\n").replace("{day}", &self.added).replace("{review}", &self.review_by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn nothing_is_left_to_fill_in_by_the_program() {
        let dates = Dates { added: "2026-12-31".into(), review_by: "2027-12-31".into() };
        for lang in [Lang::Nl, Lang::En] {
            for text in [rule(lang, "FIN-90", "financing", &dates), set(lang, "Ons dorp", &dates)] {
                for mark in ["{id}", "{theme}", "{name}", "{day}", "{review}"] {
                    assert!(!text.contains(mark), "{mark}");
                }
            }
        }
        is_said_fairly(|lang| rule(lang, "FIN-90", "financing", &dates));
        is_said_fairly(|lang| set(lang, "Ons dorp", &dates));
    }
}
