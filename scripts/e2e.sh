#!/usr/bin/env bash
# The end-to-end tests, against a demo of their own: e2e.sh [playwright arguments…]. Needs scripts/build.sh before.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

export SYNDIWATT_BIN="$server" LEPTOS_SITE_ROOT="$PWD/target/site"
npm run --silent e2e -- "$@"
