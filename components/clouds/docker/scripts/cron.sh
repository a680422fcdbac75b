#!/bin/sh
# Runs a command whenever the clock (UTC) shows a minute of its schedule, one run at a time, until it is stopped.
# MINUTES, HOURS, DAYS, MONTHS and WEEKDAYS list the values that fit, as `date` writes them, between spaces.
# RUN_FIRST=yes: also once, at the start.

fits() {
    case " $2 " in *" $1 "*) return 0 ;; esac
    return 1
}

due() {
    fits "$1" "$MINUTES" && fits "$2" "$HOURS" && fits "$3" "$DAYS" && fits "$4" "$MONTHS" && fits "$5" "$WEEKDAYS"
}

run() {
    began=$(date -u +%s)
    "$@" &
    child=$!
    wait "$child"
    code=$?
    printf '{"scheduled": true, "exit_code": %s, "seconds": %s}\n' "$code" "$(($(date -u +%s) - began))"
}

child=
trap 'kill $child 2>/dev/null; wait; exit 0' TERM INT
if [ "${RUN_FIRST:-no}" = yes ]; then run "$@"; fi
while :; do
    sleep "$((60 - $(date -u +%s) % 60))" &
    child=$!
    wait "$child"
    # shellcheck disable=SC2046 # five words, none of them empty
    if due $(date -u '+%M %H %d %m %w'); then run "$@"; fi
done
