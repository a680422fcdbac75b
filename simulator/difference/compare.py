"""Compares the properties that are with those asked for, by the catalogue's rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from simulator.catalogue import Property
from simulator.difference.sameness import SAMENESS
from simulator.values import UNKNOWN, Path

KEPT = "kept when absent"
KEPT_WHEN_EMPTY = "kept when empty"
GROWN = "grown storage"
EMPTY = (None, "", [], {}, False, 0)
"""What counts as not set: the cloud cannot tell it from absence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One property that differs."""

    path: Path
    kind: Literal["add", "delete", "update"]
    replaces: bool


def compare(
    fields: Mapping[str, Property],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    path: Path = (),
    replaces: bool = False,
) -> Iterator[Change]:
    """Every difference; none is a set's order, an answered value left out, a new value of what is never stored."""
    for name, rule in fields.items():
        here, was, wanted = (*path, name), old.get(name), new.get(name)
        anew = replaces or rule.replaces
        if rule.write_only:
            continue
        if wanted is None:
            if not (rule.answered or rule.same in (KEPT, KEPT_WHEN_EMPTY) or is_empty(was)):
                yield Change(here, "delete", anew)
        elif not (rule.same == GROWN and grown(was, wanted, new)):
            yield from compare_values(rule, was, wanted, here, anew)


def grown(was: Any, wanted: Any, new: Mapping[str, Any]) -> bool:
    """Whether storage grew by itself above what is asked for, as autoscaling lets it."""
    most = new.get("maxAllocatedStorage")
    return all(isinstance(size, int) for size in (was, wanted, most)) and wanted < was <= most


def compare_values(rule: Property, was: Any, wanted: Any, path: Path, replaces: bool) -> Iterator[Change]:
    """The differences of one value that is asked for."""
    if wanted == UNKNOWN:
        yield Change(path, "add" if was is None else "update", replaces)
    elif was is None or was == UNKNOWN:
        if not is_empty(wanted):
            yield Change(path, "add", replaces)
    elif rule.kind == "object" and isinstance(was, dict):
        yield from compare(rule.fields or {}, was, wanted, path, replaces)
    elif rule.kind == "map" and isinstance(was, dict):
        yield from compare_maps(rule.element or Property(kind="any"), was, wanted, path, replaces)
    elif rule.kind == "set" and isinstance(was, list):
        yield from compare_sets(rule.element or Property(kind="any"), was, wanted, path, replaces)
    elif rule.kind == "list" and isinstance(was, list):
        yield from compare_lists(rule.element or Property(kind="any"), was, wanted, path, replaces)
    elif not same(rule, was, wanted):
        yield Change(path, "update", replaces)


def compare_maps(
    rule: Property, was: Mapping[str, Any], wanted: Mapping[str, Any], path: Path, replaces: bool
) -> Iterator[Change]:
    """The differences of two maps, key by key."""
    for key in {**was, **wanted}:
        if key not in wanted:
            yield Change((*path, key), "delete", replaces)
        elif key not in was:
            yield Change((*path, key), "add", replaces)
        else:
            yield from compare_values(rule, was[key], wanted[key], (*path, key), replaces)


def compare_lists(rule: Property, was: list[Any], wanted: list[Any], path: Path, replaces: bool) -> Iterator[Change]:
    """The differences of two lists, place by place."""
    for index, inner in enumerate(wanted):
        if index < len(was):
            yield from compare_values(rule, was[index], inner, (*path, index), replaces)
        else:
            yield Change((*path, index), "add", replaces)
    for index in range(len(wanted), len(was)):
        yield Change((*path, index), "delete", replaces)


def compare_sets(rule: Property, was: list[Any], wanted: list[Any], path: Path, replaces: bool) -> Iterator[Change]:
    """The elements of two sets that have no partner in the other."""
    left = list(was)
    for index, inner in enumerate(wanted):
        partner = next((each for each in left if not any(compare_values(rule, each, inner, (), False))), None)
        if partner is None:
            yield Change(
                (*path, index), "add" if len(wanted) > len(was) else "update", replaces or nested_replaces(rule)
            )
        else:
            left.remove(partner)
    if len(was) > len(wanted):
        yield from (Change((*path, was.index(each)), "delete", replaces or nested_replaces(rule)) for each in left)


def nested_replaces(rule: Property) -> bool:
    """Whether a whole element's change replaces: when any of its properties does."""
    return any(inner.replaces for inner in (rule.fields or {}).values())


def same(rule: Property, was: Any, wanted: Any) -> bool:
    """Whether two values mean the same."""
    if was == wanted or (is_empty(was) and is_empty(wanted)):
        return True
    if rule.stored == "lower" and isinstance(wanted, str):
        return was == wanted.lower()
    test = SAMENESS.get(rule.same or "")
    return test is not None and test(was, wanted)


def is_empty(value: Any) -> bool:
    """Whether a value cannot be told from absence."""
    return any(value == empty and type(value) is type(empty) for empty in EMPTY)
