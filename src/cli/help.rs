//! Help and usage mistakes in the language of the user. The parser's own words are English only, so the
//! command is given Dutch texts before it parses, and what it complains about is said in our words.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::args::Cli;
use crate::text::cli::{CliMsg, DUTCH_HELP, DUTCH_VALUES};
use crate::text::{Lang, advisor, after};

/// The command with its texts in a language.
pub(super) fn command(lang: Lang) -> Command {
    // What a run would use can be shown without a batch.
    let show = |show: Command| show.mut_arg("files", |files| files.required(false));
    let command = Cli::command().bin_name("samenzien");
    let mut command = command.mut_subcommand("config", |config| config.mut_subcommand("show", show));
    if lang == Lang::Nl {
        command = in_dutch(command, "");
    }
    command
}

/// The Dutch help of an argument, or of the command itself where the argument is empty. What several commands
/// share is said once, at the command that they are part of.
fn dutch(command: &str, arg: &str) -> Option<&'static str> {
    let all = || DUTCH_HELP.iter().chain(advisor::DUTCH_HELP).chain(after::DUTCH_HELP);
    let of = |command: &str| all().find(|(c, a, _)| *c == command && *a == arg).map(|(_, _, help)| *help);
    if arg.is_empty() {
        return of(command);
    }
    // What `config show` shows are the options of `screen`.
    let above = command.rsplit_once(' ').map(|(above, _)| if above == "config" { "screen" } else { above });
    of(command).or_else(|| above.and_then(of)).or_else(|| of(""))
}

/// A command and those below it; `name` is what a user types after the program's own name.
fn in_dutch(mut command: Command, name: &str) -> Command {
    let head = |msg: CliMsg| msg.say(Lang::Nl);
    let below: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for below in &below {
        command = command.mut_subcommand(below, |sub| in_dutch(sub, format!("{name} {below}").trim()));
    }
    let usage = match name {
        "" => format!("samenzien {0} BESTANDEN…\n         samenzien OPDRACHT {0} …", head(CliMsg::Options)),
        name if !below.is_empty() => format!("samenzien {name} OPDRACHT {} …", head(CliMsg::Options)),
        name => {
            let values: Vec<String> = command.get_positionals().map(value_name).collect();
            format!("samenzien {name} {} {}", head(CliMsg::Options), values.join(" "))
        }
    };
    let template = format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}\n", head(CliMsg::HeadUsage));
    let command = command
        .mut_args(|arg| {
            let heading = if arg.is_positional() { CliMsg::HeadArguments } else { CliMsg::HeadOptions };
            let takes_value = arg.get_value_names().is_some();
            let shown = value_name(&arg);
            let help = dutch(name, arg.get_id().as_str());
            let arg = arg.help_heading(head(heading));
            let arg = if takes_value { arg.value_name(shown) } else { arg };
            if let Some(help) = help { arg.help(help) } else { arg }
        })
        .subcommand_help_heading(head(CliMsg::HeadCommands))
        .help_template(template)
        .override_usage(usage);
    if let Some(about) = dutch(name, "") { command.about(about) } else { command }
}

fn value_name(arg: &clap::Arg) -> String {
    let name = arg.get_value_names().and_then(|names| names.first()).map(|name| name.to_string()).unwrap_or_default();
    DUTCH_VALUES.iter().find(|(english, _)| *english == name).map_or(name, |(_, dutch)| (*dutch).to_owned())
}

