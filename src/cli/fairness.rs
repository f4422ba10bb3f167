//! `fairness`: selection rates per group, from a report and a file of groups.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use super::args::FairnessArgs;
use super::exit::Exit;
use super::fault::Fault;
use super::grid::Grid;
use super::print::{json, print};
use super::tell::Teller;
use crate::fields::Dictionary;
use crate::intake::{ReadOptions, read_groups, read_outcomes};
use crate::report::{Earlier, comment};
use crate::text::fairness::FairnessMsg;
use crate::text::{Lang, number};
use crate::workbench::fairness::{Beside, Cell, Fairness, Group, Grouping, Name, Rate, fairness, selected};
use crate::workbench::statistics::{Estimate, Interval};

/// The count below which a cell is never shown.
const LEAST: u64 = 10;

/// Measures, and shows aggregates.
pub(super) fn run(args: &FairnessArgs, teller: &Teller) -> Result<Exit> {
    let least = args.least.unwrap_or(LEAST);
    if least < LEAST {
        return Err(Fault::from(FairnessMsg::Least { least: LEAST }).into());
    }
    let report = Earlier::read(&args.report).map_err(Fault::from)?;
    let until = report.manifest.keep_until.clone();
    let selected = selected(report, args.min_band.as_deref()).map_err(Fault::from)?;
    let groups = read_groups(&args.groups, &ReadOptions::default(), &Dictionary::builtin())?;
    teller.remarks(groups.notes.iter().map(|note| format!("{}: {}", args.groups, note.say(teller.lang))));
    let outcomes = args.outcomes.iter().map(|file| outcomes(file)).next().transpose()?;
    let found = fairness(&selected, &groups, outcomes.as_ref(), least);
    match args.format.as_str() {
        "json" => json(&Machine::of(&found, least, &until)),
        format => {
            let text: String = found.groupings.iter().map(|grouping| said(grouping, format, teller)).collect();
            let rest = [
                FairnessMsg::Known { known: found.known, unknown: found.unknown },
                FairnessMsg::Tests { tests: found.tests },
                FairnessMsg::NoVerdict,
            ];
            let rest: String = rest.iter().map(|msg| format!("{}\n", msg.say(teller.lang))).collect();
            let mark =
                if format == "md" && !until.is_empty() { format!("\n{}\n", comment(&until)) } else { String::new() };
            print(format!("{text}{rest}{mark}").as_bytes())
        }
    }
}

/// Which applications turned out to be relevant, as far as people have said.
fn outcomes(file: &str) -> Result<BTreeMap<String, bool>> {
    let read = read_outcomes(&[file.to_owned()], &ReadOptions::default(), &Dictionary::builtin())?;
    Ok(read.by_id.into_iter().filter_map(|(id, outcome)| Some((id, outcome.relevant?))).collect())
}

/// One grouping as a table with a line about it.
fn said(grouping: &Grouping, format: &str, teller: &Teller) -> String {
    let lang = teller.lang;
    let heads = [
        FairnessMsg::Applications,
        FairnessMsg::Selected,
        FairnessMsg::Rate,
        FairnessMsg::Difference,
        FairnessMsg::Ratio,
        FairnessMsg::Chance,
        FairnessMsg::HitRate,
    ];
    let mut grid = Grid::new(std::iter::once(grouping.name.clone()).chain(heads.iter().map(|head| head.say(lang))));
    for group in &grouping.groups {
        let beside = |of: fn(&Beside) -> Option<String>| group.beside.as_ref().and_then(of).unwrap_or_default();
        grid.add([
            match &group.name {
                Name::Of(name) => name.clone(),
                Name::Smaller { groups } => FairnessMsg::Smaller { groups: *groups }.say(lang),
            },
            cell(group.all, lang),
            cell(group.selected, lang),
            group.rate.map_or_else(|| FairnessMsg::TooFew.say(lang), rate),
            beside(|beside| Some(points(&beside.difference))),
            beside(|beside| beside.ratio.as_ref().map(times)),
            beside(|beside| Some(format!("{:.3}", beside.chance))),
            group.hit_rate.map(rate).unwrap_or_default(),
        ]);
    }
    let table = if format == "md" { grid.markdown() } else { grid.text(teller.terminal.screen.width) };
    let range = grouping.difference.zip(grouping.ratio).map(|(difference, ratio)| {
        let (difference, ratio) = (format!("{:.1} %", difference * 100.0), format!("{ratio:.2}"));
        format!("{}\n", FairnessMsg::Range { difference, ratio }.say(lang))
    });
    format!("{table}{}\n", range.unwrap_or_default())
}

