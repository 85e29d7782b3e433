#!/usr/bin/env bash
# Fails when the browser library is over its budget, or holds code that must stay on the server.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

size=$(wc -c <"$site/pkg/syndiwatt.wasm.br")
echo "WASM: $(wc -c <"$site/pkg/syndiwatt.wasm") bytes, $size with brotli, budget $WASM_BUDGET_BYTES"
[ "$size" -le "$WASM_BUDGET_BYTES" ] || die "the WASM file is over its budget"

# rustc's output still has its function names: what is linked shows there, whatever the dependency tree says.
banned='regex_automata|regex_syntax|chrono_tz|jiff|charming|icu_(datetime|decimal|plurals|calendar|collator|normalizer|properties|segmenter|list)'
if linked=$(grep -aoE "[0-9](${banned})[0-9]" "$wasm" | sort -u) && [ -n "$linked" ]; then
  die "linked into the WASM file: $linked"
fi
grep -aqE '[0-9]leptos' "$wasm" || die "no function names in $wasm: the check above proves nothing"

if direct=$(cargo tree --target wasm32-unknown-unknown --no-default-features --features hydrate -e normal --depth 1 --prefix none |
  grep -E '^(regex|chrono-tz|jiff|charming|icu[a-z_]*|serde_json) '); then
  die "must not be a dependency of the browser side: $direct"
fi
