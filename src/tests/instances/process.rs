//! A server as a process, and a database for several of them.

use crate::{
    connect::world::{KEY, World},
    support::engines::setting,
};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
};
use syndiwatt::sandbox::{CLIENT_ID, CLIENT_SECRET};

/// Makes a database of this name on the tests' PostgreSQL and says its address. One of the same name is dropped.
pub async fn database(name: &str) -> String {
    let server = setting("SYNDIWATT_TEST_POSTGRES");
    let admin = sqlx::PgPool::connect(&server).await.unwrap();
    for statement in [format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"), format!("CREATE DATABASE {name}")] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&admin).await.unwrap();
    }
    admin.close().await;
    let (before, _) = server.rsplit_once('/').unwrap();
    format!("{before}/{name}")
}

/// A running `syndiwatt serve`. Dropped, it is killed.
pub struct Instance {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub base: String,
}

impl Instance {
    /// Starts one on a port of its own and waits until it answers.
    pub async fn start(database: &str, world: &World) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let base = format!("http://127.0.0.1:{port}");
        let operator = world.simulator.url().to_string();
        let child = Command::new(env!("CARGO_BIN_EXE_syndiwatt"))
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", database)
            .env("IOT_ENCRYPTION_KEY", hex::encode(KEY))
            .env("SYNDIWATT_ADDR", format!("127.0.0.1:{port}"))
            .env("SYNDIWATT_PUBLIC_URL", &base)
            .env("SYNDIWATT_SYNC_LEASE_SECONDS", "2")
            .env("LINKY_ENEDIS_CLIENT_ID", CLIENT_ID)
            .env("LINKY_ENEDIS_CLIENT_SECRET", CLIENT_SECRET)
            .env("LINKY_ENEDIS_CONSENT_URL", &operator)
            .env("LINKY_ENEDIS_API_URL", &operator)
            .env("RUST_LOG", "error")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let instance = Self { child, base };
        for _ in 0..200 {
            if reqwest::get(format!("{}/health", instance.base)).await.is_ok_and(|answer| answer.status() == 200) {
                return instance;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{} does not answer", instance.base);
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
