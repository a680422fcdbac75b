#!/bin/bash
# Writes the application's database, DATABASE, into one compressed file with a checksum beside it; old ones go. FILES holds
# the superuser's password, and the key where the file is encrypted; BACKUPS is the folder, KEEP_DAYS how long a file
# stays, DRILL when the copy is also restored. Of files that are older than two days one a day is kept.
set -euo pipefail
shopt -s nullglob
umask 077

export PGPASSWORD
PGPASSWORD=$(cat "$FILES/superuser")
began=$(date -u +%s)
cd "$BACKUPS"
export GNUPGHOME=/tmp/gnupg
kind=.sql.gz
[ ! -f "$FILES/backup_key" ] || kind=.sql.gz.gpg
# Encrypted, in a form that tells when somebody has changed it, under a key that is drawn out of the secret.
seal() {
    if [ "$kind" = .sql.gz ]; then
        cat
        return
    fi
    mkdir -p -m 0700 "$GNUPGHOME"
    gpg --batch --quiet --no-tty --pinentry-mode loopback --passphrase-file "$FILES/backup_key" \
        --symmetric --cipher-algo AES256 --s2k-digest-algo SHA512 --s2k-count 65011712 --compress-algo none --output -
}
# Two that begin within one second must not write one file.
claim() {
    name=$DATABASE-$(date -u +%Y%m%dT%H%M%SZ)$kind
    [ ! -e "$name" ] && (set -o noclobber && : >".$name") 2>/dev/null
}
until claim; do sleep 1; done
trap 'rm -f ".$name"' EXIT

pg_dump -d "$DATABASE" --no-password | gzip | seal >".$name"
sum=$(sha256sum <".$name" | cut -d ' ' -f 1)
printf '%s  %s\n' "$sum" "$name" >"$name.sha256"
mv ".$name" "$name"
find . -maxdepth 1 -name "$DATABASE-*.sql.gz*" -mmin "+$((KEEP_DAYS * 1440))" -delete
printf '{"backup": "%s", "bytes": %s, "seconds": %s}\n' \
    "$name" "$(stat -c %s "$name")" "$(($(date -u +%s) - began))"

previous=''
find . -maxdepth 1 -name "$DATABASE-*.sql.gz*" ! -name '*.sha256' -mmin +2880 | sort | while read -r file; do
    if [ -n "$previous" ] && [ "${file%T*}" = "${previous%T*}" ]; then rm -f "$previous" "$previous.sha256"; fi
    previous=$file
done

case "$DRILL" in
weekly) [ "$(date -u +%w)" = 0 ] || exit 0 ;;
monthly) [ "$(date -u +%d)" = 01 ] || exit 0 ;;
*) exit 0 ;;
esac
# Once on that day, however often a backup is taken.
today=("${name%T*}"T*.sql.gz{,.gpg})
[ "${#today[@]}" = 1 ] || exit 0
exec bash "$FILES/restore_database.sh" --drill "$name"
