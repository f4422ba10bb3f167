//! Which of the settings hold: command line before environment, before profile, before file.

use clap::{Arg, Command};

use super::{Asked, Config, Setting, is_switch, options};
use crate::cli::fault::Fault;
use crate::diag::Diagnostic;
use crate::text::config::ConfigMsg;
use crate::text::rules::RuleMsg;

pub(super) fn settle(config: &Config, command: Command, asked: &Asked) -> Result<Command, Fault> {
    let held = held(config, asked)?;
    Ok(held.into_iter().fold(command, |command, setting| with(command, &asked.command, setting, &asked.root)))
}

/// The settings that the command line, the environment and the profile leave standing.
pub(super) fn held<'c>(config: &'c Config, asked: &Asked) -> Result<Vec<&'c Setting>, Fault> {
    let apart = Apart::of(&asked.root);
    let is_on = |setting: &Setting| setting.values != ["false"];
    let mut held: Vec<&Setting> = Vec::new();
    for of_profile in [true, false] {
        let (level, above) = (held.len(), held.clone());
        for setting in config.settings.iter().filter(|setting| setting.of_profile == of_profile) {
            let said = |id: &str| id == setting.id || (is_on(setting) && apart.are(id, &setting.id));
            let by_profile = above.iter().any(|other| other.id == setting.id || (is_on(other) && said(&other.id)));
            if by_profile || asked.given.iter().any(|id| said(id)) {
                continue;
            }
            let beside =
                held[level..].iter().find(|other| is_on(other) && is_on(setting) && apart.are(&other.id, &setting.id));
            if let Some(other) = beside {
                let (option, other_option) = (setting.option.clone(), other.option.clone());
                let message = RuleMsg::Config(ConfigMsg::Together { option, other: other_option });
                return Err(config.wrong(vec![Diagnostic::error(setting.span, message).with(other.span)]));
            }
            held.push(setting);
        }
    }
    held.retain(|setting| is_on(setting));
    Ok(held)
}

/// Gives an option of the command at hand its value, where it has that option.
fn with(command: Command, path: &[String], setting: &Setting, root: &Command) -> Command {
    let own = options(root).into_iter().find(|arg| arg.get_id() == setting.id.as_str());
    if root.get_arguments().any(|arg| arg.get_id() == setting.id.as_str()) {
        return command.mut_arg(&setting.id, |arg| valued(arg, setting));
    }
    // An option is the same where it says the same: `--format` of another command is another option.
    let below = path.iter().try_fold(root, |at, name| at.find_subcommand(name));
    let there = below.and_then(|at| at.get_arguments().find(|arg| arg.get_id() == setting.id.as_str()));
    match (own, there) {
        (Some(own), Some(there)) if same(own, there) => at(command, path, setting),
        _ => command,
    }
}

fn same(one: &Arg, other: &Arg) -> bool {
    one.get_help().map(ToString::to_string) == other.get_help().map(ToString::to_string)
}

fn at(command: Command, path: &[String], setting: &Setting) -> Command {
    match path {
        [] => command.mut_arg(&setting.id, |arg| valued(arg, setting)),
        [first, rest @ ..] => command.mut_subcommand(first, |below| at(below, rest, setting)),
    }
}

fn valued(arg: Arg, setting: &Setting) -> Arg {
    let values = setting.values.clone();
    if is_switch(&arg) { arg.default_value("true") } else { arg.required(false).default_values(values) }
}

/// Which options do not go together.
struct Apart(Vec<(String, String)>);

impl Apart {
    fn of(root: &Command) -> Apart {
        let run = root.find_subcommand(super::OF).into_iter();
        let pairs = std::iter::once(root).chain(run).flat_map(|command| {
            let all = command.get_arguments();
            all.flat_map(|arg| {
                let other = |other: &Arg| (arg.get_id().to_string(), other.get_id().to_string());
                command.get_arg_conflicts_with(arg).into_iter().map(other).collect::<Vec<_>>()
            })
        });
        Apart(pairs.collect())
    }

    fn are(&self, one: &str, other: &str) -> bool {
        self.0.iter().any(|(a, b)| (a == one && b == other) || (a == other && b == one))
    }
}
