//! The statements that screens and synchronisations run all the time find their rows by key: none walks a table.

use super::{many, official, page, raw, rollups};
use crate::{
    domain::{rule::RuleKind, time::LocalDay},
    storage::{Db, alerts, db::Engine},
};

/// The steps by which SQLite runs a statement.
async fn plan(db: &Db, statement: &str) -> Vec<String> {
    let Engine::Sqlite(on) = db.executor() else { unreachable!("these tests run on SQLite") };
    let text = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {statement}"));
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(on).await.unwrap();
    rows.into_iter().map(|(.., detail)| detail).collect()
}

#[tokio::test]
async fn hot_statements_search_by_key() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("plans.sqlite").display())).await.unwrap();
    let listed = |begin: &str, rest: &str| format!("{begin}1, 2{rest}");
    let statements = [
        raw::BETWEEN.to_owned(),
        raw::OVERLAPPING.to_owned(),
        official::BETWEEN.to_owned(),
        page::PAGE.to_owned(),
        page::LATEST.to_owned(),
        listed(page::COUNT, ") AND start >= 1 AND start < 9"),
        many::stretch(&[1, 2], 1, 9).text().to_owned(),
        rollups::between(&[1, 2], LocalDay::MIN, LocalDay::MAX).text().to_owned(),
        listed(rollups::THROUGH, ") ORDER BY s.key"),
        alerts::of_series(1, RuleKind::Night, LocalDay::MIN, LocalDay::MAX).text().to_owned(),
        alerts::of_days(&[1, 2], LocalDay::MIN, LocalDay::MAX).text().to_owned(),
        alerts::OPEN.to_owned(),
    ];
    for statement in statements {
        let steps = plan(&db, &statement).await;
        let by_key = |step: &String| step.starts_with("SEARCH") && (step.contains("PRIMARY KEY"));
        assert!(steps.iter().any(by_key), "{statement}\n{steps:#?}");
        assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{statement}\n{steps:#?}");
    }
}

#[tokio::test]
async fn a_walk_through_the_table_would_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", folder.path().join("plans.sqlite").display())).await.unwrap();
    let steps = plan(&db, "SELECT start FROM readings WHERE value > 5").await;
    assert!(steps.iter().any(|step| step.starts_with("SCAN")), "{steps:#?}");
}
