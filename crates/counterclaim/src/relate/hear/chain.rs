//! Labels along the line: speaker, word of speech and what is said are runs of words, begun and ended once.

/// How many labels there are.
pub const LABELS: usize = 8;
/// Neither speaker nor said.
pub const OUT: usize = 0;
/// First word, inner word and last word of what is said; a run of one word is a first word.
pub const SAID: [usize; 3] = [1, 2, 3];
/// The same of the speaker.
pub const SOURCE: [usize; 3] = [4, 5, 6];
/// The word of speech with the words that belong to it.
pub const CUE: usize = 7;

/// Whether one label may follow another.
pub fn follows(from: usize, to: usize) -> bool {
    for [first, inner, last] in [SAID, SOURCE] {
        if from == inner {
            return to == inner || to == last;
        }
        if to == inner || to == last {
            return from == first;
        }
    }
    true
}

/// Whether a line may begin with a label.
pub fn begins(label: usize) -> bool {
    ![SAID, SOURCE].iter().any(|run| label == run[1] || label == run[2])
}

/// Whether a line may end with a label.
pub fn ends(label: usize) -> bool {
    ![SAID, SOURCE].iter().any(|run| label == run[1])
}

/// The best labels of a line (Viterbi 1967). `scores` are those of each word, `steps[from * LABELS + to]` what a step adds.
pub fn best(rows: &[[f32; LABELS]], steps: &[f32], labels: &mut Vec<usize>) {
    labels.clear();
    let Some(first) = rows.first() else { return };
    let mut totals: [f32; LABELS] = std::array::from_fn(|l| if begins(l) { first[l] } else { f32::NEG_INFINITY });
    let step = |from: usize, to: usize| if follows(from, to) { steps[from * LABELS + to] } else { f32::NEG_INFINITY };
    let steps: [[f32; LABELS]; LABELS] = std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
    let mut from = vec![[0u8; LABELS]; rows.len()];
    for (row, from) in rows.iter().zip(&mut from).skip(1) {
        let mut next = [f32::NEG_INFINITY; LABELS];
        for before in 0..LABELS {
            for to in 0..LABELS {
                let total = totals[before] + steps[before][to];
                if total > next[to] {
                    (next[to], from[to]) = (total, before as u8);
                }
            }
        }
        totals = std::array::from_fn(|to| next[to] + row[to]);
    }
    let mut at = OUT;
    for label in (0..LABELS).filter(|&l| ends(l)) {
        if totals[label] > totals[at] {
            at = label;
        }
    }
    labels.resize(rows.len(), OUT);
    for i in (0..rows.len()).rev() {
        labels[i] = at;
        at = usize::from(from[i][at]);
    }
}
