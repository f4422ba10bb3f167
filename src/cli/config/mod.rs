//! Options that stand in a file: `samenzien.toml` in the working directory, or the one of `--config`. Which options
//! there are, what they take and which do not go together is asked of the arguments themselves, so that a new
//! option of a run can be put in a file without a line here.

mod asked;
mod read;
mod settle;
mod show;

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::fault::Fault;
use crate::diag::{Diagnostic, Sources, Span};
pub(super) use asked::Asked;
pub(super) use show::run as show;

/// The name of the file.
const FILE: &str = "samenzien.toml";
/// The command whose options can stand in the file; other commands take those that they share with it.
const OF: &str = "screen";
/// What tells where the file is, or is no option of a run.
const NOT: [&str; 4] = ["config", "profile", "help", "version"];

/// What a file says, for one profile.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// The file, where there is one.
    path: Option<PathBuf>,
    profile: Option<String>,
    settings: Vec<Setting>,
    sources: Sources,
}

/// One option as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    /// The option, by the name that it has on the command line without dashes.
    option: String,
    /// The same, by the name that the parser knows it by.
    id: String,
    /// Its values; `false` for a switch that is off.
    values: Vec<String>,
    /// Whether it stands in the profile.
    of_profile: bool,
    span: Span,
}

impl Config {
    /// Reads the file that the user or the working directory gives; without one there are no settings.
    pub(super) fn find(asked: &Asked) -> Result<Config, Fault> {
        read::find(asked)
    }

    /// The language that the file asks for.
    pub(super) fn lang(&self) -> Option<&str> {
        let lang = self.settings.iter().filter(|setting| setting.id == "lang");
        lang.max_by_key(|setting| setting.of_profile)?.values.first().map(String::as_str)
    }

    /// The command with what the file says as its usual values, as far as the user does not say otherwise.
    pub(super) fn settle(&self, command: Command, asked: &Asked) -> Result<Command, Fault> {
        settle::settle(self, command, asked)
    }

    /// Where a setting stands, as `samenzien.toml:3`.
    fn place(&self, setting: &Setting) -> String {
        format!("{}:{}", self.sources.name(setting.span.file), self.sources.place(setting.span).0)
    }

    fn wrong(&self, found: Vec<Diagnostic>) -> Fault {
        Fault::Rules(Box::new((self.sources.clone(), found)))
    }
}

/// The name of an option in the file and on the command line.
fn name(arg: &Arg) -> String {
    arg.get_long().map_or_else(|| arg.get_id().to_string(), str::to_owned)
}

/// Whether it is on or off and takes no value.
fn is_switch(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue)
}

/// Whether its values are files.
fn is_path(arg: &Arg) -> bool {
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().any(|name| matches!(name.as_str(), "FILE" | "FILES" | "PATH" | "KEYFILE"))
}

/// The options that a file can hold: those of a run, and those of every command.
fn options(root: &Command) -> Vec<&Arg> {
    let run = root.find_subcommand(OF).into_iter().flat_map(Command::get_arguments);
    let all = root.get_arguments().chain(run);
    all.filter(|arg| !NOT.contains(&arg.get_id().as_str())).collect()
}
