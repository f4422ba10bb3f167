//! html: one page for a browser, whole in itself. Style and script stand in the page and are allowed by
//! their digests alone (CSP level 2, section 4.2.1); nothing else may run, load or be sent. The top of the
//! page is made here; what can be thousands of sheets goes along as data that the script draws when asked.

mod data;
mod networks;
mod page;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::failed;
use crate::report::{Document, ReportError};

const STYLE: &str = include_str!("style.css");
const SCRIPT: [&str; 5] = [
    include_str!("data.js"),
    include_str!("draw.js"),
    include_str!("table.js"),
    include_str!("case.js"),
    include_str!("start.js"),
];

/// How many applications a page holds at most, those with the highest scores: a browser must still open it.
const MOST: usize = 50_000;

/// Stands in the template where the data goes. No text can hold it: every `<` in a text is escaped.
const DATA: &str = "<!-- data -->";

/// Writes the document.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let top = document.options.top.filter(|_| !document.options.all).unwrap_or(usize::MAX);
    let (rows, _) = document.by_score(top.min(MOST));
    let data = data::Data::of(document, &rows);
    let text = page::text(document, &data).map_err(|error| failed(std::io::Error::other(error)))?;
    let (head, tail) = text.split_once(DATA).unwrap_or((&text, ""));
    out.write_all(head.as_bytes()).map_err(failed)?;
    data.write(out).map_err(failed)?;
    out.write_all(tail.as_bytes()).and_then(|()| out.write_all(b"\n")).map_err(failed)
}

/// A file of the page as a browser reads it: with one kind of line ends, however it was checked out.
fn as_read(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The whole script, in a block of its own.
fn script() -> String {
    as_read(&format!("\"use strict\";\n{{\n{}}}\n", SCRIPT.concat()))
}

/// What the page may do: run this script, use this style, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        digest(style),
        digest(script)
    )
}
