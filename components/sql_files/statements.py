"""SQL text as its statements."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlparse
from sqlparse import tokens
from sqlparse.sql import Token

NOT_WORDS = (tokens.Literal, tokens.Punctuation, tokens.Operator)


@dataclass(frozen=True)
class Statement:
    """One statement of a file."""

    line: int
    """Where it begins, from 1."""
    words: str
    """Its words in capitals with one space between; strings, names in quotes and comments are left out."""
    command: str | None = None
    """The command of psql, such as `\\connect`, with which it begins."""


def statements(text: str) -> Iterator[Statement]:
    """The statements of a text, in their order."""
    line = 1
    for parsed in sqlparse.parse(text):
        start, words, command = 0, [], None
        for token in parsed.flatten():
            if not token.is_whitespace and token.ttype not in tokens.Comment and token.value != ";":
                if not start and token.value.startswith("\\"):
                    command = text.splitlines()[line - 1].split()[0]
                start = start or line
                words += _words(token)
            line += token.value.count("\n")
        if start:
            yield Statement(start, " ".join(words), command)


def _words(token: Token) -> list[str]:
    if any(token.ttype in kind for kind in NOT_WORDS) or token.value.startswith('"'):
        return []
    return token.value.upper().split()
