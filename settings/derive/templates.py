"""Reads `{part.facet}` in the values of variables."""

import re
from collections.abc import Sequence

from components.connection import Facet

_TOKEN = re.compile(r"(?P<before>[\\{])?\{(?P<part>[A-Za-z0-9_-]+)(\.(?P<key>[^{}\s]+))?\}(?P<after>\})?")


def parsed(text: str) -> list[str | Facet]:
    r"""Text and facets in order; `{a}` is one without a key. `\{a.b}` is the text `{a.b}`, `{{a.b}}` stays as it is."""
    segments: list[str | Facet] = []
    end = 0
    for match in _TOKEN.finditer(text):
        before, after = match["before"] or "", match["after"] or ""
        segments.append(text[end : match.start()])
        if before == "\\":
            segments.append(match.group()[1:])
        elif before and after:
            segments.append(match.group())
        else:
            segments += [before, Facet(match["part"], match["key"] or ""), after]
        end = match.end()
    return joined([*segments, text[end:]])


def joined(segments: Sequence[str | Facet]) -> list[str | Facet]:
    """The same with neighbouring texts in one, and without empty ones."""
    result: list[str | Facet] = []
    for segment in segments:
        last = result[-1] if result else None
        if isinstance(segment, str) and isinstance(last, str):
            result[-1] = last + segment
        elif segment != "":
            result.append(segment)
    return result
