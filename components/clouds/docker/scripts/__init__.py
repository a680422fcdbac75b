"""The shell scripts that containers of a stack run."""

from pathlib import Path

FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The text of a script of this folder, by its file name."""
    return (FOLDER / name).read_text("utf-8")
