//! Networks to read: a table for the screen, files for graph programs, a page with pictures. A new format is
//! a file here and a line in `FORMATS`.

mod dot;
mod graphml;
mod html;
mod json;
mod table;

use super::formats::Format;
use super::picture::{Kind, Node, Picture};
use super::{Document, wording::one_line};
use crate::batch::{Row, ValueId};
use crate::engine::{Link, Network, Networks, Shown};
use crate::fields::names;
use crate::rules::ClusterAsk;
use crate::text::network::NetworkMsg;

/// The networks of a run, beside its document.
#[derive(Clone, Copy, Debug)]
pub struct NetworkView<'a> {
    /// What was found.
    pub networks: &'a Networks,
    /// What was asked.
    pub ask: &'a ClusterAsk,
    /// The value that names the applicant.
    pub applicant: ValueId,
}

/// Every format of networks, once.
pub const FORMATS: &[Format] = &[
    Format { name: "table", endings: &[".txt"], identified: false, fields: &[], write: table::write },
    Format { name: "json", endings: &[".json"], identified: true, fields: &[], write: json::write },
    Format { name: "graphml", endings: &[".graphml"], identified: true, fields: &[], write: graphml::write },
    Format { name: "dot", endings: &[".dot", ".gv"], identified: true, fields: &[], write: dot::write },
    Format { name: "html", endings: &[".html", ".htm"], identified: true, fields: &[], write: html::write },
];

/// A network with its number and what surrounds it.
#[derive(Clone, Copy)]
struct Told<'a> {
    document: &'a Document<'a>,
    view: NetworkView<'a>,
    /// From 1.
    number: usize,
    network: &'a Network,
}

/// The networks of a document, numbered; none where it has no view of them.
fn told<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Told<'a>> {
    let view = document.network.into_iter();
    let all = view.flat_map(|view| view.networks.found.iter().map(move |network| (view, network)));
    all.enumerate().map(move |(at, (view, network))| Told { document, view, number: at + 1, network })
}

impl Told<'_> {
    fn row(&self, member: usize) -> Row {
        self.network.members[member].row
    }

    fn id(&self, member: usize) -> String {
        one_line(self.document.batch.id(self.row(member)))
    }

    fn is_earlier(&self, member: usize) -> bool {
        self.row(member).0 >= self.document.batch.scored
    }

    /// Who asks for the permit, for people.
    fn applicant(&self, member: usize) -> String {
        let value = self.view.applicant;
        let column = &self.document.batch.columns[usize::from(value.0)];
        self.document.show(value, &Shown::of(column, self.row(member)))
    }

    /// How many different applicants there are, by the parts of their names.
    fn applicants(&self) -> usize {
        let column = &self.document.batch.columns[usize::from(self.view.applicant.0)];
        let mut parts: Vec<String> = Vec::new();
        for name in self.network.members.iter().filter_map(|member| column.key(member.row)) {
            let mut own = String::new();
            names::parts(name, &mut own);
            let mut own: Vec<&str> = own.split(' ').collect();
            own.sort_unstable();
            parts.push(own.join(" "));
        }
        parts.sort_unstable();
        parts.dedup();
        parts.len()
    }

    /// A value that joins, with its name: `Telefoon 06-19001234`.
    fn said(&self, link: &Link) -> String {
        format!("{} {}", self.document.label(link.value), self.document.show(link.value, &link.shown))
    }

    fn title(&self) -> String {
        NetworkMsg::Network { at: self.number }.say(self.document.lang())
    }

    /// The network as a picture: from one side to the other, so that what is left out is at the end.
    fn picture(&self) -> Picture {
        let (lang, network) = (self.document.lang(), self.network);
        let mut kinds: Vec<ValueId> = network.links.iter().map(|link| link.value).collect();
        kinds.dedup();
        let order = self.order();
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, node)| place[*node] = at);
        let first_link = network.members.len();
        let node = |node: &usize| match node.checked_sub(first_link) {
            None => Node {
                kind: if self.is_earlier(*node) { Kind::Earlier } else { Kind::Application },
                label: self.id(*node),
                more: self.applicant(*node),
                holds: network.members[*node].holds,
            },
            Some(at) => {
                let link = &network.links[at];
                Node {
                    kind: Kind::Key(kinds.iter().position(|kind| *kind == link.value).unwrap_or_default()),
                    label: self.document.show(link.value, &link.shown),
                    more: NetworkMsg::Shares { count: link.members.len() }.say(lang),
                    holds: link.holds,
                }
            }
        };
        let edges = network.links.iter().enumerate().flat_map(|(at, link)| {
            let place = &place;
            link.members.iter().map(move |member| (place[*member], place[first_link + at]))
        });
        Picture {
            title: self.title(),
            about: NetworkMsg::About { applications: first_link, values: network.links.len() }.say(lang),
            keys: kinds.iter().map(|kind| self.document.label(*kind)).collect(),
            edges: edges.collect(),
            nodes: order.iter().map(node).collect(),
        }
    }

    /// Members and then links by number, each after one that it is joined to.
    fn order(&self) -> Vec<usize> {
        let (members, links) = (self.network.members.len(), &self.network.links);
        let mut beside = vec![Vec::new(); members + links.len()];
        for (at, link) in links.iter().enumerate() {
            for member in &link.members {
                beside[*member].push(members + at);
                beside[members + at].push(*member);
            }
        }
        let mut order = Vec::with_capacity(beside.len());
        let mut seen = vec![false; beside.len()];
        for start in 0..beside.len() {
            let mut at = order.len();
            if !std::mem::replace(&mut seen[start], true) {
                order.push(start);
            }
            while let Some(node) = order.get(at).copied() {
                at += 1;
                for next in &beside[node] {
                    if !std::mem::replace(&mut seen[*next], true) {
                        order.push(*next);
                    }
                }
            }
        }
        order
    }
}

/// The manifest as one line, for formats that have no place of their own for it.
fn manifest(document: &Document<'_>) -> Result<String, super::ReportError> {
    serde_json::to_string(&document.manifest()).map_err(|error| super::formats::failed(error.into()))
}
