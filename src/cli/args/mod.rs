//! The arguments. The English help stands here; `text/cli.rs` and `text/after.rs` have the Dutch.

mod after;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand};

pub(super) use after::*;

use super::rules::args::RulesArgs;
use super::terminal::Colour;
use crate::fields::Regime;

/// Screens permit applications for reasons to ask further. It explains; people decide.
#[derive(Debug, Parser)]
#[command(name = "samenzien", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, arg_required_else_help = true)]
pub(super) struct Cli {
    /// What to do; without it: screen
    #[command(subcommand)]
    pub command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
}

/// What holds for every command.
#[derive(Clone, Debug, Args)]
pub(super) struct Global {
    /// The language: nl or en (usual: that of the system)
    #[arg(long, global = true, value_name = "LANG", value_parser = ["nl", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    /// Colour: auto, always or never
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: Colour,
    /// Print results and mistakes only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell everything that was noticed
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// What is said about the run: text, or json for lines with counts and timings and no names or values
    #[arg(long, global = true, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub log: String,
    /// The file with options (usual: samenzien.toml in this folder)
    #[arg(long, global = true, value_name = "FILE", env = "SAMENZIEN_CONFIG", hide_env = true)]
    pub config: Option<PathBuf>,
    /// The profile of that file to use, as nightly for [profile.nightly]
    #[arg(long, global = true, value_name = "NAME", env = "SAMENZIEN_PROFILE", hide_env = true)]
    pub profile: Option<String>,
    /// Print this help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Give the scored table of a batch (the usual command)
    Screen(Box<ScreenArgs>),
    /// Show what was read, how good the data is, and which rules can be assessed
    Inspect(Box<InspectArgs>),
    /// Measure the rules on a batch: hits, overlap, precision, thresholds; nothing is changed
    Tune(Box<TuneArgs>),
    /// Tell what another rule set would change
    Compare(Box<CompareArgs>),
    /// Explain one application in full
    Explain(Box<ExplainArgs>),
    /// Check, test, read or export the rules of a rule set
    Rules(RulesArgs),
    /// Show which applications are joined, by what, and what only shows when departments look together
    Network(Box<NetworkArgs>),
    /// Check colleagues' signals, or list whom to thank
    Signals(Box<SignalsArgs>),
    /// Measure who is asked more often, from a report and a file of groups
    Fairness(FairnessArgs),
    /// Write the rule set down as a record of the Dutch algorithm register
    Register(RegisterArgs),
    /// Do a run again, and tell whether the result is the same, byte for byte
    Verify(VerifyArgs),
    /// Remove outputs whose last day has passed
    Purge(PurgeArgs),
    /// Show the options of a run, and where each comes from
    Config(ConfigArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man(ManArgs),
}

/// How files are read, for every command that reads them.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Reading {
    /// Files to read: csv, xlsx, xls, ods; patterns as *.csv; - for standard input
    #[arg(value_name = "FILES", required = true)]
    pub files: Vec<String>,
    /// A file that tells which column is which field
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// The sheet to read, by name or number
    #[arg(long, value_name = "SHEET")]
    pub sheet: Option<String>,
    /// The sign between cells: one character, or tab
    #[arg(long, value_name = "SIGN")]
    pub delimiter: Option<String>,
    /// The text encoding, as windows-1252
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The row of the header, from 1
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    pub header_row: Option<u32>,
    /// How many threads to use
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// A batch with what it is held against, for every command that screens.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct BatchArgs {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// The rule set: a file or a folder (usual: the built-in one)
    #[arg(long, value_name = "PATH", env = "SAMENZIEN_RULES", hide_env = true)]
    pub rules: Option<String>,
    /// A file whose columns are added by case number; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub join: Vec<String>,
    /// A list of parties: one row per person or company, with case number and role; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub parties: Vec<String>,
    /// Earlier applications: linked to, not screened; patterns as *.csv; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub history: Vec<String>,
    /// Colleagues' signals: files with a department, what it is about, and the value; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub signals: Vec<String>,
    /// The reference date, as 2026-12-31 or 31-12-2026 (usual: today); what came later takes no part
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The rules of secrecy: regular, or bibob to read sources under the secrecy of the Bibob Act too
    #[arg(
        long,
        value_name = "REGIME",
        value_parser = regimes(),
        default_value = "regular",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub regime: Regime,
    /// Today, where a run of another day is done again.
    #[arg(skip)]
    pub today: Option<i32>,
}

