"""Numbers that lie in a range or are one of a few others: checks of the provider that a single bound cannot tell."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Range = tuple[int, int, tuple[int, ...]]
"""The least and the most, and what else is accepted."""


def ranged(**properties: Range) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[str]]:
    """A check of the properties that are given and known."""

    def check(inputs: Mapping[str, Any], _old: Mapping[str, Any]) -> Iterator[str]:
        for name, (least, most, others) in properties.items():
            value = inputs.get(name)
            if isinstance(value, int) and value not in others and not least <= value <= most:
                yield f"{name}: must be {least} to {most}, or {', '.join(map(str, others))}; got {value}"

    return check
