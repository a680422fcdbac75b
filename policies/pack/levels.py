"""How strictly each rule is enforced: by the stack's environment, then by the pack's configuration file."""

from collections.abc import Mapping
from dataclasses import dataclass

from pulumi_policy import EnforcementLevel

from policies.pack.rule import ADVISORY, MANDATORY, OFF, Rule


@dataclass(frozen=True)
class StackSettings:
    """What the pack reads of the stack's configuration."""

    environment: str = "prod"
    disposable: bool = False


def settings_from_config(config: Mapping[str, str]) -> StackSettings:
    """The settings in a stack's configuration; whatever is absent or misspelt is judged as strictly as prod."""
    environment = config.get("groundwork:environment", "prod")
    return StackSettings(
        environment=environment if environment in ("dev", "staging", "prod") else "prod",
        disposable=config.get("groundwork:disposable", "false") == "true",
    )


def level_of(rule: Rule, settings: StackSettings) -> EnforcementLevel:
    """The level before any configuration file: the environment's, and at most advisory where a stack is disposable."""
    levels = {"dev": rule.levels.dev, "staging": rule.levels.staging, "prod": rule.levels.prod}
    level = levels[settings.environment]
    return ADVISORY if rule.protects and settings.disposable and level is MANDATORY else level


def enforced(levels: Mapping[str, EnforcementLevel]) -> frozenset[str]:
    """The ids of the rules that are judged at all."""
    return frozenset(identifier for identifier, level in levels.items() if level is not OFF)
