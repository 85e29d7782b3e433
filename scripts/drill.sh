#!/usr/bin/env bash
# The database stops for half a minute under load; says what was answered meanwhile. Needs Debian's PostgreSQL 15.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

[ -x /usr/lib/postgresql/15/bin/initdb ] || install_packages postgresql-15 || die "not installed: postgresql-15"
SYNDIWATT_TEST_DRILL=1 cargo test --features ssr --test integration outage::stopped -- --nocapture
