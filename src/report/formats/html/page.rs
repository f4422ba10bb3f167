//! What stands in the page without a script: the overview, the top of the table, the account of how it came
//! about. The template escapes every text that it is given.

use std::cmp::Reverse;

use minijinja::{Environment, UndefinedBehavior, Value, context};

use super::data::{Data, Line, words};
use super::networks::{DRAWN, said};
use crate::batch::Row;
use crate::fields::day;
use crate::report::retention::MARK;
use crate::report::{Document, InputInfo, Role, Summary, Veil, one_line};
use crate::text::page::{PageWord, theme};
use crate::text::report::Word;
use crate::text::{Lang, date, iso_date, number};

const PAGE: &str = include_str!("page.html");

/// How many applications stand in the table without a script.
const TOP: usize = 50;

/// How many reasons the overview names, and how many reassurances.
const OFTEN: usize = 8;

/// How many shared values of a network are listed, and how many applications with each.
const KEYS: usize = 40;
const CASES: usize = 20;

/// How many unusable rows, or repeated numbers, are listed; the rest are counted.
const LISTED: usize = 200;

/// The page around its data.
pub(super) fn text(document: &Document<'_>, data: &Data<'_>) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    // A name that the template has wrong must not become an empty place.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let page = super::as_read(PAGE);
    environment.add_template("page.html", &page)?;
    environment.get_template("page.html")?.render(page_of(document, data))
}

fn page_of(document: &Document<'_>, data: &Data<'_>) -> Value {
    let lang = document.lang();
    let (style, script) = (super::as_read(super::STYLE), super::script());
    let tool = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let frame = context! {
        lang => lang.to_string(),
        w => words(document),
        tool,
        policy => super::policy(&style, &script),
        style => Value::from_safe_string(style),
        script => Value::from_safe_string(script),
        data => Value::from_safe_string(super::DATA.to_owned()),
        care => match document.options.veil {
            Veil::Open => PageWord::Personal,
            Veil::Mark => PageWord::Hidden,
            Veil::Token(_) => PageWord::Tokens,
        }
        .say(lang),
        made => filled(PageWord::MadeWith, lang, &[("tool", tool.to_owned())]),
    };
    let summary = document.summary();
    let bands: Vec<Value> = (0..document.set.scoring.bands.len()).map(|at| band(document, at, &summary)).collect();
    context! {
        ..overview(document, data, &summary),
        ..table(document, data, &bands),
        ..networks(document, data),
        ..account(document, &summary),
        ..context! { bands => bands.iter().rev().cloned().collect::<Vec<_>>(), badges => bands },
        ..frame,
    }
}

/// What the head and the overview say.
fn overview(document: &Document<'_>, data: &Data<'_>, summary: &Summary) -> Value {
    let (set, lang) = (document.set, document.lang());
    let screened = [("n", count(summary.applications, lang)), ("day", iso_date(&document.run.as_of, lang))];
    let assessed = [("n", count(summary.rules_assessed(), lang)), ("all", count(set.rules.len(), lang))];
    let thanks = data.thanks.iter();
    let gone = document.changes.map_or(&[][..], |changes| &changes.gone);
    context! {
        screened => filled(PageWord::ScreenedOn, lang, &screened),
        assessed => filled(PageWord::AssessedLead, lang, &assessed),
        absent => document.absent_columns(),
        since => document.say_since(),
        gone => gone.iter().take(LISTED).map(|id| one_line(id)).collect::<Vec<_>>(),
        gone_more => (gone.len() > LISTED).then(|| filled(PageWord::AndOthers, lang, &[("n", count(gone.len() - LISTED, lang))])),
        asking => often(document, summary, |weight| weight >= 0),
        reassuring => often(document, summary, |weight| weight < 0),
        thanks => thanks.map(|(department, n)| context! { department, applications => count(*n, lang) }).collect::<Vec<_>>(),
    }
}

/// The top of the table, for who has no script.
fn table(document: &Document<'_>, data: &Data<'_>, bands: &[Value]) -> Value {
    let (set, lang) = (document.set, document.lang());
    let (listed, all) = (data.rows.len(), document.batch.scored as usize);
    let top = listed.min(TOP);
    let gaps = [("n", count(listed, lang)), ("all", count(all, lang))];
    context! {
        noscript => filled(PageWord::NoScript, lang, &[("n", count(top, lang))]),
        left_out => (listed < all).then(|| filled(PageWord::LeftOut, lang, &gaps)),
        permit => document.label(set.permit_type),
        day => document.label(set.application_date),
        top => data.rows[..top].iter().map(|line| top_line(document, line, bands)).collect::<Vec<_>>(),
    }
}

