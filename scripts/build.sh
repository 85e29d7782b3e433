#!/usr/bin/env bash
# Builds the server and the site, side by side; after a first time only what changed.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

say "building the server and the browser side (minutes the first time, seconds afterwards)"
build_front &
browser_side=$!
cargo build --features ssr --bin syndiwatt
wait "$browser_side" || die "the browser side does not build"
assemble_site
