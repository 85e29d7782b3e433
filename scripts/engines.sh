#!/usr/bin/env bash
# The databases that the tests run on: engines.sh start|stop|status|env|database. `start` installs what is missing, is
# safe to repeat, and gives each engine a free port and an empty cluster in a temporary folder; `stop` stops what it
# started; `env` prints the addresses; `database postgres|timescale NAME` makes an empty database and prints its address.
#   postgres   PostgreSQL 15 of Debian 12
#   timescale  PostgreSQL 17 with TimescaleDB's Apache edition, of Debian 13, in a folder of its own outside the clone
#   licensed   TimescaleDB's licensed features, as WASM from npm
# ENGINES_FSYNC=on keeps what a power cut would lose; the tests do without.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

cache="${XDG_CACHE_HOME:-$HOME/.cache}/syndiwatt/engines"
debian13="$cache/debian13"
name="syndiwatt-engines-$(cksum <<<"$PWD" | cut -d' ' -f1)" # one set for each clone
run="/tmp/$name"
bin15=/usr/lib/postgresql/15/bin
bin17=/usr/lib/postgresql/17/bin # inside debian13

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
as_postgres() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; } # it refuses to run as root
inside() { as_root chroot --userspec=postgres:postgres "$debian13" "$@"; }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() {
  local port=$((20000 + RANDOM % 20000))
  while answers "$port"; do port=$((port + 1)); done
  echo "$port"
}
settings() {
  printf '%s\n' "listen_addresses='127.0.0.1'" "port=$1" "fsync=${ENGINES_FSYNC:-off}" "max_connections=200" \
    "unix_socket_directories='/tmp'" "log_min_messages=warning" "log_min_duration_statement=1000" "${@:2}"
}

install_postgres() {
  [ -x "$bin15/initdb" ] && return
  install_packages postgresql-15 || die "not installed: postgresql-15"
}

install_timescale() {
  [ -e "$debian13/.complete" ] && return
  has debootstrap || install_packages debootstrap || die "not installed: debootstrap"
  say "making $debian13: Debian 13 with PostgreSQL 17 and TimescaleDB (a minute, once)"
  local mirror log
  # shellcheck disable=SC2016 # apt's own variable
  mirror=$(apt-get indextargets --format '$(REPO_URI)' | head -1) # where this machine gets its packages from
  log=$(mktemp)
  as_root rm -rf "$debian13"
  mkdir -p "$cache"
  as_root debootstrap --variant=minbase --include=ca-certificates trixie "$debian13" "$mirror" >"$log" 2>&1 ||
    { tail -5 "$log" >&2; die "debootstrap failed"; }
  as_root cp /etc/resolv.conf "$debian13/etc/"
  printf 'APT::Install-Recommends "false";\n' | as_root tee "$debian13/etc/apt/apt.conf.d/90norecommends" >/dev/null
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$debian13/usr/sbin/policy-rc.d" >/dev/null # starts no service
  as_root chmod +x "$debian13/usr/sbin/policy-rc.d"
  as_root chroot "$debian13" sh -c 'apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql-17 postgresql-17-timescaledb' >"$log" 2>&1 ||
    { tail -5 "$log" >&2; die "Debian 13 gives no postgresql-17-timescaledb"; }
  as_root touch "$debian13/.complete"
}

start_postgres() {
  local port data="$run/postgres"
  port=$(free_port)
  as_postgres "$bin15/initdb" -D "$data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >"$run/postgres.log" 2>&1
  settings "$port" | as_postgres tee -a "$data/postgresql.conf" >/dev/null
  as_postgres "$bin15/pg_ctl" -D "$data" -l "$data/log" -w start >>"$run/postgres.log" 2>&1 || die "PostgreSQL: $(tail -3 "$data/log")"
  echo "SYNDIWATT_TEST_POSTGRES=postgres://postgres@127.0.0.1:$port/postgres" >>"$run/env"
}

