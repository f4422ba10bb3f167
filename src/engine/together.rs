//! What was seen of clusters: who is joined to an application, by what, and whether any desk would see that
//! by itself.

use super::desks::{Desks, shares};
use super::evidence::Witness;
use super::facts::Fact;
use super::index::Codes;
use super::shared::NAMED;
use crate::batch::{Bits, Row, ValueId};
use crate::rules::{ClusterAsk, NodeId};

impl<'a> Witness<'a> {
    pub(super) fn push_cluster(&self, id: NodeId, ask: &'a ClusterAsk, row: Row, out: &mut Vec<Fact>) {
        let clusters = self.eval.clusters(id, ask);
        let others = clusters.members(row).iter().filter(|other| **other != row.0);
        let told = |key: &ValueId| {
            self.eval.with_index(&[*key], |index| {
                let code = index.codes_of(row.index()).find(|code| clusters.joins(index.group(*code)))?;
                Some((*key, index.shown(self.eval.set, &self.eval.view, *key, (code, row))))
            })
        };
        out.push(Fact::Cluster {
            keys: ask.keys.iter().filter_map(told).collect(),
            distinct: ask.distinct,
            count: clusters.count(row),
            at_least: ask.at_least,
            rows: others.take(NAMED).copied().map(Row).collect(),
            others: clusters.members(row).len().saturating_sub(1),
            only_together: clusters.number(row).is_some_and(|number| self.only_together(id, ask).get(number as usize)),
        });
    }

    /// Per cluster whether no desk would count enough in its own applications alone.
    fn only_together(&self, id: NodeId, ask: &'a ClusterAsk) -> &Bits {
        self.only_together[id.0 as usize].get_or_init(|| {
            let clusters = self.eval.clusters(id, ask);
            let desks = self.desks.get_or_init(|| Desks::new(self.batch, ask.department));
            let values = ask.distinct.map(|value| Codes::new(self.eval.set, &self.eval.view, value).0);
            let share = |rows: &[u32], key: &ValueId| {
                self.eval.with_index(&[*key], |index| shares(index, rows, |rows| clusters.joins(rows)))
            };
            let mut out = Bits::zeros(0);
            for rows in clusters.each() {
                let enough = rows.first().is_some_and(|row| clusters.count(Row(*row)) >= ask.at_least);
                out.push(
                    enough && {
                        let shared: Vec<_> = ask.keys.iter().map(|key| share(rows, key)).collect();
                        desks.most_alone(rows, &shared, values.as_ref()) < ask.at_least
                    },
                );
            }
            out
        })
    }
}
