//! The arguments of `rules`. The English help stands here; `text/cli.rs` has the Dutch.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// The arguments of `rules`.
#[derive(Clone, Debug, Args)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
pub(in crate::cli) struct RulesArgs {
    /// What to do with a rule set.
    #[command(subcommand)]
    pub what: RulesCommand,
}

/// What can be done with a rule set.
#[derive(Clone, Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
    /// Tell every mistake and warning, each with its place
    Check(CheckArgs),
    /// Hold the rules' own examples against the engine
    Test(TestArgs),
    /// Give one line per rule
    List(ReadArgs),
    /// Give all of a rule: its condition as a sentence, its texts, its source
    Show(ReadArgs),
    /// Write the rules as pages to read, as a table, or as data
    Export(ExportArgs),
    /// Give the beginning of a rule, with its examples
    New(NewArgs),
    /// Begin a rule set of your own, on top of the built-in one, in a new folder
    Init(InitArgs),
    /// Give the rule language as a JSON Schema, for editors that complete and check
    Schema(SchemaArgs),
}

/// Which rule set.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct SetArgs {
    /// The rule set: a file or a folder (usual: the built-in one)
    #[arg(value_name = "PATH", env = "SAMENZIEN_RULES", hide_env = true)]
    pub path: Option<String>,
}

/// Which rules of which set.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct ChosenArgs {
    /// The rule set.
    #[command(flatten)]
    pub set: SetArgs,
    /// Only this rule, as FIN-03; may be given more than once
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
}

/// The arguments of `rules check`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// The rule set.
    #[command(flatten)]
    pub set: SetArgs,
    /// End with exit code 1 on warnings too
    #[arg(long)]
    pub strict: bool,
    /// Do it again after every save
    #[arg(long)]
    pub watch: bool,
    /// Mend in the files what is beyond doubt
    #[arg(long)]
    pub fix: bool,
    /// Explain a code, as unknown-operator; without a code: list all of them
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["fix", "path"])]
    pub explain: Option<String>,
    /// The day that review dates are held against, as 2026-12-31 (usual: today)
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The format: text, json or sarif
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json", "sarif"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `rules test`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct TestArgs {
    /// Which rules.
    #[command(flatten)]
    pub chosen: ChosenArgs,
    /// Show which conditions the examples never make true, false or unknown
    #[arg(long)]
    pub coverage: bool,
    /// End with exit code 1 when the coverage is below this percentage
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u32).range(0..=100))]
    pub min_coverage: Option<u32>,
    /// Change the rules bit by bit and show what no example notices
    #[arg(long)]
    pub mutate: bool,
    /// End with exit code 1 on a change that no example notices too
    #[arg(long, requires = "mutate")]
    pub strict: bool,
    /// Do it again after every save
    #[arg(long)]
    pub watch: bool,
    /// The format: text, json or junit
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json", "junit"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `rules list` and `rules show`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ReadArgs {
    /// Which rules.
    #[command(flatten)]
    pub chosen: ChosenArgs,
    /// The format: text or json
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `rules export`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ExportArgs {
    /// Which rules.
    #[command(flatten)]
    pub chosen: ChosenArgs,
    /// The format: md, html, csv or json (usual: what the name of the file says, else md)
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(formats()), hide_possible_values = true)]
    pub format: Option<String>,
    /// Write to a file; a folder gets one Markdown page per theme
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// The arguments of `rules new`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct NewArgs {
    /// The id of the rule: letters of your own and a number, as OWN-02
    #[arg(value_name = "ID")]
    pub id: String,
    /// The rule set.
    #[command(flatten)]
    pub set: SetArgs,
    /// Write to a file (.toml) that is not there yet, or to a folder (usual: show it)
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// The arguments of `rules init`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// The folder: a new one, or an empty one
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// The arguments of `rules schema`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// Write to a file (.json) or a folder (usual: show it)
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

fn formats() -> Vec<&'static str> {
    crate::workbench::FORMATS.iter().map(|format| format.name).collect()
}
