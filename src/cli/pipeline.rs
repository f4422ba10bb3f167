//! The steps that commands share: rules, then the batch that they need, then what is to be told of it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{BatchArgs, Reading};
use super::choices;
use super::fault::Fault;
use crate::diag::{Diagnostic, Sources};
use crate::engine::{self, Findings};
use crate::fields::{Dictionary, day};
use crate::intake::{self, Decisions, Loaded, Mapping, Need, ReadOptions, Scope};
use crate::rules::{self, RuleSet, RuleSource, ValueDef};
use crate::text::cli::CliMsg;
use crate::text::intake::{IntakeError, Note};
use crate::text::signals::SignalReason;

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

/// A batch with what it is held against: read, derived, ready to be asked.
pub(super) struct Gathered {
    /// The rules.
    pub(super) rules: Rules,
    /// The applications, with what is to be told of their reading.
    pub(super) read: Loaded,
    /// Colleagues' signals; `None` where no file was given.
    pub(super) signals: Option<engine::Signals>,
    /// Of every file of signals: its name, where it is, and how many rows it has.
    pub(super) signal_files: Vec<(String, Option<PathBuf>, u64)>,
    /// File, row and reason of the signals that cannot be used.
    pub(super) signals_aside: Vec<(String, u32, SignalReason)>,
    /// How many signals are under secrecy, and were not read for that.
    pub(super) signals_closed: u64,
    /// What is worth telling of the files of signals.
    pub(super) signal_notes: Vec<(String, Note)>,
}

/// Reads everything that a command names, and derives what the rules need of it.
pub(super) fn gather(args: &BatchArgs, mut rules: Rules) -> Result<Gathered> {
    rules.dictionary.under(args.regime);
    let read = read(args, &needs(&rules), &rules.dictionary)?;
    held_against(args, rules, read)
}

/// Applications with what they are held against: derives what the rules need of them, and reads the signals.
pub(super) fn held_against(args: &BatchArgs, rules: Rules, mut read: Loaded) -> Result<Gathered> {
    let heard = signals(args, &rules)?;
    let signals_closed = heard.as_ref().map_or(0, |heard| heard.closed);
    let given = heard.is_some();
    let intake::Signals { usable, files: signal_files, rejected: signals_aside, notes: signal_notes, .. } =
        heard.unwrap_or_default();
    let derive = || engine::derive(&rules.set, &mut read.batch);
    let ((), signals) = rayon::join(derive, || given.then(|| engine::Signals::new(&rules.set, usable)));
    Ok(Gathered { rules, read, signals, signal_files, signals_aside, signals_closed, signal_notes })
}

impl Gathered {
    /// Asks every rule of every application.
    pub(super) fn screen(&self) -> Findings<'_> {
        engine::screen(&self.rules.set, &self.read.batch, self.signals.as_ref())
    }
}

/// The values that a rule set needs of the files.
pub(super) fn needs(rules: &Rules) -> Vec<Need> {
    rules.set.values[rules.set.derived..].iter().map(need).collect()
}

/// Reads these values of the applications, earlier and joined ones included.
pub(super) fn read(args: &BatchArgs, asked: &[Need], dictionary: &Dictionary) -> Result<Loaded> {
    // What is given twice would be taken for two things.
    let inputs =
        args.reading.files.iter().chain(&args.history).chain(&args.join).chain(&args.parties).chain(&args.signals);
    if inputs.filter(|input| *input == "-").count() > 1 {
        return Err(IntakeError::StdinTwice.into());
    }
    let until = as_of(args)?;
    let mut needs = asked.to_vec();
    if !args.parties.is_empty() {
        needs.extend(intake::party_names(asked, dictionary));
    }
    let mut loaded = load(&args.reading, &Beside { history: &args.history, until }, &needs, dictionary)?;
    for file in &args.join {
        let reading = Reading { files: vec![file.clone()], sheet: None, header_row: None, ..args.reading.clone() };
        intake::join(&mut loaded, load(&reading, &Beside::default(), &needs, dictionary)?)?;
    }
    if !args.parties.is_empty() {
        add_parties(args, dictionary, &needs, &mut loaded)?;
    }
    loaded.keep(asked.len());
    Ok(loaded)
}

fn add_parties(args: &BatchArgs, dictionary: &Dictionary, needs: &[Need], loaded: &mut Loaded) -> Result<()> {
    let options = beside_options(&args.reading)?;
    let known = |header: &str| {
        dictionary.knows(header) || dictionary.part_named(header).is_some() || dictionary.tells_the_role(header)
    };
    let mapping = mapping(&args.reading, dictionary)?;
    for table in intake::open_all(&args.parties, &options, &known)? {
        intake::add_parties(loaded, table, needs, dictionary, &mapping)?;
    }
    Ok(())
}

fn signals(args: &BatchArgs, rules: &Rules) -> Result<Option<intake::Signals>> {
    if args.signals.is_empty() {
        return Ok(None);
    }
    let until = as_of(args)?;
    let options = beside_options(&args.reading)?;
    Ok(Some(intake::read_signals(&args.signals, &options, &rules.dictionary, (until, args.regime))?))
}

/// What stands beside the batch.
#[derive(Debug, Default)]
struct Beside<'a> {
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
fn load(reading: &Reading, beside: &Beside<'_>, needs: &[Need], dictionary: &Dictionary) -> Result<Loaded> {
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

/// What people decided about earlier reasons; `None` where no file was given.
pub(super) fn decisions(file: Option<&str>, args: &BatchArgs) -> Result<Option<Decisions>> {
    let Some(file) = file else { return Ok(None) };
    let options = beside_options(&args.reading)?;
    let as_of = reference(args)?;
    Ok(Some(intake::read_decisions(file, &options, as_of)?))
}

/// Today, in days since 1970-01-01.
pub(super) fn today() -> i32 {
    day::from_date(jiff::ZonedDateTime::now().date())
}

/// The same for a file beside the batch, whose sheet and header row are its own.
pub(super) fn beside_options(reading: &Reading) -> Result<ReadOptions> {
    Ok(ReadOptions { sheet: None, header_row: None, ..read_options(reading)? })
}

/// The day that a run looks from: the one that the user set, else today.
pub(super) fn reference(args: &BatchArgs) -> Result<i32> {
    Ok(as_of(args)?.or(args.today).unwrap_or_else(today))
}

/// The last day that is known of, where the user set one.
pub(super) fn as_of(args: &BatchArgs) -> Result<Option<i32>> {
    Ok(args.as_of.as_deref().map(|text| choices::date("--as-of", text)).transpose()?)
}

/// The files on disk that must not be overwritten: a name as it stands, else what fits it as a pattern.
pub(super) fn paths(args: &BatchArgs) -> Vec<PathBuf> {
    let found = args
        .reading
        .files
        .iter()
        .chain(&args.history)
        .chain(&args.join)
        .chain(&args.parties)
        .chain(&args.signals)
        .flat_map(|name| {
            let path = Path::new(name);
            let pattern = if path.exists() { None } else { glob::glob(name).ok() };
            pattern.into_iter().flatten().flatten().chain([path.to_owned()])
        });
    found.chain(args.reading.mapping.clone()).collect()
}
