-- Who works on a run holds a lease. A lease that has ended may be taken over; the attempt tells its holders apart.
ALTER TABLE sync_runs ADD COLUMN lease_until BIGINT;
ALTER TABLE sync_runs ADD COLUMN attempt BIGINT NOT NULL DEFAULT 0;

CREATE INDEX sync_runs_to_claim ON sync_runs (created_at, id) WHERE state IN ('queued', 'running');
