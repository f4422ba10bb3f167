//! The control sample: who is drawn, and the sealed key that tells.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::args::ControlArgs;
use super::fault::Fault;
use crate::report::{Document, Draw, draw, save};
use crate::text::sample::SampleMsg;

/// What a control sample is made with, where one is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Control<'a> {
    count: usize,
    seed: &'a str,
    /// Where the key goes, or comes from when a run is done again.
    key: Option<&'a Path>,
}

/// The key: which applications were drawn. It is kept apart from those who look into them.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Key {
    schema: String,
    manifest: KeyManifest,
    /// What the draw follows from.
    pub(super) seed: String,
    /// From how many applications it was drawn.
    of: usize,
    /// The case numbers, in order of the input.
    pub(super) drawn: Vec<String>,
}

/// As much of a manifest as a key needs: what made it, of which day, and how long it may be kept.
#[derive(Debug, Deserialize, Serialize)]
struct KeyManifest {
    tool: String,
    tool_version: String,
    rule_set: String,
    as_of: String,
    keep_until: String,
}

impl<'a> Control<'a> {
    /// Holds the options against each other. A sample needs a seed, a key, and a list that leaves something out.
    pub(super) fn of(args: &'a ControlArgs, lists_all: bool) -> Result<Option<Control<'a>>, Fault> {
        let Some(count) = args.control_sample else { return Ok(None) };
        let needs = |option| Fault::from(SampleMsg::Needs { option });
        let seed = args.seed.as_deref().ok_or_else(|| needs("--seed"))?;
        let key = args.control_key.as_deref().ok_or_else(|| needs("--control-key"))?;
        if lists_all {
            return Err(SampleMsg::NothingLeft.into());
        }
        Ok(Some(Control { count: count as usize, seed, key: Some(key) }))
    }

    /// The same for a run that is done again: nothing is written.
    pub(super) fn again(self) -> Self {
        Control { key: None, ..self }
    }

    /// Draws, and says what is to be told of it.
    pub(super) fn draw(&self, document: &Document<'_>) -> (Draw, Vec<SampleMsg>) {
        let drawn = draw(document, self.count, self.seed);
        let Some(key) = self.key else { return (drawn, Vec::new()) };
        let (count, of, path) = (drawn.rows.len(), drawn.of, key.display().to_string());
        let fewer = (count < self.count).then_some(SampleMsg::Fewer { asked: self.count, of });
        // Columns of one's own choice can leave the score out; every other output shows it.
        let betrays = document.options.columns.is_empty().then_some(SampleMsg::Betrays);
        let told = fewer.into_iter().chain([SampleMsg::Drawn { drawn: count, of, path }]).chain(betrays).collect();
        (drawn, told)
    }

    /// Writes the key, for its owner alone.
    pub(super) fn seal(&self, document: &Document<'_>, draw: &Draw) -> Result<()> {
        let Some(path) = self.key else { return Ok(()) };
        let run = document.run;
        let key = Key {
            schema: "1".to_owned(),
            manifest: KeyManifest {
                tool: env!("CARGO_PKG_NAME").to_owned(),
                tool_version: env!("CARGO_PKG_VERSION").to_owned(),
                rule_set: document.set.digest.clone(),
                as_of: run.as_of.clone(),
                keep_until: run.keep_until.clone(),
            },
            seed: self.seed.to_owned(),
            of: draw.of,
            drawn: draw.rows.iter().map(|row| document.batch.id(*row).to_owned()).collect(),
        };
        let text = format!("{}\n", serde_json::to_string_pretty(&key)?);
        Ok(save::write_sealed(path, &text)?)
    }
}

impl Key {
    /// Reads a key.
    pub(super) fn read(path: &Path) -> Result<Key, Fault> {
        let said = || Fault::from(SampleMsg::NotAKey { path: path.display().to_string() });
        let text = std::fs::read_to_string(path).map_err(|_| said())?;
        serde_json::from_str(&text).map_err(|_| said())
    }

    /// The case numbers of several keys.
    pub(super) fn drawn(paths: &[std::path::PathBuf]) -> Result<BTreeSet<String>, Fault> {
        let keys: Vec<Key> = paths.iter().map(|path| Key::read(path)).collect::<Result<_, _>>()?;
        Ok(keys.into_iter().flat_map(|key| key.drawn).collect())
    }
}
