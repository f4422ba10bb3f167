//! `{ signal_on = [FIELD…], … }`: colleagues' signals about an application.

use super::condition::{named, word};
use super::names::Names;
use super::set::{Distinct, SignalAsk};
use crate::batch::ValueId;
use crate::diag::{Entry, Table};
use crate::fields::{Storage, fold};
use crate::ops::duration;
use crate::text::rules::RuleMsg;

/// Reads what is asked; `None` after telling the author everything that is wrong in it.
pub(super) fn signal(table: &Table, form: &Entry, names: &mut Names<'_>) -> Option<SignalAsk> {
    let on: Vec<Option<ValueId>> = form.take().item.items().iter().map(|item| key(item, names)).collect();
    let kinds = match table.claim("kind") {
        None => Some(Vec::new()),
        Some(entry) => entry.item.items().iter().map(|item| Some(fold::loosened(&names.text(item)?))).collect(),
    };
    let within = match table.claim("within") {
        None => Some(None),
        Some(entry) => {
            let length = entry.item.text().and_then(duration);
            if length.is_none() {
                names.error(entry.item.span, RuleMsg::Duration);
            }
            length.map(Some)
        }
    };
    let counts = [("department", Distinct::Department), ("reporter", Distinct::Reporter)];
    let distinct = word(table, "distinct", &counts, names);
    let at_least = names.count(table.claim("at_least")).unwrap_or(1);
    let reliability = names.count(table.claim("reliability_at_least"));
    let source = names.field("signals");
    let on: Option<Vec<ValueId>> = on.into_iter().collect();
    let on = on.filter(|on| !on.is_empty());
    Some(SignalAsk { on: on?, kinds: kinds?, within: within?, distinct: distinct?, at_least, reliability, source })
}

fn key(item: &crate::diag::Item, names: &mut Names<'_>) -> Option<ValueId> {
    let value = named(item, names)?;
    let kind = crate::ops::Context::kind(names, value);
    if kind.storage() == Storage::Key {
        return Some(value);
    }
    names.error(item.span, RuleMsg::NotForKind { operator: "signal_on".into(), kind: kind.info().about });
    None
}
