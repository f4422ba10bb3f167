//! Outputs whose last day has passed are removed, and nothing else is.

mod common;

use common::Folder;

const BATCH: &str = "zaaknummer;aanvraagdatum;telefoon\nN-1;2026-06-01;0619001234\n";
const OUTPUTS: [&str; 7] = ["a.csv", "a.html", "a.json", "a.jsonl", "a.manifest.json", "a.md", "a.xlsx"];

/// A folder with outputs that may be kept until the last day of 2026.
fn folder() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("uit/diep")).expect("a folder");
    folder.file("nieuw.csv", BATCH);
    let mut args = vec!["nieuw.csv".to_owned(), "-q".into(), "--keep-until".into(), "2026-12-31".into()];
    args.extend(OUTPUTS.iter().flat_map(|name| ["-o".to_owned(), format!("uit/{name}")]));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    folder.run(&args).ends_with(0);
    folder
}

fn names(folder: &Folder, of: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path().join(of)).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn purge(folder: &Folder, more: &[&str]) -> (String, String) {
    let run = folder.run(&[&["purge", "uit", "--lang", "en"], more].concat()).ends_with(0);
    (run.out, run.err)
}

#[test]
fn every_output_is_removed_after_its_last_day_and_not_on_it() {
    let folder = folder();
    assert_eq!(
        purge(&folder, &["--as-of", "2026-12-31"]),
        (String::new(), "7 outputs may stay; 0 files are not of samenzien or tell no day, and stay\n".into())
    );
    let (out, _) = purge(&folder, &["--as-of", "2027-01-01", "--dry-run"]);
    assert_eq!((out.lines().count(), names(&folder, "uit").len()), (7, 8), "{out}");
    let (out, _) = purge(&folder, &["--as-of", "01-01-2027"]);
    assert_eq!(out.lines().next(), Some("uit/a.csv: removed, kept until 2026-12-31"));
    assert_eq!(names(&folder, "uit"), ["diep"]);
}

#[test]
fn so_are_networks_explanations_letters_and_measurements() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("uit")).expect("a folder");
    folder.file("nieuw.csv", BATCH);
    folder.file("groepen.csv", "zaaknummer;kanaal\nN-1;web\n");
    folder.run(&["nieuw.csv", "-q", "--keep-until", "2026-12-31", "-o", "bron.json"]).ends_with(0);
    let mut network = vec!["network", "nieuw.csv", "-q", "--keep-until", "2026-12-31"];
    network.extend([
        "-o",
        "uit/n.html",
        "-o",
        "uit/n.graphml",
        "-o",
        "uit/n.dot",
        "-o",
        "uit/n.gv",
        "-o",
        "uit/n.json",
    ]);
    folder.run(&network).ends_with(0);
    let printed = |args: &[&str], name: &str| {
        let run = folder.run(args).ends_with(0);
        folder.file(&format!("uit/{name}"), &run.out);
    };
    for (reader, form) in [
        ("officer", "html"),
        ("officer", "md"),
        ("officer", "json"),
        ("applicant", "html"),
        ("applicant", "md"),
        ("applicant", "json"),
    ] {
        let args =
            ["explain", "nieuw.csv", "--id", "N-1", "--for", reader, "--format", form, "--keep-until", "2026-12-31"];
        printed(&args, &format!("{reader}.{form}"));
    }
    for form in ["json", "md"] {
        printed(&["fairness", "bron.json", "--groups", "groepen.csv", "--format", form], &format!("f.{form}"));
    }
    let all = names(&folder, "uit").len();
    assert_eq!(all, 13);
    let (out, err) = purge(&folder, &["--as-of", "2026-12-31"]);
    assert_eq!(
        (out.as_str(), err.as_str()),
        ("", "13 outputs may stay; 0 files are not of samenzien or tell no day, and stay\n")
    );
    let graph = folder.read("uit/n.graphml");
    assert!(
        graph.starts_with(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- samenzien.keep_until: 2026-12-31 -->\n<graphml"
        ),
        "{graph}"
    );
    let (out, _) = purge(&folder, &["--as-of", "2027-01-01"]);
    assert_eq!((out.lines().count(), names(&folder, "uit").len()), (all, 0), "{out}");
}

#[test]
fn what_samenzien_did_not_write_or_tells_no_day_stays() {
    let folder = folder();
    let kept = [
        ("uit/aanvragen.csv", BATCH),
        ("uit/notes.json", "{ \"keep_until\": \"2001-01-01\" }"),
        ("uit/other.json", "{ \"manifest\": { \"tool\": \"another\", \"keep_until\": \"2001-01-01\" } }"),
        ("uit/day.json", "{ \"manifest\": { \"tool\": \"samenzien\", \"keep_until\": \"2001-13-01\" } }"),
        ("uit/list.json", "[1, 2]"),
        ("uit/page.html", "<p>kept until 2001-01-01</p>"),
        ("uit/graph.dot", "graph { a -- b } // samenzien.keep_until: 2001-01-01"),
        ("uit/graph.graphml", "<graphml><desc>samenzien.keep_until: 2001-01-01</desc></graphml>"),
        ("uit/diep/book.xlsx", "no workbook"),
        // A manifest cannot point at what is elsewhere, nor at a folder.
        (
            "uit/x.manifest.json",
            "{ \"manifest\": { \"tool\": \"samenzien\", \"keep_until\": \"2090-01-01\", \"outputs\": [\"aanvragen.csv\"] } }",
        ),
    ];
    for (name, text) in kept {
        folder.file(name, text);
    }
    let far = "{ \"manifest\": { \"tool\": \"samenzien\", \"keep_until\": \"2001-01-01\", \"outputs\": [\"../nieuw.csv\", \"diep\", \"..\", \"\"] } }";
    folder.file("uit/far.manifest.json", far);
    let (out, err) = purge(&folder, &["--as-of", "2027-01-01"]);
    assert_eq!(out.lines().count(), 8, "{out}");
    assert!(err.starts_with("2 outputs may stay; 8 files"), "{err}");
    for (name, text) in kept {
        assert_eq!(folder.read(name), text);
    }
    assert_eq!(folder.read("nieuw.csv"), BATCH);
}

#[test]
fn a_file_that_was_written_after_its_manifest_is_somebodys_work() {
    let folder = folder();
    let path = folder.path().join("uit/a.csv");
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
    std::fs::File::options().write(true).open(&path).expect("a file").set_modified(later).expect("a time");
    purge(&folder, &["--as-of", "2027-01-01"]);
    assert_eq!(names(&folder, "uit"), ["a.csv", "diep"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("elders")).expect("a folder");
    std::fs::rename(folder.path().join("uit/a.json"), folder.path().join("elders/a.json")).expect("moved");
    std::os::unix::fs::symlink("../elders", folder.path().join("uit/link")).expect("a link");
    std::os::unix::fs::symlink("../elders/a.json", folder.path().join("uit/b.json")).expect("a link");
    purge(&folder, &["--as-of", "2027-01-01"]);
    assert_eq!(names(&folder, "elders"), ["a.json"]);
    assert_eq!(names(&folder, "uit"), ["b.json", "diep", "link"]);
}

#[test]
fn a_folder_that_is_none_is_told() {
    let run = Folder::new().run(&["purge", "weg", "--lang", "en"]).ends_with(2);
    assert!(run.err.contains("`weg` is no folder"), "{}", run.err);
}
