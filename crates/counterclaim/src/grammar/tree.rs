//! From a score for every possible arc to the best projective tree with one root.
//!
//! The surprising decision: most sentences never reach the cubic search. If every word's best head already makes a projective tree
//! with one root, that tree is the best one, and it is taken as it stands; Eisner's search (1996) runs for the rest.

/// Working memory for `decode`, kept between sentences.
#[derive(Default)]
pub struct Chart {
    /// Best score of an open span (arc drawn between its ends), by direction.
    open: [Vec<f32>; 2],
    /// Best score of a closed span (head at one end), by direction.
    closed: [Vec<f32>; 2],
    /// Where the best split was, for the four tables above.
    split: [Vec<u16>; 4],
}

/// The best heads. `scores[d * (n + 1) + h]` is the score of head `h` for word `d`, where row and column 0 are the root and words
/// count from 1; `heads[d]` becomes the head of word `d` (`heads[0]` is unused and 0).
pub fn decode(scores: &[f32], n: usize, chart: &mut Chart, heads: &mut Vec<usize>) {
    let side = n + 1;
    heads.clear();
    heads.push(0);
    for d in 1..side {
        let row = &scores[d * side..][..side];
        let mut best = 0;
        for h in 1..side {
            if h != d && row[h] > row[best] {
                best = h;
            }
        }
        heads.push(best);
    }
    if !is_projective_tree(heads) {
        eisner(scores, n, chart, heads);
    }
}

/// Whether `heads` (as in `decode`) is a tree with one word under the root and no crossing arcs.
pub fn is_projective_tree(heads: &[usize]) -> bool {
    if heads.iter().skip(1).filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // Without crossings and with one root arc, every word is reached unless there is a cycle; walk up to find one.
    for (d, &h) in heads.iter().enumerate().skip(1) {
        let (low, high) = (d.min(h), d.max(h));
        if heads.iter().enumerate().take(high).skip(low + 1).any(|(_, &other)| other < low || other > high) {
            return false;
        }
        let (mut at, mut steps) = (d, 0);
        while at != 0 {
            at = heads[at];
            steps += 1;
            if steps > heads.len() {
                return false;
            }
        }
    }
    true
}

const LEFT: usize = 0;
const RIGHT: usize = 1;

/// Eisner's search over words 1..=n, then the best choice of the one word under the root.
fn eisner(scores: &[f32], n: usize, chart: &mut Chart, heads: &mut [usize]) {
    let side = n + 1;
    let at = |from: usize, to: usize| from * side + to;
    for table in chart.open.iter_mut().chain(&mut chart.closed) {
        table.clear();
        table.resize(side * side, 0.0);
    }
    for table in &mut chart.split {
        table.clear();
        table.resize(side * side, 0);
    }
    let Chart { open, closed, split } = chart;
    for width in 1..n {
        for i in 1..=n - width {
            let j = i + width;
            // Two closed spans meet between m and m + 1; then an arc joins the ends.
            let (mut best, mut cut) = (f32::NEG_INFINITY, i);
            for m in i..j {
                let score = closed[RIGHT][at(i, m)] + closed[LEFT][at(m + 1, j)];
                if score > best {
                    (best, cut) = (score, m);
                }
            }
            open[LEFT][at(i, j)] = best + scores[at(i, j)]; // j is head of i
            open[RIGHT][at(i, j)] = best + scores[at(j, i)]; // i is head of j
            split[0][at(i, j)] = cut as u16;
            let (mut best, mut cut) = (f32::NEG_INFINITY, i);
            for m in i..j {
                let score = closed[LEFT][at(i, m)] + open[LEFT][at(m, j)];
                if score > best {
                    (best, cut) = (score, m);
                }
            }
            closed[LEFT][at(i, j)] = best;
            split[2][at(i, j)] = cut as u16;
            let (mut best, mut cut) = (f32::NEG_INFINITY, j);
            for m in i + 1..=j {
                let score = open[RIGHT][at(i, m)] + closed[RIGHT][at(m, j)];
                if score > best {
                    (best, cut) = (score, m);
                }
            }
            closed[RIGHT][at(i, j)] = best;
            split[3][at(i, j)] = cut as u16;
        }
    }
    let (mut best, mut root) = (f32::NEG_INFINITY, 1);
    for r in 1..=n {
        let score = closed[LEFT][at(1, r)] + closed[RIGHT][at(r, n)] + scores[r * side];
        if score > best {
            (best, root) = (score, r);
        }
    }
    heads[root] = 0;
    // Spans still to be read back: (from, to, direction, whether an arc joins the ends).
    let mut todo = vec![(1, root, LEFT, false), (root, n, RIGHT, false)];
    while let Some((i, j, direction, arc)) = todo.pop() {
        if i == j {
            continue;
        }
        if arc {
            let (head, word) = if direction == LEFT { (j, i) } else { (i, j) };
            heads[word] = head;
            let m = split[0][at(i, j)] as usize;
            todo.extend([(i, m, RIGHT, false), (m + 1, j, LEFT, false)]);
        } else if direction == LEFT {
            let m = split[2][at(i, j)] as usize;
            todo.extend([(i, m, LEFT, false), (m, j, LEFT, true)]);
        } else {
            let m = split[3][at(i, j)] as usize;
            todo.extend([(i, m, RIGHT, true), (m, j, RIGHT, false)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every assignment of heads, for short sentences.
    fn by_force(scores: &[f32], n: usize) -> f32 {
        let side = n + 1;
        let mut heads = vec![0; side];
        let mut best = f32::NEG_INFINITY;
        for code in 0..side.pow(n as u32) {
            let mut rest = code;
            for head in &mut heads[1..] {
                *head = rest % side;
                rest /= side;
            }
            if (1..side).all(|d| heads[d] != d) && is_projective_tree(&heads) {
                best = best.max((1..side).map(|d| scores[d * side + heads[d]]).sum());
            }
        }
        best
    }

    #[test]
    fn finds_the_best_projective_tree() {
        let mut state = 1u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 65_536.0
        };
        let (mut chart, mut heads) = (Chart::default(), Vec::new());
        for n in [1, 2, 3, 4, 5, 3, 4, 5, 4, 5] {
            let side = n + 1;
            let scores: Vec<f32> = (0..side * side).map(|_| random()).collect();
            decode(&scores, n, &mut chart, &mut heads);
            assert!(is_projective_tree(&heads), "{heads:?}");
            let found: f32 = (1..side).map(|d| scores[d * side + heads[d]]).sum();
            assert!((found - by_force(&scores, n)).abs() < 1e-4);
        }
    }
}
