-- What each person wants to be told in an organisation. Without a row: as domain::notice::Preference::of says.
CREATE TABLE notice_preferences (
    user_id         UUID             NOT NULL REFERENCES users (id),
    organisation_id UUID             NOT NULL REFERENCES organisations (id),
    email           BIGINT           NOT NULL CHECK (email IN (0, 1)),
    in_app          BIGINT           NOT NULL CHECK (in_app IN (0, 1)),
    sms             BIGINT           NOT NULL CHECK (sms IN (0, 1)),
    push            BIGINT           NOT NULL CHECK (push IN (0, 1)),
    least           TEXT COLLATE "C" NOT NULL CHECK (least IN ('Minor', 'Major', 'Critical')),
    digest          TEXT COLLATE "C" NOT NULL CHECK (digest IN ('none', 'daily', 'weekly')),
    digest_at       BIGINT           NOT NULL, -- minutes after midnight, in the building's zone
    quiet_from      BIGINT, -- likewise; NULL: never quiet
    quiet_until     BIGINT,
    critical_passes BIGINT           NOT NULL CHECK (critical_passes IN (0, 1)),
    language        TEXT COLLATE "C" NOT NULL,
    phone           TEXT COLLATE "C" NOT NULL, -- E.164, or empty
    push_target     TEXT COLLATE "C" NOT NULL,
    changed_at      BIGINT           NOT NULL,
    PRIMARY KEY (user_id, organisation_id)
);

-- Services of an organisation that are told, or carry messages to phones.
CREATE TABLE notice_endpoints (
    id              UUID             NOT NULL PRIMARY KEY,
    organisation_id UUID             NOT NULL REFERENCES organisations (id),
    kind            TEXT COLLATE "C" NOT NULL,
    label           TEXT COLLATE "C" NOT NULL,
    host            TEXT COLLATE "C" NOT NULL, -- all of the address that is ever shown
    sealed_url      BYTEA, -- by the vault; NULL once it is removed
    sealed_secret   BYTEA,
    least           TEXT COLLATE "C" NOT NULL CHECK (least IN ('Minor', 'Major', 'Critical')),
    language        TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT           NOT NULL,
    removed_at      BIGINT
);

CREATE INDEX notice_endpoints_of_organisation ON notice_endpoints (organisation_id) WHERE removed_at IS NULL;

-- Messages: what is to be sent, what was sent, and what people see on their page.
CREATE TABLE notices (
    id              UUID             NOT NULL PRIMARY KEY,
    organisation_id UUID             NOT NULL REFERENCES organisations (id),
    user_id         UUID             REFERENCES users (id),
    endpoint_id     UUID             REFERENCES notice_endpoints (id),
    channel         TEXT COLLATE "C" NOT NULL,
    alert           TEXT COLLATE "C", -- the alert's key; NULL for tests
    told            TEXT COLLATE "C", -- what is said about the alert
    dedupe_key      TEXT COLLATE "C" NOT NULL UNIQUE,
    facts           TEXT COLLATE "C" NOT NULL, -- JSON, put into words when it is sent
    state           TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'suppressed')),
    in_digest       BIGINT           NOT NULL CHECK (in_digest IN (0, 1)),
    attempt         BIGINT           NOT NULL DEFAULT 0,
    next_at         BIGINT           NOT NULL,
    lease_until     BIGINT,
    problem         TEXT COLLATE "C",
    created_at      BIGINT           NOT NULL,
    finished_at     BIGINT,
    read_at         BIGINT,
    CHECK ((user_id IS NULL) <> (endpoint_id IS NULL))
);

CREATE INDEX notices_to_send ON notices (next_at, id) WHERE state = 'queued';
CREATE INDEX notices_of_alert ON notices (organisation_id, alert);
CREATE INDEX notices_of_user ON notices (user_id, organisation_id, channel, id);
CREATE INDEX notices_of_endpoint ON notices (endpoint_id, id) WHERE endpoint_id IS NOT NULL;
