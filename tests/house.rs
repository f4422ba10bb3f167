//! The order of the house: each room uses only those above it, and nothing grows out of hand.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms from the cellar up; each may use those before it.
const ROOMS: [&str; 11] =
    ["text", "diag", "fields", "batch", "intake", "ops", "rules", "engine", "report", "workbench", "cli"];
/// What a file may hold, tests beside the code not counted.
const LINES: usize = 420;

fn sources() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).expect("inside").to_owned();
                found.insert(name, std::fs::read_to_string(path).expect("a source"));
            }
        }
    }
    found
}

/// The code of a file without the tests at its end.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

fn room(path: &Path) -> Option<usize> {
    let first = path.components().next()?.as_os_str().to_str()?;
    ROOMS.iter().position(|room| *room == first)
}

#[test]
fn a_room_uses_only_those_above_it() {
    let mut wrong = Vec::new();
    for (path, text) in &sources() {
        let Some(own) = room(path) else { continue };
        for (line, text) in code(text).lines().enumerate() {
            for part in text.split("crate::").skip(1) {
                let used = part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if ROOMS.iter().position(|room| *room == used).is_some_and(|used| used > own) {
                    wrong.push(format!("{}:{}: {used}", path.display(), line + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_are_of_one_purpose_and_say_which() {
    let mut wrong = Vec::new();
    for (path, text) in &sources() {
        let lines = code(text).lines().count();
        if lines > LINES {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not say what it is", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_from_outside_can_stop_the_program() {
    let mut wrong = Vec::new();
    // `sample.rs` and `twin/` are there for tests alone.
    let for_tests = |path: &Path| path.ends_with("sample.rs") || path.starts_with("engine/twin");
    for (path, text) in sources().iter().filter(|(path, _)| !for_tests(path)) {
        for (line, text) in code(text).lines().enumerate() {
            let bare = text.trim_start();
            if !bare.starts_with("//")
                && [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("]
                    .iter()
                    .any(|word| bare.contains(word))
            {
                wrong.push(format!("{}:{}: {bare}", path.display(), line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
