"""How strictly each rule is enforced: by the stack's environment, then by the pack's configuration file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pulumi_policy import EnforcementLevel

from policies.pack.resource import Resource
from policies.pack.rule import ADVISORY, MANDATORY, OFF, Rule


@dataclass(frozen=True)
class StackSettings:
    """What the pack reads of the stack's configuration."""

    environment: str = "prod"
    disposable: bool = False
    replace: frozenset[str] = frozenset()
    """The parts that a person named for replacement: `groundwork:replace: [database]`."""
    cloud: str = ""
    """Empty where the program is not Groundwork's."""


def settings_from_config(config: Mapping[str, str]) -> StackSettings:
    """The settings in a stack's configuration; whatever is absent or misspelt is judged as strictly as prod."""
    environment = config.get("groundwork:environment", "prod")
    return StackSettings(
        environment=environment if environment in ("dev", "staging", "prod") else "prod",
        cloud=config.get("groundwork:cloud", ""),
        disposable=config.get("groundwork:disposable", "false") == "true",
        replace=_names(config.get("groundwork:replace", "[]")),
    )


def level_of(rule: Rule, settings: StackSettings) -> EnforcementLevel:
    """The level before any configuration file: the environment's, and at most advisory where a stack is disposable."""
    levels = {"dev": rule.levels.dev, "staging": rule.levels.staging, "prod": rule.levels.prod}
    level = OFF if settings.cloud in rule.waived else levels[settings.environment]
    return ADVISORY if rule.protects and settings.disposable and level is MANDATORY else level


def level_for(rule: Rule, level: EnforcementLevel, resource: Resource, settings: StackSettings) -> EnforcementLevel:
    """The level for one resource: what protects a part that is to be replaced is at most advisory."""
    tags = resource.properties.get("tags")
    part = tags.get("part") if isinstance(tags, dict) else None
    replaced = rule.protects and isinstance(part, str) and part in settings.replace
    return ADVISORY if replaced and level is MANDATORY else level


def _names(text: str) -> frozenset[str]:
    """The texts in a JSON list; none where the text is no such list."""
    try:
        listed = json.loads(text)
    except ValueError:
        return frozenset()
    return frozenset(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else frozenset()


def enforced(levels: Mapping[str, EnforcementLevel]) -> frozenset[str]:
    """The ids of the rules that are judged at all."""
    return frozenset(identifier for identifier, level in levels.items() if level is not OFF)
