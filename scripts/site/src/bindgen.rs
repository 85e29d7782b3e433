//! The WASM file and its JavaScript glue.

use anyhow::{Context, Result, ensure};
use std::{fs, path::Path, process::Command};
use wasm_bindgen_cli_support::Bindgen;

/// Of the npm package binaryen. Debian's version 108 exports the wrong table, and the page never comes alive.
const WASM_OPT: &str = "node_modules/.bin/wasm-opt";

/// What rustc emits for `wasm32-unknown-unknown`; wasm-opt must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Writes `<folder>/<name>.wasm` and `<folder>/<name>.js`.
///
/// # Errors
/// When wasm-bindgen or wasm-opt refuses the library.
pub fn run(wasm: &Path, folder: &Path, name: &str) -> Result<()> {
    Bindgen::new()
        .input_path(wasm)
        .out_name(name)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen on {}", wasm.display()))?;
    // wasm-bindgen appends `_bg`; the page and this glue ask for the plain name, as with cargo-leptos.
    let (from, to) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.wasm")));
    fs::rename(&from, &to).with_context(|| format!("renaming {}", from.display()))?;
    let glue = folder.join(format!("{name}.js"));
    let text = fs::read_to_string(&glue)?.replace(&format!("{name}_bg.wasm"), &format!("{name}.wasm"));
    fs::write(&glue, text)?;
    optimise(&to)
}

fn optimise(wasm: &Path) -> Result<()> {
    let mut command = Command::new(WASM_OPT);
    let status = command.args(["-Oz", "-o"]).arg(wasm).arg(wasm).args(FEATURES).status();
    let status = status.with_context(|| format!("{WASM_OPT}: is `npm ci` done?"))?;
    ensure!(status.success(), "wasm-opt failed: {status}");
    Ok(())
}
