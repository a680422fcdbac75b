"""Links of the documentation lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.page import DOCS, FENCE
from tests.engine.harness import REPOSITORY

TEXTS = [*REPOSITORY.glob("README*.md"), *REPOSITORY.glob("bootstrap/*.md"), *DOCS.glob("*.md"), *DOCS.glob("zh/*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_a_link_leads_to_a_file_and_its_heading(text: Path) -> None:
    wrong = [
        f"{file}#{anchor}"
        for file, anchor in LINK.findall(text.read_text(encoding="utf-8"))
        if not (text.parent / file).exists()
        or (anchor and anchor not in _anchors(text.parent / file if file else text))
    ]
    assert wrong == []


def _anchors(text: Path) -> set[str]:
    """What the forge calls a text's headings: letters, digits, hyphens, and a hyphen for each space."""
    headings = HEADING.findall(FENCE.sub("", text.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
