//! What was measured, for people: a table of rules, a table of outcomes, the bands, the thresholds.

use super::Report;
use crate::cli::grid::Grid;
use crate::cli::page::Page;
use crate::cli::tell::Teller;
use crate::ops::{Scale, Threshold};
use crate::report::one_line;
use crate::text::report::Word;
use crate::text::workbench::{Head, WorkMsg, length, percent, times};
use crate::text::{Lang, decimal, money, number};
use crate::workbench::statistics::{Estimate, Level, Share};
use crate::workbench::{LEAST, Labels, Measured, Remark, RuleTuning, Sensitivity, Verdict};

/// The whole report.
pub(super) fn document(report: &Report<'_>, format: &str, teller: &Teller) -> String {
    let mut page = Page::new(format, teller);
    let writer = Writer { report, lang: teller.lang };
    writer.rules(&mut page);
    if let Some(labels) = &report.labels {
        writer.outcomes(labels, &mut page);
    }
    writer.bands(&mut page);
    if let Some((rule, varied)) = &report.varied {
        varied.iter().for_each(|varied| writer.thresholds(*rule, varied, &mut page));
    }
    page.gap();
    page.say(&WorkMsg::PeopleDecide.say(teller.lang));
    page.finish()
}

struct Writer<'a> {
    report: &'a Report<'a>,
    lang: Lang,
}