fn networks(document: &Document<'_>, data: &Data<'_>) -> Value {
    let undrawn = data.networks.len().saturating_sub(DRAWN);
    let lang = document.lang();
    context! {
        networks => (0..data.networks.len().min(DRAWN)).map(|at| network(document, data, at)).collect::<Vec<_>>(),
        undrawn => (undrawn > 0).then(|| filled(PageWord::Undrawn, lang, &[("n", count(undrawn, lang))])),
    }
}

/// Where the outcome comes from: inputs, rules and how they add up, how good the data was.
fn account(document: &Document<'_>, summary: &Summary) -> Value {
    let (set, run, lang) = (document.set, document.run, document.lang());
    let option = |(name, value): (&String, &String)| context! { name, value => one_line(value) };
    let caps = set
        .themes
        .iter()
        .filter_map(|known| known.cap.map(|most| context! { theme => one_line(theme(&known.id, lang)), most }));
    context! {
        files => files(document),
        inputs => run.inputs.iter().map(|known| input(known, lang)).collect::<Vec<_>>(),
        ruleset => context! {
            title => one_line(set.title.get(lang)),
            id => one_line(&set.id),
            version => one_line(&set.version),
            digest => &set.digest,
            basis => one_line(&set.legal_basis.join(" · ")),
        },
        as_of => iso_date(&run.as_of, lang),
        keep_until => iso_date(&run.keep_until, lang),
        mark => MARK,
        until => run.keep_until.clone(),
        purpose => run.purpose.as_deref().map(one_line),
        options => run.options.iter().map(option).collect::<Vec<_>>(),
        quality => quality(document),
        scoring => filled(PageWord::ScoringLead, lang, &[("cap", set.scoring.cap.to_string())]),
        caps => caps.collect::<Vec<_>>(),
        rules => (0..set.rules.len()).map(|at| rule(document, at, summary)).collect::<Vec<_>>(),
    }
}

/// A sentence of the page with its gaps filled.
fn filled(word: PageWord, lang: Lang, gaps: &[(&str, String)]) -> String {
    gaps.iter().fold(word.say(lang).to_owned(), |said, (gap, text)| said.replace(&format!("{{{gap}}}"), text))
}

fn count(n: usize, lang: Lang) -> String {
    number(n as i64, lang)
}

/// A band with its place: bars, one of four tones, and how many applications are in it.
fn band(document: &Document<'_>, band: usize, summary: &Summary) -> Value {
    let (bands, lang) = (&document.set.scoring.bands, document.lang());
    let (known, applications) = (&bands[band], summary.bands.get(band).copied().unwrap_or(0));
    let most = summary.bands.iter().copied().max().unwrap_or(0).max(1);
    let tone = (band * 3).div_ceil(bands.len().saturating_sub(1).max(1)).min(3);
    let height = |at: usize| 12 * (at + 1) / bands.len();
    let bars: Vec<Value> = (0..bands.len())
        .map(|at| context! { on => at <= band, x => at * 4, y => 12 - height(at), height => height(at) })
        .collect();
    let share = applications as f64 * 100.0 / summary.applications.max(1) as f64;
    context! {
        label => one_line(known.label.get(lang)), tone, bars, wide => (bands.len() * 4).saturating_sub(1),
        applications => count(applications, lang), part => part(applications, most),
        share => if applications > 0 && share < 0.5 { "< 1%".to_owned() } else { format!("{share:.0}%") },
        from => known.from, min_themes => known.min_themes, min_hits => known.min_hits,
    }
}

/// A part of the greatest, in hundredths, as the width of a bar; what is not nothing can be seen.
fn part(of: usize, most: usize) -> usize {
    if of == 0 { 0 } else { (of * 100 / most.max(1)).max(1) }
}

/// The rules of some weights that hit most often.
fn often(document: &Document<'_>, summary: &Summary, of: fn(i32) -> bool) -> Vec<Value> {
    let hit = |rule: &usize| summary.hits[*rule] > 0 && of(document.rule(*rule).weight);
    let mut rules: Vec<usize> = (0..document.set.rules.len()).filter(hit).collect();
    rules.sort_by_key(|rule| (Reverse(summary.hits[*rule]), *rule));
    let most = rules.first().map_or(1, |rule| summary.hits[*rule]);
    let line = |rule: &usize| {
        let hits = summary.hits[*rule];
        let title = one_line(document.rule(*rule).title.get(document.lang()));
        context! { title, hits => count(hits, document.lang()), part => part(hits, most) }
    };
    rules.iter().take(OFTEN).map(line).collect()
}