/// `samenzien FILES…` means `samenzien screen FILES…`: where the first argument that is no option of the
/// root is no command, `screen` is put before it; a file of options or a profile alone means the same. A file that
/// is named like a command can be given as `./screen`.
pub(super) fn with_command(mut args: Vec<OsString>) -> Vec<OsString> {
    let command = Cli::command();
    let (mut at, mut profiled) = (1, false);
    while let Some(arg) = args.get(at).map(|arg| arg.to_string_lossy().into_owned()) {
        if matches!(arg.as_str(), "-h" | "--help" | "-V" | "--version") {
            return args;
        }
        let (name, value) = arg.split_once('=').map_or((arg.as_str(), None), |(name, value)| (name, Some(value)));
        let of_root = command.get_arguments().find(|known| is_named(known, name));
        match of_root {
            Some(known) => {
                profiled |= matches!(known.get_id().as_str(), "config" | "profile");
                let takes = known.get_action().takes_values() && value.is_none();
                at += 1 + usize::from(takes);
            }
            None if command.get_subcommands().any(|sub| sub.get_name() == arg) => return args,
            None => {
                args.insert(at, "screen".into());
                return args;
            }
        }
    }
    if profiled {
        args.push("screen".into());
    }
    args
}

fn is_named(arg: &clap::Arg, name: &str) -> bool {
    let long = arg.get_long().is_some_and(|long| name.strip_prefix("--") == Some(long));
    let short = arg.get_short().is_some_and(|short| name.strip_prefix('-') == Some(short.to_string().as_str()));
    long || short
}

/// A usage mistake in our words.
pub(super) fn mistake(error: &clap::Error) -> CliMsg {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let list = |kind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => CliMsg::UnknownArgument {
            arg: text(ContextKind::InvalidArg),
            near: Some(text(ContextKind::SuggestedArg)).filter(|near| !near.is_empty()),
        },
        ErrorKind::MissingSubcommand => CliMsg::Absent { args: list(ContextKind::ValidSubcommand).join(", ") },
        ErrorKind::InvalidSubcommand => {
            CliMsg::UnknownArgument { arg: text(ContextKind::InvalidSubcommand), near: None }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => CliMsg::BadValue {
            arg: text(ContextKind::InvalidArg),
            value: text(ContextKind::InvalidValue),
            good: list(ContextKind::ValidValue),
        },
        ErrorKind::MissingRequiredArgument => CliMsg::Absent { args: text(ContextKind::InvalidArg) },
        ErrorKind::ArgumentConflict => {
            CliMsg::Together { arg: text(ContextKind::InvalidArg), other: text(ContextKind::PriorArg) }
        }
        _ => {
            let said = error.to_string();
            let first = said.lines().next().unwrap_or_default();
            CliMsg::NotUnderstood { said: first.trim_start_matches("error: ").to_owned() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_visible_argument_has_its_own_dutch_help() {
        let english = Cli::command();
        let mut open = vec![(String::new(), &english)];
        while let Some((name, command)) = open.pop() {
            open.extend(
                command.get_subcommands().map(|sub| (format!("{name} {}", sub.get_name()).trim().to_owned(), sub)),
            );
            let name = name.as_str();
            let about = command.get_about().map(ToString::to_string);
            assert!(dutch(name, "").is_some_and(|help| Some(help) != about.as_deref()), "{name}");
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string);
                let id = arg.get_id().as_str();
                assert!(help.is_some(), "{name} {id}");
                assert!(dutch(name, id).is_some_and(|dutch| Some(dutch) != help.as_deref()), "{name} {id}");
            }
        }
        for lang in [Lang::Nl, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn files_alone_mean_screen() {
        let with = |args: &[&str]| {
            let args = args.iter().map(OsString::from).collect();
            with_command(args).iter().map(|arg| arg.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(with(&["x", "a.csv", "--top", "3"]), "x screen a.csv --top 3");
        assert_eq!(with(&["x", "--top", "3", "a.csv"]), "x screen --top 3 a.csv");
        assert_eq!(with(&["x", "--lang", "nl", "-q", "a.csv"]), "x --lang nl -q screen a.csv");
        assert_eq!(with(&["x", "inspect", "a.csv"]), "x inspect a.csv");
        assert_eq!(with(&["x", "./screen"]), "x screen ./screen");
        assert_eq!(with(&["x", "--help"]), "x --help");
        assert_eq!(with(&["x"]), "x");
        assert_eq!(with(&["x", "--profile", "nightly"]), "x --profile nightly screen");
        assert_eq!(with(&["x", "--config=a.toml", "inspect"]), "x --config=a.toml inspect");
    }
}
