# shellcheck shell=bash
# What the scripts share; source it. Every path is relative to the repository, where it also changes to.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
# shellcheck source=scripts/versions.env
source scripts/versions.env

target="${CARGO_TARGET_DIR:-$PWD/target}"
front="$target/front" # apart, so that the browser and the server build side by side
site="${LEPTOS_SITE_ROOT:-target/site}"
wasm="$front/wasm32-unknown-unknown/wasm-release/syndiwatt.wasm"
# shellcheck disable=SC2034 # for the scripts that source this
server="$target/debug/syndiwatt"

say() { printf '\033[1m▸ %s\033[0m\n' "$*" >&2; }
die() { printf '✗ %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Debian packages, as root or through sudo.
install_packages() {
  local apt=(apt-get)
  [ "$(id -u)" -eq 0 ] || apt=(sudo apt-get)
  say "installing from Debian: $*"
  if ! has apt-get || { [ "$(id -u)" -ne 0 ] && ! has sudo; }; then
    say "cannot install these here; please install them yourself"
    return 1
  fi
  "${apt[@]}" update -qq && DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y -qq --no-install-recommends "$@" >/dev/null
}

# Whether rustc has a standard library for the browser.
has_wasm_target() { compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown)/libstd-*.rlib" >/dev/null; }

# cargo for the browser: rustup's, or Debian's compiler with a standard library built on the spot.
front_cargo() {
  local command=(cargo "$1" --lib --target wasm32-unknown-unknown --no-default-features --features hydrate "${@:2}")
  if has_wasm_target; then
    CARGO_TARGET_DIR="$front" "${command[@]}"
  else
    PATH="/usr/bin:$PATH" RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$front" CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19 "${command[@]}"
  fi
}

# The browser library and the bundled styles, fonts and charts.
build_front() {
  front_cargo build --profile wasm-release
  npm run --silent bundle
}

# Both together as a folder that the server sends.
assemble_site() {
  cargo build -p site
  "$target/debug/site" "$wasm" public "$site"
}
