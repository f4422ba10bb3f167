//! dot: the networks for Graphviz, one cluster each. The manifest stands in a comment.

use std::fmt::Write as _;
use std::io::Write;

use super::{Told, manifest, told};
use crate::report::{Document, ReportError, formats, one_line, retention};

/// Writes the networks.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    // A line break would end the comment; json has none inside.
    let mut text = format!("// {}\ngraph networks {{\n  node [fontname=\"sans-serif\"];\n", manifest(document)?);
    for told in told(document) {
        network(&told, &mut text);
        out.write_all(text.as_bytes()).map_err(formats::failed)?;
        text.clear();
    }
    text.push_str(&format!("}}\n{}", retention::line(&document.run.keep_until)));
    out.write_all(text.as_bytes()).map_err(formats::failed)
}

fn network(told: &Told<'_>, text: &mut String) {
    let (network, number) = (told.network, told.number);
    let mut title = told.title();
    if network.only_together {
        let mark = crate::text::network::NetworkMsg::OnlyTogether.say(told.document.lang());
        title = format!("{title} ({mark})");
    }
    let bold = |holds: bool| if holds { ", penwidth=3" } else { "" };
    // Writing into a String does not fail.
    let _ = writeln!(text, "  subgraph cluster_{number} {{\n    label={};", quoted(&title));
    for (at, member) in network.members.iter().enumerate() {
        let style = if told.is_earlier(at) { ", style=dashed" } else { "" };
        let (label, bold) = (quoted(&told.id(at)), bold(member.holds));
        let _ = writeln!(text, "    n{number}a{at} [label={label}, shape=ellipse{style}{bold}];");
    }
    for (at, link) in network.links.iter().enumerate() {
        let (label, bold) = (quoted(&told.said(link)), bold(link.holds));
        let _ = writeln!(text, "    n{number}v{at} [label={label}, shape=box{bold}];");
        for member in &link.members {
            let _ = writeln!(text, "    n{number}a{member} -- n{number}v{at};");
        }
    }
    text.push_str("  }\n");
}

/// A text between quotes, of which nothing ends it early or is read as an escape.
fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text).replace('\\', "\\\\").replace('"', "\\\""))
}
