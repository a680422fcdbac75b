"""What the worker finds in a note."""

import re

LINK = re.compile(r"https?://[^\s<>\"]+")
AFTER_A_LINK = ".,;:!?')]}"
"""Ends a sentence rather than an address."""


def count(text: str) -> int:
    """How many words there are: runs of anything but white space."""
    return len(text.split())


def first_link(text: str) -> str | None:
    """The first web address, or None."""
    found = LINK.search(text)
    return found.group().rstrip(AFTER_A_LINK) if found else None
