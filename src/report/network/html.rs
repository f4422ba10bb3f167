//! html: one page that needs nothing else, with a picture of each network. No scripts, no links.

use std::fmt::Write as _;
use std::io::Write;

use super::{Told, manifest, table, told};
use crate::report::{Document, ReportError, escaped, formats, meta};
use crate::text::network::NetworkMsg;

/// More pictures than this make a page that nobody scrolls through.
const TOP: usize = 50;

/// How many values are named that are too common to join.
const BUSY: usize = 50;

const STYLE: &str = "body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#111;background:#fff}\
section{border-top:1px solid #999;margin-top:2rem;break-inside:avoid-page}\
.mark{background:#111;color:#fff;padding:.1rem .5rem;border-radius:.3rem;font-size:.9rem}\
svg{max-width:100%;height:auto}table{border-collapse:collapse}\
th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ddd}\
footer{margin-top:3rem;color:#555;overflow-wrap:anywhere}";

/// Writes the networks.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let Some(view) = document.network else { return Ok(()) };
    let lang = document.lang();
    let top = if document.options.all { usize::MAX } else { document.options.top.unwrap_or(TOP) };
    let title = escaped(&NetworkMsg::Title.say(lang));
    // Writing into a String does not fail.
    let mut text = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n{}\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        lang.pick("nl", "en"),
        meta(&document.run.keep_until),
        escaped(&table::summary(document))
    );
    let of = view.networks.found.len();
    if of > top {
        let _ = writeln!(text, "<p>{}</p>", escaped(&NetworkMsg::More { shown: top, of }.say(lang)));
    }
    for told in told(document).take(top) {
        network(&told, &mut text);
        out.write_all(text.as_bytes()).map_err(formats::failed)?;
        text.clear();
    }
    let busy = table::busy(document, BUSY);
    if !busy.is_empty() {
        let head = NetworkMsg::TooCommon { most: view.ask.max_group }.say(lang);
        let _ = writeln!(text, "<section>\n<h2>{}</h2>\n<ul>", escaped(&head));
        busy.iter().for_each(|line| {
            let _ = writeln!(text, "<li>{}</li>", escaped(line));
        });
        text.push_str("</ul>\n</section>\n");
    }
    let footer = [escaped(document.footer()), escaped(&manifest(document)?)];
    let _ = writeln!(
        text,
        "<footer>\n<p>{}</p>\n<p><small>{}</small></p>\n</footer>\n</body>\n</html>",
        footer[0], footer[1]
    );
    out.write_all(text.as_bytes()).map_err(formats::failed)
}

fn network(told: &Told<'_>, text: &mut String) {
    let (lang, network) = (told.document.lang(), told.network);
    let id = format!("network-{}", told.number);
    let _ = writeln!(text, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>", escaped(&told.title()));
    if network.only_together {
        let least = told.view.ask.at_least;
        let why = NetworkMsg::WhyOnlyTogether { least }.say(lang);
        let mark = NetworkMsg::OnlyTogether.say(lang);
        let _ = writeln!(text, "<p><strong class=\"mark\">{}</strong></p>\n<p>{}</p>", escaped(&mark), escaped(&why));
    }
    let count = |msg: NetworkMsg, n: usize| format!("{}: {n}", msg.say(lang));
    let facts = [
        count(NetworkMsg::Applications, network.members.len()),
        count(NetworkMsg::Applicants, told.applicants()),
        format!("{}: {}", NetworkMsg::Departments.say(lang), network.desks.join(", ")),
    ];
    let _ = writeln!(text, "<p>{}</p>", facts.map(|fact| escaped(&fact)).join(" · "));
    text.push_str(&told.picture().svg(&id, lang));
    let heads = [NetworkMsg::HeldBy.say(lang), NetworkMsg::Applications.say(lang)].map(|head| escaped(&head));
    let _ = writeln!(text, "<table>\n<tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr>", heads[0], heads[1]);
    for link in &network.links {
        let ids: Vec<String> = link.members.iter().map(|at| escaped(&told.id(*at))).collect();
        let mark = if link.holds { " *" } else { "" };
        let _ = writeln!(text, "<tr><td>{}{mark}</td><td>{}</td></tr>", escaped(&told.said(link)), ids.join(", "));
    }
    text.push_str("</table>\n");
    if network.links.iter().any(|link| link.holds) {
        let _ = writeln!(text, "<p>{}</p>", escaped(&NetworkMsg::Holds.say(lang)));
    }
    text.push_str("</section>\n");
}
