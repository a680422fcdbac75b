"""A page of the documentation, as the steps that its reader takes."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.engine.harness import REPOSITORY

DOCS = REPOSITORY / "docs"
PAGES = ("tutorial", "how-to", "simulated")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"# (\S+\.yaml)\n")


@dataclass(frozen=True)
class Commands:
    """What the reader types."""

    text: str


@dataclass(frozen=True)
class Merge:
    """What the reader writes into a YAML file."""

    file: str
    content: dict[str, object]


Step = Commands | Merge


def steps(page: Path) -> list[Step]:
    """The steps of a page in their order; raises ValueError for a block that is neither commands nor a file's."""
    return [_step(kind, text, page) for kind, text in FENCE.findall(page.read_text(encoding="utf-8"))]


def _step(kind: str, text: str, page: Path) -> Step:
    if kind == "console":
        return Commands(text)
    if kind == "yaml" and (named := NAME.match(text)):
        return Merge(named[1], yaml.safe_load(text))
    raise ValueError(
        f"{page}: a block of the kind `{kind}`; allowed: `console`, and `yaml` with `# FILE` as its first line"
    )
