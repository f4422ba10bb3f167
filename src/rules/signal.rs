//! `{ signal_on = [FIELD…], … }`: colleagues' signals about an application.

use super::condition::{several_named, word};
use super::names::Names;
use super::set::{Distinct, SignalAsk};
use crate::batch::ValueId;
use crate::diag::{Entry, Item, Table};
use crate::fields::{Storage, fold};
use crate::ops::{Context, duration};
use crate::text::rules::RuleMsg;

/// Reads what is asked; `None` after telling the author everything that is wrong in it.
pub(super) fn signal(table: &Table, form: &Entry, names: &mut Names<'_>) -> Option<SignalAsk> {
    let on = several_named(&form.take().item, names);
    let on = on.map(|on| keys(on, &form.item, names));
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
    Some(SignalAsk { on: on??, kinds: kinds?, within: within?, distinct: distinct?, at_least, reliability, source })
}

/// What a signal can be about: a value that it can be matched on.
fn keys(on: Vec<ValueId>, item: &Item, names: &mut Names<'_>) -> Option<Vec<ValueId>> {
    let mut whole = true;
    for (value, item) in on.iter().zip(item.items()) {
        let kind = names.kind(*value);
        if kind.storage() != Storage::Key {
            names.error(item.span, RuleMsg::NotForKind { operator: "signal_on".into(), kind: kind.info().about });
            whole = false;
        }
    }
    whole.then_some(on)
}
