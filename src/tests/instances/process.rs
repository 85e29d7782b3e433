//! A server as a process.

use crate::connect::world::{KEY, World};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
};
use syndiwatt::sandbox::{CLIENT_ID, CLIENT_SECRET};

/// A running `syndiwatt serve`. Dropped, it is killed.
pub struct Instance {
    child: Child,
    /// `http://127.0.0.1:port`.
    pub base: String,
}

impl Instance {
    /// Starts one on a port of its own, with short leases, and waits until it answers.
    pub async fn start(world: &World) -> Self {
        Self::with(world, &[("SYNDIWATT_SYNC_LEASE_SECONDS", "2")]).await
    }

    /// Starts one with more settings and waits until it is ready.
    pub async fn with(world: &World, settings: &[(&str, &str)]) -> Self {
        let instance = Self::spawn(world, settings);
        for _ in 0..200 {
            if reqwest::get(format!("{}/health", instance.base)).await.is_ok_and(|answer| answer.status() == 200) {
                return instance;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{} does not answer", instance.base);
    }

    /// Starts one and waits for nothing.
    pub fn spawn(world: &World, settings: &[(&str, &str)]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let base = format!("http://127.0.0.1:{port}");
        let operator = world.simulator.url().to_string();
        let child = Command::new(env!("CARGO_BIN_EXE_syndiwatt"))
            .arg("serve")
            .env_clear()
            .env("DATABASE_URL", &world.database.url)
            .env("IOT_ENCRYPTION_KEY", hex::encode(KEY))
            .env("SYNDIWATT_ADDR", format!("127.0.0.1:{port}"))
            .env("SYNDIWATT_PUBLIC_URL", &base)
            .env("LINKY_ENEDIS_CLIENT_ID", CLIENT_ID)
            .env("LINKY_ENEDIS_CLIENT_SECRET", CLIENT_SECRET)
            .env("LINKY_ENEDIS_CONSENT_URL", &operator)
            .env("LINKY_ENEDIS_API_URL", &operator)
            .env("RUST_LOG", "error")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, base }
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
