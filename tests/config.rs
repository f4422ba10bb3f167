//! Options that stand in `samenzien.toml`: which one holds, where it came from, and what is wrong with it.

mod common;

use common::Folder;
use serde_json::Value;

const BATCH: &str = "zaaknummer;aanvraagdatum;telefoon\nN-1;2026-06-01;0619001234\nN-2;2026-06-01;0619001235\n";

fn folder(config: &str) -> Folder {
    let folder = Folder::new();
    folder.file("nieuw.csv", BATCH);
    folder.file("samenzien.toml", config);
    folder
}

/// The value of an option and where it came from.
fn shown(folder: &Folder, args: &[&str], env: &[(&str, &str)], option: &str) -> (String, String) {
    let run = folder.run_in(&[&["config", "show", "--json"], args].concat(), env).ends_with(0);
    let json: Value = serde_json::from_str(&run.out).expect("json");
    let options = json["options"].as_array().expect("options");
    let told = options.iter().find(|told| told["option"] == option).expect("the option");
    let values = told["values"].as_array().expect("values");
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    (values.iter().map(text).collect::<Vec<_>>().join(","), text(&told["from"]))
}

fn pair(value: &str, from: &str) -> (String, String) {
    (value.to_owned(), from.to_owned())
}

#[test]
fn the_command_line_comes_before_the_environment_before_the_profile_before_the_file() {
    let folder = folder("rules = \"file.toml\"\n[profile.nightly]\nrules = \"profile.toml\"\n");
    let rules = |args: &[&str], env: &[(&str, &str)]| shown(&folder, args, env, "rules");
    let env = [("SAMENZIEN_RULES", "env.toml")];
    assert_eq!(rules(&[], &[]), pair("file.toml", "file"));
    assert_eq!(rules(&["--profile", "nightly"], &[]), pair("profile.toml", "profile"));
    assert_eq!(rules(&["--profile", "nightly"], &env), pair("env.toml", "environment"));
    assert_eq!(rules(&["--profile", "nightly", "--rules", "line.toml"], &env), pair("line.toml", "command line"));
    assert_eq!(shown(&folder, &[], &[], "top"), pair("", "usual"));
    assert_eq!(shown(&folder, &[], &[("SAMENZIEN_PROFILE", "nightly")], "rules"), pair("profile.toml", "profile"));
}

#[test]
fn a_run_uses_what_the_file_says() {
    let folder = folder(
        "files = [\"nieuw.csv\"]\nas-of = 2026-06-30\nquiet = true\n[profile.nightly]\noutput = [\"a.json\", \"a.md\"]\n\
         [profile.csv]\nformat = \"csv\"\ncolumns = \"id,score\"\n",
    );
    let run = folder.run(&["--profile", "nightly"]).ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    let json: Value = serde_json::from_str(&folder.read("a.json")).expect("json");
    assert_eq!(json["manifest"]["options"]["as-of"], "2026-06-30");
    assert_eq!(folder.names(), ["a.json", "a.md", "nieuw.csv", "samenzien.toml"]);
    let run = folder.run(&["screen", "--profile", "csv"]).ends_with(0);
    assert_eq!(run.out, "id,score\nN-1,0\nN-2,0\n");
    // `format` of another command is another option; files and dates are the same.
    folder.run(&["inspect", "--profile", "csv"]).ends_with(0);
    let verbose = folder.run(&["-v", "--profile", "csv"]).ends_with(0);
    assert!(verbose.err.contains("2 screened"), "{}", verbose.err);
}

