#!/bin/bash
# A real Odoo 19 ERP for the live stories, on a bare Debian 12, in a chroot of its own: Debian's packages from the machine's own mirror. Needs root.
#   odoo.sh install       debootstrap, Odoo and PostgreSQL in the chroot   (once)
#   odoo.sh build         activate modules, seed, a year of history; keep  (once per change of the seed)
#   odoo.sh up            fresh PostgreSQL + Odoo with database "erp"      (installs and builds what is missing)
#   odoo.sh newdb NAME [year]   another copy of the seed, beside "erp"; or of the year of history
#   odoo.sh year COUNT    makes the template of a year with this many orders, when it is not kept yet
#   odoo.sh start|stop    the Odoo server alone, its databases stay
#   odoo.sh pause|resume  the server hangs: it accepts connections and says nothing; resume starts it again when it was stopped
#   odoo.sh keys          the API keys, `hub KEY` and `clerk KEY`
#   odoo.sh down          stop both and remove what `up` made
# Environment: ODOO_PORT (8500), ODOO_PG_PORT (port + 17000), SPLOT_LIVE_CACHE, SPLOT_LIVE_OWNER (a process id: when it
# ends, everything is taken down). Ports stay below 32768: above, an outgoing connection may hold one already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
port=${ODOO_PORT:-8500}
pg_port=${ODOO_PG_PORT:-$((port + 17000))}
cache=${SPLOT_LIVE_CACHE:-$here/../../../.cache/live}/odoo
began=$(date +%s)
say() { echo "odoo $(($(date +%s) - began))s: $*" >&2; }

[ "$(id -u)" = 0 ] || { say 'needs root: it lives in a chroot. Run it as root, in a container as root, or with sudo -E.' && exit 1; }
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
root=$cache/root
# Seen from inside the chroot: everything a run writes lies below it.
run=/srv/run-$port
fingerprint() { cat "$@" | sha256sum | cut -c1-12; }
modules=/srv/modules-$(fingerprint "$here"/{modules,packages}.txt)
seed=/srv/seed-$(fingerprint "$here"/{modules,packages}.txt "$here"/seed/*.py "$here"/../../../subgraphs/connectors/odoo/procedures/*.py "$here"/../tryton/catalogue.py)

# Mounts live in a namespace of this one process tree and end with it: nothing is left mounted, whatever happens.
inside() {
  unshare --mount sh -c 'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 TZ=Etc/UTC HOME=/srv DEBIAN_FRONTEND=noninteractive "$@"' "$root" "$@"
}
as_pg() { inside setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
pg() { as_pg "/usr/lib/postgresql/17/bin/$1" "${@:2}"; }
client() { chroot "$root" "/usr/lib/postgresql/17/bin/$1" -h 127.0.0.1 -p "$pg_port" -U odoo "${@:2}"; }
sql() { client psql -qAt -v ON_ERROR_STOP=1 "$@"; }
odoo() { # odoo COMMAND DATA-FOLDER OPTIONS: the command must come first
  inside odoo "$1" --db_host=127.0.0.1 --db_port="$pg_port" --db_user=odoo --data-dir="$2" --max-cron-threads=0 "${@:3}"
}

# The archive this machine itself installs from, whatever the form of its lists.
mirror() {
  sed -nE 's/^URIs: *([^ ]*debian)\/? *$/\1/p; s/^deb +(\[[^]]*\] +)?([^ ]*debian)\/? .*/\2/p' \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2> /dev/null | head -n 1 || true # a pattern that fits no file is no error
}

