//! `syndiwatt copy`.

use super::Failure;
use crate::{
    config::DatabaseUrl,
    services::copy::{self, Doing, Progress, Route},
};
use clap::Args;
use std::time::Duration;
use tokio::time::Instant;

/// Copy everything from one database into another one, empty or left by an interrupted copy: `SQLite` and `PostgreSQL`,
/// there and back.
#[derive(Args)]
pub struct Copy {
    /// The database that is read: `sqlite:path/to/file.sqlite`, or `postgres://user@host/database`. What is written there
    /// after the copy has begun is not copied: stop the server to move.
    #[arg(long, value_name = "ADDRESS")]
    from: DatabaseUrl,
    /// The database that is written; its tables are made. A password is better left to `PGPASSFILE` than typed here.
    #[arg(long, value_name = "ADDRESS")]
    to: DatabaseUrl,
}

impl Copy {
    /// Copies, or goes on with a copy that was interrupted, and compares both sides. How far it is goes to standard error.
    ///
    /// # Errors
    /// When a side cannot be used, the target holds something else, or the sides differ in the end.
    pub async fn run(self) -> Result<(), Failure> {
        eprintln!("From {}\nto   {}", self.from, self.to);
        let mut reporter = Reporter::new();
        let from = self.from.to_string();
        let route = Route { from: self.from.expose(), from_shown: &from, to: self.to.expose() };
        let counts = copy::copy(route, &mut |progress| reporter.hear(progress)).await?;
        for (table, rows) in &counts {
            println!("{table:<16}{rows:>12}");
        }
        println!(
            "Both sides are the same. Operators' tokens open with the same IOT_ENCRYPTION_KEY only: give it to the new instance."
        );
        Ok(())
    }
}

/// Says how far the work is, once a second and when a kind of work ends.
struct Reporter {
    doing: Option<Doing>,
    begun: Instant,
    said: Option<Instant>,
}

impl Reporter {
    fn new() -> Self {
        Self { doing: None, begun: Instant::now(), said: None }
    }

    fn hear(&mut self, progress: Progress) {
        let now = Instant::now();
        if self.doing != Some(progress.doing) {
            (self.doing, self.begun, self.said) = (Some(progress.doing), now, None);
            if progress.before > 0 {
                eprintln!("going on after {} rows", progress.before);
            }
        }
        let is_last = progress.done >= progress.rows;
        if is_last || self.said.is_none_or(|said| now.duration_since(said) >= Duration::from_secs(1)) {
            self.said = Some(now);
            eprintln!("{}", line(progress, now.duration_since(self.begun)));
        }
    }
}

fn line(progress: Progress, passed: Duration) -> String {
    let doing = match progress.doing {
        Doing::Copying => "copying",
        Doing::Checking => "checking",
    };
    let percent = progress.done.saturating_mul(100) / progress.rows.max(1);
    let millis = i64::try_from(passed.as_millis()).unwrap_or(i64::MAX).max(1);
    let speed = (progress.done - progress.before).saturating_mul(1_000) / millis;
    format!(
        "{doing:<9}{percent:>3} %  {:<15} {} of {} rows  {speed} rows/s",
        progress.table, progress.table_done, progress.table_rows
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_and_how_fast() {
        let progress = Progress {
            doing: Doing::Copying,
            table: "readings",
            table_done: 500_000,
            table_rows: 1_000_000,
            done: 600_000,
            rows: 1_200_000,
            before: 100_000,
        };
        let said = line(progress, Duration::from_secs(2));
        assert_eq!(said, "copying   50 %  readings        500000 of 1000000 rows  250000 rows/s");
    }
}
