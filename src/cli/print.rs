//! Results on standard output.

use std::io::{self, Write};

use anyhow::Result;

use super::exit::Exit;

/// Writes a result to standard output. A reader that has seen enough is no mistake.
pub(super) fn print(text: &[u8]) -> Result<Exit> {
    match io::stdout().lock().write_all(text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}

/// Writes a value as json to standard output.
pub(super) fn json(value: &impl serde::Serialize) -> Result<Exit> {
    print(format!("{}\n", serde_json::to_string_pretty(value)?).as_bytes())
}
