-- Reports that somebody has asked for, or that subscribers get every month (user_id IS NULL).
CREATE TABLE reports (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    NOT NULL REFERENCES buildings (id),
    user_id         BLOB    REFERENCES users (id),
    batch_id        BLOB    NOT NULL, -- the same for all that were asked for at once
    period          TEXT    NOT NULL, -- 2026-10
    language        TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempt         INTEGER NOT NULL DEFAULT 0,
    lease_until     INTEGER,
    file_name       TEXT,
    file_size       INTEGER,
    file            BLOB,             -- PDF
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER
) STRICT;

CREATE INDEX reports_to_make ON reports (created_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX reports_of_building ON reports (building_id, id);
CREATE INDEX reports_by_age ON reports (created_at);
-- Who asks twice gets one; what the month brings is made once.
CREATE UNIQUE INDEX reports_open ON reports (building_id, period, language, user_id) WHERE state IN ('queued', 'running');
CREATE UNIQUE INDEX reports_of_month ON reports (building_id, period, language) WHERE user_id IS NULL;

-- Who gets the report of each month by e-mail.
CREATE TABLE report_subscriptions (
    id              BLOB    NOT NULL PRIMARY KEY,
    user_id         BLOB    NOT NULL REFERENCES users (id),
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    REFERENCES buildings (id), -- NULL: of every building that they may see
    created_at      INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX report_subscriptions_to_all ON report_subscriptions (user_id, organisation_id) WHERE building_id IS NULL;
CREATE UNIQUE INDEX report_subscriptions_to_one ON report_subscriptions (user_id, organisation_id, building_id)
    WHERE building_id IS NOT NULL;
