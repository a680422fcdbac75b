"""Paths that show a part's metrics: what the entry would hand on it refuses instead."""

from collections.abc import Iterator, Mapping

from components.container import WebSpec
from settings.derive.priorities import Key
from settings.parts import Draft


def refused(draft: Draft, wanted: Mapping[Key, str]) -> dict[Key, str]:
    """Host and path -> part, for each path of `scrape` that some rule leads to; `wanted` has all rules.

    A rule for that very path is reported.
    """
    found: dict[Key, str] = {}
    for part, spec in draft.web():
        path = shown(spec)
        for host in _hosts(wanted, part.name) if path else ():
            if wanted.get((host, path)) == part.name:
                text = f'"{path}" shows metrics, and a route of its own leads to it from outside'
                draft.report.add((*part.place, "scrape"), f"{text}; allowed: another path, or a port of its own")
            elif _owner(wanted, host, path) == part.name:
                found[host, path] = part.name
    return found


def shown(spec: WebSpec) -> str:
    """The path of metrics on the port that requests come to; empty where there is none."""
    port, path = spec.scraped or (None, "")
    return path if port in (None, spec.port) else ""


def _hosts(wanted: Mapping[Key, str], part: str) -> Iterator[str | None]:
    yield from dict.fromkeys(host for (host, _), owner in wanted.items() if owner == part)


def _owner(wanted: Mapping[Key, str], host: str | None, path: str) -> str | None:
    """Who answers for a path of a host: the part of its longest rule that covers it."""
    covering = [rule for at, rule in wanted if at == host and covers(rule, path)]
    return wanted[host, max(covering, key=len)] if covering else None


def covers(prefix: str, path: str) -> bool:
    """Whether a rule's path is another's, or lies above it."""
    return f"{path}/".startswith(f"{prefix.rstrip('/')}/")
