-- Schema 6: ways to the claims that wait for a person's eyes.
CREATE INDEX IF NOT EXISTS claims_confidence ON claims (confidence, id);
CREATE INDEX IF NOT EXISTS claims_rule ON claims (rule, id);
CREATE INDEX IF NOT EXISTS claims_undated ON claims (num) WHERE day_from IS NULL AND day_to IS NULL;
CREATE INDEX IF NOT EXISTS chain_unknown ON chain (report, claim) WHERE n = 0 AND party IS NULL;
