-- What electricity costs and emits, and what a building is divided into.
CREATE TABLE tariffs (
    id              BLOB    NOT NULL PRIMARY KEY,
    organisation_id BLOB    NOT NULL REFERENCES organisations (id),
    name            TEXT    NOT NULL,
    versions        TEXT    NOT NULL, -- JSON, see domain::tariff
    revision        INTEGER NOT NULL, -- counts changes: one that was made from an older state is refused
    changed_at      INTEGER NOT NULL,
    deleted_at      INTEGER
) STRICT;

CREATE INDEX tariffs_by_organisation ON tariffs (organisation_id, name);

-- Which tariff a meter has from a local day until the next row's.
CREATE TABLE contracts (
    usage_point_id BLOB    NOT NULL REFERENCES usage_points (id),
    valid_from     INTEGER NOT NULL,
    tariff_id      BLOB    REFERENCES tariffs (id), -- NULL: none from then on
    PRIMARY KEY (usage_point_id, valid_from)
) STRICT, WITHOUT ROWID;

-- Public colours of days (Tempo), the same for everybody.
CREATE TABLE day_colours (
    day    INTEGER NOT NULL PRIMARY KEY,
    colour TEXT    NOT NULL CHECK (colour IN ('blue', 'white', 'red'))
) STRICT;

-- Factors of an organisation's own; those of a country replace the published ones that the program brings.
CREATE TABLE emission_factors (
    organisation_id   BLOB    NOT NULL REFERENCES organisations (id),
    country           TEXT    NOT NULL, -- ISO 3166-1
    valid_from        INTEGER NOT NULL,
    milligrams_per_kwh INTEGER NOT NULL CHECK (milligrams_per_kwh >= 0), -- of CO2 equivalent
    kind              TEXT    NOT NULL,
    source            TEXT    NOT NULL,
    PRIMARY KEY (organisation_id, country, valid_from)
) STRICT, WITHOUT ROWID;

-- NULL: not known.
ALTER TABLE buildings ADD COLUMN area_m2 INTEGER CHECK (area_m2 > 0);

-- Parts of a building; what is common is split by their shares.
CREATE TABLE lots (
    id          BLOB    NOT NULL PRIMARY KEY,
    building_id BLOB    NOT NULL REFERENCES buildings (id),
    label       TEXT    NOT NULL,
    share       INTEGER NOT NULL CHECK (share > 0), -- of the sum of the building's shares
    UNIQUE (building_id, label)
) STRICT;
