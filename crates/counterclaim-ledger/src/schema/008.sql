-- Schema 8: a person may make a claim of words that were passed over; `about` is then `words:ID#START-END`.
DROP TRIGGER judgements_added;
CREATE TRIGGER judgements_added AFTER INSERT ON judgements
BEGIN
    INSERT OR IGNORE INTO due SELECT num FROM reports WHERE new.about LIKE 'report:%' AND id = substr(new.about, 8);
    INSERT OR IGNORE INTO due SELECT num FROM reports WHERE new.about LIKE 'words:%' AND substr(new.about, 7, length(id) + 1) = id || '#';
    INSERT OR IGNORE INTO due SELECT report FROM claims WHERE new.about LIKE 'claim:%' AND id = substr(new.about, 7);
    -- What is taken back may be about any of those that were judged.
    INSERT OR IGNORE INTO due SELECT r.num FROM reports r JOIN judgements j ON j.about = 'report:' || r.id WHERE new.about LIKE 'judgement:%';
    INSERT OR IGNORE INTO due SELECT c.report FROM claims c JOIN judgements j ON j.about = 'claim:' || c.id WHERE new.about LIKE 'judgement:%';
    INSERT OR IGNORE INTO due SELECT r.num FROM judgements j JOIN reports r ON substr(j.about, 7, length(r.id) + 1) = r.id || '#'
    WHERE new.about LIKE 'judgement:%' AND j.about LIKE 'words:%';
END;
