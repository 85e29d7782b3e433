//! Python with a package, for what must share no line with the program under test.

use std::{
    fs::{self, File},
    path::PathBuf,
    process::Command,
};

/// An interpreter with `package` (`name==version`), fetched once into the folder of compiled things. Fails where that
/// cannot be done.
pub fn with(package: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).unwrap();
    let name = package.split('=').next().unwrap();
    let lock = File::create(folder.join(format!("{name}.lock"))).unwrap();
    lock.lock().unwrap();
    let home = folder.join(name);
    let (python, complete) = (home.join("bin/python"), home.join(package));
    if !complete.exists() {
        let run = |command: &mut Command| {
            let done = command.status().is_ok_and(|status| status.success());
            assert!(done, "{command:?}: this test needs python3 with venv and a registry of packages");
        };
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]));
        File::create(complete).unwrap();
    }
    python
}
