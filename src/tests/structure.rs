//! The shape of the source tree: who may use whom (`src/lib.rs` gives the reasons), small files, a sentence at the top.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// What each module may use besides itself. `cli` wires everything and is not listed.
const MAY_USE: [(&str, &[&str]); 18] = [
    ("domain", &[]),
    ("views", &["domain"]),
    ("clock", &["domain"]),
    ("config", &["domain"]),
    ("analytics", &["domain", "views"]),
    ("charts", &["domain", "views"]),
    ("formats", &["domain", "views", "analytics"]),
    ("reports", &["domain", "views", "charts", "i18n"]),
    ("providers", &["domain", "analytics", "formats", "clock", "config"]),
    ("notify", &["domain", "views", "i18n", "config"]),
    ("storage", &["domain", "analytics"]),
    (
        "services",
        &[
            "domain",
            "views",
            "analytics",
            "charts",
            "formats",
            "reports",
            "providers",
            "notify",
            "storage",
            "clock",
            "config",
        ],
    ),
    ("sandbox", &["domain", "analytics", "formats", "clock"]),
    ("sync", &["domain", "services", "clock"]),
    ("rpc", &["domain", "views", "services"]),
    ("ui", &["domain", "views", "charts", "rpc", "i18n"]),
    ("app", &["domain", "views", "rpc", "ui", "i18n"]),
    ("web", &["domain", "views", "services", "rpc", "ui", "app", "i18n", "clock", "config"]),
];

/// Longer ones are two things.
const MOST_LINES: usize = 400;

/// The folder with Cargo.toml.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the repository whose name ends in `.<extension>`.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|is| is == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn rust_files() -> Vec<PathBuf> {
    ["src", "benches", "scripts/site/src"].into_iter().flat_map(|folder| files(folder, "rs")).collect()
}

/// The modules that a text names after `crate::`, also inside `crate::{…}`; comments do not count.
fn used(text: &str) -> Vec<String> {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for (at, marker) in code.match_indices("crate::") {
        let rest = &code[at + marker.len()..];
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(group) => found.extend(top_level(group)),
            None => found.push(first_word(rest)),
        }
    }
    found
}

/// The first word of each item of a brace group whose opening brace was taken off.
fn top_level(group: &str) -> Vec<String> {
    let (mut depth, mut item, mut items) = (1, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => items.push(std::mem::take(&mut item)),
            _ if depth == 1 => item.push(c),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    items.push(item);
    items.iter().map(|item| first_word(item.trim())).filter(|word| !word.is_empty()).collect()
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn groups_and_paths_are_both_understood() {
    let text = "use crate::{\n    a::{b, c},\n    d,\n};\n// crate::no\nlet x = crate::e::f();";
    assert_eq!(used(text), ["a", "d", "e"]);
}

#[test]
fn modules_use_only_what_lies_below() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let path = file.strip_prefix(root().join("src")).unwrap();
        let module = first_word(&path.components().next().unwrap().as_os_str().to_string_lossy());
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        let text = fs::read_to_string(&file).unwrap();
        let production = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for other in used(production) {
            if other != module && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{}: crate::{other}", path.display()));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "forbidden by the dependency rule in src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_map_has_a_rule() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules.filter(|module| *module != "cli") {
        assert!(MAY_USE.iter().any(|(name, _)| *name == module), "no rule for {module}");
    }
}

#[test]
fn every_file_is_short_and_says_what_it_is() {
    let mut wrong = Vec::new();
    for file in rust_files() {
        let text = fs::read_to_string(&file).unwrap();
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines", file.display()));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not begin with //!", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
