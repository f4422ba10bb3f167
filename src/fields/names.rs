//! Names of people and companies as parts, and how alike two of them are.
//!
//! The parts of a name: folded words (`ij` as `y`), without particles (*van der*), titles and company forms
//! (*B.V.*), an initial or abbreviation with a point behind it. `Café De Jong-Meijer B.V.` becomes
//! `cafe jong meyer`, `J.P.M. v.d. Berg` `j. p. m. berg`.
//!
//! The score, from 0 to 10,000: parts are paired so that the sum is greatest, whatever their order.
//!
//! - Two words count as a pair when they are equal, or their Jaro–Winkler similarity (Winkler, 1990) is at
//!   least 0.88; then that is the score of the pair. Words of up to three letters, and words with a digit in
//!   them, must be equal.
//! - An initial or abbreviation and the word that begins with it: 0.95.
//! - A word weighs 10, an initial 3. What is left over on one side only (a second first name) weighs a fifth;
//!   what is left over on both sides contradicts, and weighs in full.
//! - The score is the weighted mean over both names, what is left over counting as 0. Names that differ
//!   only in where words are joined or split (`Golden Palace`, `Goldenpalace`) score 10,000.
//! - Names without a word that begins with the same three letters score 0: that is what they are sought by.

use super::fold;

/// The surname of a person's name: its last word, or the last one before a comma (`Berg, J. van den`). A single
/// letter is an initial, which many share: then nothing is left.
pub fn surname(text: &str, out: &mut String) {
    let before = text.split(',').next().unwrap_or(text);
    fold::last_word(if before.trim().is_empty() { text } else { before }, out);
    if out.len() == 1 {
        out.clear();
    }
}

/// The score that two names need where a rule does not say.
pub const USUAL: u16 = 9_200;

/// The score of names that are equal.
pub const EQUAL: u16 = 10_000;

/// Parts past this many do not count.
const PARTS: usize = 10;

/// The least similarity of two words that are a pair.
const LEAST: u16 = 8_800;

/// How well an initial fits the word that begins with it.
const BEGINS: u16 = 9_500;

const WORD: u32 = 10;
const INITIAL: u32 = 3;

/// Words that stand between the parts of a name, or before it: particles and titles.
const PARTICLES: &[&str] = &[
    "van", "von", "vd", "vdr", "der", "den", "de", "het", "t", "s", "te", "ten", "ter", "tot", "op", "in", "aan",
    "bij", "la", "le", "les", "du", "des", "di", "da", "do", "dos", "del", "della", "el", "al", "ibn", "bin", "zu",
    "zum", "und", "en", "and", "of", "the", "dhr", "mevr", "mw", "mevrouw", "heer", "drs", "ir", "ing", "dr", "mr",
    "prof", "frau", "herr", "jr", "sr",
];

/// What says in which form a business is held, not what it is called.
const FORMS: &[&str] = &[
    "bv",
    "nv",
    "vof",
    "cv",
    "bvba",
    "gmbh",
    "ag",
    "kg",
    "ltd",
    "llc",
    "inc",
    "plc",
    "sa",
    "sarl",
    "ev",
    "stichting",
    "vereniging",
    "cooperatie",
    "eenmanszaak",
    "maatschap",
    "vennootschap",
    "hodn",
    "io",
];

/// Particles written as one with the word after them.
const GLUED: &[&str] = &["vander", "vanden", "vande"];

/// Writes the parts of a name with one blank between them; nothing when it has no letters or digits.
pub fn parts(text: &str, out: &mut String) {
    let mut folded = String::new();
    fold::fold(text, &mut folded);
    out.clear();
    write(&folded, true, out);
    if out.is_empty() {
        // A name of particles only is called that.
        write(&folded, false, out);
    }
}

fn write(folded: &str, drop: bool, out: &mut String) {
    let mut count = 0;
    let mut push = |part: &str, short: bool| {
        if count < PARTS && !part.is_empty() {
            let blank = if count > 0 { " " } else { "" };
            let part = if part.contains("ij") { &part.replace("ij", "y") } else { part };
            out.extend([blank, part, if short { "." } else { "" }]);
            count += 1;
        }
    };
    let breaks = |c: char| !(c.is_alphanumeric() || c == '.' || c == '/' || c == '\'' || c == '’');
    for word in folded.split(breaks) {
        // `b.v.`, `v/d`: single letters that together are one word.
        let together: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        if drop && (PARTICLES.contains(&together.as_str()) || FORMS.contains(&together.as_str())) {
            continue;
        }
        let mut pieces = word.split(['.', '/', '\'', '’']).peekable();
        while let Some(piece) = pieces.next() {
            if drop && (PARTICLES.contains(&piece) || FORMS.contains(&piece)) {
                continue;
            }
            let letters = piece.chars().count();
            let pointed = pieces.peek().is_some() && word.contains('.') && letters <= 4;
            let alone = letters == 1 && !piece.bytes().all(|byte| byte.is_ascii_digit());
            push(unglued(piece), pointed || alone);
        }
    }
}

