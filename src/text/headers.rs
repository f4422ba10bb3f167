//! Where the header of a file was taken to be. The row may be one of data, whose cells are nobody's to show: only names
//! that the program knows are said.

use super::Lang;

/// A row that was taken for a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// The line in a text file, the row in a sheet; counted from 1.
    pub row: u32,
    /// How many columns it has.
    pub columns: usize,
    /// The names that are known.
    pub known: Vec<String>,
}

impl Headers {
    /// It in words, inside a sentence.
    pub fn say(&self, lang: Lang) -> String {
        let Headers { row, columns, known } = self;
        let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        match (lang, known.is_empty()) {
            (Lang::Nl, true) => format!("kopregel op rij {row} met {columns} kolommen, geen bekende naam"),
            (Lang::Nl, false) => format!("kopregel op rij {row} met {columns} kolommen, bekend: {names}"),
            (Lang::En, true) => format!("header on row {row} with {columns} columns, no known name"),
            (Lang::En, false) => format!("header on row {row} with {columns} columns, known: {names}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::report::is_said_fairly;

    #[test]
    fn only_what_is_known_is_said() {
        for known in [Vec::new(), vec!["naam".to_owned()]] {
            let headers = Headers { row: 3, columns: 5, known };
            is_said_fairly(|lang| headers.say(lang));
            assert!(headers.say(Lang::En).starts_with("header on row 3 with 5 columns, "));
        }
    }
}
