#!/usr/bin/env bash
# What a contributor runs before each commit: formatting, lints of both sides, Rust tests.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

scripts/engines.sh start
eval "$(scripts/engines.sh env)"
cargo fmt --all --check
cargo clippy --quiet --features ssr --all-targets -- -D warnings
front_cargo clippy --quiet -- -D warnings
if has cargo-nextest; then cargo nextest run --features ssr; else cargo test --features ssr; fi
