//! The arguments of commands that come after a run, or before one: they look at reports, options and rules, not at
//! a batch.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::ScreenArgs;

/// The arguments of `fairness`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct FairnessArgs {
    /// A report in json of all applications
    #[arg(value_name = "REPORT")]
    pub report: PathBuf,
    /// The groups: a file with a case number and a column per way to group; screening never reads it
    #[arg(long, value_name = "FILE")]
    pub groups: String,
    /// What became of applications: a file with a case number and an outcome; gives the hit rate per group
    #[arg(long, value_name = "FILE")]
    pub outcomes: Option<String>,
    /// Selected are the applications in this band or a higher one (usual: all but the lowest)
    #[arg(long, value_name = "BAND")]
    pub min_band: Option<String>,
    /// Hide counts below this number; 10 or more
    #[arg(long, value_name = "N")]
    pub least: Option<u64>,
    /// The format: table, md or json
    #[arg(long, value_name = "FORMAT", value_parser = ["table", "md", "json"], default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `register`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RegisterArgs {
    /// What the town itself says: TOML with keys of the publication standard, at least organization, status and contact_email
    #[arg(long, value_name = "FILE")]
    pub own: Option<PathBuf>,
    /// The rule set: a file or a folder (usual: the built-in one)
    #[arg(long, value_name = "PATH", env = "SAMENZIEN_RULES", hide_env = true)]
    pub rules: Option<String>,
}

/// The arguments of `verify`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    /// A report in json or jsonl, or a manifest
    #[arg(value_name = "REPORT")]
    pub report: PathBuf,
    /// A folder with its inputs (usual: this folder, and that of the report); may be given more than once
    #[arg(long = "in", value_name = "FOLDER")]
    pub folders: Vec<PathBuf>,
    /// The rule set: a file or a folder (usual: the built-in one)
    #[arg(long, value_name = "PATH", env = "SAMENZIEN_RULES", hide_env = true)]
    pub rules: Option<String>,
    /// The key, where the report is pseudonymised
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonymise: Option<PathBuf>,
    /// The key of the control sample, where the run had one
    #[arg(long, value_name = "FILE")]
    pub control_key: Option<PathBuf>,
    /// How many threads to use
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The format: text or json
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `purge`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct PurgeArgs {
    /// The folder to look through, with the folders in it
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Tell what would be removed, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day to count from, as 2026-12-31 or 31-12-2026 (usual: today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// The arguments of `config`.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(in crate::cli) struct ConfigArgs {
    /// What to do with the options.
    #[command(subcommand)]
    pub what: ConfigCommand,
}

/// What can be done with the options of a run.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
    /// Give every option of a run, its value, and where that came from
    Show(Box<ConfigShowArgs>),
}

/// The arguments of `config show`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigShowArgs {
    /// Write json
    #[arg(long)]
    pub json: bool,
    /// The run that it is about.
    #[command(flatten)]
    pub run: ScreenArgs,
}
