//! How far long work is, on a terminal: one line that is written over and wiped away. Nothing in a file or a
//! pipe, nothing with `--quiet`, and nothing for work that is done in a moment.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::json;

use super::log::{Log, code_of, seconds};
use super::tell::Teller;
use crate::text::Lang;
use crate::text::sheets::Step;

/// Work that takes less is not told of.
const PATIENCE: Duration = Duration::from_millis(600);
/// How often the line is renewed.
const BEAT: Duration = Duration::from_millis(250);

/// The line, until it is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    shared: Option<Arc<Shared>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    /// Where the steps are events.
    log: Option<Steps>,
}

/// Steps as events: what is being done, and since when.
#[derive(Debug)]
struct Steps {
    log: Log,
    now: Mutex<Option<(Step, Instant)>>,
}

#[derive(Debug)]
struct Shared {
    /// What is being done; `None` once all is done.
    step: Mutex<Option<Step>>,
    changed: Condvar,
}

impl Progress {
    /// Starts to tell, where there is someone to tell it to.
    pub(super) fn start(teller: &Teller) -> Progress {
        let log = teller.log.map(|log| Steps { log, now: Mutex::new(Some((Step::Reading, Instant::now()))) });
        if log.is_some() || teller.terminal.quiet || !std::io::stderr().is_terminal() {
            return Progress { shared: None, thread: Mutex::default(), log };
        }
        let lang = teller.lang;
        let shared = Arc::new(Shared { step: Mutex::new(Some(Step::Reading)), changed: Condvar::new() });
        let told = Arc::clone(&shared);
        let thread = std::thread::spawn(move || tell(&told, lang));
        Progress { shared: Some(shared), thread: Mutex::new(Some(thread)), log }
    }

    /// Goes on to the next step.
    pub(super) fn step(&self, step: Step) {
        self.set(Some(step));
    }

    /// Wipes the line away: there is nothing more to wait for.
    pub(super) fn end(&self) {
        self.set(None);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A line that could not be wiped away harms nothing.
        let _ = thread.map(JoinHandle::join);
    }

    fn set(&self, step: Option<Step>) {
        if let Some(Steps { log, now }) = &self.log {
            let mut now = now.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((done, since)) = std::mem::replace(&mut *now, step.map(|step| (step, Instant::now()))) {
                log.event("step", json!({ "step": code_of(&done), "took": seconds(since) }));
            }
        }
        if let Some(shared) = &self.shared {
            *shared.step.lock().unwrap_or_else(PoisonError::into_inner) = step;
            shared.changed.notify_all();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}

fn tell(shared: &Shared, lang: Lang) {
    let start = Instant::now();
    let mut longest = 0;
    let mut step = shared.step.lock().unwrap_or_else(PoisonError::into_inner);
    while let Some(now) = *step {
        if start.elapsed() >= PATIENCE {
            let line = format!("{} {} s", now.say(lang), start.elapsed().as_secs());
            write(&format!("\r{line:<longest$}"));
            longest = longest.max(line.chars().count());
        }
        step = shared.changed.wait_timeout(step, BEAT).unwrap_or_else(PoisonError::into_inner).0;
    }
    if longest > 0 {
        write(&format!("\r{:longest$}\r", ""));
    }
}

fn write(text: &str) {
    // Nobody misses a line on a terminal that is gone.
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
