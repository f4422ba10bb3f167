//! The command line: arguments, one file per command, exit codes, and where things are printed.

mod args;
mod choices;
mod compare;
mod completions;
mod config;
mod control;
mod exit;
mod explain;
mod fairness;
mod fault;
mod grid;
mod help;
mod inspect;
mod language;
mod log;
mod network;
mod page;
mod pipeline;
mod print;
mod privacy;
mod progress;
mod purge;
mod reader;
mod register;
mod rules;
mod run_info;
mod screen;
mod signals;
mod tell;
mod terminal;
mod tune;
mod verify;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{ArgMatches, FromArgMatches};
use serde_json::json;

use crate::report::stop;
use crate::text::Lang;
use crate::text::cli::CliMsg;
use args::{Cli, Command, ConfigArgs, ConfigCommand};
use config::{Asked, Config};
pub use exit::Exit;
use fault::Fault;
use log::Log;
use tell::Teller;
use terminal::Terminal;

/// Runs the program.
pub fn main() -> ExitCode {
    let args = help::with_command(std::env::args_os().collect());
    let asked = Asked::of(&args);
    let config = Config::find(&asked);
    let wanted = config.as_ref().ok().and_then(Config::lang);
    let lang = language::choose(&args, |name| std::env::var(name).ok(), wanted, sys_locale::get_locale);
    let log = Log::asked_for(&args);
    let (exit, log) = parse(args, &asked, config, lang, log);
    if let Some(log) = log {
        log.end(exit);
    }
    exit.into()
}

/// Help comes first: it is there also where the file of options has mistakes. Gives back where events go, which the
/// file of options may say too.
fn parse(
    args: Vec<OsString>,
    asked: &Asked,
    config: Result<Config, Fault>,
    lang: Lang,
    log: Option<Log>,
) -> (Exit, Option<Log>) {
    let command = help::command(lang);
    if let Some(error) = command.clone().try_get_matches_from(&args).err().filter(is_help) {
        return (usage(&error, lang, None), None);
    }
    let settled = config.and_then(|config| Ok((config.settle(command, asked)?, config)));
    let (command, config) = match settled {
        Ok(settled) => settled,
        Err(fault) => {
            let terminal = Terminal::of(terminal::Colour::Auto, false, false);
            Teller { terminal, lang, log }.mistake(&fault.into());
            return (Exit::Unusable, log);
        }
    };
    let parsed = command.try_get_matches_from(args);
    let parsed = parsed.and_then(|matches| Cli::from_arg_matches(&matches).map(|cli| (cli, matches)));
    match parsed {
        Ok((cli, matches)) => {
            let log = log.or_else(|| (cli.global.log == "json").then(Log::start));
            (run(&cli, (&config, asked, &matches), lang, log), log)
        }
        Err(error) => (usage(&error, lang, log), log),
    }
}

fn run(cli: &Cli, (config, asked, matches): (&Config, &Asked, &ArgMatches), lang: Lang, log: Option<Log>) -> Exit {
    // Where this cannot be set up, a stop ends the program as it does any other.
    let _ = ctrlc::set_handler(move || {
        stop::stop(|| {
            if let Some(log) = log {
                log.end_soon(Exit::Stopped);
            }
            std::process::exit(Exit::Stopped.code().into())
        })
    });
    let terminal = Terminal::of(cli.global.color, cli.global.quiet, cli.global.verbose);
    let teller = Teller { terminal, lang, log };
    if let Some(log) = log {
        let command = matches.subcommand_name().unwrap_or_default();
        log.event("start", json!({ "command": command, "version": env!("CARGO_PKG_VERSION") }));
    }
    let done = match &cli.command {
        Command::Screen(args) => screen::run(args, &teller),
        Command::Inspect(args) => inspect::run(args, &teller),
        Command::Tune(args) => tune::run(args, &teller),
        Command::Compare(args) => compare::run(args, &teller),
        Command::Explain(args) => explain::run(args, &teller),
        Command::Rules(args) => rules::run(args, &teller),
        Command::Network(args) => network::run(args, &teller),
        Command::Fairness(args) => fairness::run(args, &teller),
        Command::Register(args) => register::run(args, &teller),
        Command::Purge(args) => purge::run(args, &teller),
        Command::Verify(args) => verify::run(args, &teller),
        Command::Signals(args) => signals::run(args, &teller),
        Command::Config(ConfigArgs { what: ConfigCommand::Show(args) }) => {
            config::show(args, config, asked, matches, &teller)
        }
        Command::Completions(args) => completions::completions(args, lang),
        Command::Man(args) => completions::man(args, lang),
    };
    done.unwrap_or_else(|error| {
        if stop::stopped() {
            return Exit::Stopped;
        }
        teller.mistake(&error);
        Exit::Unusable
    })
}

/// Help and the version are results; everything else that the parser says is a mistake in the usage.
fn usage(error: &clap::Error, lang: Lang, log: Option<Log>) -> Exit {
    let wanted = is_help(error);
    if wanted || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nobody reads on when the stream is closed.
        let _ = error.print();
        return if wanted { Exit::Done } else { Exit::Unusable };
    }
    if let Some(log) = log {
        log.error("usage", json!({ "kind": log::code_of(&error.kind()) }));
        return Exit::Unusable;
    }
    let said = help::mistake(error).say(lang);
    eprintln!("{}\n{}", CliMsg::Error { said }.say(lang), CliMsg::MoreHelp.say(lang));
    Exit::Unusable
}

fn is_help(error: &clap::Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}
