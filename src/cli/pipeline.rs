//! The steps that commands share: rules, then the batch that they need, then what is to be told of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::args::{Reading, ScreenArgs};
use super::choices;
use super::fault::Fault;
use crate::batch::Row;
use crate::diag::{Diagnostic, Sources};
use crate::fields::{Dictionary, day};
use crate::intake::{self, InputSummary, Loaded, Mapping, Need, ReadOptions, Scope};
use crate::report::{Duplicate, InputInfo, InvalidColumn, RejectedRow, Role, RunInfo};
use crate::rules::{self, RuleSet, RuleSource, ValueDef};
use crate::text::cli::CliMsg;
use crate::text::{Both, Lang};

/// A rule set that can be used.
pub(super) struct Rules {
    /// The rules.
    pub(super) set: RuleSet,
    /// The fields, those that the set adds among them.
    pub(super) dictionary: Dictionary,
    /// The warnings of its check, with the files that they point into.
    pub(super) warnings: (Sources, Vec<Diagnostic>),
}

/// The rule set, or everything that is wrong with it. `also` names fields that only the output needs.
pub(super) fn rules(path: Option<&str>, also: &[String]) -> Result<Rules> {
    let source = path.map_or(RuleSource::Builtin, RuleSource::named);
    let mut sources = Sources::default();
    let compiled = rules::load(&source, &mut sources, also)
        .map_err(|error| Fault::from(CliMsg::CannotOpenRules { path: error.path, said: error.said }))?;
    // Where there is a set there are no errors.
    let found = (sources, compiled.diagnostics);
    match compiled.set {
        Some(set) => Ok(Rules { set, dictionary: compiled.dictionary, warnings: found }),
        None => Err(Fault::Rules(Box::new(found)).into()),
    }
}

/// The applications, with the values that the rules need.
pub(super) fn read(args: &ScreenArgs, rules: &Rules) -> Result<Loaded> {
    let fields = &rules.set.values[rules.set.derived..];
    let needs: Vec<Need> = fields.iter().map(need).collect();
    let until = args.as_of.as_deref().map(choices::date).transpose()?;
    let mut loaded = load(&args.reading, &Beside { history: &args.history, until }, &needs, &rules.dictionary)?;
    for file in &args.join {
        let reading = Reading { files: vec![file.clone()], sheet: None, header_row: None, ..args.reading.clone() };
        intake::join(&mut loaded, load(&reading, &Beside::default(), &needs, &rules.dictionary)?)?;
    }
    Ok(loaded)
}

/// Colleagues' signals, as they were read; `None` where no file was given.
pub(super) fn signals(args: &ScreenArgs, rules: &Rules) -> Result<Option<intake::Signals>> {
    if args.signals.is_empty() {
        return Ok(None);
    }
    let until = args.as_of.as_deref().map(choices::date).transpose()?;
    // The sheet and the header row of the batch are not those of the signals.
    let options = ReadOptions { sheet: None, header_row: None, ..read_options(&args.reading)? };
    Ok(Some(intake::read_signals(&args.signals, &options, &rules.dictionary, until)?))
}

/// What stands beside the batch.
#[derive(Debug, Default)]
pub(super) struct Beside<'a> {
    /// Files of earlier applications.
    history: &'a [String],
    /// The last day that is known of, where the user set one.
    until: Option<i32>,
}

fn need(value: &ValueDef) -> Need {
    Need {
        name: value.name.clone(),
        kind: value.kind,
        values: value.categories.clone(),
        missing: value.missing.clone(),
    }
}

