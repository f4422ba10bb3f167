//! `verify`: does a run again, on the inputs and with the options that its report tells of, and says whether the
//! result is the same, byte for byte.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Parser;
use serde_json::json;

use super::args::{Cli, Command, ScreenArgs, VerifyArgs};
use super::choices;
use super::control::Key;
use super::exit::Exit;
use super::fault::Fault;
use super::log::code_of;
use super::print::{self, print};
use super::run_info::digest_of;
use super::screen;
use super::tell::Teller;
use crate::report::{Told, formats, save};
use crate::text::Lang;
use crate::text::verify::VerifyMsg;

/// Does the run again and tells what came of it.
pub(super) fn run(args: &VerifyArgs, teller: &Teller) -> Result<Exit> {
    let said = || args.report.display().to_string();
    let format = formats::for_path(&args.report, formats::FORMATS).filter(|format| format.can_be_done_again());
    let format = format.ok_or_else(|| Fault::from(VerifyMsg::NotThisForm { path: said() }))?;
    let told = Told::read(&args.report).map_err(Fault::from)?;
    let mut again = Again::new(args, &told);
    let run = again.arguments()?;
    let lang = if told.language == "nl" { Lang::Nl } else { Lang::En };
    let then = std::fs::read(&args.report)?;
    let of_outputs = (told.fields_of_outputs.clone(), told.outputs.clone());
    let (now, rules) = screen::again(&run, &Teller { lang, ..*teller }, of_outputs, |document| {
        let mut bytes = Vec::new();
        save::print(document, format, &mut bytes)?;
        Ok((bytes, document.set.digest.clone()))
    })?;
    let mut changed = again.changed;
    if told.tool_version != env!("CARGO_PKG_VERSION") {
        let (then, now) = (told.tool_version, env!("CARGO_PKG_VERSION").to_owned());
        changed.insert(0, VerifyMsg::Version { then, now });
    }
    if told.rule_set.sha256 != rules {
        let short = |digest: &str| digest.chars().take(12).collect();
        changed.push(VerifyMsg::RuleSet { then: short(&told.rule_set.sha256), now: short(&rules) });
    }
    tell(args, &then, &now, changed, teller)
}

fn tell(args: &VerifyArgs, then: &[u8], now: &[u8], mut changed: Vec<VerifyMsg>, teller: &Teller) -> Result<Exit> {
    let path = args.report.display().to_string();
    let same = then == now;
    if !same && changed.is_empty() {
        changed.push(VerifyMsg::NothingElse);
    }
    let line = 1 + then.iter().zip(now).take_while(|(a, b)| a == b).filter(|(byte, _)| **byte == b'\n').count();
    if args.format == "json" {
        let reasons: Vec<String> = changed.iter().map(code_of).collect();
        let changed: Vec<String> = changed.iter().map(|msg| msg.say(Lang::En)).collect();
        print::json(&json!({
            "schema": "1",
            "same": same,
            "first_line_that_differs": (!same).then_some(line),
            "changed": changed,
            "reasons": reasons,
        }))?;
    } else {
        let head = if same { VerifyMsg::Same { path } } else { VerifyMsg::Differs { path, line } };
        let rest = changed.iter().map(|msg| format!("- {}\n", msg.say(teller.lang)));
        print(format!("{}\n{}", head.say(teller.lang), rest.collect::<String>()).as_bytes())?;
    }
    Ok(if same { Exit::Done } else { Exit::Threshold })
}

/// From what a report tells of a run to the arguments that do it again.
struct Again<'a> {
    args: &'a VerifyArgs,
    told: &'a Told,
    folders: Vec<PathBuf>,
    /// What is not as it was.
    changed: Vec<VerifyMsg>,
}

