//! `completions` and `man`: made from the same arguments that are parsed.

use anyhow::Result;

use super::args::{CompletionsArgs, ManArgs};
use super::exit::Exit;
use super::fault::Fault;
use super::help;
use super::print::print;
use crate::text::Lang;
use crate::text::cli::CliMsg;

/// Prints the completions for a shell.
pub(super) fn completions(args: &CompletionsArgs, lang: Lang) -> Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(lang), "samenzien", &mut text);
    print(&text)
}

/// Prints the manual page of the program or of one command.
pub(super) fn man(args: &ManArgs, lang: Lang) -> Result<Exit> {
    let mut command = help::command(lang);
    command.build();
    if let Some(name) = &args.about {
        let found = command.find_subcommand(name).cloned();
        command = found.ok_or_else(|| Fault::from(CliMsg::NoSuchCommand { name: name.clone() }))?;
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text)?;
    print(&text)
}
