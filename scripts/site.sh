#!/usr/bin/env bash
# Builds what browsers load into target/site: the WASM library, styles, fonts, charts.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

build_front
assemble_site
