//! No rule on what people are (Awgb art. 1, GDPR art. 9), none on the sound of a name, and none on a proxy for those
//! alone unless somebody has justified it.

use super::{Subject, warn};
use crate::batch::ValueId;
use crate::diag::Diagnostic;
use crate::fields::fold;
use crate::ops::{Lets, Test};
use crate::rules::{Derived, From, Node, NodeId, parts_of};
use crate::text::rules::RuleMsg;

/// Fields that hold the name of a person.
const NAMES: [&str; 4] = ["applicant", "manager", "controller", "agent"];

/// Fields that can stand in for a forbidden characteristic; of a town's own fields a part of the name tells.
const PROXIES: [&str; 9] = [
    "postcode",
    "city",
    "street",
    "address",
    "birth_date",
    "licence_plate",
    "contact_postcode",
    "contact_street",
    "email",
];
const PROXY_PARTS: [&str; 13] = [
    "postcode",
    "wijk",
    "buurt",
    "neighbourhood",
    "district",
    "leeftijd",
    "age_",
    "taal",
    "language",
    "inkomen",
    "income",
    "huishouden",
    "household",
];

/// Words that tell where people are from or what they believe, and say nothing of what they do.
const ORIGIN: [&str; 66] = [
    "turks",
    "turkse",
    "turk",
    "turken",
    "turkish",
    "marokkaans",
    "marokkaanse",
    "marokkaan",
    "moroccan",
    "pools",
    "poolse",
    "polish",
    "roemeens",
    "roemeense",
    "romanian",
    "bulgaars",
    "bulgaarse",
    "bulgarian",
    "albanees",
    "albanese",
    "albanian",
    "syrisch",
    "syrische",
    "syrian",
    "somalisch",
    "somalische",
    "somali",
    "surinaams",
    "surinaamse",
    "surinamese",
    "antilliaans",
    "antilliaanse",
    "antillean",
    "chinees",
    "chinese",
    "vietnamees",
    "vietnamese",
    "iraaks",
    "iraakse",
    "iraqi",
    "iraans",
    "iraanse",
    "iranian",
    "afghaans",
    "afghaanse",
    "afghan",
    "roma",
    "sinti",
    "woonwagen",
    "woonwagenbewoner",
    "allochtoon",
    "allochtone",
    "autochtoon",
    "autochtone",
    "nietwesters",
    "moslim",
    "muslim",
    "islam",
    "islamitisch",
    "islamic",
    "joods",
    "joodse",
    "jewish",
    "christelijk",
    "hindoe",
    "moskee",
];

/// Questions on a name, and words of origin or belief.
pub(super) fn forbidden(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for rule in subject.rules() {
        for (id, test) in tests(subject, rule.when) {
            let lets = test.lets();
            let leaves = subject.leaves(test.value());
            let literal = !matches!(lets, Lets::Open | Lets::Present(_) | Lets::Readable(_));
            if literal && leaves.iter().all(|leaf| NAMES.contains(leaf)) {
                let name = subject.value(test.value()).name.clone();
                out.push(Diagnostic::error(subject.place(id), RuleMsg::NamePattern { name }));
            } else if let Some(word) = origin(&lets) {
                out.push(Diagnostic::error(subject.place(id), RuleMsg::Forbidden { name: word.to_owned() }));
            }
        }
    }
}

/// The word of origin or belief in what a question looks for.
fn origin(lets: &Lets<'_>) -> Option<&'static str> {
    let texts: Vec<&str> = match lets {
        Lets::Keys(keys, _) => keys.iter().map(String::as_str).collect(),
        Lets::Text(texts) => texts.clone(),
        Lets::List(list) => list.entries.iter().map(|entry| entry.key.as_str()).collect(),
        _ => return None,
    };
    let folded: Vec<String> = texts.into_iter().map(fold::loosened).collect();
    let mut words = folded.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.find_map(|word| ORIGIN.into_iter().find(|known| *known == word))
}

/// Rules that ask about nothing but proxies, without a justification.
pub(super) fn proxies(subject: &Subject<'_>, out: &mut Vec<Diagnostic>) {
    for rule in subject.rules().filter(|rule| !rule.justified) {
        let across = subject.below(rule.when).into_iter().any(|id| {
            matches!(
                subject.node(id),
                Node::Group(_) | Node::Cluster(_) | Node::Signal(_) | Node::Rule(_) | Node::Outlier(_)
            )
        });
        let asked: Vec<&str> = tests(subject, rule.when)
            .into_iter()
            .flat_map(|(_, test)| subject.leaves(test.value()))
            .filter(|leaf| !matches!(*leaf, "permit_type" | "application_date"))
            .collect();
        if let (false, Some(first), true) = (across, asked.first(), asked.iter().all(|leaf| is_proxy(leaf))) {
            warn(out, rule.span, RuleMsg::Proxy { name: (*first).to_owned() });
        }
    }
}

fn is_proxy(field: &str) -> bool {
    let folded = fold::loosened(field);
    PROXIES.contains(&field) || PROXY_PARTS.iter().any(|part| folded.contains(part))
}

/// The questions of a condition, those in the derived values that it asks about among them.
fn tests<'a>(subject: &'a Subject<'_>, id: NodeId) -> Vec<(NodeId, &'a dyn Test)> {
    let (mut found, mut conditions, mut at) = (Vec::new(), vec![id], 0);
    while let Some(id) = conditions.get(at) {
        for id in subject.below(*id) {
            if let Node::Test(test) = subject.node(id) {
                found.push((id, test.as_ref()));
            }
            for condition in subject.node(id).values().into_iter().flat_map(|value| inside(subject, value)) {
                if !conditions.contains(&condition) {
                    conditions.push(condition);
                }
            }
        }
        at += 1;
    }
    found
}

/// The conditions that a value is made of.
fn inside(subject: &Subject<'_>, value: ValueId) -> Vec<NodeId> {
    match &subject.value(value).from {
        From::Field => Vec::new(),
        From::Derived(Derived::If(condition)) => vec![*condition],
        From::Derived(derived) => {
            let parts = parts_of(derived).into_iter().filter(|part| part.bare() != value.bare());
            parts.flat_map(|part| inside(subject, part)).collect()
        }
    }
}
