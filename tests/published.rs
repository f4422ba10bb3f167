//! A published policy as a rule set: its facts, and its own decision rule.

mod common;

use std::path::Path;

use common::Folder;

fn rules() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/personenvervoer.toml").to_string_lossy().into_owned()
}

#[test]
fn it_checks_and_answers_its_examples() {
    let folder = Folder::new();
    folder.run(&["rules", "check", &rules(), "--strict"]).ends_with(0);
    folder.run(&["rules", "test", &rules(), "--min-coverage", "100"]).ends_with(0);
}

/// The articles of the policy that list facts, each with the letter of its last one.
const ARTICLES: [(&str, char); 4] = [("4.3", 'h'), ("4.4", 'w'), ("4.5", 'f'), ("4.6", 'l')];

#[test]
fn every_fact_is_a_rule_or_said_to_be_left_out() {
    let text = std::fs::read_to_string(rules()).expect("the rule set");
    let left_out = text.lines().find_map(|line| line.strip_prefix("# Left out: ")).expect("what is left out");
    for (article, last) in ARTICLES {
        let named = left_out.split("art. ").find_map(|part| part.strip_prefix(article)).unwrap_or_default();
        for letter in 'a'..=last {
            let rules = text.matches(&format!("art. {article} onder {letter}\"")).count();
            let left = named.split(|mark: char| !mark.is_alphanumeric()).any(|word| word.chars().eq([letter]));
            assert_eq!(rules + usize::from(left), 1, "art. {article} under {letter}");
        }
    }
}

#[test]
fn four_facts_from_two_groups_or_one_hard_fact() {
    let folder = Folder::new();
    let facts = "zaaknummer;aantal eigendomslagen;faillissementen in vijf jaar;maatregelen in twee jaar;belastingschuld;\
                 antwoorden over geld gewijzigd;lopend onderzoek\n";
    let rows = "four-of-one;4;1;1;100;nee;nee\n\
                three-of-two;4;1;0;0;ja;nee\n\
                four-of-two;4;1;1;0;ja;nee\n\
                one-hard;1;0;0;0;nee;ja\n";
    folder.file("lijst.csv", &format!("{facts}{rows}"));
    let run = folder.run(&["lijst.csv", "--rules", &rules(), "--format", "csv", "--columns", "id,score,band"]);
    let run = run.ends_with(0);
    let told: Vec<&str> = run.out.lines().skip(1).collect();
    assert_eq!(told, ["four-of-one,4,low", "three-of-two,3,low", "four-of-two,4,advice", "one-hard,1,advice"]);
}
