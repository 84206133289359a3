//! The lessons: single words first, whether they are words of speech; then whole lines, what these reach.
//!
//! The surprising decision: half of all features are left out at random each time a question is put, other halves each time. Many features
//! say nearly the same ("said" before a comma, "said" before a quotation mark), and none may be leaned on alone.

use super::{
    field,
    fit::{Fit, Steps},
    gold::Report,
};
use crate::train::rng::Rng;
use counterclaim::{
    grammar::Grammar,
    relate::hear::{
        Listener,
        chain::LABELS,
        cue,
        page::{Page, Rows},
        reach::Reach,
    },
};
use rayon::prelude::*;
use std::time::Instant;

/// How far the first steps go; the last ones go nowhere.
const RATE: f32 = 0.06;
/// Share of the features left out.
const FORGOTTEN: f32 = 0.5;
/// How many features are told apart, as powers of two: for words of speech, for what they reach.
const ROWS: [u32; 2] = [20, 18];
/// Scores whose slope is less are right enough.
const SMALL: f32 = 1e-3;

/// Who teaches.
pub struct School<'a> {
    /// What gives words their vectors.
    pub grammar: &'a Grammar,
    /// Chance.
    pub rng: Rng,
    /// How often all questions are put.
    pub epochs: usize,
    /// When it began.
    pub start: Instant,
}

/// A word, and whether it is one of speech.
struct Question {
    features: Vec<u32>,
    vectors: Vec<f32>,
    right: f32,
}

impl School<'_> {
    /// A listener that knows these reports.
    pub fn teach(&mut self, reports: &[Report]) -> Listener {
        let (reach, steps) = self.reach(reports);
        Listener { cue: self.cue(reports).weights(), reach: reach.weights(), steps }
    }

    /// What the rate is in an epoch.
    fn rate(&self, epoch: usize) -> f32 {
        RATE * (1.0 - epoch as f32 / self.epochs as f32)
    }

    fn cue(&mut self, reports: &[Report]) -> Fit<1> {
        let length = self.vector("").len();
        let mut fit = Fit::new(1 << ROWS[0], cue::KIN * length);
        let rows = fit.rows();
        let ask = |report: &Report| -> Vec<Question> {
            let page = report.page();
            let speak = (0..report.words.len()).filter(|&at| page.tokens[at].speaks);
            let question = |at: usize| {
                let (mut features, mut vectors) = (Vec::new(), Vec::new());
                cue::features(&page, at, &mut Rows { out: &mut features, rows });
                for (place, kin) in cue::kin(&page, at).into_iter().enumerate() {
                    kin.iter().for_each(|&kin| vectors.extend(self.vector(&report.words[kin].lower)));
                    vectors.resize((place + 1) * length, 0.0);
                }
                Question { features, vectors, right: f32::from(u8::from(report.said.contains_key(&at))) }
            };
            speak.map(question).collect()
        };
        let questions: Vec<Question> = reports.par_iter().flat_map_iter(ask).collect();
        let lost: usize = reports.iter().map(|r| r.said.len()).sum::<usize>() - questions.iter().filter(|q| q.right > 0.5).count();
        eprintln!(
            "{} words that may be words of speech; {lost} words of speech are none of them; {:.0} s",
            questions.len(),
            self.start.elapsed().as_secs_f64()
        );
        let mut order: Vec<usize> = (0..questions.len()).collect();
        let mut kept = Vec::new();
        for epoch in 0..self.epochs {
            self.rng.shuffle(&mut order);
            let rate = self.rate(epoch);
            let mut loss = 0.0;
            for &i in &order {
                let q = &questions[i];
                self.thin(&q.features, &mut kept);
                let [sum] = fit.sums(&kept, &q.vectors);
                let likely = 1.0 / (1.0 + (-sum).exp());
                loss -= f64::from(if q.right > 0.5 { likely } else { 1.0 - likely }.max(1e-9).ln());
                fit.step(&kept, &q.vectors, &[likely - q.right], rate);
            }
            eprintln!("words of speech {epoch}: {:.4}, {:.0} s", loss / questions.len() as f64, self.start.elapsed().as_secs_f64());
        }
        fit
    }

    fn reach(&mut self, reports: &[Report]) -> (Fit<LABELS>, Vec<f32>) {
        let mut fit = Fit::new(1 << ROWS[1], self.vector("").len());
        let rows = fit.rows();
        let mut steps = Steps::new(LABELS * LABELS);
        let pages: Vec<Page<'_>> = reports.iter().map(Report::page).collect();
        let mut order: Vec<(usize, usize)> = reports.iter().enumerate().flat_map(|(i, r)| r.said.keys().map(move |&cue| (i, cue))).collect();
        for epoch in 0..self.epochs {
            self.rng.shuffle(&mut order);
            let rate = self.rate(epoch);
            let mut loss = 0.0;
            for &(i, cue) in &order {
                let (page, report) = (&pages[i], &reports[i]);
                let reach = Reach::new(page, cue);
                let right = report.labels(cue, &reach.window);
                let vector = self.vector(&report.words[cue].lower);
                let mut features: Vec<Vec<u32>> = Vec::new();
                let mut scores = Vec::new();
                for at in reach.window.clone() {
                    let (mut all, mut kept) = (Vec::new(), Vec::new());
                    reach.features(page, at, &mut Rows { out: &mut all, rows });
                    self.thin(&all, &mut kept);
                    reach.own(page, &mut Rows { out: &mut kept, rows });
                    scores.push(fit.sums(&kept, &vector));
                    features.push(kept);
                }
                let mut by_step = vec![0.0; LABELS * LABELS];
                let (missed, by_score) = field::slopes(&scores, &steps.values, &right, &mut by_step);
                loss += f64::from(missed);
                for (kept, slopes) in features.iter().zip(&by_score) {
                    if slopes.iter().any(|s| s.abs() > SMALL) {
                        fit.step(kept, &vector, slopes, rate);
                    }
                }
                steps.step(0, by_step.into_iter(), rate);
            }
            eprintln!("what they reach {epoch}: {:.3}, {:.0} s", loss / order.len() as f64, self.start.elapsed().as_secs_f64());
        }
        (fit, steps.values)
    }

    fn vector(&self, lower: &str) -> Vec<f32> {
        let mut vector = Vec::new();
        self.grammar.vector(lower, &mut vector);
        vector
    }

    /// Leaves out some features.
    fn thin(&mut self, features: &[u32], kept: &mut Vec<u32>) {
        kept.clear();
        kept.extend(features.iter().filter(|_| self.rng.unit() > FORGOTTEN));
    }
}
