#!/usr/bin/env bash
# What the shell scripts, the compose file and the systemd unit can be asked without running them.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

shellcheck -x scripts/*.sh .ci/run
npx --no-install dclint --max-warnings 0 compose.yaml
if has systemd-analyze; then
  # The program itself is not installed where this runs.
  said=$(systemd-analyze verify --man=no deploy/syndiwatt.service 2>&1 | grep -v "Command /usr/bin/syndiwatt is not executable" || true)
  [ -z "$said" ] || die "$said"
fi