fn top_line(document: &Document<'_>, line: &Line, bands: &[Value]) -> Value {
    let lang = document.lang();
    let title = |rule: &usize| document.marked(one_line(document.rule(*rule).title.get(lang)), *rule, line.row);
    let titles: Vec<String> = line.hits.iter().map(title).collect();
    context! {
        id => one_line(document.batch.id(line.row)), band => bands.get(usize::from(line.score.band)),
        range => document.range(line.score), change => line.change.map(|kind| document.say_kind(kind)),
        reasons => if titles.is_empty() { Word::NoReasons.say(lang).to_owned() } else { titles.join(" · ") },
        open => count(line.open, lang), linked => count(line.linked, lang), permit => &line.permit,
        day => line.day.map_or_else(String::new, |at| date(day::to_ymd(at), lang)),
    }
}

/// The names of the files that were screened.
fn files(document: &Document<'_>) -> String {
    let batch = document.run.inputs.iter().filter(|input| input.role == Role::Batch);
    batch.map(|input| one_line(&input.label)).collect::<Vec<_>>().join(", ")
}

fn input(input: &InputInfo, lang: Lang) -> Value {
    let role = match input.role {
        Role::Batch => None,
        Role::History => Some(Word::Earlier),
        Role::Join => Some(Word::Added),
        Role::Parties => Some(Word::Parties),
        Role::Signals => Some(Word::Signals),
    };
    let counts = |n: u64| number(n as i64, lang);
    context! {
        label => one_line(&input.label), role => role.map(|word| word.say(lang)), read => counts(input.rows_read),
        screened => counts(input.screened), aside => counts(input.rejected), digest => &input.digest,
    }
}

fn rule(document: &Document<'_>, rule: usize, summary: &Summary) -> Value {
    let (text, lang) = (document.rule(rule), document.lang());
    context! {
        id => one_line(&text.id), title => one_line(text.title.get(lang)), why => one_line(text.why.get(lang)),
        theme => one_line(theme(document.theme(rule), lang)), weight => text.weight,
        hits => count(summary.hits[rule], lang), open => count(summary.not_assessed[rule], lang),
        source => one_line(&text.source.join(" · ")),
    }
}

/// A network: its picture, and the same as a list with ways to the sheets.
fn network(document: &Document<'_>, data: &Data<'_>, at: usize) -> Value {
    let (network, lang) = (&data.networks[at], document.lang());
    let mut labels: Vec<String> = network.keys.iter().map(|(key, _)| said(document, key).0).collect();
    labels.sort_unstable();
    labels.dedup();
    let title = filled(PageWord::Network, lang, &[("n", count(at + 1, lang))]);
    let about = [("n", count(network.rows.len(), lang)), ("what", labels.join(", "))];
    let about = filled(PageWord::JoinedBy, lang, &about);
    let and_others = |n: usize| (n > 0).then(|| filled(PageWord::AndOthers, lang, &[("n", count(n, lang))]));
    let case = |row: &Row| context! { id => one_line(document.batch.id(*row)), at => data.places[row.index()] };
    let keys = network.keys.iter().take(KEYS).map(|(key, rows)| {
        let (label, shown) = said(document, key);
        let cases: Vec<Value> = rows.iter().take(CASES).map(case).collect();
        context! { label, shown, cases, more => and_others(rows.len().saturating_sub(CASES)) }
    });
    let picture = network.picture(document, &title, &about).svg(&format!("picture-{}", at + 1), lang);
    context! {
        number => at + 1,
        picture => Value::from_safe_string(picture),
        title,
        about,
        keys => keys.collect::<Vec<_>>(), more => and_others(network.keys.len().saturating_sub(KEYS)),
    }
}

/// What was set aside, could not be read, or stood there twice.
fn quality(document: &Document<'_>) -> Value {
    let (run, lang) = (document.run, document.lang());
    let aside = run.rejected.iter().take(LISTED).map(|row| {
        context! { file => one_line(&row.file), row => row.row, why => one_line(row.reason.get(lang)) }
    });
    let unreadable = run.invalid.iter().map(|column| {
        context! { header => one_line(&column.header), cells => number(column.count as i64, lang) }
    });
    let more = run.rejected.len().saturating_sub(LISTED);
    context! {
        fine => run.rejected.is_empty() && run.invalid.is_empty() && run.duplicates.is_empty(),
        aside => aside.collect::<Vec<_>>(), unreadable => unreadable.collect::<Vec<_>>(),
        more => (more > 0).then(|| filled(PageWord::AndMore, lang, &[("n", count(more, lang))])),
        repeated => run.duplicates.iter().take(LISTED).map(|known| one_line(&known.id)).collect::<Vec<_>>(),
        notes => run.notes.iter().map(|note| one_line(note.get(lang))).collect::<Vec<_>>(),
    }
}
