//! Asking every application every question of a rule set: truth, score, and the facts behind a hit.

mod alike;
mod clusters;
mod derive;
mod desks;
mod eval;
mod evidence;
mod facts;
mod findings;
mod given;
mod groups;
mod index;
mod kept;
mod linked;
mod meeting;
mod missing;
mod network;
mod outlier;
mod pairs;
mod parties;
mod possible;
mod score;
mod shared;
mod signals;
mod suppose;
mod tally;
mod together;
#[cfg(test)]
mod twin;

pub use derive::derive;
pub use facts::{Fact, OfParty, Shown, Total};
pub use findings::Findings;
pub use given::batch_of;
pub use network::{Busy, Link, Member, Network, Networks, networks};
pub use score::{Score, score_of};
pub use signals::Signals;
pub use suppose::{Around, Change};

use crate::batch::{Batch, Tri};
use crate::rules::{Node, NodeId, RuleSet};
use eval::Evaluator;
use evidence::Witness;
use rayon::prelude::*;

/// Asks all rules of all applications. The batch must have its derived values (`derive`). Without signals,
/// what a rule asks of them is unknown.
pub fn screen<'a>(set: &'a RuleSet, batch: &'a Batch, signals: Option<&'a Signals>) -> Findings<'a> {
    let view = batch.view();
    let scored = batch.scored as usize;
    let eval = Evaluator::new(set, view, scored, signals);
    // One rule is one piece of work and starts no others: a thread that waits for another rule's answer
    // cannot be handed the very rule it waits for.
    (0..set.rules.len()).into_par_iter().for_each(|rule| {
        eval.rule(rule);
    });
    let rules: Vec<&Tri> = (0..set.rules.len()).map(|rule| eval.rule(rule)).collect();
    let scores = score::scores(set, &rules, scored, None);
    let links = set.rules.iter().map(|rule| asks(set, rule.when, Node::links)).collect();
    Findings { set, batch, scores, links, witness: Witness::new(eval, batch) }
}

/// The same with nothing asked yet: every answer is made when it is asked for, and there are no scores.
pub fn ready<'a>(set: &'a RuleSet, batch: &'a Batch, signals: Option<&'a Signals>) -> Findings<'a> {
    let eval = Evaluator::new(set, batch.view(), batch.scored as usize, signals);
    Findings { set, batch, scores: Vec::new(), links: Vec::new(), witness: Witness::new(eval, batch) }
}

/// Asks one rule of all applications, earlier ones included.
pub fn ask(set: &RuleSet, batch: &Batch, signals: Option<&Signals>, rule: usize) -> Tri {
    Evaluator::new(set, batch.view(), batch.scored as usize, signals).rule(rule).clone()
}

/// Whether a condition has a part of this kind.
fn asks(set: &RuleSet, node: NodeId, wanted: fn(&Node) -> bool) -> bool {
    match &set.nodes[node.0 as usize] {
        Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
            parts.iter().any(|part| asks(set, *part, wanted))
        }
        Node::Rule(rule) => asks(set, set.rules[*rule].when, wanted),
        node => wanted(node),
    }
}
