-- Counterclaim's ledger, schema 1. GUIDE.md tells how to ask it.
-- Places in a text are bytes of UTF-8: `start` is the first, `stop` the one after the last. Lists are JSON arrays. Days are ISO prefixes.

-- The program, rules, world and models that a report was read with, as hashes.
CREATE TABLE receipts (
    num INTEGER PRIMARY KEY,
    program TEXT NOT NULL,
    code TEXT NOT NULL,
    rules TEXT NOT NULL,
    world TEXT NOT NULL,
    models TEXT NOT NULL,
    UNIQUE (program, code, rules, world, models)
) STRICT;

-- One row for each run of bytes that was ever received. `stands` is 0 where every address that gave it gives another now.
CREATE TABLE reports (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    taken_at TEXT NOT NULL,
    how TEXT NOT NULL,
    outlet TEXT,
    published_from TEXT,
    published_to TEXT,
    published_basis TEXT,
    stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
    revision_of INTEGER REFERENCES reports (num) ON DELETE SET NULL,
    read_by INTEGER NOT NULL REFERENCES receipts (num),
    text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX reports_standing ON reports (id) WHERE stands = 1;
CREATE INDEX reports_read_by ON reports (read_by);
CREATE INDEX reports_revision ON reports (revision_of);

-- Where each report was received; the last `n` of an address is what it gives now.
CREATE TABLE addresses (
    address TEXT NOT NULL,
    n INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (address, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_report ON addresses (report);

-- The bytes as received, compressed with Zstandard; `bytes` is their length before.
CREATE TABLE originals (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    bytes INTEGER NOT NULL,
    zstd BLOB NOT NULL
) STRICT;

-- For the program itself: the report as taken in, as read alone, and, where other reports changed that, as read together.
CREATE TABLE readings (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    taken TEXT NOT NULL,
    alone BLOB NOT NULL,
    together BLOB
) STRICT;

CREATE TABLE blocks (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rule TEXT,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE repairs (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    reads TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    num INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    effect TEXT,
    low INTEGER,
    high INTEGER,
    qualifier TEXT,
    side TEXT,
    side_basis TEXT,
    role TEXT,
    scope TEXT,
    victims TEXT,
    done_by TEXT,
    kind TEXT,
    actor TEXT,
    target TEXT,
    means TEXT,
    claimant TEXT NOT NULL,
    voice TEXT NOT NULL,
    stance TEXT NOT NULL,
    denied_by TEXT NOT NULL,
    current INTEGER NOT NULL,
    day_from TEXT,
    day_to TEXT,
    edtf TEXT,
    date_prec INTEGER,
    time_precision INTEGER,
    basis TEXT,
    place TEXT,
    place_name TEXT,
    lat REAL,
    lon REAL,
    country TEXT,
    admin1 TEXT,
    part_of TEXT,
    same_as TEXT,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    UNIQUE (report, n)
) STRICT;
CREATE INDEX claims_id ON claims (id);

-- Where each part of a claim stands.
CREATE TABLE parts (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    claim INTEGER NOT NULL,
    n INTEGER NOT NULL,
    part TEXT NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (report, claim, n),
    FOREIGN KEY (report, claim) REFERENCES claims (report, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who vouches for a claim, from the one nearest to the fact.
CREATE TABLE chain (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    claim INTEGER NOT NULL,
    n INTEGER NOT NULL,
    party TEXT,
    body TEXT,
    words TEXT,
    start INTEGER,
    stop INTEGER,
    PRIMARY KEY (report, claim, n),
    FOREIGN KEY (report, claim) REFERENCES claims (report, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Every party that a claim names, and as what: side, by, actor, target, speaker, denies.
CREATE TABLE parties (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    claim INTEGER NOT NULL,
    n INTEGER NOT NULL,
    party TEXT NOT NULL,
    named_as TEXT NOT NULL,
    PRIMARY KEY (report, claim, n),
    FOREIGN KEY (report, claim) REFERENCES claims (report, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX parties_party ON parties (party);

-- What could not be settled.
CREATE TABLE doubts (
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    start INTEGER,
    stop INTEGER,
    what TEXT NOT NULL,
    PRIMARY KEY (report, n)
) STRICT, WITHOUT ROWID;

-- Inputs that gave no report.
CREATE TABLE unread (
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (address, reason)
) STRICT, WITHOUT ROWID;

-- Reports that were taken out, and why; they are not taken in again, nor is anything from an address that is `refused`.
CREATE TABLE tombstones (
    num INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    addresses TEXT NOT NULL,
    refused TEXT,
    taken_at TEXT NOT NULL,
    forgotten_at TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

-- What people said of the machine's work: added to, never changed. `about` is `claim:ID`, `report:ID` or `judgement:ID`; `amends` is a JSON
-- object of fields and values.
CREATE TABLE judgements (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    about TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('yes', 'no', 'unsure', 'amend', 'withdraw')),
    amends TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX judgements_about ON judgements (about);

-- Reports that were judged since they were read: `read` reads them again.
CREATE TABLE due (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE
) STRICT;
CREATE TRIGGER judgements_added AFTER INSERT ON judgements
BEGIN
    INSERT OR IGNORE INTO due SELECT num FROM reports WHERE new.about LIKE 'report:%' AND id = substr(new.about, 8);
    INSERT OR IGNORE INTO due SELECT report FROM claims WHERE new.about LIKE 'claim:%' AND id = substr(new.about, 7);
    -- What is taken back may be about any of those that were judged.
    INSERT OR IGNORE INTO due SELECT r.num FROM reports r JOIN judgements j ON j.about = 'report:' || r.id WHERE new.about LIKE 'judgement:%';
    INSERT OR IGNORE INTO due SELECT c.report FROM claims c JOIN judgements j ON j.about = 'claim:' || c.id WHERE new.about LIKE 'judgement:%';
END;
CREATE TRIGGER judgements_stand BEFORE UPDATE ON judgements
BEGIN SELECT RAISE (ABORT, 'a judgement is never changed: add another'); END;
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements
BEGIN SELECT RAISE (ABORT, 'a judgement is never taken out: add another'); END;

-- From here to `state` everything is reckoned from the reports, and reckoned anew when one is added.
CREATE TABLE episodes (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    day_from TEXT,
    day_to TEXT,
    basis TEXT,
    camps TEXT NOT NULL,
    places TEXT NOT NULL,
    why TEXT NOT NULL,
    exact TEXT NOT NULL
) STRICT;

CREATE TABLE episode_reports (
    episode INTEGER NOT NULL REFERENCES episodes (n),
    n INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (num),
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX episode_reports_report ON episode_reports (report);

-- The claims of an episode by their ids; `background` is 1 for those of earlier or other fighting.
CREATE TABLE members (
    episode INTEGER NOT NULL REFERENCES episodes (n),
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    background INTEGER NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_claim ON members (claim);

CREATE TABLE sums (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    total TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT NOT NULL,
    verdict TEXT NOT NULL,
    off_by INTEGER NOT NULL,
    exact TEXT NOT NULL
) STRICT;

CREATE TABLE sum_parts (
    sum INTEGER NOT NULL REFERENCES sums (n),
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT NOT NULL,
    PRIMARY KEY (sum, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE disputes (
    n INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    episode TEXT NOT NULL,
    words TEXT NOT NULL,
    exact TEXT NOT NULL
) STRICT;

CREATE TABLE dispute_claims (
    dispute INTEGER NOT NULL REFERENCES disputes (n),
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (dispute, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE estimates (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    episode TEXT NOT NULL,
    side TEXT NOT NULL,
    role TEXT NOT NULL,
    effect TEXT NOT NULL,
    policy TEXT NOT NULL,
    as_of TEXT,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    high_open INTEGER NOT NULL,
    high_is_enemys INTEGER NOT NULL,
    exact TEXT NOT NULL
) STRICT;

-- The claims that an estimate rests on (`used` is 1, `reason` is low, best or high), and those set aside with the reason.
CREATE TABLE estimate_uses (
    estimate INTEGER NOT NULL REFERENCES estimates (n),
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    used INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (estimate, n)
) STRICT, WITHOUT ROWID;

-- `stale` is 1 while reports are newer than what is reckoned from them; `receipt` reckoned last; `inputs` is a hash of the reports then.
CREATE TABLE state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A hash of the rows of every report (`report/NUM`) and of every other table (`table/NAME`), by which `verify` names what changed.
CREATE TABLE seals (
    name TEXT PRIMARY KEY,
    hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE report_search USING fts5 (
    text, content='reports', content_rowid='num', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_added AFTER INSERT ON reports
BEGIN INSERT INTO report_search (rowid, text) VALUES (new.num, new.text); END;
CREATE TRIGGER reports_gone AFTER DELETE ON reports
BEGIN INSERT INTO report_search (report_search, rowid, text) VALUES ('delete', old.num, old.text); END;

CREATE VIRTUAL TABLE claim_search USING fts5 (
    quote, content='claims', content_rowid='num', tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_added AFTER INSERT ON claims
BEGIN INSERT INTO claim_search (rowid, quote) VALUES (new.num, new.quote); END;
CREATE TRIGGER claims_gone AFTER DELETE ON claims
BEGIN INSERT INTO claim_search (claim_search, rowid, quote) VALUES ('delete', old.num, old.quote); END;

-- The places of standing claims, most named first.
CREATE VIEW places AS
SELECT coalesce(c.place_name, c.place) AS place, c.country, c.admin1, c.lat, c.lon, count(*) AS claims
FROM claims c JOIN reports r ON r.num = c.report
WHERE r.stands = 1 AND c.place IS NOT NULL
GROUP BY 1, 2, 3, 4, 5 ORDER BY claims DESC, place;
