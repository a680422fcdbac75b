#!/bin/sh
# The entry contract of the official Redis image: options or a configuration file alone mean `redis-server`, and root
# gives the data to the user redis and becomes that user.
set -eu

case "${1:-}" in
    '' | -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
    chown -R redis:redis .
    exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
fi

# What Redis writes is nobody else's business.
if [ "$(umask)" = 0022 ]; then
    umask 0077
fi
exec "$@"
