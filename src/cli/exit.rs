//! What the exit code says.

use std::process::ExitCode;

/// How a run ended. Where several hold: unusable, then incomplete, then threshold, because an incomplete
/// run cannot vouch for what it did not find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done.
    Done,
    /// Something is at or above the level that was asked for.
    Threshold,
    /// Wrong usage, or an input, rule set or output that could not be used; nothing was written.
    Unusable,
    /// Done, but rows were set aside and all were asked for.
    Incomplete,
    /// The user asked to stop (Ctrl-C); no part of a file was left.
    Stopped,
}

impl Exit {
    /// The number that a script sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Threshold => 1,
            Exit::Unusable => 2,
            Exit::Incomplete => 3,
            // As shells say it: 128 and the number of the interrupt.
            Exit::Stopped => 130,
        }
    }

    /// The end of a run that could be done.
    pub fn of(incomplete: bool, threshold: bool) -> Exit {
        match (incomplete, threshold) {
            (true, _) => Exit::Incomplete,
            (false, true) => Exit::Threshold,
            (false, false) => Exit::Done,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incomplete_comes_before_the_threshold() {
        assert_eq!(Exit::of(false, false).code(), 0);
        assert_eq!(Exit::of(false, true).code(), 1);
        assert_eq!(Exit::of(true, true).code(), 3);
        assert_eq!(Exit::Unusable.code(), 2);
    }
}
