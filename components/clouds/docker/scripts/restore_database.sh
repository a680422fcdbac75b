#!/bin/bash
# Brings a backup back: restore_database.sh [--drill] [FILE]; the newest where none is named. The copy is loaded beside
# the database, DATABASE, and takes its place only when it is complete; what was there stays as `<name>_before_restore`.
# OWNER is whose it is; FILES holds the superuser's password, and the key where backups are encrypted.
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
backups() {
    find . -maxdepth 1 -name "$DATABASE-*.sql.gz*" ! -name '*.sha256' -printf '%f\n' | sort
}
name=${1:-$(backups | tail -n 1)}
if [ -z "$name" ] || [ ! -f "$name" ]; then
    echo "there is no backup ${name:-at all}; there are: $(backups | tr '\n' ' ')" >&2
    exit 1
fi
if [[ $name == *.gpg ]] && [ ! -f "$FILES/backup_key" ]; then
    echo "$name is encrypted, and the key is missing: name the secret that holds it in groundwork:docker.backup_secret" >&2
    exit 1
fi
if ! sha256sum --check --status "$name.sha256"; then
    echo "$name is not what was written: its checksum differs; choose another" >&2
    exit 1
fi

export GNUPGHOME=/tmp/gnupg
opened() {
    if [[ $name != *.gpg ]]; then
        cat "$name"
        return
    fi
    mkdir -p -m 0700 "$GNUPGHOME"
    gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase-file "$FILES/backup_key" \
        --decrypt "$name" || {
        echo "$name does not open: the secret in groundwork:docker.backup_secret is not the one it was encrypted with" >&2
        return 1
    }
}

ask() {
    psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

# A name has 63 characters at most; a longer one would be cut, perhaps to the database's own.
short=${DATABASE:0:40}
copy=${short}_restored
[ "$drill" = no ] || copy=${short}_drill
dropdb --if-exists --force "$copy"
createdb --owner "$OWNER" "$copy"
opened | gunzip -c | ask --single-transaction -o /dev/null -d "$copy"
tables=$(ask -d "$copy" -c "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")

if [ "$drill" = yes ]; then
    dropdb --force "$copy"
    printf '{"drill": "%s", "tables": %s}\n' "$name" "$tables"
    exit 0
fi
ask -d postgres -v "database=$DATABASE" -v "restored=$copy" -v "kept=${short}_before_restore" <<'SQL'
SELECT EXISTS (SELECT FROM pg_database WHERE datname = :'database') AS there \gset
REVOKE ALL ON DATABASE :"restored" FROM PUBLIC;
DROP DATABASE IF EXISTS :"kept" WITH (FORCE);
\if :there
ALTER DATABASE :"database" ALLOW_CONNECTIONS false;
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :'database' \g /dev/null
ALTER DATABASE :"database" RENAME TO :"kept";
ALTER DATABASE :"kept" ALLOW_CONNECTIONS true;
\endif
ALTER DATABASE :"restored" RENAME TO :"database";
SQL
printf '{"restored": "%s", "tables": %s, "kept": "%s"}\n' "$name" "$tables" "${short}_before_restore"
