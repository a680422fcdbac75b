"""Checks a provider's own settings."""

from collections.abc import Collection, Mapping
from typing import Any

from simulator.catalogue import Property
from simulator.checking.check import INTERNAL, unknown_name

ENGINES = ("version", "pluginDownloadURL")
"""What the engine itself tells every provider."""


def provider_problems(
    settings: Mapping[str, Any], names: Collection[str], regions: Collection[str], example: str
) -> list[str]:
    """What is wrong with a provider's settings: an unknown name, a region that is missing or does not exist.

    `example` is the setting and value that `pulumi config set` would take.
    """
    problems = unknown_settings(settings, names)
    region = settings.get("region")
    if region is None:
        problems.append(f"region: a required value is missing; `pulumi config set {example}` sets it")
    elif region not in regions:
        problems.append(f"region: must be one of {', '.join(regions)}; got '{region}'")
    return problems


def unknown_settings(settings: Mapping[str, Any], names: Collection[str]) -> list[str]:
    """A sentence for each setting that the provider does not have."""
    known = {name: Property(kind="any") for name in names}
    asked = (name for name in settings if name not in ENGINES and not name.startswith(INTERNAL))
    unknown = [name for name in asked if name not in known]
    return [f"{name}: {unknown_name(name, known)}" for name in unknown]
