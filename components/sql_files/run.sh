#!/bin/bash
# Runs the SQL files of a folder in the order of their names, each once, and whole or not at all. DATABASE_URL is the
# database, SQL_FILES the folder, EXTENSIONS what is created first. Arguments name the files to run instead of all of
# them; only so is a `<name>.down.sql` run, after which `<name>.sql` counts as not applied. Writes a line of JSON a file.
set -euo pipefail
shopt -s nullglob
export LC_ALL=C PGAPPNAME=groundwork-sql-files PGCONNECT_TIMEOUT=15 PGPASSWORD

cd "$SQL_FILES"
waiting=(*.sql)
if [ $# -gt 0 ]; then waiting=("$@"); fi
chosen=()
for name in "${waiting[@]}"; do
    if [[ ! $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*\.sql$ ]] || [ ! -f "$name" ]; then
        echo "there is no SQL file $name; there are: $(echo *.sql)" >&2
        exit 1
    fi
    if [ $# -gt 0 ] || [[ $name != *.down.sql ]]; then chosen+=("$name"); fi
done

# The password goes by the environment: what is among a process's arguments, everybody on the machine may read.
address=$DATABASE_URL
rest=${DATABASE_URL#*://}
login=${rest%%@*}
if [[ $rest == *@* && $login == *:* ]]; then
    password=${login#*:}
    password=${password//\\/\\\\}
    printf -v PGPASSWORD '%b' "${password//%/\\x}"
    address=${DATABASE_URL%%://*}://${login%%:*}@${rest#*@}
fi

sum() {
    sha256sum <"$1" | cut -d ' ' -f 1
}

# Whoever starts second waits here, and then finds everything done.
begin() {
    cat <<'SQL'
SET client_min_messages = warning;
SELECT count(pg_advisory_lock(hashtext('groundwork.sql_files'))) \g /dev/null
CREATE SCHEMA IF NOT EXISTS groundwork;
CREATE TABLE IF NOT EXISTS groundwork.sql_files
    (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
SQL
    for extension in ${EXTENSIONS:-}; do printf 'CREATE EXTENSION IF NOT EXISTS "%s";\n' "$extension"; done
    echo 'RESET ALL;'
}

# Nothing runs when a file is not what it was when it ran.
compare() {
    separator=''
    echo 'CREATE TEMPORARY TABLE groundwork_changed ON COMMIT PRESERVE ROWS AS'
    echo 'SELECT name FROM groundwork.sql_files AS applied JOIN (VALUES'
    for name in "${chosen[@]}"; do
        printf "%s('%s', '%s')\n" "$separator" "$name" "$(sum "$name")"
        separator=', '
    done
    cat <<'SQL'
) AS found (name, sha256) USING (name) WHERE applied.sha256 <> found.sha256;
SELECT 'changed ' || name FROM groundwork_changed ORDER BY name;
SELECT count(*) > 0 AS groundwork_stop FROM groundwork_changed \gset
DROP TABLE groundwork_changed;
\if :groundwork_stop
\quit
\endif
SQL
}

# A file and the note of it are one transaction; a file that ends it by itself is found out.
one() {
    name=$1
    recorded="SELECT FROM groundwork.sql_files WHERE name = '$name'"
    note="INSERT INTO groundwork.sql_files (name, sha256) VALUES ('$name', '$(sum "$name")');"
    if [[ $name == *.down.sql ]]; then
        recorded="SELECT WHERE NOT EXISTS (SELECT FROM groundwork.sql_files WHERE name = '${name%.down.sql}.sql')"
        note="DELETE FROM groundwork.sql_files WHERE name = '${name%.down.sql}.sql';"
    fi
    cat <<SQL
SELECT NOT EXISTS ($recorded) AS groundwork_pending \\gset
\\if :groundwork_pending
\\echo began $name
BEGIN;
SELECT pg_current_xact_id() AS groundwork_transaction \\gset
\\o /dev/null
\\i $SQL_FILES/$name
\\o
SELECT pg_current_xact_id_if_assigned()::text IS DISTINCT FROM :'groundwork_transaction' AS groundwork_stop \\gset
\\if :groundwork_stop
\\echo broke $name
\\quit
\\endif
RESET SESSION AUTHORIZATION;
RESET ALL;
$note
COMMIT;
DISCARD TEMP;
DEALLOCATE ALL;
\\echo applied $name
\\else
\\echo known $name
\\endif
SQL
}

told() {
    printf '{"file": "%s", "result": "%s"}\n' "$1" "$2"
}

# What psql says becomes JSON; fails when it ended in the middle of a file, or before the last.
tell() {
    under_way=''
    left=${#chosen[@]}
    while read -r word name; do
        case $word in
        began) under_way=$name ;;
        applied | known)
            under_way=''
            left=$((left - 1))
            told "$name" "$word"
            ;;
        changed)
            told "$name" changed
            echo "$name was changed after it had been applied: bring its old text back, and put the change in a new file" >&2
            ;;
        broke) echo "$name ends the transaction that it is run in; leave BEGIN, COMMIT and ROLLBACK out" >&2 ;;
        esac
    done
    if [ -n "$under_way" ]; then told "$under_way" failed; fi
    [ "$left" -eq 0 ]
}

{
    begin
    if [ ${#chosen[@]} -gt 0 ]; then compare; fi
    for name in "${chosen[@]}"; do one "$name"; done
} | psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$address" | tell
