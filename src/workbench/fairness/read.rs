//! Which applications of a report were selected to be asked about.

use std::collections::BTreeMap;

use crate::report::Earlier;
use crate::text::fairness::FairnessMsg;

/// Per application of a report, by case number: whether it was selected to be asked about.
#[derive(Clone, Debug, Default)]
pub struct Selected(pub BTreeMap<String, bool>);

/// The applications of a report in json; selected are those in `band` or a higher one (usual: any but the lowest).
pub fn selected(report: Earlier, band: Option<&str>) -> Result<Selected, FairnessMsg> {
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
