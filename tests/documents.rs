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
        for (command, shown) in commands_of(&text) {
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
        commands_of(&text).into_iter().map(|(command, _)| command.replace("--lang nl", "--lang en")).collect()
    };
    assert_eq!(commands("examples/fg.md"), commands("examples/dpo.md"));
}

/// The folder of a reader: the examples, and the rule file that the document shows.
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
    // A block that says which file it is: ```toml stad/regels.toml
    for block in document.split("\n```").skip(1).step_by(2) {
        let (fence, text) = block.split_once('\n').expect("a block");
        let Some((_, name)) = fence.split_once(' ') else { continue };
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        folder.file(name, &format!("{text}\n"));
    }
    let shown = document.split("```toml\n").skip(1).filter_map(|block| block.split("```").next());
    if let Some(own) = shown.filter(|block| block.starts_with("format = 1")).last() {
        folder.file("voorbeeldstad.toml", own);
        folder.file("mistake.toml", &own.replace("weight = 10", "wieght = 10"));
    }
    folder
}

/// The commands of the console blocks, with the lines that are shown below each.
fn commands_of(document: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in document.lines() {
        let bare = line.trim_start();
        if bare.starts_with("```") {
            inside = bare == "```console";
        } else if let Some(command) = bare.strip_prefix("$ ").filter(|_| inside) {
            found.push((command.to_owned(), String::new()));
        } else if let Some((_, shown)) = found.last_mut().filter(|_| inside) {
            shown.push_str(line);
            shown.push('\n');
        }
    }
    found
}
