//! The steps that commands share: rules, then the batch that they need.

use crate::diag::{Sources, render};
use crate::intake::{self, Loaded, Mapping, Need, ReadOptions};
use crate::report::{InputInfo, InvalidColumn, RejectedRow, RunInfo};
use crate::rules::{self, Compiled, RuleSet, RuleSource};
use crate::text::{Both, Lang};
use anyhow::{Result, anyhow, bail};

/// The rule set, or everything that is wrong with it.
pub(super) fn rules(path: Option<&str>, lang: Lang) -> Result<Compiled> {
    let source = path.map_or(RuleSource::Builtin, RuleSource::named);
    let mut sources = Sources::default();
    let compiled = rules::load(&source, &mut sources, &[])
        .map_err(|error| anyhow!("{}: {}", error.path, error.said.unwrap_or_default()))?;
    if compiled.set.is_none() {
        bail!("\n{}", render(&sources, &compiled.diagnostics, lang, false));
    }
    Ok(compiled)
}

/// The applications, with the values that the rules need.
pub(super) fn load(compiled: Compiled, files: &[String], threads: Option<usize>) -> Result<(RuleSet, Loaded)> {
    let Compiled { set: Some(set), dictionary, .. } = compiled else { bail!("no rules") };
    let tables = intake::open_all(files, &ReadOptions::default(), &|header| dictionary.knows(header))?;
    let needs: Vec<Need> = set.values[set.derived..]
        .iter()
        .map(|value| Need {
            name: value.name.clone(),
            kind: value.kind,
            values: value.categories.clone(),
            missing: value.missing.clone(),
        })
        .collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = threads.unwrap_or(cores.min(8));
    let loaded = intake::load(tables, &needs, &dictionary, &Mapping::default(), threads)?;
    Ok((set, loaded))
}

/// What the report says about the run.
pub(super) fn run_info(set: &RuleSet, loaded: &Loaded) -> RunInfo {
    let input = |input: &intake::InputSummary| InputInfo {
        label: input.label.clone(),
        rows_read: input.read,
        screened: input.screened,
        rejected: input.rejected.len() as u64,
        blank: input.blank,
        digest: None,
    };
    let rejected = loaded.inputs.iter().flat_map(|input| {
        input.rejected.iter().map(|row| RejectedRow {
            file: input.label.clone(),
            row: row.row,
            reason: Both { nl: row.reason.say(Lang::Nl).to_owned(), en: row.reason.say(Lang::En).to_owned() },
        })
    });
    let cells = set.values[set.derived..].iter().zip(&loaded.cells);
    let mut invalid: Vec<InvalidColumn> = cells
        .map(|(value, (counts, _))| InvalidColumn {
            header: value.name.clone(),
            label: value.label.clone(),
            count: counts.invalid.values().sum(),
        })
        .filter(|column| column.count > 0)
        .collect();
    invalid.sort_by_key(|column| std::cmp::Reverse(column.count));
    let notes = loaded.inputs.iter().flat_map(|input| &input.notes);
    RunInfo {
        inputs: loaded.inputs.iter().map(input).collect(),
        rejected: rejected.collect(),
        invalid,
        notes: notes.map(|note| Both { nl: note.say(Lang::Nl), en: note.say(Lang::En) }).collect(),
        ..RunInfo::default()
    }
}

/// Says on standard error what was read and what was not.
pub(super) fn tell(loaded: &Loaded, run: &RunInfo, lang: Lang) {
    for input in &loaded.inputs {
        for note in &input.notes {
            eprintln!("{}: {}", input.label, note.say(lang));
        }
    }
    let count = |n: u64| crate::text::number(n as i64, lang);
    eprintln!(
        "{} {}, {} {}, {} {}",
        count(run.rows_read()),
        lang.pick("rijen gelezen", "rows read"),
        count(run.screened()),
        lang.pick("beoordeeld", "screened"),
        count(run.rejected_rows()),
        lang.pick("niet bruikbaar", "not usable")
    );
}
