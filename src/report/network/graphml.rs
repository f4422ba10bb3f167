//! graphml: nodes and edges for programs that draw and measure graphs (Gephi, yEd). Applications and the
//! values that they share are both nodes; the manifest stands in the description.

use std::fmt::Write as _;
use std::io::Write;

use super::{Told, manifest, told};
use crate::report::formats::{self, name};
use crate::report::{Document, ReportError, comment, escaped};

/// What is told of every node: the key of GraphML and its type.
const KEYS: [(&str, &str); 6] = [
    ("kind", "string"),
    ("label", "string"),
    ("network", "int"),
    ("holds", "boolean"),
    ("only_together", "boolean"),
    ("file", "string"),
];

/// Writes the networks.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        comment(&document.run.keep_until)
    );
    // Writing into a String does not fail.
    let _ = writeln!(text, "<desc>{}</desc>", escaped(&manifest(document)?));
    for (key, kind) in KEYS {
        let _ = writeln!(text, "<key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"{kind}\"/>");
    }
    text.push_str("<graph id=\"networks\" edgedefault=\"undirected\">\n");
    for told in told(document) {
        network(&told, &mut text);
        // A file is written piece by piece: a million applications need not stand in memory twice.
        out.write_all(text.as_bytes()).map_err(formats::failed)?;
        text.clear();
    }
    text.push_str("</graph>\n</graphml>\n");
    out.write_all(text.as_bytes()).map_err(formats::failed)
}

fn network(told: &Told<'_>, text: &mut String) {
    let (document, network, number) = (told.document, told.network, told.number);
    let mut node = |id: String, kind: &str, label: &str, holds: bool, file: &str| {
        let _ = write!(text, "<node id=\"{id}\">");
        let told = [kind, label, &number.to_string(), &holds.to_string(), &network.only_together.to_string(), file];
        for ((key, _), value) in KEYS.iter().zip(told).filter(|(_, value)| !value.is_empty()) {
            let _ = write!(text, "<data key=\"{key}\">{}</data>", escaped(value));
        }
        text.push_str("</node>\n");
    };
    for (at, member) in network.members.iter().enumerate() {
        let kind = if told.is_earlier(at) { "earlier_application" } else { "application" };
        let file = document.batch.origins.of(member.row).0;
        node(format!("n{number}a{at}"), kind, &told.id(at), member.holds, file);
    }
    for (at, link) in network.links.iter().enumerate() {
        let label = document.show(link.value, &link.shown);
        node(format!("n{number}v{at}"), name(document, link.value), &label, link.holds, "");
    }
    for (at, link) in network.links.iter().enumerate() {
        for member in &link.members {
            let _ = writeln!(text, "<edge source=\"n{number}a{member}\" target=\"n{number}v{at}\"/>");
        }
    }
}
