"""The provider's own settings."""

from collections.abc import Mapping
from typing import Any

from simulator.alicloud.places import places, regions
from simulator.checking.provider import provider_problems


def check_configuration(settings: Mapping[str, Any]) -> list[str]:
    """What is wrong with a provider's settings: an unknown key, a region that does not exist."""
    return provider_problems(settings, places()["settings"], regions(), "alicloud:region eu-central-1")
