//! Which language people read: `--lang`, else `SAMENZIEN_LANG`, else what the file of options says, else the
//! system's, else English.

use std::ffi::OsString;

use super::choices;
use crate::text::Lang;

/// Chooses before arguments are parsed, because help and mistakes in them are already in that language.
pub(super) fn choose(
    args: &[OsString],
    env: impl Fn(&str) -> Option<String>,
    config: Option<&str>,
    system: impl FnOnce() -> Option<String>,
) -> Lang {
    let asked =
        choices::unparsed(args, "--lang").or_else(|| env("SAMENZIEN_LANG")).or_else(|| config.map(str::to_owned));
    if let Some(lang) = asked.as_deref().and_then(named) {
        return lang;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| env(name).filter(|value| !value.is_empty()));
    let locale = locale.or_else(system).unwrap_or_default().to_lowercase();
    // `nl`, `nl_NL.UTF-8`, `nl-BE`: Dutch; `nlx` is another language.
    match locale.strip_prefix("nl") {
        Some(rest) if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) => Lang::Nl,
        _ => Lang::En,
    }
}

fn named(text: &str) -> Option<Lang> {
    match text.to_lowercase().as_str() {
        "nl" => Some(Lang::Nl),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(args: &[&str], env: &[(&str, &str)], system: Option<&str>) -> Lang {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        let find = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        choose(&args, find, None, || system.map(str::to_owned))
    }

    #[test]
    fn what_is_said_last_wins_over_what_is_found() {
        assert_eq!(with(&["x", "--lang", "nl"], &[("SAMENZIEN_LANG", "en")], None), Lang::Nl);
        assert_eq!(with(&["x", "--lang=en"], &[("LANG", "nl_NL.UTF-8")], None), Lang::En);
        assert_eq!(with(&[], &[("SAMENZIEN_LANG", "nl"), ("LC_ALL", "C")], None), Lang::Nl);
        assert_eq!(with(&[], &[("LC_ALL", "C"), ("LANG", "nl_NL")], Some("nl-NL")), Lang::En);
        assert_eq!(with(&[], &[], Some("nl-BE")), Lang::Nl);
        assert_eq!(with(&[], &[], Some("nlx")), Lang::En);
        assert_eq!(with(&[], &[], None), Lang::En);
    }
}
