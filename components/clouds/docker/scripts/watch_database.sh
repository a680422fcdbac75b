#!/bin/bash
# Lets somebody see how the server is doing, and none of its data; safe to run again. WATCHER is the user's name, FILES
# holds its password and the superuser's.
set -euo pipefail

export PGPASSWORD PGOPTIONS
PGPASSWORD=$(cat "$FILES/superuser")
# A statement that sets a password must not be written into the server's log, however long it takes.
PGOPTIONS='-c log_min_duration_statement=-1 -c log_statement=none -c client_min_messages=warning'

psql -X -q -v ON_ERROR_STOP=1 -d postgres -v "watcher=$WATCHER" <<'SQL'
\set password `cat "$FILES/watcher"`
SELECT format('CREATE ROLE %I', :'watcher') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'watcher') \gexec
ALTER ROLE :"watcher" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5
    PASSWORD :'password';
GRANT CONNECT ON DATABASE postgres TO :"watcher";
GRANT pg_monitor TO :"watcher";
SQL