install_root() {
  [ -f "$root/complete" ] && cmp -s "$here/packages.txt" "$root/complete" && return
  local from bootstrap
  from=$(mirror)
  [ -n "$from" ] || { say 'no Debian archive in /etc/apt: name one there' && return 1; }
  bootstrap=$(command -v debootstrap || true)
  rm -rf --one-file-system "$root" "$cache/tools"
  if [ -z "$bootstrap" ]; then
    mkdir -p "$cache/tools" "$cache/lists/partial"
    # A script and nothing more: unpacked, not installed.
    (cd "$cache/tools" && { apt-get -qq download debootstrap 2> /dev/null || {
      lists=(-o "Dir::State::lists=$cache/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
      apt-get -qq "${lists[@]}" update && apt-get -qq "${lists[@]}" download debootstrap
    }; } && dpkg-deb -x debootstrap_*.deb .)
    export DEBOOTSTRAP_DIR=$cache/tools/usr/share/debootstrap
    bootstrap=$cache/tools/usr/sbin/debootstrap
  fi
  say "bootstrapping Debian 13 into $root"
  "$bootstrap" --variant=minbase trixie "$root" "$from" > "$cache/install.log" 2>&1 || { tail -5 "$cache/install.log" >&2; return 1; }
  # Odoo stands in unstable only; its list may be older than it promises, its signature is checked all the same.
  echo "deb [check-valid-until=no] $from sid main" > "$root/etc/apt/sources.list.d/sid.list"
  printf 'Package: *\nPin: release a=unstable\nPin-Priority: 50\n' > "$root/etc/apt/preferences.d/sid"
  printf 'Acquire::Languages "none";\nAPT::Install-Recommends "false";\n' > "$root/etc/apt/apt.conf.d/99slim"
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d" && chmod +x "$root/usr/sbin/policy-rc.d"
  mkdir -p "$root/etc/postgresql-common"
  echo 'create_main_cluster = false' > "$root/etc/postgresql-common/createcluster.conf"
  # Of 1.2 GB Odoo 857 MB are translations: Polish stays. The compiler of PostgreSQL is switched off, and left out.
  cat > "$root/etc/dpkg/dpkg.cfg.d/slim" << 'S'
force-unsafe-io
path-exclude=/usr/lib/python3/dist-packages/odoo/addons/*/i18n/*
path-include=/usr/lib/python3/dist-packages/odoo/addons/*/i18n/pl.po
path-exclude=/usr/lib/*/libLLVM*
path-exclude=/usr/lib/postgresql/*/lib/bitcode/*
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
S
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  # The way to the archive is the machine's own, too.
  cp -n /etc/apt/apt.conf.d/*[!~] "$root/etc/apt/apt.conf.d/" 2> /dev/null || true
  rm -f "$root"/etc/apt/apt.conf.d/{docker-clean,docker-gzip-indexes,20packagekit,50appstream,70debconf}
  inside apt-get update -qq >> "$cache/install.log" 2>&1 || { tail -5 "$cache/install.log" >&2; return 1; }
  say 'installing Odoo 19 and PostgreSQL 17'
  # shellcheck disable=SC2046
  if ! inside apt-get install -y -qq $(cat "$here/packages.txt") >> "$cache/install.log" 2>&1; then
    say 'the pinned version has left the archive: taking the newest of Odoo 19'
    # shellcheck disable=SC2046
    inside apt-get install -y -qq $(sed 's/=.*//' "$here/packages.txt") >> "$cache/install.log" 2>&1 || { tail -5 "$cache/install.log" >&2; return 1; }
  fi
  inside apt-get clean
  install -m 755 "$here/wkhtmltopdf" "$root/usr/local/bin/wkhtmltopdf"
  rm -rf "$root"/var/lib/apt/lists/* "$cache/tools" "$cache/lists"
  cp "$here/packages.txt" "$root/complete"
  say "installed $(du -xsm "$root" | cut -f1) MB"
}

# Throw-away data: durability is switched off; jit costs more than it brings on small queries.
pg_start() {
  pg pg_ctl -D "$1/pg" -w -s -l "$1/pg.log" start -o "-c listen_addresses=127.0.0.1 -c port=$pg_port -c unix_socket_directories='' \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c max_connections=150 -c wal_level=minimal -c max_wal_senders=0"
}
pg_stop() { [ ! -f "$root$1/pg/postmaster.pid" ] || pg pg_ctl -D "$1/pg" -m "$2" -s stop || true; }
fresh() { # an empty folder for a cluster and its files
  rm -rf "${root:?}$1"
  mkdir -p "$root$1/files"
  chroot "$root" chown postgres "$1"
}
take() { # a copy of a kept cluster
  rm -rf "${root:?}$2"
  cp -a --reflink=auto "$root$1" "$root$2"
}
keep() { # the newest of a kind is enough
  pg_stop "$1" fast
  rm -rf "${root:?}${2%-*}"-*
  mv "$root$1" "$root$2"
}
logged() { "$@" >> "$cache/build.log" 2>&1 || { tail -20 "$cache/build.log" >&2; return 1; }; }
shell() { # shell DATABASE FILE...: runs these files, one after another, inside Odoo
  cat "${@:2}" | odoo shell "$run/files" -d "$1" --no-http --log-level=error
}
copydb() { # copydb TEMPLATE NAME: a database and its files (hard links: Odoo never rewrites one)
  sql postgres -c "create database \"$2\" template \"$1\" strategy file_copy"
  rm -rf "${root:?}$run/files/filestore/$2"
  [ ! -d "$root$run/files/filestore/$1" ] || cp -al "$root$run/files/filestore/$1" "$root$run/files/filestore/$2"
}

build() {
  [ ! -d "$root$seed" ] || return 0
  install_root
  down
  trap 'say "build failed"; down' EXIT
  : > "$cache/build.log"
  if [ ! -d "$root$modules" ]; then
    say 'activating modules'
    fresh "$run"
    logged pg initdb -D "$run/pg" -A trust -U odoo --encoding=UTF8 --locale=C.UTF-8 --no-sync --wal-segsize=4
    pg_start "$run"
    sql postgres -c 'create database seed template template0'
    logged odoo server "$run/files" -d seed -i "$(paste -sd, "$here/modules.txt")" --load-language=pl_PL --stop-after-init --no-http --log-level=warn
    keep "$run" "$modules"
  fi
  take "$modules" "$run"
  pg_start "$run"
  say 'seeding'
  seeded "$here"/../tryton/catalogue.py "$here"/seed/{company,goods,people,trade}.py
  grep '^KEY ' "$cache/build.log" | cut -d' ' -f2- > "$root$run/keys"
  sql postgres -c "alter database seed is_template true"
  keep "$run" "$seed"
  trap - EXIT
  down
  say "built $(basename "$seed"), $(du -xsm "$root$seed" | cut -f1) MB"
}
# Files of the seed see the stored procedures as a dictionary, so that their text stands in one place only.
seeded() {
  {
    echo 'PROCEDURES = {}'
    local file
    for file in "$here"/../../../subgraphs/connectors/odoo/procedures/*.py; do
      echo "PROCEDURES['$(basename "$file" .py)'] = r'''"
      cat "$file"
      echo "'''"
    done
  } > "$cache/procedures.txt"
  logged shell seed "$cache/procedures.txt" "$@"
}

up() {
  # Two ports may come up side by side from an empty cache.
  (
    flock 9
    install_root
    build
  ) 9> "$cache/lock"
  down
  trap 'say "could not start"; tail -n 5 "$root$run"/{odoo.log,pg.log} >&2 || true; down' EXIT
  take "$seed" "$run"
  pg_start "$run"
  newdb erp
  start
  trap - EXIT
  if [ -n "${SPLOT_LIVE_OWNER:-}" ]; then
    echo $$ > "$root$run/generation"
    (
      exec < /dev/null > /dev/null 2>&1
      trap '' HUP INT
      while kill -0 "$SPLOT_LIVE_OWNER" && [ -d "$root$run" ]; do sleep 2; done
      [ "$(cat "$root$run/generation")" != $$ ] || down # a later `up` on this port is not ours to end
    ) &
  fi
  say "up on http://127.0.0.1:$port"
}

# Generated once a seed and number of orders, then restored.
year() {
  local count=${1:-120} kept
  kept=$root/srv/year-$count-${seed##*-}.dump
  dropdb hub_year
  if [ ! -f "$kept" ]; then
    say "generating a year of $count orders"
    copydb seed hub_year
    echo "COUNT = $count" > "$cache/count.txt"
    logged shell hub_year "$cache/count.txt" "$here/seed/year.py"
    rm -f "$root"/srv/year-"$count"-*.dump
    client pg_dump -Fc -Z1 hub_year > "$kept.part" && mv "$kept.part" "$kept"
  else
    sql postgres -c 'create database hub_year template template0'
    client pg_restore -j2 -d hub_year "${kept#"$root"}"
    mkdir -p "$root$run/files/filestore" && cp -al "$root$run/files/filestore/seed" "$root$run/files/filestore/hub_year"
  fi
  say "a year stands in hub_year"
}

answers() { (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; }
start() {
  # No -d: each request names its database, so a fresh one needs no restart.
  setsid bash -c "$(declare -f inside odoo); root=$root pg_port=$pg_port; odoo server $run/files --http-interface=127.0.0.1 --http-port=$port --log-level=warn" \
    >> "$root$run/odoo.log" 2>&1 < /dev/null &
  echo $! > "$root$run/odoo.pid"
  local tries=0
  until answers; do
    kill -0 "$(cat "$root$run/odoo.pid")" && [ $((tries += 1)) -lt 600 ] || return 1
    sleep 0.1
  done
}
keys() { cat "$root$run/keys"; }
group() { cat "$root$run/odoo.pid"; }
stop() {
  [ -f "$root$run/odoo.pid" ] || return 0
  kill -CONT -- "-$(group)" 2> /dev/null || true
  kill -KILL -- "-$(group)" 2> /dev/null || true
  while answers; do sleep 0.05; done
  rm -f "$root$run/odoo.pid"
}
pause() { kill -STOP -- "-$(group)"; }
resume() { if [ -f "$root$run/odoo.pid" ]; then kill -CONT -- "-$(group)"; else start; fi; }

newdb() {
  copydb "${2:-seed}" "$1"
  sql "$1" -f - < "$here/redate.sql" > /dev/null
}
dropdb() {
  sql postgres -c "drop database if exists \"$1\" with (force)"
  rm -rf "${root:?}$run/files/filestore/$1"
}

down() {
  [ -d "$root$run" ] || return 0
  stop
  pg_stop "$run" immediate
  rm -rf "${root:?}$run"
}

case ${1:-} in
  build | up | pause | resume | newdb | dropdb | start | stop | down | year | keys) "$@" ;;
  install) install_root ;;
  *) sed -n '2,16p' "${BASH_SOURCE[0]}" >&2 && exit 2 ;;
esac
