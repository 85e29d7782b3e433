//! `syndiwatt colours FILE`: the colours of days, in the place of what was known of them.

use super::{Failure, start};
use crate::{
    config::Config,
    domain::tariff::Colours as Known,
    services::tariffs::{self, NotAdded},
};
use clap::Args;
use std::path::PathBuf;

/// The arguments.
#[derive(Args)]
pub struct Colours {
    /// One day a line, such as `2026-11-21;red`, or a saved answer of RTE's calendar.
    file: PathBuf,
    #[command(flatten)]
    config: Config,
}

impl Colours {
    /// Writes the days of the file; where a day is there twice, its last line counts.
    ///
    /// # Errors
    /// When a line cannot be read, or the database fails.
    pub async fn run(self) -> Result<(), Failure> {
        let path = self.file.display();
        let text = std::fs::read_to_string(&self.file).map_err(|error| Failure::Input(format!("{path}: {error}")))?;
        let listed = tariffs::read_colours(&text).map_err(|error| match error {
            NotAdded::Lines(faults) => {
                let lines: Vec<String> = faults.iter().map(|(line, _)| line.to_string()).collect();
                Failure::Input(format!("{path}: no day and colour in line {}", lines.join(", ")))
            }
            NotAdded::Failed(error) => error.into(),
        })?;
        let colours = Known(listed.iter().map(|of| (of.day, of.colour)).collect());
        let app = start::app(self.config).await?;
        tariffs::put_colours(&app, &colours).await?;
        app.db.close().await;
        println!("{} days have their colour.", colours.0.len());
        Ok(())
    }
}
