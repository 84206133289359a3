-- Counterclaim's ledger, schema 5.

-- The report that each input gave when it was last parsed, and by whom: the same input at the same place need not be parsed again. `input`
-- is a hash of it and of what its container told. A memory, and nothing is proven of it: a row that is missing or wrong costs time alone.
CREATE TABLE received (
    origin TEXT PRIMARY KEY,
    input BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    parsed_by INTEGER NOT NULL REFERENCES receipts (num)
) STRICT, WITHOUT ROWID;

-- A better reader may find another text in the bytes that are kept.
CREATE TRIGGER reports_reread AFTER UPDATE OF text ON reports
BEGIN
    INSERT INTO report_search (report_search, rowid, text) VALUES ('delete', old.num, old.text);
    INSERT INTO report_search (rowid, text) VALUES (new.num, new.text);
END;
