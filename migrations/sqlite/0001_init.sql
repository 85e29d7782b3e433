-- Times are seconds since 1970 in UTC; days are days since 1970-01-01 in the building's zone.

CREATE TABLE organisations (
    id         BLOB    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
    id            BLOB    NOT NULL PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE, -- lower case
    name          TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,        -- PHC string, argon2id
    created_at    INTEGER NOT NULL,
    disabled_at   INTEGER
) STRICT;

CREATE TABLE memberships (
    user_id         BLOB NOT NULL REFERENCES users (id),
    organisation_id BLOB NOT NULL REFERENCES organisations (id),
    role            TEXT NOT NULL CHECK (role IN ('syndic', 'owner')),
    PRIMARY KEY (user_id, organisation_id)
) STRICT;

CREATE TABLE buildings (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    address         TEXT    NOT NULL,
    town            TEXT    NOT NULL,
    zone            TEXT    NOT NULL, -- IANA name
    created_at      INTEGER NOT NULL,
    deleted_at      INTEGER
) STRICT;

CREATE INDEX buildings_by_organisation ON buildings (organisation_id, name);

CREATE TABLE building_owners (
    building_id BLOB NOT NULL REFERENCES buildings (id),
    user_id     BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (building_id, user_id)
) STRICT;

CREATE INDEX building_owners_by_user ON building_owners (user_id);