/// The words for a regime.
fn regimes() -> impl TypedValueParser<Value = Regime> {
    let words = [PossibleValue::new("regular").alias("regulier"), PossibleValue::new("bibob")];
    PossibleValuesParser::new(words).map(|word| if word == "bibob" { Regime::Bibob } else { Regime::Regular })
}

/// How much of people and firms a run shows, what for and how long, for every command that shows any of it.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PrivacyArgs {
    /// Hide values about persons and firms
    #[arg(long)]
    pub redact: bool,
    /// Put keyed tokens in the place of values about persons and firms; the key is a file of 32 bytes or more
    #[arg(long, value_name = "KEYFILE", conflicts_with = "redact")]
    pub pseudonymise: Option<PathBuf>,
    /// What the run is for; stands in every output, and tokens of another purpose differ
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// The last day on which outputs may be kept (usual: a year after the reference date)
    #[arg(long, value_name = "DATE")]
    pub keep_until: Option<String>,
}

/// What the control sample is made with.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ControlArgs {
    /// Add this many applications to the list by lot, of those that would not be on it; nothing marks them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub control_sample: Option<u32>,
    /// What the draw follows from: a number or a text that others do not know
    #[arg(long, value_name = "SEED")]
    pub seed: Option<String>,
    /// The file that tells which applications were drawn; keep it from who looks into them
    #[arg(long, value_name = "FILE")]
    pub control_key: Option<PathBuf>,
}

/// The arguments of `screen`.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct ScreenArgs {
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// Write to a file; its ending tells the format; may be given more than once
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// The format on the screen: table, csv, json, jsonl or md
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(formats()), hide_possible_values = true)]
    pub format: Option<String>,
    /// Leave out applications below this band
    #[arg(long, value_name = "BAND")]
    pub min_band: Option<String>,
    /// List this many applications, those with the highest scores
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub top: Option<usize>,
    /// List all applications
    #[arg(long)]
    pub all: bool,
    /// An earlier report in json: what is new and what weighs otherwise since, and why
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Decisions about earlier reasons: a file with id, rule, until, by and reason; those reasons count apart
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<String>,
    /// End with exit code 1 when an application is in this band or a higher one
    #[arg(long, value_name = "BAND")]
    pub fail_on: Option<String>,
    /// End with exit code 3 when rows were set aside
    #[arg(long)]
    pub strict: bool,
    /// How much of people and firms is shown.
    #[command(flatten)]
    pub privacy: PrivacyArgs,
    /// The control sample.
    #[command(flatten)]
    pub control: ControlArgs,
    /// Write csv the way a Dutch Excel opens it
    #[arg(long)]
    pub excel_csv: bool,
    /// The columns of csv, in this order, fields of the application among them
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub columns: Vec<String>,
}

/// The arguments of `network`.
#[derive(Clone, Debug, Args)]
pub(super) struct NetworkArgs {
    /// What to read.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// The fields that join applications, as phone,iban (usual: those of the rules about clusters)
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub by: Vec<String>,
    /// Leave out networks with fewer applications
    #[arg(long, value_name = "N", default_value_t = 3, hide_default_value = true, value_parser = clap::value_parser!(u32).range(2..))]
    pub min: u32,
    /// A value that more applications share joins none (usual: what the rules say, else 50)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..))]
    pub max_group: Option<u32>,
    /// Write to a file: .json, .graphml, .dot, .html or .txt; may be given more than once
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// The format on the screen: table, json, graphml, dot or html
    #[arg(long, value_name = "FORMAT", value_parser = ["table", "json", "graphml", "dot", "html"], hide_possible_values = true)]
    pub format: Option<String>,
    /// Show this many networks, the largest
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub top: Option<usize>,
    /// Show all networks
    #[arg(long)]
    pub all: bool,
    /// End with exit code 3 when rows were set aside
    #[arg(long)]
    pub strict: bool,
    /// How much of people and firms is shown.
    #[command(flatten)]
    pub privacy: PrivacyArgs,
}

