#!/bin/bash
# Runs one SQL file, which comes by standard input, as the runner of all of them does: `run_sql_file.sh NAME <FILE`.
# FILES holds the application's password and the runner; DATABASE and OWNER are whose it is.
set -euo pipefail

if [ $# != 1 ] || [[ $1 == */* ]]; then
    echo 'usage: run_sql_file.sh NAME <FILE, where NAME is the name of one SQL file, such as 007_conversations.sql' >&2
    exit 2
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/$1"
export SQL_FILES=$folder
DATABASE_URL=postgresql://$OWNER:$(cat "$FILES/password")@$PGHOST:$PGPORT/$DATABASE?sslmode=$PGSSLMODE
export DATABASE_URL
unset PGUSER
bash "$FILES/run_sql_files.sh" "$1"
