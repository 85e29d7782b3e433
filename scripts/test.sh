#!/usr/bin/env bash
# Every suite. Goes on after a failure; the last line adds up all of them.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

log=$(mktemp)
trap 'rm -f "$log"; scripts/engines.sh stop' EXIT
passed=0 failed=0

# One command that passes or fails as a whole.
check() {
  say "$1"
  if "${@:2}"; then passed=$((passed + 1)); else failed=$((failed + 1)) && say "FAILED: $1"; fi
}

# A runner that counts its own tests: "12 passed", "1 failed". Failing without such a count is one failure.
suite() {
  local status ok bad
  say "$1"
  "${@:2}" 2>&1 | tee "$log" | grep --line-buffered -vE '^(\x1b\[[0-9;]*m| )*PASS ' # each one is counted, not shown
  status=${PIPESTATUS[0]}
  ok=$(sum passed) bad=$(sum 'failed|flaky|timed out|exec failed')
  [ "$status" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
  passed=$((passed + ok)) failed=$((failed + bad))
  [ "$bad" -eq 0 ] || say "FAILED: $1"
}

# Adds up the numbers before a word, on the runners' summary lines only.
sum() {
  sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -E '^( *Summary |test result: | *[0-9]+ (passed|failed|flaky)( \(|$))' |
    grep -oE "[0-9]+ ($1)" | awk '{ n += $1 } END { print n + 0 }'
}

unit_tests() {
  if has cargo-nextest; then
    cargo nextest run --features ssr --no-fail-fast --status-level pass --final-status-level fail
  else
    cargo test --features ssr --no-fail-fast
  fi
}

# The integration tests again, over TimescaleDB.
integration_on_timescale() {
  if has cargo-nextest; then
    SYNDIWATT_TEST_ENGINE=timescale cargo nextest run --features ssr --test integration --no-fail-fast --status-level fail --final-status-level fail
  else
    SYNDIWATT_TEST_ENGINE=timescale cargo test --features ssr --test integration --no-fail-fast
  fi
}

# How many contract tests of the storage ran on each engine. None at all is a failure.
contract_counts() {
  local engine count missing=0
  for engine in sqlite postgres timescale licensed; do
    count=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -cE "(PASS|FAIL) .*storage::contract::.*\b$engine\b|test storage::contract::.*\b$engine\b.* \.\.\. ")
    printf '  contract tests on %-10s %4d\n' "$engine" "$count"
    [ "$count" -gt 0 ] || missing=1
  done
  [ "$missing" -eq 0 ]
}

# The newcomer's path again, over TimescaleDB.
newcomer_on_timescale() {
  local address
  address=$(scripts/engines.sh database timescale newcomer) || return 1
  E2E_OUTPUT=test-results/timescale E2E_DATABASE_URL="$address" scripts/e2e.sh connect import dashboard latency live
}

scripts/setup.sh browser || exit 1
scripts/engines.sh start || exit 1
engines=$(scripts/engines.sh env) || exit 1
eval "$engines"
check "formatting" cargo fmt --all --check
check "scripts, compose file, unit" scripts/lint-deploy.sh
check "lints of the server and the tests" cargo clippy --quiet --features ssr --all-targets -- -D warnings
check "lints of the site tool" cargo clippy --quiet -p site --all-targets -- -D warnings
check "lints of the browser side" front_cargo clippy --quiet -- -D warnings
suite "unit and integration tests" unit_tests
check "contract tests on every engine" contract_counts
suite "integration tests on TimescaleDB" integration_on_timescale
check "server and site" scripts/build.sh
check "size of the browser side" scripts/wasm-size.sh
suite "end-to-end tests" scripts/e2e.sh
suite "end-to-end tests of the newcomer's path on TimescaleDB" newcomer_on_timescale

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
