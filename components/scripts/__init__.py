"""The shell scripts that containers run on every cloud."""

from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The text of a script of this folder, by its file name."""
    return (FOLDER / name).read_text("utf-8")


def probe(port: int, path: str, timeout_seconds: int) -> Sequence[str]:
    """A health check's command (`CMD` and what follows) that asks the container's own web server.

    It gives up a second before whoever runs it would, so that its client says what is wrong.
    """
    url = f"http://127.0.0.1:{port}{path}"
    return ("CMD", "sh", "-c", text("probe.sh"), "probe", url, str(max(timeout_seconds - 1, 1)))
