//! Passages that two reports share, however many of their words were replaced: local alignment, as passim aligns reprints of newspapers
//! (Smith, Cordell and Mullen, *Computational methods for uncovering reprinted texts in antebellum newspapers*, 2015).
//!
//! Words that both have are chained where they follow in the same order, near each other and about as far apart in the one as in the other.
//! A chain weighs what its words weigh, less what lies between them. Surprising but meant: a word that stands often in the two tells as
//! little as one that is common everywhere, so each weighs less by how many places it could be matched at.

use super::page::Page;

/// How far apart two words of a passage may stand, in words of the report.
const REACH: u32 = 12;

/// What a word between two others takes off.
const BETWEEN: f32 = 0.15;

/// What a word takes off that stands between them in one of the two alone.
const SLIP: f32 = 0.7;

/// What a passage weighs at least.
const LEAST: f32 = 10.0;

/// What a turn of phrase weighs that any two reports may share.
const PHRASE: f32 = 8.0;

/// A passage that two reports share.
pub(super) struct Passage {
    /// By how much it weighs more than a turn of phrase.
    pub evidence: f32,
    /// Its words, as their places in the one and in the other report.
    pub words: Vec<(u32, u32)>,
}

/// A word that both have.
struct Common {
    ours: u32,
    theirs: u32,
    /// The weight of the heaviest chain that ends here.
    weight: f32,
    /// What comes before it in that chain.
    before: Option<usize>,
}

/// What one report shares with another, the heaviest first; no word is in two of them.
pub(super) fn passages(ours: &Page, theirs: &Page) -> Vec<Passage> {
    let mut common = common(ours, theirs);
    chain(&mut common);
    let mut ends: Vec<usize> = (0..common.len()).filter(|end| common[*end].weight >= LEAST).collect();
    ends.sort_by(|a, b| common[*b].weight.total_cmp(&common[*a].weight).then(a.cmp(b)));
    let (mut used, mut used_there) = (Vec::new(), Vec::new());
    let mut found = Vec::new();
    for end in ends {
        let mut words: Vec<(u32, u32)> = std::iter::successors(Some(end), |at| common[*at].before).map(|at| (common[at].ours, common[at].theirs)).collect();
        if words.iter().any(|(one, other)| used.contains(one) || used_there.contains(other)) {
            continue;
        }
        words.reverse();
        used.extend(words.iter().map(|(one, _)| *one));
        used_there.extend(words.iter().map(|(_, other)| *other));
        found.push(Passage { evidence: common[end].weight - PHRASE, words });
    }
    found
}

/// Every two places of a word that both have, in our order.
fn common(ours: &Page, theirs: &Page) -> Vec<Common> {
    let mut common = Vec::new();
    let run = |page: &Page, from: usize, hash: u32| page.sorted[from..].iter().take_while(|index| page.words[**index as usize].hash == hash).count();
    let (mut n, mut m) = (0, 0);
    while n < ours.sorted.len() && m < theirs.sorted.len() {
        let (one, other) = (ours.words[ours.sorted[n] as usize], theirs.words[theirs.sorted[m] as usize]);
        if one.hash != other.hash {
            if one.hash < other.hash {
                n += 1
            } else {
                m += 1
            }
            continue;
        }
        let (here, there) = (run(ours, n, one.hash), run(theirs, m, one.hash));
        let weight = one.rarity - ((here * there) as f32).ln();
        if weight > 0.0 {
            for index in &ours.sorted[n..n + here] {
                let at = |other: &u32| Common { ours: ours.words[*index as usize].at, theirs: theirs.words[*other as usize].at, weight, before: None };
                common.extend(theirs.sorted[m..m + there].iter().map(at));
            }
        }
        (n, m) = (n + here, m + there);
    }
    common.sort_by_key(|common| (common.ours, common.theirs));
    common
}

/// Gives each the heaviest chain that ends in it.
fn chain(common: &mut [Common]) {
    let mut first = 0;
    for at in 0..common.len() {
        let (ours, theirs) = (common[at].ours, common[at].theirs);
        while ours - common[first].ours > REACH {
            first += 1;
        }
        let mut best: (f32, Option<usize>) = (0.0, None);
        for (before, earlier) in common.iter().enumerate().take(at).skip(first) {
            let here = ours - earlier.ours;
            let there = theirs.checked_sub(earlier.theirs).filter(|there| (1..=REACH).contains(there));
            if let Some(there) = there.filter(|_| here > 0) {
                let off = SLIP * here.abs_diff(there) as f32 + BETWEEN * (here.max(there) - 1) as f32;
                if earlier.weight - off > best.0 {
                    best = (earlier.weight - off, Some(before));
                }
            }
        }
        common[at].weight += best.0;
        common[at].before = best.1;
    }
}
