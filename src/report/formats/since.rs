//! What is different from an earlier run as json, shared by `json` and `jsonl`.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::report::{Because, Change, Changes, Kind};

/// The change of one application.
pub(super) struct Changed<'a>(pub(super) &'a Change);

/// The counts over all applications, and those that are gone.
pub(super) struct Since<'a>(pub(super) &'a Changes);

/// The word of programs for how an application stands.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Higher => "higher",
        Kind::Lower => "lower",
        Kind::Same => "same",
    }
}

fn because(why: Because) -> &'static str {
    match why {
        Because::Data => "data",
        Because::Linked => "linked",
        Because::Signals => "signals",
        Because::Rules => "rules",
        Because::Decisions => "decisions",
    }
}

#[derive(Serialize)]
struct Cause<'a> {
    rule: &'a str,
    hits: bool,
    because: Vec<&'static str>,
    fields: &'a [String],
}

impl Serialize for Changed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let causes = self.0.causes.iter().map(|cause| Cause {
            rule: &cause.rule,
            hits: cause.hits,
            because: cause.because.iter().map(|why| because(*why)).collect(),
            fields: &cause.fields,
        });
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", word(self.0.kind))?;
        if let Some((score, band)) = &self.0.before {
            map.serialize_entry("score_before", score)?;
            map.serialize_entry("band_before", band)?;
        }
        map.serialize_entry("causes", &causes.collect::<Vec<_>>())?;
        map.end()
    }
}

impl Serialize for Since<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [new, higher, lower, same] = self.0.counts();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("as_of", &self.0.since)?;
        map.serialize_entry("other_rules", &self.0.other_rules)?;
        for (name, count) in [("new", new), ("higher", higher), ("lower", lower), ("same", same)] {
            map.serialize_entry(name, &count)?;
        }
        map.serialize_entry("gone", &self.0.gone)?;
        map.end()
    }
}
