//! Facts in words, for the formats that people read. The words themselves stand in `text`.

use super::{Because, Document, Kind, LINKED_SHOWN};
use crate::batch::{Row, ValueId};
use crate::engine::{Fact, Score, Shown, Total};
use crate::fields::{self, KindId, Personal, day};
use crate::rules::{Derived, From};
use crate::text::night::NightMsg;
use crate::text::report::{AlikeSaid, ClusterSaid, ReportMsg, SharedSaid, SignalSaid, Word};
use crate::text::{self, lower_first};

impl Document<'_> {
    /// What was seen, as a sentence.
    pub fn say(&self, fact: &Fact) -> String {
        let msg = match fact {
            Fact::Value { value, shown, expected } => ReportMsg::Value {
                label: self.label(*value),
                shown: self.show(*value, shown),
                expected: self.lang().pick(&expected[0], &expected[1]).to_owned(),
            },
            Fact::Alike { value, shown, other, spelled, score, through } => ReportMsg::Alike(Box::new(AlikeSaid {
                through: *through,
                label: self.label(*value),
                shown: self.show(*value, shown),
                other: other.filter(|other| other != value).map(|other| self.label(other)),
                spelled: self.show(other.unwrap_or(*value), spelled),
                // Rounded down: what is said to be 0.92 is not less.
                score: text::decimal(likeness(score / 100 * 100), self.lang()),
            })),
            Fact::Outlier { value, shown, fence, peers } => ReportMsg::Outlier {
                label: self.label(*value),
                shown: self.show(*value, shown),
                fence: self.show(*value, fence),
                peers: *peers,
            },
            Fact::Cluster { keys, distinct, count, at_least, rows, others, only_together } => {
                let via: Vec<String> = keys
                    .iter()
                    .map(|(value, shown)| format!("{} {}", self.label(*value), self.show(*value, shown)))
                    .collect();
                ReportMsg::Cluster(Box::new(ClusterSaid {
                    via: via.join(", "),
                    others: u32::try_from(*others).unwrap_or(u32::MAX),
                    distinct: distinct.map(|value| (lower_first(&self.label(value)), *count)),
                    asked: ReportMsg::AtLeast { least: *at_least }.say(self.lang()),
                    ids: self.list(rows, *others),
                    only_together: *only_together,
                }))
            }
            Fact::Signal { value, shown, department, day: seen, kind, text: words, reliability } => {
                ReportMsg::Signal(Box::new(SignalSaid {
                    label: self.label(*value),
                    shown: self.show(*value, shown),
                    department: one_line(department),
                    day: seen.map(|at| text::date(day::to_ymd(at), self.lang())),
                    kind: one_line(kind),
                    // Free text may name people.
                    text: if self.options.veil.hides() { String::new() } else { one_line(words) },
                    reliability: *reliability,
                }))
            }
            Fact::Group { key, distinct, count, at_least, at_most, total, rows, roles, others } => {
                let key: Vec<String> = key
                    .iter()
                    .map(|(value, shown)| format!("{} {}", self.label(*value), self.show(*value, shown)))
                    .collect();
                let (total, bounds) = self.total(total.as_ref());
                ReportMsg::Shared(Box::new(SharedSaid {
                    key: key.join(", "),
                    others: u32::try_from(*others).unwrap_or(u32::MAX),
                    // What is asked is asked of this number, which may have the application itself in it.
                    counted: (distinct.is_none() && total.is_none() && *count as usize != *others).then_some(*count),
                    distinct: distinct.map(|value| (lower_first(&self.label(value)), *count)),
                    total,
                    asked: bounds.or_else(|| asked(*at_least, *at_most).map(|msg| msg.say(self.lang()))),
                    elsewhere: !roles.is_empty(),
                    ids: self.list_with(rows, roles, *others),
                }))
            }
        };
        msg.say(self.lang())
    }

    /// That a reason has been explained, until when, by whom and how; nothing where it has not.
    pub fn say_explained(&self, rule: usize, row: Row) -> Option<String> {
        let decision = self.explained(rule, row)?;
        let day = text::date(day::to_ymd(decision.until), self.lang());
        // The words of a decision may name people.
        let reason = if self.options.veil.hides() { String::new() } else { one_line(&decision.reason) };
        Some(NightMsg::Explained { day, by: one_line(&decision.by), reason }.say(self.lang()))
    }

    /// The title of a rule that hit, marked where the reason has been explained.
    pub(crate) fn marked(&self, title: String, rule: usize, row: Row) -> String {
        match self.explained(rule, row) {
            Some(_) => format!("({}) {title}", Word::Explained.say(self.lang())),
            None => title,
        }
    }

    /// The score and the band without what has been explained, as a sentence.
    pub fn say_open(&self, row: Row) -> String {
        let score = self.open_score(row);
        let band = one_line(self.band_label(score));
        NightMsg::Left { score: self.range(score), band }.say(self.lang())
    }

    /// What is different from the earlier run over all applications, in sentences; none where there was none.
    pub fn say_since(&self) -> Vec<String> {
        let Some(changes) = self.changes else { return Vec::new() };
        let [new, higher, lower, same] = changes.counts();
        let (day, gone) = (one_line(&text::iso_date(&changes.since, self.lang())), changes.gone.len());
        let since = NightMsg::Since { day, new, higher, lower, same, gone };
        let other = changes.other_rules.then_some(NightMsg::OtherRules);
        [since].into_iter().chain(other).map(|msg| msg.say(self.lang())).collect()
    }

    /// What is different for an application since the earlier run, as a sentence; nothing where there was none.
    pub fn say_change(&self, row: Row) -> Option<String> {
        let change = self.changes?.rows.get(row.index())?;
        let causes = change.causes.iter().map(|cause| {
            if cause.because == [Because::Decisions] {
                let explained = self.set.rules.iter().position(|rule| rule.id == cause.rule);
                let explained = explained.is_some_and(|rule| self.explained(rule, row).is_some());
                return NightMsg::Decided { rule: cause.rule.clone(), explained }.say(self.lang());
            }
            let fields = cause.fields.iter().map(|name| self.label_of(name)).collect::<Vec<_>>().join(", ");
            let because = cause.because.iter().map(|why| match why {
                Because::Data => Some(NightMsg::ByData { fields: fields.clone() }),
                Because::Linked => Some(NightMsg::ByLinked),
                Because::Signals => Some(NightMsg::BySignals),
                Because::Rules => Some(NightMsg::ByRules),
                // It is the only cause wherever it is one.
                Because::Decisions => None,
            });
            let because = because.flatten().map(|msg| msg.say(self.lang())).collect::<Vec<_>>().join(", ");
            NightMsg::Moved { rule: cause.rule.clone(), hits: cause.hits, because }.say(self.lang())
        });
        let causes = causes.collect::<Vec<_>>().join("; ");
        let kind = self.say_kind(change.kind);
        Some(match &change.before {
            Some((score, _)) if change.kind != Kind::Same => {
                NightMsg::Changed { kind, score: *score, causes }.say(self.lang())
            }
            _ if causes.is_empty() => kind,
            _ => format!("{kind}: {causes}"),
        })
    }

    /// How an application stands beside the earlier run, in a word.
    pub fn say_kind(&self, kind: Kind) -> String {
        let word = match kind {
            Kind::New => Word::IsNew,
            Kind::Higher => Word::IsHigher,
            Kind::Lower => Word::IsLower,
            Kind::Same => Word::IsSame,
        };
        word.say(self.lang()).to_owned()
    }

    fn label_of(&self, name: &str) -> String {
        let def = self.set.values.iter().find(|def| def.name == name);
        def.map_or_else(|| one_line(name), |def| one_line(def.label.get(self.lang())))
    }

    /// The name of a value.
    pub fn label(&self, value: ValueId) -> String {
        self.set.values.get(usize::from(value.0)).map_or_else(String::new, |def| one_line(def.label.get(self.lang())))
    }

    /// A value for people, or a mark in its place where it may not be shown.
    pub fn show(&self, value: ValueId, shown: &Shown) -> String {
        let lang = self.lang();
        let def = self.set.values.get(usize::from(value.0));
        if let Some(veiled) = self.veiled(value, shown) {
            return veiled;
        }
        match shown {
            Shown::Missing => Word::Empty.say(lang).to_owned(),
            Shown::Invalid(text) => ReportMsg::Unreadable { text: one_line(text) }.say(lang),
            Shown::Key(key) => match def.and_then(|def| def.categories.iter().find(|known| known.id == *key)) {
                Some(known) => one_line(known.label.get(lang)),
                None if def.is_some_and(|def| matches!(&def.from, From::Derived(Derived::Join(_)))) => {
                    // A key of parts: those that are empty say nothing.
                    one_line(&key.split('|').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
                }
                None => one_line(&fields::display(def.map_or(KindId::Text, |def| def.kind), key)),
            },
            Shown::Written { words, .. } => one_line(words),
            Shown::Day(at) => text::date(day::to_ymd(*at), lang),
            Shown::Cents(cents) => text::money(*cents, lang),
            Shown::Millionths(units) => text::decimal(*units, lang),
            Shown::Flag(yes) => if *yes { Word::Yes } else { Word::No }.say(lang).to_owned(),
        }
    }

    /// Whether a value is about a person or firm and the user asked to hide those.
    pub fn hides(&self, value: ValueId) -> bool {
        let personal = self.set.values.get(usize::from(value.0)).map(|def| def.personal);
        self.options.veil.hides() && personal.is_some_and(Personal::is_hidden)
    }

    /// What stands in the place of a value that is hidden. What could not be read is a text in somebody's own words,
    /// whatever should have stood there.
    pub fn veiled(&self, value: ValueId, shown: &Shown) -> Option<String> {
        let unread = self.options.veil.hides() && matches!(shown, Shown::Invalid(_));
        let def = self.set.values.get(usize::from(value.0)).filter(|_| unread || self.hides(value))?;
        (*shown != Shown::Missing).then(|| self.options.veil.over(def.kind, shown))
    }

    /// A sum or a share, and what was asked of it.
    fn total(&self, total: Option<&Total>) -> (Option<String>, Option<String>) {
        let lang = self.lang();
        match total {
            None => (None, None),
            Some(Total::Sum { value, shown, asked }) => {
                let (label, sum) = (lower_first(&self.label(*value)), self.show(*value, shown));
                (Some(ReportMsg::Sum { label, sum }.say(lang)), Some(lang.pick(&asked[0], &asked[1]).to_owned()))
            }
            Some(Total::Share { rows, of, asked }) => {
                let said = ReportMsg::Share { rows: *rows, of: *of }.say(lang);
                (Some(said), Some(lang.pick(&asked[0], &asked[1]).to_owned()))
            }
        }
    }

    /// Case numbers, the first ones by name and the rest as a count.
    pub fn list(&self, rows: &[Row], all: usize) -> String {
        self.list_with(rows, &[], all)
    }

    /// Case numbers, each with the fields that it is about where those are told.
    fn list_with(&self, rows: &[Row], roles: &[Vec<ValueId>], all: usize) -> String {
        let name = |(at, row): (usize, &Row)| {
            let id = one_line(self.batch.id(*row));
            let roles = roles.get(at).into_iter().flatten().map(|value| lower_first(&self.label(*value)));
            let roles = roles.collect::<Vec<_>>().join(", ");
            if roles.is_empty() { id } else { format!("{id} ({roles})") }
        };
        let named: Vec<String> = rows.iter().enumerate().take(LINKED_SHOWN).map(name).collect();
        let shown = named.join(", ");
        match all.saturating_sub(named.len()) {
            0 => shown,
            others => ReportMsg::AndOthers { shown, others }.say(self.lang()),
        }
    }

    /// The score with its range: `35 (20–60)`.
    pub fn range(&self, score: Score) -> String {
        ReportMsg::Range { score: score.value, low: score.low, high: score.high }.say(self.lang())
    }
}

