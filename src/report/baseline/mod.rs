//! The report of an earlier run, and what is different now: which applications are new, which weigh more or
//! less, and why.

mod change;
mod marks;

pub use change::{Because, Cause, Change, Changes, Kind};
pub(crate) use marks::Marks;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::text::night::NightMsg;

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
    applications: BTreeMap<String, Vec<Earlier>>,
}

/// An application as the earlier report told it.
#[derive(Clone, Debug, Deserialize)]
struct Earlier {
    id: String,
    score: i32,
    band: String,
    /// Without the reasons that had been explained, where there were any.
    open: Option<EarlierOpen>,
    hits: Vec<EarlierHit>,
    #[serde(default)]
    marks: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierHit {
    rule: String,
    evidence: Vec<Value>,
    explained: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierOpen {
    score: i32,
    band: String,
}

#[derive(Deserialize)]
struct Whole {
    schema: String,
    manifest: ManifestPart,
    summary: SummaryPart,
    applications: Vec<Earlier>,
}

#[derive(Deserialize)]
struct ManifestPart {
    as_of: String,
    rule_set: RuleSetPart,
    options: BTreeMap<String, String>,
    #[serde(default)]
    fields: BTreeSet<String>,
}

#[derive(Deserialize)]
struct RuleSetPart {
    sha256: String,
}

#[derive(Deserialize)]
struct SummaryPart {
    rules: Vec<RulePart>,
}

#[derive(Deserialize)]
struct RulePart {
    rule: String,
    #[serde(default)]
    fingerprint: String,
}

impl Baseline {
    /// Reads a report in json. One that leaves applications out cannot tell what is new, and is refused.
    pub fn read(path: &Path) -> Result<Self, NightMsg> {
        let said = || path.display().to_string();
        let file = File::open(path).map_err(|error| NightMsg::NoBaseline { path: said(), why: error.to_string() })?;
        let whole: Whole = serde_json::from_reader(BufReader::new(file))
            .map_err(|error| NightMsg::BadBaseline { path: said(), line: error.line() })?;
        if whole.schema != super::formats::SCHEMA {
            return Err(NightMsg::OtherSchema { path: said(), schema: whole.schema });
        }
        if let Some(option) = ["min-band", "top"].into_iter().find(|name| whole.manifest.options.contains_key(*name)) {
            return Err(NightMsg::PartOfBaseline { path: said(), option });
        }
        let mut applications: BTreeMap<String, Vec<Earlier>> = BTreeMap::new();
        for application in whole.applications {
            applications.entry(application.id.clone()).or_default().push(application);
        }
        Ok(Baseline {
            as_of: whole.manifest.as_of,
            rule_set: whole.manifest.rule_set.sha256,
            fields: whole.manifest.fields,
            rules: whole.summary.rules.into_iter().map(|rule| (rule.rule, rule.fingerprint)).collect(),
            applications,
        })
    }
}
