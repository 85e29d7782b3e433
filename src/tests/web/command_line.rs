//! The command line: what it refuses to start with.

use std::process::{Command, Output};

fn syndiwatt(arguments: &[&str], folder: &std::path::Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_syndiwatt"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("IOT_ENCRYPTION_KEY")
        .env_remove("IOT_ENCRYPTION_KEY_FILE")
        .env_remove("DATABASE_URL")
        .output()
        .unwrap()
}

#[test]
fn a_bad_key_refuses_to_start_and_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for key in [None, Some("too short"), Some("zz0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")] {
        let mut arguments = vec!["serve", "--addr", "127.0.0.1:0"];
        arguments.extend(key.map(|key| ["--encryption-key", key]).iter().flatten());
        let output = syndiwatt(&arguments, folder.path());
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(text.contains("64 hexadecimal characters"), "{text}");
        assert!(key.is_none_or(|key| !text.contains(key)), "the key leaked: {text}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_address_that_is_none_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let key = "a0".repeat(32);
    for address in ["mysql://a:hush@b/c", "postgres://a:hush@b:port/c"] {
        let arguments = ["serve", "--addr", "127.0.0.1:0", "--encryption-key", &key, "--database-url", address];
        let output = syndiwatt(&arguments, folder.path());
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(!text.contains("hush"), "the password leaked: {text}");
    }
}

#[test]
fn users_are_added_listed_and_given_passwords() {
    let folder = tempfile::tempdir().unwrap();
    let key = "a0".repeat(32);
    let run = |arguments: &[&str]| {
        let mut line = arguments.to_vec();
        line.extend(["--encryption-key", &key]);
        let output = syndiwatt(&line, folder.path());
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let add = ["user", "add", "--email", "Anne@Example.org", "--name", "Anne", "--organisation", "Duval"];
    let (code, made_up, _) = run(&[add.as_slice(), &["--role", "syndic"]].concat());
    assert_eq!(code, Some(0));
    assert!(made_up.starts_with("Anne@Example.org: ") && made_up.trim().len() > 30, "{made_up}");
    let (code, _, error) = run(&[add.as_slice(), &["--role", "syndic"]].concat());
    assert_eq!((code, error.contains("email: expected unique")), (Some(1), true), "{error}");
    assert_eq!(run(&["user", "list"]).1, "anne@example.org\tAnne\tsyndic\tDuval\n");
    assert_eq!(run(&["user", "password", "--email", "anne@example.org"]).0, Some(0));
    assert_eq!(run(&["user", "password", "--email", "nobody@example.org"]).0, Some(1));
    assert_eq!(run(&["migrate"]).0, Some(0));
}
