//! How it is said that applications share something.

use super::{Lang, number};

/// Applications that share a key with this one, ready for people.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the sentence below says what each one is
pub struct SharedSaid {
    pub key: String,
    pub others: u32,
    pub counted: Option<u32>,
    pub distinct: Option<(String, u32)>,
    pub total: Option<String>,
    pub asked: Option<String>,
    pub elsewhere: bool,
    pub ids: String,
}

impl SharedSaid {
    /// The sentence.
    pub fn say(&self, lang: Lang) -> String {
        let SharedSaid { key, others, counted, distinct, total, asked, elsewhere, ids } = self;
        let many = number((*others).into(), lang);
        let role = if *elsewhere { lang.pick(" in een andere rol", " in another role") } else { "" };
        let mut out = match (*others, lang) {
            (0, Lang::Nl) => format!("{key} komt bij geen andere aanvraag voor{role}"),
            (0, Lang::En) => format!("{key} stands in no other application{role}"),
            (1, Lang::Nl) => format!("{key} komt ook voor bij 1 andere aanvraag{role}"),
            (1, Lang::En) => format!("{key} also stands in 1 other application{role}"),
            (_, Lang::Nl) => format!("{key} komt ook voor bij {many} andere aanvragen{role}"),
            (_, Lang::En) => format!("{key} also stands in {many} other applications{role}"),
        };
        let different = distinct.as_ref().map(|(label, count)| {
            let count = number((*count).into(), lang);
            format!("{} {label}: {count}", lang.pick("verschillende waarden van", "different values of"))
        });
        let counted = counted.map(|counted| {
            format!("{}: {}", lang.pick("met deze erbij", "with this one"), number(counted.into(), lang))
        });
        let asked = asked.as_ref().map(|asked| format!("{}: {asked}", lang.pick("gevraagd", "asked")));
        let details: Vec<String> = different.into_iter().chain(counted).chain(total.clone()).chain(asked).collect();
        if !details.is_empty() {
            out.push_str(&format!(" ({})", details.join("; ")));
        }
        if !ids.is_empty() {
            out.push_str(": ");
            out.push_str(ids);
        }
        out
    }
}