fn cell(cell: Cell, lang: Lang) -> String {
    match cell {
        Cell::Shown(count) => number(count as i64, lang),
        Cell::Below(least) => FairnessMsg::Below { least }.say(lang),
        Cell::Hidden => "–".to_owned(),
    }
}

fn rate(rate: Rate) -> String {
    let Interval { low, high } = rate.interval;
    format!("{:.1} % ({:.1}–{:.1})", rate.value * 100.0, low * 100.0, high * 100.0)
}

fn points(estimate: &Estimate) -> String {
    let Interval { low, high } = estimate.interval;
    format!("{:+.1} % ({:+.1} – {:+.1})", estimate.value * 100.0, low * 100.0, high * 100.0)
}

fn times(estimate: &Estimate) -> String {
    format!("{:.2} ({:.2}–{:.2})", estimate.value, estimate.interval.low, estimate.interval.high)
}

/// The measurement for programs: rates as fractions, hidden cells as null.
#[derive(Serialize)]
struct Machine<'a> {
    schema: &'static str,
    manifest: Kept<'a>,
    suppressed_below: u64,
    applications_with_a_group: u64,
    applications_without_a_group: u64,
    tests: usize,
    groupings: Vec<MachineGrouping<'a>>,
}

/// How long the measurement may be kept: as long as the report that it is made of.
#[derive(Serialize)]
struct Kept<'a> {
    tool: &'static str,
    keep_until: &'a str,
}

#[derive(Serialize)]
struct MachineGrouping<'a> {
    column: &'a str,
    difference: Option<f64>,
    ratio: Option<f64>,
    groups: Vec<MachineGroup<'a>>,
}

#[derive(Serialize)]
struct MachineGroup<'a> {
    /// Its name; null for the groups that are too small to be named.
    group: Option<&'a str>,
    /// How many of those there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    smaller_groups: Option<usize>,
    applications: Option<u64>,
    selected: Option<u64>,
    selection_rate: Option<f64>,
    selection_rate_95: Option<[f64; 2]>,
    difference_with_the_rest: Option<f64>,
    difference_95: Option<[f64; 2]>,
    ratio_to_the_rest: Option<f64>,
    ratio_95: Option<[f64; 2]>,
    chance: Option<f64>,
    hit_rate: Option<f64>,
    hit_rate_95: Option<[f64; 2]>,
}

impl<'a> Machine<'a> {
    fn of(found: &'a Fairness, least: u64, until: &'a str) -> Self {
        let group = |group: &'a Group| {
            let shown = |cell| if let Cell::Shown(count) = cell { Some(count) } else { None };
            let ends = |interval: Interval| [interval.low, interval.high];
            let ratio = group.beside.and_then(|beside| beside.ratio);
            let (name, smaller_groups) = match &group.name {
                Name::Of(name) => (Some(name.as_str()), None),
                Name::Smaller { groups } => (None, Some(*groups)),
            };
            MachineGroup {
                group: name,
                smaller_groups,
                applications: shown(group.all),
                selected: shown(group.selected),
                selection_rate: group.rate.map(|rate| rate.value),
                selection_rate_95: group.rate.map(|rate| ends(rate.interval)),
                difference_with_the_rest: group.beside.map(|beside| beside.difference.value),
                difference_95: group.beside.map(|beside| ends(beside.difference.interval)),
                ratio_to_the_rest: ratio.map(|ratio| ratio.value),
                ratio_95: ratio.map(|ratio| ends(ratio.interval)),
                chance: group.beside.map(|beside| beside.chance),
                hit_rate: group.hit_rate.map(|rate| rate.value),
                hit_rate_95: group.hit_rate.map(|rate| ends(rate.interval)),
            }
        };
        let grouping = |grouping: &'a Grouping| MachineGrouping {
            column: &grouping.name,
            difference: grouping.difference,
            ratio: grouping.ratio,
            groups: grouping.groups.iter().map(group).collect(),
        };
        Machine {
            schema: "1",
            manifest: Kept { tool: env!("CARGO_PKG_NAME"), keep_until: until },
            suppressed_below: least,
            applications_with_a_group: found.known,
            applications_without_a_group: found.unknown,
            tests: found.tests,
            groupings: found.groupings.iter().map(grouping).collect(),
        }
    }
}
