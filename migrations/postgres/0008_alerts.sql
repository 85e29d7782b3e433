-- Rules of an organisation, of one of its buildings or of one meter: of each kind the narrowest counts.
CREATE TABLE rules (
    id              UUID    NOT NULL PRIMARY KEY,
    organisation_id UUID    NOT NULL REFERENCES organisations (id),
    building_id     UUID    REFERENCES buildings (id),    -- NULL: every building
    usage_point_id  UUID    REFERENCES usage_points (id), -- NULL: every meter
    kind            TEXT COLLATE "C" NOT NULL,
    enabled         BIGINT NOT NULL CHECK (enabled IN (0, 1)),
    content         TEXT COLLATE "C" NOT NULL, -- JSON, see domain::rule
    changed_at      BIGINT NOT NULL
);

CREATE UNIQUE INDEX rules_of_organisations ON rules (organisation_id, kind) WHERE building_id IS NULL;
CREATE UNIQUE INDEX rules_of_buildings ON rules (building_id, kind) WHERE building_id IS NOT NULL AND usage_point_id IS NULL;
CREATE UNIQUE INDEX rules_of_meters ON rules (usage_point_id, kind) WHERE usage_point_id IS NOT NULL;

-- What rules found, with its life. Units are those of the rule's kind.
CREATE TABLE alerts (
    series_key   BIGINT NOT NULL REFERENCES series (key),
    kind         TEXT COLLATE "C" NOT NULL,
    day          BIGINT NOT NULL,
    seen         BIGINT NOT NULL, -- the day whose values made it certain
    severity     TEXT COLLATE "C" NOT NULL CHECK (severity IN ('Minor', 'Major', 'Critical')),
    value        BIGINT NOT NULL,
    expected     BIGINT NOT NULL,
    low          BIGINT NOT NULL,
    high         BIGINT NOT NULL,
    opened_at    BIGINT NOT NULL,
    state        TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'acknowledged', 'explained', 'resolved')),
    state_at     BIGINT NOT NULL,
    state_by     UUID    REFERENCES users (id),
    comment      TEXT COLLATE "C",
    withdrawn_at BIGINT, -- corrected values took it away
    told_at      BIGINT,
    escalated_at BIGINT,
    PRIMARY KEY (series_key, kind, day)
);

CREATE INDEX alerts_waiting ON alerts (opened_at) WHERE state = 'open' AND withdrawn_at IS NULL AND escalated_at IS NULL;

-- The mean of seven days has no band of its own: what is above its first grade is unusual.
INSERT INTO alerts (series_key, kind, day, seen, severity, value, expected, low, high, opened_at, state, state_at)
SELECT a.series_key, 'over_consumption', a.day, a.day, a.severity, a.value, a.mean, 0, a.mean / 5 * 6,
       (a.day + 1) * 86400, 'open', (a.day + 1) * 86400
FROM anomalies a;

DROP TABLE anomalies;
