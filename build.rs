//! Rebuilds when a translation or a migration changes: the macros that read them cannot say so themselves.

fn main() {
    println!("cargo:rerun-if-changed=src/ui/i18n");
    println!("cargo:rerun-if-changed=migrations");
}
