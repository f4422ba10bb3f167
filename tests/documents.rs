//! Every command in the documents runs, and shows what the document says it shows.

mod common;

use std::path::Path;

use common::{Folder, golden_text};

/// Documents, and rule files that a reader has made by then.
const DOCUMENTS: [&str; 5] =
    ["README.md", "examples/README.md", "examples/fg.md", "examples/dpo.md", "rules/README.md"];

#[test]
fn every_command_in_the_documents_runs() {
    for document in DOCUMENTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
        let text = std::fs::read_to_string(&path).expect("the document").replace("\r\n", "\n");
        let folder = folder(&text);
        let mut commands = 0;
        for step in steps_of(&text) {
            let (command, shown) = match step {
                Step::Run(command, shown) => (command, shown),
                Step::Make(name, text) => {
                    make(&folder, &name, &text);
                    continue;
                }
            };
            let (command, code) = match command.split_once(" # ends with ") {
                Some((command, code)) => (command, code.parse().expect("an exit code")),
                None => (command.as_str(), 0),
            };
            let Some(args) =
                command.strip_prefix("samenzien ").or_else(|| command.strip_prefix("cargo run --release -- "))
            else {
                assert_eq!(command, "cargo test", "{document}: {command}");
                continue;
            };
            let args: Vec<&str> = args.split_whitespace().collect();
            let run = folder.run(&args).ends_with(code);
            commands += 1;
            if !shown.is_empty() {
                golden_text(&format!("{document}: {command}"), &shown, &run.out);
            }
        }
        assert!(commands > 0, "{document}");
    }
}

#[test]
fn the_pages_for_a_data_protection_officer_show_the_same() {
    let commands = |document: &str| -> Vec<String> {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document)).expect("the document");
        let command = |step: Step| match step {
            Step::Run(command, _) => Some(command.replace("--lang nl", "--lang en")),
            Step::Make(..) => None,
        };
        steps_of(&text).into_iter().filter_map(command).collect()
    };
    assert_eq!(commands("examples/fg.md"), commands("examples/dpo.md"));
}

/// The folder of a reader: the examples, and the rule file that the document shows without a name.
fn folder(document: &str) -> Folder {
    let folder = Folder::new();
    for examples in ["examples", "examples/nightly"] {
        std::fs::create_dir(folder.path().join(examples)).expect("a folder");
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join(examples);
        for entry in std::fs::read_dir(shipped).expect("the examples") {
            let path = entry.expect("an entry").path();
            if let Some(name) = path.file_name().filter(|_| path.is_file()) {
                std::fs::copy(&path, folder.path().join(examples).join(name)).expect("a copy");
            }
        }
    }
    let shown = document.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
    if let Some(own) = shown.filter(|block| block.starts_with("format = 1")).last() {
        folder.file("voorbeeldstad.toml", own);
        folder.file("mistake.toml", &own.replace("weight = 10", "wieght = 10"));
    }
    folder
}

/// A file of a reader, as the document shows it.
fn make(folder: &Folder, name: &str, text: &str) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    folder.file(name, text);
}

/// What a reader does, in the order of the document.
enum Step {
    /// Makes a file of a block that says which file it is, as ```toml stad/regels.toml does.
    Make(String, String),
    /// Gives a command of a console block, with the lines that are shown below it.
    Run(String, String),
}

fn steps_of(document: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut block: Option<&str> = None;
    for line in document.lines() {
        let bare = line.trim_start();
        if let Some(fence) = bare.strip_prefix("```") {
            block = if block.is_some() { None } else { Some(fence) };
            if let Some((_, name)) = block.and_then(|fence| fence.split_once(' ')) {
                steps.push(Step::Make(name.to_owned(), String::new()));
            }
            continue;
        }
        let Some(fence) = block else { continue };
        if let Some(command) = bare.strip_prefix("$ ").filter(|_| fence == "console") {
            steps.push(Step::Run(command.to_owned(), String::new()));
            continue;
        }
        let text = match steps.last_mut() {
            Some(Step::Run(_, shown)) if fence == "console" => shown,
            Some(Step::Make(_, text)) if fence.contains(' ') => text,
            _ => continue,
        };
        text.push_str(line);
        text.push('\n');
    }
    steps
}
