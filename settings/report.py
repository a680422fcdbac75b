"""Collects problems: knows which file a bad value came from, and leaves out what only follows from another problem."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from settings.place import Place, starts_with, written
from settings.problems import Problems, shown

CONFIDENTIAL = frozenset(
    {"variables", "secrets", "optional_secrets", "generate", "arguments", "registry", "forward", "traces"}
)
"""Keys below which a person may have put a secret by mistake: no value under them is ever repeated."""

SHORTEST_SECRET = 4
"""Characters from which on a secret's value is looked for in messages; shorter ones would blot out common words."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """One file's share of the settings."""

    file: str
    content: Mapping[str, Any]
    prefix: str = ""
    """What precedes a place of `content` in the file: `groundwork:overrides.`."""

    def depth(self, place: Place) -> int:
        """How many steps of a place this source has; one more where no mapping ends it, for that overrides the rest."""
        value: Any = self.content
        for depth, step in enumerate(place):
            if not has(value, step):
                return depth
            value = value[step]
        return len(place) + (not isinstance(value, Mapping))


def has(value: Any, step: str | int) -> bool:
    """Whether a mapping has a key, or a list a position."""
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, Mapping) and step in value


class Report:
    """The problems of one reading. Sources come weakest first: a value is blamed on the last one that has it."""

    def __init__(
        self, sources: Sequence[Source] = (), secrets: Iterable[str] = (), lines: list[str] | None = None
    ) -> None:
        self.sources = sources
        self.secrets = tuple(secret for secret in secrets if len(secret) >= SHORTEST_SECRET)
        self.lines: list[str] = [] if lines is None else lines
        self.refused: set[Place] = set()
        self.warnings: list[str] = []
        """What is said though nothing is wrong yet, in the form of `lines`."""

    def source(self, place: Place) -> Source:
        """The source that a value came from, or that a missing one belongs in."""
        depths = [source.depth(place) for source in self.sources]
        deepest = max(depths)
        if deepest > len(place):
            return self.sources[len(depths) - 1 - depths[::-1].index(deepest)]
        return self.sources[depths.index(deepest)]

    def add(self, place: Place, text: str, *depends_on: Place) -> None:
        """Report a problem, unless a value it depends on was itself refused."""
        if any(starts_with(needed, refused) for needed in (place, *depends_on) for refused in self.refused):
            return
        source = self.source(place)
        self.line(source.file, f"{source.prefix}{written(place)}", text)

    def refuse(self, place: Place, text: str) -> None:
        """Report a value that cannot be used at all; whatever depends on it is silent from now on."""
        self.add(place, text)
        self.refused.add(place)

    def line(self, file: str, where: str, text: str) -> None:
        """Report a problem by file and path; the same line is never said twice, and no known secret is in it."""
        line = self._line(file, where, text)
        if line not in self.lines:
            self.lines.append(line)

    def warn(self, file: str, where: str, text: str) -> None:
        """Say something that is not wrong yet, by file and path."""
        self.warnings.append(self._line(file, where, text))

    def _line(self, file: str, where: str, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, "[secret]")
        return f"{file}: {where}: {text}" if where else f"{file}: {text}"

    def intact(self, place: Place) -> bool:
        """Whether nothing at, above or below a place was refused."""
        return not any(starts_with(place, refused) or starts_with(refused, place) for refused in self.refused)

    def found(self, place: Place, value: Any) -> str:
        """A value as a message may repeat it, `this value` where it could be a secret."""
        return "this value" if CONFIDENTIAL.intersection(place) else shown(value)

    def has(self, place: Place) -> bool:
        """Whether some source says something at a place; else a preset or a default does."""
        return any(source.depth(place) >= len(place) for source in self.sources)

    def finish(self) -> None:
        """Raise `Problems` when there are any, those of the application's file first."""
        if self.lines:
            raise Problems(sorted(self.lines, key=lambda line: line.startswith("Pulumi.")))
