//! The steps that commands share: rules, then the batch that they need.

use crate::diag::{Sources, render};
use crate::intake::{self, Loaded, Mapping, Need, ReadOptions};
use crate::rules::{self, Compiled, RuleSet, RuleSource};
use crate::text::Lang;
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
