//! An inspection for people: a table per input, then what is worth a look, then the rules.

use super::Inspection;
use crate::batch::{Row, ValueId};
use crate::cli::grid::Grid;
use crate::cli::page::Page;
use crate::cli::tell::Teller;
use crate::report::one_line;
use crate::text::number;
use crate::text::report::Word;
use crate::text::workbench::{Head, WorkMsg, percent};
use crate::workbench::{ColumnQuality, Meaning};

/// How many rows a list names before it only counts the rest.
const NAMED: usize = 5;

/// The whole inspection.
pub(super) fn document(inspection: &Inspection<'_>, format: &str, teller: &Teller) -> String {
    let mut page = Page::new(format, teller);
    let writer = Writer { inspection, teller };
    writer.columns(&mut page);
    writer.unreadable(&mut page);
    writer.mended(&mut page);
    writer.repeated(&mut page);
    writer.aside(&mut page);
    writer.rules(&mut page);
    page.finish()
}

struct Writer<'a> {
    inspection: &'a Inspection<'a>,
    teller: &'a Teller,
}

impl Writer<'_> {
    fn head(&self, head: Head) -> String {
        head.say(self.teller.lang).to_owned()
    }

    fn word(&self, word: Word) -> String {
        word.say(self.teller.lang).to_owned()
    }

    fn count(&self, n: u64) -> String {
        number(i64::try_from(n).unwrap_or(i64::MAX), self.teller.lang)
    }

    /// A field by its label, with the name that rules use.
    fn field(&self, value: ValueId) -> String {
        let def = &self.inspection.gathered.rules.set.values[usize::from(value.0)];
        format!("{} ({})", one_line(def.label.get(self.teller.lang)), def.name)
    }

    fn fields(&self, values: &[ValueId]) -> String {
        values.iter().map(|value| self.field(*value)).collect::<Vec<_>>().join(", ")
    }

    fn columns(&self, page: &mut Page) {
        for input in &self.inspection.inputs {
            let head = [one_line(&input.summary.label), self.head(Head::Field), self.head(Head::Filled)];
            let mut grid = Grid::new(head.into_iter().chain([self.head(Head::Unreadable)]));
            input.columns.iter().for_each(|column| grid.add(self.column(column)));
            page.gap();
            page.table(&grid);
        }
    }

    fn column(&self, column: &ColumnQuality) -> [String; 4] {
        let msg = match &column.meaning {
            Meaning::Field(value) | Meaning::Party(value, _) => {
                let field = match &column.meaning {
                    Meaning::Party(_, number) => format!("{} {number}", self.field(*value)),
                    _ => self.field(*value),
                };
                let share = if column.rows == 0 { 0.0 } else { column.filled as f64 / column.rows as f64 };
                let unreadable: u64 = column.unreadable.iter().map(|told| told.count).sum();
                let unreadable = if unreadable == 0 { String::new() } else { self.count(unreadable) };
                let filled = percent(share, self.teller.lang);
                return [one_line(&column.header), field, filled, unreadable];
            }
            Meaning::Double(value) => WorkMsg::Double { field: self.field(*value) },
            Meaning::Refused => WorkMsg::NeverRead,
            Meaning::Closed => WorkMsg::Closed,
            Meaning::Unused(near) => WorkMsg::Unused { near: near.clone() },
        };
        [one_line(&column.header), msg.say(self.teller.lang), String::new(), String::new()]
    }

    fn unreadable(&self, page: &mut Page) {
        let head = [Head::Field, Head::Count, Head::Unreadable, Head::LooksLike];
        let mut grid = Grid::new(head.map(|head| self.head(head)));
        for column in self.inspection.inputs.iter().flat_map(|input| &input.columns) {
            for told in &column.unreadable {
                let examples = told.examples.iter().map(|example| {
                    let (shown, count, line) = (example.shown.clone(), example.count, example.line);
                    WorkMsg::Example { shown, count, line }.say(self.teller.lang)
                });
                let looks = examples.collect::<Vec<_>>().join("\n");
                let reason = told.reason.say(self.teller.lang).to_owned();
                grid.add([one_line(&column.header), self.count(told.count), reason, looks]);
            }
        }
        page.section(Head::Quality.say(self.teller.lang), &grid);
    }

    fn mended(&self, page: &mut Page) {
        let mut grid = Grid::new([Head::Field, Head::Count, Head::Done].map(|head| self.head(head)));
        for mended in &self.inspection.mended {
            let done = mended.repair.say(self.teller.lang).to_owned();
            grid.add([self.field(mended.value), self.count(mended.count), done]);
        }
        page.section(Head::Mended.say(self.teller.lang), &grid);
    }

    /// The first case numbers that stand in more than one row, with where.
    fn repeated(&self, page: &mut Page) {
        let (count, rows) = &self.inspection.gathered.read.repeated;
        let batch = &self.inspection.gathered.read.batch;
        let mut grid = Grid::new([Word::CaseNumber, Word::File, Word::Row].map(|word| self.word(word)));
        for row in rows.iter().map(|row| Row(*row)) {
            let (file, line) = batch.origins.of(row);
            grid.add([one_line(batch.id(row)), one_line(file), line.to_string()]);
        }
        page.section(Head::Repeated.say(self.teller.lang), &grid);
        self.more(*count, rows.len(), page);
    }

    fn aside(&self, page: &mut Page) {
        let mut grid = Grid::new([Word::File, Word::Row, Word::Reason].map(|word| self.word(word)));
        let mut count = 0;
        for input in &self.inspection.gathered.read.inputs {
            for row in input.rejected.iter().take(NAMED) {
                let reason = row.reason.say(self.teller.lang).to_owned();
                grid.add([one_line(&input.label), row.row.to_string(), reason]);
                count += 1;
            }
        }
        let all: usize = self.inspection.gathered.read.inputs.iter().map(|input| input.rejected.len()).sum();
        page.section(Head::Aside.say(self.teller.lang), &grid);
        self.more(all as u64, count, page);
    }

    fn more(&self, all: u64, shown: usize, page: &mut Page) {
        if let count @ 1.. = all.saturating_sub(shown as u64) {
            page.say(&WorkMsg::AndMore { count }.say(self.teller.lang));
        }
    }

    fn rules(&self, page: &mut Page) {
        let (support, lang) = (&self.inspection.support, self.teller.lang);
        let set = &self.inspection.gathered.rules.set;
        let scored = self.inspection.gathered.read.batch.scored;
        let mut grid = Grid::new(
            [self.word(Word::Rule), self.word(Word::Reason), self.head(Head::Assessable)]
                .into_iter()
                .chain([self.head(Head::Lacks)]),
        );
        let partly = set.rules.iter().zip(&support.rules).filter(|(_, found)| found.assessed < scored as usize);
        let mut partly: Vec<_> = partly.collect();
        partly.sort_by_key(|(_, found)| found.assessed);
        for (rule, found) in partly {
            let share = percent(found.assessed as f64 / f64::from(scored.max(1)), lang);
            grid.add([rule.id.clone(), one_line(rule.title.get(lang)), share, self.fields(&found.lacks)]);
        }
        page.section(Head::Rules.say(lang), &grid);
        page.gap();
        page.say(&WorkMsg::Supports { supported: support.supported, of: set.rules.len() }.say(lang));
        if support.gains.is_empty() {
            return page.say(&WorkMsg::AllSupported.say(lang));
        }
        let mut grid = Grid::new([Head::Add, Head::Gains, Head::Together].map(|head| self.head(head)));
        for gain in &support.gains {
            let ids: Vec<&str> = gain.rules.iter().map(|rule| set.rules[*rule].id.as_str()).collect();
            let won = format!("{} ({})", gain.rules.len(), ids.join(", "));
            grid.add([self.fields(&gain.columns), won, gain.supported.to_string()]);
        }
        page.table(&grid);
    }
}
