-- Readings of local days before this instant were released; the sums of those days stay. NULL: none were.
ALTER TABLE series ADD COLUMN kept_from BIGINT;
