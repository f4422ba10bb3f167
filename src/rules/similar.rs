//! `similar = 0.92` beside `same`: one value of the key is a name, and alike names count as the same.

use super::names::Names;
use super::set::Similar;
use crate::batch::ValueId;
use crate::diag::Table;
use crate::fields::KindId;
use crate::ops::{Context, likeness};
use crate::text::rules::RuleMsg;

/// Reads it; the outer `None` after telling the author what is wrong.
pub(super) fn similar(table: &Table, key: &[ValueId], names: &mut Names<'_>) -> Option<Option<Similar>> {
    let Some(entry) = table.claim("similar") else { return Some(None) };
    let least = likeness(&entry.item, names)?;
    // The first text is the name: what stands beside it may be text too, as a derived address is.
    let Some(name) = key.iter().copied().find(|value| names.kind(*value) == KindId::Text) else {
        names.error(entry.key_span, RuleMsg::SimilarWithoutName);
        return None;
    };
    // Many people have the same name: a name alone brings strangers together.
    if key.iter().all(|value| *value == name) {
        names.error(entry.key_span, RuleMsg::SimilarNameAlone);
        return None;
    }
    Some(Some(Similar { name, least }))
}
