# Asks an ACME authority for one certificate of the names in HOSTS, and for the next in time: looks twice a day, an hour
# after a failure, because authorities count failures by the hour. EMAIL is who they write to, SERVER their directory.
# The entry shows CHALLENGES on port 80 and reads the certificate from CERTIFICATES.
set -u

ask() {
    set --
    for host in $HOSTS; do set -- "$@" --domain "$host"; done
    certbot certonly --non-interactive --agree-tos --no-eff-email --email "$EMAIL" --server "$SERVER" \
        --webroot --webroot-path "$CHALLENGES" --cert-name entry --keep-until-expiring --expand --key-type ecdsa \
        --config-dir "$CERTIFICATES" --work-dir /tmp/work --logs-dir /tmp/logs "$@"
}

child=
trap 'kill $child 2>/dev/null; exit 0' TERM INT
while :; do
    if ask; then pause=43200; else pause=3600; fi
    sleep "$pause" &
    child=$!
    wait "$child"
done
