"""Reads `routes`: host, path and part of each line."""

import re
from dataclasses import dataclass

from components.frontend import StaticSpec
from settings.parts import Draft
from settings.place import Place

_PATH = re.compile(r"/|(/[A-Za-z0-9._~-]+)+")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of `routes`, taken apart."""

    place: Place
    host: str | None
    """None without a domain."""
    path: str
    part: str


def read(draft: Draft) -> list[Rule]:
    """The routes as the file lists them; what is wrong with one is reported, and it is left out."""
    rules = (_rule(draft, key, target) for key, target in draft.application.routes.items())
    return _distinct(draft, [rule for rule in rules if rule])


def _rule(draft: Draft, key: str, target: str) -> Rule | None:
    """One route; None when it cannot be read."""
    place, domain = ("routes", key), draft.application.domain
    host, slash, rest = key.replace("{domain}", domain or "{domain}").partition("/")
    path = f"/{rest}"
    if not slash or not _PATH.fullmatch(path):
        form = 'a path like "/" or "/api" (no * and no / at its end), alone or after a host name'
        draft.report.refuse(place, f"this is no route; allowed: {form}")
        return None
    if host and not domain:
        draft.report.add(place, "a route with a host name needs `domain`, and this stack has none", ("domain",))
        return None
    if host and not _HOST.fullmatch(host):
        draft.report.refuse(place, f'"{host}" is no host name; allowed: a host name, like "api.{{domain}}"')
        return None
    part = draft.find(place, target, "service", "ssr frontend", "static frontend")
    if part is None:
        return None
    if isinstance(part.spec, StaticSpec) and path != "/":
        text = f'"{target}" is a static frontend, which answers for a whole host; allowed: "/", or a host of its own'
        draft.report.add(place, text, part.place)
        return None
    return Rule(place=place, host=host or domain, path=path, part=target)


def _distinct(draft: Draft, rules: list[Rule]) -> list[Rule]:
    """The rules without those that say again what another said, which are reported."""
    kept: dict[tuple[str | None, str], Rule] = {}
    for rule in rules:
        other = kept.setdefault((rule.host, rule.path), rule)
        if other is not rule:
            draft.report.add(rule.place, f'says the same as "{other.place[-1]}", which leads to {other.part}; keep one')
    return list(kept.values())
