//! What tests of the program share: a fresh folder, the program in a clean environment, and goldens.

#![allow(dead_code, unreachable_pub)] // every test file uses its own part

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that is gone when the test ends.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// A fresh one.
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file in it.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, text).expect("a file can be written");
        path
    }

    /// The text of a file in it.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("the file is there")
    }

    /// The names in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the folder is there");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program in it, in an environment that is the same everywhere.
    pub fn run(&self, args: &[&str]) -> Run {
        self.run_as(args, "", &[])
    }

    /// The same, with this on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Run {
        self.run_as(args, input, &[])
    }

    /// As `run`, with more in the environment.
    pub fn run_in(&self, args: &[&str], more: &[(&str, &str)]) -> Run {
        self.run_as(args, "", more)
    }

    fn run_as(&self, args: &[&str], input: &str, more: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_samenzien"));
        command.current_dir(self.0.path()).args(args).env_clear();
        command.env("LC_ALL", "C").env("NO_COLOR", "1").env("COLUMNS", "100").envs(more.iter().copied());
        // Windows programs do not start without it.
        if let Some(root) = std::env::var_os("SystemRoot") {
            command.env("SystemRoot", root);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // A program that reads nothing may be gone before everything is written.
        let _ = child.stdin.take().expect("a stream").write_all(input.as_bytes());
        let output = child.wait_with_output().expect("the program ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// Holds the exit code against what it should be, and shows both streams when it is not.
    pub fn ends_with(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "\n--- out\n{}\n--- err\n{}", self.out, self.err);
        self
    }
}

/// Holds a text against the file of what is expected; `UPDATE=1` rewrites the file.
pub fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(&path, found).expect("a golden can be written");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(expected == found, "{name} differs (UPDATE=1 rewrites it):\n{}", difference(&expected, found));
}

/// Holds a text against what a document shows, blanks at line ends aside.
pub fn golden_text(what: &str, expected: &str, found: &str) {
    let bare = |text: &str| text.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
    let (expected, found) = (bare(expected), bare(found));
    assert!(expected == found, "{what} shows otherwise:\n{}", difference(&expected, &found));
}

/// The lines that differ, with `-` what was expected and `+` what was found.
fn difference(expected: &str, found: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), found.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let lines = |sign: &str, lines: &[&str]| lines.iter().map(|line| format!("{sign} {line}\n")).collect::<String>();
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    format!("from line {}:\n{}{}", start + 1, lines("-", old), lines("+", new))
}
