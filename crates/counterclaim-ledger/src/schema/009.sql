-- Schema 9: a person may say that two names are one party's; `about` is then `party:NAME`.
CREATE TRIGGER judgements_of_parties AFTER INSERT ON judgements
WHEN new.about LIKE 'party:%'
    OR EXISTS (SELECT 1 FROM judgements j WHERE new.about = 'judgement:' || j.id AND (j.about LIKE 'party:%' OR j.about LIKE 'judgement:%'))
BEGIN
    -- Names are put in place of names of names: whatever goes by one that was ever judged may go by another now.
    INSERT OR IGNORE INTO due SELECT report FROM parties WHERE party IN (
        SELECT substr(about, 7) FROM judgements WHERE about LIKE 'party:%'
        UNION SELECT json_extract(amends, '$.with') FROM judgements WHERE about LIKE 'party:%'
    );
END;
