//! Places for the nodes of a small graph: the distance on paper follows the number of steps between two
//! nodes (stress, lowered pair by pair: Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient
//! Descent", 2018). Only sums, products and square roots are used, which every machine rounds alike, and
//! the order of the pairs is a fixed shuffle: the same graph has the same picture everywhere.

use std::collections::VecDeque;

/// How often every pair is moved.
const ROUNDS: u32 = 40;

/// Steps of later rounds are shorter: `1 / (1 + round × CALM)`.
const CALM: f64 = 0.35;

/// Per node a place, in units of one step. `edges` name nodes by number; what names no node is left out.
pub(super) fn places(nodes: usize, edges: &[(usize, usize)]) -> Vec<[f64; 2]> {
    let steps = distances(nodes, edges);
    let mut places = spiral(nodes);
    let mut pairs: Vec<(usize, usize)> = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b))).collect();
    let mut random = Shuffle(0x9E37_79B9_7F4A_7C15);
    let longest = steps.iter().flatten().copied().max().unwrap_or(1) as f64;
    for round in 0..ROUNDS {
        random.turn(&mut pairs);
        // The first rounds move even far pairs all the way, the last ones only settle near ones.
        let pace = longest * longest / (1.0 + f64::from(round) * CALM * longest);
        for (a, b) in &pairs {
            let wanted = steps[*a][*b] as f64;
            let part = (pace / (wanted * wanted)).min(1.0) / 2.0;
            let (x, y) = (places[*a][0] - places[*b][0], places[*a][1] - places[*b][1]);
            let found = (x * x + y * y).sqrt().max(1e-6);
            let push = part * (found - wanted) / found;
            places[*a] = [places[*a][0] - push * x, places[*a][1] - push * y];
            places[*b] = [places[*b][0] + push * x, places[*b][1] + push * y];
        }
    }
    move_apart(&mut places);
    places
}

/// Nodes nearer than this to each other hide one another.
const LEAST: f64 = 0.4;

/// Moves nodes apart that have come to stand on each other: two that the rest of a dense graph pulls to one place.
fn move_apart(places: &mut [[f64; 2]]) {
    for _ in 0..ROUNDS * 10 {
        let mut moved = false;
        for a in 0..places.len() {
            for b in a + 1..places.len() {
                let (x, y) = (places[a][0] - places[b][0], places[a][1] - places[b][1]);
                let found = (x * x + y * y).sqrt();
                // Of two on one place there is no direction in which they differ.
                let (x, y) = if found < 1e-6 { (1.0, a as f64) } else { (x, y) };
                let length = (x * x + y * y).sqrt();
                if found < LEAST {
                    let push = (LEAST * 1.05 - found) / 2.0 / length;
                    places[a] = [places[a][0] + push * x, places[a][1] + push * y];
                    places[b] = [places[b][0] - push * x, places[b][1] - push * y];
                    moved = true;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Steps between any two nodes; what is not joined stands two steps further than what is furthest.
fn distances(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<u32>> {
    let mut beside = vec![Vec::new(); nodes];
    for (a, b) in edges.iter().copied().filter(|(a, b)| *a < nodes && *b < nodes && a != b) {
        beside[a].push(b);
        beside[b].push(a);
    }
    let from = |start: usize| {
        let mut steps = vec![u32::MAX; nodes];
        let mut queue = VecDeque::from([start]);
        steps[start] = 0;
        while let Some(at) = queue.pop_front() {
            for next in &beside[at] {
                if steps[*next] == u32::MAX {
                    steps[*next] = steps[at] + 1;
                    queue.push_back(*next);
                }
            }
        }
        steps
    };
    let mut steps: Vec<Vec<u32>> = (0..nodes).map(from).collect();
    let furthest = steps.iter().flatten().filter(|step| **step != u32::MAX).max().copied().unwrap_or(0) + 2;
    steps.iter_mut().flatten().filter(|step| **step == u32::MAX).for_each(|step| *step = furthest);
    steps
}

/// A start in which no two nodes share a place: each turned by the golden angle from the one before.
fn spiral(nodes: usize) -> Vec<[f64; 2]> {
    // Cosine and sine of 137.508 degrees; computed ones differ in the last digit between systems.
    const TURN: [f64; 2] = [-0.737_368_878_1, 0.675_490_294_3];
    let mut towards = [1.0, 0.0];
    let mut place = |at: usize| {
        let far = (at as f64 + 0.5).sqrt();
        let found = [towards[0] * far, towards[1] * far];
        towards = [towards[0] * TURN[0] - towards[1] * TURN[1], towards[0] * TURN[1] + towards[1] * TURN[0]];
        found
    };
    (0..nodes).map(&mut place).collect()
}

/// Numbers without a pattern, the same in every run (xorshift).
struct Shuffle(u64);

impl Shuffle {
    fn turn<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            items.swap(at, (self.0 % (at as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart(places: &[[f64; 2]], a: usize, b: usize) -> f64 {
        ((places[a][0] - places[b][0]).powi(2) + (places[a][1] - places[b][1]).powi(2)).sqrt()
    }

    #[test]
    fn a_chain_is_drawn_as_a_chain() {
        let edges: Vec<(usize, usize)> = (0..9).map(|at| (at, at + 1)).collect();
        let places = places(10, &edges);
        for (a, b) in edges {
            assert!((0.7..1.3).contains(&apart(&places, a, b)));
        }
        assert!(apart(&places, 0, 9) > 7.0);
    }

    proptest! {
        #[test]
        fn every_graph_has_a_picture_on_which_no_nodes_fall_together(
            nodes in 0usize..30,
            edges in proptest::collection::vec((0usize..32, 0usize..32), 0..60),
        ) {
            let found = places(nodes, &edges);
            prop_assert_eq!(found.len(), nodes);
            prop_assert!(found.iter().flatten().all(|at| at.is_finite()));
            for a in 0..nodes {
                for b in a + 1..nodes {
                    prop_assert!(apart(&found, a, b) > 0.1, "{} {}", a, b);
                }
            }
            prop_assert_eq!(found, places(nodes, &edges));
        }
    }
}