/// The arguments of `inspect`.
#[derive(Clone, Debug, Args)]
pub(super) struct InspectArgs {
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// Write the table as csv, exactly as it was read; columns that are never read stay empty
    #[arg(long)]
    pub as_read: bool,
    /// The format: text, json or md
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json", "md"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `tune`.
#[derive(Clone, Debug, Args)]
pub(super) struct TuneArgs {
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// What people found: a file with case number and outcome, and perhaps control sample; may be given more than once
    #[arg(long, value_name = "FILE")]
    pub outcomes: Vec<String>,
    /// The key of a control sample: its applications count as drawn by lot; may be given more than once
    #[arg(long, value_name = "FILE", requires = "outcomes")]
    pub control_key: Vec<PathBuf>,
    /// Only this rule, as FIN-03; may be given more than once
    #[arg(long, value_name = "ID")]
    pub rule: Vec<String>,
    /// Try other thresholds for this field in the rule
    #[arg(long, value_name = "FIELD", requires = "rule")]
    pub vary: Option<String>,
    /// The format: text, json or md
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json", "md"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
    /// Do it again after every save
    #[arg(long)]
    pub watch: bool,
}

/// The arguments of `compare`.
#[derive(Clone, Debug, Args)]
pub(super) struct CompareArgs {
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// The rule set that is used now; --rules is the one that is considered
    #[arg(long, value_name = "PATH")]
    pub against: String,
    /// Tell of this many applications, those that change most
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub top: Option<usize>,
    /// Tell of all applications that change
    #[arg(long)]
    pub all: bool,
    /// The format: text, json or md
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json", "md"], default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
    /// Do it again after every save
    #[arg(long)]
    pub watch: bool,
}

/// The arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArgs {
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// The case number of the application
    #[arg(long, value_name = "ID")]
    pub id: String,
    /// Whom it is for: officer (usual), or applicant: a text for a letter
    #[arg(long = "for", value_name = "WHOM", value_parser = ["officer", "applicant"], default_value = "officer", hide_default_value = true, hide_possible_values = true)]
    pub reader: String,
    /// The form: text, md, json or html
    #[arg(long, value_name = "FORMAT", value_parser = crate::workbench::FORMS, default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
    /// How much of people and firms is shown.
    #[command(flatten)]
    pub privacy: PrivacyArgs,
}

/// The arguments of `signals`.
#[derive(Clone, Debug, Args)]
pub(super) struct SignalsArgs {
    /// check: what was not usable or is about no application; thanks: per colleague what helped
    #[arg(value_name = "WHAT", value_parser = ["check", "thanks"], hide_possible_values = true)]
    pub what: String,
    /// The batch, and what it is held against.
    #[command(flatten)]
    pub batch: BatchArgs,
    /// The format: table, csv or md
    #[arg(long, value_name = "FORMAT", value_parser = ["table", "csv", "md"], default_value = "table", hide_default_value = true, hide_possible_values = true)]
    pub format: String,
}

/// The arguments of `completions`.
#[derive(Clone, Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell: bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

/// The arguments of `man`.
#[derive(Clone, Debug, Args)]
pub(super) struct ManArgs {
    /// The command that the page is about (usual: all of them in short)
    #[arg(value_name = "COMMAND")]
    pub about: Option<String>,
}

fn formats() -> Vec<&'static str> {
    // A workbook is no text for a screen or a pipe: it goes to a file.
    crate::report::formats::FORMATS.iter().map(|format| format.name).filter(|name| *name != "xlsx").collect()
}
