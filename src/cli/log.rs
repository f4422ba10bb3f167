//! `--log json`: one line of JSON per event on standard error, for who watches runs that nobody attends. Counts,
//! timings and codes; never a text of an input, a name of a file or a value, at any level.

use std::ffi::OsString;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::choices;
use super::exit::Exit;

/// Whether the end was told.
static ENDED: AtomicBool = AtomicBool::new(false);
/// How long an end that is told soon may take.
const PATIENCE: Duration = Duration::from_millis(500);

/// Where events go, and since when they are counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Log {
    since: Instant,
}

impl Log {
    /// What the raw arguments ask for: a mistake in the usage is an event too.
    pub(super) fn asked_for(args: &[OsString]) -> Option<Log> {
        choices::unparsed(args, "--log").filter(|format| format == "json").map(|_| Log::start())
    }

    /// Starts to count.
    pub(super) fn start() -> Log {
        Log { since: Instant::now() }
    }

    /// Writes an event with what is to be told of it.
    pub(super) fn event(self, event: &str, told: Value) {
        self.write("info", event, told);
    }

    /// The same, for something to look at.
    pub(super) fn warning(self, event: &str, told: Value) {
        self.write("warn", event, told);
    }

    /// Writes how the program ends: the first time that it is asked, for only one end is true.
    pub(super) fn end(self, exit: Exit) {
        if !ENDED.swap(true, Ordering::SeqCst) {
            self.event("end", json!({ "exit": exit.code() }));
        }
    }

    /// The same for who cannot wait: whoever holds the stream may be waiting for a reader that is gone.
    pub(super) fn end_soon(self, exit: Exit) {
        let (done, written) = mpsc::channel();
        std::thread::spawn(move || {
            self.end(exit);
            // Nobody listens once the time is over.
            let _ = done.send(());
        });
        let _ = written.recv_timeout(PATIENCE);
    }

    /// Writes that something could not be done, and why, as a code.
    pub(super) fn error(self, code: &str, told: Value) {
        let mut whole = Map::from_iter([("code".to_owned(), Value::from(code))]);
        whole.extend(told.as_object().cloned().unwrap_or_default());
        self.write("error", "error", whole.into());
    }

    fn write(self, level: &str, event: &str, told: Value) {
        let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string();
        let mut line = Map::new();
        line.insert("at".into(), at.into());
        line.insert("seconds".into(), seconds(self.since).into());
        line.insert("level".into(), level.into());
        line.insert("event".into(), event.into());
        line.extend(told.as_object().cloned().unwrap_or_default());
        // Nobody listens to a stream that is closed.
        let _ = writeln!(std::io::stderr().lock(), "{}", Value::from(line));
    }
}

/// Seconds since a moment, to the millisecond.
pub(super) fn seconds(since: Instant) -> f64 {
    since.elapsed().as_millis() as f64 / 1e3
}

/// The name of a variant as a code: `NoSheet { file: … }` is `no-sheet`. Of its values nothing is kept.
pub(super) fn code_of(value: &impl std::fmt::Debug) -> String {
    let name = format!("{value:?}");
    let mut code = String::new();
    for c in name.chars().take_while(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !code.is_empty() {
            code.push('-');
        }
        code.push(c.to_ascii_lowercase());
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    #[allow(dead_code)]
    enum Trial {
        NoSheet { file: &'static str },
        Plain,
        Two(&'static str, u8),
    }

    #[test]
    fn a_code_holds_nothing_of_its_values() {
        assert_eq!(code_of(&Trial::NoSheet { file: "Jansen.xlsx" }), "no-sheet");
        assert_eq!(code_of(&Trial::Plain), "plain");
        assert_eq!(code_of(&Trial::Two("Jansen", 1)), "two");
    }

    #[test]
    fn it_is_asked_for_before_the_double_dash() {
        let asked = |args: &[&str]| Log::asked_for(&args.iter().map(OsString::from).collect::<Vec<_>>()).is_some();
        assert!(asked(&["samenzien", "--log", "json", "x"]) && asked(&["samenzien", "x", "--log=json"]));
        assert!(!asked(&["samenzien", "--log", "text"]) && !asked(&["samenzien", "--", "--log", "json"]));
    }
}
