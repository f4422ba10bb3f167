//! What a run knows about itself: its inputs with their counts and digests, what was set aside, its options.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::args::{BatchArgs, ScreenArgs};
use super::pipeline::{self, Gathered, Rules};
use super::privacy;
use crate::batch::Row;
use crate::engine::Findings;
use crate::fields::{Regime, day};
use crate::intake::{InputSummary, Loaded};
use crate::report::{Beside, Document, Duplicate, InputInfo, InvalidColumn, Options, RejectedRow, Role, RunInfo};
use crate::text::night::NightMsg;
use crate::text::{Both, Lang};

/// A day since 1970-01-01, as `2026-11-24`.
pub(super) fn iso(at: i32) -> String {
    let (year, month, day) = day::to_ymd(at);
    format!("{year:04}-{month:02}-{day:02}")
}

/// What the report says of the run.
pub(super) fn run_info(args: &ScreenArgs, gathered: &Gathered, identified: bool) -> Result<RunInfo> {
    let (rules, read) = (&gathered.rules, &gathered.read);
    let inputs = read.inputs.iter().map(|input| input_info(input, identified));
    let heard = gathered.signal_files.iter().map(|file| signal_info(file, gathered, identified));
    let inputs: Vec<InputInfo> = inputs.chain(heard).collect::<Result<_>>()?;
    let rejected = read.inputs.iter().flat_map(|input| {
        input.rejected.iter().map(|row| RejectedRow {
            file: label(input),
            row: row.row,
            reason: Both { nl: row.reason.say(Lang::Nl).to_owned(), en: row.reason.say(Lang::En).to_owned() },
        })
    });
    let as_of = pipeline::reference(&args.batch)?;
    let of_inputs = read.inputs.iter().flat_map(|input| input.notes.iter().map(|note| (label(input), note)));
    let notes = of_inputs.chain(gathered.signal_notes.iter().map(|(file, note)| (file.clone(), note)));
    // With one file there is no doubt which.
    let several = inputs.len() > 1;
    let notes = notes.map(|(file, note)| {
        let say = |lang| if several { format!("{file}: {}", note.say(lang)) } else { note.say(lang) };
        Both { nl: say(Lang::Nl), en: say(Lang::En) }
    });
    let closed = (gathered.signals_closed > 0).then_some(NightMsg::SignalsClosed { count: gathered.signals_closed });
    let still = args.privacy.pseudonymise.is_some().then_some(NightMsg::StillPersonal);
    let still = still.into_iter().chain(closed).map(|msg| Both { nl: msg.say(Lang::Nl), en: msg.say(Lang::En) });
    Ok(RunInfo {
        inputs,
        rejected: rejected.collect(),
        invalid: invalid(rules, read),
        duplicates: duplicates(read),
        repeated: usize::try_from(read.repeated.0).unwrap_or(usize::MAX),
        as_of: iso(as_of),
        purpose: args.privacy.purpose.clone(),
        keep_until: iso(privacy::keep_until(args.privacy.keep_until.as_deref(), as_of)?),
        beside: beside(args, identified)?,
        outputs: Vec::new(),
        fields_of_outputs: Vec::new(),
        options: told_options(args),
        notes: still.chain(notes).collect(),
        secret: args.batch.regime == Regime::Bibob,
        rule_warnings: rules.warnings.1.len(),
    })
}

/// What identifies the run of a command that measures, for its machine-readable output.
pub(super) fn manifest(args: &BatchArgs, gathered: &Gathered, findings: &Findings<'_>) -> Result<Value> {
    let screen = ScreenArgs { batch: args.clone(), ..ScreenArgs::default() };
    let run = run_info(&screen, gathered, true)?;
    let options = Options::default();
    let document = Document::assemble(&gathered.rules.set, &gathered.read.batch, findings, &run, &options)?;
    Ok(serde_json::to_value(document.manifest())?)
}

/// A file beside the batch with its digest, for the same place.
pub(super) fn digested(path: &Path) -> Result<Value> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(json!({ "file": name, "sha256": digest_of(Some(path).filter(|path| path.is_file()))? }))
}

/// The name of an input without the folders around it: a report travels further than the file.
fn label(input: &InputSummary) -> String {
    let name = input.path.as_deref().and_then(Path::file_name);
    name.map_or_else(|| input.label.clone(), |name| name.to_string_lossy().into_owned())
}

fn input_info(input: &InputSummary, identified: bool) -> Result<InputInfo> {
    Ok(InputInfo {
        label: label(input),
        rows_read: input.read,
        screened: input.screened,
        rejected: input.rejected.len() as u64,
        blank: input.blank,
        left_out: input.later + input.known,
        path: input.label.clone(),
        columns: input.columns.iter().filter_map(|(header, field)| Some((header.clone(), field.clone()?))).collect(),
        role: match (input.history, input.joined, input.parties) {
            (true, ..) => Role::History,
            (_, true, _) => Role::Join,
            (.., true) => Role::Parties,
            _ => Role::Batch,
        },
        digest: digest_of(input.path.as_deref().filter(|_| identified))?,
    })
}