start_timescale() {
  local port data="/tmp/$name"
  port=$(free_port)
  as_root rm -rf "$debian13$data"
  inside "$bin17/initdb" -D "$data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync >"$run/timescale.log" 2>&1
  settings "$port" "dynamic_shared_memory_type=mmap" "shared_preload_libraries='timescaledb'" "timescaledb.telemetry_level=off" |
    as_root tee -a "$debian13$data/postgresql.conf" >/dev/null
  inside "$bin17/pg_ctl" -D "$data" -l "$data/log" -w start >>"$run/timescale.log" 2>&1 ||
    die "TimescaleDB: $(as_root tail -3 "$debian13$data/log")"
  echo "SYNDIWATT_TEST_TIMESCALE=postgres://postgres@127.0.0.1:$port/postgres" >>"$run/env"
  client_programs
  echo "SYNDIWATT_TEST_TIMESCALE_BIN=$run/bin17" >>"$run/env"
}

# Debian 13's pg_dump and pg_restore with Debian 13's libraries: usable out here, by anybody.
client_programs() {
  local program loader libraries
  loader=$(compgen -G "$debian13/lib64/ld-linux-*.so.2" || compgen -G "$debian13/lib/ld-linux-*.so.1")
  libraries=$(printf '%s:' "$debian13"/usr/lib/*-linux-gnu)
  mkdir "$run/bin17"
  for program in pg_dump pg_restore; do
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' "$loader" \
      "$libraries" "$debian13$bin17/$program" >"$run/bin17/$program"
    chmod +x "$run/bin17/$program"
  done
}

start_licensed() {
  local port
  port=$(free_port)
  node scripts/engines/pglite.mjs "$port" >"$run/licensed.log" 2>&1 &
  echo $! >"$run/licensed.pid"
  for _ in $(seq 120); do
    grep -q listening "$run/licensed.log" && break
    kill -0 "$(cat "$run/licensed.pid")" 2>/dev/null || die "TimescaleDB as WASM: $(tail -3 "$run/licensed.log")"
    sleep 0.25
  done
  echo "SYNDIWATT_TEST_TIMESCALE_LICENSED=postgres://postgres:any@127.0.0.1:$port/template1?sslmode=disable" >>"$run/env"
}

status() {
  [ -f "$run/env" ] && [ "$(wc -l <"$run/env")" -eq 4 ] || return 1 # each of them
  local line port
  while read -r line; do
    [[ "$line" == *127.0.0.1:* ]] || continue
    port=${line##*127.0.0.1:}
    answers "${port%%/*}" || return 1
  done <"$run/env"
}

stop() {
  [ -d "$run" ] || return 0
  [ ! -f "$run/licensed.pid" ] || kill "$(cat "$run/licensed.pid")" 2>/dev/null || true
  as_postgres "$bin15/pg_ctl" -D "$run/postgres" -m immediate -w stop >/dev/null 2>&1 || true
  if [ -d "$debian13/tmp/$name" ]; then
    inside "$bin17/pg_ctl" -D "/tmp/$name" -m immediate -w stop >/dev/null 2>&1 || true
    as_root rm -rf "$debian13/tmp/$name"
  fi
  as_root rm -rf "$run"
}

start() {
  if status; then return; fi
  stop
  install_postgres
  install_timescale
  mkdir -p "$run"
  chmod 755 "$run"
  [ "$(id -u)" -ne 0 ] || chown postgres "$run"
  start_licensed &
  start_postgres
  start_timescale
  wait $! || die "TimescaleDB as WASM did not start"
  [ "$(wc -l <"$run/env")" -eq 4 ] || die "not every engine started: $run"
}

# The address of an empty database of that name.
database() {
  status || die "not running: scripts/engines.sh start"
  local server variable="SYNDIWATT_TEST_${1^^}"
  server=$(sed -n "s/^$variable=//p" "$run/env")
  [ -n "$server" ] || die "no such engine: $1"
  PGOPTIONS="-c client_min_messages=warning" "$bin15/psql" -qX --dbname="$server" -c "DROP DATABASE IF EXISTS $2 WITH (FORCE)" -c "CREATE DATABASE $2" >&2
  [ "$1" != timescale ] || "$bin15/psql" -qX --dbname="${server%/*}/$2" -c "CREATE EXTENSION IF NOT EXISTS timescaledb" >/dev/null 2>&1
  echo "${server%/*}/$2"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  status) if status; then say "running"; else say "not running"; exit 1; fi ;;
  env) status || die "not running: scripts/engines.sh start"; sed 's/^/export /; s/=\(.*\)/="\1"/' "$run/env" ;;
  database) database "${2:-}" "${3:-}" ;;
  *) die "engines.sh start|stop|status|env|database" ;;
esac
