"""Pages: one self-contained file each, light and dark, without a script or anything from elsewhere."""

from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["cell"] = lambda text: " ".join(str(text).split()).replace("|", "\\|")
"""A text in one line, as a cell of a Markdown table may have it."""


def filled(template: str, **values: Any) -> str:
    """A template of this folder with its values, all escaped."""
    return _TEMPLATES.get_template(template).render(values)


def whole(title: str, main: str) -> str:
    """The page around a main part that is HTML already."""
    return filled("whole.html", title=title, main=main)


def fitting(text: str, room: int) -> str:
    """As much of a text as takes no more than `room` characters when it is escaped."""
    lengths = accumulate(len(escape(each)) for each in text)
    return text[: sum(length <= room for length in lengths)]