CREATE TABLE sessions (
    token_hash      BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the cookie's random token
    user_id         BLOB    NOT NULL REFERENCES users (id),
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    created_at      INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_by_user ON sessions (user_id);

-- A request to consent that has left for the operator. Single use, short-lived, bound to session, building, provider.
CREATE TABLE oauth_requests (
    state_hash      BLOB    NOT NULL PRIMARY KEY, -- SHA-256 of the `state` parameter
    session_hash    BLOB    NOT NULL,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    NOT NULL REFERENCES buildings (id),
    user_id         BLOB    NOT NULL REFERENCES users (id),
    provider        TEXT    NOT NULL,
    text_version    TEXT    NOT NULL,
    pkce            BLOB,                         -- verifier, sealed by the vault
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE consents (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    NOT NULL REFERENCES buildings (id),
    given_by        BLOB    NOT NULL REFERENCES users (id),
    provider        TEXT    NOT NULL,
    text_version    TEXT    NOT NULL,
    given_at        INTEGER NOT NULL,
    expires_at      INTEGER NOT NULL,
    withdrawn_at    INTEGER,
    withdrawn_by    TEXT CHECK (withdrawn_by IN ('user', 'operator'))
) STRICT;

CREATE INDEX consents_by_building ON consents (building_id);

-- Sealed by AES-256-GCM. The associated data are the table's key, so a row cannot stand in for another.
CREATE TABLE secrets (
    consent_id BLOB    NOT NULL REFERENCES consents (id),
    name       TEXT    NOT NULL, -- access_token, refresh_token, code
    sealed     BLOB    NOT NULL, -- version, key id, nonce, ciphertext and tag
    expires_at INTEGER,
    PRIMARY KEY (consent_id, name)
) STRICT;

CREATE TABLE usage_points (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    NOT NULL REFERENCES buildings (id),
    provider        TEXT    NOT NULL,
    number          TEXT    NOT NULL, -- PRM or EAN
    label           TEXT    NOT NULL,
    consent_id      BLOB    REFERENCES consents (id),
    last_sync_at    INTEGER,
    created_at      INTEGER NOT NULL,
    disconnected_at INTEGER
) STRICT;

CREATE INDEX usage_points_by_building ON usage_points (building_id);

-- A number may come back after a move: one *live* row for each organisation and operator.
CREATE UNIQUE INDEX usage_points_live ON usage_points (organisation_id, provider, number)
    WHERE disconnected_at IS NULL;

CREATE TABLE series (
    key            INTEGER NOT NULL PRIMARY KEY, -- small: it is repeated in every reading
    usage_point_id BLOB    NOT NULL REFERENCES usage_points (id),
    kind           TEXT    NOT NULL,
    received_at    INTEGER,                      -- when a value last changed
    UNIQUE (usage_point_id, kind)
) STRICT;

CREATE TABLE readings (
    series_key INTEGER NOT NULL REFERENCES series (key),
    start      INTEGER NOT NULL, -- of the half-open interval
    step       INTEGER NOT NULL CHECK (step > 0),
    value      INTEGER,          -- NULL: the operator said that there is no value
    quality    INTEGER NOT NULL, -- rank, see domain::series::Quality
    source     INTEGER NOT NULL,
    PRIMARY KEY (series_key, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE official_days (
    series_key INTEGER NOT NULL REFERENCES series (key),
    day        INTEGER NOT NULL,
    value      INTEGER NOT NULL,
    PRIMARY KEY (series_key, day)
) STRICT, WITHOUT ROWID;

-- Written in the same transaction as the readings and official values that it sums up.
CREATE TABLE day_rollups (
    series_key      INTEGER NOT NULL REFERENCES series (key),
    day             INTEGER NOT NULL,
    day_seconds     INTEGER NOT NULL,
    covered_seconds INTEGER NOT NULL,
    value_count     INTEGER NOT NULL,
    null_count      INTEGER NOT NULL,
    sum             INTEGER NOT NULL,
    official        INTEGER,
    max_value       INTEGER,
    max_step        INTEGER,
    max_start       INTEGER,
    min_value       INTEGER,
    min_step        INTEGER,
    min_start       INTEGER,
    estimated_count INTEGER NOT NULL,
    corrected_count INTEGER NOT NULL,
    PRIMARY KEY (series_key, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE anomalies (
    series_key  INTEGER NOT NULL REFERENCES series (key),
    rule        TEXT    NOT NULL,
    day         INTEGER NOT NULL,
    severity    TEXT    NOT NULL CHECK (severity IN ('Minor', 'Major', 'Critical')),
    value       INTEGER NOT NULL,
    mean        INTEGER NOT NULL,
    PRIMARY KEY (series_key, rule, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_runs (
    id               BLOB    NOT NULL PRIMARY KEY,
    usage_point_id   BLOB    NOT NULL REFERENCES usage_points (id),
    first_day        INTEGER NOT NULL,
    end_day          INTEGER NOT NULL, -- exclusive
    state            TEXT    NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    days_total       INTEGER NOT NULL,
    days_done        INTEGER NOT NULL,
    readings_written INTEGER NOT NULL,
    problem          TEXT,
    created_at       INTEGER NOT NULL,
    finished_at      INTEGER
) STRICT;

CREATE INDEX sync_runs_by_usage_point ON sync_runs (usage_point_id, created_at);

-- At most one run of a meter is open at a time.
CREATE UNIQUE INDEX sync_runs_open ON sync_runs (usage_point_id) WHERE state IN ('queued', 'running');

-- What the operator last answered for a day of a resource: a resumed run skips what it has asked already.
CREATE TABLE day_requests (
    series_key INTEGER NOT NULL REFERENCES series (key),
    resource   TEXT    NOT NULL CHECK (resource IN ('curve', 'daily')),
    day        INTEGER NOT NULL,
    outcome    TEXT    NOT NULL, -- data, no_data, or the name of a SyncProblem
    run_id     BLOB    NOT NULL REFERENCES sync_runs (id),
    PRIMARY KEY (series_key, resource, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    building_id     BLOB    NOT NULL REFERENCES buildings (id),
    user_id         BLOB    NOT NULL REFERENCES users (id),
    file_name       TEXT    NOT NULL,
    format          TEXT    NOT NULL,
    content         BLOB,             -- until confirmed or expired
    created_at      INTEGER NOT NULL,
    confirmed_at    INTEGER,
    values_written  INTEGER
) STRICT;

CREATE INDEX imports_by_building ON imports (building_id, created_at);
