//! The report of an earlier run, and what is different now: which applications are new, which weigh more or
//! less, and why.

mod change;
mod marks;

pub use change::{Because, Cause, Change, Changes, Kind};
pub(crate) use marks::Marks;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::earlier::{Earlier, ToldCase};
use crate::text::earlier::EarlierMsg;

/// An earlier report, as much of it as tells what changed.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The day that it looked from.
    pub as_of: String,
    /// The digest of its rule set.
    pub rule_set: String,
    /// The fields that it looked at.
    fields: BTreeSet<String>,
    /// The fingerprint of each of its rules.
    rules: HashMap<String, String>,
    /// Its applications by case number; where a number stood in several rows, in order of its rows.
    applications: BTreeMap<String, Vec<ToldCase>>,
}

impl Baseline {
    /// Reads a report in json. One that leaves applications out cannot tell what is new, and is refused.
    pub fn read(path: &Path) -> Result<Self, EarlierMsg> {
        let report = Earlier::read(path)?;
        let mut applications: BTreeMap<String, Vec<ToldCase>> = BTreeMap::new();
        for application in report.applications {
            applications.entry(application.id.clone()).or_default().push(application);
        }
        Ok(Baseline {
            as_of: report.manifest.as_of,
            rule_set: report.manifest.rule_set.sha256,
            fields: report.manifest.fields,
            rules: report.summary.rules.into_iter().map(|rule| (rule.rule, rule.fingerprint)).collect(),
            applications,
        })
    }
}
