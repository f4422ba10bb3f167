//! Which applications of a report were selected to be asked about.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;

use crate::text::fairness::FairnessMsg;

/// Per application of a report, by case number: whether it was selected to be asked about.
#[derive(Clone, Debug, Default)]
pub struct Selected(pub BTreeMap<String, bool>);

#[derive(Deserialize)]
struct Report {
    summary: Summary,
    applications: Vec<Application>,
    manifest: Manifest,
}

#[derive(Deserialize)]
struct Manifest {
    options: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Summary {
    bands: Vec<Band>,
}

#[derive(Deserialize)]
struct Band {
    id: String,
}

#[derive(Deserialize)]
struct Application {
    id: String,
    band: String,
}

/// The applications of a report in json; selected are those in `band` or a higher one (usual: any but the lowest).
pub fn selected(path: &Path, band: Option<&str>) -> Result<Selected, FairnessMsg> {
    let said = || path.display().to_string();
    let file = File::open(path).map_err(|error| FairnessMsg::CannotRead { path: said(), why: error.to_string() })?;
    let report: Report = serde_json::from_reader(BufReader::new(file))
        .map_err(|error| FairnessMsg::NotAReport { path: said(), line: error.line() })?;
    if let Some(option) = ["min-band", "top"].into_iter().find(|name| report.manifest.options.contains_key(*name)) {
        return Err(FairnessMsg::PartOfReport { path: said(), option });
    }
    let ids: Vec<&str> = report.summary.bands.iter().map(|band| band.id.as_str()).collect();
    let least = match band {
        None => 1,
        Some(band) => ids.iter().position(|id| *id == band).ok_or_else(|| FairnessMsg::UnknownBand {
            band: band.to_owned(),
            bands: ids.iter().map(|id| (*id).to_owned()).collect(),
        })?,
    };
    let reached = |band: &str| ids.iter().position(|id| *id == band).is_some_and(|at| at >= least);
    Ok(Selected(report.applications.into_iter().map(|app| (app.id, reached(&app.band))).collect()))
}
