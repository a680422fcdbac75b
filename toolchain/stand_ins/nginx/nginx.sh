#!/bin/sh
# Debian's nginx has the module for plain TCP beside it and loads it when it is told to; the official one has it built in.
load='load_module /usr/lib/nginx/modules/ngx_stream_module.so;'
told=no
for word in "$@"; do
    shift
    if [ "$told" = next ]; then
        word="$load $word"
        told=yes
    elif [ "$word" = -g ]; then
        told=next
    fi
    set -- "$@" "$word"
done
if [ "$told" = no ]; then set -- "$@" -g "$load"; fi
exec /usr/sbin/nginx "$@"
