#!/usr/bin/env bash
# Installs what is missing, and only that: setup.sh [browser]. With "browser" also what the tests need: Chromium, and
# readers of PDF.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

packages=()
want() { has "$1" || packages+=("$2"); }

has cargo || die "Rust is missing: install it with rustup (https://rustup.rs), version $(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml) or newer"
has npm || die "Node.js $NODE_MAJOR or newer is missing (https://nodejs.org)"
[ "$(node --print 'process.versions.node.split(".")[0]')" -ge "$NODE_MAJOR" ] || die "Node.js $NODE_MAJOR or newer is needed, this is $(node --version)"

want cc build-essential
[ "${1:-}" != browser ] || [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || packages+=(chromium)
[ "${1:-}" != browser ] || want shellcheck shellcheck
[ "${1:-}" != browser ] || want pdftotext poppler-utils
[ "${1:-}" != browser ] || want qpdf qpdf
[ "${1:-}" != browser ] || python3 -c "import ensurepip, venv" 2>/dev/null || packages+=(python3-venv)
if [ ${#packages[@]} -gt 0 ]; then
  install_packages "${packages[@]}" || die "not installed: ${packages[*]}"
fi

if ! has_wasm_target && ! { has rustup && rustup target add wasm32-unknown-unknown; }; then
  say "rustup gives no wasm32-unknown-unknown here: taking Debian's compiler for the browser side"
  [ -x /usr/bin/rustc ] && [ -d /usr/lib/rustlib/src ] && has wasm-ld-19 ||
    install_packages rustc-web cargo-web rust-web-src lld-19 ||
    die "no compiler for the browser side: rustup target add wasm32-unknown-unknown"
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  say "installing the npm packages of package-lock.json"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
