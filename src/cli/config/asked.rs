//! What the command line and the environment say, before the file has its say.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory};

use crate::cli::args::Cli;

/// What was asked for, as far as it can be told before everything is known.
#[derive(Debug)]
pub(in crate::cli) struct Asked {
    /// The file of `--config`.
    pub(super) config: Option<PathBuf>,
    /// The profile of `--profile`.
    pub(super) profile: Option<String>,
    /// The command, with those below it.
    pub(super) command: Vec<String>,
    /// The options that the command line or the environment gives, by the names that the parser knows them by.
    pub(super) given: Vec<String>,
    /// All commands with their options, in English.
    pub(super) root: Command,
}

impl Asked {
    /// Looks through arguments of which not all may be right.
    pub(in crate::cli) fn of(args: &[OsString]) -> Asked {
        let mut root = Cli::command();
        root.build();
        let mut asked = Asked { config: None, profile: None, command: Vec::new(), given: Vec::new(), root };
        // Mistakes are told by the parser that comes after this one.
        let matches = Cli::command().ignore_errors(true).try_get_matches_from(args);
        let mut at = matches.as_ref().ok();
        while let Some(matches) = at {
            asked.take(matches);
            at = matches.subcommand().map(|(name, below)| {
                asked.command.push(name.to_owned());
                below
            });
        }
        asked
    }

    fn take(&mut self, matches: &ArgMatches) {
        for id in matches.ids().map(|id| id.as_str()) {
            if !matches!(matches.value_source(id), Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
                continue;
            }
            if !self.given.iter().any(|given| given == id) {
                self.given.push(id.to_owned());
            }
            let text = || matches.get_raw(id).and_then(|mut values| values.next_back());
            match id {
                "config" => self.config = text().map(PathBuf::from),
                "profile" => self.profile = text().map(|name| name.to_string_lossy().into_owned()),
                _ => {}
            }
        }
    }
}
