#!/bin/bash
# Brings the application's user and database to what they should be; safe to run again at any time.
# FILES holds the passwords, EXTENSIONS those extensions that only a superuser may create; DATABASE and OWNER are what
# the two are called.
set -euo pipefail

export PGPASSWORD PGOPTIONS
PGPASSWORD=$(cat "$FILES/superuser")
# A statement that sets a password must not be written into the server's log, however long it takes.
PGOPTIONS='-c log_min_duration_statement=-1 -c log_statement=none -c client_min_messages=warning'

ask() {
    psql -X -q -v ON_ERROR_STOP=1 -v "database=$DATABASE" -v "owner=$OWNER" "$@"
}

ask -d postgres <<'SQL'
\set password `cat "$FILES/password"`
SELECT format('CREATE ROLE %I', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
ALTER ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'owner')
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
REVOKE ALL ON DATABASE :"database", postgres FROM PUBLIC;
SQL

# An owner of another name had it before: everything in it goes with it.
ask -d "$DATABASE" <<'SQL'
SELECT format('REASSIGN OWNED BY %I TO %I', pg_get_userbyid(datdba), :'owner') FROM pg_database
    WHERE datname = :'database' AND pg_get_userbyid(datdba) NOT IN (:'owner', 'postgres') \gexec
ALTER SCHEMA public OWNER TO :"owner";
SQL

for extension in ${EXTENSIONS:-}; do
    ask -d "$DATABASE" -v "extension=$extension" <<'SQL'
CREATE EXTENSION IF NOT EXISTS :"extension";
SQL
done
