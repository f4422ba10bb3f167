//! `register`: the rule set as a record of the algorithm register.

use std::fs;

use anyhow::Result;

use super::args::RegisterArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline;
use super::print::json;
use super::tell::Teller;
use crate::text::register::RegisterMsg;
use crate::workbench;

/// Prints the record, or everything that keeps it from being published.
pub(super) fn run(args: &RegisterArgs, teller: &Teller) -> Result<Exit> {
    let rules = pipeline::rules(args.rules.as_deref(), &[])?;
    let read = |path: &std::path::PathBuf| {
        fs::read_to_string(path).map_err(|error| {
            let (path, why) = (path.display().to_string(), error.to_string());
            Fault::from(RegisterMsg::CannotRead { path, why })
        })
    };
    let own = args.own.as_ref().map(read).transpose()?.unwrap_or_default();
    let record = workbench::register(&rules.set, &own).map_err(|wrong| {
        let said = wrong.iter().map(|msg| msg.say(teller.lang)).collect();
        Fault::from(RegisterMsg::NotComplete { said })
    })?;
    json(&record)
}