/// A score of 0 to 10,000 as a number from 0 to 1, in millionths.
pub(super) fn likeness(score: u16) -> i64 {
    i64::from(score) * 100
}

fn asked(least: Option<u32>, most: Option<u32>) -> Option<ReportMsg> {
    match (least, most) {
        (Some(least), Some(most)) => Some(ReportMsg::Between { least, most }),
        (Some(least), None) => Some(ReportMsg::AtLeast { least }),
        (None, Some(most)) => Some(ReportMsg::AtMost { most }),
        (None, None) => None,
    }
}

/// A text from a file on one line. A control character could move the cursor of a terminal or recolour it,
/// and a mark that turns the direction of writing could make a line read as another.
pub(crate) fn one_line(text: &str) -> String {
    // Joiners are part of letters and pictures; other marks that nobody sees are not.
    let unseen = |c: char| matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let harmful = |c: char| c.is_control() || unseen(c);
    text.chars().map(|c| if harmful(c) { ' ' } else { c }).collect()
}

/// A text inside an element or an attribute: on one line, and with nothing that markup would take for its own.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // No document may hold these, escaped or not.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Veil;
    use crate::report::sample::{LOAN, PHONE, Sample};
    use crate::report::veil::REDACTED;
    use crate::text::Lang;

    #[test]
    fn an_amount_is_said_with_what_was_asked() {
        let mut sample = Sample::new();
        let fact = Fact::Value {
            value: LOAN,
            shown: Shown::Cents(4_000_000),
            expected: ["ten minste € 25.000".into(), "at least €25,000".into()],
        };
        assert_eq!(sample.document().say(&fact), "Loan amount: €40,000 (asked: at least €25,000)");
        sample.options.lang = Lang::Nl;
        assert_eq!(sample.document().say(&fact), "Geleend bedrag: € 40.000 (gevraagd: ten minste € 25.000)");
    }

    #[test]
    fn redaction_hides_what_is_personal_and_nothing_else() {
        let mut sample = Sample::new();
        sample.options.veil = Veil::Mark;
        let document = sample.document();
        assert_eq!(document.show(PHONE, &Shown::Key("+31619001234".into())), REDACTED);
        assert_eq!(document.show(PHONE, &Shown::Invalid("06 wrong".into())), REDACTED);
        assert_eq!(document.show(PHONE, &Shown::Missing), "empty");
        assert_eq!(document.show(LOAN, &Shown::Cents(100)), "€1");
        assert_eq!(document.show(LOAN, &Shown::Invalid("ask A. Toonbeeld".into())), REDACTED);
    }

    #[test]
    fn a_cell_cannot_move_the_cursor_or_turn_a_line() {
        assert_eq!(one_line("a\u{1b}[31mb\nc\u{202e}d"), "a [31mb c d");
    }
}
