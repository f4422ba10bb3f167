//! What can be mended without a doubt: edits of the text itself, so that comments and layout stay as they are.

use crate::diag::{Diagnostic, Sources, Span};
use crate::text::rules::RuleMsg;

/// A piece of a source and what comes in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The piece.
    pub span: Span,
    /// What comes there.
    pub text: String,
}

/// The edit that mends a mistake, where it is beyond doubt.
pub fn edit(diagnostic: &Diagnostic, sources: &Sources) -> Option<Edit> {
    let span = diagnostic.span;
    let source = sources.text(span.file);
    let own = source.get(span.start as usize..span.end as usize)?;
    let text = match &diagnostic.message {
        RuleMsg::Format if own.is_empty() => "format = 1\n".to_owned(),
        RuleMsg::Format => "1".to_owned(),
        RuleMsg::Reversed => swapped(own)?,
        message => respelled(own, message.near()?)?,
    };
    Some(Edit { span, text })
}

/// A misspelt word as it was meant, in its own quotes; `None` where more than a slip of the keys differs.
fn respelled(own: &str, near: &str) -> Option<String> {
    let quote = own.chars().next().filter(|c| matches!(c, '"' | '\''));
    let bare = quote.map_or(own, |quote| own.trim_matches(quote));
    let slips = strsim::damerau_levenshtein(&bare.to_lowercase(), &near.to_lowercase());
    if slips > 2 || slips * 3 > near.chars().count() {
        return None;
    }
    Some(quote.map_or_else(|| near.to_owned(), |quote| format!("{quote}{near}{quote}")))
}

/// `[500, 100]` as `[100, 500]`, blanks where they were.
fn swapped(own: &str) -> Option<String> {
    let (first, second) = own.strip_prefix('[')?.strip_suffix(']')?.split_once(',')?;
    let (a, b) = (first.trim(), second.trim().trim_end_matches(',').trim_end());
    // A comment between them, or a text with a comma in it, is not ours to move.
    if own.contains('#') || b.is_empty() || b.contains(',') {
        return None;
    }
    Some(format!("[{}{}]", first.replacen(a, b, 1) + ",", second.replacen(b, a, 1)))
}

/// The text of a source with edits made; of two that overlap the earlier one is made.
pub fn applied(source: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span.start);
    let (mut out, mut at) = (String::with_capacity(source.len()), 0);
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let Some(before) = source.get(at..start) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(source.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_guess_is_not() {
        assert_eq!(respelled("at_leest", "at_least").as_deref(), Some("at_least"));
        assert_eq!(respelled("'loan_amont'", "loan_amount").as_deref(), Some("'loan_amount'"));
        assert_eq!(respelled("\"lone_amt\"", "loan_amount"), None);
        assert_eq!(respelled("abc", "abd"), Some("abd".into()));
        assert_eq!(respelled("ab", "cd"), None);
    }

    #[test]
    fn bounds_change_places_and_keep_their_blanks() {
        assert_eq!(swapped("[500_000, 100]").as_deref(), Some("[100, 500_000]"));
        assert_eq!(swapped("[ 5 , 1 ]").as_deref(), Some("[ 1 , 5 ]"));
        assert_eq!(swapped("[5, # five\n 1]"), None);
    }

    #[test]
    fn edits_leave_the_rest_alone() {
        let span = |start, end| Span { file: 0, start, end };
        let edits = [
            Edit { span: span(4, 7), text: "é".into() },
            Edit { span: span(0, 0), text: "x".into() },
            Edit { span: span(5, 6), text: "!".into() },
        ];
        assert_eq!(applied("abc def # g", &edits), "xabc é # g");
    }
}
