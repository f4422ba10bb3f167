//! `purge`: removes outputs whose last day has passed, and leaves a line about each. What samenzien did not write, or
//! what tells no day, stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::PurgeArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::print::print;
use super::run_info::iso;
use super::tell::Teller;
use super::{choices, pipeline};
use crate::report::Retention;
use crate::text::sample::SampleMsg;

/// Looks through a folder, and removes.
pub(super) fn run(args: &PurgeArgs, teller: &Teller) -> Result<Exit> {
    let asked = args.as_of.as_deref().map(|text| choices::date("--as-of", text)).transpose()?;
    // Days that are written so stand in order of time.
    let today = iso(asked.unwrap_or_else(pipeline::today));
    let mut files = Vec::new();
    walk(&args.folder, &mut files)
        .map_err(|_| Fault::from(SampleMsg::NoFolder { path: args.folder.display().to_string() }))?;
    files.sort();
    let mut dated: BTreeMap<PathBuf, String> = BTreeMap::new();
    for path in &files {
        let Some(Retention { until, beside }) = Retention::of(path) else { continue };
        for path in beside.into_iter().chain([path.clone()]) {
            dated.entry(path).or_insert_with(|| until.clone());
        }
    }
    let passed = dated.iter().filter(|(_, until)| **until < today);
    let (mut text, mut failed) = (String::new(), false);
    for (path, day) in passed.clone() {
        let (said, day) = (path.display().to_string(), day.clone());
        let msg = match (args.dry_run, || fs::remove_file(path)) {
            (true, _) => SampleMsg::WouldRemove { path: said, day },
            (false, remove) => match remove() {
                Ok(()) => SampleMsg::Removed { path: said, day },
                Err(error) => {
                    failed = true;
                    SampleMsg::CannotRemove { path: said, why: error.to_string() }
                }
            },
        };
        text.push_str(&format!("{}\n", crate::report::one_line(&msg.say(teller.lang))));
    }
    print(text.as_bytes())?;
    let kept = dated.len() - passed.count();
    let undated = files.len().saturating_sub(dated.len());
    teller.remarks(std::iter::once(SampleMsg::Kept { kept, undated }.say(teller.lang)));
    Ok(Exit::of(failed, false))
}

/// The plain files of a folder and of the folders in it. Links are not followed, so that nothing outside is touched.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
