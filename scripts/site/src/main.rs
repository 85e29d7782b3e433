//! Turns the compiled browser library into the site folder, as `cargo leptos build` does.
//!
//! `site <compiled.wasm> <public folder> <site folder>`: JavaScript glue by wasm-bindgen, `wasm-opt -Oz`, the
//! public files, and a brotli copy of what browsers load most. Does nothing when nothing changed.

mod bindgen;
mod compress;
mod folder;
mod stamp;

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The name that the pages ask for: `LEPTOS_OUTPUT_NAME` in `.cargo/config.toml`.
const NAME: &str = "syndiwatt";

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let mut next = |what: &str| arguments.next().with_context(|| format!("missing argument: {what}"));
    build(&next("compiled library")?, &next("public folder")?, &next("site folder")?)
}

fn build(wasm: &Path, public: &Path, site: &Path) -> Result<()> {
    let stamp = stamp::of(&[wasm, public, &std::env::current_exe()?])?;
    if stamp::is_current(site, &stamp) {
        println!("site: {} is up to date", site.display());
        return Ok(());
    }
    folder::replace(public, site)?;
    bindgen::run(wasm, &site.join("pkg"), NAME)?;
    for file in folder::files(site)? {
        if let Some(sizes) = compress::brotli(&file)? {
            println!("site: {} {sizes}", file.strip_prefix(site).unwrap_or(&file).display());
        }
    }
    stamp::write(site, &stamp)
}
