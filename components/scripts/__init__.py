"""The shell scripts that containers run on every cloud."""

from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent

EACH = """script=$1 seconds=$2
shift 2
for url; do
    sh -c "$script" probe "$url" "$seconds" || exit 1
done
"""
"""Asks several addresses, one after the other: all must answer."""


def text(name: str) -> str:
    """The text of a script of this folder, by its file name."""
    return (FOLDER / name).read_text("utf-8")


def probe(port: int, path: str, timeout_seconds: int) -> Sequence[str]:
    """A health check's command (`CMD` and what follows) that asks the container's own web server.

    It gives up a second before whoever runs it would, so that its client says what is wrong.
    """
    url = f"http://127.0.0.1:{port}{path}"
    return ("CMD", "sh", "-c", text("probe.sh"), "probe", url, str(max(timeout_seconds - 1, 1)))


def probes(port: int, paths: Sequence[str], timeout_seconds: int) -> Sequence[str]:
    """The same for several paths, all of which must answer; they share the time."""
    if len(paths) == 1:
        return probe(port, paths[0], timeout_seconds)
    urls = [f"http://127.0.0.1:{port}{path}" for path in paths]
    seconds = str(max((timeout_seconds - 1) // len(paths), 1))
    return ("CMD", "sh", "-c", EACH, "probes", text("probe.sh"), seconds, *urls)
