-- The operator's number of a consent: good for one connection, whoever brings it.
ALTER TABLE consents ADD COLUMN reference TEXT;
CREATE UNIQUE INDEX consents_by_reference ON consents (provider, reference) WHERE reference IS NOT NULL;
