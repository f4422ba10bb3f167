//! Rules as one web page that needs nothing else: themes to jump to, a box to search in, fit to print.

use std::fmt::Write;

use super::Book;
use crate::report::escaped;
use crate::rules::Rule;
use crate::text::book::{self, Head};
use crate::text::report::Word;

const STYLE: &str = "body{font:1rem/1.55 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}\
h1{line-height:1.2}nav a{margin-right:1rem}article{border-top:1px solid #ccc;padding:.25rem 0 1rem}h3{margin-bottom:.25rem}\
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.25rem 1rem;margin:0}dt{font-weight:600}dd{margin:0}\
table{border-collapse:collapse;margin-top:.75rem;width:100%;font-size:.9rem}th,td{border:1px solid #ccc;padding:.2rem .5rem;text-align:left;vertical-align:top}\
input{font:inherit;padding:.4rem;width:100%;max-width:24rem}footer{margin-top:2rem;color:#555}.weight{color:#555;font-weight:400}\
@media print{nav,label{display:none}article{break-inside:avoid}}@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}th,td,article{border-color:#444}.weight,footer{color:#aaa}a{color:#8ab4f8}}";

/// Hides the rules in which the words of the box do not stand. Without it the page shows all.
const SCRIPT: &str = "document.querySelector('input').addEventListener('input',e=>{const w=e.target.value.toLowerCase().split(/\\s+/);\
document.querySelectorAll('article').forEach(a=>{const t=a.textContent.toLowerCase();a.hidden=!w.every(x=>t.includes(x))})})";

pub(super) fn write(book: &Book<'_>) -> String {
    let (set, lang) = (book.set, book.lang);
    let title = escaped(book.text(&set.title));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n"
    );
    if !set.legal_basis.is_empty() {
        let _ = writeln!(out, "<p>{}: {}</p>", Head::LegalBasis.say(lang), escaped(&set.legal_basis.join("; ")));
    }
    let links = book.themes().into_iter().map(|theme| format!("<a href=\"#{0}\">{0}</a>", escaped(theme)));
    let _ = writeln!(out, "<nav aria-label=\"{}\">{}</nav>", Head::Themes.say(lang), links.collect::<String>());
    let _ = writeln!(out, "<p><label>{}<br><input type=\"search\"></label></p>", Head::Find.say(lang));
    for theme in book.themes() {
        let _ = writeln!(out, "<h2 id=\"{0}\">{0}</h2>", escaped(theme));
        book.of_theme(theme).for_each(|rule| article(book, rule, &mut out));
    }
    let made = escaped(&book::made(&set.id, &set.version, lang)).replace('`', "");
    let _ = writeln!(out, "<footer>{made} {}</footer>\n<script>{SCRIPT}</script>\n</html>", Word::Footer.say(lang));
    out
}

fn article(book: &Book<'_>, rule: &Rule, out: &mut String) {
    let lang = book.lang;
    let _ = writeln!(
        out,
        "<article id=\"{0}\">\n<h3>{0} {1} <span class=\"weight\">{2:+}</span></h3>\n<dl>",
        escaped(&rule.id),
        escaped(book.text(&rule.title)),
        rule.weight
    );
    for (word, text) in book.said(rule) {
        let _ = writeln!(out, "<dt>{word}</dt><dd>{}</dd>", escaped(&text));
    }
    out.push_str("</dl>\n");
    let examples = book.examples(rule);
    if !examples.is_empty() {
        let heads = [Head::Example, Head::Given, Head::Answer].map(|head| format!("<th>{}</th>", head.say(lang)));
        let _ = writeln!(out, "<table>\n<tr>{}</tr>", heads.concat());
        for example in &examples {
            let cells = [example.name.as_str(), &example.given, example.answer];
            let cells = cells.map(|cell| format!("<td>{}</td>", escaped(cell)));
            let _ = writeln!(out, "<tr>{}</tr>", cells.concat());
        }
        out.push_str("</table>\n");
    }
    out.push_str("</article>\n");
}
