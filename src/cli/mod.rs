//! The command line: `syndiwatt <command>`. Settings come from options or the environment, see `config`.

mod backup;
mod colours;
mod copy;
mod demo;
mod inspect;
mod migrate;
mod restore;
mod serve;
mod start;
mod sync;
mod user;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Energy monitoring for co-owned buildings.
#[derive(Parser)]
#[command(name = "syndiwatt", version, about)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the web application and the API.
    Serve(serve::Serve),
    /// Create the database or bring its schema up to date, then stop.
    Migrate(migrate::Migrate),
    /// Say what grid operators' files and recorded answers hold, without any database.
    Inspect(inspect::Inspect),
    /// Fill an empty database with a demo and start its grid operator, the simulator.
    Demo(demo::Demo),
    /// Run the wanted synchronisations, then stop.
    Sync(sync::Sync),
    /// Write the whole database into one file, while it is in use.
    Backup(backup::Backup),
    /// Read a backup into an empty database.
    Restore(restore::Restore),
    /// Copy everything into another database: `SQLite` to `PostgreSQL`, and back.
    Copy(copy::Copy),
    /// Write the colours of days (Tempo) in the place of what was known of them.
    Colours(colours::Colours),
    /// Add and list users, change a password.
    User(user::User),
}

/// Why a command failed, with the exit code.
enum Failure {
    /// The settings are wrong: exit code 2, as for a wrong option.
    Settings(String),
    /// What was given cannot be read: exit code 2.
    Input(String),
    /// The work failed: exit code 1.
    Work(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Work(error.to_string())
    }
}

/// Runs the command of the process' arguments.
#[must_use]
pub fn run() -> ExitCode {
    start::tracing();
    let line = Line::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return report(&Failure::from(error)),
    };
    let outcome = runtime.block_on(async {
        match line.command {
            Command::Serve(command) => command.run().await,
            Command::Migrate(command) => command.run().await,
            Command::Inspect(command) => command.run(),
            Command::Demo(command) => command.run().await,
            Command::Sync(command) => command.run().await,
            Command::Backup(command) => command.run().await,
            Command::Restore(command) => command.run().await,
            Command::Copy(command) => command.run().await,
            Command::Colours(command) => command.run().await,
            Command::User(command) => command.run().await,
        }
    });
    outcome.map_or_else(|failure| report(&failure), |()| ExitCode::SUCCESS)
}

fn report(failure: &Failure) -> ExitCode {
    let (text, code) = match failure {
        Failure::Settings(text) | Failure::Input(text) => (text, 2),
        Failure::Work(text) => (text, 1),
    };
    eprintln!("syndiwatt: {text}");
    ExitCode::from(code)
}
