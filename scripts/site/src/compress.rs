//! Brotli copies beside the files; the server sends them to browsers that accept it.

use anyhow::Result;
use brotli::{BrotliCompress, enc::BrotliEncoderParams};
use std::{ffi::OsStr, fmt, fs, path::Path};

/// Bytes before and after.
pub struct Sizes {
    plain: usize,
    compressed: usize,
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes, brotli {} bytes", self.plain, self.compressed)
    }
}

/// Writes `<file>.br`; `None` for the formats that are compressed already.
///
/// # Errors
/// When a file cannot be read or written.
pub fn brotli(file: &Path) -> Result<Option<Sizes>> {
    if !matches!(file.extension().and_then(OsStr::to_str), Some("wasm" | "js" | "css" | "svg")) {
        return Ok(None);
    }
    let plain = fs::read(file)?;
    let mut compressed = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    BrotliCompress(&mut plain.as_slice(), &mut compressed, &parameters)?;
    let mut target = file.as_os_str().to_owned();
    target.push(".br");
    fs::write(target, &compressed)?;
    Ok(Some(Sizes { plain: plain.len(), compressed: compressed.len() }))
}