/// `vandenberg` is `berg`, as `van den Berg` is.
fn unglued(word: &str) -> &str {
    let rest = GLUED.iter().find_map(|particle| word.strip_prefix(particle));
    rest.filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

/// What a name is sought by: the first letters of each of its words. Takes and gives parts.
pub fn sought_by(parts: &str) -> impl Iterator<Item = &str> {
    let words = parts.split(' ').filter(|part| !part.is_empty() && !part.ends_with('.'));
    words.map(|word| word.char_indices().nth(3).map_or(word, |(end, _)| &word[..end]))
}

/// How alike two names are, given as their parts: from 0 to 10,000.
pub fn score(a: &str, b: &str) -> u16 {
    if a == b {
        return EQUAL;
    }
    if !sought_by(a).any(|start| sought_by(b).any(|other| start == other)) {
        return 0;
    }
    // Fewer parts first, and ties by their letters, so that the order of the two makes no difference.
    let (a_parts, b_parts): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (few, many) = if (a_parts.len(), a) <= (b_parts.len(), b) { (a_parts, b_parts) } else { (b_parts, a_parts) };
    let joined =
        |parts: &[&str]| parts.iter().any(|part| part.ends_with('.')).then(String::new).unwrap_or(parts.concat());
    if few.len() != many.len() && !joined(&few).is_empty() && joined(&few) == joined(&many) {
        return EQUAL;
    }
    let (gained, paired, left) = assign(&few, &many);
    let left = match left {
        [0, one] | [one, 0] => one.div_ceil(5),
        [one, other] => one + other,
    };
    u16::try_from(gained / (paired + left).max(1)).unwrap_or(EQUAL)
}

/// The best pairing: the sum of weight times score, the weight of what is paired, and what is left over on
/// each side. `states[s]` is the best way to use exactly the parts of `many` in the set `s`.
fn assign(few: &[&str], many: &[&str]) -> (u32, u32, [u32; 2]) {
    let scores: Vec<Vec<u16>> = few.iter().map(|a| many.iter().map(|b| pair(a, b)).collect()).collect();
    let mut states: Vec<Option<(u32, u32)>> = vec![None; 1 << many.len()];
    states[0] = Some((0, 0));
    for (a, scores) in few.iter().zip(&scores) {
        // From the fullest set down: a set is read before it is improved for this part.
        for set in (0..states.len()).rev() {
            let Some((gained, paired)) = states[set] else { continue };
            for (at, score) in scores.iter().enumerate().filter(|(at, score)| set >> at & 1 == 0 && **score > 0) {
                let weight = weight(a) + weight(many[at]);
                let next = (gained + weight * u32::from(*score), paired + weight);
                let state = &mut states[set | 1 << at];
                *state = (*state).max(Some(next));
            }
        }
    }
    let all = |parts: &[&str]| parts.iter().map(|part| weight(part)).sum::<u32>();
    let best = states.iter().enumerate().filter_map(|(set, state)| state.map(|(gained, paired)| (gained, paired, set)));
    let (gained, paired, set) = best.max_by_key(|(gained, paired, _)| (*gained, *paired)).unwrap_or((0, 0, 0));
    let used: u32 = (0..many.len()).filter(|at| set >> at & 1 == 1).map(|at| weight(many[at])).sum();
    (gained, paired, [all(few) - (paired - used), all(many) - used])
}

fn weight(part: &str) -> u32 {
    if part.ends_with('.') { INITIAL } else { WORD }
}

/// How well two parts fit.
fn pair(a: &str, b: &str) -> u16 {
    match (a.strip_suffix('.'), b.strip_suffix('.')) {
        _ if a == b => EQUAL,
        (Some(a), Some(b)) if a.starts_with(b) || b.starts_with(a) => BEGINS,
        (Some(start), None) if b.starts_with(start) => BEGINS,
        (None, Some(start)) if a.starts_with(start) => BEGINS,
        (None, None) => words(a, b),
        _ => 0,
    }
}

fn words(a: &str, b: &str) -> u16 {
    let exact = |word: &str| word.chars().count() <= 3 || word.bytes().any(|byte| byte.is_ascii_digit());
    if exact(a) || exact(b) {
        return 0;
    }
    // The measure may depend on the order of the two in rare cases; the score may not.
    let similarity = strsim::jaro_winkler(a.min(b), a.max(b));
    let score = (similarity * f64::from(EQUAL)).round() as u16;
    if score >= LEAST { score } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> String {
        let mut out = String::from("left over");
        parts(text, &mut out);
        out
    }

    #[test]
    fn a_surname_is_a_word_wherever_it_stands() {
        let of = |name: &str| {
            let mut out = String::from("left over");
            surname(name, &mut out);
            out
        };
        for name in ["A. van den Berg", "Berg, A. van den", "A. Berg, MSc", ", A. Berg"] {
            assert_eq!(of(name), "berg", "{name}");
        }
        // An initial is shared by very many.
        for name in ["Berg A.", "A.", ""] {
            assert_eq!(of(name), "", "{name}");
        }
    }

    fn alike(a: &str, b: &str) -> u16 {
        score(&of(a), &of(b))
    }

    #[test]
    fn a_name_is_its_parts() {
        for (name, expected) in [
            ("Café De Jong-Meijer B.V.", "cafe jong meyer"),
            ("J.P.M. v.d. Berg", "j. p. m. berg"),
            ("Vandenberg, Jan", "berg jan"),
            ("'t Hoff, Chr.", "hoff chr."),
            ("Stichting 't Hoekje", "hoekje"),
            ("Pand 12 BV i.o.", "pand 12"),
            ("Mevr. drs. A. de Wit e/v Bos", "a. wit bos"),
            ("De Van", "de van"),
            ("  -- ", ""),
        ] {
            assert_eq!(of(name), expected, "{name}");
        }
    }

    #[test]
    fn names_written_differently_are_alike() {
        for (a, b) in [
            ("Jan Jansen", "JANSEN, Jan"),
            ("J. Jansen", "Johannes Jansen"),
            ("J.P. Jansen", "Jan Janssen"),
            ("Chr. de Vries", "Christiaan de Vries"),
            ("Anna van der Meer", "Anna v/d Meer"),
            ("Anna Maria Jansen", "Anna Jansen"),
            ("A. Jansen-de Vries", "A. Jansen"),
            ("Müller", "Muller"),
            ("Piet Meijer", "Piet Meyer"),
            ("Mohammed Bakri", "Mohamed Bakri"),
            ("Horeca Jansen B.V.", "Jansen Horeca"),
            ("Golden Palace VOF", "Goldenpalace"),
        ] {
            assert!(alike(a, b) >= USUAL, "{a} / {b}: {}", alike(a, b));
        }
    }

    #[test]
    fn other_names_are_not() {
        for (a, b) in [
            ("Anna Jansen", "Berta Jansen"),
            ("Hans Jansen", "Hanna Jansen"),
            ("Jan Jansen", "Jana Jansen"),
            ("J. Jansen", "P. Jansen"),
            ("Jansen", "Anna Jansen"),
            ("Pand 12 B.V.", "Pand 13 B.V."),
            ("Café De Kroon", "De Kroon"),
            ("Anna Maria Jansen", "Anna Berta Jansen"),
            ("Stichting", "Vereniging"),
            ("", "Jansen"),
        ] {
            assert!(alike(a, b) < USUAL, "{a} / {b}: {}", alike(a, b));
        }
    }

    proptest! {
        #[test]
        fn the_order_of_names_and_of_their_parts_makes_no_difference(
            a in "([A-Za-zë'.]{1,6} ){0,4}\\PC{0,6}",
            b in "([A-Za-zë'.]{1,6} ){0,4}\\PC{0,6}",
        ) {
            let (a, b) = (of(&a), of(&b));
            prop_assert_eq!(score(&a, &b), score(&b, &a));
            prop_assert!(score(&a, &b) <= EQUAL);
            prop_assert_eq!(score(&a, &a), EQUAL);
            // Joined or split words aside, only which parts there are counts.
            let turned = b.split(' ').rev().collect::<Vec<_>>().join(" ");
            if score(&a, &b) < EQUAL && score(&a, &turned) < EQUAL {
                prop_assert_eq!(score(&a, &turned), score(&a, &b));
            }
        }
    }
}
