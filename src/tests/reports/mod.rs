//! The energy report as a file: what Poppler and qpdf read in it.

mod background;
mod figures;
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

/// What Poppler reads in a file, with one kind of space and without line breaks.
pub fn words(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.pdf"), pdf).unwrap();
    plain(&run(folder.path(), "pdftotext", &["-enc", "UTF-8", "report.pdf", "-"]))
}

/// One kind of space, no line breaks.
pub fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).current_dir(folder).output();
    let done =
        done.unwrap_or_else(|error| panic!("{program} cannot be started, install it with scripts/setup.sh: {error}"));
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}
