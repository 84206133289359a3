-- Schema 2: which reports only repeat others.
CREATE TABLE origins (
    n INTEGER PRIMARY KEY,
    first INTEGER REFERENCES reports (num),
    exact TEXT NOT NULL
) STRICT;

-- `report` repeats the first of its origin; `why` says how that is known.
CREATE TABLE copies (
    origin INTEGER NOT NULL REFERENCES origins (n),
    n INTEGER NOT NULL,
    report INTEGER REFERENCES reports (num),
    why TEXT NOT NULL,
    PRIMARY KEY (origin, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_report ON copies (report);
