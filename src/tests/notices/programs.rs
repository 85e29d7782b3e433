//! Programs that take messages: a mail server and a receiver of webhooks, both in Python and sharing no line with ours.

use crate::support::python;
use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// The mail server of the tests.
const PACKAGE: &str = "aiosmtpd==1.4.6";
/// Whoever waits longer waits in vain.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program that prints a line of JSON for each thing that happens.
pub struct Program {
    child: Child,
    input: ChildStdin,
    lines: Receiver<Value>,
    /// Where it listens, on the loopback address.
    pub port: u64,
}

impl Program {
    /// A mail server on a free port, or on one that was in use before.
    pub fn mail_server(port: u64) -> Self {
        Self::start(&python::with(PACKAGE), "mail_server.py", &[&port.to_string()])
    }

    /// A receiver that knows a secret and answers with these statuses first.
    pub fn receiver(secret: &str, statuses: &[&str]) -> Self {
        Self::start(&PathBuf::from("python3"), "receiver.py", &[&[secret], statuses].concat())
    }

    fn start(python: &PathBuf, script: &str, arguments: &[&str]) -> Self {
        let script = format!("{}/src/tests/notices/{script}", env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new(python);
        command.arg(&script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("this test needs python3, 3.9 or newer");
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).unwrap());
            }
        });
        let mut program = Self { child, input, lines, port: 0 };
        program.port = program.next()["port"].as_u64().expect("it says above why it does not start");
        program
    }

    /// The next thing that happened.
    pub fn next(&self) -> Value {
        self.lines.recv_timeout(PATIENCE).expect("nothing happened, or it ended")
    }

    /// Everything that has happened and was not asked for yet. What it answered before this call is in it: its mark comes
    /// after all of that.
    pub fn rest(&self) -> Vec<Value> {
        writeln!(&self.input, "0 0").unwrap();
        std::iter::from_fn(|| Some(self.next()).filter(|line| line["armed"] != "0")).collect()
    }

    /// Answers the next `times` messages with an SMTP code.
    pub fn refuse(&mut self, code: u16, times: usize) {
        writeln!(self.input, "{code} {times}").unwrap();
        assert_eq!(self.next()["armed"], code.to_string());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
