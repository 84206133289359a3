-- Schema 7: what hangs on many reports is kept episode by episode, so that adding a report touches its own episode alone.

-- For the program itself: what lining up asks of a report, read alone (`alone`), once others told its day (`published`, `dated`), and once
-- some of its claims were set aside as background (`aside`, `beside`). `mark` is a hash of the reading, and empty where it was read again
-- since. `keys` are hashes by which copies are looked up; `copied` is what it was found to repeat.
CREATE TABLE briefs (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    mark TEXT NOT NULL,
    alone BLOB NOT NULL,
    published TEXT,
    dated BLOB,
    aside TEXT,
    beside BLOB,
    keys BLOB NOT NULL,
    copied BLOB
) STRICT;
CREATE TRIGGER readings_anew AFTER UPDATE OF alone ON readings
BEGIN UPDATE briefs SET mark = '' WHERE report = new.report; END;

DROP TABLE estimate_uses;
DROP TABLE estimates;
DROP TABLE dispute_claims;
DROP TABLE disputes;
DROP TABLE sum_parts;
DROP TABLE sums;
DROP TABLE told_in;
DROP TABLE retold;
DROP TABLE members;
DROP TABLE episode_reports;
DROP TABLE episodes;
DROP TABLE copies;
DROP TABLE origins;

-- Reports that others repeat, by the report that tells first.
CREATE TABLE origins (
    first INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    exact TEXT NOT NULL
) STRICT;

-- `report` repeats the first of its origin; `why` says how that is known.
CREATE TABLE copies (
    origin INTEGER NOT NULL REFERENCES origins (first) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    why TEXT NOT NULL,
    PRIMARY KEY (origin, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_report ON copies (report);

-- `n` is the number of the episode's first report in the file; `mark` is a hash of what it was reckoned from.
CREATE TABLE episodes (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    day_from TEXT,
    day_to TEXT,
    basis TEXT,
    camps TEXT NOT NULL,
    places TEXT NOT NULL,
    why TEXT NOT NULL,
    mark TEXT NOT NULL,
    exact TEXT NOT NULL
) STRICT;
CREATE INDEX episodes_newest ON episodes (day_from DESC, id);

CREATE TABLE episode_reports (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX episode_reports_report ON episode_reports (report);

-- The claims of an episode by their ids; `background` is 1 for those of earlier or other fighting.
CREATE TABLE members (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    background INTEGER NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_claim ON members (claim);

-- Claims that several reports tell, by the likeliest original.
CREATE TABLE retold (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    original TEXT NOT NULL,
    exact TEXT NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX retold_original ON retold (original);

-- `claim` tells the original again; `drift` lists what it has otherwise.
CREATE TABLE told_in (
    episode INTEGER NOT NULL,
    retold INTEGER NOT NULL,
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    drift TEXT NOT NULL,
    PRIMARY KEY (episode, retold, n),
    FOREIGN KEY (episode, retold) REFERENCES retold (episode, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX told_in_claim ON told_in (claim);

CREATE TABLE sums (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    total TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT NOT NULL,
    verdict TEXT NOT NULL,
    off_by INTEGER NOT NULL,
    exact TEXT NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sum_parts (
    episode INTEGER NOT NULL,
    sum INTEGER NOT NULL,
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    qualifier TEXT NOT NULL,
    PRIMARY KEY (episode, sum, n),
    FOREIGN KEY (episode, sum) REFERENCES sums (episode, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE disputes (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    exact TEXT NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE dispute_claims (
    episode INTEGER NOT NULL,
    dispute INTEGER NOT NULL,
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (episode, dispute, n),
    FOREIGN KEY (episode, dispute) REFERENCES disputes (episode, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE estimates (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
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
    exact TEXT NOT NULL,
    PRIMARY KEY (episode, n)
) STRICT, WITHOUT ROWID;

-- The claims that an estimate rests on (`used` is 1, `reason` is low, best or high), and those set aside with the reason.
CREATE TABLE estimate_uses (
    episode INTEGER NOT NULL,
    estimate INTEGER NOT NULL,
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    used INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (episode, estimate, n),
    FOREIGN KEY (episode, estimate) REFERENCES estimates (episode, n) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Episodes are sealed one by one from now on, and the full-text index is proven against what it indexes.
DELETE FROM seals WHERE name LIKE 'table/%' AND name NOT IN ('table/receipts', 'table/unread', 'table/tombstones', 'table/judgements', 'table/state');
INSERT INTO state VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
