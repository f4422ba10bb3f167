//! A mistake that the command line itself found, and how any error is said to the user.

use serde_json::json;

use super::log::{Log, code_of};
use crate::diag::{Diagnostic, Sources};
use crate::report::ReportError;
use crate::text::advisor::AdvisorMsg;
use crate::text::cli::CliMsg;
use crate::text::config::ConfigMsg;
use crate::text::earlier::EarlierMsg;
use crate::text::fairness::FairnessMsg;
use crate::text::intake::IntakeError;
use crate::text::network::NetworkMsg;
use crate::text::night::NightMsg;
use crate::text::register::RegisterMsg;
use crate::text::sample::SampleMsg;
use crate::text::verify::VerifyMsg;
use crate::text::workbench::WorkMsg;
use crate::text::{Both, Lang};

/// Why a command could not be carried out.
#[derive(Debug)]
pub(super) enum Fault {
    /// A message, and what kind of mistake it is, as a code.
    Said(Both, String),
    /// Mistakes in a rule set or a file of options, each with its place.
    Rules(Box<(Sources, Vec<Diagnostic>)>),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Lang::En, false))
    }
}

impl std::error::Error for Fault {}

/// The messages that a fault can carry; one more is one more line.
macro_rules! messages {
    ($($message:ty),* $(,)?) => {$(
        impl From<$message> for Fault {
            fn from(msg: $message) -> Self {
                Fault::Said(Both { nl: msg.say(Lang::Nl), en: msg.say(Lang::En) }, code_of(&msg))
            }
        }
    )*};
}

messages! {
    AdvisorMsg,
    CliMsg,
    ConfigMsg,
    EarlierMsg,
    FairnessMsg,
    NetworkMsg,
    NightMsg,
    RegisterMsg,
    SampleMsg,
    VerifyMsg,
    WorkMsg,
}

impl Fault {
    fn say(&self, lang: Lang, colour: bool) -> String {
        match self {
            Fault::Said(said, _) => CliMsg::Error { said: said.get(lang).to_owned() }.say(lang),
            Fault::Rules(found) => crate::diag::render(&found.0, &found.1, lang, colour),
        }
    }
}

/// An error of any room as one readable message.
pub(super) fn say(error: &anyhow::Error, lang: Lang, colour: bool) -> String {
    if let Some(fault) = error.downcast_ref::<Fault>() {
        return fault.say(lang, colour);
    }
    let said = if let Some(error) = error.downcast_ref::<ReportError>() {
        error.msg.say(lang)
    } else if let Some(error) = error.downcast_ref::<IntakeError>() {
        error.say(lang)
    } else {
        format!("{error:#}")
    };
    CliMsg::Error { said }.say(lang)
}

/// The same for `--log json`: what kind of mistake it is, without anything of what it is about.
pub(super) fn log(error: &anyhow::Error, log: Log) {
    if let Some(Fault::Rules(found)) = error.downcast_ref::<Fault>() {
        let codes: Vec<&str> = found.1.iter().map(|found| found.message.code()).collect();
        return log.error("rule-set", json!({ "mistakes": codes }));
    }
    let code = if let Some(Fault::Said(_, code)) = error.downcast_ref::<Fault>() {
        code.clone()
    } else if let Some(error) = error.downcast_ref::<ReportError>() {
        code_of(&error.msg)
    } else if let Some(error) = error.downcast_ref::<IntakeError>() {
        code_of(error)
    } else {
        "other".to_owned()
    };
    log.error(&code, json!({}));
}
