#!/bin/bash
# A real Tryton 6.0 ERP for the live story, on a bare Debian 12, without root: Debian's own packages unpacked into a cache.
#   tryton.sh install     download the packages and unpack them            (once)
#   tryton.sh build       activate modules, seed, keep the dump            (once per change of the seed)
#   tryton.sh up          fresh PostgreSQL + Tryton with database "erp"    (installs and builds what is missing)
#   tryton.sh newdb NAME  another copy of the seed, beside "erp"
#   tryton.sh year COUNT  database "year": a year of so many sales     (generated once, then a dump)
#   tryton.sh companies   database "companies": a second company in it  (the same)
#   tryton.sh start|stop  the Tryton server alone, its database stays
#   tryton.sh pause|resume  the server hangs: it accepts connections and says nothing
#   tryton.sh down        stop both and remove what `up` made
# Environment: TRYTON_PORT (8400), TRYTON_PG_PORT (port + 17000), SPLOT_LIVE_CACHE, SPLOT_LIVE_OWNER (a process id: when it
# ends, everything is taken down). Ports stay below 32768: above, an outgoing connection may hold one already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=${TRYTON_PORT:-8400}
pg_port=${TRYTON_PG_PORT:-$((port + 17000))}
cache=${SPLOT_LIVE_CACHE:-$here/../../../.cache/live}/tryton
began=$(date +%s)
say() { echo "tryton $(($(date +%s) - began))s: $*" >&2; }

# PostgreSQL refuses to run as root: it runs as postgres (nobody when there is none), who must be able to walk to the cache.
pg_user=$(id -un)
if [ "$(id -u)" = 0 ]; then pg_user=$(id -un postgres 2> /dev/null || echo nobody); fi
as_pg() { if [ "$(id -u)" = 0 ]; then setpriv --reuid="$pg_user" --regid="$(id -g "$pg_user")" --clear-groups "$@"; else "$@"; fi; }
mkdir -p "$cache"
if ! as_pg test -x "$cache"; then
  cache=/var/tmp/splot-live/tryton
  mkdir -p "$cache"
fi
cache=$(cd "$cache" && pwd)