impl Writer<'_> {
    fn heads<const N: usize>(&self, heads: [Head; N]) -> [String; N] {
        heads.map(|head| head.say(self.lang).to_owned())
    }

    fn count(&self, n: u64) -> String {
        number(i64::try_from(n).unwrap_or(i64::MAX), self.lang)
    }

    fn id(&self, rule: usize) -> &str {
        &self.report.set.rules[rule].id
    }

    fn told(&self) -> impl Iterator<Item = (usize, &RuleTuning)> {
        self.report.chosen.iter().map(|rule| (*rule, &self.report.tuning.rules[*rule]))
    }

    fn rules(&self, page: &mut Page) {
        let words = [Word::Rule, Word::Hits].map(|word| word.say(self.lang).to_owned());
        let heads = [Head::Share, Head::Alone, Head::NotAssessed, Head::Decides, Head::With, Head::Remark];
        let mut grid = Grid::new(words.into_iter().chain(self.heads(heads)));
        for (rule, found) in self.told() {
            let title = one_line(self.report.set.rules[rule].title.get(self.lang));
            let with: Vec<String> = found.with.iter().map(|(other, n)| format!("{} {n}×", self.id(*other))).collect();
            grid.add([
                format!("{} {title}", self.id(rule)),
                self.count(found.hits.hits),
                self.share(found.hits),
                self.count(found.alone),
                self.count(found.not_assessed),
                self.count(found.decides),
                with.join(", "),
                found.remark.map_or_else(String::new, |remark| self.remark(remark, found)),
            ]);
        }
        page.table(&grid);
    }

    fn share(&self, share: Share) -> String {
        share.value().map_or_else(String::new, |value| percent(value, self.lang))
    }

    fn remark(&self, remark: Remark, found: &RuleTuning) -> String {
        let msg = match remark {
            Remark::Unassessed => WorkMsg::Unassessed,
            Remark::Silent => WorkMsg::Silent,
            Remark::Broad => WorkMsg::Broad { share: self.share(found.hits) },
            Remark::Same(other) => WorkMsg::Same { rule: self.id(other).to_owned() },
        };
        msg.say(self.lang)
    }

    fn outcomes(&self, labels: &Labels, page: &mut Page) {
        let heads = [Head::Outcomes, Head::Relevant, Head::Precision, Head::Recall, Head::Lift];
        let blind = labels.has_control();
        let more: &[Head] = if blind { &[Head::Blind, Head::Chance, Head::Verdict] } else { &[Head::Verdict] };
        let first = std::iter::once(Word::Rule.say(self.lang).to_owned());
        let more = more.iter().map(|head| head.say(self.lang).to_owned());
        let mut grid = Grid::new(first.chain(self.heads(heads)).chain(more));
        for (rule, found) in self.told() {
            if let Some(measured) = &found.measured {
                grid.add(self.measured(rule, measured, blind));
            }
        }
        page.gap();
        page.table(&grid);
        page.gap();
        page.say(&self.base(labels.base(), |relevant, known, [share, low, high]| WorkMsg::Base {
            relevant,
            known,
            share,
            low,
            high,
        }));
        if blind {
            page.say(&self.base(labels.blind(), |relevant, known, [share, low, high]| WorkMsg::Blind {
                relevant,
                known,
                share,
                low,
                high,
            }));
        } else {
            page.say(&WorkMsg::NoControl.say(self.lang));
        }
        page.say(&WorkMsg::HowVerdict { least: LEAST }.say(self.lang));
    }

    fn base(&self, share: Share, msg: impl Fn(u64, u64, [String; 3]) -> WorkMsg) -> String {
        let interval = share.wilson(Level::NinetyFive);
        let said = [interval.low, interval.high].map(|bound| percent(bound, self.lang));
        let [low, high] = said;
        msg(share.hits, share.of, [self.share(share), low, high]).say(self.lang)
    }

    fn measured(&self, rule: usize, measured: &Measured, blind: bool) -> Vec<String> {
        let (precision, recall) = (measured.all.precision(), measured.all.recall());
        let verdict = match measured.verdict {
            Verdict::Keep => WorkMsg::Keep,
            Verdict::TooLittle => WorkMsg::TooLittle,
            Verdict::Review => WorkMsg::Review,
        };
        let mut row = vec![
            self.id(rule).to_owned(),
            self.count(precision.of),
            self.count(precision.hits),
            self.over_interval(precision),
            self.over_interval(recall),
            measured.lift.map_or_else(String::new, |lift| self.multiple(lift)),
        ];
        if blind {
            let recall = measured.blind.map_or_else(String::new, |blind| self.over_interval(blind.recall()));
            let chance = measured.chance.map_or_else(String::new, |chance| percent(chance, self.lang));
            row.extend([recall, chance]);
        }
        row.push(verdict.say(self.lang));
        row
    }

    /// A share, with its interval on the same line.
    fn with_interval(&self, share: Share) -> String {
        if share.of == 0 { String::new() } else { format!("{} ({})", self.share(share), self.interval(share)) }
    }

    /// A share, with its interval under it: a table of many columns stays readable.
    fn over_interval(&self, share: Share) -> String {
        if share.of == 0 { String::new() } else { format!("{}\n{}", self.share(share), self.interval(share)) }
    }

    fn interval(&self, share: Share) -> String {
        let interval = share.wilson(Level::NinetyFive);
        let [low, high] = [interval.low, interval.high].map(|bound| percent(bound, self.lang));
        format!("{low}–{high}")
    }

    fn multiple(&self, lift: Estimate) -> String {
        let [value, low, high] = [lift.value, lift.interval.low, lift.interval.high].map(|n| times(n, self.lang));
        format!("{value}×\n{low}–{high}")
    }

    fn bands(&self, page: &mut Page) {
        let mut heads = vec![Head::Band, Head::Count, Head::Share];
        let labelled = self.report.labels.is_some();
        heads.extend(labelled.then_some([Head::Outcomes, Head::Relevant, Head::Precision]).into_iter().flatten());
        let mut grid = Grid::new(heads.iter().map(|head| head.say(self.lang)));
        for (band, found) in self.report.set.scoring.bands.iter().zip(&self.report.tuning.bands).rev() {
            let label = one_line(band.label.get(self.lang));
            let mut row = vec![label, self.count(found.applications.hits), self.share(found.applications)];
            if labelled {
                let relevant = found.relevant;
                row.extend([self.count(relevant.of), self.count(relevant.hits), self.with_interval(relevant)]);
            }
            grid.add(row);
        }
        page.section(Head::Bands.say(self.lang), &grid);
    }

    fn thresholds(&self, rule: usize, varied: &Sensitivity, page: &mut Page) {
        let labelled = self.report.labels.is_some();
        let mut heads = vec![Head::Threshold.say(self.lang), Word::Hits.say(self.lang), Head::Share.say(self.lang)];
        heads.extend(labelled.then(|| Head::Precision.say(self.lang)));
        heads.push("");
        let mut grid = Grid::new(heads);
        for trial in &varied.trials {
            let now = if trial.present { WorkMsg::Present.say(self.lang) } else { String::new() };
            let mut row =
                vec![threshold(trial.threshold, self.lang), self.count(trial.hits.hits), self.share(trial.hits)];
            row.extend(trial.precision.map(|precision| self.with_interval(precision)));
            row.push(now);
            grid.add(row);
        }
        let values = &self.report.set.values;
        let what = varied.dial.values.iter().map(|value| one_line(values[usize::from(value.0)].label.get(self.lang)));
        let what = what.collect::<Vec<_>>().join(", ");
        let present = threshold(varied.dial.threshold, self.lang);
        page.section(&WorkMsg::Vary { rule: self.id(rule).to_owned(), what, present }.say(self.lang), &grid);
    }
}

fn threshold(threshold: Threshold, lang: Lang) -> String {
    let n = threshold.units;
    match threshold.scale {
        Scale::Cents => money(n, lang),
        Scale::Millionths => decimal(n, lang),
        Scale::Factor => format!("{}×", decimal(n, lang)),
        Scale::Count => number(n, lang),
        Scale::Days => length(n, true, lang),
        Scale::Months => length(n, false, lang),
    }
}
