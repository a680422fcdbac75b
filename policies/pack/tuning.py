"""Moving a rule's figures by configuration: days of retention and backups, intervals of rotation, allowed regions."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policies.pack.predicates import Predicate
from policies.pack.rule import Rule

ALLOWED = "allowed"
"""The field of a check that lists what a stack allows beyond what the check knows."""


@dataclass(frozen=True)
class Tuning:
    """What a configuration says of one rule's figures; None and nothing leave them as they are."""

    minimum: float | None = None
    maximum: float | None = None
    allowed: tuple[str, ...] = ()


def options(rule: Rule) -> dict[str, str]:
    """What of the rule can be moved: `minimum`, `maximum`, `allowed`, each with its present value in words."""
    predicates = [predicate for check in rule.checks() for predicate in _predicates(check)]
    limits = [predicate.limits for predicate in predicates if predicate.limits is not None]
    least = sorted({limit.least for limit in limits if limit.least is not None})
    most = sorted({limit.most for limit in limits if limit.most is not None})
    found: dict[str, str] = {}
    if least:
        found["minimum"] = ", ".join(f"{number:g}" for number in least)
    if most:
        found["maximum"] = ", ".join(f"{number:g}" for number in most)
    if any(hasattr(check, ALLOWED) for check in rule.checks()):
        found[ALLOWED] = "a list"
    return found


def tuned(rule: Rule, tuning: Tuning) -> Rule:
    """The rule with other figures."""
    if tuning == Tuning():
        return rule
    clouds = {cloud: tuple(_moved(check, tuning) for check in checks) for cloud, checks in rule.clouds.items()}
    return dataclasses.replace(rule, clouds=clouds)


def _moved(value: Any, tuning: Tuning) -> Any:
    """The same, with every figure and list in it that the tuning speaks of."""
    if isinstance(value, Predicate):
        return value if value.limits is None else value.limits.again(tuning.minimum, tuning.maximum)
    if isinstance(value, tuple):
        return tuple(_moved(item, tuning) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _moved(getattr(value, field.name), tuning) for field in dataclasses.fields(value)}
        if tuning.allowed and ALLOWED in changes:
            changes[ALLOWED] = tuning.allowed
        return dataclasses.replace(value, **changes)
    return value


def _predicates(value: object) -> Iterator[Predicate]:
    if isinstance(value, Predicate):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _predicates(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _predicates(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _predicates(item)
