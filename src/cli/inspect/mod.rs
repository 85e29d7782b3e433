//! `inspect FILE… [--json]`: what grid operators' files and recorded answers hold.

mod report;
mod text;

use super::Failure;
use crate::formats::{detect, hints::Hints};
use clap::Args;
use report::FileReport;
use std::path::PathBuf;

/// The arguments.
#[derive(Args)]
pub(super) struct Inspect {
    /// Saved answers and export files; their names do not matter.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One JSON document for programs instead of text.
    #[arg(long)]
    json: bool,
}

impl Inspect {
    /// Prints what each file holds. One that cannot be read does not keep the others from being printed.
    pub(super) fn run(self) -> Result<(), Failure> {
        let mut reports = Vec::new();
        let mut unreadable = 0;
        for path in &self.files {
            let name = path.display().to_string();
            let read = std::fs::read(path).map_err(|error| error.to_string());
            let hints = Hints { file_name: Some(&name), number: None };
            let parsed = read.and_then(|bytes| detect::parse_with(&bytes, &hints).map_err(|error| error.to_string()));
            match parsed {
                Ok(parsed) => reports.push(FileReport::of(name, &parsed)),
                Err(error) => {
                    eprintln!("{name}: {error}");
                    unreadable += 1;
                    reports.push(FileReport::unreadable(name, error));
                }
            }
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&reports)?);
        } else {
            print!("{}", text::of(&reports));
        }
        match unreadable {
            0 => Ok(()),
            count => Err(Failure::Input(format!("{count} of {} files cannot be read", self.files.len()))),
        }
    }
}
