//! What storage promises, on every engine: each function here is a test on SQLite, PostgreSQL and TimescaleDB, named
//! `…::sqlite::name` and so on, with an empty database of its own. A smoke selection runs on the licensed TimescaleDB.
//!
//! `scripts/engines.sh` starts the engines. Without it these tests fail: nothing is skipped.

mod alerts;
mod changes;
mod clockwork;
mod consents;
mod costs;
mod days;
mod kept;
mod leases;
mod notices;
mod people;
mod places;
mod races;
mod readings;
mod reports;
mod samples;
mod schema;
mod server;
mod statements;
mod upgrade;

use super::{Db, Limits};
use server::{On, Place};

/// Makes tests of `async fn name(db: Db)`, one for each engine.
macro_rules! contracts {
    (@on $engine:ident $on:ident $($name:ident)*) => {
        mod $engine {
            $(
                #[tokio::test]
                async fn $name() {
                    $crate::storage::contract::check($crate::storage::contract::server::On::$on, super::$name).await;
                }
            )*
        }
    };
    ($($name:ident),* $(,)? ; licensed: $($smoke:ident),* $(,)?) => {
        $crate::storage::contract::contracts!(@on sqlite Sqlite $($name)*);
        $crate::storage::contract::contracts!(@on postgres Postgres $($name)*);
        $crate::storage::contract::contracts!(@on timescale Timescale $($name)*);
        $crate::storage::contract::contracts!(@on licensed Licensed $($smoke)*);

        /// All of them, one after the other, in this process.
        pub(super) async fn all(on: $crate::storage::contract::server::On) {
            $($crate::storage::contract::check(on, $name).await;)*
        }
    };
}
use contracts;

/// Runs one contract on an empty, migrated database.
async fn check(on: On, contract: impl AsyncFnOnce(Db)) {
    let place = Place::new(on).await;
    let limits = if on == On::Licensed { Limits { connections: 1, ..Limits::default() } } else { Limits::default() };
    let db = Db::open_within(&place.url, limits).await.unwrap();
    contract(db.clone()).await;
    db.close().await;
}
