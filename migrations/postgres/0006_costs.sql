-- What electricity costs and emits, and what a building is divided into.
CREATE TABLE tariffs (
    id              UUID    NOT NULL PRIMARY KEY,
    organisation_id UUID    NOT NULL REFERENCES organisations (id),
    name            TEXT COLLATE "C" NOT NULL,
    versions        TEXT COLLATE "C" NOT NULL, -- JSON, see domain::tariff
    revision        BIGINT NOT NULL, -- counts changes: one that was made from an older state is refused
    changed_at      BIGINT NOT NULL,
    deleted_at      BIGINT
);

CREATE INDEX tariffs_by_organisation ON tariffs (organisation_id, name);

-- Which tariff a meter has from a local day until the next row's.
CREATE TABLE contracts (
    usage_point_id UUID    NOT NULL REFERENCES usage_points (id),
    valid_from     BIGINT NOT NULL,
    tariff_id      UUID    REFERENCES tariffs (id), -- NULL: none from then on
    PRIMARY KEY (usage_point_id, valid_from)
);

-- Public colours of days (Tempo), the same for everybody.
CREATE TABLE day_colours (
    day    BIGINT NOT NULL PRIMARY KEY,
    colour TEXT COLLATE "C" NOT NULL CHECK (colour IN ('blue', 'white', 'red'))
);

-- Factors of an organisation's own; those of a country replace the published ones that the program brings.
CREATE TABLE emission_factors (
    organisation_id   UUID    NOT NULL REFERENCES organisations (id),
    country           TEXT COLLATE "C" NOT NULL, -- ISO 3166-1
    valid_from        BIGINT NOT NULL,
    milligrams_per_kwh BIGINT NOT NULL CHECK (milligrams_per_kwh >= 0), -- of CO2 equivalent
    kind              TEXT COLLATE "C" NOT NULL,
    source            TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (organisation_id, country, valid_from)
);

-- NULL: not known.
ALTER TABLE buildings ADD COLUMN area_m2 BIGINT CHECK (area_m2 > 0);

-- Parts of a building; what is common is split by their shares.
CREATE TABLE lots (
    id          UUID    NOT NULL PRIMARY KEY,
    building_id UUID    NOT NULL REFERENCES buildings (id),
    label       TEXT COLLATE "C" NOT NULL,
    share       BIGINT NOT NULL CHECK (share > 0), -- of the sum of the building's shares
    UNIQUE (building_id, label)
);
