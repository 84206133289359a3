-- Schema 3: reports in other languages.

-- The words that a report's text is a translation of; `by` is the command that translated, NULL where the translation came with them.
CREATE TABLE translations (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    language TEXT,
    "by" TEXT,
    original TEXT NOT NULL
) STRICT;

-- Reports in languages that the program does not read, kept until somebody translates them. `zstd` holds the bytes as received.
CREATE TABLE aside (
    num INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    language TEXT,
    why TEXT NOT NULL,
    text TEXT NOT NULL,
    taken TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    zstd BLOB NOT NULL
) STRICT;
CREATE INDEX aside_address ON aside (address);

-- Feeds and pages that are watched: what their host said of them last, and when they may be asked again (seconds since 1970).
CREATE TABLE watched (
    address TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    status TEXT NOT NULL,
    failures INTEGER NOT NULL,
    due INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
