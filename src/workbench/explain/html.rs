//! An explanation as a page of its own: no script, nothing from elsewhere, fit to print.

use std::fmt::Write;

use super::block::{Block, answer};
use crate::batch::Truth;
use crate::report::{escaped, meta};
use crate::text::Lang;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem}h2{font-size:1.25rem;border-bottom:1px solid;margin-top:2rem}h3{font-size:1.05rem;margin-bottom:.3rem}\
ul{padding-left:1.4rem;margin:.3rem 0}.c{list-style:none}.c li{margin-left:calc(var(--d)*1.4rem)}\
.yes{font-weight:700}.no,.place{opacity:.75}dl{margin:.3rem 0}dt{font-weight:600;float:left;margin-right:.5rem}\
dd{margin:0 0 .2rem}@media print{body{margin:0;max-width:none}h3{break-after:avoid}}";

/// The page, which may be kept until a day.
pub(super) fn page(blocks: &[Block], lang: Lang, until: &str) -> String {
    let title = blocks.iter().find_map(|block| if let Block::Title(text) = block { Some(escaped(text)) } else { None });
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n{}\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        meta(until),
        title.unwrap_or_default()
    );
    let mut open = "";
    for block in blocks {
        let list = list_of(block);
        if list != open {
            out.push_str(close(open));
            out.push_str(start(list));
            open = list;
        }
        // Writing to a String cannot fail.
        let _ = match block {
            Block::Title(text) => writeln!(out, "<h1>{}</h1>", escaped(text)),
            Block::Part(text) => writeln!(out, "<h2>{}</h2>", escaped(text)),
            Block::Item(text) => writeln!(out, "<h3>{}</h3>", escaped(text)),
            Block::Text(text) => writeln!(out, "<p>{}</p>", escaped(text)),
            Block::Point(text) => writeln!(out, "<li>{}</li>", escaped(text)),
            Block::Said { name, text } => writeln!(out, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(text)),
            Block::Condition { depth, answer: found, said, place } => {
                let class = match found {
                    Truth::Yes => "yes",
                    Truth::No => "no",
                    Truth::Unknown => "unknown",
                };
                let place = if place.is_empty() {
                    String::new()
                } else {
                    format!(" <small class=\"place\">{}</small>", escaped(place))
                };
                let mark = answer(*found, lang);
                writeln!(out, "<li style=\"--d:{depth}\" class=\"{class}\">[{mark}] {}{place}</li>", escaped(said))
            }
        };
    }
    out.push_str(close(open));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn list_of(block: &Block) -> &'static str {
    match block {
        Block::Point(_) => "ul",
        Block::Condition { .. } => "tree",
        Block::Said { .. } => "dl",
        _ => "",
    }
}

fn start(list: &str) -> &'static str {
    match list {
        "ul" => "<ul>\n",
        "tree" => "<ul class=\"c\">\n",
        "dl" => "<dl>\n",
        _ => "",
    }
}

fn close(list: &str) -> &'static str {
    match list {
        "ul" | "tree" => "</ul>\n",
        "dl" => "</dl>\n",
        _ => "",
    }
}
