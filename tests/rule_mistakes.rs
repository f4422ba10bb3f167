//! What authors of rules are told: all mistakes of a file at once, before anything is read or written. The file of
//! each code is held by `rules_codes.rs`; here stand those with several mistakes.

mod common;

use std::path::{Path, PathBuf};

use common::{Folder, golden};

fn files() -> Vec<PathBuf> {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rules");
    let files = std::fs::read_dir(&rules).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    files
}

fn name(file: &Path) -> String {
    file.file_stem().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let one = |file: &PathBuf| samenzien::text::codes::all().any(|code| code.code == name(file));
    for file in files().into_iter().filter(|file| !one(file)) {
        let (name, folder) = (name(&file), Folder::new());
        folder.file(&format!("{name}.toml"), &std::fs::read_to_string(&file).expect("the rules"));
        for lang in ["nl", "en"] {
            let rules = format!("{name}.toml");
            let run = folder.run(&["rules", "check", &rules, "--lang", lang, "--as-of", "2026-12-31"]);
            golden(&format!("rules/{name}.{lang}.txt"), &run.out);
        }
    }
}

#[test]
fn a_mistake_ends_a_run_before_anything_is_written_and_a_warning_does_not() {
    let files = files();
    assert!(files.len() >= 40);
    for file in files {
        let (name, folder) = (name(&file), Folder::new());
        folder.file("lijst.csv", "zaaknummer;telefoon\nZ-1;06-19001234\n");
        folder.file("codes.csv", "value\nzomaar een woord\n");
        folder.file(&format!("{name}.toml"), &std::fs::read_to_string(&file).expect("the rules"));
        let rules = format!("{name}.toml");
        let check = folder.run(&["rules", "check", &rules]);
        let run = folder.run(&["lijst.csv", "--rules", &rules, "-v", "-o", "uit.csv"]);
        let wrote = folder.names().contains(&"uit.csv".to_owned());
        // What the check calls an error is what ends a run.
        assert_eq!(run.code, Some(if check.code == Some(0) { 0 } else { 2 }), "{name}: {}", run.err);
        assert_eq!(wrote, run.code == Some(0), "{name}");
    }
}
