//! A PostgreSQL server of the test's own, which it may stop: Debian's version 15, with fsync, in a temporary folder.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::{MetadataExt, chown},
    path::PathBuf,
    process::Command,
};
use tempfile::TempDir;

const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

/// The server. Dropped, it is gone with its data.
pub struct Cluster {
    folder: TempDir,
    port: u16,
}

impl Cluster {
    /// Starts an empty one.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let cluster = Self { folder, port };
        if is_root() {
            // PostgreSQL refuses to run as root.
            let id = Command::new("id").args(["-u", "postgres"]).output().unwrap();
            let id = String::from_utf8(id.stdout).unwrap().trim().parse().unwrap();
            chown(cluster.folder.path(), Some(id), None).unwrap();
        }
        let data = cluster.data();
        run("initdb", &["-D", &data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
            .await;
        cluster.resume().await;
        cluster
    }

    /// What `DATABASE_URL` would be.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Stops it as a power cut would.
    pub async fn stop(&self) {
        run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "stop"]).await;
    }

    /// Starts it again and waits until it answers.
    pub async fn resume(&self) {
        let (folder, log) = (self.folder.path().display(), self.folder.path().join("log"));
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=on -c max_connections=60",
            self.port
        );
        run("pg_ctl", &["-D", &self.data(), "-l", log.to_str().unwrap(), "-o", &options, "-w", "start"]).await;
    }

    /// Its processes stand still, as if the network swallowed everything: connections stay open and nobody answers.
    pub fn freeze(&self) {
        self.signal("STOP");
    }

    /// They go on.
    pub fn thaw(&self) {
        self.signal("CONT");
    }

    fn signal(&self, name: &str) {
        let file = fs::read_to_string(self.folder.path().join("data/postmaster.pid")).unwrap();
        let main = file.lines().next().unwrap();
        // First the one that makes others. A child may end meanwhile.
        let script = format!("kill -{name} {main}; kill -{name} $(cat /proc/{main}/task/{main}/children)");
        let _ = Command::new("sh").args(["-c", &script]).output().unwrap();
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if fs::exists(self.folder.path().join("data/postmaster.pid")).unwrap_or(false) {
            self.thaw();
            let _ = command("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "stop"]).output();
        }
    }
}

async fn run(program: &str, arguments: &[&str]) {
    let mut command = command(program, arguments);
    // Not piped: the server keeps what it inherits.
    let log = tempfile::NamedTempFile::new().unwrap();
    command.stdout(log.reopen().unwrap()).stderr(log.reopen().unwrap());
    let status = tokio::task::spawn_blocking(move || command.status().unwrap()).await.unwrap();
    assert!(status.success(), "{program}: {}", fs::read_to_string(log.path()).unwrap());
}

fn command(program: &str, arguments: &[&str]) -> Command {
    let program = PathBuf::from(PROGRAMS).join(program);
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(arguments).current_dir("/");
    command
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}
