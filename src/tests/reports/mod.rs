//! The energy report as a file: what Poppler and qpdf read in it.

mod file;
pub mod sample;
mod speed;
mod text;

use std::{fs, path::Path, process::Command};
use syndiwatt::{reports::energy_report, views::report::EnergyReport};

/// Writes the report into a folder of its own, runs a program there on `report.pdf`, and gives what it printed.
///
/// `scripts/setup.sh` installs the programs; a test without them fails.
fn read(report: &EnergyReport, program: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.pdf"), energy_report(report).unwrap()).unwrap();
    run(folder.path(), program, arguments)
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).current_dir(folder).output();
    let done =
        done.unwrap_or_else(|error| panic!("{program} cannot be started, install it with scripts/setup.sh: {error}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
