//! Numbered columns: `leidinggevende 1 naam`, `leidinggevende 2 naam`. The party with the lowest number stands
//! in the ordinary column; the others are read into columns of their own and then brought together.

use super::load::Need;
use super::mapping::Use;
use crate::batch::{Batch, Column, Spread};
use crate::fields::{Dictionary, KindId, RoleId};
use std::collections::BTreeSet;

/// A further column for a need, for the party with this place (1 is the second one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Further {
    pub(super) place: u32,
    /// The need, by its place.
    pub(super) need: usize,
}

/// The further columns that any of the tables has.
pub(super) fn further<'a>(
    uses: impl Iterator<Item = &'a Vec<Use>>,
    needs: &[Need],
    dictionary: &Dictionary,
) -> Vec<Further> {
    let further = uses.flatten().filter_map(|used| match used {
        Use::Party(field, place) => {
            let id = &dictionary.field(*field).id;
            Some(Further { place: *place, need: needs.iter().position(|need| need.name == *id)? })
        }
        _ => None,
    });
    further.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Gives each party its place: of the numbers that a table has for a role the lowest is the first party, a
/// column without a number is about party 1.
pub(super) fn place(uses: &mut [Use], dictionary: &Dictionary) {
    let role = |field: usize| dictionary.field(field).role;
    let party = |used: &Use| match *used {
        Use::Field(field) => Some((field, role(field)?, 1)),
        Use::Party(field, number) => Some((field, role(field)?, number)),
        _ => None,
    };
    let numbers: BTreeSet<(RoleId, u32)> =
        uses.iter().filter_map(party).map(|(_, role, number)| (role, number)).collect();
    for used in uses {
        let Some((field, role, number)) = party(used) else { continue };
        let before = numbers.range((role, 0)..(role, number)).count() as u32;
        *used = if before == 0 { Use::Field(field) } else { Use::Party(field, before) };
    }
}

/// Brings the further columns together per role; rows in which nothing stands are left out.
pub(super) fn gather(batch: &mut Batch, columns: &[(Further, Column)], needs: &[Need], dictionary: &Dictionary) {
    let role = |need: usize| dictionary.by_id(&needs[need].name).and_then(|field| dictionary.field(field).role);
    let roles: BTreeSet<RoleId> = columns.iter().filter_map(|(further, _)| role(further.need)).collect();
    let kinds: Vec<KindId> = needs.iter().map(|need| need.kind).collect();
    for id in roles {
        let own = columns.iter().filter(|(further, _)| role(further.need) == Some(id));
        let own: Vec<_> = own.map(|(further, column)| (further.place, further.need, column)).collect();
        batch.parties.extend(Spread::gather(id, &kinds, &own));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_number_is_the_first_party() {
        let dictionary = Dictionary::builtin();
        let field = |id: &str| dictionary.by_id(id).expect("a field");
        let (manager, born, lender) = (field("manager"), field("manager_birth_date"), field("lender"));
        let mut uses = vec![
            Use::Party(manager, 3),
            Use::Party(manager, 2),
            Use::Party(born, 3),
            Use::Field(lender),
            Use::Party(lender, 2),
            Use::Custom,
        ];
        place(&mut uses, &dictionary);
        let expected = [
            Use::Party(manager, 1),
            Use::Field(manager),
            Use::Party(born, 1),
            Use::Field(lender),
            Use::Party(lender, 1),
            Use::Custom,
        ];
        assert_eq!(uses, expected);
    }
}
