-- Reports that somebody has asked for, or that subscribers get every month (user_id IS NULL).
CREATE TABLE reports (
    id              UUID             NOT NULL PRIMARY KEY,
    organisation_id UUID             NOT NULL REFERENCES organisations (id),
    building_id     UUID             NOT NULL REFERENCES buildings (id),
    user_id         UUID             REFERENCES users (id),
    batch_id        UUID             NOT NULL, -- the same for all that were asked for at once
    period          TEXT COLLATE "C" NOT NULL, -- 2026-10
    language        TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempt         BIGINT           NOT NULL DEFAULT 0,
    lease_until     BIGINT,
    file_name       TEXT COLLATE "C",
    file_size       BIGINT,
    file            BYTEA, -- PDF
    created_at      BIGINT           NOT NULL,
    finished_at     BIGINT
);

CREATE INDEX reports_to_make ON reports (created_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX reports_of_building ON reports (building_id, id);
CREATE INDEX reports_by_age ON reports (created_at);
-- Who asks twice gets one; what the month brings is made once.
CREATE UNIQUE INDEX reports_open ON reports (building_id, period, language, user_id) WHERE state IN ('queued', 'running');
CREATE UNIQUE INDEX reports_of_month ON reports (building_id, period, language) WHERE user_id IS NULL;

-- Who gets the report of each month by e-mail.
CREATE TABLE report_subscriptions (
    id              UUID             NOT NULL PRIMARY KEY,
    user_id         UUID             NOT NULL REFERENCES users (id),
    organisation_id UUID             NOT NULL REFERENCES organisations (id),
    building_id     UUID             REFERENCES buildings (id), -- NULL: of every building that they may see
    created_at      BIGINT           NOT NULL
);

CREATE UNIQUE INDEX report_subscriptions_to_all ON report_subscriptions (user_id, organisation_id) WHERE building_id IS NULL;
CREATE UNIQUE INDEX report_subscriptions_to_one ON report_subscriptions (user_id, organisation_id, building_id)
    WHERE building_id IS NOT NULL;
