//! `screen`: the scored table of a batch.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::ScreenArgs;
use super::control::Control;
use super::exit::Exit;
use super::fault::Fault;
use super::pipeline::Gathered;
use super::progress::Progress;
use super::run_info::run_info;
use super::tell::Teller;
use super::{choices, pipeline, privacy};
use crate::engine::Findings;
use crate::report::{Baseline, Changes, Document, Options, RunInfo, formats, save};
use crate::rules::RuleSet;
use crate::text::sheets::Step;

/// Reads, screens, writes, and says how it went.
pub(super) fn run(args: &ScreenArgs, teller: &Teller) -> Result<Exit> {
    let inputs = inputs(args);
    let targets = save::plan(&args.output, &inputs, formats::FORMATS)?;
    if let Some(key) = &args.control.control_key {
        save::apart(key, &inputs, &targets)?;
    }
    let identified = targets.iter().any(|target| target.format.identified) || format(args).identified;
    let outputs = beside_a_manifest(&targets);
    let control = Control::of(&args.control, lists_all(args))?;
    let run = Run { args, fields: fields(args, &targets), identified, outputs, control };
    let progress = Progress::start(teller);
    let fail_on = |set: &RuleSet| -> Result<Option<usize>> {
        Ok(args.fail_on.as_deref().map(|text| choices::band(text, &set.scoring.bands)).transpose()?)
    };
    screened(
        &run,
        teller,
        &progress,
        |set| fail_on(set).map(drop),
        |document, gathered, findings| {
            progress.step(Step::Writing);
            save::write_all(document, &targets)?;
            progress.end();
            if targets.is_empty() || args.format.is_some() {
                save::print(document, format(args), &mut std::io::stdout())?;
            }
            teller.run(document, &targets);
            teller.signals(gathered, findings);
            teller.names(findings);
            let reached = fail_on(document.set)?.is_some_and(|band| document.reaches(band));
            Ok(Exit::of(args.strict && document.run.rejected_rows() > 0, reached))
        },
    )
}

/// Does a run again without writing anything: `ask` gets its document. What other outputs of the run asked for must
/// be told: the fields that they show, and the outputs beside a manifest.
pub(super) fn again<T>(
    args: &ScreenArgs,
    teller: &Teller,
    (fields, outputs): (Vec<String>, Vec<String>),
    ask: impl FnOnce(&Document<'_>) -> Result<T>,
) -> Result<T> {
    let control = Control::of(&args.control, lists_all(args))?.map(Control::again);
    let run = Run { args, fields, identified: true, outputs, control };
    let progress = Progress::start(teller);
    screened(&run, teller, &progress, |_| Ok(()), |document, _, _| ask(document))
}

/// What a run needs to know besides its arguments.
struct Run<'a> {
    args: &'a ScreenArgs,
    /// The fields that only the outputs ask for.
    fields: Vec<String>,
    /// Whether an output tells which bytes were read.
    identified: bool,
    /// The outputs that stand beside a manifest.
    outputs: Vec<String>,
    /// The control sample, where one is asked for.
    control: Option<Control<'a>>,
}

/// From arguments to a document. `check` looks at the rule set before anything is read.
fn screened<T>(
    run: &Run<'_>,
    teller: &Teller,
    progress: &Progress,
    check: impl FnOnce(&RuleSet) -> Result<()>,
    then: impl FnOnce(&Document<'_>, &Gathered, &Findings<'_>) -> Result<T>,
) -> Result<T> {
    let args = run.args;
    let rules = pipeline::rules(args.batch.rules.as_deref(), &run.fields)?;
    teller.rules(&rules.warnings);
    check(&rules.set)?;
    let options = options(args, &rules.set, teller)?;
    let baseline = args.baseline.as_deref().map(|path| Baseline::read(path).map_err(Fault::from)).transpose()?;

    let gathered = pipeline::gather(&args.batch, rules)?;
    let info = run_info(args, &gathered, run.identified)?;
    let info = RunInfo { outputs: run.outputs.clone(), fields_of_outputs: run.fields.clone(), ..info };
    progress.step(Step::Matching);
    let findings = gathered.screen();
    let document = Document::assemble(&gathered.rules.set, &gathered.read.batch, &findings, &info, &options)?;
    let decisions = pipeline::decisions(args.decisions.as_deref(), &args.batch)?;
    let document = Document { decisions: decisions.as_ref(), ..document };
    let changes = baseline.map(|baseline| Changes::between(&baseline, &document));
    let document = Document { changes: changes.as_ref(), ..document };
    let drawn = run.control.map(|control| (control, control.draw(&document)));
    if let Some((control, (draw, said))) = &drawn {
        control.seal(&document, draw)?;
        teller.remarks(said.iter().map(|msg| msg.say(teller.lang)));
    }
    let rows = drawn.as_ref().map_or(&[][..], |(_, (draw, _))| &draw.rows);
    let document = Document { drawn: rows, ..document };
    let done = then(&document, &gathered, &findings)?;
    // The process ends here; giving back a million rows one by one would take a tenth of the run.
    std::mem::forget(findings);
    std::mem::forget(gathered);
    Ok(done)
}

/// Whether every application is on the list, so that there is nothing to draw from.
fn lists_all(args: &ScreenArgs) -> bool {
    args.min_band.is_none() && (args.top.is_none() || args.all)
}

/// The names of the outputs in the folder of a manifest, whose last day is theirs too.
fn beside_a_manifest(targets: &[save::Target]) -> Vec<String> {
    let folder = |target: &save::Target| target.named.parent().map(Path::to_owned);
    let Some(manifest) = targets.iter().find(|target| target.format.name == "manifest") else { return Vec::new() };
    let beside = targets.iter().filter(|target| target.named != manifest.named && folder(target) == folder(manifest));
    beside.filter_map(|target| Some(target.named.file_name()?.to_string_lossy().into_owned())).collect()
}

/// The files that must not be overwritten.
fn inputs(args: &ScreenArgs) -> Vec<PathBuf> {
    let beside = [&args.baseline, &args.privacy.pseudonymise];
    let decisions = args.decisions.iter().map(PathBuf::from);
    pipeline::paths(&args.batch).into_iter().chain(beside.into_iter().flatten().cloned()).chain(decisions).collect()
}

/// The format of standard output.
fn format(args: &ScreenArgs) -> &'static formats::Format {
    args.format.as_deref().and_then(|name| formats::named(name, formats::FORMATS)).unwrap_or(&formats::FORMATS[0])
}

/// The fields that only the output asks for.
fn fields(args: &ScreenArgs, targets: &[save::Target]) -> Vec<String> {
    let own = |name: &str| formats::COLUMNS.contains(&name) || formats::SINCE_COLUMNS.contains(&name);
    let columns = args.columns.iter().filter(|name| !own(name)).cloned();
    let formats = targets.iter().map(|target| target.format).chain([format(args)]);
    columns.chain(formats.flat_map(|format| format.fields).map(|name| (*name).to_owned())).collect()
}

fn options(args: &ScreenArgs, set: &RuleSet, teller: &Teller) -> Result<Options> {
    Ok(Options {
        lang: teller.lang,
        columns: args.columns.clone(),
        min_band: args.min_band.as_deref().map(|text| choices::band(text, &set.scoring.bands)).transpose()?,
        top: args.top,
        all: args.all,
        veil: privacy::veil(&args.privacy, args.batch.regime)?,
        excel_csv: args.excel_csv,
        screen: teller.terminal.screen,
    })
}
