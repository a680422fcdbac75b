"""Who answers for which host and path."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.container import Route, WebSpec
from components.frontend import BEHIND_CDN
from settings.derive import priorities, routes, scraping
from settings.derive.routes import Rule
from settings.parts import Draft
from settings.stack import Address, Entry


@dataclass(frozen=True, kw_only=True)
class Routing:
    """All routes, and what follows from them."""

    rules: tuple[Rule, ...]
    holders: Mapping[str | None, str]
    """Host -> static frontend that answers for it; the CDN then forwards the host's other paths to the gateway."""
    entry: Entry | None
    gateway: Mapping[str, tuple[Route, ...]]
    """Part -> its rules at the gateway."""

    def hosts(self, part: str) -> tuple[str, ...]:
        """Host names of a static frontend, in the order of its routes."""
        return tuple(host for host, holder in self.holders.items() if holder == part and host)

    def forwards(self, part: str) -> tuple[str, ...]:
        """Paths of a static frontend's host that go on to the gateway, longest first."""
        hosts = [host for host, holder in self.holders.items() if holder == part]
        paths = {rule.path for rule in self.rules if rule.host in hosts and rule.part != part}
        if hosts and self.entry and self.entry.health:
            paths.add(self.entry.health)
        return tuple(sorted(paths, key=lambda path: (-len(path), path)))


def routed(draft: Draft) -> Routing:
    """The routes of an application, and the gateway that follows from them."""
    rules = routes.read(draft)
    static = draft.named("static frontend")
    apart = static if draft.configuration.cloud in BEHIND_CDN else []
    holders = {rule.host: rule.part for rule in rules if rule.part in apart}
    through = [rule for rule in rules if rule.part not in apart]
    entry, gateway = _entry(draft, through, holders), _gateway(draft, through, holders)
    return Routing(rules=tuple(rules), holders=holders, entry=entry, gateway=gateway)


def addresses(draft: Draft, routing: Routing) -> dict[str, Address]:
    """Part -> where browsers find it: its first route; a static frontend without one has its CDN's own name."""
    found: dict[str, Address] = {}
    for rule in routing.rules:
        base = _base(draft, rule.host)
        path = "" if rule.path == "/" else rule.path
        found.setdefault(rule.part, Address(base=base, path=path, entry=routing.holders.get(rule.host, "gateway")))
    if draft.configuration.cloud in BEHIND_CDN:
        for name in draft.named("static frontend"):
            found.setdefault(name, Address(base=None, path="", entry=name))
    return found


def _entry(draft: Draft, through: list[Rule], holders: Mapping[str | None, str]) -> Entry | None:
    """The gateway, where some route leads through it."""
    if not through:
        return None
    domain = draft.application.domain
    outside = {rule.host for rule in through if rule.host and rule.host not in holders}
    direct = sorted(outside, key=lambda host: (host != domain, host))
    forwarded = any(rule.host in holders for rule in through)
    hosts = [f"origin.{domain}", *direct] if forwarded and domain else direct
    specs = [draft.parts[rule.part].spec for rule in through]
    return Entry(
        host=hosts[0] if hosts else None,
        alternative_hosts=tuple(hosts[1:]),
        address=_base(draft, hosts[0] if hosts else None),
        behind_cdn=forwarded and not direct,
        streaming=any(isinstance(spec, WebSpec) and spec.streaming for spec in specs),
        health=draft.application.entry_health,
    )


def _base(draft: Draft, host: str | None) -> str | None:
    """The address of a host name, or of the entry without one; None where only the cloud knows that."""
    settings = draft.configuration.cloud_settings()
    known = host or settings.default_host
    return f"https://{known}{settings.address_suffix}" if known else None


def _gateway(draft: Draft, through: list[Rule], holders: Mapping[str | None, str]) -> dict[str, tuple[Route, ...]]:
    """Rules at the gateway: those of one host before those of every host, longer paths before shorter ones.

    What a CDN forwards matches on every host, because it arrives under the name of the viewer or of the origin.
    """
    wanted = {(None if rule.host in holders else rule.host, rule.path): rule.part for rule in through}
    refused = scraping.refused(draft, wanted)
    places = priorities.assign([*wanted, *refused])
    guards = priorities.following(places, [key for key, part in wanted.items() if _guarded(draft.parts[part].spec)])
    at_once = {part: key for key, part in wanted.items() if _moves_at_once(draft.parts[part].spec)}
    candidates = priorities.following(places, at_once.values(), guards.values())
    found: dict[str, list[Route]] = {}
    for key, priority in sorted(places.items(), key=lambda item: item[1]):
        host, path = key
        route = Route(
            path=path,
            host=host,
            priority=priority,
            refused=key in refused,
            guard_priority=guards.get(key),
            candidate_priority=candidates.get(key),
        )
        found.setdefault(refused.get(key) or wanted[key], []).append(route)
    return {part: tuple(rules) for part, rules in found.items()}


def _guarded(spec: object) -> bool:
    """Whether a part asks for a token at the entry."""
    return isinstance(spec, WebSpec) and spec.entry_token is not None


def _moves_at_once(spec: object) -> bool:
    """Whether all requests of a part move to a new version at once."""
    return isinstance(spec, WebSpec) and spec.rollout == "blue_green"
