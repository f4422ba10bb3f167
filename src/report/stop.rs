//! A user who asks to stop while files are being written: the writing ends, and no part of a file stays. While
//! nothing is being written there is nothing to take away, and the program may end at once.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

static STOP: AtomicBool = AtomicBool::new(false);
/// How many pieces of work have temporary files.
static WORK: Mutex<usize> = Mutex::new(0);

fn work() -> MutexGuard<'static, usize> {
    // A number is whole, whoever panicked while holding it.
    WORK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Work that has temporary files, as long as it lives.
#[derive(Debug)]
pub(super) struct Writing(());

impl Writing {
    /// Starts such work.
    pub(super) fn start() -> Writing {
        *work() += 1;
        Writing(())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        *work() -= 1;
    }
}

/// Asks writers to end; where there are none, `end` is called, and none can start while it runs.
pub fn stop(end: impl FnOnce()) {
    let work = work();
    if *work == 0 {
        end();
    }
    STOP.store(true, Ordering::SeqCst);
}

/// Whether the user asked to stop.
pub fn stopped() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// An error once the user asked to stop.
pub(super) fn going_on() -> io::Result<()> {
    if stopped() { Err(io::Error::other("stopped")) } else { Ok(()) }
}

/// A writer that ends when the user asks to stop.
#[derive(Debug)]
pub(super) struct Stoppable<W>(pub(super) W);

impl<W: io::Write> io::Write for Stoppable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        going_on()?;
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
