//! Claims that wait for a person's eyes, and in which order.
//!
//! A queue is walked from its head and left when enough was seen, each along an index, so that the next claim costs the same beside a
//! hundred reports and beside a hundred thousand.

use crate::Store;
use counterclaim_model::{Error, Name};

/// What claims wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Somebody contradicts them.
    Disputes,
    /// Of little confidence, the least first.
    Doubtful,
    /// No party is known for who says so.
    Speakers,
    /// No day is known.
    Undated,
    /// The first claims of each rule.
    Rules,
    /// As many as chance would draw, the same for everybody: to measure by.
    Sample,
}

/// Claims of less confidence than this are doubtful.
const DOUBTFUL: &str = "0.7";

/// So many claims of each rule are asked for, and so many make a sample.
const OF_A_RULE: &str = "3";
const SAMPLE: &str = "100";

impl Queue {
    /// All, in the order in which they are offered.
    pub const ALL: &[Queue] = &[Queue::Disputes, Queue::Doubtful, Queue::Speakers, Queue::Undated, Queue::Rules, Queue::Sample];

    fn sql(self) -> String {
        let (from, order) = match self {
            Queue::Disputes => ("dispute_claims d CROSS JOIN claims c ON c.id = d.claim", "ORDER BY d.episode, d.dispute, d.n"),
            Queue::Doubtful => ("(SELECT num, id, report FROM claims WHERE confidence < :doubtful ORDER BY confidence, id) c", ""),
            Queue::Speakers => {
                let unknown = "chain s CROSS JOIN claims c ON s.n = 0 AND s.party IS NULL AND c.report = s.report AND c.n = s.claim";
                (unknown, "ORDER BY s.report, s.claim")
            }
            Queue::Undated => ("(SELECT num, id, report FROM claims WHERE day_from IS NULL AND day_to IS NULL ORDER BY num) c", ""),
            // From rule to rule along the index, in place of a walk over all claims.
            Queue::Rules => (
                "(WITH RECURSIVE rules (rule) AS (SELECT min(rule) FROM claims UNION ALL \
                 SELECT (SELECT min(rule) FROM claims WHERE rule > rules.rule) FROM rules WHERE rules.rule IS NOT NULL) \
                 SELECT k.num, k.id, k.report FROM rules CROSS JOIN claims k \
                 ON k.num IN (SELECT num FROM claims WHERE rule = rules.rule ORDER BY id LIMIT :rule)) c",
                "",
            ),
            // An id is a hash: its order is as good as chance, and never another.
            Queue::Sample => ("claims c", "ORDER BY c.id LIMIT :sample"),
        };
        let sql = format!("SELECT r.id, c.id FROM {from} CROSS JOIN reports r ON r.num = c.report AND r.stands = 1 {order}");
        [(":doubtful", DOUBTFUL), (":rule", OF_A_RULE), (":sample", SAMPLE)].iter().fold(sql, |sql, (name, value)| sql.replace(name, value))
    }
}

impl Store {
    /// Walks a queue, giving the report and the id of each claim, as long as `each` wants more. A claim may come twice.
    pub fn queue(&self, queue: Queue, each: &mut dyn FnMut(&str, &str) -> bool) -> Result<(), Error> {
        let mut run = || -> Result<(), rusqlite::Error> {
            let mut found = self.conn.prepare_cached(&queue.sql())?;
            let mut rows = found.query([])?;
            while let Some(row) = rows.next()? {
                if !each(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?) {
                    break;
                }
            }
            Ok(())
        };
        run().map_err(|e| self.trouble(&e))
    }

    /// The standing report that holds a claim.
    pub fn report_of(&self, claim: &str) -> Result<Option<Name>, Error> {
        let sql = "SELECT r.id FROM claims c JOIN reports r ON r.num = c.report WHERE c.id = ?1 AND r.stands = 1 LIMIT 1";
        let run = || self.conn.prepare_cached(sql)?.query_map([claim], |row| Ok(Name::from(row.get_ref(0)?.as_str()?)))?.next().transpose();
        run().map_err(|e| self.trouble(&e))
    }

    /// Whether a judgement was taken into the ledger, to be obeyed by what reads it.
    pub fn has_judgement(&self, id: &str) -> Result<bool, Error> {
        let run = || self.conn.prepare_cached("SELECT 1 FROM judgements WHERE id = ?1")?.exists([id]);
        run().map_err(|e| self.trouble(&e))
    }
}
