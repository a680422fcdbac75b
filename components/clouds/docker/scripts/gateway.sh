#!/bin/sh
# Runs nginx, and has it read its routes again when they change or when a container they name has another address.
# ROUTES/routes.conf is what it is told; names in it become addresses, since a name may have none for a moment and nginx
# would not start; what follows the line `# forwarded` is for its `stream`. LOGS is the folder of the access log, empty
# for none; CERTIFICATES that of an ACME client, if any.
set -u

FILES=/etc/groundwork
ROUTES=$FILES/routes
WHOLE=/tmp/whole.conf
ACTIVE=/tmp/routes.conf
FORWARDED=/tmp/forwarded.conf
ADDRESSES=/tmp/addresses
MOST_BYTES=10485760

nothing_yet() {
    cat <<'STUB'
server {
    listen 10443 ssl http2 default_server;
    location / { return 503; }
}
server {
    listen 10079;
    access_log off;
    location / { return 200 none; }
}
STUB
}

# The address of a name; the last one known while it has none.
look_up() {
    now=$(getent hosts "$1" | awk '{ print $1; exit }')
    if [ -z "$now" ]; then now=$(awk -v "name=$1" '$1 == name { print $2 }' "$ADDRESSES"); fi
    printf '%s' "$now"
}

render() {
    if [ ! -f "$ROUTES/routes.conf" ]; then
        nothing_yet
        return
    fi
    names=$(sed -n 's/^ *server \([^ :]*\):.*max_fails.*/\1/p' "$ROUTES/routes.conf" | sort -u)
    : >/tmp/addresses.new
    : >/tmp/replacements
    for name in $names; do
        address=$(look_up "$name")
        if [ -n "$address" ]; then
            printf '%s %s\n' "$name" "$address" >>/tmp/addresses.new
            printf 's/^\\( *server \\)%s:/\\1%s:/\n' "$name" "$address" >>/tmp/replacements
        else
            printf '/^ *server %s:/d\n' "$name" >>/tmp/replacements
        fi
    done
    mv /tmp/addresses.new "$ADDRESSES"
    sed -f /tmp/replacements "$ROUTES/routes.conf"
}

# Put a file of routes where nginx looks for them.
place() {
    cp "$1" "$WHOLE"
    sed '/^# forwarded$/,$d' "$WHOLE" >"$ACTIVE"
    sed '1,/^# forwarded$/d' "$WHOLE" >"$FORWARDED"
}

# Have nginx follow what render wrote; what nginx refuses is told once and left aside.
follow() {
    render >/tmp/candidate
    if cmp -s /tmp/candidate "$WHOLE" || cmp -s /tmp/candidate /tmp/refused; then return; fi
    cp "$WHOLE" /tmp/previous
    place /tmp/candidate
    if nginx -t -q -c "$FILES/nginx.conf" 2>/tmp/problem; then
        nginx -s reload -c "$FILES/nginx.conf"
        rm -f /tmp/refused "$ROUTES/problem"
    else
        place /tmp/previous
        mv /tmp/candidate /tmp/refused
        cat /tmp/problem >&2
        cp /tmp/problem "$ROUTES/problem"
    fi
}

# Take the newest certificate: the ACME authority's, where it has issued one, else the one that came with the container.
# It fails where there is nothing new, and where key and certificate do not fit, because both are just being written.
certify() {
    [ -n "${CERTIFICATES:-}" ] || return 1
    issued=$CERTIFICATES/live/entry
    if [ -s "$issued/fullchain.pem" ] && [ -s "$issued/privkey.pem" ]; then
        chain=$issued/fullchain.pem key=$issued/privkey.pem
    else
        chain=$FILES/server.crt key=$FILES/server.key
    fi
    if cmp -s "$chain" /tmp/entry.crt; then return 1; fi
    (umask 077 && cat "$key" >/tmp/next.key && cat "$chain" >/tmp/next.crt)
    cat >/tmp/fits.conf <<'FITS'
pid /tmp/fits.pid;
error_log /dev/stderr;
events {}
http {
    access_log off;
    client_body_temp_path /tmp/body;
    proxy_temp_path /tmp/proxy;
    fastcgi_temp_path /tmp/fastcgi;
    uwsgi_temp_path /tmp/uwsgi;
    scgi_temp_path /tmp/scgi;
    server { listen 10078 ssl; ssl_certificate /tmp/next.crt; ssl_certificate_key /tmp/next.key; }
}
FITS
    nginx -t -q -c /tmp/fits.conf 2>/dev/null || return 1
    mv /tmp/next.key /tmp/entry.key
    mv /tmp/next.crt /tmp/entry.crt
}

rotate() {
    [ -n "$LOGS" ] && [ -f "$LOGS/access.log" ] || return 0
    [ "$(wc -c <"$LOGS/access.log")" -gt "$MOST_BYTES" ] || return 0
    if [ -f "$LOGS/access.log.1" ]; then mv "$LOGS/access.log.1" "$LOGS/access.log.2"; fi
    mv "$LOGS/access.log" "$LOGS/access.log.1"
    nginx -s reopen -c "$FILES/nginx.conf"
}

: >"$ADDRESSES"
certify
render >/tmp/candidate
place /tmp/candidate
if ! nginx -t -q -c "$FILES/nginx.conf"; then
    nothing_yet >/tmp/candidate
    place /tmp/candidate
fi
nginx -c "$FILES/nginx.conf" -g 'daemon off;' &
server=$!
trap 'kill -QUIT "$server"; wait "$server"; exit 0' TERM INT QUIT
while kill -0 "$server" 2>/dev/null; do
    sleep 1 &
    wait $!
    follow
    if certify; then nginx -s reload -c "$FILES/nginx.conf"; fi
    rotate
done
exit 1
