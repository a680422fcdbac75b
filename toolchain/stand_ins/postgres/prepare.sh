# What every PostgreSQL stand-in needs beyond its programs; $1 is the sample that initdb makes postgresql.conf from.
set -eu

install -m 0755 /tmp/entrypoint.sh /usr/local/bin/docker-entrypoint.sh
rm /tmp/entrypoint.sh /tmp/prepare.sh

# Any user may start the server, so the folders are open to any, as in the official image.
install -d -o postgres -g postgres -m 1777 /var/lib/postgresql/data
install -d -o postgres -g postgres -m 3777 /var/run/postgresql
mkdir /docker-entrypoint-initdb.d

sed -i \
    -e "s|^#*listen_addresses = .*|listen_addresses = '*'|" \
    -e "s|^ssl = on|#&|" -e "s|^ssl_\(cert\|key\)_file = |#&|" \
    "$1"
grep -q "^listen_addresses = '\*'" "$1"
