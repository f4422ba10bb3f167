//! `config show`: every option of a run, its value, and where that came from.

use anyhow::Result;
use clap::ArgMatches;
use clap::parser::ValueSource;
use serde_json::{Value, json};

use super::settle::held;
use super::{Asked, Config, Setting, name, options};
use crate::cli::args::ConfigShowArgs;
use crate::cli::exit::Exit;
use crate::cli::grid::Grid;
use crate::cli::print;
use crate::cli::tell::Teller;
use crate::report::one_line;
use crate::text::config::ConfigMsg;

/// An option with what holds for it.
struct Told {
    option: String,
    values: Vec<String>,
    from: ConfigMsg,
}

/// Prints what a run with these arguments would use.
pub(in crate::cli) fn run(
    args: &ConfigShowArgs,
    config: &Config,
    asked: &Asked,
    matches: &ArgMatches,
    teller: &Teller,
) -> Result<Exit> {
    // The options stand at the command that is furthest down.
    let below = |matches: &ArgMatches| matches.subcommand().map(|(_, below)| below.clone());
    let own = std::iter::successors(Some(matches.clone()), below).last();
    let told = told(config, asked, own.as_ref().unwrap_or(matches))?;
    let path = config.path.as_ref().map(|path| path.display().to_string());
    if args.json {
        return print::json(&machine(path, config, &told));
    }
    let head = [ConfigMsg::Option, ConfigMsg::Value, ConfigMsg::Source].map(|msg| msg.say(teller.lang));
    let mut grid = Grid::new(head);
    for told in &told {
        grid.add([told.option.clone(), one_line(&told.values.join(", ")), told.from.say(teller.lang)]);
    }
    let file = match path {
        Some(path) => ConfigMsg::File { path, profile: config.profile.clone() },
        None => ConfigMsg::NoFile,
    };
    let text = format!("{}{}\n", grid.text(teller.terminal.screen.width), file.say(teller.lang));
    print::print(text.as_bytes())
}

fn told(config: &Config, asked: &Asked, matches: &ArgMatches) -> Result<Vec<Told>> {
    let held = held(config, asked)?;
    let told = options(&asked.root).into_iter().map(|arg| {
        let id = arg.get_id().as_str();
        let raw = || matches.get_raw(id).into_iter().flatten().map(|value| value.to_string_lossy().into_owned());
        let from = match (matches.value_source(id), id) {
            (Some(ValueSource::CommandLine), _) => ConfigMsg::CommandLine,
            (Some(ValueSource::EnvVariable), _) => {
                let name = arg.get_env().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                ConfigMsg::Environment { name }
            }
            (_, "lang") if std::env::var_os("SAMENZIEN_LANG").is_some() => {
                ConfigMsg::Environment { name: "SAMENZIEN_LANG".to_owned() }
            }
            _ => held.iter().find(|setting| setting.id == id).map_or(ConfigMsg::Usual, |setting| {
                let place = config.place(setting);
                stands(config, setting, place)
            }),
        };
        let values = match &from {
            ConfigMsg::Usual => Vec::new(),
            ConfigMsg::Environment { name } if id == "lang" => std::env::var(name).into_iter().collect(),
            _ if super::is_switch(arg) => vec!["true".to_owned()],
            _ => raw().collect(),
        };
        Told { option: name(arg), values, from }
    });
    Ok(told.collect())
}

fn stands(config: &Config, setting: &Setting, place: String) -> ConfigMsg {
    match &config.profile {
        Some(name) if setting.of_profile => ConfigMsg::Profile { name: name.clone(), place },
        _ => ConfigMsg::InFile { place },
    }
}

fn machine(path: Option<String>, config: &Config, told: &[Told]) -> Value {
    let options = told.iter().map(|told| {
        let (from, place) = match &told.from {
            ConfigMsg::CommandLine => ("command line", None),
            ConfigMsg::Environment { name } => ("environment", Some(name)),
            ConfigMsg::Profile { place, .. } => ("profile", Some(place)),
            ConfigMsg::InFile { place } => ("file", Some(place)),
            _ => ("usual", None),
        };
        json!({ "option": told.option, "values": told.values, "from": from, "place": place })
    });
    json!({
        "schema": "1",
        "file": path,
        "profile": config.profile,
        "options": options.collect::<Vec<_>>(),
    })
}
