"""SQL text as its statements: enough of PostgreSQL's words to see where one ends, as psql does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<comment>--[^\n]*)
  | (?P<nested>/\*)
  | (?P<escaped>\b[eE]'(?:[^'\\]|\\.|'')*(?:'|\Z))
  | (?P<text>'(?:[^']|'')*(?:'|\Z))
  | (?P<quoted>"(?:[^"]|"")*(?:"|\Z))
  | (?P<dollar>(?<![\w$])\$(?P<tag>(?:[A-Za-z_]\w*)?)\$.*?(?:\$(?P=tag)\$|\Z))
  | (?P<command>\\[^\n]*)
  | (?P<word>[A-Za-z_][\w$]*)
  | (?P<mark>[();])
  | (?P<line>\n)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

DATA = re.compile(r"COPY\b.*\bFROM STDIN\b", re.IGNORECASE)
DATA_END = re.compile(r"^\\\.\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """One statement of a file."""

    line: int
    """Where it begins, from 1."""
    words: str
    """Its words in capitals with one space between; strings, names in quotes and comments are left out."""
    command: bool = False
    """It is a command of psql, such as `\\connect`."""


def statements(text: str) -> Iterator[Statement]:
    """The statements of a text, in their order."""
    reader = _Reader(text)
    while reader.position < len(text):
        yield from reader.step()
    yield from reader.ended()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.position, self.line, self.start = text, 0, 1, 0
        self.words: list[str] = []
        self.parentheses = self.blocks = 0

    def step(self) -> Iterator[Statement]:
        """Take one token."""
        found = TOKEN.match(self.text, self.position)
        if found is None:
            raise ValueError("every character is a token")
        kind, token, line = found.lastgroup, found[0], self.line
        self.position = found.end()
        if kind == "nested":
            token = self.text[found.start() : self._comment_end()]
        self.line += token.count("\n")
        if kind == "command":
            yield Statement(line, token.split()[0], command=True)
        elif kind == "mark":
            yield from self._mark(token)
        elif kind not in ("comment", "nested", "line") and not token.isspace():
            self.start = self.start or line
            if kind == "word":
                self._word(token.upper())

    def ended(self) -> Iterator[Statement]:
        """What has been read so far, if anything."""
        if self.start:
            yield Statement(self.start, " ".join(self.words))
        self.words, self.start, self.parentheses, self.blocks = [], 0, 0, 0

    def _mark(self, mark: str) -> Iterator[Statement]:
        if mark == ";" and not self.parentheses and not self.blocks:
            data = DATA.match(" ".join(self.words))
            yield from self.ended()
            if data:
                self._skip_data()
        self.parentheses = max(self.parentheses + {"(": 1, ")": -1, ";": 0}[mark], 0)

    def _word(self, word: str) -> None:
        """The body of a function in the standard's form, BEGIN ATOMIC … END, has statements inside one."""
        if self.words[:1] == ["CREATE"] and {"FUNCTION", "PROCEDURE"} & set(self.words[1:4]):
            opens = word == "BEGIN" or (word == "CASE" and self.blocks)
            self.blocks = max(self.blocks + (1 if opens else -1 if word == "END" else 0), 0)
        self.words.append(word)

    def _comment_end(self) -> int:
        """Comments of this kind lie in one another."""
        depth = 1
        while depth and (mark := re.compile(r"/\*|\*/").search(self.text, self.position)):
            depth += 1 if mark[0] == "/*" else -1
            self.position = mark.end()
        if depth:
            self.position = len(self.text)
        return self.position

    def _skip_data(self) -> None:
        """The lines that COPY … FROM STDIN reads, up to a backslash with a full stop."""
        end = DATA_END.search(self.text, self.position)
        stop = end.end() if end else len(self.text)
        self.line += self.text.count("\n", self.position, stop)
        self.position = stop
