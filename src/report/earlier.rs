//! A report of an earlier run, read back from json: what identifies the run, and what it told of each application.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::formats::SCHEMA;
use crate::text::earlier::EarlierMsg;

/// What identifies a run, as its report tells it.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    /// The version of the program.
    #[serde(default)]
    pub tool_version: String,
    /// The rule set.
    pub rule_set: ToldRules,
    /// The fields that were looked at.
    #[serde(default)]
    pub fields: BTreeSet<String>,
    /// The fields that only outputs asked for.
    #[serde(default)]
    pub fields_of_outputs: Vec<String>,
    /// The inputs, in order of reading.
    #[serde(default)]
    pub inputs: Vec<ToldInput>,
    /// The files that options named.
    #[serde(default)]
    pub beside: Vec<ToldFile>,
    /// The day that it looked from.
    pub as_of: String,
    /// What it was for.
    pub purpose: Option<String>,
    /// The last day on which it may be kept.
    #[serde(default)]
    pub keep_until: String,
    /// The files of the run that stand beside a manifest.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// The language of the words that people read.
    #[serde(default)]
    pub language: String,
    /// The options that change the outcome.
    pub options: BTreeMap<String, String>,
}

/// Which rule set it was.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldRules {
    /// Its digest.
    pub sha256: String,
}

/// An input as it was.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldInput {
    /// Its name without folders.
    pub file: String,
    /// Its digest; `None` for standard input.
    pub sha256: Option<String>,
    /// What it was given for; `None` for the batch.
    pub role: Option<String>,
}

/// A file that an option named.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldFile {
    /// The option, without dashes.
    pub option: String,
    /// Its name without folders.
    pub file: String,
    /// Its digest.
    pub sha256: Option<String>,
}

/// A whole report.
#[derive(Clone, Debug, Deserialize)]
pub struct Earlier {
    schema: String,
    /// What identifies the run.
    pub manifest: Told,
    /// The counts.
    pub summary: ToldSummary,
    /// The applications, in order of the report.
    pub applications: Vec<ToldCase>,
}

/// The counts, as much of them as is asked for again.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldSummary {
    /// The bands from low to high.
    pub bands: Vec<ToldBand>,
    /// The rules.
    pub rules: Vec<ToldRule>,
}

/// A band of its rule set.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldBand {
    /// Its id.
    pub id: String,
}

/// A rule of its rule set.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldRule {
    /// Its id.
    pub rule: String,
    /// What it asked, as a hash.
    #[serde(default)]
    pub fingerprint: String,
}

/// An application as it was told of.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldCase {
    /// Its case number.
    pub id: String,
    /// Its score.
    pub score: i32,
    /// Its band.
    pub band: String,
    /// Without the reasons that had been explained, where there were any.
    pub open: Option<ToldOpen>,
    /// The rules that hit.
    pub hits: Vec<ToldHit>,
    /// Per field, a mark of its value.
    #[serde(default)]
    pub marks: BTreeMap<String, String>,
}

/// A hit as it was told of.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldHit {
    /// The rule.
    pub rule: String,
    /// What was seen.
    pub evidence: Vec<Value>,
    /// The decision that explained it.
    pub explained: Option<Value>,
}

/// A score without what had been explained.
#[derive(Clone, Debug, Deserialize)]
pub struct ToldOpen {
    /// The score.
    pub score: i32,
    /// The band.
    pub band: String,
}

/// The first object of a json file: all of a report, or the first line of one in lines.
#[derive(Deserialize)]
struct Head {
    schema: String,
    manifest: Told,
}

impl Earlier {
    /// Reads a report of all applications. One that leaves applications out cannot tell what is new, nor what share
    /// was asked, and is refused.
    pub fn read(path: &Path) -> Result<Self, EarlierMsg> {
        let report: Earlier = first(path)?;
        of_this_schema(path, &report.schema)?;
        match ["min-band", "top"].into_iter().find(|name| report.manifest.options.contains_key(*name)) {
            Some(option) => Err(EarlierMsg::Part { path: path.display().to_string(), option }),
            None => Ok(report),
        }
    }
}

impl Told {
    /// Reads what identifies a run from any of its outputs in json.
    pub fn read(path: &Path) -> Result<Self, EarlierMsg> {
        let head: Head = first(path)?;
        of_this_schema(path, &head.schema)?;
        Ok(head.manifest)
    }
}

fn first<T: DeserializeOwned>(path: &Path) -> Result<T, EarlierMsg> {
    let said = || path.display().to_string();
    let file = File::open(path).map_err(|error| EarlierMsg::CannotRead { path: said(), why: error.to_string() })?;
    let mut objects = serde_json::Deserializer::from_reader(BufReader::new(file)).into_iter();
    let nothing = EarlierMsg::NotAReport { path: said(), line: 1 };
    let found = objects.next().ok_or(nothing)?;
    found.map_err(|error| EarlierMsg::NotAReport { path: said(), line: error.line() })
}

fn of_this_schema(path: &Path, schema: &str) -> Result<(), EarlierMsg> {
    let (path, schema) = (path.display().to_string(), schema.to_owned());
    if schema == SCHEMA { Ok(()) } else { Err(EarlierMsg::OtherSchema { path, schema }) }
}
