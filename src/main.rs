//! The server and its tools; see `cli`.

fn main() -> std::process::ExitCode {
    syndiwatt::cli::run()
}
