//! Every code of `rules check`: its example of wrong gives it, its example of right does not, `--explain` tells of
//! it, and a broken file with what is said of it stands in `golden/rules`.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use common::{Folder, Run, golden};
use samenzien::text::codes;

const RULE: &str = r#"[[rule]]
id = "A-1"
title = { nl = "Proef", en = "Trial" }
theme = "proef"
weight = 5
when = { field = "loan_amount", at_least = 1000 }
why = { nl = "Waarom", en = "Why" }
consider = { nl = "Toch", en = "Still" }
ask = { nl = "Vraag", en = "Ask" }
source = ["Bron"]
"#;

const TESTS: &str = r#"
[[rule.test]]
name = "just enough"
given = { loan_amount = "1.000,00" }
expect = "hit"

[[rule.test]]
name = "not enough"
given = { loan_amount = "999,99" }
expect = "no_hit"
"#;

/// A rule file with this piece in it: keys of the rule, tables after it, or the format.
fn file(code: &str, piece: &str) -> String {
    let extends = if piece.contains("[override.FIN") { "extends = \"builtin:ondermijning\"\n" } else { "" };
    let head = format!(
        "[ruleset]\nid = \"proef\"\nversion = \"1\"\ntitle = {{ nl = \"Proef\", en = \"Trial\" }}\n{extends}\n"
    );
    if piece.starts_with("format") {
        return format!("{piece}\n\n{head}{RULE}{TESTS}");
    }
    let piece = if code == "too-deep" && piece.contains("and so on") {
        format!("when = {}{{ field = \"loan_amount\", below = 1000 }}{}", "{ not = ".repeat(49), " }".repeat(49))
    } else {
        piece.to_owned()
    };
    let (mut rule, mut after) = (RULE.to_owned(), String::new());
    if piece.lines().any(|line| line.starts_with('[')) {
        after = format!("\n{piece}\n");
    } else {
        let key = |line: &str| line.split([' ', '.']).next().unwrap_or_default().to_owned();
        let own: Vec<String> = piece.lines().map(key).collect();
        let kept = rule.lines().filter(|line| !own.contains(&key(line)));
        rule = kept.map(|line| format!("{line}\n")).collect::<String>() + &piece + "\n";
    }
    format!("format = 1\n\n{head}{rule}{TESTS}{after}")
}

fn check(code: &str, text: &str, lang: &str, format: &str) -> Run {
    let folder = Folder::new();
    folder.file("codes.csv", "value\nzomaar een woord\n");
    let name = format!("{code}.toml");
    folder.file(&name, text);
    folder.run(&["rules", "check", &name, "--as-of", "2026-12-31", "--lang", lang, "--format", format])
}

fn codes_of(code: &str, text: &str) -> BTreeSet<String> {
    let run = check(code, text, "en", "json");
    let found: serde_json::Value = serde_json::from_str(&run.out).expect("json");
    found.as_array().expect("a list").iter().map(|found| found["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn the_examples_of_wrong_are_wrong_and_those_of_right_are_right() {
    for code in codes::all() {
        let wrong = codes_of(code.code, &file(code.code, code.wrong));
        assert!(wrong.contains(code.code), "{}: wrong gives {wrong:?}", code.code);
        let right = codes_of(code.code, &file(code.code, code.right));
        assert!(!right.contains(code.code), "{}: right gives {right:?}", code.code);
    }
}

#[test]
fn every_code_has_a_broken_file_and_what_is_said_of_it() {
    for code in codes::all() {
        let text = file(code.code, code.wrong);
        golden(&format!("rules/{}.toml", code.code), &text);
        for lang in ["nl", "en"] {
            let run = check(code.code, &text, lang, "text");
            assert!(run.out.contains(&format!("[{}]", code.code)), "{}", run.out);
            golden(&format!("rules/{}.{lang}.txt", code.code), &run.out);
        }
    }
}

#[test]
fn no_file_gives_a_code_that_is_not_explained() {
    let known: BTreeSet<String> = codes::all().map(|code| code.code.to_owned()).collect();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rules");
    for entry in std::fs::read_dir(rules).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = std::fs::read_to_string(&path).expect("rules");
            let found = codes_of("x", &text);
            assert!(found.is_subset(&known), "{}: {found:?}", path.display());
        }
    }
}

#[test]
fn a_code_is_explained_in_the_readers_language() {
    let folder = Folder::new();
    let list = folder.run(&["rules", "check", "--explain", "--lang", "en"]).ends_with(0).out;
    for code in codes::all() {
        assert!(list.contains(code.code), "{}", code.code);
        let nl = folder.run(&["rules", "check", "--explain", code.code, "--lang", "nl"]).ends_with(0).out;
        assert!(nl.contains("Zo niet:") && nl.contains("Maar zo:"), "{nl}");
    }
    let wrong = folder.run(&["rules", "check", "--explain", "unknown-operater", "--lang", "en"]).ends_with(2);
    assert!(wrong.err.contains("do you mean unknown-operator?"), "{}", wrong.err);
}
