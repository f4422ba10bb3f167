//! How much of people and firms a run shows, and how long its outputs may be kept.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use super::args::PrivacyArgs;
use super::choices;
use super::fault::Fault;
use crate::fields::Regime;
use crate::fields::day::Duration;
use crate::report::{KEY_BYTES, Tokens, Veil};
use crate::text::night::NightMsg;

/// How long outputs are kept where the user does not say: what was not taken up is destroyed within a year
/// (model privacy protocol of the CCV for *ondermijning*, step 2).
const KEPT: Duration = Duration::Months(12);

/// What stands in the place of values about persons and firms.
pub(super) fn veil(args: &PrivacyArgs, regime: Regime) -> Result<Veil> {
    if args.redact || args.pseudonymise.is_some() {
        to_share(if args.redact { "--redact" } else { "--pseudonymise" }, regime)?;
    }
    if args.redact {
        return Ok(Veil::Mark);
    }
    let Some(path) = args.pseudonymise.as_deref() else { return Ok(Veil::Open) };
    let said = || path.display().to_string();
    let bytes = fs::read(path)
        .map_err(|error| Fault::from(NightMsg::CannotReadKey { path: said(), why: error.to_string() }))?;
    if open_to_all(path) {
        return Err(Fault::from(NightMsg::KeyOpenToAll { path: said() }).into());
    }
    // An editor ends a file with a new line, which is no part of a key.
    let key = bytes.trim_ascii_end().to_vec();
    let purpose = args.purpose.as_deref().unwrap_or_default();
    let tokens =
        Tokens::new(key, purpose).ok_or_else(|| Fault::from(NightMsg::ShortKey { path: said(), least: KEY_BYTES }))?;
    Ok(Veil::Token(Arc::new(tokens)))
}

/// Refuses what is made to be shared in a Bibob investigation, of which all is secret (Wet Bibob art. 28 and 30(6)).
pub(super) fn to_share(what: &'static str, regime: Regime) -> Result<()> {
    match regime {
        Regime::Regular => Ok(()),
        Regime::Bibob => Err(Fault::from(NightMsg::NotShared { what }).into()),
    }
}

/// The last day on which outputs may be kept, counted from the reference date.
pub(super) fn keep_until(asked: Option<&str>, as_of: i32) -> Result<i32> {
    Ok(asked.map(|text| choices::date("--keep-until", text)).transpose()?.unwrap_or_else(|| KEPT.after(as_of)))
}

/// Whether others than the owner can read a file. Windows keeps that elsewhere.
#[cfg(unix)]
fn open_to_all(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> bool {
    false
}