impl<'a> Again<'a> {
    fn new(args: &'a VerifyArgs, told: &'a Told) -> Self {
        // A report travels without the folders of its inputs: they are looked for here, and beside the report.
        let beside = args.report.parent().filter(|folder| !folder.as_os_str().is_empty());
        let usual = [Some(Path::new("")), beside].into_iter().flatten().map(Path::to_owned);
        Again { args, told, folders: args.folders.iter().cloned().chain(usual).collect(), changed: Vec::new() }
    }

    fn arguments(&mut self) -> Result<ScreenArgs> {
        let told = self.told;
        let mut line: Vec<OsString> = vec!["samenzien".into(), "screen".into()];
        for input in &told.inputs {
            // The batch comes last, after a mark that no name can be taken for an option.
            if let Some(role) = &input.role {
                line.push(option(role, &self.find(&input.file, input.sha256.as_deref())?));
            }
        }
        for (name, value) in &told.options {
            let beside = told.beside.iter().find(|file| file.option == *name);
            match (name.as_str(), beside) {
                ("pseudonymise", _) => {
                    let key = self.args.pseudonymise.as_deref().ok_or_else(|| Fault::from(VerifyMsg::NeedsKey))?;
                    line.push(option(name, key));
                }
                ("control-sample", _) => line.extend(self.control(value)?),
                (_, Some(file)) => line.push(option(name, &self.find(&file.file, file.sha256.as_deref())?)),
                (_, None) if value == "true" => line.push(format!("--{name}").into()),
                _ => line.push(format!("--{name}={value}").into()),
            }
        }
        line.extend(self.args.rules.iter().map(|rules| format!("--rules={rules}").into()));
        line.extend(told.purpose.iter().map(|purpose| format!("--purpose={purpose}").into()));
        line.extend([format!("--keep-until={}", told.keep_until).into(), "--".into()]);
        for input in told.inputs.iter().filter(|input| input.role.is_none()) {
            line.push(self.find(&input.file, input.sha256.as_deref())?.into());
        }
        let cli = Cli::try_parse_from(line).map_err(|error| Fault::from(super::help::mistake(&error)))?;
        let Command::Screen(mut run) = cli.command else {
            return Err(Fault::from(VerifyMsg::FromStandardInput).into());
        };
        run.batch.today = Some(choices::date("as_of", &told.as_of)?);
        run.batch.reading.threads = self.args.threads;
        Ok(*run)
    }

    /// The options of the control sample. The seed stands in its key and in no other output.
    fn control(&self, count: &str) -> Result<[OsString; 3]> {
        let key = self.args.control_key.as_deref().ok_or_else(|| Fault::from(VerifyMsg::NeedsControlKey))?;
        let seed = format!("--seed={}", Key::read(key)?.seed);
        Ok([format!("--control-sample={count}").into(), seed.into(), option("control-key", key)])
    }

    /// The file with this name: the one that is as it was, else one that is not, which is said.
    fn find(&mut self, name: &str, digest: Option<&str>) -> Result<PathBuf> {
        let Some(digest) = digest else { return Err(Fault::from(VerifyMsg::FromStandardInput).into()) };
        // The name comes out of a file: what it says of folders does not count.
        let bare = Path::new(name).file_name().unwrap_or_default();
        let mut other = None;
        for path in self.folders.iter().map(|folder| folder.join(bare)).filter(|path| path.is_file()) {
            if digest_of(Some(&path))?.as_deref() == Some(digest) {
                return Ok(path);
            }
            other.get_or_insert(path);
        }
        let said =
            |folder: &PathBuf| if folder.as_os_str().is_empty() { ".".into() } else { folder.display().to_string() };
        let folders = || self.folders.iter().map(said).collect();
        let found = other.ok_or_else(|| VerifyMsg::NotFound { file: name.to_owned(), folders: folders() });
        let found = found.map_err(Fault::from)?;
        self.changed.push(VerifyMsg::Input { file: name.to_owned() });
        Ok(found)
    }
}

fn option(name: &str, path: &Path) -> OsString {
    let mut text = OsString::from(format!("--{name}="));
    text.push(path);
    text
}
