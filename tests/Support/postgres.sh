#!/usr/bin/env bash
# Starts a private PostgreSQL for tests on loopback and prints its connection string. Usage: postgres.sh start DIR PORT | stop DIR
# With DURABLE=true a commit outlives the server's processes.
set -euo pipefail
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
case $1 in
start)
  port=$3
  if [ ! -f "$dir/PG_VERSION" ]; then
    mkdir -p "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    as "$bin/initdb" -D "$dir" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
    cat >>"$dir/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = $([ "${DURABLE-}" = true ] && echo on || echo off)
full_page_writes = off
max_connections = 300
CONF
  fi
  as "$bin/pg_ctl" -D "$dir" -o "-p $port" -w -l "$dir/server.log" start >/dev/null
  echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
  ;;
stop) as "$bin/pg_ctl" -D "$dir" -m immediate stop >/dev/null ;;
esac
