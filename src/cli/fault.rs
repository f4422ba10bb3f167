//! A mistake that the command line itself found, and how any error is said to the user.

use crate::diag::{Diagnostic, Sources};
use crate::report::ReportError;
use crate::text::Lang;
use crate::text::advisor::AdvisorMsg;
use crate::text::cli::CliMsg;
use crate::text::fairness::FairnessMsg;
use crate::text::intake::IntakeError;
use crate::text::network::NetworkMsg;
use crate::text::night::NightMsg;
use crate::text::register::RegisterMsg;
use crate::text::workbench::WorkMsg;

/// Why a command could not be carried out.
#[derive(Debug)]
pub(super) enum Fault {
    /// A message.
    Said(CliMsg),
    /// A message of the commands of `rules`.
    Advisor(AdvisorMsg),
    /// A message of an unattended run.
    Night(NightMsg),
    /// A message about networks.
    Network(NetworkMsg),
    /// A message about who is asked more often.
    Fairness(FairnessMsg),
    /// A message about a record of the algorithm register.
    Register(RegisterMsg),
    /// A message of the workbench.
    Work(WorkMsg),
    /// Mistakes in a rule set, each with its place.
    Rules(Box<(Sources, Vec<Diagnostic>)>),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.say(Lang::En, false))
    }
}

impl std::error::Error for Fault {}

impl From<CliMsg> for Fault {
    fn from(msg: CliMsg) -> Self {
        Fault::Said(msg)
    }
}

impl From<NightMsg> for Fault {
    fn from(msg: NightMsg) -> Self {
        Fault::Night(msg)
    }
}

impl From<NetworkMsg> for Fault {
    fn from(msg: NetworkMsg) -> Self {
        Fault::Network(msg)
    }
}

impl From<FairnessMsg> for Fault {
    fn from(msg: FairnessMsg) -> Self {
        Fault::Fairness(msg)
    }
}

impl From<RegisterMsg> for Fault {
    fn from(msg: RegisterMsg) -> Self {
        Fault::Register(msg)
    }
}

impl From<WorkMsg> for Fault {
    fn from(msg: WorkMsg) -> Self {
        Fault::Work(msg)
    }
}

impl From<AdvisorMsg> for Fault {
    fn from(msg: AdvisorMsg) -> Self {
        Fault::Advisor(msg)
    }
}

impl Fault {
    fn say(&self, lang: Lang, colour: bool) -> String {
        match self {
            Fault::Said(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Work(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Night(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Network(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Fairness(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Register(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
            Fault::Advisor(msg) => CliMsg::Error { said: msg.say(lang) }.say(lang),
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
