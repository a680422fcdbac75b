"""The provider's own settings."""

from collections.abc import Mapping
from typing import Any

from simulator.aws.places import places, regions
from simulator.catalogue import Property
from simulator.checking.check import unknown_name


def check_configuration(settings: Mapping[str, Any]) -> list[str]:
    """What is wrong with a provider's settings: an unknown key, a region that does not exist."""
    known = {name: Property(kind="any") for name in places()["settings"]}
    unknown = [name for name in settings if name not in known and not name.startswith("__")]
    problems = [f"{name}: {unknown_name(name, known)}" for name in unknown]
    region = settings.get("region")
    if region is None:
        problems.append("region: a required value is missing; `pulumi config set aws:region eu-central-1` sets it")
    elif region not in regions():
        problems.append(f"region: must be one of {', '.join(regions())}; got '{region}'")
    return problems
