#!/bin/sh
# Deletes what a bucket keeps no longer, by rules that its store does not know; safe to run again at any time. BUCKET is
# its name. EXPIRE_DAYS: objects that are older are deleted, empty for never; KEEP_VERSIONS_DAYS: versions that were
# deleted or overwritten longer ago, and marks of a deletion that nothing is left of.
set -eu

s3api() {
    aws --endpoint-url "$ENDPOINT" --output json s3api "$@"
}

# A moment so many days ago, as it is compared with those that the store tells: the first 19 characters of each.
days_ago() {
    date -u -d "@$(($(date -u +%s) - $1 * 86400))" +%Y-%m-%dT%H:%M:%S
}

# Delete what a page has due, and count it.
delete() {
    due=$(jq '.Objects | length' /tmp/due.json)
    [ "$due" -gt 0 ] || return 0
    s3api delete-objects --bucket "$BUCKET" --delete file:///tmp/due.json >/tmp/deleted.json
    if jq -e '.Errors | length > 0' /tmp/deleted.json >/dev/null 2>&1; then
        jq -c '.Errors[]' /tmp/deleted.json >&2
        exit 1
    fi
    count=$((count + due))
}

# Ask for a page after the other: $1 is the question, $2 makes what is due of a page, $3 what to ask next, `null` at the
# end; both know what was asked ($asked) and the moment ($before).
pages() {
    jq -n --arg bucket "$BUCKET" '{Bucket: $bucket, MaxKeys: 1000}' >/tmp/asked.json
    while ! jq -e '. == null' /tmp/asked.json >/dev/null; do
        jq 'del(.last)' /tmp/asked.json >/tmp/question.json
        s3api "$1" --no-paginate --cli-input-json file:///tmp/question.json >/tmp/page.json
        [ -s /tmp/page.json ] || echo '{}' >/tmp/page.json
        jq --slurpfile asked /tmp/asked.json --arg before "$before" "$2" /tmp/page.json >/tmp/due.json
        jq --slurpfile asked /tmp/asked.json "$3" /tmp/page.json >/tmp/next.json
        delete
        [ "$(cat /tmp/next.json)" != "$(cat /tmp/asked.json)" ] || break
        mv /tmp/next.json /tmp/asked.json
    done
}

# All pages, again until nothing is left: the store loses its place where what it stopped at is deleted.
sweep() {
    count=0
    counted=-1
    while [ "$count" != "$counted" ]; do
        counted=$count
        pages "$@"
    done
}

expired=0
if [ -n "$EXPIRE_DAYS" ]; then
    before=$(days_ago "$EXPIRE_DAYS")
    # shellcheck disable=SC2016 # jq's own variables
    sweep list-objects-v2 \
        '{Quiet: true, Objects: [.Contents[]? | select(.LastModified[:19] < $before) | {Key}]}' \
        'if .IsTruncated then $asked[0] + {ContinuationToken: .NextContinuationToken} else null end'
    expired=$count
fi

before=$(days_ago "$KEEP_VERSIONS_DAYS")
# Of a key the one that counts comes first, then what it took the place of, newest first: each of these has been no more
# since the one before it came, or since the moment it bears itself: the store writes it anew when it is no more, and gives
# a mark the moment of what it marks. A key may go on on the next page: `last` is then what it went on from, told again.
# shellcheck disable=SC2016 # jq's own variables
sweep list-object-versions '
    $asked[0].last as $last
    | def entries: [.Versions[]?, (.DeleteMarkers[]? | . + {mark: true}) | select(.VersionId != $last.VersionId)]
        | group_by(.Key)[] | sort_by(.IsLatest, .LastModified) | reverse;
    .NextKeyMarker as $open | {Quiet: true, Objects: [entries
        | . as $all | range(length) | . as $at | $all[$at]
        | (if $at > 0 then $all[$at - 1] elif .Key == $last.Key then $last else null end) as $newer
        | select(if .IsLatest
            then .mark and ($all | length) == 1 and .Key != $open and .LastModified[:19] < $before
            else $newer != null and ([$newer, .] | map(.LastModified[:19]) | max) < $before end)
        | {Key, VersionId}]}' '
    if .IsTruncated then
        .NextKeyMarker as $key
        | ([.Versions[]?, .DeleteMarkers[]?] | map(select(.Key == $key)) | sort_by(.IsLatest, .LastModified)) as $found
        | $asked[0] + {KeyMarker: $key, VersionIdMarker: .NextVersionIdMarker, last: ($found[0] // $asked[0].last)}
    else null end'
printf '{"expired": %s, "versions": %s}\n' "$expired" "$count"
