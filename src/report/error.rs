//! Why a report could not be written.

use std::io;

use crate::text::Lang;
use crate::text::report::ReportMsg;

/// A message for the user, and what the system said, where it said something.
#[derive(Debug)]
pub struct ReportError {
    /// What went wrong and the way out.
    pub msg: ReportMsg,
    /// What the system said.
    pub cause: Option<io::Error>,
}

impl ReportError {
    /// An error that the system reported.
    pub fn caused(msg: ReportMsg, cause: io::Error) -> Self {
        ReportError { msg, cause: Some(cause) }
    }

    /// Whether the reader of standard output went away, as `head` does: not a failure of ours.
    pub fn is_broken_pipe(&self) -> bool {
        self.cause.as_ref().is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<ReportMsg> for ReportError {
    fn from(msg: ReportMsg) -> Self {
        ReportError { msg, cause: None }
    }
}

impl std::fmt::Display for ReportError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.msg.say(Lang::En))
    }
}

impl std::error::Error for ReportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}
