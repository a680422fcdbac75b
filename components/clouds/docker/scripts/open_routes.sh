#!/bin/sh
# Hands new routes to the entry: asks every server whether it is ready, puts the file in the old one's place, and waits
# until the entry says that it follows it. ROUTES is the folder, VERSION what the entry will say, STATE where it says it,
# SERVERS the addresses that must answer first.
set -u
TRIES=60

for address in $SERVERS; do
    tries=0
    until wget -q -T 3 -O /dev/null "$address"; do
        tries=$((tries + 1))
        if [ "$tries" -ge "$TRIES" ]; then
            echo "$address does not answer: the entry goes on with what it led to before" >&2
            exit 1
        fi
        sleep 1
    done
done

cd "$ROUTES" || exit 1
if [ -f routes.conf ]; then cp routes.conf previous.conf; fi
cp next.conf coming.conf
mv coming.conf routes.conf
tries=0
until [ "$(wget -q -T 3 -O - "$STATE")" = "$VERSION" ]; do
    tries=$((tries + 1))
    if [ "$tries" -ge "$TRIES" ]; then
        echo "the entry does not follow the new routes and goes on with the old ones:" >&2
        if [ -f problem ]; then cat problem >&2; fi
        if [ -f previous.conf ]; then mv previous.conf routes.conf; fi
        exit 1
    fi
    sleep 1
done
# Whoever was being served by the old routes gets his answer before their containers are told to go.
sleep 2
