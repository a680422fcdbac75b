"""How the runner is started, in any container with `bash`, `psql` and `sha256sum`."""

from pathlib import Path

SCRIPT = Path(__file__).parent / "run.sh"


def script() -> str:
    """The text of the runner, for `bash`."""
    return SCRIPT.read_text("utf-8")


def entrypoint() -> list[str]:
    """The container's entrypoint; its command, where it has one, names files to run instead of all."""
    return ["bash", "-c", script(), "sql-files"]
