//! `network`: which applications are joined, by what, and what only shows when departments look together.

use anyhow::Result;

use super::args::{NetworkArgs, ScreenArgs};
use super::exit::Exit;
use super::fault::Fault;
use super::run_info::run_info;
use super::tell::Teller;
use super::{pipeline, privacy};
use crate::batch::ValueId;
use crate::engine;
use crate::fields::Dictionary;
use crate::report::network::{FORMATS, NetworkView};
use crate::report::{Document, Options, formats, save};
use crate::rules::{ClusterAsk, MAX_GROUP, Node, RuleSet};
use crate::text::network::NetworkMsg;

/// Reads, joins, writes, and says how it went.
pub(super) fn run(args: &NetworkArgs, teller: &Teller) -> Result<Exit> {
    let targets = save::plan(&args.output, &pipeline::paths(&args.batch), FORMATS)?;
    let by = canonical(&args.by);
    let also: Vec<String> =
        by.iter().map(String::as_str).chain(["department", "applicant"]).map(String::from).collect();
    let rules = pipeline::rules(args.batch.rules.as_deref(), &also)?;
    teller.rules(&rules.warnings);
    let ask = ask(args, &by, &rules.set)?;
    let options = Options {
        lang: teller.lang,
        top: args.top,
        all: args.all,
        veil: privacy::veil(&args.privacy, args.batch.regime)?,
        screen: teller.terminal.screen,
        ..Options::default()
    };
    let format = args.format.as_deref().and_then(|name| formats::named(name, FORMATS)).unwrap_or(&FORMATS[0]);
    let identified = targets.iter().any(|target| target.format.identified) || format.identified;

    let gathered = pipeline::gather(&args.batch, rules)?;
    let mut run = run_info(&as_screen(args), &gathered, identified)?;
    run.options.extend(told(args));
    let (set, batch) = (&gathered.rules.set, &gathered.read.batch);
    let findings = gathered.screen();
    let networks = engine::networks(set, batch, &ask);
    let mut document = Document::assemble(set, batch, &findings, &run, &options)?;
    document.network = Some(NetworkView { networks: &networks, ask: &ask, applicant: value(set, "applicant")? });
    save::write_all(&document, &targets)?;
    if targets.is_empty() || args.format.is_some() {
        save::print(&document, format, &mut std::io::stdout())?;
    }
    teller.run(&document, &targets);
    Ok(Exit::of(args.strict && run.rejected_rows() > 0, false))
}

/// Fields under their canonical names; what is no field may be a derived value of the rule set.
fn canonical(names: &[String]) -> Vec<String> {
    let dictionary = Dictionary::builtin();
    let id = |name: &String| dictionary.by_name(name).map(|at| dictionary.field(at).id.clone());
    names.iter().map(|name| id(name).unwrap_or_else(|| name.clone())).collect()
}

/// What joins applications: what the user names, else what the rules about clusters name.
fn ask(args: &NetworkArgs, by: &[String], set: &RuleSet) -> Result<ClusterAsk> {
    let asked = set.nodes.iter().filter_map(|node| if let Node::Cluster(ask) = node { Some(ask) } else { None });
    let asked: Vec<&ClusterAsk> = asked.collect();
    let mut keys: Vec<ValueId> = by.iter().map(|name| value(set, name)).collect::<Result<_>>()?;
    if keys.is_empty() {
        keys = asked.iter().flat_map(|ask| ask.keys.iter().copied()).collect();
    }
    let mut seen = Vec::new();
    keys.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
    if keys.is_empty() {
        return Err(Fault::from(NetworkMsg::NoKeys).into());
    }
    let usual = asked.iter().map(|ask| ask.max_group).max().unwrap_or(MAX_GROUP);
    Ok(ClusterAsk {
        keys,
        distinct: None,
        at_least: args.min,
        max_group: args.max_group.unwrap_or(usual),
        department: value(set, "department")?,
    })
}

fn value(set: &RuleSet, name: &str) -> Result<ValueId> {
    let found = set.values.iter().position(|value| value.name == name);
    found.and_then(|at| u16::try_from(at).ok()).map(ValueId).ok_or_else(|| {
        let near = Dictionary::builtin().nearest(name).into_iter().next();
        Fault::from(NetworkMsg::UnknownKey { name: name.to_owned(), near }).into()
    })
}

/// What the two commands share, for what is told of a run.
fn as_screen(args: &NetworkArgs) -> ScreenArgs {
    ScreenArgs { batch: args.batch.clone(), privacy: args.privacy.clone(), ..ScreenArgs::default() }
}

/// The options that change the outcome, for the manifest.
fn told(args: &NetworkArgs) -> Vec<(String, String)> {
    let by = Some(args.by.join(",")).filter(|by| !by.is_empty());
    let told = [("by", by), ("min", Some(args.min.to_string())), ("max-group", args.max_group.map(|n| n.to_string()))];
    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