fn signal_info(
    (label, path, read): &(String, Option<PathBuf>, u64),
    gathered: &Gathered,
    identified: bool,
) -> Result<InputInfo> {
    let rejected = gathered.signals_aside.iter().filter(|(file, ..)| file == label).count() as u64;
    let usable = gathered.signals.iter().flat_map(|signals| &signals.seen);
    let name = path.as_deref().and_then(Path::file_name);
    Ok(InputInfo {
        label: name.map_or_else(|| label.clone(), |name| name.to_string_lossy().into_owned()),
        rows_read: *read,
        screened: usable.filter(|signal| *signal.file == **label).count() as u64,
        rejected,
        path: label.clone(),
        role: Role::Signals,
        digest: digest_of(path.as_deref().filter(|_| identified))?,
        ..InputInfo::default()
    })
}

pub(super) fn digest_of(path: Option<&Path>) -> Result<Option<String>> {
    path.map(|path| digest(path).with_context(|| path.display().to_string())).transpose()
}

fn digest(path: &Path) -> io::Result<String> {
    let mut hash = HashWriter(Sha256::new());
    io::copy(&mut io::BufReader::with_capacity(1 << 20, File::open(path)?), &mut hash)?;
    Ok(hash.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A digest as something to write to.
struct HashWriter(Sha256);

impl io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The columns with cells that could not be read, most cells first.
fn invalid(rules: &Rules, read: &Loaded) -> Vec<InvalidColumn> {
    let fields = &rules.set.values[rules.set.derived..];
    let header = |field: &str| {
        let mut columns = read.inputs.iter().flat_map(|input| &input.columns);
        columns.find(|(_, found)| found.as_deref() == Some(field)).map(|(header, _)| header.clone())
    };
    let counted = fields.iter().zip(&read.cells).map(|(field, (counts, _))| InvalidColumn {
        header: header(&field.name).unwrap_or_else(|| field.name.clone()),
        label: field.label.clone(),
        count: counts.invalid.values().sum(),
    });
    let mut columns: Vec<InvalidColumn> = counted.filter(|column| column.count > 0).collect();
    columns.sort_by_key(|column| std::cmp::Reverse(column.count));
    columns
}

/// The first case numbers that stand in more than one row.
fn duplicates(read: &Loaded) -> Vec<Duplicate> {
    let mut places: BTreeMap<&str, Vec<(String, u32)>> = BTreeMap::new();
    for row in read.repeated.1.iter().map(|row| Row(*row)) {
        let (file, line) = read.batch.origins.of(row);
        let file =
            Path::new(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned());
        places.entry(read.batch.id(row)).or_default().push((file, line));
    }
    places.into_iter().map(|(id, places)| Duplicate { id: id.to_owned(), places }).collect()
}

/// The files that options name and that change the outcome.
fn beside(args: &ScreenArgs, identified: bool) -> Result<Vec<Beside>> {
    let named = [
        ("baseline", args.baseline.clone()),
        ("decisions", args.decisions.as_ref().map(PathBuf::from)),
        ("mapping", args.batch.reading.mapping.clone()),
    ];
    let named = named.into_iter().filter_map(|(option, path)| Some((option, path?)));
    let beside = named.map(|(option, path)| {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sha256 = digest_of(Some(path.as_path()).filter(|path| identified && path.is_file()))?;
        Ok(Beside { option: option.to_owned(), file, sha256 })
    });
    beside.collect()
}

/// The options that change the outcome, for the manifest.
fn told_options(args: &ScreenArgs) -> BTreeMap<String, String> {
    let file_name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let flag = |on: bool| on.then(|| "true".to_owned());
    let columns = Some(args.columns.join(",")).filter(|columns| !columns.is_empty());
    let told = [
        ("as-of", args.batch.as_of.clone()),
        ("regime", (args.batch.regime == Regime::Bibob).then(|| "bibob".to_owned())),
        ("mapping", args.batch.reading.mapping.as_deref().map(file_name)),
        ("sheet", args.batch.reading.sheet.clone()),
        ("delimiter", args.batch.reading.delimiter.clone()),
        ("encoding", args.batch.reading.encoding.clone()),
        ("header-row", args.batch.reading.header_row.map(|row| row.to_string())),
        ("baseline", args.baseline.as_deref().map(file_name)),
        ("decisions", args.decisions.as_deref().map(Path::new).map(file_name)),
        ("min-band", args.min_band.clone()),
        ("top", args.top.map(|top| top.to_string())),
        ("all", flag(args.all)),
        ("columns", columns),
        ("control-sample", args.control.control_sample.map(|count| count.to_string())),
        ("redact", flag(args.privacy.redact)),
        ("pseudonymise", flag(args.privacy.pseudonymise.is_some())),
        ("excel-csv", flag(args.excel_csv)),
    ];
    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
