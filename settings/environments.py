"""The presets: what dev, staging and prod start from where neither app.yaml nor the stack's overrides say anything."""

from collections.abc import Mapping
from typing import Any, Literal

Environment = Literal["dev", "staging", "prod"]
"""The presets by name."""

# fmt: off
TABLE: dict[str, tuple[Any, Any, Any]] = {
    # setting                       dev       staging   prod
    "network.zones":               (2,        2,        3),
    "network.nat":                 ("single", "single", "per_zone"),
    "database.size":               ("small",  "small",  "medium"),
    "database.multi_zone":         (False,    False,    True),
    "database.backup_days":        (7,        14,       30),
    "database.deletion_protection": (False,   True,     True),
    "cache.size":                  ("small",  "small",  "medium"),
    "cache.replicas":              (0,        0,        1),
    "cache.backup_days":           (0,        1,        7),
    "buckets.*.versioned":         (False,    True,     True),
    "services.*.scale.min":        (1,        1,        2),
    "workers.*.scale.min":         (1,        1,        2),
    "frontends.*.scale.min":       (1,        1,        2),
    "logs.days":                   (30,       30,       365),
}
"""Setting -> its value in dev, staging and prod. `*` is every part of a section (of frontends: those of kind ssr)."""

DISPOSABLE = {"dev": True, "staging": False, "prod": False}
"""Whether a whole stack may be destroyed, where `groundwork:disposable` says nothing."""
# fmt: on

ALWAYS = frozenset({"network", "logs"})
"""Sections that every stack has, whether app.yaml names them or not."""


def preset(environment: Environment, content: Mapping[str, Any]) -> dict[str, Any]:
    """The preset's values for the sections and parts that `content` has; it never adds a section of its own."""
    result: dict[str, Any] = {}
    column = ("dev", "staging", "prod").index(environment)
    for setting, values in TABLE.items():
        _put(result, content, setting.split("."), values[column])
    return result


def _put(result: dict[str, Any], content: Mapping[str, Any], steps: list[str], value: Any) -> None:
    section, *rest = steps
    present = content.get(section, {} if section in ALWAYS else None)
    if not isinstance(present, Mapping):
        return
    if rest[0] != "*":
        _set(result.setdefault(section, {}), rest, value)
        return
    for name, part in present.items():
        if isinstance(part, Mapping) and (section != "frontends" or part.get("kind") == "ssr"):
            _set(result.setdefault(section, {}).setdefault(name, {}), rest[1:], value)


def _set(result: dict[str, Any], steps: list[str], value: Any) -> None:
    for step in steps[:-1]:
        result = result.setdefault(step, {})
    result[steps[-1]] = value
