//! What authors of rules are told: each file in `golden/rules` holds a mistake, and beside it stands what is
//! said of it in both languages.

mod common;

use std::path::Path;

use common::{Folder, golden};

#[test]
fn every_mistake_is_told_with_its_place_and_a_way_out() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/rules");
    let files = std::fs::read_dir(&rules).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    files.sort();
    assert!(files.len() >= 20);
    for file in files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let folder = Folder::new();
        folder.file("lijst.csv", "zaaknummer;telefoon\nZ-1;06-19001234\n");
        folder.file(&format!("{name}.toml"), &std::fs::read_to_string(&file).expect("the rules"));
        for lang in ["nl", "en"] {
            let rules = format!("{name}.toml");
            let run = folder.run(&["lijst.csv", "--rules", &rules, "--lang", lang, "-v", "-o", "uit.csv"]);
            // Warnings do not end a run; mistakes do, before anything is written.
            let wrote = folder.names().contains(&"uit.csv".to_owned());
            assert_eq!((run.code == Some(0), run.code == Some(2)), (wrote, !wrote), "{name}: {}", run.err);
            golden(&format!("rules/{name}.{lang}.txt"), &run.err);
            if wrote {
                std::fs::remove_file(folder.path().join("uit.csv")).expect("removed");
            }
        }
    }
}
