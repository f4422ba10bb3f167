//! Diagnostics for people: the line, the text underlined, a suggestion.

use super::{Diagnostic, Severity, Sources, Span};
use crate::text::Lang;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// Writes diagnostics as people read them, in the order in which they are given.
pub fn render(sources: &Sources, diagnostics: &[Diagnostic], lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(if color { DecorStyle::Unicode } else { DecorStyle::Ascii });
    let mut out = String::new();
    for diagnostic in diagnostics {
        let (title, help) = (diagnostic.message.say(lang), diagnostic.message.help(lang).unwrap_or_default());
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR.with_name(lang.pick("fout", "error")),
            Severity::Warning => Level::WARNING.with_name(lang.pick("waarschuwing", "warning")),
        };
        let path = sources.name(diagnostic.span.file);
        let text = sources.text(diagnostic.span.file);
        let mut snippet = Snippet::source(text)
            .path(path)
            .annotation(AnnotationKind::Primary.span(range(text, diagnostic.span)).label(help.as_str()));
        let same_file = diagnostic.also.filter(|also| also.file == diagnostic.span.file);
        if let Some(also) = same_file {
            snippet = snippet.annotation(
                AnnotationKind::Context.span(range(text, also)).label(lang.pick("eerst hier", "first here")),
            );
        }
        let group =
            Group::with_title(level.primary_title(title.as_str()).id(diagnostic.message.code())).element(snippet);
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// A span inside the text and on the borders of characters: outside of those the renderer panics.
fn range(text: &str, span: Span) -> Range<usize> {
    let clamp = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (clamp(span.start), clamp(span.end));
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::rules::RuleMsg;

    #[test]
    fn places_are_shown_whatever_stands_before_them() {
        let mut sources = Sources::default();
        let text = "# één €\r\nfield = \"loan_amont\"\r\n";
        let file = sources.add("rules.toml", text);
        let start = text.find("\"loan").expect("it is there") as u32;
        let message = RuleMsg::UnknownField { name: "loan_amont".into(), near: Some("loan_amount".into()) };
        let diagnostic = Diagnostic::error(Span { file, start, end: start + 12 }, message.clone());
        let shown = render(&sources, &[diagnostic], Lang::Nl, false);
        assert!(shown.contains("fout[unknown-field]: er is geen veld `loan_amont`"), "{shown}");
        assert!(shown.contains("rules.toml:2:9"), "{shown}");
        assert!(shown.contains("^^^^^^^^^^^^ bedoelt u `loan_amount`?"), "{shown}");
        for (start, end) in [(0, 0), (3, 4), (10_000, 10_001), (text.len() as u32, text.len() as u32)] {
            render(&sources, &[Diagnostic::error(Span { file, start, end }, message.clone())], Lang::En, true);
        }
        let empty = sources.add("empty.toml", "");
        render(&sources, &[Diagnostic::error(Span { file: empty, start: 0, end: 5 }, message)], Lang::En, false);
    }
}
