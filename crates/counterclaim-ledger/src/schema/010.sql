-- Schema 10: what each policy makes of an episode's tolls, side by side. `id` names the same toll as in `estimates`, which tells of one policy
-- which claims it rests on.
CREATE TABLE ranges (
    episode INTEGER NOT NULL REFERENCES episodes (n) ON DELETE CASCADE,
    policy TEXT NOT NULL,
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    side TEXT NOT NULL,
    role TEXT NOT NULL,
    effect TEXT NOT NULL,
    low INTEGER,
    best INTEGER,
    high INTEGER,
    high_open INTEGER NOT NULL,
    PRIMARY KEY (episode, policy, n)
) STRICT, WITHOUT ROWID;
