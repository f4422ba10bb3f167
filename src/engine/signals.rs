//! Colleagues' signals about applications. A signal is derived like an application of its own, so that what
//! it is about is normalised by the very steps that normalise the applications; then keys are compared.

use super::facts::Shown;
use super::given::batch_of;
use crate::batch::{Bits, Column, Data, Row, Spread, Tri, Truth, ValueId, View};
use crate::fields::fold;
use crate::intake::Signal;
use crate::rules::{Distinct, RuleSet, SignalAsk};
use rustc_hash::FxHashMap;

/// The signals of a run.
#[derive(Debug)]
pub struct Signals {
    /// What was seen, in order of reading.
    pub seen: Vec<Signal>,
    /// The values of what each signal is about, by `ValueId`.
    columns: Vec<Column>,
}

impl Signals {
    /// Brings what signals are about into the form of the rule set's values.
    pub fn new(set: &RuleSet, mut seen: Vec<Signal>) -> Self {
        // Once it stands in columns, the text of it is of no more use.
        let about: Vec<_> = seen.iter_mut().map(|signal| std::mem::take(&mut signal.about)).collect();
        let mut batch = batch_of(set, &about);
        drop(about);
        super::derive(set, &mut batch);
        Signals { seen, columns: batch.columns }
    }

    /// What a signal is about: the value that a party of an application has as well, whichever party that is.
    pub(super) fn about(&self, signal: u32, value: ValueId) -> Shown {
        Shown::in_words(&self.columns[usize::from(value.0)], Row(signal))
    }
}

/// Per symbol of a column the signals about it, in order of reading.
#[derive(Debug)]
struct BySymbol {
    /// The symbols that there are signals about: most have none, and are told from these alone.
    told: Bits,
    signals: FxHashMap<u32, Vec<u32>>,
}

impl BySymbol {
    /// Those of a column whose texts are among these keys.
    fn new(column: &Column, keys: &FxHashMap<&str, Vec<u32>>) -> Self {
        let Data::Keys(known) = &column.data else {
            return BySymbol { told: Bits::zeros(0), signals: FxHashMap::default() };
        };
        let about = known.table.iter().zip(0..).filter_map(|(text, symbol)| Some((symbol, keys.get(text)?.clone())));
        let signals: FxHashMap<u32, Vec<u32>> = about.collect();
        let mut told = Bits::zeros(known.table.len());
        signals.keys().for_each(|symbol| told.set(*symbol as usize, true));
        BySymbol { told, signals }
    }

    fn get(&self, symbol: u32) -> &[u32] {
        if self.told.get(symbol as usize) { self.signals.get(&symbol).map_or(&[], Vec::as_slice) } else { &[] }
    }
}

/// The signals that answer one question, by what they are about.
#[derive(Debug)]
pub(super) struct Heard<'a> {
    ask: &'a SignalAsk,
    signals: &'a Signals,
    /// Per value of `ask.on`: the symbol in the batch and the signals about it, in order of reading.
    about: Vec<BySymbol>,
    /// The same for the further parties of the value's role, where there are any.
    further: Vec<Option<(&'a Spread, BySymbol)>>,
    /// Per signal a number for what is counted: equal where its names are, `None` where it has none.
    counted: Vec<Option<u32>>,
}

impl<'a> Heard<'a> {
    /// Finds the applications' keys that signals are about.
    pub(super) fn new(set: &RuleSet, view: &View<'a>, ask: &'a SignalAsk, signals: &'a Signals) -> Self {
        let (mut about, mut further) = (Vec::new(), Vec::new());
        for value in &ask.on {
            let mut keys: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
            for (at, _) in signals.seen.iter().enumerate().filter(|(_, signal)| fits(ask, signal)) {
                if let Some(key) = signals.columns[usize::from(value.0)].key(Row(at as u32)) {
                    keys.entry(key).or_default().push(at as u32);
                }
            }
            let spread = view.spread(set.role(*value));
            further.push(spread.map(|spread| (spread, BySymbol::new(&spread.columns[usize::from(value.0)], &keys))));
            about.push(BySymbol::new(view.column(*value), &keys));
        }
        Heard { ask, signals, about, further, counted: counted(ask, signals) }
    }

