-- Schema 4: which claims are told in several reports.

-- Claims that several reports tell, by the likeliest original.
CREATE TABLE retold (
    n INTEGER PRIMARY KEY,
    original TEXT NOT NULL,
    exact TEXT NOT NULL
) STRICT;
CREATE INDEX retold_original ON retold (original);

-- `claim` tells the original again; `drift` lists what it has otherwise.
CREATE TABLE told_in (
    retold INTEGER NOT NULL REFERENCES retold (n),
    n INTEGER NOT NULL,
    claim TEXT NOT NULL,
    drift TEXT NOT NULL,
    PRIMARY KEY (retold, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_in_claim ON told_in (claim);
