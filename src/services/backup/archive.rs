//! Archives of `pg_dump`, through PostgreSQL's own programs, which get the password through their environment.

use super::BackupError;
use crate::storage::{backup::Token, vault::Sealed};
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// libpq's settings.
type Environment = [(&'static str, String)];

/// Writes a database into an archive.
pub(super) fn dump(program: &Path, environment: &Environment, to: &Path) -> Result<(), BackupError> {
    let mut command = Command::new(program);
    // By name: on a file given as its output it would append a second table of contents, and hide the end's loss.
    command.arg("--file").arg(to).args(["--format=custom", "--no-owner", "--no-privileges"]);
    command.envs(environment.iter().cloned());
    run(command).map(drop)
}

/// An archive that `pg_restore` can read.
pub(super) struct Archive {
    program: PathBuf,
    file: PathBuf,
    contents: String,
}

impl Archive {
    /// Reads its table of contents.
    pub fn open(program: PathBuf, file: &Path) -> Result<Self, BackupError> {
        let mut archive = Self { program, file: file.to_owned(), contents: String::new() };
        archive.contents = archive.text(&["--list"])?;
        Ok(archive)
    }

    /// Reads all of it, to nowhere: a damaged archive is found before anything is deleted for it.
    pub fn read_through(&self) -> Result<(), BackupError> {
        self.text(&["--file=/dev/null"]).map(drop)
    }

    /// Whether it wants the TimescaleDB extension.
    pub fn has_timescale(&self) -> bool {
        self.contents.lines().any(|line| line.contains(" EXTENSION - timescaledb"))
    }

    /// Number of its newest migration, when it is of a database of ours.
    pub fn schema(&self) -> Result<Option<i64>, BackupError> {
        let rows = self.rows("_sqlx_migrations", &["version"])?;
        Ok(rows.iter().filter_map(|row| row.first()?.parse().ok()).max())
    }

    /// One of its tokens, when it has any.
    pub fn token(&self) -> Result<Option<Token>, BackupError> {
        let rows = self.rows("secrets", &["consent_id", "name", "sealed"])?;
        Ok(rows.first().and_then(|row| match row.as_slice() {
            [consent, name, sealed] => Some(Token {
                consent: consent.parse().ok()?,
                name: name.clone(),
                sealed: Sealed::from_storage(hex::decode(sealed.strip_prefix(r"\\x")?).ok()?),
            }),
            _ => None,
        }))
    }

    /// Reads all of it into a database, or nothing.
    pub fn restore(&self, environment: &Environment) -> Result<(), BackupError> {
        let database = environment.iter().find(|(name, _)| *name == "PGDATABASE").map_or("", |(_, value)| value);
        let mut command = self.command(&["--single-transaction", "--no-owner", "--no-privileges", "--no-comments"])?;
        command.arg(format!("--dbname={database}")).envs(environment.iter().cloned());
        run(command).map(drop)
    }

    /// The named columns of a table's rows, in the text form of `COPY`.
    fn rows(&self, table: &str, columns: &[&str]) -> Result<Vec<Vec<String>>, BackupError> {
        let text = self.text(&["--data-only", "--schema=public", &format!("--table={table}"), "--file=-"])?;
        Ok(copied(&text, columns))
    }

    fn text(&self, arguments: &[&str]) -> Result<String, BackupError> {
        let output = run(self.command(arguments)?)?;
        String::from_utf8(output.stdout).map_err(|_| BackupError::NoBackup)
    }

    fn command(&self, arguments: &[&str]) -> Result<Command, BackupError> {
        let file = File::open(&self.file).map_err(BackupError::file(&self.file))?;
        let mut command = Command::new(&self.program);
        command.args(arguments).stdin(file).stdout(Stdio::piped());
        Ok(command)
    }
}

/// Runs a program to its end; what it complains about on failure becomes the error.
fn run(mut command: Command) -> Result<Output, BackupError> {
    let tool = command.get_program().to_string_lossy().into_owned();
    let failed = |said: String| BackupError::ToolFailed { tool: tool.clone(), said };
    let child = command.stderr(Stdio::piped()).spawn().map_err(|error| failed(error.to_string()))?;
    let output = child.wait_with_output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said: Vec<_> = said.lines().filter(|line| line.contains("error")).collect();
    Err(failed(if said.is_empty() { output.status.to_string() } else { said.join("; ") }))
}

/// Picks columns out of the first `COPY … FROM stdin;` of a script.
fn copied(script: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let mut lines = script.lines().skip_while(|line| !line.starts_with("COPY "));
    let there = lines.next().and_then(|line| line.split_once('(')?.1.split_once(')').map(|(names, _)| names));
    let there: Vec<_> = there.unwrap_or_default().split(", ").collect();
    let places: Option<Vec<_>> =
        columns.iter().map(|column| there.iter().position(|name| name.trim_matches('"') == *column)).collect();
    let Some(places) = places else { return Vec::new() };
    lines
        .take_while(|line| *line != r"\.")
        .map(|line| {
            let cells: Vec<_> = line.split('\t').collect();
            places.iter().filter_map(|place| cells.get(*place)).map(|&cell| cell.to_owned()).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name() {
        let script =
            "SET x = 1;\nCOPY public.secrets (consent_id, name, sealed) FROM stdin;\n1\ta\t\\\\x01\n2\tb\t\\N\n\\.\n";
        assert_eq!(copied(script, &["sealed", "name"]), [[r"\\x01", "a"], [r"\N", "b"]]);
        assert_eq!(copied(script, &["other"]), Vec::<Vec<String>>::new());
        assert_eq!(copied("", &["name"]), Vec::<Vec<String>>::new());
    }
}
