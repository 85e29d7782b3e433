//! Whether the site was built from these very files.

use crate::folder;
use anyhow::{Context, Result};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

/// Path, length and time of change of every input.
///
/// # Errors
/// When an input is missing.
pub fn of(inputs: &[&Path]) -> Result<String> {
    let mut stamp = String::new();
    for input in inputs {
        let files = if input.is_dir() { folder::files(input)? } else { vec![input.to_path_buf()] };
        for file in files {
            let meta = fs::metadata(&file).with_context(|| format!("reading {}", file.display()))?;
            let changed = meta.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
            writeln!(stamp, "{} {} {changed}", file.display(), meta.len())?;
        }
    }
    Ok(stamp)
}

/// Whether the last complete build had the same inputs.
pub fn is_current(site: &Path, stamp: &str) -> bool {
    fs::read_to_string(file(site)).is_ok_and(|last| last == stamp) && site.join("pkg").is_dir()
}

/// Remembers a complete build.
///
/// # Errors
/// When the file cannot be written.
pub fn write(site: &Path, stamp: &str) -> Result<()> {
    fs::write(file(site), stamp).context("writing the stamp")
}

/// Beside the folder, so that the server never sends it.
fn file(site: &Path) -> PathBuf {
    site.with_extension("stamp")
}
