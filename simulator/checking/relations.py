"""Rules over several properties: what excludes, needs or stands in for what."""

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.catalogue import Property
from simulator.values import UNKNOWN, Path

Told = tuple[bool, Path, tuple[str, ...]]
"""A set of alternatives that was judged: whether several may be given, where, which."""


def relations(fields: Mapping[str, Property], inputs: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """What is wrong between the properties; each set of alternatives is told once."""
    told: set[Told] = set()
    yield from _level(fields, inputs, inputs, (), told)


def _level(
    fields: Mapping[str, Property], values: Mapping[str, Any], root: Mapping[str, Any], path: Path, told: set[Told]
) -> Iterator[tuple[Path, str]]:
    for name, rule in fields.items():
        here = (*path, name)
        value = values.get(name)
        if value is not None:
            yield from _given(rule, here, values, root)
        yield from _alternatives(rule, here, values, root, told)
        if rule.fields and isinstance(value, dict):
            yield from _level(rule.fields, value, root, here, told)
        elif rule.element and rule.element.fields and isinstance(value, list):
            for index, inner in enumerate(value):
                if isinstance(inner, dict):
                    yield from _level(rule.element.fields, inner, root, (*here, index), set())


def _given(
    rule: Property, path: Path, values: Mapping[str, Any], root: Mapping[str, Any]
) -> Iterator[tuple[Path, str]]:
    clashes = [other for other in rule.conflicts if lookup(other, path, values, root)]
    if clashes:
        yield path, f"cannot be given together with {', '.join(clashes)}"
    missing = [other for other in rule.needs if lookup(other, path, values, root) is None]
    if missing:
        yield path, f"needs {', '.join(missing)} as well"


def _alternatives(
    rule: Property, path: Path, values: Mapping[str, Any], root: Mapping[str, Any], told: set[Told]
) -> Iterator[tuple[Path, str]]:
    for choices, several in ((rule.exactly_one, False), (rule.at_least_one, True)):
        key = (several, path[:-1], tuple(sorted(choices)))
        if not choices or key in told:
            continue
        told.add(key)
        if len(path) > 1 and not values:
            continue
        found = [(other, lookup(other, path, values, root)) for other in choices]
        given = [other for other, value in found if is_given(value)]
        if not given and not any(value == UNKNOWN for _, value in found):
            yield path, f"{'at least' if several else 'exactly'} one of {', '.join(choices)} must be given"
        elif len(given) > 1 and not several:
            yield (
                (*path[:-1], given[0].rpartition(".")[2]),
                f"only one of {', '.join(choices)} may be given, got {', '.join(given)}",
            )


def is_given(value: Any) -> bool:
    """Whether a value counts as given: not absent, not empty."""
    return value is not None and value not in ("", [], {})


def lookup(dotted: str, path: Path, values: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """The value at a dotted path: from the root, or inside a list beside the property itself. False is absent."""
    if any(isinstance(step, int) for step in path):
        found: Any = values.get(dotted.rpartition(".")[2])
    else:
        found = root
        for step in dotted.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    return found if is_given(found) and found is not False else None