    /// The signals that count for an application, with the value that each is about.
    pub(super) fn of(&self, view: &View<'_>, row: Row, day: Option<i32>) -> Vec<(u32, ValueId)> {
        let mut found = Vec::new();
        for (value, about) in self.ask.on.iter().zip(&self.about) {
            let signals = view.column(*value).symbol(row).map_or(&[][..], |symbol| about.get(symbol));
            found.extend(signals.iter().map(|at| (*at, *value)));
        }
        for (value, further) in self.ask.on.iter().zip(&self.further) {
            let Some((spread, about)) = further else { continue };
            let column = &spread.columns[usize::from(value.0)];
            let symbols = spread.of(row).filter_map(|party| column.symbol(Row(party as u32)));
            found.extend(symbols.flat_map(|symbol| about.get(symbol)).map(|at| (*at, *value)));
        }
        found.retain(|(at, _)| self.in_time(*at, day));
        found.sort_unstable();
        found.dedup_by_key(|(at, _)| *at);
        found
    }

    fn in_time(&self, at: u32, day: Option<i32>) -> bool {
        let Some(within) = self.ask.within else { return true };
        let seen = self.signals.seen[at as usize].day;
        day.zip(seen).is_some_and(|(day, seen)| (within.before(day)..=day).contains(&seen))
    }

    /// How many signals, departments or reporters there are among signals.
    pub(super) fn count(&self, found: &[(u32, ValueId)]) -> usize {
        if self.ask.distinct.is_none() {
            return found.len();
        }
        let mut names: Vec<u32> = found.iter().filter_map(|(at, _)| self.counted[*at as usize]).collect();
        names.sort_unstable();
        names.dedup();
        names.len()
    }

    /// Whether enough signals are about an application: unknown where a value that could bring more is missing.
    fn at(&self, view: &View<'_>, row: Row, day: Option<i32>) -> Truth {
        let found = self.of(view, row, day);
        if !found.is_empty() && self.count(&found) >= self.ask.at_least as usize {
            return Truth::Yes;
        }
        let all = self.ask.on.iter().zip(&self.further).all(|(value, further)| {
            let of_all = |(spread, _): &(&Spread, _)| {
                spread.of(row).all(|party| spread.columns[usize::from(value.0)].has(Row(party as u32)))
            };
            view.column(*value).has(row) && further.as_ref().is_none_or(of_all)
        });
        if all && (self.ask.within.is_none() || day.is_some()) { Truth::No } else { Truth::Unknown }
    }

    /// The answers of all rows.
    pub(super) fn over(&self, view: &View<'_>, dates: &Column) -> Tri {
        Tri::from_fn(view.rows, |row| {
            let row = Row(row as u32);
            self.at(view, row, dates.day(row))
        })
    }

    /// The signals that are about any application at all.
    pub(super) fn matched(&self) -> impl Iterator<Item = u32> + '_ {
        let further = self.further.iter().flatten().map(|(_, about)| about);
        self.about.iter().chain(further).flat_map(|about| about.signals.values().flatten().copied())
    }
}

/// Numbers for the names that a question counts, as names compare.
fn counted(ask: &SignalAsk, signals: &Signals) -> Vec<Option<u32>> {
    let name: fn(&Signal) -> &str = match ask.distinct {
        None => return Vec::new(),
        Some(Distinct::Department) => |signal| &signal.department,
        Some(Distinct::Reporter) => |signal| &signal.reporter,
    };
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let number = |signal: &Signal| {
        let next = numbers.len() as u32;
        let name = fold::loosened(name(signal));
        (!name.is_empty()).then(|| *numbers.entry(name).or_insert(next))
    };
    signals.seen.iter().map(number).collect()
}

/// Whether a signal is of a kind and a reliability that the rule asks for.
fn fits(ask: &SignalAsk, signal: &Signal) -> bool {
    let reliable =
        ask.reliability.is_none_or(|least| signal.reliability.is_some_and(|known| u32::from(known) >= least));
    reliable && (ask.kinds.is_empty() || ask.kinds.contains(&fold::loosened(&signal.kind)))
}
