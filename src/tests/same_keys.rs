//! Lists that are written down twice must agree: settings and their example, the three languages.

use crate::structure::{files, root};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

/// Read by the log's library.
const NOT_OURS: &str = "RUST_LOG";

/// `NAME=` at the start of a line of `.env.example`, commented out or not.
fn documented() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(".env.example")).unwrap();
    text.lines()
        .filter_map(|line| line.trim_start_matches('#').split_once('='))
        .map(|(name, _)| name.to_owned())
        .filter(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        })
        .collect()
}

/// `env = "NAME"` of the command line's options.
fn read() -> BTreeSet<String> {
    let options =
        files("src/cli", "rs").into_iter().chain(files("src/config", "rs")).chain([root().join("src/config.rs")]);
    let text: String = options.map(|file| fs::read_to_string(file).unwrap()).collect();
    text.split("env = \"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn the_example_lists_every_setting_and_no_other() {
    assert!(read().len() > 10, "the options are not understood any more");
    let mut documented = documented();
    assert!(documented.remove(NOT_OURS));
    assert_eq!(read(), documented);
}

/// Every key with the variables of its text, such as `meter.connected {{ name }}`.
fn keys(value: &Value, prefix: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                keys(value, &format!("{prefix}.{key}"), into);
            }
        }
        Value::String(text) => {
            let variables: BTreeSet<_> = text
                .split('{')
                .filter_map(|rest| rest.split_once('}'))
                .map(|(name, _)| name.trim())
                .filter(|name| !name.is_empty())
                .collect();
            into.insert(format!("{prefix} {variables:?}"));
        }
        other => drop(into.insert(format!("{prefix} {other}"))),
    }
}

/// The keys of every namespace of a language.
fn language(name: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for file in files(&format!("src/ui/i18n/{name}"), "json") {
        let value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        keys(&value, &file.file_stem().unwrap().to_string_lossy(), &mut all);
    }
    all
}

#[test]
fn the_three_languages_have_the_same_keys_and_variables() {
    let french = language("fr");
    for other in ["nl", "en"] {
        let other_keys = language(other);
        let differences: Vec<_> = french.symmetric_difference(&other_keys).collect();
        assert!(differences.is_empty(), "fr and {other} differ: {differences:#?}");
    }
}

#[test]
fn no_text_is_empty() {
    for locale in ["fr", "nl", "en"] {
        for file in files(&format!("src/ui/i18n/{locale}"), "json") {
            let text = fs::read_to_string(&file).unwrap();
            assert!(!text.contains(": \"\""), "an empty text in {}", file.display());
        }
    }
}

/// What only holds on the machine where it was written: home folders, and download addresses in the lock file.
#[test]
fn nothing_points_to_one_machine() {
    let lock = fs::read_to_string(root().join("package-lock.json")).unwrap();
    assert!(!lock.contains("\"resolved\""), "package-lock.json records download addresses");
    let machine = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/wo", "rk/")];
    for folder in ["src", "scripts", "benches", "docs", "end2end", "migrations", "style", ".ci", ".cargo"] {
        for extension in ["rs", "sh", "mjs", "ts", "md", "json", "sql", "css", "toml", "env", "js"] {
            for file in if root().join(folder).is_dir() { files(folder, extension) } else { Vec::new() } {
                let text = fs::read_to_string(&file).unwrap();
                // What a run of the browser leaves behind is not tracked.
                if file.components().any(|part| part.as_os_str() == "test-results") {
                    continue;
                }
                let found = machine.iter().find(|path| text.contains(*path));
                assert!(found.is_none(), "{} names {found:?}", file.display());
            }
        }
    }
}
