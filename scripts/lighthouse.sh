#!/usr/bin/env bash
# Lighthouse over the screens of the demo, served by the release build.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

scripts/setup.sh browser
say "building the release"
build_front
cargo build --release --features ssr --bin syndiwatt
assemble_site
SYNDIWATT_BIN="$target/release/syndiwatt" LEPTOS_SITE_ROOT="$PWD/target/site" exec node end2end/lighthouse.mjs
