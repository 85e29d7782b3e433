-- What each person wants to be told in an organisation. Without a row: as domain::notice::Preference::of says.
CREATE TABLE notice_preferences (
    user_id         BLOB    NOT NULL REFERENCES users (id),
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    email           INTEGER NOT NULL CHECK (email IN (0, 1)),
    in_app          INTEGER NOT NULL CHECK (in_app IN (0, 1)),
    sms             INTEGER NOT NULL CHECK (sms IN (0, 1)),
    push            INTEGER NOT NULL CHECK (push IN (0, 1)),
    least           TEXT    NOT NULL CHECK (least IN ('Minor', 'Major', 'Critical')),
    digest          TEXT    NOT NULL CHECK (digest IN ('none', 'daily', 'weekly')),
    digest_at       INTEGER NOT NULL, -- minutes after midnight, in the building's zone
    quiet_from      INTEGER,          -- likewise; NULL: never quiet
    quiet_until     INTEGER,
    critical_passes INTEGER NOT NULL CHECK (critical_passes IN (0, 1)),
    language        TEXT    NOT NULL,
    phone           TEXT    NOT NULL, -- E.164, or empty
    push_target     TEXT    NOT NULL,
    changed_at      INTEGER NOT NULL,
    PRIMARY KEY (user_id, organisation_id)
) STRICT;

-- Services of an organisation that are told, or carry messages to phones.
CREATE TABLE notice_endpoints (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    kind            TEXT    NOT NULL,
    label           TEXT    NOT NULL,
    host            TEXT    NOT NULL, -- all of the address that is ever shown
    sealed_url      BLOB,             -- by the vault; NULL once it is removed
    sealed_secret   BLOB,
    least           TEXT    NOT NULL CHECK (least IN ('Minor', 'Major', 'Critical')),
    language        TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    removed_at      INTEGER
) STRICT;

CREATE INDEX notice_endpoints_of_organisation ON notice_endpoints (organisation_id) WHERE removed_at IS NULL;

-- Messages: what is to be sent, what was sent, and what people see on their page.
CREATE TABLE notices (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    user_id         BLOB    REFERENCES users (id),
    endpoint_id     BLOB    REFERENCES notice_endpoints (id),
    channel         TEXT    NOT NULL,
    alert           TEXT,             -- the alert's key; NULL for tests
    told            TEXT,             -- what is said about the alert
    dedupe_key      TEXT    NOT NULL UNIQUE,
    facts           TEXT    NOT NULL, -- JSON, put into words when it is sent
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'suppressed')),
    in_digest       INTEGER NOT NULL CHECK (in_digest IN (0, 1)),
    attempt         INTEGER NOT NULL DEFAULT 0,
    next_at         INTEGER NOT NULL,
    lease_until     INTEGER,
    problem         TEXT,
    created_at      INTEGER NOT NULL,
    finished_at     INTEGER,
    read_at         INTEGER,
    CHECK ((user_id IS NULL) <> (endpoint_id IS NULL))
) STRICT;

CREATE INDEX notices_to_send ON notices (next_at, id) WHERE state = 'queued';
CREATE INDEX notices_of_alert ON notices (organisation_id, alert);
CREATE INDEX notices_of_user ON notices (user_id, organisation_id, channel, id);
CREATE INDEX notices_of_endpoint ON notices (endpoint_id, id) WHERE endpoint_id IS NOT NULL;
