#!/usr/bin/env bash
# The entry contract of the official PostgreSQL images: an empty PGDATA becomes a cluster with the user, the password and
# the database that the environment names, the scripts in /docker-entrypoint-initdb.d run once, then the server runs.
set -Eeuo pipefail

scripts=/docker-entrypoint-initdb.d

fail() {
    echo "entrypoint: $1" >&2
    exit 1
}

# NAME or the content of the file that NAME_FILE names; both is an error.
read_setting() {
    local name=$1 default=${2:-} file_name="$1_FILE"
    if [[ -n ${!name:-} && -n ${!file_name:-} ]]; then
        fail "$name and $file_name are both set; keep one"
    elif [[ -n ${!file_name:-} ]]; then
        [[ -r ${!file_name} ]] || fail "$file_name names ${!file_name}, which cannot be read"
        printf -v "$name" '%s' "$(<"${!file_name}")"
        export "${name?}"
        unset "$file_name"
    else
        export "$name=${!name:-$default}"
    fi
}

run_psql() {
    psql --no-psqlrc --no-password --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"
}

initialise() {
    local -a options
    eval "options=(${POSTGRES_INITDB_ARGS:-})"
    initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${options[@]}"
    # initdb writes the folder that its programs were built with, whatever its sample says.
    printf "unix_socket_directories = '/var/run/postgresql'\n" >>"$PGDATA/postgresql.conf"
    # A password leaves no way in that asks for none, except on the server's own machine.
    printf '\nhost all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
}

create_database() {
    if [[ $POSTGRES_DB != postgres ]]; then
        run_psql --dbname postgres --set "name=$POSTGRES_DB" <<<'CREATE DATABASE :"name";'
    fi
}

run_scripts() {
    local file
    for file in "$scripts"/*; do
        case $file in
            *.sh)
                echo "entrypoint: running $file"
                # shellcheck disable=SC1090
                if [[ -x $file ]]; then "$file"; else . "$file"; fi
                ;;
            *.sql) echo "entrypoint: running $file" && run_psql --dbname "$POSTGRES_DB" --file "$file" ;;
            *.sql.gz) echo "entrypoint: running $file" && gunzip -c "$file" | run_psql --dbname "$POSTGRES_DB" ;;
            "$scripts/*") ;;
            *) echo "entrypoint: ignoring $file" ;;
        esac
    done
}

# The server as it will run, but reachable through its socket only.
with_temporary_server() {
    local step
    pg_ctl start --wait --pgdata "$PGDATA" --options "$(printf '%q ' "${arguments[@]}" -c listen_addresses= -p 5432)"
    for step in "$@"; do "$step"; done
    pg_ctl stop --wait --mode fast --pgdata "$PGDATA"
}

if [[ $# -eq 0 || ${1:0:1} == - ]]; then
    set -- postgres "$@"
fi
if [[ $1 != postgres ]]; then
    exec "$@"
fi

mkdir -p "$PGDATA"
if [[ $(id -u) == 0 ]]; then
    mkdir -p /var/run/postgresql
    chown -R postgres:postgres "$PGDATA" /var/run/postgresql
    chmod 0700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
chmod 0700 "$PGDATA" 2>/dev/null || true

if [[ ! -s $PGDATA/PG_VERSION ]]; then
    read_setting POSTGRES_PASSWORD
    read_setting POSTGRES_USER postgres
    read_setting POSTGRES_DB "$POSTGRES_USER"
    [[ -n $POSTGRES_PASSWORD ]] || fail "a new cluster needs POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE"
    arguments=("${@:2}")
    export PGPASSWORD=$POSTGRES_PASSWORD
    initialise
    with_temporary_server create_database run_scripts
    unset PGPASSWORD
    echo "entrypoint: the cluster is ready"
fi
exec "$@"
