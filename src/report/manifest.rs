//! What identifies a run in machine-readable outputs, and the counts over all applications. The same
//! inputs and options give the same bytes, so nothing here tells the time or the name of the machine.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Beside, Document, Role, Veil};
use crate::batch::Row;
use crate::rules::From;

/// Tool, rule set, inputs, reference date and options.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest<'a> {
    /// The name of the tool.
    pub tool: &'static str,
    /// Its version.
    pub tool_version: &'static str,
    /// The rule set.
    pub rule_set: RuleSetId<'a>,
    /// The fields that were looked at, in order of their ids.
    pub fields: Vec<&'a str>,
    /// The fields that only outputs asked for.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub fields_of_outputs: &'a [String],
    /// The inputs, in order of reading.
    pub inputs: Vec<Input<'a>>,
    /// The files that options name.
    #[serde(skip_serializing_if = "<[Beside]>::is_empty")]
    pub beside: &'a [Beside],
    /// The day that the screening looks from.
    pub as_of: &'a str,
    /// What the run is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<&'a str>,
    /// That it is secret, where it was made in a Bibob investigation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<&'static str>,
    /// The last day on which this output may be kept.
    pub keep_until: &'a str,
    /// How values about persons and firms are shown: `open`, `redacted` or `pseudonymised` (which they remain:
    /// personal data).
    pub personal_data: &'static str,
    /// The language of the words that people read.
    pub language: &'static str,
    /// The options that change the outcome.
    pub options: &'a BTreeMap<String, String>,
}

/// Which rule set it was.
#[derive(Clone, Debug, Serialize)]
pub struct RuleSetId<'a> {
    /// Its id.
    pub id: &'a str,
    /// The version that its authors gave it.
    pub version: &'a str,
    /// SHA-256 over its files.
    pub sha256: &'a str,
    /// How many rules it has.
    pub rules: usize,
}

/// Which input it was.
#[derive(Clone, Debug, Serialize)]
pub struct Input<'a> {
    /// Its name without folders.
    pub file: &'a str,
    /// SHA-256 of the file.
    pub sha256: Option<&'a str>,
    /// Rows below the header.
    pub rows_read: u64,
    /// Rows that became an application.
    pub rows_screened: u64,
    /// Rows that could not.
    pub rows_set_aside: u64,
    /// Rows in which nothing stood.
    pub rows_blank: u64,
    /// Applications after the reference date, or read before.
    #[serde(skip_serializing_if = "is_zero")]
    pub rows_left_out: u64,
    /// `history` for earlier applications, `join` for added columns, `parties` for a list of parties, `signals` for colleagues' signals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
}

impl<'a> Manifest<'a> {
    /// The manifest of a document.
    pub fn of(document: &Document<'a>) -> Self {
        let (set, run) = (document.set, document.run);
        let inputs = run.inputs.iter().map(|input| Input {
            file: &input.label,
            sha256: input.digest.as_deref(),
            rows_read: input.rows_read,
            rows_screened: input.screened,
            rows_set_aside: input.rejected,
            rows_blank: input.blank,
            rows_left_out: input.left_out,
            role: match input.role {
                Role::Batch => None,
                Role::History => Some("history"),
                Role::Join => Some("join"),
                Role::Parties => Some("parties"),
                Role::Signals => Some("signals"),
            },
        });
        let fields = set.values.iter().filter(|def| matches!(def.from, From::Field));
        let mut fields: Vec<&str> = fields.map(|def| def.name.as_str()).collect();
        fields.sort_unstable();
        Manifest {
            tool: env!("CARGO_PKG_NAME"),
            tool_version: env!("CARGO_PKG_VERSION"),
            rule_set: RuleSetId { id: &set.id, version: &set.version, sha256: &set.digest, rules: set.rules.len() },
            fields,
            fields_of_outputs: &run.fields_of_outputs,
            inputs: inputs.collect(),
            beside: &run.beside,
            as_of: &run.as_of,
            purpose: run.purpose.as_deref(),
            secrecy: run.secret.then(|| document.footer()),
            keep_until: &run.keep_until,
            personal_data: match document.options.veil {
                Veil::Open => "open",
                Veil::Mark => "redacted",
                Veil::Token(_) => "pseudonymised",
            },
            language: document.lang().pick("nl", "en"),
            options: &run.options,
        }
    }
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The counts over all scored applications, whether they are listed or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many applications were scored.
    pub applications: usize,
    /// Per band of the rule set: how many.
    pub bands: Vec<usize>,
    /// Per rule: how many it hits.
    pub hits: Vec<usize>,
    /// Per rule: for how many it could not be assessed.
    pub not_assessed: Vec<usize>,
}

impl Summary {
    /// The counts of a document.
    pub fn of(document: &Document<'_>) -> Self {
        let scored = document.batch.scored;
        let mut bands = vec![0; document.set.scoring.bands.len()];
        for row in (0..scored).map(Row) {
            if let Some(count) = bands.get_mut(usize::from(document.answers.score(row).band)) {
                *count += 1;
            }
        }
        let tallies = (0..document.set.rules.len()).map(|rule| document.answers.tally(rule, scored));
        let (hits, not_assessed) = tallies.unzip();
        Summary { applications: scored as usize, bands, hits, not_assessed }
    }

    /// How many rules could be assessed for at least one application.
    pub fn rules_assessed(&self) -> usize {
        self.not_assessed.iter().filter(|unknown| **unknown < self.applications.max(1)).count()
    }
}
