//! `screen`: the scored table of a batch.

use std::path::PathBuf;

use anyhow::Result;

use super::args::ScreenArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::progress::Progress;
use super::run_info::run_info;
use super::tell::Teller;
use super::{choices, pipeline, privacy};
use crate::report::{Baseline, Changes, Document, Options, formats, save};
use crate::rules::RuleSet;
use crate::text::sheets::Step;

/// Reads, screens, writes, and says how it went.
pub(super) fn run(args: &ScreenArgs, teller: &Teller) -> Result<Exit> {
    let targets = save::plan(&args.output, &inputs(args), formats::FORMATS)?;
    let rules = pipeline::rules(args.batch.rules.as_deref(), &fields(args, &targets))?;
    teller.rules(&rules.warnings);
    let fail_on = args.fail_on.as_deref().map(|text| choices::band(text, &rules.set.scoring.bands)).transpose()?;
    let options = options(args, &rules.set, teller)?;
    let baseline = args.baseline.as_deref().map(|path| Baseline::read(path).map_err(Fault::from)).transpose()?;
    let identified = targets.iter().any(|target| target.format.identified) || format(args).identified;

    let progress = Progress::start(&teller.terminal, teller.lang);
    let gathered = pipeline::gather(&args.batch, rules)?;
    let run = run_info(args, &gathered, identified)?;
    progress.step(Step::Matching);
    let findings = gathered.screen();
    let document = Document::assemble(&gathered.rules.set, &gathered.read.batch, &findings, &run, &options)?;
    let decisions = pipeline::decisions(args.decisions.as_deref(), &args.batch)?;
    let document = Document { decisions: decisions.as_ref(), ..document };
    let changes = baseline.map(|baseline| Changes::between(&baseline, &document));
    let document = Document { changes: changes.as_ref(), ..document };
    progress.step(Step::Writing);
    save::write_all(&document, &targets)?;
    drop(progress);
    if targets.is_empty() || args.format.is_some() {
        save::print(&document, format(args), &mut std::io::stdout())?;
    }
    teller.run(&document, &targets);
    teller.signals(&gathered, &findings);
    teller.names(&findings);
    let exit = Exit::of(args.strict && run.rejected_rows() > 0, fail_on.is_some_and(|band| document.reaches(band)));
    // The process ends here; giving back a million rows one by one would take a tenth of the run.
    std::mem::forget(findings);
    std::mem::forget(gathered);
    Ok(exit)
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
        veil: privacy::veil(&args.privacy)?,
        excel_csv: args.excel_csv,
        screen: teller.terminal.screen,
    })
}
