-- Who renews the tokens of a consent: nobody else does so before this time.
ALTER TABLE consents ADD COLUMN renewing_until INTEGER;
