//! Something in every table and every kind of column of a SQLite file, with what is easily lost on the way.

use crate::support::raw;
use syndiwatt::storage::{Db, Engine};

/// The highest key of a series afterwards; the keys below are not all taken.
pub const HIGHEST_SERIES: i64 = 41;

/// Rows that `Source::fill` has none of, beside those that it has.
const ROWS: [&str; 26] = [
    "INSERT INTO organisations VALUES (X'00000000000000000000000000000000', '', -9223372036854775808)",
    "INSERT INTO organisations VALUES (X'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF', 'tab\t line\n \\N ''é'' 🏠', 9223372036854775807)",
    "INSERT INTO building_owners SELECT b.id, u.id FROM buildings b, users u LIMIT 1",
    "INSERT INTO oauth_requests (state_hash, session_hash, organisation_id, building_id, user_id, provider, text_version, \
     pkce, created_at, expires_at) SELECT X'0001', X'', b.organisation_id, b.id, u.id, 'enedis', '1', NULL, 1, 2 \
     FROM buildings b, users u LIMIT 1",
    "INSERT INTO oauth_requests (state_hash, session_hash, organisation_id, building_id, user_id, provider, text_version, \
     pkce, created_at, expires_at) SELECT X'00', X'FF', b.organisation_id, b.id, u.id, 'enedis', '1', X'000A5C', 1, 2 \
     FROM buildings b, users u LIMIT 1",
    "INSERT INTO series (key, usage_point_id, kind) SELECT 41, id, 'electricity_injection' FROM usage_points LIMIT 1",
    "INSERT INTO reading_forms (key, step, unit, quality, source) VALUES (70, 1800, 1800, 3, 1)",
    "INSERT INTO readings (series_key, start, value, form) VALUES (41, -600000, NULL, 70), (41, 3000000, -5, 70)",
    "INSERT INTO official_days VALUES (41, 20000, 0), (41, -5, 9007199254740993)",
    "INSERT INTO day_rollups (series_key, day, day_seconds, covered_seconds, value_count, null_count, sum, \
     estimated_count, corrected_count) VALUES (41, 20000, 82800, 0, 0, 46, 0, 0, 0)",
    "INSERT INTO alerts VALUES (41, 'night', 20000, 20001, 'Minor', 5, 4, 3, 4, 1, 'explained', 2, NULL, 'Ascenseur 🏠', NULL, 3, NULL)",
    "INSERT INTO tariffs SELECT X'01930000000070008000000000000002', id, 'Été 🏠', '[]', 3, 4, NULL FROM organisations LIMIT 1",
    "INSERT INTO contracts SELECT u.id, -5, t.id FROM usage_points u, tariffs t LIMIT 1",
    "INSERT INTO day_colours VALUES (20000, 'red'), (20001, 'blue')",
    "INSERT INTO emission_factors SELECT id, 'FR', 20000, 44000, 'direct', 'RTE' FROM organisations",
    "INSERT INTO lots SELECT X'01930000000070008000000000000003', id, 'Lot 1', 1000 FROM buildings LIMIT 1",
    "INSERT INTO rules SELECT X'01930000000070008000000000000004', u.organisation_id, u.building_id, u.id, 'night', 1, '{}', 5 \
     FROM usage_points u LIMIT 1",
    "INSERT INTO notice_preferences SELECT u.id, o.id, 1, 1, 0, 0, 'Minor', 'daily', 480, 1320, NULL, 1, 'nl', '', '', 5 \
     FROM users u, organisations o LIMIT 1",
    "INSERT INTO notice_endpoints SELECT X'01930000000070008000000000000005', id, 'slack', 'Équipe', 'example.org', X'00FF', NULL, \
     'Major', 'fr', 5, NULL FROM organisations LIMIT 1",
    "INSERT INTO notices (id, organisation_id, user_id, channel, dedupe_key, facts, state, in_digest, next_at, created_at) \
     SELECT X'01930000000070008000000000000006', o.id, u.id, 'email', 'k', '{}', 'queued', 0, 7, 6 FROM users u, organisations o LIMIT 1",
    "INSERT INTO reports (id, organisation_id, building_id, batch_id, period, language, state, file_name, file_size, file, created_at) \
     SELECT X'01930000000070008000000000000007', organisation_id, id, X'01930000000070008000000000000008', '2026-10', 'nl', 'done', \
     'é.pdf', 3, X'00FF5C', 5 FROM buildings LIMIT 1",
    "INSERT INTO report_subscriptions SELECT X'01930000000070008000000000000009', u.id, o.id, NULL, 5 FROM users u, organisations o LIMIT 1",
    "INSERT INTO sync_runs (id, usage_point_id, first_day, end_day, state, days_total, days_done, readings_written, \
     created_at, lease_until, attempt, kind, not_before) \
     SELECT X'01930000000070008000000000000001', id, 1, 9, 'running', 8, 3, 144, 5, 99, 2, 'routine', 7 FROM usage_points LIMIT 1",
    "INSERT INTO day_requests SELECT 41, 'curve', 20000, 'data', id, 5, 0 FROM sync_runs",
    "INSERT INTO sync_journal SELECT X'0193000000007000800000000000000A', id, 5, 'ElectricityConsumption', 'curve', 1, 9, \
     'no_data', 'no_data_found', 0 FROM usage_points LIMIT 1",
    "INSERT INTO schedule VALUES ('repair', 9, NULL)",
];

/// A file uploaded and not confirmed, longer than a batch may be.
const FILE: &str = "INSERT INTO imports (id, organisation_id, building_id, user_id, file_name, format, content, created_at) \
     SELECT randomblob(16), b.organisation_id, b.id, u.id, 'courbe.csv', 'fluvius', randomblob(9000000), 1 \
     FROM buildings b, users u LIMIT 1";

/// Adds to what `Source::fill` has made.
pub async fn every_table(db: &Db) {
    for statement in ROWS.into_iter().chain([FILE, FILE]) {
        raw::rows::<(i64,)>(db, format!("{statement} RETURNING 1")).await;
    }
}

/// Adds half-hours from 2020 on.
pub async fn many(db: &Db, readings: u32) {
    let Engine::Sqlite(pool) = db.executor() else { panic!("the source is a file") };
    let statement = format!(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {readings}) \
         INSERT INTO readings (series_key, start, value, form) SELECT 41, i * 30, i % 500, 70 FROM n WHERE true \
         ON CONFLICT DO NOTHING"
    );
    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(pool).await.unwrap();
}
