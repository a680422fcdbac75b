#!/bin/bash
# Brings a backup back: restore_database.sh [--drill] [FILE]; the newest where none is named. The copy is loaded beside
# the database and takes its place only when it is complete; what was there stays as `app_before_restore`.
# --drill: only load it, count its tables, and drop it again.
set -euo pipefail

drill=no
if [ "${1:-}" = --drill ]; then
    drill=yes
    shift
fi
export PGPASSWORD
PGPASSWORD=$(cat "$FILES/superuser")
export PGOPTIONS='-c client_min_messages=warning'
cd "$BACKUPS"
name=${1:-$(find . -maxdepth 1 -name 'app-*.sql.gz' -printf '%f\n' | sort | tail -n 1)}
if [ -z "$name" ] || [ ! -f "$name" ]; then
    echo "there is no backup ${name:-at all}; there are: $(find . -maxdepth 1 -name 'app-*.sql.gz' -printf '%f ')" >&2
    exit 1
fi
if ! sha256sum --check --status "$name.sha256"; then
    echo "$name is not what was written: its checksum differs; choose another" >&2
    exit 1
fi

ask() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

copy=app_restored
[ "$drill" = no ] || copy=app_drill
dropdb --if-exists --force "$copy"
createdb --owner app "$copy"
gunzip -c "$name" | ask --single-transaction -o /dev/null -d "$copy"
tables=$(ask -d "$copy" -c "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")

if [ "$drill" = yes ]; then
    dropdb --force "$copy"
    printf '{"drill": "%s", "tables": %s}\n' "$name" "$tables"
    exit 0
fi
ask -d postgres <<'SQL'
REVOKE ALL ON DATABASE app_restored FROM PUBLIC;
DROP DATABASE IF EXISTS app_before_restore WITH (FORCE);
SELECT 'ALTER DATABASE app ALLOW_CONNECTIONS false' WHERE EXISTS (SELECT FROM pg_database WHERE datname = 'app') \gexec
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'app' \g /dev/null
SELECT 'ALTER DATABASE app RENAME TO app_before_restore' WHERE EXISTS (SELECT FROM pg_database WHERE datname = 'app') \gexec
SELECT 'ALTER DATABASE app_before_restore ALLOW_CONNECTIONS true'
    WHERE EXISTS (SELECT FROM pg_database WHERE datname = 'app_before_restore') \gexec
ALTER DATABASE app_restored RENAME TO app;
SQL
printf '{"restored": "%s", "tables": %s, "kept": "app_before_restore"}\n' "$name" "$tables"
