//! How well alike names are found: the program over public sets of records of which it is known who is who.
//!
//! `cargo run --release --bin linkage -- PROGRAM FOLDER` reads `febrl_dataset1.csv`, `febrl_dataset3.csv` and
//! `splink_fake_1000.csv` from the folder and prints precision and recall over pairs of records, for a rule that asks for
//! alike names beside an equal second fact, and for the same rule with names written the same.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

type Pairs = BTreeSet<(usize, usize)>;

/// A record: who it is, the name, and facts beside it.
struct Record {
    entity: String,
    name: String,
    facts: BTreeMap<&'static str, String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, program, folder] = args.as_slice() else { return Err("PROGRAM FOLDER".into()) };
    println!("| set | second fact | names | pairs found | precision | recall |\n|---|---|---|---:|---:|---:|");
    for name in ["febrl_dataset1", "febrl_dataset3", "splink_fake_1000"] {
        let records = read(&Path::new(folder).join(format!("{name}.csv")))?;
        let truth = pairs_of(records.iter().map(|record| record.entity.as_str()));
        let facts: Vec<&str> = records[0].facts.keys().copied().collect();
        for similar in [None, Some("0.92")] {
            let mut either = Pairs::new();
            for fact in &facts {
                let found = run(program, &records, fact, similar)?;
                print(name, fact, similar, &found, &truth);
                either.extend(found);
            }
            print(name, &format!("either ({})", facts.join(", ")), similar, &either, &truth);
        }
    }
    Ok(())
}

fn print(set: &str, fact: &str, similar: Option<&str>, found: &Pairs, truth: &Pairs) {
    let good = found.intersection(truth).count() as f64;
    let names = similar.map_or("equal".to_owned(), |least| format!("alike ({least})"));
    println!(
        "| {set} | {fact} | {names} | {} | {:.3} | {:.3} |",
        found.len(),
        good / found.len().max(1) as f64,
        good / truth.len() as f64
    );
}

/// All pairs of records with the same key; an empty key is nobody's.
fn pairs_of<'a>(keys: impl Iterator<Item = &'a str>) -> Pairs {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    keys.enumerate().filter(|(_, key)| !key.is_empty()).for_each(|(at, key)| groups.entry(key).or_default().push(at));
    let pairs = groups.values().flat_map(|group| {
        group.iter().enumerate().flat_map(move |(at, a)| group[at + 1..].iter().map(move |b| (*a, *b)))
    });
    pairs.collect()
}

fn read(path: &PathBuf) -> Result<Vec<Record>, Box<dyn Error>> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let at = |name: &str| header.iter().position(|known| known == name);
    let mut records = Vec::new();
    for row in reader.records() {
        let row = row?;
        let cell = |name: &str| at(name).and_then(|at| row.get(at)).unwrap_or_default().to_owned();
        let febrl = at("rec_id").is_some();
        let (entity, first) = if febrl {
            (cell("rec_id").split('-').nth(1).unwrap_or_default().to_owned(), cell("given_name"))
        } else {
            (cell("cluster"), cell("first_name"))
        };
        let facts = if febrl {
            [("birth date", cell("date_of_birth")), ("postcode", cell("postcode"))]
        } else {
            [("birth date", cell("dob")), ("e-mail", cell("email"))]
        };
        records.push(Record { entity, name: format!("{first} {}", cell("surname")), facts: facts.into() });
    }
    Ok(records)
}

/// The pairs that the program links.
fn run(program: &str, records: &[Record], fact: &str, similar: Option<&str>) -> Result<Pairs, Box<dyn Error>> {
    let folder = std::env::temp_dir().join("samenzien-linkage");
    std::fs::create_dir_all(&folder)?;
    let (list, rules) = (folder.join("list.csv"), folder.join("rules.toml"));
    let mut writer = csv::Writer::from_path(&list)?;
    writer.write_record(["zaaknummer", "aanvrager", "tweede gegeven"])?;
    for (at, record) in records.iter().enumerate() {
        writer.write_record([&at.to_string(), &record.name, &record.facts[fact]])?;
    }
    writer.flush()?;
    let similar = similar.map(|least| format!("similar = {least}, ")).unwrap_or_default();
    std::fs::write(&rules, RULES.replace("SIMILAR", &similar))?;
    let output =
        Command::new(program).args(["-q", "screen", "--format", "jsonl", "--rules"]).arg(&rules).arg(&list).output()?;
    let mut found = Pairs::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let (Some(id), Some(ids)) = (line["id"].as_str(), line["linked"]["ids"].as_array()) else { continue };
        let id: usize = id.parse()?;
        for other in ids {
            let other: usize = other.as_str().unwrap_or_default().parse()?;
            found.insert((id.min(other), id.max(other)));
        }
    }
    std::fs::remove_dir_all(folder)?;
    Ok(found)
}

const RULES: &str = r#"format = 1
[ruleset]
id = "linkage"
version = "1"
title = { nl = "Namen", en = "Names" }
[scoring]
bands = [{ id = "low", from = 0 }]
[fields.second_fact]
type = "text"
label = { nl = "Tweede gegeven", en = "Second fact" }
headers = ["tweede gegeven"]
[[rule]]
id = "N-1"
title = { nl = "Naam", en = "Name" }
theme = "names"
weight = 1
when = { same = ["applicant", "second_fact"], SIMILARat_least = 2 }
why = { nl = "w", en = "w" }
consider = { nl = "c", en = "c" }
ask = { nl = "a", en = "a" }
source = ["s"]
"#;
