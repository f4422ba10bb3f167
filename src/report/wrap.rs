//! Texts in lines that fit a screen.

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// A text in lines of at most `width` columns, the first after `first`, the rest after `rest`. A word that is
/// longer stays whole: it may be a name to copy.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_break_between_words_and_hang_under_their_mark() {
        assert_eq!(wrap("een twee drie", 9, "- ", "  "), "- een\n  twee\n  drie");
        assert_eq!(wrap("een-twee-drie-vier", 9, "", ""), "een-twee-drie-vier");
        assert_eq!(wrap("é é é", 3, "", ""), "é é\né");
    }
}
