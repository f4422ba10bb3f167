//! What is wrong with a rule set in SARIF 2.1.0 (OASIS), so that an editor or a forge shows it in the files.

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Severity, Sources, Span};
use crate::rules;
use crate::text::{Lang, codes};

/// One run with every diagnostic, in their order.
pub fn sarif(sources: &Sources, found: &[Diagnostic], lang: Lang) -> Value {
    let rules: Vec<Value> = codes::all().map(|code| described(code, lang)).collect();
    let results: Vec<Value> = found.iter().map(|found| result(sources, found, lang)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "samenzien",
                "version": env!("CARGO_PKG_VERSION"),
                "language": lang.to_string(),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn described(code: &codes::Code, lang: Lang) -> Value {
    let about = code.about(lang);
    let first = about.split_inclusive(". ").next().unwrap_or(about).trim_end();
    json!({
        "id": code.code,
        "shortDescription": { "text": first },
        "fullDescription": { "text": about },
        "help": { "text": code.page(lang) },
    })
}

fn result(sources: &Sources, found: &Diagnostic, lang: Lang) -> Value {
    let code = found.message.code();
    let said = match found.message.help(lang) {
        Some(help) => format!("{}; {help}", found.message.say(lang)),
        None => found.message.say(lang),
    };
    let mut result = json!({
        "ruleId": code,
        "ruleIndex": codes::all().position(|known| known.code == code),
        "level": if found.severity == Severity::Error { "error" } else { "warning" },
        "message": { "text": said },
        "locations": [location(sources, found.span)],
    });
    if let Some(also) = found.also {
        let mut place = location(sources, also);
        place["message"] = json!({ "text": lang.pick("eerst hier", "first here") });
        result["relatedLocations"] = json!([place]);
    }
    if let Some(edit) = rules::edit(found, sources) {
        let change = json!({ "deletedRegion": region(sources, edit.span), "insertedContent": { "text": edit.text } });
        let artifact = json!({ "uri": uri(sources.name(edit.span.file)) });
        result["fixes"] = json!([{ "artifactChanges": [{ "artifactLocation": artifact, "replacements": [change] }] }]);
    }
    result
}

fn location(sources: &Sources, span: Span) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(sources.name(span.file)) },
        "region": region(sources, span),
    } })
}

fn region(sources: &Sources, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = (sources.place(span), sources.end(span));
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A file name as a relative reference (RFC 3986): slashes between folders, other signs than those of names escaped.
fn uri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_a_reference() {
        assert_eq!(uri("regels\\mijn regels.toml"), "regels/mijn%20regels.toml");
        assert_eq!(uri("builtin:ondermijning/é.toml"), "builtin%3Aondermijning/%C3%A9.toml");
    }
}
