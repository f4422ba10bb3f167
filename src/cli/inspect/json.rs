//! An inspection for machines. The keys are a promise to scripts.

use serde_json::{Value, json};

use super::Inspection;
use crate::batch::{Row, ValueId};
use crate::intake::InputSummary;
use crate::workbench::{ColumnQuality, Meaning, Unreadable};

/// The whole inspection.
pub(super) fn document(inspection: &Inspection<'_>, manifest: Value) -> Value {
    let set = &inspection.gathered.rules.set;
    let name = |value: &ValueId| set.values[usize::from(value.0)].name.as_str();
    let names = |values: &[ValueId]| values.iter().map(name).collect::<Vec<_>>();
    let inputs = inspection.inputs.iter().map(|input| {
        let mut told = counts(input.summary);
        told["columns"] = input.columns.iter().map(|found| column(found, &name)).collect();
        told
    });
    let mended = inspection
        .mended
        .iter()
        .map(|mended| json!({ "field": name(&mended.value), "repair": mended.repair.code(), "count": mended.count }));
    let scored = inspection.gathered.read.batch.scored;
    let rules = set
        .rules
        .iter()
        .zip(&inspection.support.rules)
        .map(|(rule, found)| json!({ "id": rule.id, "assessed": found.assessed, "lacks": names(&found.lacks) }));
    let gains = inspection.support.gains.iter().map(|gain| {
        let ids: Vec<&str> = gain.rules.iter().map(|rule| set.rules[*rule].id.as_str()).collect();
        json!({ "add": names(&gain.columns), "rules": ids, "supported": gain.supported })
    });
    json!({
        "schema": "samenzien/inspect/1",
        "manifest": manifest,
        "applications": scored,
        "inputs": inputs.collect::<Vec<_>>(),
        "mended": mended.collect::<Vec<_>>(),
        "repeated": repeated(inspection),
        "supported": inspection.support.supported,
        "rules": rules.collect::<Vec<_>>(),
        "gains": gains.collect::<Vec<_>>(),
    })
}

fn counts(input: &InputSummary) -> Value {
    let role = match (input.history, input.joined) {
        (true, _) => "history",
        (_, true) => "join",
        _ => "batch",
    };
    let aside = input.rejected.iter().map(|row| json!({ "row": row.row, "reason": row.reason.code() }));
    let notes = input.notes.iter().map(|note| note.say(crate::text::Lang::En));
    json!({
        "file": input.label,
        "role": role,
        "rows_read": input.read,
        "rows_screened": input.screened,
        "rows_blank": input.blank,
        "rows_set_aside": aside.collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
    })
}

fn column<'a>(column: &ColumnQuality, name: &impl Fn(&ValueId) -> &'a str) -> Value {
    let (used, field, near) = match &column.meaning {
        Meaning::Field(value) | Meaning::Party(value, _) => ("field", Some(name(value)), &[][..]),
        Meaning::Double(value) => ("double", Some(name(value)), &[][..]),
        Meaning::Refused => ("never", None, &[][..]),
        Meaning::Closed => ("secret", None, &[][..]),
        Meaning::Unused(near) => ("unused", None, near.as_slice()),
    };
    let mut told = json!({ "header": column.header, "used_as": used, "field": field, "suggestions": near });
    if let Meaning::Party(_, number) = &column.meaning {
        told["party"] = (*number).into();
    }
    if used == "field" {
        told["rows"] = column.rows.into();
        told["filled"] = column.filled.into();
        told["missing"] = (column.rows - column.filled).into();
        told["unreadable"] = column.unreadable.iter().map(unreadable).collect();
    }
    told
}

fn unreadable(told: &Unreadable) -> Value {
    let example = |e: &crate::workbench::Example| json!({ "form": e.shown, "count": e.count, "row": e.line });
    let examples: Vec<Value> = told.examples.iter().map(example).collect();
    json!({ "reason": told.reason.code(), "count": told.count, "examples": examples })
}

fn repeated(inspection: &Inspection<'_>) -> Value {
    let (count, rows) = &inspection.gathered.read.repeated;
    let batch = &inspection.gathered.read.batch;
    let first = rows.iter().map(|row| {
        let (file, line) = batch.origins.of(Row(*row));
        json!({ "id": batch.id(Row(*row)), "file": file, "row": line })
    });
    json!({ "count": count, "first": first.collect::<Vec<_>>() })
}
