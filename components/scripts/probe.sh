# Asks the container's own web server whether it is well, with whatever client its image has;
# $1 is the address, $2 the seconds that it may take.
if command -v curl >/dev/null; then
    exec curl -fsS -m "$2" -o /dev/null "$1"
elif command -v wget >/dev/null; then
    exec wget -q -T "$2" -O /dev/null "$1"
elif command -v python3 >/dev/null; then
    exec python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1], timeout=int(sys.argv[2]))' \
        "$1" "$2"
elif command -v node >/dev/null; then
    exec node -e 'fetch(process.argv[1], {signal: AbortSignal.timeout(1000 * process.argv[2])}).then(
        a => process.exit(a.ok ? 0 : 1), () => process.exit(1))' "$1" "$2"
fi
echo 'the image has none of curl, wget, python3 and node, so nothing can ask whether it is well' >&2
exit 1
