-- What is done by the clock, and when next: computed in local time once, kept, and caught up when nobody was there.
CREATE TABLE schedule (
    name    TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- repair, or the operator whose data are published
    next_at BIGINT           NOT NULL,
    last_at BIGINT
);

-- 'routine': recent days and holes, by the clock. 'history': what the whole history lacks, which yields to the former.
ALTER TABLE sync_runs ADD COLUMN kind TEXT COLLATE "C" NOT NULL DEFAULT 'history' CHECK (kind IN ('history', 'routine'));
-- A run that waits for a quota or for the operator's recovery.
ALTER TABLE sync_runs ADD COLUMN not_before BIGINT;

-- One routine run of a meter is queued again and again; of histories, one at most is open.
DROP INDEX sync_runs_open;
CREATE UNIQUE INDEX sync_runs_open ON sync_runs (usage_point_id) WHERE kind = 'history' AND state IN ('queued', 'running');
CREATE UNIQUE INDEX sync_runs_routine ON sync_runs (usage_point_id) WHERE kind = 'routine';
DROP INDEX sync_runs_to_claim;
CREATE INDEX sync_runs_to_claim ON sync_runs (kind DESC, created_at, id) WHERE state IN ('queued', 'running');

-- When a day was last asked for, and how often in a row there was nothing.
ALTER TABLE day_requests ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE day_requests ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;

-- Every request of the last weeks and what came of it: from this a page says why there are no data.
CREATE TABLE sync_journal (
    id             UUID             NOT NULL PRIMARY KEY, -- in the order of time
    usage_point_id UUID             NOT NULL REFERENCES usage_points (id),
    at             BIGINT           NOT NULL,
    kind           TEXT COLLATE "C" NOT NULL, -- of the series
    resource       TEXT COLLATE "C" NOT NULL CHECK (resource IN ('curve', 'daily')),
    first_day      BIGINT           NOT NULL,
    end_day        BIGINT           NOT NULL, -- exclusive
    outcome        TEXT COLLATE "C" NOT NULL, -- of day_requests, or the name of a SyncProblem
    code           TEXT COLLATE "C" NOT NULL, -- the operator's, or empty
    days_found     BIGINT           NOT NULL  -- days with a value
);

CREATE INDEX sync_journal_of_meter ON sync_journal (usage_point_id, id);
CREATE INDEX sync_journal_by_age ON sync_journal (at);
