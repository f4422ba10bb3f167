//! The promises of the command line that hold for every command.

mod common;

use common::Folder;

#[test]
fn help_is_a_result_in_both_languages() {
    let folder = Folder::new();
    for args in [&["--help"][..], &["screen", "--help"], &["inspect", "-h"]] {
        let english = folder.run(args).ends_with(0);
        let dutch = folder.run(&[args, &["--lang=nl"]].concat());
        assert!(english.err.is_empty() && english.out.contains("Usage"), "{}", english.out);
        // `--help` ends the parsing, wherever the language stands.
        assert!(dutch.out.contains("Gebruik") && !dutch.out.contains("Usage"), "{}", dutch.out);
    }
}

#[test]
fn wrong_usage_is_told_in_the_language_and_ends_with_2() {
    let folder = Folder::new();
    let run = folder.run(&["--lang", "nl", "lijst.csv", "--topp", "3"]).ends_with(2);
    assert!(run.err.starts_with("fout: `--topp`") && run.out.is_empty(), "{}", run.err);
    let run = folder.run(&["lijst.csv", "--format", "xls"]).ends_with(2);
    assert!(run.err.contains("jsonl"), "{}", run.err);
    folder.run(&["screen"]).ends_with(2);
    folder.run(&[]).ends_with(2);
}

#[test]
fn completions_and_the_manual_are_made_of_the_same_arguments() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(&["completions", shell]).ends_with(0);
        assert!(run.out.contains("samenzien") && run.out.contains("fail-on"), "{shell}");
    }
    assert!(folder.run(&["man", "screen"]).ends_with(0).out.contains("fail\\-on"));
    folder.run(&["man", "nothing"]).ends_with(2);
}

#[test]
fn inspect_shows_which_column_is_which_field() {
    let folder = Folder::new();
    folder.file("lijst.csv", "zaaknummer;aanvraagdatum;x\nZ-1;2026-11-02;1\nZ-2;gisteren;2\n");
    let run = folder.run(&["inspect", "lijst.csv"]).ends_with(0);
    assert!(run.out.contains("application_date") && run.out.contains("not used"), "{}", run.out);
    let run = folder.run(&["inspect", "lijst.csv", "--as-read"]).ends_with(0);
    assert_eq!(run.out, "zaaknummer,aanvraagdatum,x\nZ-1,2026-11-02,1\nZ-2,gisteren,2\n");
}
