"""How an error reads: one line per problem, all of them in one message."""

import difflib
import json
from collections.abc import Iterable, Sequence
from typing import Any

LONGEST_VALUE = 60
"""Characters of a value that a message repeats."""


class Problems(Exception):
    """Everything that is wrong with the settings of a stack, found at once; `str()` is the message."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)
        """One problem each: file, path in it, what is wrong, what is allowed."""


def closest(name: str, names: Iterable[str]) -> str | None:
    """The existing name that a misspelt one most likely means, or None."""
    by_lower_case = {existing.lower(): existing for existing in sorted(names)}
    matches = difflib.get_close_matches(name.lower(), by_lower_case, n=3, cutoff=0.6)
    # The same letters in another order beat one letter that differs: "prot" is "port" and not "spot".
    matches.sort(key=lambda match: sorted(match) != sorted(name.lower()))
    return by_lower_case[matches[0]] if matches else None


def instead(name: str, names: Iterable[str]) -> str:
    """What to write instead of an unknown name: the closest existing one, else all of them."""
    names = list(names)
    match = closest(name, names)
    if match:
        return f'did you mean "{match}"?'
    return f"allowed: {', '.join(names)}" if names else "there is none to name here"


def shown(value: Any) -> str:
    """A value as a message repeats it: text in quotes, cut when it is long, the content of lists left out."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_VALUE else f'{text[:LONGEST_VALUE]}…"'
