//! table: what fits the screen, the largest network first.

use std::io::Write;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::{Told, told};
use crate::report::{Document, LINKED_SHOWN, ReportError, formats};
use crate::text::network::NetworkMsg;
use crate::text::report::ReportMsg;

/// How many networks are shown when nothing is said about it.
const TOP: usize = 20;

/// How many values are named that are too common to join.
const BUSY: usize = 5;

/// How many values that join are named per network.
const LINKS: usize = 6;

/// Writes the networks.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let Some(view) = document.network else { return Ok(()) };
    let (lang, found) = (document.lang(), &view.networks.found);
    let top = if document.options.all { usize::MAX } else { document.options.top.unwrap_or(TOP) };
    let shown: Vec<Told<'_>> = told(document).take(top).collect();
    let mut lines = Vec::new();
    if !shown.is_empty() {
        lines.push(table(document, &shown).trim_fmt());
        if found.iter().any(|n| n.links.iter().any(|link| link.holds) || n.members.iter().any(|m| m.holds)) {
            lines.push(NetworkMsg::Holds.say(lang));
        }
    }
    if shown.len() < found.len() {
        lines.push(NetworkMsg::More { shown: shown.len(), of: found.len() }.say(lang));
    }
    lines.push(summary(document));
    if !view.networks.busy.is_empty() {
        lines.push(NetworkMsg::TooCommon { most: view.ask.max_group }.say(lang));
        lines.extend(busy(document, BUSY).into_iter().map(|line| format!("  {line}")));
    }
    lines.push(document.footer().to_owned());
    out.write_all((lines.join("\n") + "\n").as_bytes()).map_err(formats::failed)
}

/// How much was found, in a sentence.
pub(super) fn summary(document: &Document<'_>) -> String {
    let Some(view) = document.network else { return String::new() };
    let (found, least) = (&view.networks.found, view.ask.at_least);
    let msg = if found.is_empty() {
        NetworkMsg::NoneFound { least }
    } else {
        NetworkMsg::Found {
            networks: found.len(),
            applications: found.iter().map(|network| network.members.len()).sum(),
            least,
            together: found.iter().filter(|network| network.only_together).count(),
        }
    };
    msg.say(document.lang())
}

/// The values that are too common to join, the first `most` of them by name.
pub(super) fn busy(document: &Document<'_>, most: usize) -> Vec<String> {
    let Some(view) = document.network else { return Vec::new() };
    let busy = &view.networks.busy;
    let lang = document.lang();
    let mut lines: Vec<String> = busy
        .iter()
        .take(most)
        .map(|busy| {
            let what = format!("{} {}", document.label(busy.value), document.show(busy.value, &busy.shown));
            NetworkMsg::Busy { what, applications: busy.applications }.say(lang)
        })
        .collect();
    if let (Some(last), true) = (lines.last_mut(), busy.len() > most) {
        *last = ReportMsg::AndOthers { shown: std::mem::take(last), others: busy.len() - most }.say(lang);
    }
    lines
}

fn table(document: &Document<'_>, shown: &[Told<'_>]) -> Table {
    let (lang, screen) = (document.lang(), document.options.screen);
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(screen.width).force_no_tty();
    let heads = [NetworkMsg::Applications, NetworkMsg::Applicants, NetworkMsg::Departments, NetworkMsg::HeldBy];
    table.set_header([String::new()].into_iter().chain(heads.map(|head| head.say(lang))));
    for told in shown {
        table.add_row([
            Cell::new(told.number).set_alignment(CellAlignment::Right),
            Cell::new(applications(told)),
            Cell::new(told.applicants()).set_alignment(CellAlignment::Right),
            Cell::new(desks(told)),
            Cell::new(links(told)),
        ]);
    }
    table
}

fn applications(told: &Told<'_>) -> String {
    let members = &told.network.members;
    let mark = |at: usize| if members[at].holds { "*" } else { "" };
    let mut shown: Vec<String> =
        (0..members.len()).take(LINKED_SHOWN).map(|at| format!("{}{}", told.id(at), mark(at))).collect();
    if members.len() > LINKED_SHOWN {
        shown.push(format!("+{}", members.len() - LINKED_SHOWN));
    }
    format!("{}: {}", members.len(), shown.join(", "))
}

fn desks(told: &Told<'_>) -> String {
    let mut desks = told.network.desks.iter().map(|desk| crate::report::one_line(desk)).collect::<Vec<_>>().join(", ");
    if told.network.only_together {
        desks = format!("{desks}\n({})", NetworkMsg::OnlyTogether.say(told.document.lang()));
    }
    desks
}

/// The values that join most come first.
fn links(told: &Told<'_>) -> String {
    let mut links: Vec<_> = told.network.links.iter().collect();
    links.sort_by_key(|link| std::cmp::Reverse((link.members.len(), link.holds)));
    let mark = |holds: bool| if holds { "*" } else { "" };
    let said =
        |link: &&crate::engine::Link| format!("{} ({}){}", told.said(link), link.members.len(), mark(link.holds));
    let mut shown: Vec<String> = links.iter().take(LINKS).map(said).collect();
    if links.len() > LINKS {
        shown.push(format!("+{}", links.len() - LINKS));
    }
    shown.join("\n")
}
