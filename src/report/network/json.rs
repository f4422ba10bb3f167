//! json: every network with its members and what joins them. The keys are English in every language;
//! `schema` changes when a reader would have to change.

use std::io::Write;

use serde::Serialize;

use super::{Told, told};
use crate::report::formats::{self, Held, name};
use crate::report::{Document, Manifest, ReportError};

/// The version of the schema.
const SCHEMA: &str = "1";

#[derive(Serialize)]
struct Whole<'a> {
    schema: &'static str,
    manifest: Manifest<'a>,
    keys: Vec<&'a str>,
    min: u32,
    max_group: u32,
    networks: Vec<One<'a>>,
    too_common: Vec<Common<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    network: usize,
    only_together: bool,
    departments: &'a [String],
    applicants: usize,
    applications: Vec<Application<'a>>,
    links: Vec<Shared<'a>>,
}

#[derive(Serialize)]
struct Application<'a> {
    id: &'a str,
    file: &'a str,
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    band: Option<&'a str>,
    earlier: bool,
    holds: bool,
}

#[derive(Serialize)]
struct Shared<'a> {
    field: &'a str,
    value: Held<'a>,
    applications: Vec<&'a str>,
    holds: bool,
}

#[derive(Serialize)]
struct Common<'a> {
    field: &'a str,
    value: Held<'a>,
    applications: usize,
}

/// Writes the networks.
pub(super) fn write(document: &Document<'_>, out: &mut (dyn Write + Send)) -> Result<(), ReportError> {
    let Some(view) = document.network else { return Ok(()) };
    let whole = Whole {
        schema: SCHEMA,
        manifest: document.manifest(),
        keys: view.ask.keys.iter().map(|key| name(document, *key)).collect(),
        min: view.ask.at_least,
        max_group: view.ask.max_group,
        networks: told(document).map(one).collect(),
        too_common: view
            .networks
            .busy
            .iter()
            .map(|busy| Common {
                field: name(document, busy.value),
                value: Held { document, value: busy.value, shown: &busy.shown },
                applications: busy.applications,
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &whole).map_err(|error| formats::failed(error.into()))?;
    out.write_all(b"\n").map_err(formats::failed)
}

fn one(told: Told<'_>) -> One<'_> {
    let (document, network) = (told.document, told.network);
    let application = |at: usize| {
        let (file, row) = document.batch.origins.of(told.row(at));
        let earlier = told.is_earlier(at);
        let band = (!earlier).then(|| document.band_id(document.answers.score(told.row(at))));
        Application { id: document.batch.id(told.row(at)), file, row, band, earlier, holds: network.members[at].holds }
    };
    One {
        network: told.number,
        only_together: network.only_together,
        departments: &network.desks,
        applicants: told.applicants(),
        applications: (0..network.members.len()).map(application).collect(),
        links: network
            .links
            .iter()
            .map(|link| Shared {
                field: name(document, link.value),
                value: Held { document, value: link.value, shown: &link.shown },
                applications: link.members.iter().map(|at| document.batch.id(told.row(*at))).collect(),
                holds: link.holds,
            })
            .collect(),
    }
}
