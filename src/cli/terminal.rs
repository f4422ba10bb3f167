//! Where things are printed: how wide, whether in colour, and how much is said about the run.

use std::io::IsTerminal;

use clap::ValueEnum;

use crate::report::Screen;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal that can show it.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The columns of text where nothing tells how wide it is.
const WIDTH: u16 = 100;

/// What was decided about the terminal, once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// The screen of standard output.
    pub(super) screen: Screen,
    /// Whether messages may be in colour.
    pub(super) colour: bool,
    /// The columns of the screen that messages go to, where one is.
    pub(super) messages: Option<u16>,
    /// Only results and mistakes.
    pub(super) quiet: bool,
    /// Everything that was noticed.
    pub(super) verbose: bool,
}

impl Terminal {
    /// Looks at the streams and the environment.
    pub(super) fn of(colour: Colour, quiet: bool, verbose: bool) -> Terminal {
        let env = |name: &str| std::env::var(name).ok();
        let (out, err) = (std::io::stdout().is_terminal(), std::io::stderr().is_terminal());
        let seen = (out || err).then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.max(40));
        let given = || env("COLUMNS")?.parse().ok();
        let width = seen.filter(|_| out).or_else(given).unwrap_or(WIDTH).max(40);
        let glyphs = has_glyphs(out, cfg!(windows), env);
        let screen = Screen { width, colour: in_colour(colour, out, env), glyphs, looked_at: out };
        Terminal {
            screen,
            colour: in_colour(colour, err, env),
            messages: err.then_some(seen.unwrap_or(width)),
            quiet,
            verbose,
        }
    }
}

/// Whether lines and blocks can be drawn. A file or a pipe is UTF-8, whoever opens it. A terminal of Windows
/// can when it is not the old console: Windows Terminal and editors say who they are. Any other terminal can
/// when the locale is UTF-8, unless it is the bare one of a Linux machine.
fn has_glyphs(terminal: bool, windows: bool, env: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| env(name).filter(|value| !value.is_empty());
    if !terminal {
        return true;
    }
    if windows {
        return ["WT_SESSION", "TERM_PROGRAM", "ConEmuPID"].into_iter().any(|name| set(name).is_some());
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
    let utf8 = locale.contains("utf-8") || locale.contains("utf8");
    utf8 && !matches!(set("TERM").as_deref(), Some("linux" | "dumb"))
}

fn in_colour(colour: Colour, terminal: bool, env: impl Fn(&str) -> Option<String>) -> bool {
    let set = |name: &str| env(name).is_some_and(|value| !value.is_empty());
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR") => false,
        Colour::Auto if env("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => true,
        Colour::Auto => terminal && env("TERM").as_deref() != Some("dumb"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_wins_over_the_environment() {
        let with = |colour, terminal, name: &'static str| {
            in_colour(colour, terminal, |asked| (asked == name).then(|| "1".to_owned()))
        };
        assert!(with(Colour::Always, false, "NO_COLOR"));
        assert!(!with(Colour::Auto, true, "NO_COLOR"));
        assert!(with(Colour::Auto, false, "CLICOLOR_FORCE"));
        assert!(!with(Colour::Auto, false, "X") && with(Colour::Auto, true, "X"));
        assert!(!with(Colour::Never, true, "CLICOLOR_FORCE"));
    }

    #[test]
    fn a_terminal_gets_blocks_when_it_says_that_it_can_draw_them() {
        let with = |terminal, windows, known: &[(&str, &str)]| {
            has_glyphs(terminal, windows, |asked| {
                known.iter().find(|(name, _)| *name == asked).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(with(false, true, &[]) && with(false, false, &[]), "files are UTF-8");
        assert!(!with(true, true, &[("LANG", "nl_NL.UTF-8")]) && with(true, true, &[("WT_SESSION", "1")]));
        assert!(with(true, false, &[("LANG", "nl_NL.UTF-8")]) && !with(true, false, &[("LANG", "C")]));
        assert!(!with(true, false, &[("LC_ALL", "C"), ("LANG", "nl_NL.UTF-8")]));
        assert!(!with(true, false, &[("LANG", "en_US.utf8"), ("TERM", "linux")]));
    }
}
