"""Pages: one self-contained file each, light and dark, without a script or anything from elsewhere."""

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


def filled(template: str, **values: Any) -> str:
    """A template of this folder with its values, all escaped."""
    return _TEMPLATES.get_template(template).render(values)


def whole(title: str, main: str) -> str:
    """The page around a main part that is HTML already."""
    return filled("whole.html", title=title, main=main)
