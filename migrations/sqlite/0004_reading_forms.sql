-- A reading is its start, a small number, and a form that says what the number means: see storage::readings::forms.
CREATE TABLE reading_forms (
    key     INTEGER NOT NULL PRIMARY KEY,
    step    INTEGER NOT NULL CHECK (step > 0), -- seconds
    unit    INTEGER NOT NULL CHECK (unit > 0), -- of the series' stored unit
    quality INTEGER NOT NULL,
    source  INTEGER NOT NULL,
    UNIQUE (step, unit, quality, source)
) STRICT;

-- The largest unit of which every value of a step, quality and source of a series is a multiple.
CREATE TABLE reading_units (
    series_key INTEGER NOT NULL,
    step       INTEGER NOT NULL,
    quality    INTEGER NOT NULL,
    source     INTEGER NOT NULL,
    unit       INTEGER NOT NULL,
    PRIMARY KEY (series_key, step, quality, source)
) STRICT;

INSERT INTO reading_units (series_key, step, quality, source, unit)
SELECT series_key, step, quality, source,
       CASE WHEN MAX(CASE WHEN value % 3600 <> 0 THEN 1 ELSE 0 END) = 0 THEN 3600
            WHEN MAX(CASE WHEN value % step <> 0 THEN 1 ELSE 0 END) = 0 THEN step
            ELSE 1 END
FROM readings GROUP BY series_key, step, quality, source;

INSERT INTO reading_forms (step, unit, quality, source)
SELECT DISTINCT step, unit, quality, source FROM reading_units;

CREATE TABLE compact_readings (
    series_key INTEGER NOT NULL REFERENCES series (key),
    start      INTEGER NOT NULL, -- minutes since 2020 in UTC
    value      INTEGER,          -- in units of the form; NULL: the operator said that there is no value
    form       INTEGER NOT NULL, -- of reading_forms
    PRIMARY KEY (series_key, start)
) STRICT, WITHOUT ROWID;

INSERT INTO compact_readings (series_key, start, value, form)
SELECT r.series_key, (r.start - 1577836800) / 60, r.value / u.unit, f.key
FROM readings r
JOIN reading_units u ON u.series_key = r.series_key AND u.step = r.step AND u.quality = r.quality AND u.source = r.source
JOIN reading_forms f ON f.step = r.step AND f.unit = u.unit AND f.quality = r.quality AND f.source = r.source
WHERE r.start % 60 = 0
ORDER BY r.series_key, r.start;

DROP TABLE readings;
DROP TABLE reading_units;
ALTER TABLE compact_readings RENAME TO readings;
