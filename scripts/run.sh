#!/usr/bin/env bash
# From a fresh clone to the demo in a browser.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

scripts/setup.sh
scripts/build.sh
exec env LEPTOS_SITE_ROOT="$site" "$server" demo --serve
