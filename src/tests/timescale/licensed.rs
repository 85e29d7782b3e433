//! The licensed edition, as WASM behind a socket, in a process of the test's own: one connection, no background worker.

use super::year::{correction, half_hours, stored, write};
use crate::{
    energy::store::{Store, day},
    retention::released,
    support::{Database, Engine, raw},
};
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};
use syndiwatt::{
    services::retention,
    storage::{Db, Licence, Limits},
};

/// The engine. Dropped, it is killed.
struct Licensed {
    child: Child,
    url: String,
}

impl Licensed {
    fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut child = Command::new("node")
            .args(["scripts/engines/pglite.mjs", &port.to_string()])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(said.into_iter().any(|line| line == "listening"), "npm ci has not run, or the engine does not start");
        Self {
            child,
            url: format!(
                "postgres://postgres:any@127.0.0.1:{port}/template1?sslmode=disable&statement-cache-capacity=0"
            ),
        }
    }

    async fn open(&self, compress_after_days: u32) -> Db {
        Db::open_within(&self.url, Limits { connections: 1, compress_after_days, ..Limits::default() }).await.unwrap()
    }
}

impl Drop for Licensed {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Pages of compressed chunks that a `VACUUM` has been through; without one there are none.
const PAGES_SEEN: &str = "SELECT CAST(COALESCE(SUM(c.relallvisible), 0) AS BIGINT) FROM pg_class c \
     JOIN pg_namespace n ON n.oid = c.relnamespace JOIN _timescaledb_catalog.chunk k \
     ON k.schema_name = n.nspname AND k.table_name = c.relname \
     WHERE k.id IN (SELECT compressed_chunk_id FROM _timescaledb_catalog.chunk)";

const COMPRESSED: &str = "SELECT COUNT(*) FROM timescaledb_information.chunks WHERE is_compressed";

#[tokio::test]
async fn late_corrections_reach_compressed_chunks() {
    let engine = Licensed::start();
    let licensed = Store::with(engine.open(45).await).await;
    assert_eq!(licensed.db.found().timescale.as_ref().unwrap().licence, Licence::Timescale);
    write(&licensed, half_hours()).await;
    let before = stored(&licensed).await;

    let compress = "SELECT CAST(COUNT(compress_chunk(c)) AS BIGINT) FROM show_chunks";
    let readings = raw::number(&licensed.db, format!("{compress}('readings') c")).await;
    let rollups = raw::number(&licensed.db, format!("{compress}('day_rollups') c")).await;
    assert_eq!((readings, rollups), (6, 2));
    assert_eq!(raw::number(&licensed.db, COMPRESSED).await, 8);
    assert_eq!(stored(&licensed).await, before, "compression changes nothing that is read");
    assert_eq!(raw::number(&licensed.db, PAGES_SEEN).await, 0);
    retention::tidy(&licensed.db).await.unwrap();
    assert!(raw::number(&licensed.db, PAGES_SEEN).await > 0);
    assert_eq!(stored(&licensed).await, before);

    let again = write(&licensed, half_hours()).await;
    assert_eq!((again.written, again.days.len()), (0, 0), "what is the same is not written again");
    let corrected = write(&licensed, correction()).await;
    assert_eq!((corrected.written, corrected.days), (50, vec![day(2025, 10, 26)]));

    let file = Store::on(Database::on(Engine::Sqlite).await).await;
    write(&file, half_hours()).await;
    write(&file, correction()).await;
    assert_eq!(stored(&licensed).await, stored(&file).await);
}

#[tokio::test]
async fn the_policy_follows_the_setting_and_does_its_work() {
    let engine = Licensed::start();
    let policies = "SELECT COUNT(*) FROM timescaledb_information.jobs WHERE proc_name = 'policy_compression'";
    let job = "SELECT CAST(job_id AS BIGINT) FROM timescaledb_information.jobs \
               WHERE proc_name = 'policy_compression' AND hypertable_name = 'readings'";
    let first = engine.open(45).await;
    let id = raw::number(&first, job).await;
    first.close().await;
    let same = engine.open(45).await;
    assert_eq!(raw::number(&same, job).await, id, "the same setting leaves the policy alone");
    same.close().await;

    let store = Store::with(engine.open(60).await).await;
    assert_ne!(raw::number(&store.db, job).await, id);
    assert_eq!(raw::number(&store.db, policies).await, 2);
    write(&store, half_hours()).await;
    let id = raw::number(&store.db, job).await;
    raw::rows::<(i64,)>(&store.db, format!("CALL run_job({id})")).await;
    assert!(raw::number(&store.db, COMPRESSED).await >= 3, "chunks that ended 60 days ago");
}

#[tokio::test]
async fn old_chunks_are_dropped_whether_compressed_or_not() {
    let engine = Licensed::start();
    let licensed = Store::with(engine.open(45).await).await;
    write(&licensed, half_hours()).await;
    let compress = "SELECT CAST(COUNT(compress_chunk(c)) AS BIGINT) FROM show_chunks('readings') c";
    assert_eq!(raw::number(&licensed.db, compress).await, 6);
    let file = released(&Store::on(Database::on(Engine::Sqlite).await).await).await;
    assert_eq!(released(&licensed).await, file);
}
