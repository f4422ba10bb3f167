//! From the text of a rule set to its compiled form.

mod builtin;
mod case;
mod check;
mod condition;
mod derived;
mod dials;
mod fingerprint;
mod group;
mod lists;
mod load;
mod names;
mod needs;
mod own_fields;
mod reads;
mod rule;
mod say;
mod schema;
mod scoring;
mod set;
mod signal;
mod signature;
mod similar;
mod source;
mod turn;
mod unused;

pub use case::{Case, Expect, Given};
pub use check::{Edit, applied, edit};
pub use dials::Dial;
pub use load::{Compiled, check, load};
pub use schema::schema;
pub use set::*;
pub use source::{CannotOpen, RuleSource, files};
pub use turn::{Change, Undo};

use crate::batch::ValueId;

/// The values that a derived value is made of.
pub fn parts_of(derived: &Derived) -> Vec<ValueId> {
    let of = |part: &Part| match part.of {
        PartOf::Value(value) => Some(value),
        PartOf::Text(_) => None,
    };
    derived.parts().into_iter().filter_map(of).collect()
}
