"""Whose a container, network or volume is: labels that people filter by, and those by which Compose groups them."""

from collections.abc import Mapping
from typing import Any

from components.platform import Platform, PlatformArgs

PREFIX = "groundwork."

ATTEMPT = f"{PREFIX}attempt"
"""How often a run that failed has been begun again."""

COMPOSE = "com.docker.compose."
"""By these labels `docker compose -p <application>-<stack>` knows the containers too: `ps`, `logs`, `stop`, `start`."""


def of(part: str, platform: Platform) -> list[Any]:
    """Labels of everything that a part has, as the provider wants them: `{label, value}`."""
    tags = platform.tags(part)
    return _listed({f"{PREFIX}{key}": value for key, value in tags.items()})


def of_container(part: str, number: int, platform: Platform, *, once: bool, attempt: int = 0) -> list[Any]:
    """Labels of one of a part's containers; `once`: it runs to its end and is no service; `attempt`: for how often."""
    compose = {
        f"{COMPOSE}project": project(platform.args),
        f"{COMPOSE}service": part,
        f"{COMPOSE}container-number": str(number),
        f"{COMPOSE}oneoff": str(once),
    }
    again = {ATTEMPT: str(attempt)} if attempt else {}
    return [*of(part, platform), *_listed({**compose, **again})]


def project(args: PlatformArgs) -> str:
    """Name of the stack among all that runs on the host."""
    return f"{args.application}-{args.stack}"


def _listed(labels: Mapping[str, str]) -> list[Any]:
    return [{"label": label, "value": value} for label, value in sorted(labels.items())]
