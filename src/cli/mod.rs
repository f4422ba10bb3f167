//! The command line: arguments, one file per command, exit codes, and where things are printed.

mod args;
mod choices;
mod compare;
mod completions;
mod exit;
mod explain;
mod fairness;
mod fault;
mod grid;
mod help;
mod inspect;
mod language;
mod network;
mod page;
mod pipeline;
mod print;
mod privacy;
mod progress;
mod reader;
mod register;
mod rules;
mod run_info;
mod screen;
mod signals;
mod tell;
mod terminal;
mod tune;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::report::stop;
use crate::text::Lang;
use crate::text::cli::CliMsg;
use args::{Cli, Command};
pub use exit::Exit;
use tell::Teller;
use terminal::Terminal;

/// Runs the program.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = language::choose(&args, |name| std::env::var(name).ok(), sys_locale::get_locale);
    let parsed = help::command(lang).try_get_matches_from(help::with_command(args));
    match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => run(&cli, lang).into(),
        Err(error) => usage(&error, lang).into(),
    }
}

fn run(cli: &Cli, lang: Lang) -> Exit {
    // Where this cannot be set up, a stop ends the program as it does any other.
    let _ = ctrlc::set_handler(|| stop::stop(|| std::process::exit(Exit::Stopped.code().into())));
    let terminal = Terminal::of(cli.global.color, cli.global.quiet, cli.global.verbose);
    let teller = Teller { terminal, lang };
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
        Command::Signals(args) => signals::run(args, &teller),
        Command::Completions(args) => completions::completions(args, lang),
        Command::Man(args) => completions::man(args, lang),
    };
    done.unwrap_or_else(|error| {
        if stop::stopped() {
            return Exit::Stopped;
        }
        teller.mistake(&fault::say(&error, lang, terminal.colour));
        Exit::Unusable
    })
}

/// Help and the version are results; everything else that the parser says is a mistake in the usage.
fn usage(error: &clap::Error, lang: Lang) -> Exit {
    let wanted = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if wanted || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        // Nobody reads on when the stream is closed.
        let _ = error.print();
        return if wanted { Exit::Done } else { Exit::Unusable };
    }
    let said = help::mistake(error).say(lang);
    eprintln!("{}\n{}", CliMsg::Error { said }.say(lang), CliMsg::MoreHelp.say(lang));
    Exit::Unusable
}