#[test]
fn paths_start_at_the_file_that_they_stand_in() {
    let folder = Folder::new();
    for name in ["stad", "stad/in"] {
        std::fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    folder.file("stad/in/nieuw.csv", BATCH);
    folder.file("stad/nacht.toml", "files = \"in/*.csv\"\noutput = \"uit.json\"\nrules = \"builtin:ondermijning\"\n");
    folder.run(&["--config", "stad/nacht.toml", "-q"]).ends_with(0);
    assert!(folder.read("stad/uit.json").contains("N-1"));
    folder.run_in(&["screen"], &[("SAMENZIEN_CONFIG", "stad/nacht.toml")]).ends_with(0);
}

#[test]
fn a_language_in_the_file_holds_for_help_and_mistakes_too() {
    let folder = folder("lang = \"nl\"\n");
    assert!(folder.run(&["--help"]).ends_with(0).out.contains("Gebruik"));
    assert!(folder.run(&["nieuw.csv", "--topp"]).ends_with(2).err.contains("geen optie"));
    assert_eq!(shown(&folder, &[], &[], "lang"), pair("nl", "file"));
    assert_eq!(shown(&folder, &[], &[("SAMENZIEN_LANG", "en")], "lang"), pair("en", "environment"));
    assert_eq!(shown(&folder, &["--lang", "en"], &[], "lang"), pair("en", "command line"));
}

#[test]
fn what_goes_against_an_option_of_a_higher_place_gives_way() {
    let folder = folder("top = 1\nredact = true\n[profile.alles]\nall = true\nredact = false\n");
    assert_eq!(shown(&folder, &["--all"], &[], "top"), pair("", "usual"));
    assert_eq!(shown(&folder, &["--profile", "alles"], &[], "top"), pair("", "usual"));
    assert_eq!(shown(&folder, &["--profile", "alles"], &[], "redact"), pair("", "usual"));
    assert_eq!(shown(&folder, &["--pseudonymise", "sleutel"], &[], "redact"), pair("", "usual"));
    assert_eq!(shown(&folder, &[], &[], "redact"), pair("true", "file"));
}

#[test]
fn a_mistake_is_told_with_its_place_and_what_was_meant() {
    let said = |config: &str| folder(config).run(&["nieuw.csv", "--lang", "en"]).ends_with(2).err;
    let key = said("lang = \"nl\"\nfail_on = \"high\"\n");
    assert!(key.contains("samenzien.toml:2:1") && key.contains("did you mean `fail-on`?"), "{key}");
    let two = said("topp = 3\n[profile.a]\nquite = true\n");
    assert!(two.contains("`top`?") && two.contains("samenzien.toml:3:1") && two.contains("`quiet`?"), "{two}");
    assert!(said("top = \"veel\"\n").contains("`veel` does not fit `top`"));
    assert!(said("format = \"xls\"\n").contains("jsonl"));
    assert!(said("top = [1, 2]\n").contains("a text or a number belongs here"));
    assert!(said("redact = \"yes\"\n").contains("samenzien.toml:1:10"));
    assert!(said("profile = 1\n").contains("a table belongs here"));
    assert!(said("top = = 1\n").contains("samenzien.toml:1:7"));
    let both = said("top = 3\nall = true\n");
    assert!(both.contains("`all` and `top` do not go together") && both.contains("first here"), "{both}");
    assert!(said("id = \"N-1\"\n").contains("`id` does not belong here"));
}

#[test]
fn a_profile_or_a_file_that_is_not_there_is_told() {
    let with = folder("[profile.nightly]\ntop = 3\n");
    let run = |args: &[&str]| with.run(&[&["nieuw.csv", "--lang", "en"], args].concat()).ends_with(2).err;
    assert!(run(&["--profile", "nigtly"]).contains("did you mean `nightly`?"));
    assert!(run(&["--config", "weg.toml"]).contains("`weg.toml` cannot be read"));
    let without = Folder::new();
    assert!(without.run(&["--profile", "nightly", "--lang", "en"]).ends_with(2).err.contains("no samenzien.toml"));
    // Help is there whatever the file says.
    assert!(folder("topp = 1\n").run(&["--help"]).ends_with(0).out.contains("Usage"));
}

#[test]
fn the_options_are_shown_to_people_too() {
    let folder = folder("[profile.nightly]\ntop = 3\n");
    let out = folder.run(&["config", "show", "--profile", "nightly", "--lang", "nl"]).ends_with(0).out;
    assert!(out.contains("profiel nightly: samenzien.toml:2") && out.contains("zoals gewoonlijk"), "{out}");
    assert!(out.ends_with("bestand: samenzien.toml, profiel: nightly\n"), "{out}");
    let out = Folder::new().run(&["config", "show", "--lang", "en"]).ends_with(0).out;
    assert!(out.contains("no samenzien.toml in this folder"), "{out}");
}