run=$cache/run-$port
prefix=$cache/prefix
conf=$run/trytond.conf
pg_bin=/usr/lib/postgresql/15/bin
[ -x $pg_bin/initdb ] || pg_bin=$prefix$pg_bin
libraries=$(echo "$prefix"/usr/lib/*-linux-gnu | tr ' ' ':')
python=/usr/bin/python3 # Debian's own: another python first in PATH does not know these packages
[ -x $python ] || python=$prefix/usr/bin/python3
export PYTHONPATH=$prefix/usr/lib/python3/dist-packages PYTHONWARNINGS=ignore PYTHONTZPATH=/usr/share/zoneinfo:$prefix/usr/share/zoneinfo
export PYTHONPYCACHEPREFIX=$cache/bytecode TRYTONPASSFILE=$run/passfile TRYTOND_CONFIG=$conf
fingerprint() { cat "$@" | sha256sum | cut -c1-12; }
modules=$cache/modules-$(fingerprint "$here"/{modules,packages}.txt).dump
dump=$cache/seed-$(fingerprint "$here"/{modules.txt,packages.txt,notify.sql,catalogue.py,seed.py}).dump

python() { LD_LIBRARY_PATH=$libraries "$python" "$@"; }
pg() { LD_LIBRARY_PATH=$libraries as_pg "$pg_bin/$1" "${@:2}"; }
client() { LD_LIBRARY_PATH=$libraries "$pg_bin/$1" -h 127.0.0.1 -p "$pg_port" -U tryton "${@:2}"; }
sql() { client psql -qAt -v ON_ERROR_STOP=1 "$@"; }

install() {
  [ -f "$prefix/complete" ] && cmp -s "$here/packages.txt" "$prefix/complete" && return
  say "installing Debian packages into $prefix"
  rm -rf "$cache/debs" "$prefix"
  mkdir -p "$cache/debs/partial" "$cache/lists/partial" "$prefix"
  local apt=(apt-get -qq -o Debug::NoLocking=1 -o "Dir::Cache::archives=$cache/debs") names
  names=$(cat "$here/packages.txt")
  [ -x /usr/lib/postgresql/15/bin/initdb ] || names="$names postgresql-15"
  # What is missing on this very machine, dependencies included. Package lists too old or absent: private ones, no root needed.
  # shellcheck disable=SC2086
  closure() { "${apt[@]}" install --print-uris --no-install-recommends $names | sed -E "s/^'[^']*' ([^_]+)_.*/\1/"; }
  fetch() { local wanted; wanted=$(closure) && [ -n "$wanted" ] && (cd "$cache/debs" && echo "$wanted" | xargs "${apt[@]}" download); }
  if ! fetch 2> "$cache/apt.log"; then
    say 'refreshing package lists'
    apt+=(-o "Dir::State::lists=$cache/lists" -o "Dir::Cache::pkgcache=" -o "Dir::Cache::srcpkgcache=")
    "${apt[@]}" update
    fetch
  fi
  local deb
  for deb in "$cache"/debs/*.deb; do dpkg-deb -x "$deb" "$prefix"; done
  rm -rf "$cache/debs"
  cp "$here/packages.txt" "$prefix/complete"
  say "installed $(du -sm "$prefix" | cut -f1) MB"
}

cluster() {
  mkdir -p "$run/pg"
  echo admin > "$run/passfile"
  cat > "$conf" << C
[web]
listen = 127.0.0.1:$port
[database]
uri = postgresql://tryton@127.0.0.1:$pg_port/
path = $run/files
[session]
timeout = 3600
[bus]
allow_subscribe = True
long_polling_timeout = 60
[password]
length = 4
entropy = 0
C
  [ "$(id -u)" != 0 ] || chown "$pg_user" "$run/pg"
  pg initdb -D "$run/pg/data" -A trust -U tryton --encoding=UTF8 --locale=C.UTF-8 --no-sync > "$run/initdb.log" 2>&1
  # Throw-away data: durability is switched off; jit costs more than it brings on small queries.
  pg pg_ctl -D "$run/pg/data" -w -s -l "$run/pg/log" start -o "-c listen_addresses=127.0.0.1 -c port=$pg_port \
    -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c max_connections=100"
}

restore() {
  sql postgres -c 'create database erp_seed template template0'
  client pg_restore -j2 -d erp_seed "$1"
}
keep() { # the newest of a kind is enough
  client pg_dump -Fc -Z1 erp_seed -f "$1.part"
  rm -f "${1%-*}"-*.dump
  mv "$1.part" "$1"
}
logged() { python "$@" >> "$cache/build.log" 2>&1 || { tail -20 "$cache/build.log" >&2; return 1; }; }

build() {
  [ ! -f "$dump" ] || return 0
  install
  down
  trap 'say "build failed"; down' EXIT
  cluster
  if [ -f "$modules" ]; then
    restore "$modules"
  else
    sql postgres -c 'create database erp_seed template template0'
    say 'activating modules'
    sql erp_seed -f "$here/lean.sql" 2> "$cache/build.log"
    # shellcheck disable=SC2046
    logged "$prefix/usr/bin/trytond-admin" -c "$conf" -d erp_seed --activate-dependencies --email admin@example.pl -u $(cat "$here/modules.txt")
    keep "$modules"
  fi
  say 'seeding'
  logged "$here/seed.py" "postgresql://tryton@127.0.0.1:$pg_port/erp_seed" "$conf"
  sql erp_seed -f "$here/notify.sql"
  keep "$dump"
  trap - EXIT
  down
  say "built $(basename "$dump")"
}

up() {
  # Two ports may come up side by side from an empty cache.
  (
    flock 9
    install
    build
  ) 9> "$cache/lock"
  down
  trap 'say "could not start"; tail -n 5 "$run"/{trytond.log,pg/log} >&2 || true; down' EXIT
  cluster
  restore "$dump"
  sql erp_seed -f "$here/redate.sql"
  newdb erp
  start
  trap - EXIT
  if [ -n "${SPLOT_LIVE_OWNER:-}" ]; then
    echo $$ > "$run/generation"
    (
      exec < /dev/null > /dev/null 2>&1
      trap '' HUP INT
      while kill -0 "$SPLOT_LIVE_OWNER" && [ -d "$run" ]; do sleep 2; done
      [ "$(cat "$run/generation")" != $$ ] || down # a later `up` on this port is not ours to end
    ) &
  fi
  say "up on http://127.0.0.1:$port"
}

answers() { (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; }
start() {
  LD_LIBRARY_PATH=$libraries setsid "$python" "$prefix/usr/bin/trytond" -c "$conf" >> "$run/trytond.log" 2>&1 < /dev/null &
  echo $! > "$run/trytond.pid"
  local tries=0
  until answers; do
    kill -0 "$(cat "$run/trytond.pid")" && [ $((tries += 1)) -lt 300 ] || return 1
    sleep 0.1
  done
}

stop() {
  [ -f "$run/trytond.pid" ] || return 0
  local pid
  pid=$(cat "$run/trytond.pid")
  kill -CONT "$pid" 2> /dev/null || true
  kill -KILL "$pid" 2> /dev/null || true # its threads wait for long polls, a polite end takes a minute
  while answers; do sleep 0.05; done
  rm -f "$run/trytond.pid"
}

pause() { kill -STOP "$(cat "$run/trytond.pid")"; }
resume() { kill -CONT "$(cat "$run/trytond.pid")"; }

# Databases made from the seed by a script of their own, beside a running server, which serves them at once.
year() { grown year "$here/year.py" "$1"; }
companies() { grown companies "$here/company.py"; }
grown() {
  local name=$1 script=$2 kept
  kept=$cache/$name${3:-}-$(fingerprint "$dump" "$script").dump
  (
    flock 9
    # One that the server already has open is not replaced under its hands.
    [ -z "$(sql postgres -c "select 1 from pg_database where datname = '$name'")" ] || exit 0
    if [ -f "$kept" ]; then
      sql postgres -c "create database \"$name\" template template0"
      client pg_restore -j2 -d "$name" "$kept"
    else
      say "generating the database $name"
      newdb "$name"
      logged "$script" "postgresql://tryton@127.0.0.1:$pg_port/$name" "$conf" "${@:3}" || { dropdb "$name" && exit 1; }
      client pg_dump -Fc -Z1 "$name" -f "$kept.part"
      rm -f "$cache/$name${3:-}"-*.dump
      mv "$kept.part" "$kept"
      say "generated $(basename "$kept")"
    fi
  ) 9> "$cache/$name.lock"
}

newdb() { sql postgres -c "create database \"$1\" template erp_seed"; }
dropdb() { sql postgres -c "drop database if exists \"$1\" with (force)"; }

down() {
  stop
  [ ! -f "$run/pg/data/postmaster.pid" ] || pg pg_ctl -D "$run/pg/data" -m immediate -s stop || true
  rm -rf "$run"
}

case ${1:-} in
  install | build | up | pause | resume | newdb | year | companies | dropdb | start | stop | down) "$@" ;;
  *) sed -n '2,12p' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac
