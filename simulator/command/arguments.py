"""A Pulumi command line, read as far as `simulate` must understand it; everything else is passed on untouched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SHORT = {"C": "cwd", "s": "stack", "v": "verbose"}
"""One-letter flags that take a value in every command, and their long names."""

SHORT_OF_OPERATIONS = {"c": "config", "m": "message", "p": "parallel", "t": "target", "x": "exclude"}
"""Those that take a value in `up`, `destroy` and the like, but mean something else below `config` and `stack`."""

LONG = {
    *SHORT.values(), *SHORT_OF_OPERATIONS.values(), "color", "config-file", "memprofilerate", "otel-traces", "output",
    "policy-pack", "policy-pack-config", "profiling", "secrets-provider", "tracing",
}  # fmt: skip
"""Long flags whose value may stand in a word of its own, which is then not the name of a command or a stack."""

GROUPS = {"config", "stack"}
"""Commands whose next word is a command too."""

ALIASES = {
    "update": "up", "pre": "preview", "down": "destroy", "dn": "destroy",
    "rm": "remove", "delete": "remove", "rm-all": "remove-all", "cp": "copy", "ls": "list",
    "init": "new", "create": "new", "setup": "new",
}  # fmt: skip
"""Other names of Pulumi's commands (from `pulumi COMMAND --help`)."""


@dataclass(frozen=True)
class Token:
    """One word, or one flag with its value."""

    texts: tuple[str, ...]
    """The token as it was typed: one or two words."""

    flag: str | None = None
    """Long name of the flag; None for a word that is no flag."""

    value: str | None = None
    """The flag's value, when it has one that this module knows of."""


@dataclass(frozen=True)
class CommandLine:
    """The arguments of one run of `pulumi`."""

    tokens: tuple[Token, ...]
    rest: tuple[str, ...] = ()
    """`--` and what follows it."""

    @classmethod
    def parse(cls, arguments: Sequence[str]) -> "CommandLine":
        """Read the words as `pulumi` would. Never fails: what is wrong is for `pulumi` to say."""
        end = list(arguments).index("--") if "--" in arguments else len(arguments)
        return cls(tuple(_tokens(arguments[:end])), tuple(arguments[end:]))

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are no flags: the command, its sub-command, the names it is given."""
        return tuple(token.texts[0] for token in self.tokens if token.flag is None)

    @property
    def command(self) -> str:
        """The command by its first name, such as `up` or `stack new`; empty when there is none."""
        first, second = (*self.words, "", "")[:2]
        first = ALIASES.get(first, first)
        return f"{first} {ALIASES.get(second, second)}".strip() if first in GROUPS else first

    def value(self, flag: str) -> str | None:
        """The value of a flag; of a repeated one the last, as in Pulumi."""
        return next((token.value for token in reversed(self.tokens) if token.flag == flag and token.value), None)

    def has(self, flag: str) -> bool:
        """Whether the flag is there, with or without a value; `--flag=false` is absent."""
        return any(token.flag == flag and token.value != "false" for token in self.tokens)

    def without(self, *flags: str) -> "CommandLine":
        """The same line with these flags left out."""
        return CommandLine(tuple(token for token in self.tokens if token.flag not in flags), self.rest)

    def arguments(self, *more: str) -> list[str]:
        """The words for `pulumi`, with more flags where it accepts them."""
        return [*(text for token in self.tokens for text in token.texts), *more, *self.rest]


def _tokens(arguments: Sequence[str]) -> Iterator[Token]:
    remaining = iter(arguments)
    grouped = None
    for text in remaining:
        if text.startswith("--"):
            name, equals, value = text[2:].partition("=")
            if not equals and name in LONG:
                value = next(remaining, None)
                yield Token((text, value), name, value) if value is not None else Token((text,), name)
            else:
                yield Token((text,), name, value if equals else None)
        elif text.startswith("-") and text != "-":
            flag, value = _short(text, SHORT if grouped else {**SHORT, **SHORT_OF_OPERATIONS})
            following = next(remaining, None) if flag and value == "" else None
            yield (
                Token((text, following), flag, following)
                if following is not None
                else Token((text,), flag or text, value)
            )
        else:
            grouped = text in GROUPS if grouped is None else grouped
            yield Token((text,))


def _short(text: str, with_value: dict[str, str]) -> tuple[str | None, str | None]:
    """The flag that takes a value in a cluster such as `-ysdev`, and that value; empty: it is the next word."""
    for position, letter in enumerate(text[1:], start=1):
        if letter in with_value:
            return with_value[letter], text[position + 1 :].removeprefix("=")
    return None, None
