//! Text without what does not count when people write the same thing: case, accents, blanks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, then letter for letter without accents: `Çelik` becomes `celik`, `Ørsted` `orsted`.
/// Letters that are no accented form of another (`ß`, `æ`, `œ`, `þ`, `ð`) stay as they are.
pub fn fold(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
        return;
    }
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            _ if c.is_ascii() => out.push(c),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            _ => out.extend(c.nfd().filter(|part| !is_combining_mark(*part))),
        }
    }
}

/// The folded text's a–z and 0–9 only.
pub fn squash(text: &str, out: &mut String) {
    fold(text, out);
    out.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
}

/// The last unbroken run of a–z and 0–9 in the folded text: of a name as people write it, the surname.
pub fn last_word(text: &str, out: &mut String) {
    fold(text, out);
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let Some(end) = out.rfind(word) else {
        out.clear();
        return;
    };
    out.truncate(end + 1);
    let start = out.rfind(|c| !word(c)).map_or(0, |at| at + out[at..].chars().next().map_or(1, char::len_utf8));
    out.drain(..start);
}

/// How texts compare: folded, without blanks at the ends, and with one blank for any run of white space.
pub fn loose(text: &str, out: &mut String) {
    fold(text, out);
    if out.split_whitespace().map(|word| word.len() + 1).sum::<usize>() != out.len() + 1 || out.contains(['\t', '\n']) {
        *out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    }
}

/// `loose` as a text of its own.
pub fn loosened(text: &str) -> String {
    let mut out = String::new();
    loose(text, &mut out);
    out
}

/// How headers compare: case, accents, blanks and `_ - . : * ?` do not count, and `camelCase` neither.
/// Words in brackets stay: `Straat (bezoekadres)` is another column than `Straat`.
pub fn header_key(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded);
    folded.retain(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '/' | '²' | '%'));
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn with(reduce: fn(&str, &mut String), text: &str) -> String {
        let mut out = String::from("left over");
        reduce(text, &mut out);
        out
    }

    #[test]
    fn accents_go_and_letters_of_their_own_stay() {
        assert_eq!(with(fold, "ÀÉÎÕÜ Çelik Ørsted Šarić Žižek Weiß"), "aeiou celik orsted saric zizek weiß");
        assert_eq!(with(squash, "Café 't Hoekje B.V."), "cafethoekjebv");
        assert_eq!(with(last_word, "Anna  Weiß"), "wei");
        assert_eq!(with(last_word, "J. van 't Hoff (jr.)"), "jr");
        assert_eq!(with(last_word, "ßx"), "x");
        assert_eq!(with(last_word, " - "), "");
        assert_eq!(with(loose, "  De  Kroon\n "), "de kroon");
        assert_eq!(header_key("KvK-nummer"), header_key("kvkNummer"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,20}") {
            for reduce in [fold, squash, last_word, loose] {
                let once = with(reduce, &text);
                prop_assert_eq!(with(reduce, &once), once);
            }
        }
    }
}
