#!/bin/sh
# Runs a command whenever the clock (UTC) shows a minute of its schedule, one run at a time, until it is stopped.
# CRON_MINUTES, CRON_HOURS, CRON_DAYS, CRON_MONTHS and CRON_WEEKDAYS list the values that fit, as `date` writes them,
# between spaces; their names leave those that an application would take alone. CRON_RUN_FIRST=yes: also at the start.

fits() {
    case " $2 " in *" $1 "*) return 0 ;; esac
    return 1
}

due() {
    fits "$1" "$CRON_MINUTES" && fits "$2" "$CRON_HOURS" && fits "$3" "$CRON_DAYS" &&
        fits "$4" "$CRON_MONTHS" && fits "$5" "$CRON_WEEKDAYS"
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
if [ "${CRON_RUN_FIRST:-no}" = yes ]; then run "$@"; fi
while :; do
    sleep "$((60 - $(date -u +%s) % 60))" &
    child=$!
    wait "$child"
    # shellcheck disable=SC2046 # five words, none of them empty
    if due $(date -u '+%M %H %d %m %w'); then run "$@"; fi
done
