"""The shell scripts that containers of a stack run."""

from pathlib import Path

from components import scripts as shared

FOLDER = Path(__file__).parent


def text(name: str) -> str:
    """The text of a script of this folder, or else of those that every cloud has, by its file name."""
    own = FOLDER / name
    return own.read_text("utf-8") if own.exists() else shared.text(name)
