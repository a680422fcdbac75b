#!/bin/bash
# Brings the application's user and database to what they should be; safe to run again at any time.
# FILES holds the passwords, EXTENSIONS those extensions that only a superuser may create.
set -euo pipefail

export PGPASSWORD PGOPTIONS
PGPASSWORD=$(cat "$FILES/superuser")
# A statement that sets a password must not be written into the server's log, however long it takes.
PGOPTIONS='-c log_min_duration_statement=-1 -c log_statement=none -c client_min_messages=warning'

psql -X -q -v ON_ERROR_STOP=1 -d postgres <<'SQL'
\set password `cat "$FILES/password"`
SELECT 'CREATE ROLE app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') \gexec
ALTER ROLE app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SELECT 'CREATE DATABASE app OWNER app' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'app') \gexec
REVOKE ALL ON DATABASE app, postgres FROM PUBLIC;
SQL

psql -X -q -v ON_ERROR_STOP=1 -d app <<'SQL'
ALTER SCHEMA public OWNER TO app;
SQL

for extension in ${EXTENSIONS:-}; do
    psql -X -q -v ON_ERROR_STOP=1 -d app -v "extension=$extension" <<'SQL'
CREATE EXTENSION IF NOT EXISTS :"extension";
SQL
done