/// Opens the inputs and reads these values of them.
pub(super) fn load(reading: &Reading, beside: &Beside<'_>, needs: &[Need], dictionary: &Dictionary) -> Result<Loaded> {
    let mapping = mapping(reading, dictionary)?;
    let options = read_options(reading)?;
    let known = |header: &str| dictionary.knows(header);
    let mut tables = intake::open_all(&reading.files, &options, &known)?;
    let scope = Scope { batch: tables.len(), until: beside.until };
    tables.extend(intake::open_all(beside.history, &options, &known)?);
    if let Some(threads) = reading.threads {
        // A pool that something has started already keeps its size; the result is the same.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    Ok(intake::load(tables, scope, needs, dictionary, &mapping)?)
}

fn mapping(reading: &Reading, dictionary: &Dictionary) -> Result<Mapping> {
    let read = reading.mapping.as_deref().map(|path| Mapping::read(path, dictionary));
    Ok(read.transpose()?.unwrap_or_default())
}

/// How the user says that files are to be read.
pub(super) fn read_options(reading: &Reading) -> Result<ReadOptions> {
    Ok(ReadOptions {
        sheet: reading.sheet.clone(),
        delimiter: reading.delimiter.as_deref().map(choices::delimiter).transpose()?,
        encoding: reading.encoding.clone(),
        header_row: reading.header_row,
        as_read: false,
    })
}

/// The files on disk that must not be overwritten: a name as it stands, else what fits it as a pattern.
pub(super) fn paths(args: &ScreenArgs) -> Vec<PathBuf> {
    let found =
        args.reading.files.iter().chain(&args.history).chain(&args.join).chain(&args.signals).flat_map(|name| {
            let path = Path::new(name);
            let pattern = if path.exists() { None } else { glob::glob(name).ok() };
            pattern.into_iter().flatten().flatten().chain([path.to_owned()])
        });
    found.chain(args.reading.mapping.clone()).collect()
}

/// Today, as `2026-11-24`.
pub(super) fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

/// A day since 1970-01-01, as `2026-11-24`.
pub(super) fn iso(at: i32) -> String {
    let (year, month, day) = day::to_ymd(at);
    format!("{year:04}-{month:02}-{day:02}")
}

/// What the report says of the run.
pub(super) fn run_info(
    args: &ScreenArgs,
    rules: &Rules,
    (read, signals): (&Loaded, Option<&intake::Signals>),
    as_of: String,
    identified: bool,
) -> Result<RunInfo> {
    let inputs = read.inputs.iter().map(|input| input_info(input, identified));
    let heard =
        signals.iter().flat_map(|signals| signals.files.iter().map(|file| signal_info(file, signals, identified)));
    let inputs = inputs.chain(heard).collect::<Result<_>>()?;
    let rejected = read.inputs.iter().flat_map(|input| {
        input.rejected.iter().map(|row| RejectedRow {
            file: label(input),
            row: row.row,
            reason: Both { nl: row.reason.say(Lang::Nl).to_owned(), en: row.reason.say(Lang::En).to_owned() },
        })
    });
    let notes = read.inputs.iter().flat_map(|input| &input.notes);
    Ok(RunInfo {
        inputs,
        rejected: rejected.collect(),
        invalid: invalid(rules, read),
        duplicates: duplicates(read),
        repeated: usize::try_from(read.repeated.0).unwrap_or(usize::MAX),
        as_of,
        options: told_options(args),
        notes: notes.map(|note| Both { nl: note.say(Lang::Nl), en: note.say(Lang::En) }).collect(),
        rule_warnings: rules.warnings.1.len(),
    })
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
        role: match (input.history, input.joined) {
            (true, _) => Role::History,
            (_, true) => Role::Join,
            _ => Role::Batch,
        },
        digest: digest_of(input.path.as_deref().filter(|_| identified))?,
    })
}

fn signal_info(
    (label, path, read): &(String, Option<PathBuf>, u64),
    signals: &intake::Signals,
    identified: bool,
) -> Result<InputInfo> {
    let rejected = signals.rejected.iter().filter(|(file, ..)| file == label).count() as u64;
    let name = path.as_deref().and_then(Path::file_name);
    Ok(InputInfo {
        label: name.map_or_else(|| label.clone(), |name| name.to_string_lossy().into_owned()),
        rows_read: *read,
        screened: signals.usable.iter().filter(|signal| signal.file == *label).count() as u64,
        rejected,
        role: Role::Signals,
        digest: digest_of(path.as_deref().filter(|_| identified))?,
        ..InputInfo::default()
    })
}

fn digest_of(path: Option<&Path>) -> Result<Option<String>> {
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

/// The options that change the outcome, for the manifest.
fn told_options(args: &ScreenArgs) -> BTreeMap<String, String> {
    let file_name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let flag = |on: bool| on.then(|| "true".to_owned());
    let columns = Some(args.columns.join(",")).filter(|columns| !columns.is_empty());
    let told = [
        ("as-of", args.as_of.clone()),
        ("mapping", args.reading.mapping.as_deref().map(file_name)),
        ("sheet", args.reading.sheet.clone()),
        ("delimiter", args.reading.delimiter.clone()),
        ("encoding", args.reading.encoding.clone()),
        ("header-row", args.reading.header_row.map(|row| row.to_string())),
        ("min-band", args.min_band.clone()),
        ("top", args.top.map(|top| top.to_string())),
        ("columns", columns),
        ("redact", flag(args.redact)),
        ("excel-csv", flag(args.excel_csv)),
    ];
    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
